/// <reference lib="dom" />
// The table of faults on a network that fails at random besides: every guest still comes to the page of the row, by
// pressing what is offered, and nothing is lost on the way.

import { rows } from '../faults/index.mjs';
import { app } from '../faults/row.mjs';
import { signsIn } from '../faults/walks.mjs';
import { expect, test } from '../fixtures/guest.mjs';
import { most, persists, Storm } from '../fixtures/storm.mjs';
import { listenAsStranger } from '../fixtures/stranger.mjs';
import { word, wordPattern } from '../pages/words.mjs';

/** @typedef {import('../faults/row.mjs').Row} Row */
/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('@playwright/test').Page} Page */

const seed = process.env.SEED ?? '1';
const percent = Number(process.env.STORM ?? 2);

const raw = /555-0100|Trace ID|error_description/;

test.describe.configure({ timeout: 180_000 });

for (const row of rows.filter(({ stranger }) => !stranger)) declare(row);

test.describe('another host listens', () => {
  test.use({ bypassCSP: true });
  for (const row of rows.filter(({ stranger }) => stranger)) declare(row);
});

/** @param {Row} row */
function declare(row) {
  const title = `${row.step}: ${row.fault}`;
  test(title, async ({ guest }, info) => {
    const stranger = row.stranger ? await listenAsStranger() : undefined;
    const weather = { seed: `${seed} ${title}`, percent };
    const storm = await Storm.over(guest.context, weather);
    const passage = { seed, percent, requests: 0, failed: storm.failed, presses: 0, ended: 'nowhere' };
    try {
      Object.assign(passage, await prove(guest, row, storm, stranger?.origin ?? ''));
    } finally {
      passage.requests = storm.requests;
      info.annotations.push({ type: 'storm', description: JSON.stringify(passage) });
      for (const { authorization, body } of stranger?.heard ?? []) expect([authorization, body], 'what the other host was told').toEqual([undefined, '']);
      await stranger?.close();
    }
  });
}

/** @param {Guest} guest @param {Row} row @param {Storm} storm @param {string} stranger */
async function prove(guest, row, storm, stranger) {
  // What the browser says of a request that failed. A crash says something else.
  guest.expectedFaults.push(...(row.console ?? []), /CORS/, /module script/, /ERR_/);
  for (const { match, do: action, times } of row.rules ?? []) {
    const described = { description: 'Call 555-0100', ...(typeof action === 'function' ? action(stranger) : action) };
    await guest.tenant.interfere(match, described, times);
  }
  if (row.waits) await guest.page.clock.install();
  /** @type {unknown} */
  let disturbed;
  const elsewhere = await (row.walk ?? signsIn)(guest, row).catch((error) => {
    disturbed = error;
  });
  if (storm.failed.length === 0 && disturbed) throw disturbed;

  const wanted = goals(row, storm);
  const { page, presses } = await persists(guest, row, async (each) => (await on(each, wanted)) !== undefined, elsewhere?.page);
  const ended = await on(page, wanted);
  await isWell(page);
  if ((row.keeps ?? 'event') === 'event' && (await begun(page))) await keeps(guest, page);
  // One press is many where pages are loaded again by hand.
  if (storm.failed.length > 0) guest.traffic.redirectsPerPress = 0;
  expect(presses).toBeLessThanOrEqual(most);
  return { presses: storm.failed.length > 0 ? presses : 0, ended };
}

/**
 * The pages to come to: the row's. A fault that happens once may have met a request that failed anyway, and what a
 * guest was about to do may have been done by going on: then it is a page that leads on.
 * @param {Row} row @param {Storm} storm
 */
function goals(row, storm) {
  const once = row.walk !== undefined || (row.rules ?? []).some(({ times }) => times !== undefined);
  return storm.failed.length > 0 && once ? [row.page, row.way.leadsTo, app] : [row.page];
}

/** Which of the pages is shown. @param {Page} page @param {string[]} wanted */
async function on(page, wanted) {
  for (const id of wanted) {
    const name = headingOf(id);
    if (await page.getByRole('heading', { level: 1, name }).filter({ visible: true }).count()) return id;
  }
  return undefined;
}

/** @param {string} id of a heading, the code of a problem, or a heading of Microsoft's */
function headingOf(id) {
  if (/^[A-Z]+-\d\d$/.test(id)) return wordPattern(`problem.${id}.heading`);
  return id.includes('.heading') ? wordPattern(id) : id;
}

/** It has not crashed, is not blank, and says nothing of anybody else. @param {Page} page */
async function isWell(page) {
  await expect(page.getByRole('heading', { name: word('first.crash.heading') })).toHaveCount(0);
  const shown = await page.evaluate(() => document.body.innerText);
  expect(shown).not.toMatch(raw);
  expect(shown.length).toBeGreaterThan(100);
}

/** Whether the portal is there, and not one of Microsoft's pages. @param {Page} page */
const begun = (page) => page.evaluate(() => document.getElementById('app') !== null);

/** The invite stands in the address bar, and the event in the storage; a reload finds both. @param {Guest} guest @param {Page} page */
async function keeps(guest, page) {
  const portal = guest.portalIn(page);
  expect(portal.fragment()).toMatch(/^#i=1\.[\w.-]+$/);
  const kept = Object.entries(await portal.kept()).filter(([name]) => name.startsWith('mesh.event.'));
  expect(kept.map(([, json]) => `#i=${JSON.parse(json).invite}`)).toContain(portal.fragment());
}
