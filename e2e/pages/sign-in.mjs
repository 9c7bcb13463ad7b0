// The sign-in pages of the tenant, as a guest meets them. Each step waits for its own page.

import { expect } from '@playwright/test';
import { pointer } from '../fixtures/hand.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../tenant/people.mjs').Person} Person */

export class SignInPages {
  /** @param {Page} page @param {import('../fixtures/hand.mjs').Hand} [hand] */
  constructor(page, hand = pointer) {
    this.page = page;
    this.hand = hand;
  }

  /** @param {string} heading */
  async sees(heading) {
    await expect(this.page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
  }

  /** @param {string} button */
  async press(button) {
    await this.hand.press(this.page.getByRole('button', { name: button, exact: true }));
  }

  /** @param {Person} person */
  async address(person) {
    await this.sees('Sign in');
    await this.hand.write(this.page.getByLabel('Email, phone, or Skype'), person.address);
    await this.press('Next');
  }

  /** @param {Person} person */
  async password(person) {
    await this.sees('Enter password');
    await this.hand.write(this.page.getByLabel('Password'), person.password);
    await this.press('Sign in');
  }

  /** The one-time code, looked up in the person's mailbox in another tab. @param {Person} person */
  async oneTimeCode(person) {
    await this.sees('Enter code');
    const mailbox = await this.page.context().newPage();
    await mailbox.goto(new URL(`/inbox/${person.key}`, this.page.url()).href);
    const mail = await mailbox.getByRole('article').first().innerText();
    await mailbox.close();
    await this.hand.write(this.page.getByLabel('Code'), /\b\d{8}\b/.exec(mail)?.[0] ?? '');
    await this.press('Sign in');
  }

  /** Registers a second factor with the host and passes it. */
  async registerSecondFactor() {
    await this.sees('More information required');
    await this.press('Next');
    await this.sees('Set up an authenticator app');
    await this.press('Next');
    await this.sees('Approve sign in request');
    await this.press('Approve on the simulated phone');
  }

  /** @param {'Accept' | 'Cancel'} answer */
  async reviewPermissions(answer) {
    await this.sees('Review permissions');
    await this.press(answer);
  }

  /** @param {Person | undefined} person another account than those on the list when left out */
  async pick(person) {
    await this.sees('Pick an account');
    await this.hand.press(this.page.getByRole('button', { name: person ? person.address : 'Use another account' }));
  }

  /** Goes through a page, by its heading or by what it asks for. @param {string} page @param {Person} person */
  async pass(page, person) {
    if (page === 'address') return this.address(person);
    if (page === 'password') return this.password(person);
    await this.sees(page);
    return this.press('Accept');
  }

  /** A page with a number and no way back. @param {number} code */
  async deadEnd(code) {
    await this.sees('Sign in');
    await expect(this.page.getByText(`AADSTS${code}:`).first()).toBeVisible();
  }
}
