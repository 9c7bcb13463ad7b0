/// <reference lib="dom" />
// The pages of what others wrote, as a guest meets them.

import { expect, test } from '../fixtures/guest.mjs';
import { barriers } from '../fixtures/screens.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';

for (const entry of ['', 'check.html', 'desk.html']) {
  test(`${entry || 'index.html'} leads to it, in a tab of its own`, async ({ guest }) => {
    const { page, context } = guest;
    await page.goto(new URL(entry, thisRun().portal).href);
    await page.waitForFunction(() => performance.getEntriesByName('app-ready').length > 0);
    const opened = context.waitForEvent('page');
    await page.getByRole('contentinfo').getByRole('link', { name: word('frame.licenses') }).click();
    const licenses = await opened;
    await expect(licenses.getByRole('heading', { level: 1 })).toHaveText('Licenses');
    await expect(licenses.getByRole('link', { name: /^leptos \d/ })).toBeVisible();
  });
}

test("the meeting's page leads to its own, and that one to what it does not say itself", async ({ guest }) => {
  const { page, context } = guest;
  await page.goto(new URL('meeting.html', thisRun().portal).href);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(word('meeting.trouble.not-handed-over.heading'));
  const opened = context.waitForEvent('page');
  await page.getByRole('contentinfo').getByRole('link', { name: word('frame.licenses') }).click();
  const licenses = await opened;
  await expect(licenses.getByRole('link', { name: /^@azure\/communication-calling \d/ })).toBeVisible();
  await licenses.getByRole('link', { name: 'their notices' }).click();
  await expect(licenses.getByText('This software incorporates material from third parties.').first()).toBeAttached();
  // It says how it is encoded, whatever the host says of plain text.
  expect(await licenses.evaluate(() => document.characterSet)).toBe('UTF-8');
  await licenses.goBack();
  await licenses.getByRole('link', { name: 'their licenses' }).click();
  await expect(licenses.getByRole('link', { name: /^leptos \d/ })).toBeVisible();
});

for (const [file, colorScheme] of /** @type {const} */ ([['licenses.html', 'light'], ['licenses.html', 'dark'], ['meeting-licenses.html', 'light'], ['meeting-licenses.html', 'dark']])) {
  test(`${file} is readable on the narrowest screen, ${colorScheme}`, async ({ guest }) => {
    const { page } = guest;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    /** @type {string[]} */
    const complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(new URL(file, thisRun().portal).href);
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('MIT');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await barriers(page, colorScheme)).toEqual([]);
    // Styled under the policy, by itself: no script, no module, no word file.
    expect(complaints).toEqual([]);
    expect(asked.filter((path) => ![`/${file}`, '/icon.svg', '/favicon.ico'].includes(path))).toEqual([]);
    await expect(page.locator('.page')).toHaveCSS('display', 'grid');
  });
}
