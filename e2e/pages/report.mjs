/// <reference lib="dom" />
// "Get help" at the end of every page of the portal: the report, and the ways to hand it on.

import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { copied } from '../fixtures/clipboard.mjs';
import { word } from './words.mjs';

export class HelpPanel {
  /** @param {import('./portal.mjs').GuestPortal} portal */
  constructor(portal) {
    this.portal = portal;
    this.page = portal.page;
  }

  /** The line that opens, with all that is behind it. */
  panel() {
    return this.page.getByRole('group').filter({ has: this.page.getByText(word('report.summary'), { exact: true }) });
  }

  async open() {
    await this.portal.unfold('report.summary');
    await expect(this.portal.says('report.what')).toBeVisible();
  }

  /** Opens the panel and has a report made. @param {{ withAddress?: boolean }} [more] */
  async report({ withAddress = false } = {}) {
    await this.open();
    return this.make({ withAddress });
  }

  /** Has a report made in the panel that is open. @param {{ withAddress?: boolean }} [more] */
  async make({ withAddress = false } = {}) {
    await this.portal.press(withAddress ? 'report.make.address' : 'report.make');
    await expect(this.shown()).toHaveValue(withAddress ? /\naddress: / : /\nend: \d+\n$/);
    return this.shown().inputValue();
  }

  /** The report, in full. */
  shown() {
    return this.portal.field('report.text');
  }

  /** The same as a link. */
  link() {
    return this.portal.field('report.link');
  }

  /** Copies the report, or its link, and takes it from the clipboard. @param {'text' | 'link'} what */
  async copied(what) {
    const part = this.panel().locator('.copy').filter({ has: what === 'text' ? this.shown() : this.link() });
    await this.portal.hand.press(part.getByRole('button', { name: word('part.copy'), exact: true }));
    await expect(part.getByRole('status')).toHaveText(word('part.copy.done'));
    return copied(this.page);
  }

  /** The report as the file that is saved. */
  async saved() {
    const offered = this.page.waitForEvent('download');
    await this.portal.press('report.save');
    const download = await offered;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  /** What the mail program is given. */
  async mailed() {
    const address = await this.panel().getByRole('link', { name: word('part.message.mail') }).getAttribute('href');
    const { protocol, pathname, searchParams } = new URL(address ?? '');
    return { protocol, to: decodeURIComponent(pathname), subject: searchParams.get('subject'), text: searchParams.get('body')?.replaceAll('\r\n', '\n') };
  }
}
