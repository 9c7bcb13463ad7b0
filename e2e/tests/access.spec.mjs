/// <reference lib="dom" />
// For everybody: by keyboard alone, with the focus where the words are, with less motion. How screens look is in looks.spec.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { meshLink } from '../fixtures/events.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

test.describe('by keyboard alone', () => {
  test.use({ worksWith: 'keyboard' });

  test('from the link to the launch, and the answer', async ({ guest }) => {
    const { portal, signIn, traffic } = guest;
    await guest.open('nobody in particular');
    await portal.sees('introduction.heading');
    await portal.unfold('why-twice.summary');
    await expect(portal.says('why-twice.home')).toBeVisible();
    await portal.press('introduction.go.sign-in');
    await signIn.address(personCalled('licensed'));
    await signIn.password(personCalled('licensed'));
    await portal.sees('app.heading.mesh-pc');
    await portal.press('app.have');
    await portal.sees('launch.heading.mesh-pc');
    await portal.press('launch.open.mesh-pc');
    await portal.sees('asking.heading');
    expect(traffic.launches).toEqual([meshLink.replace('https:', 'mesh-test:')]);
    await portal.unfold('asking.message.summary');
    await portal.press('message.schedule');
    await portal.seesProblem('EVENT-01');
    await portal.press('problem.remedy.try-again');
    await portal.sees('launch.heading.mesh-pc');
    await portal.press('launch.open.mesh-pc');
    await portal.press('asking.inside');
    await portal.sees('inside.heading');
  });

  test('a link is pasted, after a try with nothing in the field', async ({ guest }) => {
    const { portal } = guest;
    await portal.open(`${thisRun().portal}/`);
    await portal.press('paste.button');
    // The summary of what is wrong has the focus, and leads to the field.
    await expect(guest.page.getByRole('alert')).toBeFocused();
    await guest.hand.press(guest.page.getByRole('alert').getByRole('link'));
    await expect(portal.field('paste.label')).toBeFocused();
    await guest.page.keyboard.insertText(guest.link('nobody in particular'));
    await portal.press('paste.button');
    await portal.sees('introduction.heading');
  });

  test('the first thing Tab reaches skips to the main part, without losing the invite', async ({ guest }) => {
    await guest.open('licensed');
    await guest.page.keyboard.press('Tab');
    const skip = guest.page.getByRole('link', { name: word('frame.skip') });
    await expect(skip).toBeFocused();
    const address = guest.page.url();
    await guest.page.keyboard.press('Enter');
    await expect(guest.page.getByRole('heading', { level: 1 })).toBeFocused();
    expect(guest.page.url()).toBe(address);
  });
});

test('every new screen puts the focus on its heading and stands at its top', async ({ guest }) => {
  const { portal, page } = guest;
  const begins = async (/** @type {string} */ id) => {
    await portal.sees(id);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  };
  await page.setViewportSize({ width: 400, height: 500 });
  await guest.reachLaunchUnsigned('nobody in particular');
  await begins('launch.heading.mesh-pc');
  await portal.press('launch.lack');
  await begins('app.heading.mesh-pc');
  await portal.press('app.have');
  await begins('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await begins('asking.heading');
  await portal.press('asking.did-not-open');
  await portal.seesProblem('LAUNCH-01');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
});

test.describe('with less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves while something is awaited', async ({ guest }) => {
    await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'hang' });
    await guest.open('licensed');
    await guest.portal.press('introduction.go.sign-in');
    await guest.signIn.password(personCalled('licensed'));
    await guest.portal.sees('license.checking.heading');
    const moving = await guest.page.evaluate(() => document.getAnimations().filter((animation) => animation.playState === 'running').length);
    expect(moving).toBe(0);
  });
});
