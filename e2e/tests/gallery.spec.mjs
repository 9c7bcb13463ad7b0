/// <reference lib="dom" />
// The gallery: that it shows every screen, as a guest would see it, and does nothing else; and every screen of it, looked
// at the way different people meet it. What of the gallery is compared with pictures is in pictures.spec.

import { expect, foreign, test } from '../fixtures/desk.mjs';
import { misplaced, overlapping } from '../fixtures/looks.mjs';
import { languagesToFit, languagesToHear, scenes } from '../fixtures/scenes.mjs';
import { barriersOf } from '../fixtures/screens.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { GuestPortal } from '../pages/portal.mjs';
import { word, wordPattern, wordsOf } from '../pages/words.mjs';

/** The ids of all words: what stands where a word is missing. */
const ids = Object.keys(wordsOf('en'));

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('the bare page leads to all screens', async ({ gallery, page }) => {
  await gallery.openAt('');
  await expect(page.getByRole('heading', { level: 1, name: word('desk.heading') })).toBeVisible();
  await gallery.hand.press(gallery.link('desk.gallery'));
  await expect(page.getByRole('heading', { level: 1, name: word('gallery.heading') })).toBeFocused();
});

test('the contact sheet has a picture of every screen, and each leads there', async ({ gallery, page }) => {
  test.slow();
  await gallery.openAt('gallery');
  const shots = gallery.shots();
  await expect(shots).toHaveCount(scenes.length);
  const links = await shots.getByRole('link').evaluateAll((all) => all.map((link) => /** @type {HTMLAnchorElement} */ (link).hash));
  expect(links).toEqual(scenes.map((scene) => `#/gallery/${scene}`));
  // Pictures are out of reach, so only their markup tells of them.
  const headings = await shots.evaluateAll((all) => all.map((shot) => shot.querySelector('[inert] h1')?.textContent?.length ?? 0));
  expect(headings.filter((length) => length === 0)).toEqual([]);
  const check = await barriersOf(page, { outside: '[inert]' });
  expect(await check()).toEqual([]);

  await gallery.hand.press(shots.getByRole('link').nth(3));
  await expect(page).toHaveURL(new RegExp(`#/gallery/${scenes[3]}$`));
  await expect(gallery.banner()).toBeVisible();
});

test('a screen is the very page that a guest sees', async ({ gallery, page, context }) => {
  await gallery.openAt('gallery/no-invite');
  const shown = await page.getByRole('main').innerHTML();
  const guest = new GuestPortal(await context.newPage());
  await guest.open(`${thisRun().portal}/`);
  await guest.sees('no-invite.heading');
  expect(await guest.page.getByRole('main').innerHTML()).toBe(shown);
});

test('the first page says nothing but what comes with it', async ({ gallery, page }) => {
  await page.route(/words\/en\/(guest|problems)\.json/, (route) => route.fulfill({ json: {} }));
  await gallery.openAt('gallery/beginning');
  let first = 0;
  for (const scene of scenes) {
    await gallery.goTo(scene);
    if (await page.getByRole('heading', { level: 1, name: wordPattern('introduction.heading') }).count() === 0) continue;
    first += 1;
    const said = await page.evaluate(() => [document.title, ...[...document.querySelectorAll('#app > *')].map((part) => part.textContent)].join('\n'));
    expect.soft(ids.filter((id) => said.includes(id)), `ids for words on ${scene}`).toEqual([]);
  }
  expect(first).toBeGreaterThan(10);
});

test('from one screen to the next and back, with the focus where it was', async ({ gallery, page }) => {
  await gallery.openAt(`gallery/${scenes[0]}`);
  await gallery.move('next');
  await expect(page).toHaveURL(new RegExp(`#/gallery/${scenes[1]}$`));
  await expect(gallery.banner().getByRole('link', { name: word('gallery.next') })).toBeFocused();
  await gallery.move('previous');
  await gallery.move('previous');
  await expect(page).toHaveURL(new RegExp(`#/gallery/${scenes.at(-1)}$`));
  await gallery.move('all');
  await expect(gallery.shots()).toHaveCount(scenes.length);
});

test('the banner is no barrier', async ({ gallery, page }) => {
  for (const look of /** @type {const} */ (['light', 'dark'])) {
    await gallery.openAt('gallery/beginning', { look });
    // The guest's own way past the header comes after the banner's links here.
    const check = await barriersOf(page, { but: ['region'] });
    expect(await check()).toEqual([]);
  }
});

test('a press goes on as for a guest, and what would leave the page is only said', async ({ gallery, page }) => {
  await gallery.openAt('gallery/beginning');
  const address = page.url();
  await gallery.press('introduction.go.sign-in');
  await gallery.sees('sign-in.leaving.heading');
  await gallery.saysInstead('sign-in');
  await gallery.press('gallery.again');
  await gallery.sees('introduction.heading', { event: 'Contoso spring gathering' });
  await gallery.hand.press(gallery.link('readiness.link'));
  await gallery.saysInstead('link');
  await gallery.goTo('launch-link');
  await gallery.press('launch.open.mesh-pc');
  await gallery.sees('asking.heading');
  await gallery.saysInstead('app');
  await gallery.goTo('waiting-days');
  await gallery.press('waiting.calendar');
  await gallery.saysInstead('calendar');
  await gallery.goTo('beginning');
  expect(page.url()).toBe(address);
});

test('a scene that is not there is said to be missing', async ({ gallery }) => {
  await gallery.openAt('gallery/no-such-scene');
  await gallery.sees('desk.unknown.heading');
  await gallery.hand.press(gallery.link('desk.gallery'));
  await expect(gallery.shots()).toHaveCount(scenes.length);
});

test('colors and target are as the address wishes', async ({ gallery, page }) => {
  const colors = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await gallery.openAt('gallery/app-mesh', { look: 'dark', target: 'teams-immersive' });
  await gallery.sees('app.heading.teams-immersive');
  expect(await colors()).toBe('dark');
  await gallery.openAt('gallery');
  await gallery.hand.press(gallery.link('gallery.look.dark'));
  await expect(gallery.link('gallery.look.dark')).toHaveAttribute('aria-current', 'true');
  expect(await colors()).toBe('dark');
  await gallery.openAt('gallery/app-mesh', { look: 'light', lang: 'xx' });
  await gallery.sees('app.heading.mesh-pc');
  expect(await colors()).toBe('light');
});

test('everything pressed on every screen: nothing is kept, and nothing but the portal\'s own files is asked for', async ({ gallery, page, context, watched }) => {
  test.slow();
  await context.addInitScript(() => {
    if (localStorage.length > 0) return;
    localStorage.setItem('mesh.event.0123456789abcdef', '{"invite":"1.abc","progress":{}}');
    localStorage.setItem('mesh.device', '{"hasApp":["mesh-pc"]}');
    localStorage.setItem('other', 'untouched');
    sessionStorage.setItem('other', 'untouched');
  });
  const kept = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state]));
  await gallery.openAt('gallery');
  const before = await kept();
  let presses = 0;
  for (const scene of scenes) {
    await gallery.goTo(scene);
    presses += await page.evaluate(pressEverything, word('first.reload'));
  }
  expect(presses).toBeGreaterThan(scenes.length);
  expect(context.pages()).toHaveLength(1);
  expect(await kept()).toBe(before);
  expect(foreign(watched)).toEqual([]);
  expect(watched.asked.filter(({ pathname }) => /guest-[^/]*\.wasm|index\.html|^\/$/.test(pathname))).toEqual([]);
});

/** Runs in the page: presses every button and link of a screen, but for the one that loads the page anew, and counts them. @param {string} reload */
async function pressEverything(reload) {
  const inside = () => [...document.querySelectorAll('#app :is(header, main, footer) :is(button, a[href], summary)')];
  const pressed = inside().filter((each) => each.textContent?.trim() !== reload);
  for (const each of pressed) {
    if (each.isConnected) /** @type {HTMLElement} */ (each).click();
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return pressed.length;
}

test('in a language that nobody speaks, every sentence is in it', async ({ gallery, page }) => {
  await gallery.openAt('gallery/beginning', { lang: 'pseudo' });
  for (const scene of scenes) {
    await gallery.goTo(scene);
    expect.soft(await page.evaluate(unmarked, longTitle), `not from the word files, on ${scene}`).toEqual([]);
  }
});

/** An event's title that reads like a sentence: `Trait::Long` of the scenes. */
const longTitle = 'presents the annual immersive gathering of all divisions';

/** Runs in the page: texts that read like a sentence without the marks. @param {string} but */
function unmarked(but) {
  const found = [document.title];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const place = texts.currentNode.parentElement;
    if (place && !place.closest('script, style, [hidden], option')) found.push(texts.currentNode.textContent ?? '');
  }
  for (const attribute of ['aria-label', 'title', 'alt', 'placeholder']) {
    for (const each of document.querySelectorAll(`#app [${attribute}]`)) found.push(each.getAttribute(attribute) ?? '');
  }
  return [...new Set(found)].filter((text) => /(?:^|[\s(])[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text.replace(but, '')));
}

/** @typedef {{ look: 'light' | 'dark', forced?: boolean, width: number }} Manner */

/** Every way of looking that is gone through. @type {Manner[]} */
const manners = process.env.FULL
  ? [390, 1280].flatMap((width) => /** @type {Manner[]} */ ([{ look: 'light', width }, { look: 'dark', width }, { look: 'light', forced: true, width }]))
  : [{ look: 'light', width: 1280 }, { look: 'dark', width: 390 }];

for (const lang of languagesToHear) {
  for (const { look, forced, width } of manners) {
    const name = forced ? 'forced colors' : look;
    test(`no barriers on any screen: ${lang}, ${name}, ${width}`, async ({ gallery, page }) => {
      test.setTimeout(600_000);
      await page.setViewportSize({ width, height: 844 });
      if (forced) await page.emulateMedia({ forcedColors: 'active' });
      await gallery.openAt('gallery/no-invite', { lang, look });
      await gallery.withoutBanner();
      const check = await barriersOf(page);
      let found = 0;
      for (const scene of scenes) {
        await gallery.goTo(scene);
        await gallery.unfoldAll();
        const barriers = await check();
        found += barriers.length;
        expect.soft(barriers, `barriers on ${scene}`).toEqual([]);
      }
      console.log(`gallery: ${scenes.length} screens, ${lang}, ${name}, ${width} pixels wide: ${found} barriers`);
    });
  }
}

for (const lang of languagesToFit) {
  test(`every screen fits 320 pixels: ${lang}`, async ({ gallery, page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width: 320, height: 640 });
    await gallery.openAt('gallery/no-invite', { lang });
    let found = 0;
    for (const scene of scenes) {
      await gallery.goTo(scene);
      await gallery.unfoldAll();
      const wrong = [...(await page.evaluate(misplaced)), ...(await page.evaluate(overlapping))];
      found += wrong.length;
      expect.soft(wrong, `what does not fit on ${scene}`).toEqual([]);
    }
    console.log(`gallery: ${scenes.length} screens, ${lang}, 320 pixels wide: ${found} misfits`);
  });
}
