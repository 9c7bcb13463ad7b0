// What a guest downloads, file by file, brotli: `first`, all that is asked for from navigation to app-ready with an
// empty cache; and `path`, all that is asked for up to launch in one language. What is asked for is watched in a real
// browser; its size is that of the .br sibling in dist/ (config.json has none). Apart from both, since a guest need not
// go there: `check`, what the readiness check's page asks for until it is ready.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { dist, fail, root } from './pages.mjs';

/** Fetched on the way to launch, at the latest when a problem is shown; counted whether or not a page asked. */
const onTheWay = ['words/en/guest.json', 'words/en/problems.json'].filter((file) => existsSync(join(dist, file)));

if (!existsSync(join(dist, 'index.html'))) fail('There is no dist/: run make build.');
const { first, later, check } = (await watched()) ?? declared();
const path = [...new Set([...first, ...later, ...onTheWay])];

for (const file of path) {
  console.log(`${String(size(file)).padStart(8)}  ${first.includes(file) ? 'first' : 'path '}  ${file}`);
}
console.log(`first: ${sum(first)} bytes`);
console.log(`path: ${sum(path)} bytes`);
for (const file of check) console.log(`${String(size(file)).padStart(8)}  check  ${file}`);
console.log(`check: ${sum(check)} bytes`);
if (process.argv.includes('--limits')) keepWithin({ first: sum(first), path: sum(path), check: sum(check) });

/** @param {Record<string, number>} sums */
function keepWithin(sums) {
  /** @type {Record<string, number>} */
  const limits = JSON.parse(readFileSync(join(root, 'e2e/bench/limits.json'), 'utf8'));
  const over = Object.entries(limits).filter(([name, most]) => !(sums[name] <= most));
  for (const [name, most] of over) console.error(`${name}: expected at most ${most} bytes, got ${sums[name]}. Make it smaller, or raise e2e/bench/limits.json on purpose.`);
  if (over.length > 0) process.exitCode = 1;
}

/**
 * The files that a browser asks for, seen from outside.
 * @returns {Promise<{ first: string[], later: string[], check: string[] } | undefined>} nothing when no browser can show the page
 */
async function watched() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (!executablePath) return unwatched('no Chromium is installed');
  const { inviteLinks, startPortal, wishes } = await import('../start.mjs');
  const portal = await startPortal({ port: 0, dist, tenantOrigin: 'http://localhost:8090' });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    // As a guest comes: with an invite, here the first one of the local tenant.
    const [invite] = await inviteLinks([wishes(portal.origin, 'http://localhost:8090', new Date())[0].wishes[0].event]);
    const { page, asked } = await visited(browser, portal.origin, invite);
    // By the browser's own clock, since what is asked for right after app-ready is asked for within the same moment.
    const after = await page.evaluate(() => {
      const [ready] = performance.getEntriesByName('app-ready');
      const resources = performance.getEntriesByType('resource');
      const before = new Set(resources.filter(({ startTime }) => startTime <= ready.startTime).map(({ name }) => name));
      return resources.filter(({ name }) => !before.has(name)).map(({ name }) => name);
    });
    const late = new Set(after.map((address) => decodeURIComponent(new URL(address).pathname.slice(1))));
    const check = await visited(browser, portal.origin, invite.replace('/#', '/check.html#'));
    return { first: [...asked].filter((file) => !late.has(file)), later: [...asked], check: [...check.asked] };
  } catch (error) {
    return unwatched(error instanceof Error ? error.message.split('\n')[0] : String(error));
  } finally {
    await browser.close();
    await portal.close();
  }
}

/**
 * Opens an address with an empty cache, and notes the files that are asked for until nothing more is.
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {string} address
 */
async function visited(browser, origin, address) {
  const page = await browser.newPage();
  /** @type {Set<string>} */
  const asked = new Set();
  page.on('request', (request) => {
    const { origin: from, pathname } = new URL(request.url());
    const file = pathname === '/' ? 'index.html' : decodeURIComponent(pathname.slice(1));
    if (from === origin && existsSync(join(dist, file))) asked.add(file);
  });
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName('app-ready').length > 0, undefined, { timeout: 20_000 });
  await page.waitForLoadState('networkidle');
  return { page, asked };
}

/** @param {string} reason @returns {undefined} */
function unwatched(reason) {
  console.log(`Not watched in a browser (${reason}): counted from the list of what the page is known to need.`);
}

/** The files that the pages name, checked to be all that are there for them. */
function declared() {
  return { first: namedBy('index.html', /^guest-[^.]+\.(?:js|wasm)$/), later: [], check: namedBy('check.html', /^check-[^.]+\.(?:js|wasm)$/) };
}

/** @param {string} html @param {RegExp} own the page's own script and module */
function namedBy(html, own) {
  const named = [...readFileSync(join(dist, html), 'utf8').matchAll(/(?:href|src)="([^":]+)"/g)].map(([, file]) => file);
  for (const file of readdirSync(join(dist, 'assets')).filter((name) => own.test(name))) {
    if (!named.includes(`assets/${file}`)) fail(`${html} does not name assets/${file}: watch it in a browser instead.`);
  }
  return [html, ...named.filter((file) => existsSync(join(dist, file)))];
}

/** Compressed, but for the one that each deployment writes itself. @param {string} file */
function size(file) {
  return statSync(join(dist, file === 'config.json' ? file : `${file}.br`)).size;
}

/** @param {string[]} files */
function sum(files) {
  return files.reduce((bytes, file) => bytes + size(file), 0);
}
