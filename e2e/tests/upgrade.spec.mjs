/// <reference lib="dom" />
// A page of one deployment meets the next: it comes to the later one by itself, at most once, and nothing is lost.

import { expect, loads, personCalled, test } from '../fixtures/deployments.mjs';
import { Desk } from '../pages/desk.mjs';
import { wordsOf } from '../pages/words.mjs';

/** @typedef {import('../fixtures/deployments.mjs').Deployments} Deployments */
/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('@playwright/test').Page} Page */

// One pair of servers for all of them.
test.describe.configure({ mode: 'default' });

/** A file as a later portal may have it, for one request: without any word that this portal asks for. @param {Page} page @param {string} file */
async function rewritten(page, file) {
  await page.route(`**/words/*/${file}`, (route) => route.fulfill({ json: { 'later.only': 'Later' } }), { times: 1 });
}

/** @param {Page} page */
const seemsOutdated = (page) => page.evaluate(() => void dispatchEvent(new Event('outdated')));

/** A link as a later portal writes it. @param {Guest} guest */
const laterLink = (guest) => guest.link('nobody in particular').replace('#i=1.', '#i=2.');

/**
 * The app is asked for when it is gone: the script around it was there a moment before.
 * @param {Page} page @param {Deployments} deployments @param {import('../fixtures/deployments.mjs').Deployment} next
 */
async function replacesApp(page, deployments, next) {
  const script = page.waitForResponse((response) => response.url().endsWith('.js'));
  await page.route('**/assets/*.wasm', async (route) => {
    await (await script).finished();
    deployments.deploy(next);
    await route.continue();
  });
}

test('the app is gone before it was fetched', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  const seen = loads(page);
  await replacesApp(page, deployments, 'later');
  await page.goto(guest.link('licensed'));
  await portal.sees('introduction.heading');
  await deployments.isOf(page, 'later');
  expect(seen).toEqual({ loads: 2, looks: 1 });
  expect(portal.fragment()).toMatch(/^#i=1\./);
});

test('the app is gone on the way back from the sign-in page, and the sign-in goes on', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Enter password');
  // The last that can happen: the page comes out of a cache, and asks for what its host no longer has.
  await replacesApp(page, deployments, 'later');
  await guest.signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await deployments.isOf(page, 'later');
});

test('the sign-in is begun with one and ended with the next', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Enter password');
  deployments.deploy('later');
  await guest.signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await deployments.isOf(page, 'later');
  expect(guest.secrets.exchanges).toBe(2);
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  deployments.deploy('earlier');
  await portal.reload();
  await portal.sees('launch.heading.mesh-pc');
});

for (const [config, what] of [['no-home-leg', 'leaves out the first sign-in'], ['two-hosts', 'has a host more'], ['extra-scopes', 'asks for more']]) {
  test(`the sign-in is begun, and then the configuration ${what}`, async ({ guest, deployments }) => {
    const { portal } = guest;
    await guest.open('licensed');
    await portal.press('introduction.go.sign-in');
    await guest.signIn.sees('Enter password');
    deployments.deploy('later');
    await guest.configuredAs(config);
    await guest.signIn.password(personCalled('licensed'));
    await portal.sees('app.heading.mesh-pc');
  });
}

test('the sign-in is begun, and then the host is no longer served', async ({ guest, deployments }) => {
  const { portal } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Enter password');
  deployments.deploy('later');
  await guest.configuredAs('other-host');
  await guest.signIn.password(personCalled('licensed'));
  await portal.seesProblem('LINK-04');
  expect(guest.secrets.exchanges).toBe(0);
  await guest.configuredAs('default');
  await portal.reload();
  await portal.sees('sign-in.home.heading');
});

test('the words of the next page are another’s: the page comes anew, on the step where the guest is', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  const seen = loads(page);
  /** @type {() => void} */
  let letThrough = () => {};
  const held = new Promise((resolve) => (letThrough = () => resolve(undefined)));
  await page.route('**/words/en/guest.json', async (route) => {
    await held;
    await route.fulfill({ json: { 'later.only': 'Later' } });
  }, { times: 1 });
  await guest.open('pending by invitation');
  await portal.press('introduction.go.invitation');
  await portal.sees('coming.heading');
  deployments.deploy('later');
  letThrough();
  await deployments.isOf(page, 'later');
  // The invitation's own link is kept nowhere, as after any reload: signing in at the host accepts it as well.
  await portal.sees('sign-in.home.heading');
  expect(seen).toEqual({ loads: 2, looks: 1 });
});

test('the words for trouble are gone: the page comes anew before they are missed', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  await page.route('**/words/en/problems.json', (route) => {
    deployments.deploy('later');
    return route.fulfill({ status: 404, body: 'Not found' });
  }, { times: 1 });
  await guest.open('licensed');
  await deployments.isOf(page, 'later');
  await portal.sees('introduction.heading');
});

test('another language is chosen, and some of its words are another’s: nothing is said in no language', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  deployments.deploy('later');
  await rewritten(page, 'arrival.json');
  await page.getByRole('combobox').selectOption('de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  // English for what is not there, until the page is loaded again.
  await portal.sees('introduction.heading');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(wordsOf('de')['introduction.heading'].replace('{event}', 'Contoso autumn gathering'));
});

test('a link of a later portal is tried with the later portal first, once', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  const seen = loads(page);
  deployments.deploy('later');
  await page.goto(laterLink(guest));
  await deployments.isOf(page, 'later');
  await portal.seesProblem('LINK-03');
  expect(portal.fragment()).toMatch(/^#i=2\./);
  // It does not know the link either, and looks once more: that is all.
  await expect.poll(() => seen).toEqual({ loads: 1, looks: 2 });
});

test('a link of a later portal where there is none says so at once', async ({ guest }) => {
  const seen = loads(guest.page);
  await guest.page.goto(laterLink(guest));
  await guest.portal.seesProblem('LINK-03');
  await expect.poll(() => seen).toEqual({ loads: 1, looks: 1 });
});

test('an app that is nowhere is said to be missing, after one try', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  const seen = loads(page);
  await replacesApp(page, deployments, 'broken');
  await page.goto(guest.link('licensed'));
  await portal.sees('first.unreached.heading');
  await deployments.isOf(page, 'broken');
  expect(seen).toEqual({ loads: 2, looks: 2 });
  await page.unroute('**/assets/*.wasm');
  deployments.deploy('later');
  await portal.press('first.reload');
  await portal.sees('introduction.heading');
});

test('a host that names one and then the other is not followed around', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  const seen = loads(page);
  const { origin } = new URL(guest.link('licensed'));
  await page.route(`${origin}/`, (route) => {
    const name = route.request().isNavigationRequest() ? 'earlier' : 'later';
    return route.fulfill({ contentType: 'text/html', body: deployments.page(name) });
  });
  await page.route('**/assets/*.wasm', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await page.goto(guest.link('licensed'));
  await portal.sees('first.unreached.heading');
  expect(seen).toEqual({ loads: 2, looks: 2 });
});

test('a browser that keeps nothing for a tab is left alone', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  await guest.context.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', { get: () => {
      throw new DOMException('refused', 'SecurityError');
    } });
  });
  const seen = loads(page);
  await replacesApp(page, deployments, 'later');
  await page.goto(guest.link('licensed'));
  await portal.sees('first.unreached.heading');
  expect(seen.loads).toBe(1);
  await portal.press('first.reload');
  await portal.sees('introduction.heading');
});

test('what is typed is not lost', async ({ guest, deployments }) => {
  const { page, portal } = guest;
  await portal.open(`${new URL(guest.link('licensed')).origin}/`);
  await portal.sees('no-invite.heading');
  await guest.hand.write(portal.field('paste.label'), 'half a li');
  deployments.deploy('later');
  const looked = page.waitForResponse((response) => new URL(response.url()).pathname === '/');
  await seemsOutdated(page);
  await (await looked).finished();
  await expect(portal.field('paste.label')).toHaveValue('half a li');
  await deployments.isOf(page, 'earlier');
});

test('the desk says that there is a later one, and leaves when to the organizer', async ({ guest, deployments }) => {
  const { page } = guest;
  const desk = Desk.in(page, guest.portal);
  await desk.openAt('events/new');
  await desk.press('desk.new.by-hand');
  await desk.fill('desk.field.event-title', 'Contoso spring gathering');
  const seen = loads(page, '/desk.html');
  deployments.deploy('later');
  await rewritten(page, 'support.json');
  await page.evaluate(() => {
    location.hash = '#/support';
  });
  await expect(page.getByText(wordsOf('en')['desk.renewed'])).toBeVisible();
  await deployments.isOf(page, 'earlier');
  expect(seen).toEqual({ loads: 0, looks: 1 });
  await page.locator('#renewed').getByRole('button').click();
  await deployments.isOf(page, 'later');
  await desk.openAt('');
  await expect(page.getByText('Contoso spring gathering').first()).toBeVisible();
});

test('what a later portal keeps is still there for it after a page of the earlier one', async ({ guest }) => {
  const { page, portal } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Enter password');
  await guest.goBack();
  const later = await page.evaluate(() => {
    const [{ invited: _invited, ...attempt }] = Object.entries(localStorage).filter(([name]) => name.startsWith('mesh.attempt.')).map(([, json]) => JSON.parse(json));
    const kept = {
      'mesh.attempt.kiosk.host.0123456789abcdef.later': JSON.stringify({ ...attempt, page: 'kiosk', state: 'kiosk.host.0123456789abcdef.later' }),
      'mesh.event.0123456789abcdef': JSON.stringify({ invite: '2.later', progress: { begun: true } }),
    };
    for (const [name, json] of Object.entries(kept)) localStorage.setItem(name, json);
    return kept;
  });
  await portal.reload();
  await portal.sees('sign-in.away.heading');
  await portal.open(guest.link('another evening'));
  await portal.sees('introduction.heading');
  expect(await portal.kept()).toMatchObject(later);
});

test('nobody looks for a later one where nothing is missing', async ({ guest }) => {
  const { page, portal } = guest;
  const seen = loads(page);
  await guest.signsIn('licensed');
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.press('launch.open.mesh-pc');
  await portal.press('asking.inside');
  await portal.sees('inside.heading');
  await page.getByRole('combobox').selectOption('ja');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  expect(seen.looks).toBe(0);
});
