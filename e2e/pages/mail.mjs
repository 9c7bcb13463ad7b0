// Where an invitation arrives, and where it may end.

import { expect } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */

/** The invitation mail of a person. */
export class InvitationMail {
  /** @param {Page} page @param {string} tenant its origin */
  constructor(page, tenant) {
    this.page = page;
    this.tenant = tenant;
  }

  /** @param {import('../tenant/people.mjs').Person} person */
  async open(person) {
    await this.page.goto(`${this.tenant}/mail/${person.key}`);
  }

  async accept() {
    await this.page.getByRole('link', { name: 'Accept invitation', exact: true }).click();
  }
}

/** The page an invitation from the admin center ends on. @param {Page} page */
export async function seesMyApps(page) {
  await expect(page.getByRole('heading', { level: 1, name: 'My Apps' })).toBeVisible();
  await expect(page.getByText('There are no apps to show.')).toBeVisible();
}
