// Makes the README's pictures in docs/pictures from the gallery: no sign-in, no tenant, the same at any time.
//
//   npm run pictures

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { PNG } from 'pngjs';
import { startPortal } from './start.mjs';

/** @typedef {{ lang: string, look: 'light' | 'dark', width: number, height: number }} Manner */

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const walk = ['beginning', 'sign-in-home', 'license-missing-all', 'app-mesh', 'launch-link', 'inside-mesh'];
const desktop = { width: 1100, height: 800 };
const phone = { width: 390, height: 844 };
/** Space between the pictures of a strip, in pixels. */
const gap = 24;

/** One strip for each of these, with so many pictures in a row. @type {[string, number, Manner][]} */
const strips = [
  ['walk-english', 3, { lang: 'en', look: 'light', ...desktop }],
  ['walk-german-phone', 6, { lang: 'de', look: 'dark', ...phone }],
  ['walk-arabic', 3, { lang: 'ar', look: 'light', ...desktop }],
];

mkdirSync(folder, { recursive: true });
const portal = await startPortal({ port: 0, dist: fileURLToPath(new URL('../dist', import.meta.url)), tenantOrigin: 'http://localhost:8090' });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const [name, columns, manner] of strips) {
    const pictures = [];
    for (const scene of walk) pictures.push(PNG.sync.read(await picture(scene, manner)));
    writeFileSync(`${folder}${name}.png`, PNG.sync.write(strip(pictures, columns), { colorType: 2, deflateLevel: 9 }));
  }
  writeFileSync(`${folder}wrong-device-phone.png`, await picture('on-iphone', { lang: 'en', look: 'light', ...phone }));
} finally {
  await browser.close();
  await portal.close();
}

/** A screen as a guest has it, without the banner of the preview. @param {string} scene @param {Manner} manner */
async function picture(scene, { lang, look, ...viewport }) {
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  await page.goto(`${portal.origin}/desk.html?lang=${lang}&look=${look}#/gallery/${scene}`);
  await page.locator('.banner').evaluate((banner) => banner.remove());
  await page.waitForFunction(() => performance.getEntriesByName('app-ready').length > 0);
  const png = await page.screenshot({ animations: 'disabled' });
  await page.close();
  return png;
}

/** @param {PNG[]} pictures of one size @param {number} columns */
function strip(pictures, columns) {
  const { width, height } = pictures[0];
  const rows = Math.ceil(pictures.length / columns);
  const all = new PNG({ width: columns * (width + gap) - gap, height: rows * (height + gap) - gap });
  all.data.fill(255);
  pictures.forEach((each, index) => {
    PNG.bitblt(each, all, 0, 0, width, height, (index % columns) * (width + gap), Math.floor(index / columns) * (height + gap));
  });
  return all;
}
