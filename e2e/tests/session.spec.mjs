/// <reference lib="dom" />
// What a sign-in leaves, for as long as the page is open: asked again, renewed, challenged, ended.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { word, wordPattern } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const ada = personCalled('licensed');
const chloe = personCalled('no-license');

/** What the portal asks the authorize endpoint, request by request. @param {Guest} guest */
function asked(guest) {
  /** @type {{ authority: string, parameters: Record<string, string> }[]} */
  const requests = [];
  guest.context.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const [, authority, rest] = /^\/([^/]+)\/(oauth2\/v2\.0\/authorize)$/.exec(pathname) ?? [];
    if (rest) requests.push({ authority, parameters: Object.fromEntries(searchParams) });
  });
  return requests;
}

/** How a press has asked: silently or not, at home or at the host. @param {ReturnType<typeof asked>} requests */
function ways(requests) {
  return requests.map(({ authority, parameters }) => `${authority === 'organizations' ? 'home' : 'host'} ${parameters.prompt ?? 'as needed'}`);
}

/** How often each kind of grant was brought to the token endpoint. @param {Guest} guest */
async function grants(guest) {
  const tokens = (await guest.tenant.recordings()).filter(({ endpoint }) => endpoint === 'token');
  return {
    codes: tokens.filter(({ form }) => form.includes('code')).length,
    renewals: tokens.filter(({ form }) => form.includes('refresh_token')).length,
  };
}

test('the host is told that claims challenges are understood, the guest\'s own organization is asked for nothing', async ({ guest }) => {
  const requests = asked(guest);
  await guest.signsIn('licensed');
  await guest.portal.sees('app.heading.mesh-pc');
  expect(requests.map(({ parameters }) => parameters.claims)).toEqual([undefined, '{"access_token":{"xms_cc":{"values":["cp1"]}}}']);
});

test('a guest without a known address is asked for one of an organization only', async ({ guest }) => {
  const requests = asked(guest);
  await guest.open('nobody in particular');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Sign in');
  expect(requests[0].parameters).toMatchObject({ domain_hint: 'organizations' });
  expect(requests[0].parameters).not.toHaveProperty('login_hint');
});

test('who has signed in before is asked nothing while Microsoft still knows them', async ({ guest }) => {
  const { portal } = guest;
  await guest.signsIn('no-license');
  await portal.sees('license.missing.heading');
  await portal.reload();
  const requests = asked(guest);
  await portal.press('license.check-again.sign-in');
  await expect(portal.button('license.check-again')).toBeVisible();
  expect(ways(requests)).toEqual(['host none']);
});

test('when Microsoft no longer knows them, the same press goes on by asking', async ({ guest }) => {
  const { portal, signIn } = guest;
  await guest.signsIn('no-license');
  await portal.sees('license.missing.heading');
  await portal.reload();
  await guest.context.clearCookies({ name: /^(?!world|portal-config)/ });
  const requests = asked(guest);
  await portal.press('license.check-again.sign-in');
  await signIn.address(chloe);
  await signIn.password(chloe);
  await expect(portal.button('license.check-again')).toBeVisible();
  expect(ways(requests)).toEqual(['host none', 'home as needed', 'host as needed']);
});

test('a busy Graph is asked again by itself, while the page says so and counts down', async ({ guest }) => {
  const { portal } = guest;
  await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'throttle', retryAfter: 2 }, 1);
  await guest.signsIn('licensed');
  await expect(portal.says('license.checking.busy')).toBeVisible();
  await expect(guest.page.getByText(/^Asking again in \d seconds?\.$/)).toBeVisible();
  await portal.sees('app.heading.mesh-pc');
  const questions = (await guest.tenant.recordings()).filter(({ endpoint }) => endpoint === 'graph.licenseDetails');
  expect(questions).toHaveLength(2);
});

test('asked to wait too long, the guest is told how long', async ({ guest }) => {
  await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'throttle', retryAfter: 300 });
  await guest.signsIn('licensed');
  await guest.portal.seesProblem('NETWORK-04');
  await expect(guest.page.getByText(word('stuck.wait.other', { minutes: '5' }))).toBeVisible();
  await guest.portal.press('sign-in.without');
  await guest.portal.sees('app.heading.mesh-pc');
});

test('a session the host has ended is renewed without leaving the page', async ({ guest }) => {
  const { portal } = guest;
  await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'status', status: 401 }, 1);
  await guest.signsIn('licensed');
  await portal.sees('app.heading.mesh-pc');
  expect(await grants(guest)).toEqual({ codes: 2, renewals: 1 });
});

test('an hour later the license is looked up again without leaving the page', async ({ guest }) => {
  const { portal, page } = guest;
  await page.clock.install();
  await guest.signsIn('no-license');
  await portal.sees('license.missing.heading');
  const redirects = await guest.tenant.redirects();
  await page.clock.fastForward('01:00:00');
  await portal.press('license.check-again');
  await expect.poll(async () => (await grants(guest)).renewals).toBe(1);
  await portal.sees('license.missing.heading');
  expect(await guest.tenant.redirects()).toBe(redirects);
});

test('a renewal that is refused leads to a sign-in on the next press, not before', async ({ guest }) => {
  const { portal, page } = guest;
  await page.clock.install();
  await guest.signsIn('no-license');
  await portal.sees('license.missing.heading');
  await guest.tenant.interfere({ endpoint: 'token', tenant: 'host' }, { kind: 'expire' }, 1);
  const redirects = await guest.tenant.redirects();
  await page.clock.fastForward('01:00:00');
  await portal.press('license.check-again');
  await portal.seesProblem('SIGNIN-27');
  expect(await guest.tenant.redirects()).toBe(redirects);
  await portal.press('problem.remedy.try-again');
  await expect(portal.button('license.check-again')).toBeVisible();
});

test('a claims challenge is answered by one press, which brings what was asked for', async ({ guest }) => {
  const { portal } = guest;
  const requests = asked(guest);
  await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'claims-challenge' }, 1);
  await guest.signsIn('licensed');
  await portal.seesProblem('SIGNIN-31');
  expect(requests).toHaveLength(2);
  await portal.press('problem.remedy.try-again');
  await portal.sees('app.heading.mesh-pc');
  expect(ways(requests)).toEqual(['home as needed', 'host as needed', 'host as needed']);
  expect(JSON.parse(requests[2].parameters.claims)).toEqual({
    access_token: { acrs: { essential: true, value: 'c1' }, xms_cc: { values: ['cp1'] } },
  });
});

test('a challenge that signing in does not satisfy ends at whoever can change it, and never in a loop', async ({ guest }) => {
  const { portal } = guest;
  await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'claims-challenge' });
  await guest.signsIn('licensed');
  await portal.seesProblem('SIGNIN-31');
  await portal.press('problem.remedy.try-again');
  await portal.seesProblem('SIGNIN-32');
  expect(await guest.tenant.redirects()).toBe(3);
  await portal.press('problem.remedy.continue-anyway');
  await portal.sees('app.heading.mesh-pc');
});

test('signing out ends at Microsoft, and comes back to the same event with nobody signed in', async ({ guest }) => {
  const { portal, signIn } = guest;
  await guest.tenant.set({ loginHint: true });
  await guest.signsIn('licensed');
  await portal.sees('app.heading.mesh-pc');
  const left = guest.page.waitForRequest((request) => request.url().includes('/oauth2/v2.0/logout'));
  await portal.unfold('kept.summary');
  await portal.press('kept.sign-out');
  const { searchParams } = new URL((await left).url());
  expect(searchParams.get('post_logout_redirect_uri')).toBe(`${thisRun().portal}/`);
  expect(searchParams.get('logout_hint')).toBeTruthy();
  expect(searchParams.get('logout_hint')).not.toContain('@');
  await expect(portal.says('sign-in.signed-out.lead')).toBeVisible();
  expect(portal.fragment()).toMatch(/^#i=1\./);
  await portal.press('sign-in.button');
  await signIn.address(ada);
  await signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
});

test('without a network nobody is signed out, and the page says so', async ({ guest }) => {
  const { portal } = guest;
  await guest.signsIn('licensed');
  await portal.sees('app.heading.mesh-pc');
  await guest.loseNetwork();
  await portal.unfold('kept.summary');
  await portal.press('kept.sign-out');
  await portal.seesProblem('NETWORK-01');
  await guest.findNetwork();
  await portal.press('problem.remedy.try-again');
  await portal.sees('app.heading.mesh-pc');
  await expect(guest.page.getByText(wordPattern('visitor.guest', { name: ada.address, host: 'Contoso' })).first()).toBeVisible();
});

test('inside another page, where the host\'s headers were lost, the portal refuses and opens by itself', async ({ guest }) => {
  const { page, context } = guest;
  const link = guest.link('licensed');
  await context.route(`${thisRun().portal}/`, async (route) => {
    const answer = await route.fetch();
    const headers = Object.fromEntries(Object.entries(answer.headers()).filter(([name]) => !/^(content-security-policy|x-frame-options|cross-origin-.*)$/.test(name)));
    await route.fulfill({ response: answer, headers });
  });
  await context.route('http://framer.example/', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Another page</title><iframe src="${link}"></iframe>` }));
  await page.goto('http://framer.example/');
  const framed = page.frameLocator('iframe');
  await expect(framed.getByRole('heading', { level: 1, name: word('first.framed.heading') })).toBeVisible();
  await expect(framed.getByRole('button')).toHaveCount(0);
  const opened = context.waitForEvent('page');
  await framed.getByRole('link', { name: word('first.framed.open') }).click();
  await guest.portalIn(await opened).sees('introduction.heading');
});
