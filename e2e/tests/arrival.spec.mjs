/// <reference lib="dom" />
// A guest's first page stands before the whole module has come, and goes over into it without anything lost.

import { expect, test } from '../fixtures/guest.mjs';
import { holdBack } from '../fixtures/holding.mjs';
import { barriers } from '../fixtures/screens.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';
import { contoso } from '../tenant/organizations.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

/** Keeps the whole module away until it is let come. @param {Guest} guest */
const withoutWholeModule = ({ page }) => holdBack(page, '**/assets/guest-*');

/** Opens an invite, and waits until the first page accepts input. @param {Guest} guest @param {string} event */
async function opens(guest, event) {
  await guest.page.goto(guest.link(event));
  await expect(guest.page.locator('html[data-ready] [data-press=begin]')).toBeVisible();
}

/** Is where a password is typed. @param {Guest} guest */
async function atSignIn({ page }) {
  await expect(page).toHaveURL(new RegExp(`^${thisRun().tenant}/organizations/`));
}

/** What the page says, its parts one by one with where they stand; but not where the whole module adds to its end. @param {Guest} guest */
async function stands({ page }) {
  return page.evaluate(() =>
    [...document.querySelectorAll('#app .header__names > *, #app .footer__note, #app main :is(h1, h2, .page__lead, dt, dd, .notice, li, .aside, .actions button, summary)')]
      .filter((part) => !part.closest('.kept') && part.checkVisibility())
      .map((part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        const place = part.closest('.footer') ? [] : [x, y + scrollY, width, height].map(Math.round);
        return [part.localName, part.textContent, ...place].join(' | ');
      }),
  );
}

for (const [what, event, locale, dark] of /** @type {[string, string, string | undefined, boolean][]} */ ([
  ['as most guests see it', 'licensed', undefined, false],
  ['with an invitation', 'pending by invitation', undefined, true],
  ['in another language', 'licensed', 'de-DE', false],
  ['from right to left', 'licensed', 'ar-EG', false],
])) {
  test.describe(`the first page ${what}`, () => {
    if (locale) test.use({ locale });
    if (dark) test.use({ colorScheme: 'dark' });
    test('stands before the whole module, and nothing of it moves when that has come', async ({ guest }) => {
      const letCome = await withoutWholeModule(guest);
      await opens(guest, event);
      const { page } = guest;
      await expect(page.locator('a.skip')).toHaveCount(0);
      const before = await stands(guest);
      expect(before.join('\n')).toMatch(/^h1 \| /m);
      const title = await page.title();
      const lang = await page.locator('html').getAttribute('lang');
      expect(await barriers(page, `${test.info().title} ${what}`)).toEqual([]);
      letCome();
      await guest.portal.ready();
      // The way to the readiness check stands behind all of these, and comes with the whole module.
      expect(await stands(guest)).toEqual(before);
      expect(await page.title()).toBe(title);
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    });
  });
}

test('who draws is asked before any module has come, and once', async ({ guest }) => {
  const { page } = guest;
  await page.addInitScript(() => {
    const canvases = new Set();
    Object.assign(globalThis, { canvases });
    const { getContext } = HTMLCanvasElement.prototype;
    /** @this {HTMLCanvasElement} @param {any[]} asked */
    const counted = function (...asked) {
      canvases.add(this);
      return getContext.apply(this, /** @type {any} */ (asked));
    };
    Object.assign(HTMLCanvasElement.prototype, { getContext: counted });
  });
  const drawn = () => page.evaluate(() => /** @type {any} */ (globalThis).canvases.size);
  const letCome = await holdBack(page, '**/assets/arrival-*.wasm');
  await page.goto(guest.link('licensed'));
  await expect.poll(drawn).toBe(1);
  letCome();
  await guest.portal.ready();
  expect(await drawn()).toBe(1);
});

test('the configuration comes beside the whole module, not after it', async ({ guest }) => {
  let asked = 0;
  guest.page.on('request', (request) => {
    if (request.url().endsWith('/config.json')) asked += 1;
  });
  const letCome = await withoutWholeModule(guest);
  await opens(guest, 'licensed');
  await expect.poll(() => asked).toBe(2);
  letCome();
  await guest.portal.ready();
  expect(asked).toBe(2);
});

test('a press before the whole module has come is taken up by it', async ({ guest }) => {
  const letCome = await withoutWholeModule(guest);
  await opens(guest, 'licensed');
  await guest.portal.press('introduction.go.sign-in');
  await expect(guest.portal.says('coming.heading')).toBeVisible();
  // Pressing once more changes nothing.
  await guest.portal.press('introduction.go.sign-in');
  await expect(guest.portal.says('coming.heading')).toHaveCount(1);
  letCome();
  await atSignIn(guest);
});

test('so is the press that leaves the first sign-in out', async ({ guest }) => {
  const letCome = await withoutWholeModule(guest);
  await opens(guest, 'licensed');
  await guest.portal.unfold('skip-home.summary');
  await guest.portal.press('skip-home.button');
  letCome();
  await expect(guest.page).toHaveURL(new RegExp(`^${thisRun().tenant}/${contoso.tenantId}/`));
});

test('focus and what is unfolded stay', async ({ guest }) => {
  const letCome = await withoutWholeModule(guest);
  await opens(guest, 'licensed');
  await guest.portal.unfold('mail.summary');
  const summary = guest.page.locator('summary', { hasText: word('mail.summary') });
  await summary.focus();
  letCome();
  await guest.portal.ready();
  await expect(summary).toBeFocused();
  await expect(guest.portal.says('mail.subject')).toBeVisible();
});

test('a press that is under way ends where it began', async ({ guest }) => {
  const letCome = await withoutWholeModule(guest);
  await opens(guest, 'licensed');
  const { page } = guest;
  const box = await guest.portal.button('introduction.go.sign-in').boundingBox();
  if (!box) throw new Error('the button is nowhere');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  const arrived = page.waitForResponse('**/assets/guest-*.wasm');
  letCome();
  await arrived;
  await expect(page.locator('a.skip')).toHaveCount(0);
  await page.mouse.up();
  await atSignIn(guest);
});

test('a module that did not come is asked for again', async ({ guest }) => {
  const { page } = guest;
  await page.route('**/assets/guest-*.wasm', (route) => route.abort(), { times: 1 });
  await opens(guest, 'licensed');
  await guest.portal.ready();
  await guest.portal.press('introduction.go.sign-in');
  await atSignIn(guest);
});

test('whoever waits for one that does not come is told', async ({ guest }) => {
  const { page } = guest;
  await page.route('**/assets/guest-*.wasm', (route) => route.abort());
  await opens(guest, 'licensed');
  await guest.portal.press('introduction.go.sign-in');
  await guest.portal.sees('first.unreached.heading');
  await page.unroute('**/assets/guest-*.wasm');
  await guest.portal.press('first.reload');
  await guest.portal.sees('introduction.heading');
});

test('without the small module the whole one does all of it', async ({ guest }) => {
  await guest.page.route('**/assets/arrival-*.wasm', (route) => route.abort());
  await guest.arrive('licensed');
});

test('where the small module has ended, the whole one goes on, and says so where it ends itself', async ({ guest }) => {
  const ends = () => guest.page.evaluate(() => {
    dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));
  });
  const letCome = await withoutWholeModule(guest);
  await opens(guest, 'licensed');
  await ends();
  await guest.portal.sees('introduction.heading');
  letCome();
  await guest.portal.ready();
  await guest.portal.sees('introduction.heading');
  await ends();
  await guest.portal.sees('first.crash.heading');
});

test('who has been here is not shown the first page again, not even for a moment', async ({ guest }) => {
  await guest.arrive('licensed');
  await guest.portal.press('introduction.go.sign-in');
  await atSignIn(guest);
  const letCome = await withoutWholeModule(guest);
  await guest.page.goto(guest.link('licensed'));
  await expect(guest.page.getByText(word('first.loading'))).toBeVisible();
  letCome();
  await guest.portal.sees('sign-in.away.heading');
});
