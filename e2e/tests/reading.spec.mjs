/// <reference lib="dom" />
// What a screen reader says on a guest's way, as docs/screen-reader.md has it written down: title, focus, announcements,
// and the page from top to end.
//
//   npm run reading:update     writes down anew what is said now

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { reading, watchAnnouncements } from '../fixtures/reading.mjs';
import { thisRun } from '../fixtures/servers.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const file = fileURLToPath(new URL('../../docs/screen-reader.md', import.meta.url));
const written = readFileSync(file, 'utf8');

/** What stands under each heading of the file. */
const expected = new Map([...written.matchAll(/^### (.+)\n\n```text\n([^`]*)```$/gm)].map(([, step, said]) => [step, said]));

/** Writes down what is said now under a heading. @param {string} step @param {string} said */
function update(step, said) {
  const before = readFileSync(file, 'utf8');
  const at = before.indexOf(`### ${step}\n`);
  if (at === -1) throw new Error(`${file} has no heading “${step}” to write under`);
  const rest = before.slice(at).replace(/^(### .+\n\n)(?:```text\n[^`]*```\n\n?)?/, (_, heading) => `${heading}\`\`\`text\n${said}\`\`\`\n\n`);
  writeFileSync(file, before.slice(0, at) + rest);
}

/** Listens to a guest's browser from here on. @param {Guest} guest */
async function listening({ context, page }) {
  /** @type {string[]} */
  let announced = [];
  await context.exposeFunction('announced', (/** @type {string} */ text) => {
    if (announced.at(-1) !== text) announced.push(text);
  });
  await context.addInitScript(watchAnnouncements);
  /** Compares a step with what is written down. @param {string} step */
  return async (step) => {
    const said = [
      `title: ${await page.title()}`,
      `focus: ${await page.evaluate(focus)}`,
      ...announced.map((text) => `announced: ${text}`),
      '',
      ...(await reading(page)),
    ].map((line) => `${settled(line)}\n`.trimStart() || '\n').join('');
    announced = [];
    if (process.env.READING === 'update') update(step, said);
    else expect.soft(said, step).toBe(expected.get(step));
  };
}

/** Runs in the page: what has the focus. */
function focus() {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused !== document.body ? focused.innerText.replace(/\s+/g, ' ').trim() : 'the page';
}

/** Without what is different each time. @param {string} line */
function settled(line) {
  return line
    .replace(/\b[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}(?:, \d{4})?(?:,? at)?,? \d{1,2}:\d{2}\s[AP]M(?: [A-Z][A-Za-z+\d ]*(?:Time|GMT[+-]\d+))?/g, '(day and time)')
    .replaceAll(new URL(thisRun().tenant).host, '(sign-in host)')
    .replaceAll(thisRun().portal, '(portal)');
}

// What is said of a machine's weaknesses is different on each.
test.use({ device: 'Windows 10 with Edge' });

test('from the link into the event', async ({ guest }) => {
  const { portal } = guest;
  const says = await listening(guest);
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  await says('The invitation link is opened');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await says('Back from both sign-ins, with a license');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await says('The app is installed');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  await expect(portal.says('asking.seen.nothing')).toBeVisible();
  await says('The app was opened');
  await portal.press('asking.inside');
  await portal.sees('inside.heading');
  await says('The guest is inside');
});

test('a link is pasted, first with nothing in the field', async ({ guest }) => {
  const { portal } = guest;
  const says = await listening(guest);
  await portal.open(`${thisRun().portal}/`);
  await portal.sees('no-invite.heading');
  await says('The page is opened without an invitation');
  await portal.press('paste.button');
  await expect(guest.page.getByRole('alert')).toBeFocused();
  await says('The button is pressed with nothing in the field');
});

test('the app does not open', async ({ guest }) => {
  const { portal } = guest;
  const says = await listening(guest);
  await guest.reachLaunchUnsigned('nobody in particular');
  await portal.press('launch.open.mesh-pc');
  await expect(portal.says('asking.seen.nothing')).toBeVisible();
  await portal.press('asking.did-not-open');
  await portal.seesProblem('LAUNCH-01');
  await says('“It did not open”');
});
