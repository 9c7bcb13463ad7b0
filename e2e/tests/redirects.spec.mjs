/// <reference lib="dom" />
// Redirects are pressed, never sprung. Back out of a browser's cache of whole pages is walked in Firefox: Playwright
// switches that cache off, and loses sight of a page that comes out of it.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const ada = personCalled('licensed');

/** Reloads and looks away and back; nothing of it may send the browser anywhere. @param {Guest} guest */
async function staysHere(guest) {
  const before = await guest.tenant.redirects();
  await guest.portal.reload();
  await guest.lookAtTab();
  await guest.page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
  expect(await guest.tenant.redirects()).toBe(before);
}

test('no reload, no look back at the tab and no Back begins a sign-in', async ({ guest }) => {
  const { portal, signIn } = guest;
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  await staysHere(guest);
  await portal.press('introduction.go.sign-in');
  await signIn.sees('Sign in');
  await guest.goBack();
  await portal.sees('sign-in.away.heading');
  await staysHere(guest);
  await portal.sees('sign-in.away.heading');
  await portal.press('sign-in.try-again');
  await signIn.address(ada);
  await signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  await staysHere(guest);
  await portal.sees('app.heading.mesh-pc');
  // One press, both sign-ins: two redirects, and one for the attempt that was given up.
  expect(await guest.tenant.redirects()).toBe(3);
});

test('a problem page waits for a press as well', async ({ guest }) => {
  await guest.tenant.interfere({ endpoint: 'token', tenant: 'host' }, { kind: 'drop' });
  await guest.open('licensed');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(ada);
  await guest.portal.seesProblem('NETWORK-02');
  await staysHere(guest);
});

test('a press that comes twice leaves once', async ({ guest }) => {
  await guest.open('licensed');
  await guest.portal.button('introduction.go.sign-in').dblclick();
  await guest.signIn.password(ada);
  await guest.portal.sees('app.heading.mesh-pc');
  expect(await guest.tenant.redirects()).toBe(2);
  expect(guest.secrets.exchanges).toBe(2);
});

test('no step begins a sign-in by itself: not the invitation, the license, the wait, the launch, nor being inside', async ({ guest }) => {
  const { portal, signIn } = guest;
  await guest.open('in three days');
  await portal.press('introduction.go.sign-in');
  await signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  await staysHere(guest);
  await portal.press('app.have');
  await portal.sees('waiting.heading');
  await staysHere(guest);
  await portal.press('waiting.go-now');
  await portal.sees('launch.heading.mesh-pc');
  await staysHere(guest);
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  await staysHere(guest);
  await portal.press('launch.open.mesh-pc');
  await portal.press('asking.inside');
  await portal.sees('inside.heading');
  await staysHere(guest);
  expect(await guest.tenant.redirects()).toBe(2);
});

test('Back and Forward past the sign-in pages begin none either', async ({ guest }) => {
  const { page, portal, signIn } = guest;
  await guest.open('no-license');
  await portal.press('introduction.go.sign-in');
  await signIn.password(personCalled('no-license'));
  await portal.sees('license.missing.heading');
  await staysHere(guest);
  const portalsOwn = guest.traffic.redirectsPerPress;
  await guest.goBack();
  do await page.goForward();
  while (!page.url().startsWith(thisRun().portal));
  await portal.ready();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(guest.traffic.redirectsPerPress).toBe(portalsOwn);
  expect(guest.secrets.exchanges).toBe(2);
});
