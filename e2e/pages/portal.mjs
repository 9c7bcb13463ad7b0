/// <reference lib="dom" />
// The guest's page, worked and read the way a person does: by headings, labels and roles, named by their word ids.

import { expect } from '@playwright/test';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { host } from '../fixtures/events.mjs';
import { pointer } from '../fixtures/hand.mjs';
import { word, wordPattern } from './words.mjs';

/** @typedef {import('@playwright/test').Page} Page */

// A CommonJS module whose types say that it is none.
const jsQR = /** @type {typeof import('jsqr').default} */ (/** @type {unknown} */ (jsqr));

/**
 * @typedef {object} Setting
 * @property {import('../fixtures/hand.mjs').Hand} [hand]
 * @property {(page: Page, screen: string) => Promise<void>} [onScreen]   what is done on every screen that is reached
 */

export class GuestPortal {
  /** @param {Page} page @param {Setting} [setting] */
  constructor(page, { hand = pointer, onScreen = async () => {} } = {}) {
    this.page = page;
    this.hand = hand;
    this.onScreen = onScreen;
  }

  /** Opens an address and waits until the first screen accepts input. @param {string} address */
  async open(address) {
    await this.page.goto(address);
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  /** The frame stands around the first screen, in whatever language. */
  async ready() {
    await expect(this.page.locator('a.skip').first()).toBeAttached();
  }

  /** The screen whose heading has that id. @param {string} id @param {Record<string, string>} [values] */
  async sees(id, values = {}) {
    await expect(this.#heading(id, values)).toBeVisible();
    await this.#arrived(id.replace(/\.heading(?=\.|$)/, ''));
  }

  /** The page of the problem with that code. @param {string} code */
  async seesProblem(code) {
    await expect(this.#heading(`problem.${code}.heading`)).toBeVisible();
    await expect(this.page.getByText(code, { exact: true }).first()).toBeVisible();
    await this.#arrived(code);
  }

  /** @param {string} id @param {Record<string, string>} [values] */
  #heading(id, values = {}) {
    return this.page.getByRole('heading', { level: 1, name: wordPattern(id, { host: host.host, domain: host.domain, ...values }) });
  }

  /** @param {string} screen */
  async #arrived(screen) {
    const title = titlesOfTheirOwn[screen] ?? (await this.page.getByRole('heading', { level: 1 }).innerText());
    await expect(this.page).toHaveTitle(new RegExp(escaped(title)));
    await this.onScreen(this.page, screen);
  }

  /** @param {string} id @param {Record<string, string>} [values] */
  async press(id, values) {
    await this.hand.press(this.button(id, values));
  }

  /** Opens the part behind a line. @param {string} id @param {Record<string, string>} [values] */
  async unfold(id, values) {
    await this.hand.press(this.says(id, values));
  }

  /** @param {string} id @param {Record<string, string>} [values] */
  button(id, values) {
    return this.page.getByRole('button', { name: pattern(id, values) });
  }

  /** A link, with what screen readers are told about its new tab. @param {string} id @param {Record<string, string>} [values] */
  link(id, values) {
    return this.page.getByRole('link', { name: new RegExp(`^${pattern(id, values).source.slice(1, -1)}(\\s*${escaped(word('part.new-tab'))})?$`) });
  }

  /** @param {string} id */
  field(id) {
    return this.page.getByLabel(pattern(id));
  }

  /** The words themselves, wherever they stand. @param {string} id @param {Record<string, string>} [values] */
  says(id, values) {
    return this.page.getByText(pattern(id, values));
  }

  /** The address to type on another device. */
  typed() {
    return this.page.getByRole('code').filter({ hasText: new URL(this.page.url()).host });
  }

  /** The message to hand on. */
  letter() {
    return this.page.getByLabel(new RegExp(`^(${escaped(word('stuck.letter'))}|${escaped(word('license.letter.label'))})$`));
  }

  /** What another reader finds in the code that is shown for the camera of a phone. */
  async scanned() {
    const code = this.page.getByRole('img', { name: word('scan.label') }).filter({ visible: true });
    const { data, width, height } = PNG.sync.read(await code.screenshot());
    return jsQR(new Uint8ClampedArray(data), width, height)?.data;
  }

  /** Writes what was seen elsewhere and has it explained. @param {string} text */
  async saw(text) {
    await this.hand.write(this.field('saw.label'), text);
    await this.press('saw.button');
  }

  /** The invite in the address bar. */
  fragment() {
    return new URL(this.page.url()).hash;
  }

  /** What this browser keeps for the portal, by name. @returns {Promise<Record<string, string>>} */
  kept() {
    return this.page.evaluate(() => ({ ...localStorage }));
  }
}

/** Screens whose title is not their heading: pages that stand in for the app, and a portal nobody can use. @type {Record<string, string>} */
const titlesOfTheirOwn = {
  'first.crash': word('first.crash.title'),
  'first.unreached': word('first.unreached.title'),
  'first.old': word('first.old.title'),
  'CONFIG-01': word('title.misconfigured'),
  'CONFIG-02': word('title.misconfigured'),
};

/** @param {string} id @param {Record<string, string>} [values] */
function pattern(id, values = {}) {
  return wordPattern(id, { host: host.host, domain: host.domain, ...values });
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
