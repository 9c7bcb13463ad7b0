/// <reference lib="dom" />
// A tab that stays open for very long: the guest's way again and again, and nothing of it piles up.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { growth, noise, scales, showModule } from '../fixtures/soaking.mjs';
import { wordsForTrouble } from '../faults/walks.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('../fixtures/soaking.mjs').Held} Held */

const rounds = Number(process.env.SOAK ?? 500);
const events = ['licensed', 'with a meeting'];

/** Longer than a round takes on a slow machine, in milliseconds. */
const patience = 15_000;

test.describe.configure({ timeout: 120_000 + rounds * patience });

/** Goes round, and weighs after each. @param {Guest} guest @param {string} name @param {(event: string) => Promise<void>} round */
async function soak(guest, name, round) {
  const weigh = await scales(guest.page);
  /** @type {Held[]} */
  const looks = [];
  for (let count = 0; count < rounds; count += 1) {
    await guest.page.evaluate(() => localStorage.clear());
    await round(events[count % events.length]);
    looks.push(await weigh());
  }
  const held = /** @type {(keyof Held)[]} */ (Object.keys(looks[0])).map((what) => ({ what, ...growth(looks.map((look) => look[what])) }));
  const lines = held.map(({ what, quarters, grown }) => `  ${what}: ${quarters.map((each) => Math.round(each).toLocaleString('en')).join(', ')} (${(grown * 100).toFixed(1)} %)`);
  console.log(`\nsoak: ${name}, ${rounds} rounds; the least of each quarter, and what the highest is above the first\n${lines.join('\n')}`);
  for (const { what, grown } of held) expect.soft(grown, what).toBeLessThan(noise);
}

/** @param {Guest} guest */
async function begins({ context, page, portal, link }) {
  // Looking at every screen for barriers leaves things of its own behind.
  portal.onScreen = async () => {};
  await context.addInitScript(showModule);
  await page.goto(link('nobody in particular'));
  await portal.sees('introduction.heading');
}

/** Past what Microsoft asks: the password at first, then at most which account it is. @param {Guest} guest */
async function passes({ page, portal, signIn }) {
  const asks = page.getByRole('heading', { level: 1, name: /^(Enter password|Pick an account)$/ });
  await expect(asks.or(portal.button('app.have')).first()).toBeVisible({ timeout: patience });
  if ((await asks.count()) === 0) return;
  const person = personCalled('licensed');
  if ((await asks.innerText()) === 'Pick an account') await signIn.pick(person);
  else await signIn.password(person);
}

/** From the app's page to being inside, with a reload between. @param {Guest} guest */
async function joins({ portal }) {
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
}

test('the whole way, with both sign-ins, a reload, and the next event in the same page', async ({ guest }) => {
  const { page, portal } = guest;
  await begins(guest);
  await soak(guest, 'the whole way', async (event) => {
    await page.goto(guest.link(event));
    await portal.sees('introduction.heading');
    await portal.press('introduction.go.sign-in');
    await passes(guest);
    await portal.sees('app.heading.mesh-pc');
    await joins(guest);
    await portal.reload();
    await portal.sees('launch.heading.mesh-pc');
    await portal.press('launch.open.mesh-pc');
    await portal.press('asking.inside');
    await portal.sees('inside.heading');
  });
});

test('one page that is never loaded again: problems, help, languages, one event after the other', async ({ guest }) => {
  const { page, portal } = guest;
  const words = wordsForTrouble(guest);
  await begins(guest);
  await words;
  await soak(guest, 'one page', async (event) => {
    await page.goto(guest.link(event));
    await portal.sees('introduction.heading');
    // Without a network no press leads away from the page.
    await guest.loseNetwork();
    await portal.press('introduction.go.sign-in');
    await portal.seesProblem('NETWORK-01');
    await portal.unfold('report.summary');
    await portal.press('report.make');
    await portal.press('sign-in.without');
    await portal.sees('app.heading.mesh-pc');
    await joins(guest);
    await portal.press('asking.did-not-open');
    await portal.seesProblem('LAUNCH-01');
    await guest.findNetwork();
    for (const language of ['de', 'ar', 'en']) {
      await page.getByRole('combobox').selectOption(language);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    }
    await portal.seesProblem('LAUNCH-01');
  });
});
