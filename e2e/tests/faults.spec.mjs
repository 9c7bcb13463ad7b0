/// <reference lib="dom" />
// Late, broken, throttled and refused answers: each has a page with a cause and a way on, and nothing is lost.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { licenseDetails } from '../tenant/licenses.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('../fixtures/tenant.mjs').Action} Action */

const ada = personCalled('licensed');

/** @param {Guest} guest */
async function signsIn(guest) {
  await guest.open('licensed');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(ada);
}

const atToken = /** @type {[string, Action, string][]} */ ([
  ['closes the connection', { kind: 'drop' }, 'NETWORK-02'],
  ['sends broken JSON', { kind: 'malformed' }, 'NETWORK-05'],
  ['sends the page of a network login', { kind: 'html' }, 'NETWORK-05'],
  ['fails', { kind: 'status', status: 503, body: { error: 'temporarily_unavailable' } }, 'SIGNIN-19'],
  ['hides its answer from scripts', { kind: 'oauth-error', code: 50020, hidden: true }, 'NETWORK-02'],
  ['says that the code is used up', { kind: 'oauth-error', code: 54005 }, 'SIGNIN-18'],
  ['says that the code is too old', { kind: 'expire' }, 'SIGNIN-27'],
  ['blocks by policy', { kind: 'oauth-error', code: 53003 }, 'SIGNIN-06'],
  ['wants another factor', { kind: 'oauth-error', code: 50076, error: 'interaction_required' }, 'SIGNIN-25'],
  ['says something new', { kind: 'oauth-error', code: 59999, error: 'something_new' }, 'SIGNIN-22'],
]);

for (const [what, action, code] of atToken) {
  test(`the token endpoint ${what}`, async ({ guest }) => {
    // Not just once: a browser asks again by itself when a connection is closed.
    await guest.tenant.interfere({ endpoint: 'token', tenant: 'host' }, action);
    if (action.hidden) guest.expectedFaults.push(/CORS/);
    await signsIn(guest);
    await guest.portal.seesProblem(code);
    await guest.tenant.settle();
    await guest.portal.press('problem.remedy.try-again');
    await guest.portal.sees('app.heading.mesh-pc');
  });
}

test('the home sign-in fails: it can be skipped', async ({ guest }) => {
  await guest.tenant.interfere({ endpoint: 'token', tenant: 'home' }, { kind: 'oauth-error', code: 65004, error: 'access_denied' });
  await signsIn(guest);
  await guest.portal.seesProblem('SIGNIN-01');
  await guest.portal.press('problem.remedy.skip-home-sign-in');
  await guest.portal.sees('app.heading.mesh-pc');
});

const byRedirect = /** @type {[number, string, string][]} */ ([
  [50020, 'access_denied', 'SIGNIN-02'],
  [50105, 'access_denied', 'SIGNIN-11'],
  [53000, 'access_denied', 'SIGNIN-07'],
  [53003, 'access_denied', 'SIGNIN-06'],
  [53004, 'access_denied', 'SIGNIN-08'],
  [65001, 'consent_required', 'SIGNIN-05'],
  [65004, 'access_denied', 'SIGNIN-01'],
  [90072, 'access_denied', 'SIGNIN-02'],
  [500213, 'access_denied', 'SIGNIN-10'],
  [500212, 'access_denied', 'SIGNIN-09'],
  [90033, 'temporarily_unavailable', 'SIGNIN-19'],
  [700016, 'unauthorized_client', 'SIGNIN-12'],
]);

for (const [number, error, code] of byRedirect) {
  test(`the host's sign-in page sends the guest back with ${number}`, async ({ guest }) => {
    await guest.tenant.interfere({ endpoint: 'authorize', tenant: 'host' }, { kind: 'oauth-error', code: number, error }, 1);
    await signsIn(guest);
    const { portal } = guest;
    await portal.seesProblem(code);
    await expect(guest.page.getByText(`AADSTS${number}`, { exact: true })).toBeVisible();
    // Nothing of the redirect stays in the address, and the event is still known.
    expect(portal.fragment()).toMatch(/^#i=1\./);
    await portal.press('problem.remedy.try-again');
    await portal.sees('app.heading.mesh-pc');
  });
}

const passing = /** @type {[string, Action, string][]} */ ([
  ['is throttled', { kind: 'throttle', retryAfter: 1 }, 'NETWORK-04'],
  ['fails', { kind: 'status', status: 500 }, 'NETWORK-03'],
  ['is overloaded', { kind: 'status', status: 503 }, 'NETWORK-04'],
  ['closes the connection', { kind: 'drop' }, 'NETWORK-03'],
  ['hides its answer from scripts', { kind: 'status', status: 500, hidden: true }, 'NETWORK-03'],
]);

for (const [what, action, code] of passing) {
  test(`the license question ${what}: it can be asked again`, async ({ guest }) => {
    await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, action);
    if (action.hidden) guest.expectedFaults.push(/CORS/);
    await signsIn(guest);
    await guest.portal.seesProblem(code);
    await guest.tenant.settle();
    const redirects = await guest.tenant.redirects();
    await guest.portal.press(code === 'NETWORK-04' ? 'problem.remedy.try-again' : 'problem.remedy.check-again');
    await guest.portal.sees('app.heading.mesh-pc');
    // The token was still good: no sign-in was needed for it.
    expect(await guest.tenant.redirects()).toBe(redirects);
  });

  test(`the license question ${what}: the guest may go on without an answer`, async ({ guest }) => {
    await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, action);
    if (action.hidden) guest.expectedFaults.push(/CORS/);
    await signsIn(guest);
    await guest.portal.seesProblem(code);
    await guest.portal.press(code === 'NETWORK-04' ? 'sign-in.without' : 'problem.remedy.continue-anyway');
    await guest.portal.sees('app.heading.mesh-pc');
    await expect(guest.portal.says('license.could-not-tell')).toBeVisible();
  });
}

for (const action of /** @type {Action[]} */ ([{ kind: 'status', status: 401 }, { kind: 'claims-challenge' }])) {
  test(`the session ended before the license question (${action.kind}): a sign-in puts it right`, async ({ guest }) => {
    await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, action, 1);
    await signsIn(guest);
    await guest.portal.seesProblem('SIGNIN-27');
    await guest.portal.press('problem.remedy.try-again');
    await guest.portal.sees('app.heading.mesh-pc');
  });
}

for (const action of /** @type {Action[]} */ ([{ kind: 'status', status: 403 }, { kind: 'malformed' }, { kind: 'html' }, { kind: 'status', status: 404 }])) {
  test(`no license answer can be read (${action.kind} ${action.status ?? ''}): nobody is held up`, async ({ guest }) => {
    await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, action);
    await guest.tenant.interfere({ endpoint: 'graph.me' }, action);
    await signsIn(guest);
    await guest.portal.sees('app.heading.mesh-pc');
    await expect(guest.portal.says('license.could-not-tell')).toBeVisible();
  });
}

test('nobody says who this is: the name of the ID token stands in', async ({ guest }) => {
  await guest.tenant.interfere({ endpoint: 'graph.me' }, { kind: 'drop' });
  await signsIn(guest);
  await guest.portal.sees('app.heading.mesh-pc');
  await expect(guest.page.getByText('ada@fabrikam.com')).toBeVisible();
});

test('a license that arrives while the page waits is found by checking again', async ({ guest }) => {
  await guest.open('no-license');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('no-license'));
  await guest.portal.sees('license.missing.heading');
  const value = licenseDetails(['SPE_E3', 'Teams_Premium_(for_Departments)']);
  await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'status', status: 200, body: { value } });
  const redirects = await guest.tenant.redirects();
  await guest.portal.press('license.check-again');
  await guest.portal.sees('app.heading.mesh-pc');
  expect(await guest.tenant.redirects()).toBe(redirects);
});

test.describe('answers that never come', () => {
  test('the sign-in is not finished for ever', async ({ guest }) => {
    // The first of the two: its page stays, where that of an answered one is on its way to the second.
    await guest.tenant.interfere({ endpoint: 'token', tenant: 'home' }, { kind: 'hang' }, 1);
    await guest.page.clock.install();
    await signsIn(guest);
    await guest.portal.sees('sign-in.exchanging.heading');
    await guest.page.clock.fastForward(30_000);
    await guest.portal.seesProblem('NETWORK-02');
    await guest.portal.press('problem.remedy.try-again');
    await guest.portal.sees('app.heading.mesh-pc');
  });

  test('the license is not looked up for ever, and the guest need not wait', async ({ guest }) => {
    await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'hang' });
    await guest.page.clock.install();
    await signsIn(guest);
    await guest.portal.sees('license.checking.heading');
    await guest.page.clock.fastForward(30_000);
    await guest.portal.seesProblem('NETWORK-03');
    await guest.portal.press('problem.remedy.check-again');
    await guest.portal.sees('license.checking.heading');
    await guest.portal.press('license.checking.skip');
    await guest.portal.sees('app.heading.mesh-pc');
  });

  test('a reload while an answer is awaited begins where it was, with a press', async ({ guest }) => {
    await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'hang' }, 1);
    await signsIn(guest);
    await guest.portal.sees('license.checking.heading');
    const redirects = await guest.tenant.redirects();
    await guest.portal.reload();
    await guest.portal.sees('sign-in.home.heading');
    expect(await guest.tenant.redirects()).toBe(redirects);
    await guest.portal.press('sign-in.button');
    await guest.portal.sees('app.heading.mesh-pc');
  });
});

test.describe('without a network', () => {
  test('while the sign-in is finished', async ({ guest }) => {
    await guest.page.route('**/oauth2/v2.0/token', async (route) => {
      await guest.context.setOffline(true);
      await route.abort();
    }, { times: 1 });
    await signsIn(guest);
    await guest.portal.seesProblem('NETWORK-01');
    await guest.context.setOffline(false);
    await guest.portal.press('problem.remedy.try-again');
    await guest.portal.sees('app.heading.mesh-pc');
  });

  test('while the license is looked up', async ({ guest }) => {
    await guest.page.route('**/licenseDetails', async (route) => {
      await guest.context.setOffline(true);
      await route.abort();
    }, { times: 1 });
    await signsIn(guest);
    await guest.portal.seesProblem('NETWORK-01');
    await guest.context.setOffline(false);
    await guest.portal.press('problem.remedy.try-again');
    await guest.portal.sees('app.heading.mesh-pc');
  });

  test('everything that needs none goes on', async ({ guest }) => {
    await guest.reachLaunchUnsigned('nobody in particular');
    await guest.context.setOffline(true);
    await guest.portal.press('launch.lack');
    await guest.portal.sees('app.heading.mesh-pc');
    await guest.portal.press('app.have');
    await guest.portal.sees('launch.heading.mesh-pc');
    await guest.portal.press('launch.open.mesh-pc');
    await guest.portal.sees('asking.heading');
    expect(guest.traffic.launches).toHaveLength(1);
    await guest.portal.press('asking.did-not-open');
    await guest.portal.seesProblem('LAUNCH-01');
  });
});
