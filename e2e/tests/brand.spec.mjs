/// <reference lib="dom" />
// What a host brings to the look of the pages: used where it can be read and seen, else the portal's own.

import { expect, test } from '../fixtures/guest.mjs';

const own = { light: 'rgb(8, 84, 90)', dark: 'rgb(124, 207, 205)' };

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/**
 * The color of the first page's main button, and of the drawing beside the heading.
 * @param {import('../fixtures/guest.mjs').Guest} guest @param {'light' | 'dark'} colorScheme
 */
async function accent({ page, portal }, colorScheme) {
  await page.emulateMedia({ colorScheme });
  const button = await portal.button('introduction.go.sign-in').evaluate((element) => getComputedStyle(element).backgroundColor);
  const link = await portal.link('readiness.link').evaluate((element) => getComputedStyle(element).color);
  expect(link, 'links and buttons have one color').toBe(button);
  return button;
}

/** Whether a picture stands in the header, and is one. @param {import('@playwright/test').Page} page */
function pictures(page) {
  return page.getByRole('banner').locator('img').evaluateAll((found) => found.filter((image) => image.checkVisibility()).map((image) => /** @type {HTMLImageElement} */ (image).naturalWidth > 0));
}

test('an accent is made darker where it could not be read, and the logo takes the place of the mark', async ({ guest }) => {
  await guest.configuredAs('branded');
  await guest.arrive('licensed');
  expect(await accent(guest, 'light')).toBe('rgb(163, 86, 10)');
  expect(await accent(guest, 'dark')).toBe('rgb(218, 119, 20)');
  await expect.poll(() => pictures(guest.page)).toEqual([true]);
  await expect(guest.portal.says('frame.host')).toBeVisible();
});

test('an accent that cannot be read is left out there, and a lost logo for the mark', async ({ guest }) => {
  await guest.configuredAs('branded-badly');
  const lost = guest.page.waitForResponse(/lost\.png$/);
  await guest.arrive('licensed');
  expect((await lost).status()).toBe(404);
  expect(await accent(guest, 'light')).toBe(own.light);
  expect(await accent(guest, 'dark')).toBe('rgb(255, 255, 0)');
  await expect.poll(() => pictures(guest.page)).toEqual([]);
  await expect(guest.portal.says('frame.host')).toBeVisible();
});

test('without a brand the portal has its own color and mark', async ({ guest }) => {
  await guest.arrive('licensed');
  expect(await accent(guest, 'light')).toBe(own.light);
  expect(await accent(guest, 'dark')).toBe(own.dark);
  expect(await pictures(guest.page)).toEqual([]);
});
