// How a guest gets to the page of a row.

import { expect, personCalled } from '../fixtures/guest.mjs';
import { contoso } from '../tenant/organizations.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('../pages/portal.mjs').GuestPortal} GuestPortal */
/** @typedef {import('./row.mjs').Row} Row */

/** Whom a row is about. @param {Row} row */
export const personOf = (row) => personCalled(row.person ?? 'licensed');

/** Opens the invite and leaves for the first sign-in. @param {Guest} guest @param {Row} row */
export async function leaves(guest, row) {
  await guest.open(row.event ?? personOf(row).key);
  await guest.portal.press('introduction.go.sign-in');
}

/** Leaves, and gives the password: the second sign-in follows by itself. @param {Guest} guest @param {Row} row */
export async function signsIn(guest, row) {
  await leaves(guest, row);
  await guest.signIn.password(personOf(row));
}

/** Signs in up to the app's page. @param {Guest} guest @param {Row} row */
export async function reachesApp(guest, row) {
  await signsIn(guest, row);
  await guest.portal.sees('app.heading.mesh-pc');
}

/** Waits on a page of Microsoft for the first sign-in. @param {Guest} guest @param {Row} row */
export async function isAway(guest, row) {
  await leaves(guest, row);
  await guest.signIn.sees('Enter password');
}

/** Goes back from a sign-in page that did not come. @param {'home' | 'host'} tenant @returns {import('./row.mjs').Walk} */
export const comesBackFrom = (tenant) => async (guest, row) => {
  await (tenant === 'home' ? leaves : signsIn)(guest, row);
  const authority = tenant === 'home' ? 'organizations' : contoso.tenantId;
  // A page of the browser's own when there was no answer at all.
  const there = [`/${authority}/oauth2/v2.0/authorize`, 'chrome-error:'];
  await expect.poll(() => there.some((part) => guest.page.url().includes(part))).toBe(true);
  await guest.goBack();
};

/** Opens the invite and waits until the words for trouble are there too: they come last. @param {Guest} guest @param {Row} row */
export async function opensWhole(guest, row) {
  await Promise.all([wordsForTrouble(guest), guest.open(row.event ?? personOf(row).key)]);
  await guest.portal.sees('introduction.heading');
}

/** @param {Guest} guest */
export async function wordsForTrouble({ page }) {
  const words = await page.waitForResponse((response) => response.url().endsWith('/words/en/problems.json'));
  await words.finished();
}

/** @param {Guest} guest */
export const losesNetwork = (guest) => guest.loseNetwork();

/** @param {Guest} guest */
export const findsNetwork = (guest) => guest.findNetwork();

/** Moves the clock on while Graph is asked again and again. @param {GuestPortal} portal */
export async function outwaits(portal) {
  await expect(portal.says('license.checking.busy')).toBeVisible();
  await expect(async () => {
    await portal.page.clock.fastForward(4_000);
    expect(await portal.says('license.checking.heading').count()).toBe(0);
  }).toPass({ intervals: [100] });
}
