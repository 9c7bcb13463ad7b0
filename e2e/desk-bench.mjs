/// <reference lib="dom" />
// Measures the readiness board with a thousand and with ten thousand guests. Prints a table; fails nothing.
//
//   node e2e/desk-bench.mjs [--dist ../dist] [--guests 1000,10000]

import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { keepMemory, sizeOfMemories } from './bench/page.mjs';
import { chromiumPath } from './bench/places.mjs';
import { freePort } from './fixtures/servers.mjs';
import { OrganizerPages } from './pages/organizer.mjs';
import { SignInPages } from './pages/sign-in.mjs';
import { word } from './pages/words.mjs';
import { Tenant } from './fixtures/tenant.mjs';
import { startPortal, startTenant } from './start.mjs';
import { crowd } from './tenant/crowd.mjs';
import { people } from './tenant/people.mjs';

/** What one board took: times in milliseconds. @typedef {Record<string, string | number>} Measured */

const { values } = parseArgs({ options: { dist: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) }, guests: { type: 'string', default: '1000,10000' } } });
const organizer = /** @type {import('./tenant/people.mjs').Person} */ (people.find(({ key }) => key === 'organizer'));

/** Runs in the page before it does anything: notes when the first guest is read, and how long the page was busy. @param {string} unread */
function watchBoard(unread) {
  /** @type {{ firstRow: number, blocked: number, blockedInSum: number, slowestKey: number }} */
  const seen = { firstRow: 0, blocked: 0, blockedInSum: 0, slowestKey: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      seen.blocked = Math.max(seen.blocked, duration);
      seen.blockedInSum += duration;
    }
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name === 'keydown' || entry.name === 'input') seen.slowestKey = Math.max(seen.slowestKey, entry.duration);
    }
  }).observe(/** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16, buffered: true }));
  new MutationObserver(() => {
    const cell = seen.firstRow === 0 ? document.querySelector('#app tbody tr td:nth-child(3)') : null;
    if (cell && cell.textContent !== unread) seen.firstRow = performance.now();
  }).observe(document, { childList: true, subtree: true });
}

/** @param {import('@playwright/test').Browser} browser @param {{ portal: string, tenant: string }} origins @param {number} count @returns {Promise<Measured>} */
async function measure(browser, origins, count) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  const world = `bench-${randomUUID()}`;
  await context.addCookies([{ name: 'world', value: world, url: origins.portal }]);
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true }));
  await context.addInitScript(keepMemory);
  await context.addInitScript(watchBoard, word('board.standing.waiting'));
  const tenant = new Tenant(origins.tenant, world);
  await tenant.set({ crowd: count });
  const page = await context.newPage();
  const desk = new OrganizerPages(page, origins.portal, new SignInPages(page));
  await desk.keep(crowd(count).map(({ address }) => address));
  await desk.openPart('board');
  await desk.signsIn('desk.board.sign-in', organizer);
  const search = desk.field('desk.board.search');
  await search.waitFor();
  const done = { yet: false };
  const whole = desk.button('desk.board.again').waitFor({ timeout: 60_000 }).finally(() => (done.yet = true));
  let typed = 0;
  await search.focus();
  for (; !done.yet; typed += 1) await page.keyboard.press(typed % 2 === 0 ? 'g' : 'Backspace', { delay: 20 });
  await whole;
  const complete = await page.evaluate(() => performance.now());
  const { firstRow, blocked, blockedInSum, slowestKey } = await page.evaluate(() => /** @type {any} */ (window).seen);
  const graph = await tenant.graphRequests();
  await search.fill('');
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const ofModule = await page.evaluate(sizeOfMemories);
  const began = performance.now();
  await search.fill('guest0');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const searched = performance.now() - began;
  await context.close();
  return {
    guests: count,
    'first row (ms)': Math.round(firstRow),
    'complete (ms)': Math.round(complete),
    'Graph requests': graph,
    'keys typed meanwhile': typed,
    'slowest key (ms)': Math.round(slowestKey),
    'longest block (ms)': Math.round(blocked),
    'blocked in sum (ms)': Math.round(blockedInSum),
    'search when full (ms)': Math.round(searched),
    'JS heap (MB)': (usedSize / 1e6).toFixed(1),
    'wasm memory (MB)': (ofModule / 1e6).toFixed(1),
  };
}

const port = await freePort();
const tenant = await startTenant({ port: 0, portalOrigin: `http://localhost:${port}` });
const portal = await startPortal({ port, dist: values.dist, tenantOrigin: tenant.origin });
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const rows = [];
  for (const count of values.guests.split(',').map(Number)) rows.push(await measure(browser, { portal: portal.origin, tenant: tenant.origin }, count));
  console.table(rows);
} finally {
  await browser.close();
  await Promise.all([portal.close(), tenant.close()]);
}
