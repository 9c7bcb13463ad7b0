/// <reference lib="dom" />
// What goes missing on the way: the network, what the browser kept, the sign-in page, the words for trouble.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const ada = personCalled('licensed');

/** Opens an event and waits until the words for trouble are there too. @param {Guest} guest @param {string} event */
async function openWhole(guest, event) {
  const words = guest.page.waitForResponse((response) => response.url().endsWith('/words/en/problems.json'));
  await guest.open(event);
  await (await words).finished();
  await guest.portal.sees('introduction.heading');
}

/** Until the page knows: the browser tells it a moment later. @param {Guest} guest */
async function loseNetwork(guest) {
  await guest.context.setOffline(true);
  await expect.poll(() => guest.page.evaluate(() => navigator.onLine)).toBe(false);
}

test.describe('without a network', () => {
  test('the page that is open stays, and the sign-in page is not gone to', async ({ guest }) => {
    const { page, portal } = guest;
    await openWhole(guest, 'licensed');
    await loseNetwork(guest);
    await portal.sees('introduction.heading');
    await portal.press('introduction.go.sign-in');
    await portal.seesProblem('NETWORK-01');
    expect(page.url()).toBe(`${thisRun().portal}/${portal.fragment()}`);
    await portal.press('problem.remedy.try-again');
    await portal.seesProblem('NETWORK-01');
    await guest.context.setOffline(false);
    await portal.press('problem.remedy.try-again');
    await guest.signIn.password(ada);
    await portal.sees('app.heading.mesh-pc');
  });

  test('the guest may go on without the sign-in', async ({ guest }) => {
    const { portal } = guest;
    await openWhole(guest, 'licensed');
    await loseNetwork(guest);
    await portal.press('introduction.go.sign-in');
    await portal.seesProblem('NETWORK-01');
    await portal.press('sign-in.without');
    await portal.sees('app.heading.mesh-pc');
    await guest.context.setOffline(false);
    await portal.reload();
    await portal.sees('app.heading.mesh-pc');
  });

  test('a license that is checked again can be checked once more', async ({ guest }) => {
    const { portal } = guest;
    await openWhole(guest, 'no-license');
    await portal.press('introduction.go.sign-in');
    const words = guest.page.waitForResponse((response) => response.url().endsWith('/words/en/problems.json'));
    await guest.signIn.password(personCalled('no-license'));
    await portal.sees('license.missing.heading');
    await (await words).finished();
    await loseNetwork(guest);
    await portal.press('license.check-again');
    await portal.seesProblem('NETWORK-01');
    await guest.context.setOffline(false);
    await portal.press('problem.remedy.try-again');
    await portal.sees('license.missing.heading');
  });
});

test('what the browser forgot while the guest was away costs another sign-in, not the link', async ({ guest }) => {
  const { portal } = guest;
  await guest.arrive('licensed');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Enter password');
  const tab = await guest.context.newPage();
  await tab.goto(`${thisRun().portal}/robots.txt`);
  await tab.evaluate(() => localStorage.clear());
  await tab.close();

  await guest.signIn.password(ada);
  await portal.seesProblem('SIGNIN-15');
  expect((await guest.tenant.recordings()).filter(({ endpoint }) => endpoint === 'token')).toEqual([]);
  await portal.press('problem.remedy.try-again');
  await portal.sees('no-invite.heading');
  await guest.hand.write(portal.field('paste.label'), guest.link('licensed'));
  await portal.press('paste.button');
  await portal.sees('introduction.heading');
});

test('a browser that keeps nothing says so where it tells what is kept', async ({ guest }) => {
  await guest.context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  const { portal } = guest;
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  await portal.unfold('kept.summary');
  await expect(portal.says('kept.nothing')).toBeVisible();
  await portal.reload();
  await portal.sees('introduction.heading');
});

for (const [what, action] of /** @type {[string, import('../fixtures/tenant.mjs').Action][]} */ ([
  ['does not answer', { kind: 'drop' }],
  ['is broken', { kind: 'html', status: 500 }],
  ['is a page of the network', { kind: 'html' }],
])) {
  test(`a sign-in page that ${what}: Back leads to the step, and on from there`, async ({ guest }) => {
    const { page, portal } = guest;
    await guest.tenant.interfere({ endpoint: 'authorize', tenant: 'home' }, action);
    await guest.arrive('licensed');
    await portal.press('introduction.go.sign-in');
    await page.waitForURL((url) => url.origin !== thisRun().portal);
    await guest.goBack();
    await portal.sees('sign-in.away.heading');
    await guest.tenant.settle();
    await portal.press('sign-in.try-again');
    await guest.signIn.password(ada);
    await portal.sees('app.heading.mesh-pc');
  });
}

test.describe('the words for trouble', () => {
  const words = '**/words/en/problems.json';

  test('come late and are still there in time', async ({ guest }) => {
    const { page, portal } = guest;
    let refused = 0;
    await page.route(words, (route) => {
      refused += 1;
      return refused > 2 ? route.continue() : route.abort();
    });
    await page.clock.install();
    await guest.open('licensed');
    await portal.sees('introduction.heading');
    const arrived = page.waitForResponse(words);
    await page.clock.fastForward(1_000);
    await expect.poll(() => refused).toBe(2);
    await page.clock.fastForward(2_000);
    await (await arrived).finished();
    await loseNetwork(guest);
    await portal.press('introduction.go.sign-in');
    await portal.seesProblem('NETWORK-01');
  });

  test('have not come when they are needed: a page that can be read stands in for them', async ({ guest }) => {
    const { page, portal } = guest;
    await page.route(words, (route) => route.abort());
    await guest.open('licensed');
    await portal.sees('introduction.heading');
    await loseNetwork(guest);
    await portal.press('introduction.go.sign-in');
    await expect(portal.says('introduction.heading')).toHaveCount(0);
    await expect(page.getByText(/problem\.[A-Z]+-\d/)).toHaveCount(0);
  });

  test('do not come for a page that needs them: it says what did not arrive, and a reload leads on', async ({ guest }) => {
    const { page, portal } = guest;
    await page.route(words, (route) => route.abort());
    await page.goto(`${thisRun().portal}/#i=1.broken`);
    await portal.sees('first.unreached.heading');
    await page.unroute(words);
    await portal.press('first.reload');
    await portal.seesProblem('LINK-02');
  });
});

for (const file of ['config.json', 'words/en/guest.json']) {
  test(`${file} is cut off from the network: the page says so, keeps the link, and a reload leads on`, async ({ guest }) => {
    const { page, portal } = guest;
    await page.route(`**/${file}`, (route) => route.abort('internetdisconnected'));
    await page.goto(guest.link('nobody in particular'));
    await portal.sees('first.unreached.heading');
    expect(portal.fragment()).toBe(new URL(guest.link('nobody in particular')).hash);
    await page.unroute(`**/${file}`);
    await portal.press('first.reload');
    await portal.sees('introduction.heading');
  });
}
