/// <reference lib="dom" />
// A walk to an organizer's own event: with its words and times and in its portal, and with nothing about any guest.

import { expect, foreign, test } from '../fixtures/desk.mjs';
import { become, deviceCalled } from '../fixtures/devices.mjs';
import { misplaced, overlapping } from '../fixtures/looks.mjs';
import { barriersOf } from '../fixtures/screens.mjs';
import { theseEvents, thisRun } from '../fixtures/servers.mjs';
import { Desk } from '../pages/desk.mjs';
import { GuestPortal } from '../pages/portal.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('@playwright/test').Page} Page */

test.afterEach(({ watched }) => {
  expect.soft(foreign(watched), 'asked for besides the portal’s own files').toEqual([]);
});

/** The invite in a link, from its version on. @param {string} event */
const codeOf = (event) => thisRun().links[event].split('#i=')[1];

/** The title of an event. @param {string} event */
const titleOf = (event) => String(theseEvents()[event].title);

/** What the invite in the address bar says: short names, as links have them. @param {Page} page @returns {Record<string, unknown>} */
const inviteAt = (page) => JSON.parse(Buffer.from(new URL(page.url()).hash.split('.')[1], 'base64url').toString());

/** What it says about a guest: the address, how the invitation is redeemed, how far the guest has come. @param {Page} page */
const givenAwayAt = (page) => Object.keys(inviteAt(page)).filter((name) => ['a', 'r', 'p'].includes(name));

/** @param {Page} page */
const kept = (page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));

test('an organizer sees what guests of the event will see', async ({ gallery, page }) => {
  const event = 'in three days in Teams';
  const title = titleOf(event);
  const desk = new Desk(page);
  await desk.openAt('events/new');
  await desk.paste(thisRun().links[event]);
  await desk.seesPart('details', title);
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', title);
  const before = await kept(page);

  await desk.follow('desk.share.walk');
  await gallery.sees('introduction.heading', { event: title });
  const start = new Date(String(theseEvents()[event].start));
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'Europe/Berlin' }).format(start);
  await expect(page.getByRole('main')).toContainText(day);
  await expect(gallery.says('introduction.lead.teams-immersive')).toBeVisible();
  const who = { event: title, person: word('walk.person.ready'), machine: word('gallery.scene.on-windows'), when: word('walk.when.doors-open') };
  await expect(gallery.banner()).toContainText(word('walk.own.who', who));
  expect(new URL(page.url()).hash).toMatch(/^#\/walk\/ready\/windows\/doors-open\/1\./);
  const said = inviteAt(page);
  expect(said.t).toBe(title);
  expect(givenAwayAt(page)).toEqual([]);
  await gallery.walksUntil('inside.heading');

  await gallery.hand.press(gallery.link('walk.anew'));
  await gallery.sees('walk.heading');
  await expect(gallery.says('walk.own.lead', { event: title })).toBeVisible();
  await expect(gallery.field('walk.target')).toHaveCount(0);
  const check = await barriersOf(page);
  expect(await check()).toEqual([]);
  await gallery.choose('walk.person', 'walk.person.not-invited');
  await gallery.choose('walk.when', 'walk.when.week-before');
  await gallery.hand.press(gallery.link('walk.begin'));
  await gallery.sees('introduction.heading', { event: title });
  expect(new URL(page.url()).hash).toMatch(/^#\/walk\/not-invited\/windows\/week-before\/1\./);
  expect(inviteAt(page)).toEqual(said);
  await gallery.walksUntil('SIGNIN-02');
  expect(await kept(page)).toBe(before);
});

test('the first page is the one that a guest of the event gets', async ({ gallery, page, context }) => {
  // As the one who walks: Ada is who is invited.
  const event = 'in three days';
  await gallery.openAt(`walk/ready/windows/week-before/${codeOf(event)}`);
  await gallery.sees('introduction.heading', { event: titleOf(event) });
  const guest = new GuestPortal(await context.newPage());
  await become(guest.page, deviceCalled('Windows 10 with Edge'));
  await guest.open(thisRun().links[event]);
  await guest.sees('introduction.heading', { event: titleOf(event) });
  expect(await page.getByRole('main').innerText()).toBe(await guest.page.getByRole('main').innerText());
});

test('what a link gives away of a guest does not stay in the address', async ({ gallery, page }) => {
  const event = 'pending by invitation';
  await gallery.openAt(`walk/${codeOf(event)}`, { look: 'dark' });
  await gallery.sees('walk.heading');
  expect(givenAwayAt(page)).toEqual([]);
  expect(new URL(page.url()).search).toBe('?look=dark');
  await gallery.setOut(`not-accepted/windows/doors-open/${codeOf(event)}`);
  await gallery.sees('introduction.heading', { event: titleOf(event) });
  expect(givenAwayAt(page)).toEqual([]);
  await gallery.walksUntil('invitation.heading');
  await gallery.walksUntil('inside.heading');
});

test('names nobody expected to be so long fit 320 pixels', async ({ gallery, page }) => {
  const event = 'with long words';
  await page.setViewportSize({ width: 320, height: 640 });
  await gallery.openAt(`walk/${codeOf(event)}`);
  await gallery.sees('walk.heading');
  const fits = async () => expect([...(await page.evaluate(misplaced)), ...(await page.evaluate(overlapping))]).toEqual([]);
  await fits();
  await gallery.hand.press(gallery.link('walk.begin'));
  await gallery.sees('introduction.heading', { event: titleOf(event) });
  await fits();
  await gallery.setOut(codeOf(event).slice(0, 60));
  await gallery.sees('walk.own.unusable.heading');
  await fits();
});

/** What stands in the address, and the problem that it is. @type {[what: string, code: () => string, problem: string][]} */
const unusable = [
  ['a code that was cut off', () => codeOf('in three days').slice(0, 60), 'LINK-02'],
  ['no code', () => 'spring-gathering', 'LINK-01'],
  ['an event of another host', () => codeOf('of a host that is not served'), 'LINK-04'],
  ['an event at a look-alike address', () => codeOf('at a look-alike host'), 'LINK-06'],
];

test('an event that there is no walk to is explained, and the invented one offered', async ({ gallery, page }) => {
  await gallery.openAt('walk');
  for (const [what, code, problem] of unusable) {
    for (const beginning of ['', 'ready/windows/over/']) {
      await test.step(`${what}, ${beginning === '' ? 'chosen' : 'walked'}`, async () => {
        await gallery.setOut(`${beginning}${code()}`);
        await gallery.sees('walk.own.unusable.heading');
        await expect(gallery.says(`problem.${problem}.heading`)).toBeVisible();
        await expect(gallery.banner()).toHaveCount(0);
      });
    }
  }
  const check = await barriersOf(page);
  expect(await check()).toEqual([]);
  await gallery.hand.press(gallery.link('walk.own.invented'));
  await gallery.sees('walk.heading');
  await gallery.hand.press(gallery.link('walk.begin'));
  await gallery.sees('introduction.heading', { event: 'Contoso spring gathering' });
});
