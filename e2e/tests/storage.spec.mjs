/// <reference lib="dom" />
// What does not arrive: the words, the configuration, what the browser was to keep. Trouble with signing in and Graph is in
// the table of faults.

import { losesNetwork } from '../faults/walks.mjs';
import { personCalled } from '../fixtures/events.mjs';
import { expect, test } from '../fixtures/guest.mjs';
import { holdBack } from '../fixtures/holding.mjs';
import { refuseWriting } from '../fixtures/refusals.mjs';
import { thisRun } from '../fixtures/servers.mjs';

test('a browser that keeps nothing says so where it tells what is kept', async ({ guest }) => {
  await guest.context.addInitScript(refuseWriting);
  const { portal } = guest;
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  await portal.unfold('kept.summary');
  await expect(portal.says('kept.nothing')).toBeVisible();
  await portal.reload();
  await portal.sees('introduction.heading');
});

test.describe('the words of the pages to come', () => {
  const words = '**/words/en/guest.json';

  test('are not waited for: the first page works, and the next one comes when they do', async ({ guest }) => {
    const { page, portal } = guest;
    const letThrough = await holdBack(page, words);
    await guest.open('pending by invitation');
    await portal.sees('introduction.heading');
    await portal.unfold('kept.summary');
    await portal.press('introduction.go.invitation');
    await portal.sees('coming.heading');
    letThrough();
    await portal.sees('invitation.heading');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  });

  test('hold no sign-in up: its code is exchanged before they come', async ({ guest }) => {
    const { page, portal } = guest;
    await guest.arrive('licensed');
    await portal.press('introduction.go.sign-in');
    await guest.signIn.sees('Enter password');
    const letThrough = await holdBack(page, words);
    let exchanged = 0;
    page.on('response', (response) => {
      if (response.url().endsWith('/token') && response.ok()) exchanged += 1;
    });
    await guest.signIn.password(personCalled('licensed'));
    // At home, and without a word in between at the host's.
    await expect.poll(() => exchanged).toBe(2);
    letThrough();
    await portal.sees('app.heading.mesh-pc');
  });

  test('are asked for again until they come', async ({ guest }) => {
    const { page, portal } = guest;
    await page.route(words, (route) => route.abort(), { times: 1 });
    await guest.open('pending by invitation');
    await portal.press('introduction.go.invitation');
    await portal.sees('invitation.heading');
  });

  test('do not come for a page that needs them: it says what did not arrive, and a reload leads on', async ({ guest }) => {
    const { page, portal } = guest;
    await page.route(words, (route) => route.abort('internetdisconnected'));
    await page.goto(`${thisRun().portal}/`);
    await portal.sees('first.unreached.heading');
    await page.unroute(words);
    await portal.press('first.reload');
    await portal.sees('no-invite.heading');
  });
});

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
    await losesNetwork(guest);
    await portal.press('introduction.go.sign-in');
    await portal.seesProblem('NETWORK-01');
  });

  test('have not come when they are needed: a page that can be read stands in for them', async ({ guest }) => {
    const { page, portal } = guest;
    await page.route(words, (route) => route.abort());
    await guest.open('licensed');
    await portal.sees('introduction.heading');
    await losesNetwork(guest);
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

test('the configuration is cut off from the network: the page says so, keeps the link, and a reload leads on', async ({ guest }) => {
  const { page, portal } = guest;
  await page.route('**/config.json', (route) => route.abort('internetdisconnected'));
  await page.goto(guest.link('nobody in particular'));
  await portal.sees('first.unreached.heading');
  expect(portal.fragment()).toBe(new URL(guest.link('nobody in particular')).hash);
  await page.unroute('**/config.json');
  await portal.press('first.reload');
  await portal.sees('introduction.heading');
});
