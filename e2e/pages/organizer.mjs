/// <reference lib="dom" />
// The pages of the organizer's desk that talk to Graph: inviting guests, and who is ready.

import { expect } from '@playwright/test';
import { contoso } from '../tenant/organizations.mjs';
import { Desk } from './desk.mjs';
import { word, wordPattern } from './words.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../tenant/people.mjs').Person} Person */
/** @typedef {'invite' | 'board'} Part */

export const title = 'Contoso spring gathering';

/** The event's name on the device. */
const event = '7b1c0a2e9d4f6835';

export class OrganizerPages extends Desk {
  /** @param {Page} page @param {string} portal its origin @param {import('./sign-in.mjs').SignInPages} signIn */
  constructor(page, portal, signIn) {
    super(page);
    this.portal = portal;
    this.signIn = signIn;
  }

  /** Puts an event with these guests on the device, as if they had been typed in. @param {string[]} guests addresses */
  async keep(guests) {
    await this.page.goto(`${this.portal}/config.json`);
    const starts = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 24 * 3_600_000;
    const draft = {
      title,
      starts,
      ends: starts + 3_600_000,
      host: contoso.tenantId,
      target: 'mesh-pc',
      eventLink: 'https://mesh.cloud.microsoft/event/7b1c',
      organizer: 'Oscar Nyberg',
      contact: 'oscar@contoso.com',
    };
    const list = guests.map((address) => [address, null, null]);
    await this.page.evaluate(([event, draft, list]) => {
      localStorage.setItem(`mesh.desk.event.${event}`, draft);
      localStorage.setItem(`mesh.desk.guests.${event}`, list);
    }, [event, JSON.stringify(draft), JSON.stringify(list)]);
  }

  /** @param {Part} part */
  async openPart(part) {
    await this.open(`${this.portal}/desk.html#/events/${event}/${part}`);
    await this.arrived(part);
  }

  /** @param {Part} part */
  async arrived(part) {
    await this.seesPart(part, title);
  }

  /** Presses a button that leads to the sign-in, and types name and password there. @param {string} id @param {Person} person */
  async signsIn(id, person) {
    await this.press(id);
    await this.signIn.address(person);
    await this.#comesBack(() => this.signIn.password(person));
  }

  /** The same where Microsoft still knows who it is. @param {string} id */
  async signsInAgain(id) {
    await this.#comesBack(() => this.press(id));
  }

  /** The desk comes up anew once the code was exchanged. @param {() => Promise<void>} act */
  async #comesBack(act) {
    const exchanged = this.page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('/oauth2/v2.0/token'));
    await act();
    await exchanged;
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  /** The row of one guest, where it is on the page of the table that is shown. @param {string} address */
  row(address) {
    return this.table().getByRole('row').filter({ has: this.page.getByText(address, { exact: true }) });
  }

  /** The cells of every row that is shown. */
  async cells() {
    const rows = this.table().locator('tbody tr');
    return rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => /** @type {HTMLElement} */ (cell).innerText.trim())));
  }

  /** Saves a table and reads it: a list of rows without the header. @param {string} id of the button */
  async savesRows(id) {
    const { text } = await this.saves(id);
    return rowsOf(text).slice(1);
  }

  /** How many guests are in a state, as the results say. @param {string} state */
  async total(state) {
    const line = this.page.getByRole('listitem').filter({ hasText: countPattern(`inviting.total.${state}`) });
    return (await line.count()) === 0 ? 0 : Number(((await line.innerText()).match(/[\d,]+/) ?? ['0'])[0].replaceAll(',', ''));
  }

  /** How many guests have an answer. */
  async answered() {
    return Number(await this.page.getByRole('progressbar', { name: word('desk.invite.bar') }).getAttribute('value'));
  }
}

/** The sentence that counts, in its singular or plural. @param {string} id */
export function countPattern(id) {
  return new RegExp(['one', 'other'].map((number) => wordPattern(`${id}.${number}`).source).join('|'));
}

/** The sentence that counts so many. @param {string} id @param {number} count @param {Record<string, string>} [values] */
export function counted(id, count, values = {}) {
  return wordPattern(`${id}.${count === 1 ? 'one' : 'other'}`, { count: count.toLocaleString('en'), n: count.toLocaleString('en'), ...values });
}

/** The rows of a CSV file (RFC 4180). @param {string} text */
export function rowsOf(text) {
  const fields = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, field, end] of text.replace(/^\uFEFF/, '').trimEnd().matchAll(fields)) {
    rows[rows.length - 1].push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows;
}
