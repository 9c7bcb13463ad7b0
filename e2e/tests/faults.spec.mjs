/// <reference lib="dom" />
// Proves every row of the table of faults: the right page comes, its way on works, and nothing of the progress is lost.
// No row ends on a blank page, in a loop, or with nothing but an error text of somebody else.

import { helpers } from '../faults/helpers.mjs';
import { rows } from '../faults/index.mjs';
import { outwaits, personOf, signsIn } from '../faults/walks.mjs';
import { expect, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { listenAsStranger } from '../fixtures/stranger.mjs';

/** @typedef {import('../faults/row.mjs').Row} Row */
/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('../pages/portal.mjs').GuestPortal} GuestPortal */

/** What everybody else says about a fault: for their developers, or made up to mislead. None of it is shown. */
const rawText = 'Call 555-0100 <img src=x onerror="document.title=1">';
const raw = /555-0100|Trace ID|error_description/;

/** One press may send the browser to each of the two sign-in pages. */
const mostRedirects = 2;

const isProblem = (/** @type {string} */ page) => /^[A-Z]+-\d\d$/.test(page);
const isHeading = (/** @type {string} */ page) => page.includes('.heading');

for (const row of rows.filter(({ stranger }) => !stranger)) declare(row);

test.describe('another host listens', () => {
  // The policy would keep every request from it: it is what holds without one that counts.
  test.use({ bypassCSP: true });
  for (const row of rows.filter(({ stranger }) => stranger)) declare(row);
});

/** @param {Row} row */
function declare(row) {
  const outcome = `${row.person ?? 'licensed'} -> ${row.page} -> ${row.way.press} -> ${row.way.leadsTo}`;
  test(`${row.step}: ${row.fault}`, { annotation: { type: 'row', description: outcome } }, async ({ guest }) => {
    const stranger = row.stranger ? await listenAsStranger() : undefined;
    await prove(guest, row, stranger?.origin ?? '');
    for (const { authorization, body } of stranger?.heard ?? []) expect([authorization, body], 'what the other host was told').toEqual([undefined, '']);
    await stranger?.close();
  });
}

/** @param {Guest} guest @param {Row} row @param {string} stranger */
async function prove(guest, row, stranger) {
  guest.expectedFaults.push(...(row.console ?? []));
  for (const { match, do: action, times } of row.rules ?? []) {
    await guest.tenant.interfere(match, { description: rawText, ...(typeof action === 'function' ? action(stranger) : action) }, times);
  }
  if (row.waits) await guest.page.clock.install();
  const portal = (await (row.walk ?? signsIn)(guest, row)) || guest.portal;
  if (row.waits) await outwaits(portal);
  await isRight(guest, portal, row);
  if (row.reload) await survivesReload(guest, portal, row, row.reload);
  await leadsOn(guest, portal, row);
  await row.afterwards?.(guest, portal);
}

/** The page with all that the row says of it. @param {Guest} guest @param {GuestPortal} portal @param {Row} row */
async function isRight(guest, portal, row) {
  await sees(portal, row.page);
  if (row.exchanges !== undefined) expect(await exchanges(guest), 'codes exchanged').toBe(row.exchanges);
  expect(await guest.tenant.redirects(), 'redirects').toBeLessThanOrEqual(row.redirects ?? mostRedirects);
  for (const id of row.says ?? []) await expect(portal.says(id).first(), id).toBeVisible();
  for (const id of row.lacks ?? []) await expect(portal.says(id), id).toHaveCount(0);
  for (const text of row.texts ?? []) await expect(portal.page.getByText(text).first()).toBeVisible();
  await saysWhoHelps(portal, row);
  await isOurs(portal);
  await keeps(portal, row);
}

/** @param {GuestPortal} portal @param {string} page */
async function sees(portal, page) {
  await (isProblem(page) ? portal.seesProblem(page) : portal.sees(page));
}

/** A problem says who can fix it, and what to send them when that is somebody else. @param {GuestPortal} portal @param {Row} row */
async function saysWhoHelps(portal, { page, number }) {
  if (!isProblem(page)) return;
  await expect(portal.says(`fixer.${helpers[page]}`)).toBeVisible();
  if (number !== undefined) await expect(portal.page.getByText(`AADSTS${number}`, { exact: true })).toBeVisible();
  if (helpers[page] === 'guest') return;
  const known = number === undefined ? page : `${page} · AADSTS${number} · `;
  await expect(portal.letter()).toHaveValue(new RegExp(known));
}

/** No text of anybody else is on the page. @param {GuestPortal} portal */
async function isOurs({ page }) {
  const shown = await page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => /** @type {HTMLInputElement} */ (field).value);
    return [document.title, document.body.innerText, ...fields].join('\n');
  });
  expect(shown).not.toMatch(raw);
  expect(shown.length).toBeGreaterThan(200);
}

/** The invite stands in the address bar, and the event in the storage. @param {GuestPortal} portal @param {Row} row */
async function keeps(portal, { keeps: what = 'event' }) {
  if (what === 'nothing') {
    expect(portal.page.url()).toBe(`${thisRun().portal}/`);
    return;
  }
  expect(portal.fragment()).toMatch(/^#i=1\.[\w.-]+$/);
  if (what === 'link') return;
  const kept = Object.entries(await portal.kept()).filter(([name]) => name.startsWith('mesh.event.'));
  expect(kept.map(([, json]) => `#i=${JSON.parse(json).invite}`)).toContain(portal.fragment());
}

/** Looks away and back, and reloads: nothing is sprung, and the step is still there. @param {Guest} guest @param {GuestPortal} portal @param {Row} row @param {import('../faults/row.mjs').Reload} reload */
async function survivesReload(guest, portal, row, { shows, press, tell }) {
  const before = await guest.tenant.redirects();
  await guest.lookAtTab(portal.page);
  await portal.reload();
  await sees(portal, shows);
  await keeps(portal, row);
  expect(await guest.tenant.redirects(), 'redirects by a reload').toBe(before);
  if (press) await portal.press(press);
  if (tell) await portal.saw(tell);
  if (!press && !tell) return;
  if (row.waits) await outwaits(portal);
  await sees(portal, row.page);
}

/** @param {Guest} guest @param {GuestPortal} portal @param {Row} row */
async function leadsOn(guest, portal, row) {
  const { way } = row;
  if (!way.amidst) await guest.tenant.settle();
  await way.meanwhile?.(guest, portal);
  const before = await guest.tenant.redirects();
  if (way.unfold) await portal.unfold(way.unfold);
  await portal.press(way.press);

  const pages = guest.signInPagesIn(portal.page);
  for (const page of way.passes ?? []) await pages.pass(page, personOf(row));
  if (!isProblem(way.leadsTo) && !isHeading(way.leadsTo)) {
    await pages.sees(way.leadsTo);
    return;
  }
  await sees(portal, way.leadsTo);
  for (const id of way.says ?? []) await expect(portal.says(id).first(), id).toBeVisible();
  if (way.redirects !== undefined) expect(await guest.tenant.redirects(), 'redirects by the way on').toBe(before + way.redirects);
  await isOurs(portal);
  await keeps(portal, row);
  if (row.reload) return;
  await guest.findNetwork();
  await portal.reload();
  await sees(portal, way.reload ?? way.leadsTo);
  await keeps(portal, row);
}

/** How many codes were exchanged. @param {Guest} guest */
async function exchanges(guest) {
  return (await guest.tenant.recordings()).filter(({ endpoint }) => endpoint === 'token').length;
}
