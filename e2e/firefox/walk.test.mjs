/// <reference lib="dom" />
// One whole walk in Firefox: the licensed guest, from the link to the app. Everything else is walked in Chromium.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { host, meshLink, personCalled } from '../fixtures/events.mjs';
import startServers, { thisRun } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';
import { patience, startFirefox } from './browser.mjs';

const ada = personCalled('licensed');

/** @type {Awaited<ReturnType<typeof startFirefox>>} */
let firefox;
/** @type {() => Promise<void>} */
let stopServers;

before(async () => {
  stopServers = await startServers();
  firefox = await startFirefox('mesh-test');
});

after(async () => {
  await firefox?.close();
  await stopServers?.();
});

test('a licensed guest gets from the link into the app, through Back and reloads', async () => {
  await firefox.page.goto(thisRun().links.licensed);
  await opensOn('introduction.heading');
  // What the page asks for in advance is what its script uses.
  const modules = await firefox.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => /assets\/(\w+)-.*\.wasm$/.exec(name)?.[1]).filter((name) => name !== undefined));
  assert.deepEqual(modules, ['arrival', 'guest']);
  await press(word('introduction.go.sign-in'));

  // Back from the sign-in page, out of Firefox's cache of whole pages: told so, and not sent away again by itself.
  await seesHeading('Enter password');
  const redirects = await redirectsSoFar();
  await goBack();
  await sees('sign-in.away.heading');
  assert.equal(await redirectsSoFar(), redirects);
  await press(word('sign-in.try-again'));

  await seesHeading('Enter password');
  // The label is found by that name, and takes the press on to its field.
  await click('::-p-aria(Password)');
  await firefox.page.keyboard.type(ada.password);
  await press('Sign in');
  await sees('app.heading.mesh-pc');
  await firefox.page.reload();
  await opensOn('app.heading.mesh-pc');

  await press(word('app.have'));
  await sees('launch.heading.mesh-pc');
  await firefox.page.reload();
  await opensOn('launch.heading.mesh-pc');

  const launch = firefox.nextLaunch();
  await press(word('launch.open.mesh-pc'));
  await sees('asking.heading');
  assert.equal(await launch, meshLink.replace('https:', 'mesh-test:'));
  await press(word('asking.inside'));
  await sees('inside.heading');
});

/** The portal opens on the page with that heading, and its address holds the invite and nothing else. @param {string} id */
async function opensOn(id) {
  const heading = word(id, { event: host.event, host: host.host });
  await seesHeading(heading);
  await until((start) => document.title.startsWith(start), heading);
  assert.match(await firefox.page.evaluate(() => location.hash), /^#i=1\.[\w-]+\.[\w-]+$/);
}

/** The portal changes to the page with that heading, which takes the focus. @param {string} id */
async function sees(id) {
  await opensOn(id);
  await until(() => document.activeElement?.id === 'heading', '');
}

/**
 * Waits until the page answers yes. While one page gives way to another it may not answer at all.
 * @param {(wanted: string) => boolean} question @param {string} wanted
 */
async function until(question, wanted) {
  const deadline = Date.now() + patience;
  /** @type {unknown} */
  let reason;
  const answer = () => firefox.page.evaluate(question, wanted).catch((error) => {
    reason = error;
    return false;
  });
  while (!(await answer())) {
    if (Date.now() > deadline) throw new Error(`never true: ${question} ${wanted}`, { cause: reason });
  }
}

/** @param {string} heading */
async function seesHeading(heading) {
  await firefox.page.waitForSelector(`::-p-aria([name="${heading}"][role="heading"])`);
}

/** Puppeteer's locators and `waitForFunction` build their checks with `Function()`, which the portal's policy forbids. @param {string} selector */
async function click(selector) {
  const found = await firefox.page.waitForSelector(selector);
  await found?.click();
}

/** @param {string} button */
async function press(button) {
  await click(`::-p-aria([name="${button}"][role="button"])`);
}

/** Firefox reports no event when a page comes back out of its cache, so the page is asked where it is. */
async function goBack() {
  await firefox.page.evaluate(() => history.back());
  while ((await firefox.page.evaluate(() => location.origin)) !== thisRun().portal);
}

/** How often the browser was sent to the sign-in page. */
async function redirectsSoFar() {
  /** @type {import('../tenant/worlds.mjs').Recording[]} */
  const recordings = await (await fetch(`${thisRun().tenant}/recordings`)).json();
  return recordings.filter(({ endpoint }) => endpoint === 'authorize').length;
}
