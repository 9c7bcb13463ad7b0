import 'portal.css';
import { PublicClientApplication } from '@azure/msal-browser';
import { readInvite } from '../../shared/invite';
import { isLicensed } from '../../shared/licenses';
import { configuration, requestFor } from '../../shared/msal';
import { returning } from '../../shared/returning';
import { factsOf, needsOf, titleOf, words } from '../../shared/words';

const msal = new PublicClientApplication(configuration);
const initialized = msal.initialize();
const invite = readInvite();
const column = document.querySelector<HTMLElement>('.column')!;

if (returning) void comeBack();
else start();

function start() {
  if (!invite) return show(words.lost);
  const text = words.start;
  const facts = element('dl', 'facts', ...factsOf(invite).map(([name, value]) => element('div', 'facts__row', element('dt', 'facts__name', name), element('dd', 'facts__value', value))));
  show({ heading: titleOf(invite), lead: text.lead, button: text.button }, signIn, [facts, element('p', 'aside', text.leaves)], [
    element('section', 'page__section', element('h2', 'page__subheading', text.needs), list(needsOf(invite))),
    element('details', 'details', element('summary', 'details__summary', text.next), element('div', 'details__body', list(text.nextSteps))),
  ]);
}

async function signIn() {
  show(words.leaving);
  try {
    await initialized;
    await msal.loginRedirect(requestFor(invite));
  } catch (error) {
    fail(error);
  }
}

async function comeBack() {
  show(words.exchanging);
  try {
    await initialized;
    const answer = await msal.handleRedirectPromise();
    if (!answer) return start();
    show(words.checking);
    // Not knowing holds nobody up.
    const licensed = await isLicensed(answer.accessToken).catch(() => true);
    show(licensed ? words.found : words.missing, launch);
  } catch (error) {
    fail(error);
  }
}

function launch() {
  if (!invite) return show(words.lost);
  const { link } = invite;
  show(words.launch, () => location.assign(link));
}

function fail(error: unknown) {
  show({ ...words.failed, lead: error instanceof Error ? error.message : String(error) }, signIn);
}

interface Words {
  heading: string;
  lead?: string;
  button?: string;
}

function show({ heading, lead, button }: Words, onPress?: () => void, body: Node[] = [], more: Node[] = []) {
  const page = element('article', 'page', element('div', 'page__head', element('h1', 'page__heading', heading)));
  if (lead) page.append(element('p', 'page__lead', lead));
  if (body.length > 0) page.append(element('div', 'page__body', ...body));
  if (button) {
    const press = element('button', 'button button--primary', button);
    press.addEventListener('click', () => onPress?.());
    page.append(element('div', 'actions page__actions', press));
  }
  if (more.length > 0) page.append(element('div', 'page__body', ...more));
  column.replaceChildren(page);
}

function list(items: string[]) {
  return element('ul', 'list', ...items.map((item) => element('li', '', item)));
}

function element(name: string, classes: string, ...children: (Node | string)[]) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}
