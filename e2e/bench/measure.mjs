// One build, one browser with an empty profile: what loading it costs, how soon it answers, how soon a guest who comes
// back from the sign-in is let in.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { beOnline, beWindows } from '../fixtures/guest.mjs';
import { personCalled } from '../fixtures/events.mjs';
import { SignInPages } from '../pages/sign-in.mjs';
import { word } from '../pages/words.mjs';
import { keepMemory, noteHeading, paints, pressAndLeave, pressAndWait, pressUntilAnswered, sizeOfMemories } from './page.mjs';
import { chromiumPath, tenantOrigin } from './places.mjs';
import { ours } from './site.mjs';

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').CDPSession} CDPSession */
/** What was measured, by name: milliseconds or bytes. @typedef {Record<string, number>} Figures */

/**
 * A build to measure.
 * @typedef {object} Build
 * @property {string} name
 * @property {string} [button]    what its first button says; none when nothing answers
 * @property {boolean} [signsIn]  whether a sign-in can be gone through to its end
 * @property {string[]} [journey] labels of what is pressed afterward, one page after the other
 */

/** A phone-like line and a phone-like processor, or this machine as it is. @typedef {'slow' | 'fast'} Machine */

/** 150 ms, 1.6 Mbit/s down, 750 kbit/s up. */
const slowLine = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const slowdown = 4;

/** A machine that guests can join from. */
const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0';

/** What a page says in the console, with a figure, when its first button was pressed: a moment later it is gone. */
const pressed = 'bench: pressed';

/** How long anything may take before it is given up, in milliseconds: a busy machine is slow, and then slowed down. */
const patience = 60_000;

/** Who signs in: somebody for whom one answer of Graph decides what the next page says. */
const guest = personCalled('no-license');

/**
 * Does something in a browser that knows nothing, and closes it.
 * @template T
 * @param {Build} build @param {string} site @param {(context: BrowserContext) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inBrowser(build, site, work) {
  const context = await openBrowser(build, site);
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** @param {Build} build @param {string} site */
async function openBrowser({ name }, site) {
  const context = await chromium.launchPersistentContext('', {
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    userAgent,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(patience);
  const told = { build: name, 'portal-config': 'no-home-leg', world: `bench-${randomUUID()}` };
  await context.addCookies(Object.entries(told).map(([name, value]) => ({ name, value, url: site })));
  await context.addInitScript(beOnline);
  await context.addInitScript(beWindows);
  return context;
}

/** @param {BrowserContext} context @param {Machine} machine */
export async function openPage(context, machine) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await slow(session, machine);
  return { page, session };
}

/** @param {CDPSession} session @param {Machine} machine */
async function slow(session, machine) {
  const line = machine === 'slow' ? slowLine : { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send('Network.emulateNetworkConditions', line);
  await session.send('Emulation.setCPUThrottlingRate', { rate: machine === 'slow' ? slowdown : 1 });
}

/**
 * All that one browser with an empty profile can tell of the first page, cold and warm.
 * @param {Build} build @param {string} site @param {string} link @param {Machine} machine
 * @returns {Promise<{ cold: Figures, warm: Figures }>}
 */
export async function measureLoad(build, site, link, machine) {
  const twice = (/** @type {typeof look} */ measure) => inBrowser(build, site, async (context) => ({
    cold: await measure(context, build, site, link, machine),
    warm: await measure(context, build, site, link, machine),
  }));
  const looked = await twice(look);
  if (build.button === undefined) return looked;
  const answered = await twice(press);
  return { cold: { ...looked.cold, ...answered.cold }, warm: { ...looked.warm, ...answered.warm } };
}

/** Loads the page and lets it be. @param {BrowserContext} context @param {Build} build @param {string} site @param {string} link @param {Machine} machine @returns {Promise<Figures>} */
async function look(context, build, site, link, machine) {
  const { page, session } = await openPage(context, machine);
  await page.addInitScript(keepMemory);
  const bytes = countBytes(session, site);
  await page.goto(link);
  await settled(page, build);
  const { first, largest, claimed } = await page.evaluate(paints);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const memory = usedSize + (await page.evaluate(sizeOfMemories));
  await page.close();
  return figures({ fcp: first, lcp: largest, claimed, bytes: bytes(), memory });
}

/** Until the first page stands, and nothing more is asked for. @param {Page} page @param {Build} build */
export async function settled(page, build) {
  if (build.name === ours) await page.waitForFunction(() => performance.getEntriesByName('app-ready').length > 0, undefined, { polling: 100 });
  else await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/**
 * Loads the page and presses its first button until it answers.
 * @param {BrowserContext} context @param {Build} build @param {string} site @param {string} link @param {Machine} machine
 * @returns {Promise<Figures>}
 */
async function press(context, build, site, link, machine) {
  const { page, session } = await openPage(context, machine);
  // Whoever has begun to sign in is met by another page: what is kept in the cache stays, what the page keeps goes.
  await session.send('Storage.clearDataForOrigin', { origin: site, storageTypes: 'local_storage' });
  const bytes = countBytes(session, site);
  const left = leaving(session);
  // The sign-in page may be there before this one has drawn anything else: that is an answer, too.
  const answer = Promise.race([told(session), left.then((answered) => sleep(1000, answered))]);
  const whole = answer.then((answered) => ({ answered, until: bytes() }));
  await page.addInitScript(pressUntilAnswered, { site, label: build.button ?? '', name: pressed });
  await page.goto(link, { waitUntil: 'commit' });
  const { answered, until } = await inTime(whole, page, `${build.name}: no answer to the first button`);
  const gone = build.signsIn ? await inTime(left, page, `${build.name}: no way to the sign-in`) : undefined;
  // What leaves is pressed at rest when somebody signs in.
  const again = build.signsIn ? {} : await pressAll(page, [build.button ?? '']);
  await page.close();
  return figures({ ready: answered, 'bytes until ready': until, left: gone, ...again });
}

/** Resolves to what the page says of its first button. @param {CDPSession} session @returns {Promise<number>} */
async function told(session) {
  await session.send('Runtime.enable');
  return new Promise((resolve) => {
    session.on('Runtime.consoleAPICalled', ({ args: [name, figure] }) => {
      if (name.value === pressed) resolve(figure.value);
    });
  });
}

/**
 * Comes back from the sign-in, and goes on from there.
 * @param {Build} build @param {string} site @param {string} link @param {Machine} machine
 * @returns {Promise<Figures>}
 */
export function measureSignIn(build, site, link, machine) {
  return inBrowser(build, site, (context) => comeBack(context, build, site, link, machine));
}

/** @param {BrowserContext} context @param {Build} build @param {string} site @param {string} link @param {Machine} machine @returns {Promise<Figures>} */
async function comeBack(context, build, site, link, machine) {
  const { page, session } = await openPage(context, 'fast');
  await page.addInitScript(noteHeading, { site, heading: word('license.missing.heading') });
  await page.goto(link);
  await settled(page, build);
  const leaving = told(session);
  await page.evaluate(pressAndLeave, { label: build.button ?? '', name: pressed });
  const script = await inTime(leaving, page, `${build.name}: no press on the first button`);
  const signIn = new SignInPages(page);
  await signIn.sees('Enter password');
  await page.getByLabel('Password').fill(guest.password);
  await slow(session, machine);
  await signIn.press('Sign in');
  await page.waitForFunction(() => 'noted' in window, undefined, { polling: 100 });
  const noted = await page.evaluate(() => /** @type {any} */ (globalThis).noted);
  const later = await pressAll(page, build.journey ?? []);
  return { 'signed in': noted, [`press ${build.button}`]: script, ...later };
}

/** Presses one button after the other, each on the page that the last one led to. @param {Page} page @param {string[]} labels @returns {Promise<Figures>} */
async function pressAll(page, labels) {
  /** @type {Figures} */
  const measured = {};
  for (const label of labels) {
    // What a page fetches ahead is there when a person presses.
    await page.waitForTimeout(500);
    const { until, script } = await page.evaluate(pressAndWait, label);
    measured[`press ${label}`] = script;
    measured[`until ${label}`] = until;
  }
  return measured;
}

/**
 * What has arrived from the site so far, headers and all, in bytes.
 * @param {CDPSession} session @param {string} site
 */
function countBytes(session, site) {
  /** @type {Map<string, number>} */
  const received = new Map();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (!response.url.startsWith(`${site}/`) || response.fromDiskCache) return;
    received.set(requestId, response.encodedDataLength);
  });
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const before = received.get(requestId);
    if (before !== undefined) received.set(requestId, before + encodedDataLength);
  });
  // The pieces of a page itself are not told of, only their sum.
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (received.has(requestId)) received.set(requestId, encodedDataLength);
  });
  return () => [...received.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** Resolves to the milliseconds from the beginning until the sign-in page is asked for. @param {CDPSession} session @returns {Promise<number>} */
function leaving(session) {
  return new Promise((resolve) => {
    let began = 0;
    session.on('Network.requestWillBeSent', ({ type, timestamp, request }) => {
      if (type !== 'Document') return;
      began ||= timestamp;
      if (request.url.startsWith(`${tenantOrigin}/`)) resolve((timestamp - began) * 1000);
    });
  });
}

/** @template T @param {Promise<T>} waited @param {Page} page @param {string} otherwise @returns {Promise<T>} */
async function inTime(waited, page, otherwise) {
  const late = sleep(patience, undefined, { ref: false }).then(async () => {
    throw new Error(`${otherwise}; ${page.url().split('#')[0]} shows ${JSON.stringify(await page.locator('h1').allInnerTexts())}`);
  });
  return Promise.race([waited, late]);
}

/** What was there to be measured. @param {Record<string, number | undefined>} measured @returns {Figures} */
function figures(measured) {
  /** @type {Figures} */
  const found = {};
  for (const [name, value] of Object.entries(measured)) if (value !== undefined) found[name] = value;
  return found;
}
