/// <reference lib="dom" />
// A walk through the portal as a guest of one's choice: what that guest would meet, and nothing that leaves the page.

import { expect, foreign, test } from '../fixtures/desk.mjs';
import { barriersOf } from '../fixtures/screens.mjs';
import { wordsOf } from '../pages/words.mjs';

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

/** What each guest meets on the way that most do not, and where the walk ends; problems by their code. @type {Record<string, string[]>} */
const ways = {
  ready: ['inside.heading'],
  'not-accepted': ['invitation.heading', 'invitation.gone.heading', 'inside.heading'],
  'not-invited': ['SIGNIN-02'],
  'other-account': ['visitor.instead', 'inside.heading'],
  member: ['visitor.member.mesh-pc', 'inside.heading'],
  'home-forbids': ['SIGNIN-04'],
  blocked: ['SIGNIN-06'],
  cancels: ['SIGNIN-01'],
  'no-license': ['license.missing.prerequisite.what', 'license.missing.heading'],
  'no-teams': ['license.missing.prerequisite.what', 'license.missing.heading'],
  'no-premium': ['license.missing.premium.what', 'license.missing.heading'],
  'mesh-off': ['license.missing.mesh-plan-off.what', 'license.missing.heading'],
  'license-untold': ['license.could-not-tell', 'inside.heading'],
  busy: ['license.checking.busy', 'inside.heading'],
  offline: ['NETWORK-01'],
  'keeps-nothing': ['sign-in.not-possible.heading', 'inside.heading'],
};

/** A problem's code. */
const code = /^[A-Z]+-\d\d$/;

/** @param {string} met */
const isProblem = (met) => code.test(met);

test('every guest meets what belongs to them, by the one thing to do on each page', async ({ gallery, page }) => {
  const people = Object.keys(wordsOf('en')).flatMap((id) => id.match(/^walk\.person\.(.+)$/)?.[1] ?? []);
  expect(Object.keys(ways).sort()).toEqual(people.sort());
  await gallery.openAt('walk');
  for (const [person, way] of Object.entries(ways)) {
    await test.step(person, async () => {
      await gallery.setOut(`${person}/windows/doors-open`);
      await gallery.sees('introduction.heading', { event: 'Contoso spring gathering' });
      for (const met of way) {
        await gallery.walksUntil(met);
        if (isProblem(met)) await gallery.seesProblem(met);
      }
      if (!way.some(isProblem)) await expect(page.getByText(code)).toHaveCount(0);
    });
  }
});

test('a walk that there is not is said to be missing', async ({ gallery }) => {
  await gallery.openAt('walk/nobody/windows/doors-open');
  await gallery.sees('desk.unknown.heading');
});
