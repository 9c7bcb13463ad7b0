/// <reference lib="dom" />
// A walk through the portal as a guest of one's choice: what that guest would meet, and nothing that leaves the page.

import { expect, foreign, test } from '../fixtures/desk.mjs';
import { barriersOf } from '../fixtures/screens.mjs';

/** @typedef {import('../pages/gallery.mjs').Gallery} Gallery */

test.afterEach(async ({ page, watched }) => {
  expect.soft(foreign(watched), 'asked for besides the portal’s own files').toEqual([]);
  expect.soft(await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state]), 'kept').toEqual([{}, {}, '', null]);
});

test('somebody chooses a guest, and the address says whom', async ({ gallery, page }) => {
  await gallery.openAt('');
  await gallery.hand.press(gallery.link('desk.walk'));
  await gallery.sees('walk.heading');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const check = await barriersOf(page);
  expect(await check()).toEqual([]);
  await gallery.choose('walk.person', 'walk.person.no-license');
  await gallery.choose('walk.machine', 'gallery.scene.on-arm-windows');
  await gallery.choose('walk.when', 'walk.when.week-before');
  await gallery.choose('walk.target', 'gallery.target.teams-immersive');
  await gallery.choose('walk.look', 'gallery.look.dark');
  await gallery.hand.press(gallery.link('walk.begin'));
  await gallery.sees('introduction.heading', { event: 'Contoso spring gathering' });
  const address = new URL(page.url());
  expect(address.hash).toBe('#/walk/no-license/arm-windows/week-before');
  expect(Object.fromEntries(address.searchParams)).toEqual({ lang: 'en', look: 'dark', target: 'teams-immersive' });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
  await gallery.reload();
  await gallery.sees('introduction.heading', { event: 'Contoso spring gathering' });
  await gallery.hand.press(gallery.link('walk.anew'));
  await gallery.sees('walk.heading');
});

test('who has everything comes into the event', async ({ gallery, page }) => {
  await gallery.openAt('walk/ready/windows/doors-open');
  await gallery.sees('introduction.heading', { event: 'Contoso spring gathering' });
  const check = await barriersOf(page, { but: ['region', 'skip-link'] });
  expect(await check()).toEqual([]);
  await gallery.press('introduction.go.sign-in');
  await gallery.sees('sign-in.leaving.heading');
  await gallery.saysInstead('sign-in');
  await gallery.press('walk.go-on.sign-in');
  await gallery.sees('sign-in.leaving.heading');
  await gallery.press('walk.go-on.sign-in');
  await gallery.sees('app.heading.mesh-pc');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(gallery.button('walk.go-on.sign-in')).toHaveCount(0);
  await gallery.press('app.have');
  await gallery.sees('launch.heading.mesh-pc');
  await gallery.press('launch.copy');
  await gallery.press('asking.inside');
  await gallery.sees('inside.heading');
  await gallery.press('walk.again');
  await gallery.sees('introduction.heading', { event: 'Contoso spring gathering' });
});

test('a week before, time passes when it is let', async ({ gallery }) => {
  await gallery.openAt('walk/ready/windows/week-before');
  await gallery.press('introduction.go.sign-in');
  await gallery.press('walk.go-on.sign-in');
  await gallery.press('walk.go-on.sign-in');
  await gallery.press('app.have');
  await gallery.sees('waiting.heading');
  await gallery.press('walk.go-on.time');
  await expect(gallery.says('waiting.open').first()).toBeVisible();
  await gallery.press('launch.copy');
  await gallery.sees('asking.heading');
});

/** What stops a guest, after so many times at the sign-in page. @type {[string, number, (gallery: Gallery) => Promise<void>][]} */
const stops = [
  ['not-invited', 2, (gallery) => gallery.seesProblem('SIGNIN-02')],
  ['no-license', 2, (gallery) => gallery.sees('license.missing.heading')],
  ['offline', 0, (gallery) => gallery.seesProblem('NETWORK-01')],
];

for (const [person, signIns, stop] of stops) {
  test(`what stops a guest: ${person}`, async ({ gallery }) => {
    await gallery.openAt(`walk/${person}/windows/doors-open`);
    await gallery.press('introduction.go.sign-in');
    for (let times = 0; times < signIns; times += 1) await gallery.press('walk.go-on.sign-in');
    await stop(gallery);
  });
}

test('a walk that there is not is said to be missing', async ({ gallery }) => {
  await gallery.openAt('walk/nobody/windows/doors-open');
  await gallery.sees('desk.unknown.heading');
});
