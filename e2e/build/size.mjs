// What a guest downloads, file by file, brotli: `first`, all that is asked for from navigation to app-ready with an
// empty cache; and `path`, all that is asked for up to launch in one language. What is asked for is watched in a real
// browser; its size is that of the .br sibling in dist/.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { dist, fail } from './pages.mjs';

/** Fetched on the way to launch, at the latest when a problem is shown; counted whether or not a page asked. */
const onTheWay = ['words/en/guest.json', 'words/en/problems.json'].filter((file) => existsSync(join(dist, file)));

if (!existsSync(join(dist, 'index.html'))) fail('There is no dist/: run make build.');
const { first, later } = (await watched()) ?? declared();
const path = [...new Set([...first, ...later, ...onTheWay])];

for (const file of path) {
  console.log(`${String(size(file)).padStart(8)}  ${first.includes(file) ? 'first' : 'path '}  ${file}`);
}
console.log(`first: ${sum(first)} bytes`);
console.log(`path: ${sum(path)} bytes`);

/**
 * The files that a browser asks for, seen from outside.
 * @returns {Promise<{ first: string[], later: string[] } | undefined>} nothing when no browser can show the page
 */
async function watched() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (!executablePath) return unwatched('no Chromium is installed');
  const { inviteLinks, startPortal, wishes } = await import('../start.mjs');
  const portal = await startPortal({ port: 0, dist, tenantOrigin: 'http://localhost:8090' });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    /** @type {Set<string>} */
    const asked = new Set();
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url());
      const file = pathname === '/' ? 'index.html' : decodeURIComponent(pathname.slice(1));
      if (origin === portal.origin && existsSync(join(dist, file))) asked.add(file);
    });
    // As a guest comes: with an invite, here the first one of the local tenant.
    const [invite] = await inviteLinks([wishes(portal.origin, 'http://localhost:8090', new Date())[0].wishes[0].event]);
    await page.goto(invite);
    await page.waitForFunction(() => performance.getEntriesByName('app-ready').length > 0, undefined, { timeout: 20_000 });
    await page.waitForLoadState('networkidle');
    // By the browser's own clock, since what is asked for right after app-ready is asked for within the same moment.
    const after = await page.evaluate(() => {
      const [ready] = performance.getEntriesByName('app-ready');
      const resources = performance.getEntriesByType('resource');
      return resources.filter((resource) => resource.startTime > ready.startTime).map((resource) => resource.name);
    });
    const late = new Set(after.map((address) => decodeURIComponent(new URL(address).pathname.slice(1))));
    return { first: [...asked].filter((file) => !late.has(file)), later: [...asked] };
  } catch (error) {
    return unwatched(error instanceof Error ? error.message.split('\n')[0] : String(error));
  } finally {
    await browser.close();
    await portal.close();
  }
}

/** @param {string} reason @returns {undefined} */
function unwatched(reason) {
  console.log(`Not watched in a browser (${reason}): counted from the list of what the page is known to need.`);
}

/** The files that the page names, checked to be all that are there for it, and those that the app asks for. */
function declared() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:href|src)="([^":]+)"/g)].map(([, file]) => file);
  const assets = readdirSync(join(dist, 'assets')).filter((file) => /^guest-[^.]+\.(?:js|wasm)$/.test(file));
  for (const file of assets) {
    if (!named.includes(`assets/${file}`)) fail(`index.html does not name assets/${file}: watch it in a browser instead.`);
  }
  return { first: ['index.html', ...named.filter((file) => existsSync(join(dist, file)))], later: [] };
}

/** @param {string} file */
function size(file) {
  return statSync(join(dist, `${file}.br`)).size;
}

/** @param {string[]} files */
function sum(files) {
  return files.reduce((bytes, file) => bytes + size(file), 0);
}
