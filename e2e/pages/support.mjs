/// <reference lib="dom" />
// The support desk, worked the way a help desk does: from what a guest saw to who is written to.

import { expect } from '@playwright/test';
import { copied } from '../fixtures/clipboard.mjs';
import { Desk } from './desk.mjs';
import { word, wordPattern } from './words.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {'find' | 'diagnose' | 'report' | 'numbers' | 'portal' | 'network'} Room */
/** @typedef {'guest' | 'organizer' | 'host-admin' | 'home-admin' | 'portal' | 'microsoft' | 'unknown'} Recipient */
/** How a finding of the portal's check stands. @typedef {'ok' | 'not-known' | 'warning' | 'fault'} Standing */

/** The first heading of each room. @type {Record<Room, string>} */
const headings = {
  find: 'support.find.heading',
  diagnose: 'diagnose.where',
  report: 'support.report.heading',
  numbers: 'support.numbers.heading',
  portal: 'support.portal.heading',
  network: 'support.network.heading',
};

export class Support extends Desk {
  /** The support desk in a tab of its own, worked by the same hand as the portal. @param {Page} page @param {import('./portal.mjs').GuestPortal} portal */
  static in(page, portal) {
    return new Support(page, portal);
  }

  /** Opens a room by its address. @param {Room} [room] */
  async openRoom(room = 'find') {
    await this.openAt(room === 'find' ? 'support' : `support/${room}`);
    await this.seesRoom(room);
  }

  /** Goes to a room by the way that stands on every page. @param {Room} room */
  async goToRoom(room) {
    const rooms = this.page.getByRole('navigation', { name: word('support.rooms') });
    await this.hand.press(rooms.getByRole('link', { name: word(`support.room.${room}`), exact: true }));
    await this.seesRoom(room);
  }

  /** @param {Room} room */
  async seesRoom(room) {
    await this.seesPage(headings[room], `support.room.${room}`);
  }

  /** The box that takes anything. */
  box() {
    return this.field('support.seen');
  }

  /** @param {string} text */
  async type(text) {
    await this.hand.write(this.box(), text);
  }

  /** What the box was told is found to be, as its heading says. */
  answerHeading() {
    return this.page.getByRole('main').getByRole('heading', { level: 2 }).first();
  }

  /** The value of a fact of the answer, by the id of its name. @param {string} name */
  fact(name) {
    const rows = this.page.getByRole('main').locator('dl > div');
    return rows.filter({ has: this.page.getByRole('term').filter({ hasText: new RegExp(`^${word(name)}$`) }) }).getByRole('definition');
  }

  /** The facts of the answer, by their names as they are shown. @returns {Promise<Record<string, string>>} */
  async facts() {
    const rows = this.page.getByRole('main').locator('dl > div');
    return Object.fromEntries(await rows.evaluateAll((all) => all.map((row) => [row.querySelector('dt')?.textContent, row.querySelector('dd')?.textContent])));
  }

  /**
   * What is said of many texts, each put into the box as a paste does: typing them all would take minutes.
   * @param {string[]} texts
   * @returns {Promise<{ heading: string | undefined, facts: Record<string, string> }[]>}
   */
  async answersTo(texts) {
    return this.box().evaluate(async (box, all) => {
      const main = box.closest('main');
      const read = (/** @type {Element} */ row) => [row.querySelector('dt')?.textContent, row.querySelector('dd')?.textContent];
      const answers = [];
      for (const text of all) {
        /** @type {HTMLTextAreaElement} */ (box).value = text;
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise(requestAnimationFrame);
        answers.push({ heading: main?.querySelector('h2')?.textContent, facts: Object.fromEntries([...(main?.querySelectorAll('dl > div') ?? [])].map(read)) });
      }
      return answers;
    }, texts);
  }

  /** The text of a letter, in sight or folded away. @param {Recipient} recipient */
  letterTo(recipient) {
    return this.field(`support.write-to.${recipient}`);
  }

  /** The letters in sight, whoever they go to. */
  letters() {
    return this.page.locator('.letter').filter({ visible: true });
  }

  /** Copies a letter that is in sight, and tells what is on the clipboard then. @param {Locator} [letter] the first one when left out */
  async copies(letter = this.letters().first()) {
    await this.hand.press(letter.getByRole('button', { name: word('part.copy'), exact: true }));
    await expect(letter.getByRole('status')).toHaveText(word('part.copy.done'));
    return copied(this.page);
  }

  /** A link to an answer of the catalogue, by its address there. @param {string} address */
  entry(address) {
    return this.page.getByRole('main').locator(`a[href="#/support/${address}"]`);
  }

  /** A titled part of the page, without what it stands in. @param {string} heading */
  part(heading) {
    return this.page.getByRole('main').locator('section').filter({ has: this.page.getByRole('heading', { level: 2, name: word(heading), exact: true }) }).last();
  }

  /** Answers a question, which is on the page, and comes to the page with that heading. @param {string} answer `<question>.<answer>`, or `unsure` @param {string} heading */
  async answers(answer, heading) {
    await this.follow(`diagnose.${answer}`);
    await this.seesPage(heading, 'support.room.diagnose');
  }

  /** A finding of the portal's check. @param {string} said @param {Record<string, string>} [values] */
  finding(said, values) {
    const words = wordPattern(`portal-check.said.${said}`, values).source.slice(1, -1);
    return this.page.getByRole('main').locator('.findings').getByRole('listitem').filter({ hasText: new RegExp(words) });
  }

  /** That something was found, and how it stands. @param {Standing} standing @param {string} said @param {Record<string, string>} [values] */
  async finds(standing, said, values) {
    const finding = this.finding(said, values);
    await expect(finding).toHaveText(new RegExp(`^${word(`portal-check.standing.${standing}`)}`));
    if (['fault', 'warning'].includes(standing)) await expect(finding).toContainText(word('support.fact.fixer'));
  }

  /** How many findings stand so. @param {Standing} standing */
  findingsThat(standing) {
    return this.page.getByRole('main').locator('.findings').getByRole('listitem').filter({ hasText: new RegExp(`^${word(`portal-check.standing.${standing}`)}`) });
  }

  /** Tries everything that needs no sign-in, to its end. */
  async tries() {
    await this.press('support.portal.run');
    await expect(this.finding('address-untried')).toHaveCount(0);
    await expect(this.says('support.portal.running')).toHaveCount(0);
  }
}
