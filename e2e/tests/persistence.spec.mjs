/// <reference lib="dom" />
// What this device remembers: reloads, Back and Forward, tomorrow, other tabs and other events.

import { expect, personCalled, test } from '../fixtures/guest.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const ada = personCalled('licensed');

test('a reload shows every step as it was', async ({ guest }) => {
  const { portal, signIn } = guest;
  const stays = async (/** @type {string} */ heading) => {
    await portal.sees(heading);
    await portal.reload();
    await portal.sees(heading);
  };
  await guest.open('licensed');
  await stays('introduction.heading');
  await portal.press('introduction.go.sign-in');
  // The invited address was in the original link only.
  await signIn.address(ada);
  await signIn.sees('Enter password');
  await guest.page.reload();
  await signIn.password(ada);
  await stays('app.heading.mesh-pc');
  await portal.press('app.have');
  await stays('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  await portal.reload();
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.press('asking.inside');
  await stays('inside.heading');
});

test('a missing license is still known after a reload, and checked again after a sign-in without a password', async ({ guest }) => {
  const { portal, signIn } = guest;
  await guest.open('no-license');
  await portal.press('introduction.go.sign-in');
  await signIn.password(personCalled('no-license'));
  await portal.sees('license.missing.heading');
  await portal.reload();
  await portal.sees('license.missing.heading');
  await portal.press('license.check-again.sign-in');
  await portal.sees('license.missing.heading');
  await expect(portal.button('license.check-again')).toBeVisible();
});

test('Back shows the steps before, Forward and Continue lead on again', async ({ guest }) => {
  const { portal, page, signIn } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  const redirects = await guest.tenant.redirects();

  await page.goBack();
  await portal.sees('app.heading.mesh-pc');
  await page.goForward();
  await portal.sees('launch.heading.mesh-pc');
  await page.goBack();
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  expect(await guest.tenant.redirects()).toBe(redirects);
});

test('Back to the first page, past the sign-in pages, and on again from there', async ({ guest }) => {
  const { portal, page, signIn } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  const redirects = await guest.tenant.redirects();
  // Only the portal's own pages are asked where they stand: a sign-in page may be on its way elsewhere.
  do await guest.goBack();
  while ((await stepOf(page)) !== 'introduction');
  await portal.sees('introduction.heading');
  await portal.press('go.continue');
  await portal.sees('app.heading.mesh-pc');
  expect(await guest.tenant.redirects()).toBe(redirects);
  expect(guest.secrets.exchanges).toBe(2);
});

/** Which step the present entry of the history is. @param {import('@playwright/test').Page} page @returns {Promise<string | undefined>} */
function stepOf(page) {
  return page.evaluate(() => history.state?.step);
}

test('a closed tab opens again at the step that is due', async ({ guest }) => {
  const { portal, signIn } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  await guest.page.close();
  const again = await guest.anotherTab();
  await again.open(guest.link('licensed'));
  await again.sees('app.heading.mesh-pc');
  // Opened without a link, the portal knows the event as well.
  const bare = await guest.anotherTab();
  await bare.open(`${new URL(guest.link('licensed')).origin}/`);
  await bare.sees('no-invite.heading');
  await bare.press('no-invite.known.event', { title: 'Contoso autumn gathering' });
  await bare.sees('app.heading.mesh-pc');
  expect(bare.fragment()).toMatch(/^#i=1\./);
});

test('what one tab finds out, another knows after a reload', async ({ guest }) => {
  const { portal, signIn } = guest;
  const second = await guest.anotherTab();
  await second.open(guest.link('licensed'));
  await second.sees('introduction.heading');
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  await second.reload();
  await second.sees('introduction.heading');
  await second.press('go.continue');
  await second.sees('app.heading.mesh-pc');
});

test('several events stand side by side, soonest first, each with its own progress', async ({ guest }) => {
  const { portal, page } = guest;
  await guest.reachLaunchUnsigned('nobody in particular');
  await guest.open('another evening');
  await portal.sees('introduction.heading', { event: 'Contoso evening' });
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Sign in');
  await guest.goBack();
  await portal.press('sign-in.without');
  // The app is known by now, and the doors of the later event are still closed.
  await portal.sees('waiting.heading');
  await guest.page.goto('about:blank');
  await portal.open(`${new URL(guest.link('licensed')).origin}/`);
  await portal.sees('no-invite.heading');
  const names = await page.getByRole('list').getByRole('button').allInnerTexts();
  expect(names.map((name) => name.split(':')[0])).toEqual(['Contoso autumn gathering', 'Contoso evening']);
  await portal.press('no-invite.known.event', { title: 'Contoso evening' });
  await portal.sees('waiting.heading');
});

test('another link pasted over the address is taken up without a reload', async ({ guest }) => {
  const { portal, page } = guest;
  await guest.open('nobody in particular');
  await portal.sees('introduction.heading', { event: 'Contoso autumn gathering' });
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, new URL(guest.link('another evening')).hash);
  await portal.sees('introduction.heading', { event: 'Contoso evening' });
});

test('forgetting this device forgets everything, and says what was kept', async ({ guest }) => {
  const { portal } = guest;
  await guest.reachLaunchUnsigned('nobody in particular');
  expect(Object.keys(await portal.kept()).length).toBeGreaterThan(0);
  await portal.unfold('kept.summary');
  await expect(portal.says('kept.what')).toBeVisible();
  await portal.press('kept.forget');
  await portal.sees('introduction.heading');
  expect(await portal.kept()).toEqual({});
  await portal.reload();
  await portal.sees('introduction.heading');
  expect(await portal.kept()).toEqual({});
});

test('starting over begins this event again, and keeps what is known of the device', async ({ guest }) => {
  const { portal } = guest;
  await guest.reachLaunchUnsigned('nobody in particular');
  await portal.unfold('kept.summary');
  await portal.press('kept.start-over');
  await portal.sees('introduction.heading');
  expect(Object.keys(await portal.kept())).toContain('mesh.device');
});

test('damaged and foreign things in the storage are survived', async ({ guest }) => {
  const { portal, page } = guest;
  await guest.reachLaunchUnsigned('nobody in particular');
  const names = Object.keys(await portal.kept());
  for (const damage of ['', '{', 'null', '[]', '{"invite":"1.x.y","progress":{}}', '{"invite":1}', '\u0000', '9'.repeat(100_000)]) {
    await page.evaluate(({ names, damage }) => {
      for (const name of [...names, 'mesh.attempt.x', 'mesh.event.0000000000000000', 'mesh.other']) localStorage.setItem(name, damage);
    }, { names, damage });
    await page.goto('about:blank');
    await guest.open('nobody in particular');
    await portal.sees('introduction.heading');
  }
  expect(Object.keys(await portal.kept()).filter((name) => name.startsWith('mesh.attempt.') || name.startsWith('mesh.event.'))).toEqual([]);
});

test('progress is forgotten 30 days after the event', async ({ guest }) => {
  const { portal, page } = guest;
  await guest.reachLaunchUnsigned('nobody in particular');
  const day = 24 * 60 * 60_000;
  await page.clock.setFixedTime(Date.now() + 29 * day);
  await portal.open(`${new URL(page.url()).origin}/?29`);
  await expect(portal.button('no-invite.known.event')).toHaveCount(1);
  await page.clock.setFixedTime(Date.now() + 32 * day);
  await portal.open(`${new URL(page.url()).origin}/?32`);
  await expect(portal.button('no-invite.known.event')).toHaveCount(0);
  expect(Object.keys(await portal.kept()).filter((name) => name.startsWith('mesh.event.'))).toEqual([]);
});
