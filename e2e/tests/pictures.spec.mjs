/// <reference lib="dom" />
// Screens of the gallery compared with pictures of them, so that nothing changes its looks unnoticed. After a change
// that is meant: `npm run pictures:update`, and look at what it changed.
//
// Letters are drawn differently by every browser and every set of fonts: on a machine unlike the one that the pictures
// come from they are not compared, and the test says so.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { withFewerColors } from '../fixtures/png.mjs';
import { scenes } from '../fixtures/scenes.mjs';
import { Gallery } from '../pages/gallery.mjs';

/** @typedef {{ folder: string, look: 'light' | 'dark', width: number, scenes: string[] }} Set */

/** Screens on which every part and every color occurs. */
const some = ['no-invite-known', 'pasted-look-alike', 'beginning-retired', 'on-iphone', 'invitation-gone', 'sign-in-home', 'license-busy', 'license-missing-all', 'app-mesh', 'waiting-days', 'asking-nothing', 'signin-06'];

/** @type {Set[]} */
const sets = [
  { folder: 'phone', look: 'light', width: 390, scenes },
  { folder: 'phone-dark', look: 'dark', width: 390, scenes: some },
  { folder: 'desktop', look: 'light', width: 1280, scenes: some },
];

const folder = new URL('../pictures/', import.meta.url);
const drawnWith = new URL('drawn-with.json', folder);
const isUpdate = process.env.PICTURES === 'update';

// Half the size: small files, in which a changed word or color is seen all the same.
test.use({ deviceScaleFactor: 0.5, contextOptions: { reducedMotion: 'reduce' } });

/** What draws the letters here: the browser, and how wide its fonts are. @param {import('@playwright/test').Page} page */
async function drawing(page) {
  const widths = await page.evaluate(() => ['body', 'h1', 'code'].map((name) => {
    const element = document.createElement(name);
    element.style.cssText = 'position: absolute; font-size: 100px; white-space: nowrap';
    if (name === 'code') element.className = 'code';
    element.textContent = 'Hamburgefonstiv 0123456789';
    document.querySelector('#app main')?.append(element);
    const { width } = element.getBoundingClientRect();
    element.remove();
    return Math.round(width);
  }));
  return { browser: page.context().browser()?.version(), widths };
}

for (const { folder: name, look, width, scenes: shown } of sets) {
  test(`as in the pictures: ${name}`, async ({ page }) => {
    test.setTimeout(300_000);
    const gallery = new Gallery(page);
    await page.setViewportSize({ width, height: 844 });
    await gallery.openAt('gallery/no-invite', { look });
    const here = await drawing(page);
    if (isUpdate) {
      mkdirSync(folder, { recursive: true });
      rmSync(new URL(`${name}/`, folder), { recursive: true, force: true });
      writeFileSync(drawnWith, `${JSON.stringify(here)}\n`);
    } else {
      const there = existsSync(drawnWith) ? JSON.parse(readFileSync(drawnWith, 'utf8')) : {};
      test.skip(JSON.stringify(there) !== JSON.stringify(here), `the pictures were drawn with ${JSON.stringify(there)}, here it would be ${JSON.stringify(here)}`);
      expect(readdirSync(new URL(`${name}/`, folder)).sort()).toEqual(shown.map((scene) => `${scene}.png`).sort());
    }
    await gallery.withoutBanner();
    for (const scene of shown) {
      await gallery.goTo(scene);
      const picture = await page.screenshot({ fullPage: true, animations: 'disabled' });
      expect.soft(withFewerColors(picture), scene).toMatchSnapshot([name, `${scene}.png`], { maxDiffPixels: 10 });
    }
  });
}
