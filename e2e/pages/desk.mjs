/// <reference lib="dom" />
// The organizer's desk, worked the way an organizer does: from part to part of an event.

import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { pseudoWords } from '../fixtures/pseudo.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { GuestPortal } from './portal.mjs';
import { word, wordPattern } from './words.mjs';

/** @typedef {'details' | 'share' | 'guests' | 'checklist' | 'sheet' | 'invite' | 'board'} Part */
/** A file as it is chosen. @typedef {{ name: string, mimeType: string, buffer: Buffer }} Chosen */

/** The language that gives its name to the pseudo-language: one that is written in Latin letters, from left to right. */
const inItsPlace = 'nl';

export class Desk extends GuestPortal {
  /** The desk in a tab of its own, worked by the same hand as the portal. @param {import('@playwright/test').Page} page @param {GuestPortal} portal */
  static in(page, portal) {
    return new Desk(page, portal);
  }

  /** Opens a place of the desk: nothing for its beginning. @param {string} [place] */
  async openAt(place = '') {
    await this.open(`${thisRun().portal}/desk.html${place && `#/${place}`}`);
  }

  /** A page whose title is not its heading. @param {string} heading @param {string} title an id, as the heading is */
  async seesPage(heading, title) {
    await expect(this.heading(word(heading))).toBeVisible();
    await expect(this.page).toHaveTitle(word(title));
    await this.onScreen(this.page, heading);
  }

  /** A part of an event. @param {Part} part @param {string} event its title */
  async seesPart(part, event) {
    const heading = part === 'sheet' ? 'sheet.heading' : `desk.${part}.heading`;
    await this.#seesPartUnder(word(heading, { event }), part, event);
  }

  /** In place of a part: the event has to be completed first. @param {Part} part @param {string} event */
  async seesNotReady(part, event) {
    await this.#seesPartUnder(word(`desk.part.${part}`), part, event);
    await expect(this.says('desk.not-ready')).toBeVisible();
  }

  /** @param {string} heading @param {Part} part @param {string} event */
  async #seesPartUnder(heading, part, event) {
    await expect(this.heading(heading)).toBeVisible();
    await expect(this.page).toHaveTitle(word('desk.event.title', { part: word(`desk.part.${part}`), event }));
    await this.onScreen(this.page, `desk-${part}`);
  }

  /** @param {string} text */
  heading(text) {
    return this.page.getByRole('heading', { level: 1, name: text, exact: true });
  }

  /** The way from part to part. */
  parts() {
    return this.page.getByRole('navigation', { name: word('desk.parts') });
  }

  /** Goes to a part by the way that stands on every part. @param {Part} part @param {string} event */
  async goTo(part, event) {
    await this.hand.press(this.parts().getByRole('link', { name: word(`desk.part.${part}`), exact: true }));
    await this.seesPart(part, event);
  }

  /** @param {string} id @param {Record<string, string>} [values] */
  async follow(id, values) {
    await this.hand.press(this.link(id, values));
  }

  /** Has an invitation or a link read. @param {string} text */
  async paste(text) {
    await this.hand.write(this.field('desk.new.pasted'), text);
    await this.press('desk.new.read');
  }

  /** Writes into a field of the event. @param {string} field @param {string} text */
  async fill(field, text) {
    await this.hand.write(this.field(field), text);
  }

  /** An event by hand, with nothing wrong in it. @param {import('../fixtures/invitations.mjs').Event} event */
  async fillIn({ title, link, starts, ends, organizer }) {
    await this.fill('desk.field.event-title', title);
    await this.fill('desk.field.event-link', link);
    await this.fill('desk.field.event-starts', local(starts));
    await this.fill('desk.field.event-ends', local(ends));
    await this.fill('desk.field.event-organizer', organizer.name);
    await this.fill('desk.field.event-contact', organizer.contact);
  }

  /** Chooses in a field, both by their words. @param {string} field @param {string} option */
  async choose(field, option) {
    await this.field(field).selectOption({ label: word(option) });
  }

  /** What is wrong with the form, as it is read out. */
  summary() {
    return this.page.getByRole('alert').filter({ hasText: word('part.errors') });
  }

  /** That nothing but these is wrong, each line leading to its field. @param {[field: string, says: string][]} faults */
  async onlyWrong(faults) {
    await expect(this.summary()).toBeFocused();
    await expect(this.summary().getByRole('link')).toHaveText(faults.map(([, says]) => wordPattern(says)));
    await expect(this.page.locator('[aria-invalid=true]')).toHaveCount(faults.length);
    for (const [field, says] of faults) {
      await expect(this.field(field)).toHaveAttribute('aria-invalid', 'true');
      await expect(this.field(field)).toHaveAccessibleDescription(new RegExp(wordPattern(says).source.slice(1)));
    }
  }

  /** The guest link that the page offers. */
  async guestLink() {
    await expect(this.field('desk.share.link')).toHaveValue(/#i=/);
    return this.field('desk.share.link').inputValue();
  }

  /** Presses a button, and takes the file that it saves. @param {string} id */
  async saves(id) {
    return this.savesBy(this.button(id));
  }

  /** @param {import('@playwright/test').Locator} button */
  async savesBy(button) {
    const offered = this.page.waitForEvent('download');
    await this.hand.press(button);
    const download = await offered;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  /** Chooses a file in a field. @param {string} field @param {Chosen} file */
  async chooseFile(field, file) {
    await this.field(field).setInputFiles(file);
  }

  /** Drops a file on a field. @param {string} field @param {Chosen} file */
  async dropFile(field, file) {
    const files = await this.page.evaluateHandle(({ name, mimeType, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: mimeType }));
      return data;
    }, { ...file, text: file.buffer.toString('utf8') });
    await this.field(field).dispatchEvent('drop', { dataTransfer: files });
  }

  /** Adds a list to the guests. @param {string} list */
  async addGuests(list) {
    await this.hand.write(this.field('desk.guests.pasted'), list);
    await this.press('desk.guests.read');
  }

  /** The rows of the list of guests that are shown: address, name and language. */
  async guests() {
    const rows = this.table().getByRole('row').filter({ has: this.page.getByRole('cell') });
    return rows.evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));
  }

  /** The list of guests. */
  table() {
    return this.page.getByRole('region', { name: word('desk.guests.list'), exact: true });
  }

  /** An item of the checklist. @param {string} item */
  item(item) {
    return this.page.getByRole('main').getByRole('listitem').filter({ has: this.tick(item) });
  }

  /** The box of an item. @param {string} item */
  tick(item) {
    return this.page.getByRole('checkbox', { name: word(`checklist.${item}.title`), exact: true });
  }

  /** Unfolds everything on the screen. */
  async unfoldAll() {
    await this.page.locator('details').evaluateAll((parts) => parts.forEach((part) => part.setAttribute('open', '')));
  }

  /** Has one of the languages come as English with marks, so that it has every word. */
  async teachPseudo() {
    await this.page.route(`**/words/${inItsPlace}/*.json`, async (route) => {
      const english = await route.fetch({ url: route.request().url().replace(`/${inItsPlace}/`, '/en/') });
      await route.fulfill({ json: pseudoWords(await english.json()) });
    });
    return inItsPlace;
  }

  /** The choice of the page's language. @param {(sentence: string) => string} [spoken] what the words are in the one it stands in */
  language(spoken = (sentence) => sentence) {
    return this.page.getByRole('combobox', { name: spoken(word('frame.language')), exact: true });
  }
}

/** A time as a field for it takes it, in the test's own time zone: Berlin. @param {Date} time */
export function local(time) {
  return time.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).slice(0, 16).replace(' ', 'T');
}
