/// <reference lib="dom" />
// The readiness check's page, read by the names of what is checked.

import { expect } from '@playwright/test';
import { GuestPortal } from './portal.mjs';
import { word, wordPattern } from './words.mjs';

/** @typedef {'ready' | 'probable' | 'not-ready'} Verdict */

export class CheckPage extends GuestPortal {
  /** The check in a tab of its own, worked by the same hand as the portal. @param {import('@playwright/test').Page} page @param {GuestPortal} portal */
  static in(page, portal) {
    return new CheckPage(page, portal);
  }

  /** Checks until the verdict is there. @param {Verdict} verdict @param {string} [button] */
  async comesTo(verdict, button = 'check.run') {
    await this.press(button);
    await this.ends(verdict);
  }

  /** @param {Verdict} verdict */
  async ends(verdict) {
    await expect(this.page.getByRole('status').getByRole('heading', { level: 2, name: word(`check.verdict.${verdict}`) })).toBeVisible();
    await this.onScreen(this.page, `check-${verdict}`);
  }

  /** The row of one check. @param {string} check */
  row(check) {
    return this.rows().filter({ has: this.page.getByText(word(`check.name.${check}`), { exact: true }) });
  }

  /** Every row, in order, by what it says. */
  rows() {
    return this.page.locator('[aria-live=polite]').getByRole('listitem');
  }

  /** What one check came to. @param {string} check @param {string} outcome @param {Record<string, string>} [values] */
  async found(check, outcome, values) {
    await expect(this.row(check).getByText(wordPattern(`check.said.${outcome}`, values))).toBeVisible();
  }

  /** That nothing but these is amiss. @param {string[]} checks */
  async onlyAmiss(checks) {
    const good = word('check.standing.good');
    const amiss = this.rows().filter({ hasNotText: good });
    await expect(amiss).toHaveCount(checks.length);
    for (const check of checks) await expect(amiss.and(this.row(check))).toHaveCount(1);
  }

  /** The message to the guest's own IT. */
  letter() {
    return this.page.getByLabel(word('check.letter'));
  }
}
