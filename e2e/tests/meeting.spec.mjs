/// <reference lib="dom" />
// The Teams meeting that goes with an event, for guests who cannot reach the event itself.

import { teamsLink } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

/** Everything there is to know before joining. @param {Guest} guest @param {string} fit @param {Record<string, string>} [values] */
async function seesMeeting({ portal, page }, fit, values) {
  await portal.sees('join-meeting.heading');
  for (const id of ['lead', 'how', 'account', 'lobby', 'works', 'lacks']) await expect(portal.says(`join-meeting.${id}`)).toBeVisible();
  await expect(page.getByText(word(`join-meeting.fit.${fit}`, values))).toBeVisible();
  const link = portal.link('join-meeting.open');
  await expect(link).toHaveAttribute('href', teamsLink);
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener/);
}

/** What Microsoft's list says of the browser of each device. @type {[string, string, Record<string, string>?][]} */
const fits = [
  ['iPhone', 'listed'],
  ['Mac with Safari', 'listed'],
  ['Linux with Chrome', 'listed'],
  ['Teams on an Android phone', 'other', { browsers: 'Chrome, Edge' }],
  ['Meta Quest 3', 'none'],
  ['Chromebook', 'none'],
];

for (const [device, fit, values] of fits) {
  test.describe(device, () => {
    test.use({ device });

    test(`the meeting is a second way, and this browser is ${fit} for it`, async ({ guest }) => {
      const { portal } = guest;
      await portal.open(guest.link('with a meeting'));
      await portal.sees('device.heading.mesh-pc');
      await portal.press('join-meeting.instead');
      await seesMeeting(guest, fit, values);
      await portal.press('stuck.back');
      await portal.sees('device.heading.mesh-pc');
      await expect(portal.button('device.go-on')).toBeVisible();
    });
  });
}

test.describe('on a phone', () => {
  test.use({ device: 'iPhone' });

  test('an event without a meeting offers none', async ({ guest }) => {
    await guest.portal.open(guest.link('nobody in particular'));
    await guest.portal.sees('device.heading.mesh-pc');
    await expect(guest.portal.button('join-meeting.instead')).toHaveCount(0);
  });

  test('a meeting in a channel has no chat for guests, a private one may refuse them', async ({ guest }) => {
    const { portal, page } = guest;
    await portal.open(guest.link('with a meeting in a channel'));
    await portal.press('join-meeting.instead');
    await expect(portal.says('join-meeting.works.no-chat')).toBeVisible();
    await page.goto(guest.link('with a private meeting'));
    await portal.press('join-meeting.instead');
    await expect(portal.says('join-meeting.account.unsure')).toBeVisible();
  });

  test('after reload the page is there that the meeting was asked for on', async ({ guest }) => {
    const { portal } = guest;
    await portal.open(guest.link('with a meeting'));
    await portal.press('join-meeting.instead');
    await portal.sees('join-meeting.heading');
    await portal.reload();
    await portal.sees('device.heading.mesh-pc');
  });
});

test.describe('at a PC', () => {
  test.use({ device: 'Windows 10 with Edge' });

  /** @param {Guest} guest @param {string} key */
  const signsIn = async (guest, key) => {
    await guest.open('with a meeting');
    await guest.portal.press('introduction.go.sign-in');
    await guest.signIn.address(personCalled(key));
    await guest.signIn.password(personCalled(key));
  };

  test("blocked by the host's policy: offered, and the problem is still there when coming back", async ({ guest }) => {
    await signsIn(guest, 'blocked');
    const { portal } = guest;
    await portal.seesProblem('SIGNIN-06');
    await portal.press('join-meeting.instead');
    await seesMeeting(guest, 'listed');
    await portal.press('stuck.back');
    await portal.seesProblem('SIGNIN-06');
    await expect(portal.letter()).toHaveValue(/AADSTS53003/);
  });

  test('a license is missing: the meeting needs none, and checking again still works when coming back', async ({ guest }) => {
    await signsIn(guest, 'no-license');
    const { portal } = guest;
    await portal.sees('license.missing.heading');
    await portal.press('join-meeting.instead');
    await seesMeeting(guest, 'listed');
    await portal.press('stuck.back');
    await portal.sees('license.missing.heading');
    const redirects = await guest.tenant.redirects();
    await portal.press('license.check-again');
    await portal.sees('license.missing.heading');
    expect(await guest.tenant.redirects(), 'no further sign-in').toBe(redirects);
  });

  test('what the guest can put right alone offers no detour', async ({ guest }) => {
    const refusal = /** @type {const} */ ({ kind: 'oauth-error', error: 'access_denied', code: 65004 });
    await guest.tenant.interfere({ endpoint: 'authorize' }, refusal, 1);
    await guest.open('with a meeting');
    await guest.portal.press('introduction.go.sign-in');
    await guest.portal.seesProblem('SIGNIN-01');
    await expect(guest.portal.button('join-meeting.instead')).toHaveCount(0);
  });
});
