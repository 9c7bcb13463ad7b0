/// <reference lib="dom" />
// Answers from the sign-in page: unknown, used up, forged, too late, for another page, or a refusal. None is
// exchanged twice, none says anything that is not the portal's own, and each leads on.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('@playwright/test').Page} Page */

const ada = personCalled('licensed');

/** Leaves for the first sign-in. @param {Guest} guest @param {string} [event] */
async function leave(guest, event = 'licensed') {
  await guest.arrive(event);
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Enter password');
}

/** The addresses that sent the browser back to the portal, as they come. @param {Guest} guest */
function answersOf(guest) {
  /** @type {string[]} */
  const answers = [];
  guest.context.on('response', (response) => {
    const { location = '' } = response.headers();
    if (location.startsWith(`${thisRun().portal}/#`)) answers.push(location);
  });
  return answers;
}

/**
 * Signs in as far as the answer to the first sign-in, which does not reach this tab.
 * @param {Guest} guest
 */
async function intercepted(guest) {
  const answers = answersOf(guest);
  await leave(guest);
  await guest.page.route(`${thisRun().portal}/`, (route) => route.abort());
  await guest.signIn.password(ada);
  await expect.poll(() => answers).toHaveLength(1);
  await guest.page.close();
  return answers[0];
}

/** The one attempt that waits, and its name, as another tab sees them. @param {Page} tab */
async function waiting(tab) {
  const kept = await tab.evaluate(() => ({ ...localStorage }));
  const [[name, json]] = Object.entries(kept).filter(([key]) => key.startsWith('mesh.attempt.'));
  return { name, attempt: JSON.parse(json) };
}

/** Changes what is kept of the attempt that waits. @param {Guest} guest @param {(attempt: Record<string, unknown>) => unknown} change */
async function changeAttempt(guest, change) {
  const tab = await guest.context.newPage();
  await tab.goto(`${thisRun().portal}/robots.txt`);
  const { name, attempt } = await waiting(tab);
  await tab.evaluate(([key, json]) => localStorage.setItem(key, json), [name, JSON.stringify(change(attempt))]);
  await tab.close();
}

/** How many codes were exchanged. @param {Guest} guest */
async function exchanges(guest) {
  return (await guest.tenant.recordings()).filter(({ endpoint }) => endpoint === 'token').length;
}

const shapes = {
  'a code with an unknown state': '#code=1.abc&state=guest.host.-.AAAAAAAAAAAAAAAAAAAAAA',
  'a code with a state of nobody': '#code=1.abc&state=%00%ff%E2%80%AE..',
  'an error with an unknown state': '#error=access_denied&state=guest.home.-.AAAAAAAAAAAAAAAAAAAAAA&error_description=AADSTS53003%3A+Call+555-0100+now',
  'an error that is markup': '#error=%3Cimg+src%3Dx+onerror%3Ddocument.title%3D1%3E&error_description=Call+555-0100&state=x',
  'a code in the query': '?code=1.abc&state=guest.host.-.AAAAAAAAAAAAAAAAAAAAAA',
  'far too much': `#code=${'A'.repeat(200_000)}&state=${'guest.host.'.repeat(2_000)}`,
};

test('an answer nobody waits for: our words only, and the way to a link', async ({ guest }) => {
  const { page, portal } = guest;
  for (const [name, address] of Object.entries(shapes)) {
    await test.step(name, async () => {
      await page.goto('about:blank');
      await portal.open(`${thisRun().portal}/${address}`);
      await portal.seesProblem('SIGNIN-15');
      expect(page.url()).toBe(`${thisRun().portal}/`);
      await expect(page.getByText(/555-0100|AADSTS|onerror/)).toHaveCount(0);
    });
  }
  await portal.press('problem.remedy.try-again');
  await portal.sees('no-invite.heading');
  await guest.hand.write(portal.field('paste.label'), guest.link('nobody in particular'));
  await portal.press('paste.button');
  await portal.sees('introduction.heading');
  expect(await exchanges(guest)).toBe(0);
});

test('an unknown answer for an event known here leads back to that event, and leaves the real attempt alone', async ({ guest }) => {
  const { page, portal } = guest;
  await leave(guest);
  const tab = await guest.context.newPage();
  await tab.goto(`${thisRun().portal}/robots.txt`);
  const { name, attempt } = await waiting(tab);
  await tab.close();
  const forged = `${attempt.state.slice(0, -22)}${'A'.repeat(22)}`;

  const other = await guest.anotherTab();
  await other.open(`${thisRun().portal}/#error=access_denied&error_description=Call+555-0100&state=${forged}`);
  await other.seesProblem('SIGNIN-15');
  await expect(other.page.getByText('555-0100')).toHaveCount(0);
  expect(other.fragment()).toBe(`#i=${attempt.invite}`);
  expect(Object.keys(await other.kept())).toContain(name);
  await other.reload();
  await other.sees('sign-in.away.heading');
  await other.page.close();

  await guest.signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  expect(portal.fragment()).toBe(`#i=${attempt.invite}`);
  expect(new URL(page.url()).search).toBe('');
});

test('an answer is exchanged once: not by a reload, not by Back, not when pasted again', async ({ guest }) => {
  const { page, portal } = guest;
  const answers = answersOf(guest);
  await leave(guest);
  await guest.signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  expect(answers).toHaveLength(2);
  expect(await exchanges(guest)).toBe(2);

  await portal.reload();
  await portal.sees('app.heading.mesh-pc');
  await guest.goBack();
  await page.goForward();
  await portal.ready();
  for (const answer of answers) {
    await page.goto('about:blank');
    await portal.open(answer);
    await portal.seesProblem('SIGNIN-15');
    expect(portal.fragment()).toMatch(/^#i=1\./);
  }
  expect(await exchanges(guest)).toBe(2);
  // What was found out before is not lost.
  await portal.press('sign-in.without');
  await portal.sees('app.heading.mesh-pc');
});

test('an answer that comes back in another browser leads to a link', async ({ guest, browser }) => {
  const answer = await intercepted(guest);
  const elsewhere = await browser.newContext();
  const page = await elsewhere.newPage();
  const portal = guest.portalIn(page);
  await portal.open(answer);
  await portal.seesProblem('SIGNIN-15');
  expect(page.url()).toBe(`${thisRun().portal}/`);
  expect(await exchanges(guest)).toBe(0);
  await elsewhere.close();
});

test('an answer from another issuer is thrown away (RFC 9207), the right one is taken', async ({ guest }) => {
  await guest.tenant.set({ iss: true });
  const answer = await intercepted(guest);
  expect(answer).toContain('&iss=');
  const other = await guest.anotherTab();
  await other.open(answer.replace(/&iss=[^&]*/, `&iss=${encodeURIComponent('https://login.example/v2.0')}`));
  await other.seesProblem('SIGNIN-17');
  expect(await exchanges(guest)).toBe(0);
  await other.press('problem.remedy.try-again');
  await other.sees('app.heading.mesh-pc');
  expect(await exchanges(guest)).toBe(2);
});

test('a sign-in that took more than ten minutes begins anew', async ({ guest }) => {
  const { page, portal } = guest;
  await page.clock.install();
  await leave(guest);
  await page.clock.fastForward('10:30');
  await guest.signIn.password(ada);
  await portal.seesProblem('SIGNIN-14');
  expect(await exchanges(guest)).toBe(0);
  await portal.press('problem.remedy.try-again');
  await portal.sees('app.heading.mesh-pc');
});

test('a sign-in that lies in the future begins anew', async ({ guest }) => {
  await leave(guest);
  await changeAttempt(guest, (attempt) => ({ ...attempt, started: Number(attempt.started) + 3_600_000 }));
  await guest.signIn.password(ada);
  await guest.portal.seesProblem('SIGNIN-14');
  expect(await exchanges(guest)).toBe(0);
});

test('an attempt of another page is not finished here', async ({ guest }) => {
  const { portal } = guest;
  await leave(guest);
  await changeAttempt(guest, (attempt) => ({ ...attempt, page: 'desk' }));
  await guest.signIn.password(ada);
  await portal.seesProblem('SIGNIN-16');
  expect(await exchanges(guest)).toBe(0);
  await portal.press('problem.remedy.start-over');
  await portal.sees('introduction.heading');
});

for (const [name, change] of /** @type {[string, (attempt: Record<string, unknown>) => unknown][]} */ ([
  ['damaged', () => '{"page":'],
  ['that names another state', (attempt) => ({ ...attempt, state: `${attempt.state}A` })],
])) {
  test(`an attempt ${name} is worth nothing`, async ({ guest }) => {
    const { portal } = guest;
    await leave(guest);
    await changeAttempt(guest, change);
    await guest.signIn.password(ada);
    await portal.seesProblem('SIGNIN-15');
    expect(await exchanges(guest)).toBe(0);
    await portal.press('problem.remedy.try-again');
    await portal.sees('app.heading.mesh-pc');
  });
}

/** What the sign-in page refuses with, and what the guest is told: more of the host's are in `faults.spec.mjs`. @type {{ tenant: 'home' | 'host', code: number, problem: string, fixer: string, error?: string }[]} */
const refusals = [
  { tenant: 'home', code: 90094, problem: 'SIGNIN-04', fixer: 'home-admin' },
  { tenant: 'home', code: 90033, problem: 'SIGNIN-19', fixer: 'microsoft', error: 'temporarily_unavailable' },
  { tenant: 'host', code: 53003, problem: 'SIGNIN-06', fixer: 'host-admin' },
  { tenant: 'host', code: 59999, problem: 'SIGNIN-22', fixer: 'unknown', error: 'error_of_tomorrow' },
];

for (const { tenant, code, problem, fixer, error } of refusals) {
  test(`AADSTS${code} at the ${tenant} sign-in: the cause, who can help, and the step still there after a reload`, async ({ guest }) => {
    const { page, portal } = guest;
    await guest.tenant.interfere({ endpoint: 'authorize', tenant }, { kind: 'oauth-error', code, error, description: 'Call 555-0100, ada@fabrikam.com' }, 1);
    await guest.arrive('licensed');
    await portal.press('introduction.go.sign-in');
    if (tenant === 'host') await guest.signIn.password(ada);
    await portal.seesProblem(problem);
    await expect(portal.says(`fixer.${fixer}`)).toBeVisible();
    await expect(page.getByText(`AADSTS${code}`, { exact: true })).toBeVisible();
    await expect(page.getByText(/555-0100/)).toHaveCount(0);
    await expect(portal.letter()).toHaveValue(new RegExp(`AADSTS${code}.*Correlation ID: [\\da-f-]{36}`));

    await portal.reload();
    await portal.sees('sign-in.home.heading');
    await portal.press('sign-in.button');
    if (tenant === 'home') {
      await guest.signIn.address(ada);
      await guest.signIn.password(ada);
    }
    await portal.sees('app.heading.mesh-pc');
  });
}

for (const { remedy, refusal } of [
  { remedy: 'problem.remedy.try-again', refusal: 'is stopped' },
  { remedy: 'problem.remedy.skip-home-sign-in', refusal: 'is stopped and then skipped' },
]) {
  test(`a first sign-in that ${refusal} does not ask for the invited address again`, async ({ guest }) => {
    const { portal } = guest;
    await guest.tenant.interfere({ endpoint: 'authorize', tenant: 'home' }, { kind: 'oauth-error', code: 65004 }, 1);
    await guest.arrive('licensed');
    await portal.press('introduction.go.sign-in');
    await portal.seesProblem('SIGNIN-01');
    await portal.press(remedy);
    await guest.signIn.password(ada);
    await portal.sees('app.heading.mesh-pc');
  });
}

const hour = 3600;
const claims = /** @type {[string, 'home' | 'host', Record<string, unknown>, string][]} */ ([
  ['for another app', 'host', { aud: '00000000-1111-4222-8333-444444444444' }, 'SIGNIN-17'],
  ['of another tenant', 'host', { tid: '11111111-2222-4333-8444-555555555555' }, 'SIGNIN-17'],
  ['of another issuer', 'host', { iss: 'https://login.example/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811/v2.0' }, 'SIGNIN-17'],
  ['for another attempt', 'host', { nonce: 'another' }, 'SIGNIN-17'],
  ['for another attempt', 'home', { nonce: 'another' }, 'SIGNIN-17'],
  ['long expired', 'host', { exp: Math.floor(Date.now() / 1000) - hour }, 'SIGNIN-24'],
  ['not valid yet', 'host', { nbf: Math.floor(Date.now() / 1000) + hour }, 'SIGNIN-24'],
]);

for (const [what, tenant, set, problem] of claims) {
  test(`an ID token ${what} at the ${tenant} sign-in is thrown away, and the next one is taken`, async ({ guest }) => {
    const { portal } = guest;
    await guest.tenant.interfere({ endpoint: 'token', tenant }, { kind: 'claims', set }, 1);
    await leave(guest);
    await guest.signIn.password(ada);
    await portal.seesProblem(problem);
    expect((await guest.tenant.recordings()).map(({ endpoint }) => endpoint).filter((name) => name.startsWith('graph'))).toEqual([]);
    await portal.press('problem.remedy.try-again');
    await portal.sees('app.heading.mesh-pc');
  });
}

test('an ID token that is a few minutes off is taken: clocks differ', async ({ guest }) => {
  const now = Math.floor(Date.now() / 1000);
  await guest.tenant.interfere({ endpoint: 'token', tenant: 'host' }, { kind: 'claims', set: { nbf: now + 120, exp: now + 240 } });
  await leave(guest);
  await guest.signIn.password(ada);
  await guest.portal.sees('app.heading.mesh-pc');
});
