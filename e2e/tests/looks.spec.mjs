/// <reference lib="dom" />
// Every screen, once, as different people meet it: see fixtures/looks.mjs. Who else reaches which page is in
// people.spec; people whose walk ends on a page that looks the same are not repeated here.

import { expect, personCalled, test as base } from '../fixtures/guest.mjs';
import { look } from '../fixtures/looks.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { GuestPortal } from '../pages/portal.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

/** Every screen that the guest sees is looked at. */
const test = base.extend(/** @type {import('@playwright/test').Fixtures<{}, {}, { guest: Guest }>} */ ({
  guest: async ({ guest }, use) => {
    guest.portal = new GuestPortal(guest.page, { hand: guest.hand, onScreen: look });
    await use(guest);
  },
}));

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** @param {Guest} guest @param {string} key @param {string} [event] */
async function signsIn(guest, key, event = key) {
  await guest.open(event);
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled(key));
}

test('from the link to being inside', async ({ guest }) => {
  const { portal } = guest;
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  await portal.press('asking.inside');
  await portal.sees('inside.heading');
});

test('to Teams', async ({ guest }) => {
  const { portal } = guest;
  await guest.open('licensed in Teams');
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.teams-immersive');
  await portal.press('app.have');
  await portal.sees('launch.heading.teams-immersive');
  await portal.press('launch.open.teams-immersive');
  await portal.sees('asking.heading');
  await portal.press('asking.inside');
  await portal.sees('inside.heading');
});

test('an invitation to accept', async ({ guest }) => {
  const { portal } = guest;
  await guest.open('pending by invitation');
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.invitation');
  await portal.sees('invitation.heading');
  const opened = guest.context.waitForEvent('page');
  await portal.press('invitation.accept');
  await (await opened).close();
  await portal.sees('invitation.gone.heading');
  await guest.lookAtTab();
  await portal.sees('invitation.returned.heading');
});

test('both sign-ins, before them and back from one', async ({ guest }) => {
  const { portal, tenant } = guest;
  const refusal = /** @type {const} */ ({ kind: 'oauth-error', error: 'access_denied', code: 65004 });
  await tenant.interfere({ endpoint: 'authorize' }, refusal, 2);
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await portal.seesProblem('SIGNIN-01');
  await portal.reload();
  await portal.sees('sign-in.home.heading');
  await portal.press('skip-home.button');
  await portal.seesProblem('SIGNIN-01');
  await portal.reload();
  await portal.sees('sign-in.host.heading');

  await portal.press('sign-in.button');
  await guest.page.waitForURL(`${tenant.origin}/**`);
  await guest.goBack();
  await portal.sees('sign-in.away.heading');
});

test('a sign-in that takes its time', async ({ guest }) => {
  await guest.tenant.interfere({ endpoint: 'token' }, { kind: 'hang' }, 1);
  await signsIn(guest, 'licensed');
  await guest.portal.sees('sign-in.exchanging.heading');
});

test('back at the sign-in when it is done', async ({ guest }) => {
  await signsIn(guest, 'licensed');
  await expect(guest.portal.button('app.have')).toBeVisible();
  do await guest.page.goBack();
  while ((await guest.page.evaluate(() => history.state.step)) !== 'sign-in');
  await guest.portal.sees('sign-in.done.heading');
});

test('a browser that keeps nothing', async ({ guest }) => {
  await guest.context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await guest.open('licensed');
  await guest.portal.press('go.continue');
  await guest.portal.sees('sign-in.not-possible.heading');
});

test('the license: looked up, missing, and out of reach', async ({ guest }) => {
  const { portal, tenant } = guest;
  await tenant.interfere({ endpoint: 'graph' }, { kind: 'hang' });
  await signsIn(guest, 'no-license');
  await portal.sees('license.checking.heading');
  await tenant.settle();
  // Longer than anybody is kept waiting without being asked.
  await tenant.interfere({ endpoint: 'graph' }, { kind: 'throttle', retryAfter: 300 });
  await portal.reload();
  await portal.press('sign-in.button');
  await portal.seesProblem('NETWORK-04');
  await tenant.settle();
  await portal.press('problem.remedy.try-again');
  await portal.sees('license.missing.heading');
});

for (const [key, event] of [
  ['prerequisite-only', 'prerequisite-only'],
  ['mesh-plan-off', 'mesh-plan-off'],
  ['no-license', 'no-license in Teams'],
]) {
  test(`what is missing: ${event}`, async ({ guest }) => {
    await signsIn(guest, key, event);
    await guest.portal.sees('license.missing.heading');
  });
}

test('a license that cannot be read', async ({ guest }) => {
  await signsIn(guest, 'license-unreadable');
  await guest.portal.sees('app.heading.mesh-pc');
});

test('blocked by a policy of the host', async ({ guest }) => {
  await signsIn(guest, 'blocked');
  await guest.portal.seesProblem('SIGNIN-06');
});

test('never invited', async ({ guest }) => {
  await signsIn(guest, 'not-invited');
  await guest.signIn.deadEnd(50020);
  await guest.goBack();
  await guest.portal.saw('AADSTS50020');
  await guest.portal.seesProblem('SIGNIN-02');
});

test('a member of the host', async ({ guest }) => {
  await signsIn(guest, 'member');
  await guest.portal.sees('app.heading.mesh-pc');
});

test('somebody else than the invited guest', async ({ guest }) => {
  await guest.open('licensed');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.press('Use another account');
  await guest.signIn.address(personCalled('license-by-plans'));
  await guest.signIn.password(personCalled('license-by-plans'));
  await guest.portal.sees('app.heading.mesh-pc');
});

test('days before the start, in a service that has ended', async ({ guest }) => {
  const { portal } = guest;
  await guest.configuredAs('retired');
  await guest.open('in three days');
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await portal.press('app.have');
  await portal.sees('waiting.heading');
});

test('a link to paste, and what the app may say to it', async ({ guest }) => {
  const { portal } = guest;
  await guest.configuredAs('no-scheme');
  await guest.open('with a meeting');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Sign in');
  await guest.goBack();
  await portal.press('sign-in.without');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.copy');
  await portal.sees('asking.heading');
  await portal.press('asking.did-not-open');
  await portal.seesProblem('LAUNCH-01');
  await portal.press('problem.remedy.try-again');
  await portal.press('launch.copy');
  await portal.unfold('asking.message.summary');
  await portal.press('message.schedule');
  await portal.seesProblem('EVENT-01');
});

test('opened without a link', async ({ guest }) => {
  const { portal } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Enter password');
  await portal.open(`${thisRun().portal}/`);
  await portal.sees('no-invite.heading');
  await expect(portal.says('no-invite.known')).toBeVisible();
});

test('words nobody expected to be so long', async ({ guest }) => {
  const { portal } = guest;
  await guest.open('with long words');
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Sign in');
  await guest.goBack();
  await portal.press('sign-in.without');
  await portal.sees('app.heading.mesh-pc');
});

for (const [event, code] of [
  ['is over', 'LINK-07'],
  ['at a look-alike host', 'LINK-06'],
  ['of a host that is not served', 'LINK-04'],
]) {
  test(`a link that cannot be used: ${event}`, async ({ guest }) => {
    await guest.open(event);
    await guest.portal.seesProblem(code);
  });
}

test('a portal that is not set up', async ({ guest }) => {
  await guest.configuredAs('missing-fields');
  await guest.open('licensed');
  await guest.portal.seesProblem('CONFIG-02');
});

test('the page before the app', async ({ guest }) => {
  await guest.page.route('**/assets/*', (route) => route.abort());
  await guest.page.goto(guest.link('licensed'));
  await guest.portal.sees('first.heading');
});

for (const target of ['mesh-pc', 'teams-immersive']) {
  test.describe(`on a phone: ${target}`, () => {
    test.use({ machine: 'phone', userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36', isMobile: true, hasTouch: true });

    test('sent on to another machine', async ({ guest }) => {
      const { portal } = guest;
      await guest.open(target === 'mesh-pc' ? 'licensed' : 'licensed in Teams');
      await portal.sees(`device.heading.${target}`);
      await portal.press('device.go-on');
      await portal.sees('introduction.heading');
    });
  });
}
