/// <reference lib="dom" />
// The gallery: all screens small, and each as a guest sees it.

import { expect } from '@playwright/test';
import { pseudoWords } from '../fixtures/pseudo.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { GuestPortal } from './portal.mjs';
import { word, wordPattern } from './words.mjs';

/** `pseudo` is a language, too. @typedef {{ lang?: string, look?: 'light' | 'dark', target?: string }} Wishes */

/** The language that gives its name to the pseudo-language: one that is written in Latin letters, from left to right. */
const inItsPlace = 'nl';

/** More pages than any guest presses on. */
const longestWalk = 12;

export class Gallery extends GuestPortal {
  /** Opens a place of the desk's page: nothing for its beginning, `gallery`, or `gallery/` and a scene. @param {string} place @param {Wishes} [wishes] */
  async openAt(place, wishes = {}) {
    const pseudo = wishes.lang === 'pseudo';
    if (pseudo) await this.#speakPseudo();
    const query = new URLSearchParams(Object.entries({ ...wishes, ...(pseudo && { lang: inItsPlace }) })).toString();
    await this.open(`${thisRun().portal}/desk.html${query && `?${query}`}${place && `#/${place}`}`);
  }

  /** Has the words of a language come as English with marks. */
  async #speakPseudo() {
    await this.page.route(`**/words/${inItsPlace}/*.json`, async (route) => {
      const english = await route.fetch({ url: route.request().url().replace(`/${inItsPlace}/`, '/en/') });
      await route.fulfill({ json: pseudoWords(await english.json()) });
    });
  }

  /** Goes to a scene without loading the page anew. @param {string} scene */
  async goTo(scene) {
    await this.#follow(`#/gallery/${scene}`);
  }

  /** Begins the walk of a guest without loading the page anew. @param {string} walk its names, and an invite if it is to an own event */
  async setOut(walk) {
    await this.#follow(`#/walk/${walk}`);
  }

  /** @param {string} fragment */
  async #follow(fragment) {
    await this.page.evaluate(arrive, fragment);
    await this.page.evaluate(drawn);
  }

  /**
   * Walks on by the one thing to do on each page, until that is said: the heading or sentence of an id, or the heading of
   * a problem's code.
   * @param {string} id
   */
  async walksUntil(id) {
    const says = /^[A-Z]/.test(id) ? `problem.${id}.heading` : id;
    const said = says.endsWith('.heading') ? this.page.getByRole('heading', { level: 1, name: wordPattern(says) }) : this.says(says).first();
    const onward = this.page.locator('.banner__go-on').or(this.page.locator('main .button--primary')).filter({ visible: true });
    for (let pages = 0; pages < longestWalk; pages += 1) {
      if (await said.isVisible()) return;
      // Whoever is at Microsoft's page has nothing to press on the portal's.
      await this.hand.press(onward.first());
      await this.page.evaluate(drawn);
    }
    await expect(said, `after ${longestWalk} pages`).toBeVisible();
  }

  /** The pictures on the contact sheet, each with its link. */
  shots() {
    return this.page.getByRole('main').getByRole('listitem').filter({ has: this.page.getByRole('code') });
  }

  /** What stands over a scene. */
  banner() {
    return this.page.getByRole('region', { name: word('gallery.banner'), exact: true });
  }

  /** What the banner says of the last press. @param {string} instead */
  async saysInstead(instead) {
    await expect(this.banner().getByRole('status')).toHaveText(word(`gallery.instead.${instead}`));
  }

  /** Moves on by the banner. @param {'previous' | 'next' | 'all'} way */
  async move(way) {
    await this.hand.press(this.banner().getByRole('link', { name: word(`gallery.${way}`), exact: true }));
  }

  /** Chooses in a field, both by their words. @param {string} field @param {string} option */
  async choose(field, option) {
    await this.page.getByLabel(word(field), { exact: true }).selectOption({ label: word(option) });
  }

  /** Unfolds everything on the screen. */
  async unfoldAll() {
    await this.page.locator('details').evaluateAll((parts) => parts.forEach((part) => part.setAttribute('open', '')));
  }

  /** Leaves the screen as a guest has it: without the banner, whose links stand before a guest's first one. */
  async withoutBanner() {
    // In whatever language it stands.
    await this.page.locator('.banner').evaluate((banner) => banner.remove());
  }
}

/** Runs in the page: follows a fragment. @param {string} fragment */
async function arrive(fragment) {
  if (location.hash !== fragment) {
    const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    location.hash = fragment;
    await changed;
  }
}

/** Runs in the page: waits until what has changed is drawn. */
async function drawn() {
  for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
}
