/// <reference lib="dom" />
// The portal in the language of its reader: by the invite, the browser or the choice made here, in rising order.

import { host } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { wordsOf } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const german = wordsOf('de');
const arabic = wordsOf('ar');
const english = wordsOf('en');

/** A sentence with what fills it. @param {Record<string, string>} words @param {string} id @param {Record<string, string>} [values] */
const say = (words, id, values = { event: host.event, host: host.host, domain: host.domain }) =>
  words[id].replaceAll('**', '').replace(/\{([a-z]+)\}/g, (hole, name) => values[name] ?? hole);

/** The page is whole in a language: its text, its language and its direction. @param {Guest} guest @param {string} tag */
async function speaks({ page }, tag) {
  const words = wordsOf(tag);
  await expect(page.locator('html')).toHaveAttribute('lang', tag);
  await expect(page.locator('html')).toHaveAttribute('dir', ['ar', 'he'].includes(tag) ? 'rtl' : 'ltr');
  await expect(page.getByText(say(words, 'frame.note'))).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: say(words, 'introduction.heading') })).toBeVisible();
}

/** @param {Guest} guest @param {Record<string, string>} words */
const picker = ({ page }, words) => page.getByRole('combobox', { name: words['frame.language'] });

for (const tag of ['de', 'fr', 'es', 'pt-BR', 'it', 'nl', 'pl', 'tr', 'ja', 'ko', 'zh-Hans', 'ar', 'he']) {
  test.describe(tag, () => {
    test.use({ locale: tag === 'zh-Hans' ? 'zh-CN' : tag });

    test(`a browser in ${tag} reads the portal in it`, async ({ guest }) => {
      await guest.open('nobody in particular');
      await speaks(guest, tag);
      await expect(picker(guest, wordsOf(tag))).toHaveValue(tag);
    });
  });
}

test.describe('a browser in Swedish, which has no words here', () => {
  test.use({ locale: 'sv-SE' });

  test('reads what the invite was written in, else English', async ({ guest }) => {
    await guest.open('in German');
    await speaks(guest, 'de');
    await guest.page.goto('about:blank');
    await guest.open('nobody in particular');
    await speaks(guest, 'en');
  });
});

test('the choice counts for more than the browser and the invite, for good, until the device forgets', async ({ guest }) => {
  const { page, portal } = guest;
  await guest.open('in German');
  await speaks(guest, 'en');
  await picker(guest, english).selectOption({ label: 'العربية' });
  await speaks(guest, 'ar');
  await portal.reload();
  await speaks(guest, 'ar');
  const second = await guest.context.newPage();
  await second.goto(guest.link('nobody in particular'));
  await expect(second.locator('html')).toHaveAttribute('lang', 'ar');
  await second.close();
  await page.getByText(arabic['kept.summary']).click();
  await page.getByRole('button', { name: arabic['kept.forget'] }).click();
  expect(await portal.kept()).toEqual({});
});

test('a change keeps the place, the focus, what is open and what was typed', async ({ guest }) => {
  const { page, portal } = guest;
  await guest.signsIn('not-invited');
  await guest.signIn.deadEnd(50020);
  await guest.goBack();
  await portal.sees('sign-in.away.heading');
  await portal.field('saw.label').fill('AADSTS50020');
  const choice = picker(guest, english);
  await choice.focus();
  await choice.selectOption('de');
  await expect(page.getByRole('heading', { level: 1, name: say(german, 'sign-in.away.heading') })).toBeVisible();
  await expect(picker(guest, german)).toBeFocused();
  await expect(page.getByLabel(german['saw.label'])).toHaveValue('AADSTS50020');
  await expect(page).toHaveTitle(new RegExp(say(german, 'sign-in.away.heading')));
  await page.getByRole('button', { name: german['saw.button'] }).click();
  await expect(page.getByRole('heading', { level: 1, name: say(german, 'problem.SIGNIN-02.heading') })).toBeVisible();
});

test('a language that does not arrive changes nothing, and says so', async ({ guest }) => {
  const { page } = guest;
  await guest.open('nobody in particular');
  await page.route('**/words/de/*.json', (route) => route.abort());
  await picker(guest, english).selectOption('de');
  await expect(page.getByText(english['frame.language.failed'])).toBeVisible();
  await speaks(guest, 'en');
  await page.unroute('**/words/de/*.json');
  await picker(guest, english).selectOption('fr');
  await picker(guest, wordsOf('fr')).selectOption('de');
  await speaks(guest, 'de');
});

test.describe('in German', () => {
  test.use({ locale: 'de-AT' });

  test('without the German words the page comes in English', async ({ guest }) => {
    await guest.page.route('**/words/de/*.json', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await guest.open('nobody in particular');
    await speaks(guest, 'en');
  });

  test('the whole way, with times as in Austria, and a crash that speaks German', async ({ guest }) => {
    const { page } = guest;
    await guest.open('in three days');
    await page.getByRole('button', { name: say(german, 'introduction.go.sign-in') }).click();
    await guest.signIn.password(personCalled('licensed'));
    await expect(page.getByRole('heading', { level: 1, name: say(german, 'app.heading.mesh-pc') })).toBeVisible();
    await page.getByRole('button', { name: say(german, 'app.have') }).click();
    await expect(page.getByRole('heading', { level: 1, name: say(german, 'waiting.heading') })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/Mitteleuropäische (Normal|Sommer)zeit|MEZ|MESZ/);
    await expect(page.locator('#crash')).toContainText(german['first.crash.heading']);
    await expect(page.locator('#crash')).toHaveAttribute('data-title', german['first.crash.title']);
  });

  test('a portal that offers English only speaks English, and offers no choice', async ({ guest }) => {
    await guest.page.route('**/config.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), languages: ['en'] } });
    });
    await guest.open('nobody in particular');
    await speaks(guest, 'en');
    await expect(guest.page.getByRole('combobox')).toHaveCount(0);
  });

  test('the readiness check speaks it too', async ({ guest }) => {
    await guest.page.goto(`${thisRun().portal}/check.html`);
    await expect(guest.page.getByRole('heading', { level: 1, name: german['check.heading'] })).toBeVisible();
    await expect(picker(guest, german)).toHaveValue('de');
  });
});

test('in English nothing of another language is fetched', async ({ guest }) => {
  /** @type {string[]} */
  const fetched = [];
  guest.page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await guest.open('nobody in particular');
  await guest.portal.sees('introduction.heading', { event: host.event });
  await expect.poll(() => fetched).toEqual(expect.arrayContaining(['/words/en/guest.json', '/words/en/problems.json']));
  expect(fetched.filter((path) => path.includes('/words/') && !path.includes('/en/'))).toEqual([]);
});
