// Before the doors open: the countdown, the calendar file, the rehearsal.

import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import { host, organizer } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { theseEvents } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const hour = 60 * 60_000;

/** @param {Guest} guest @param {string} [event] @param {string} [target] */
async function walkToWaiting(guest, event = 'in three days', target = 'mesh-pc') {
  await guest.arrive(event);
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await guest.portal.sees(`app.heading.${target}`);
  await guest.portal.press('app.have');
  await guest.portal.sees('waiting.heading');
}

test('days ahead: what to do is done, the time is told in the zone of the guest @walk', async ({ guest }) => {
  await guest.arrive('in three days');
  const { start } = theseEvents()['in three days'];
  const local = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'Europe/Berlin' }).format(new Date(String(start)));
  await expect(guest.page.getByText(local)).toBeVisible();
  await expect(guest.page.getByText(/Central European .*Time/)).toBeVisible();
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await guest.portal.sees('app.heading.mesh-pc');
  await guest.portal.press('app.have');
  await guest.portal.sees('waiting.heading');
  await expect(guest.page.getByRole('timer')).toHaveText(/^(3 days|2 days 23 hours)\s*$/);
  await expect(guest.portal.says('waiting.rehearsal.mesh-pc')).toBeVisible();
  await expect(guest.portal.field('host.domain')).toHaveValue(host.domain);
  // Tomorrow, after a restart of the browser: the same page.
  await guest.page.close();
  const again = await guest.anotherTab();
  await again.open(guest.link('in three days'));
  await again.sees('waiting.heading');
  // Going there early is nobody's business but the guest's.
  await again.press('waiting.go-now');
  await again.sees('launch.heading.mesh-pc');
});

test('in Teams: days ahead, with the way to the host in the Teams app @walk', async ({ guest }) => {
  await walkToWaiting(guest, 'in three days in Teams', 'teams-immersive');
  await expect(guest.portal.says('waiting.rehearsal.teams-immersive')).toBeVisible();
});

test('the calendar file holds the event in UTC, a reminder to get ready, and no secret', async ({ guest }) => {
  await walkToWaiting(guest);
  const saved = guest.page.waitForEvent('download');
  await guest.portal.press('waiting.calendar');
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/\.ics$/);
  const text = await readFile(await file.path(), 'utf8');

  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  const entries = text.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1).map(properties);
  expect(entries).toHaveLength(2);
  const [event, ready] = entries;
  const { start, end, title } = theseEvents()['in three days'];
  expect(moment(event.DTSTART)).toBe(Date.parse(String(start)));
  expect(moment(event.DTEND)).toBe(Date.parse(String(end)));
  expect(event.SUMMARY).toBe(String(title).replace(/[,;]/g, '\\$&'));
  expect(event.URL).toBe(guest.page.url());
  expect(event.DESCRIPTION).toContain(guest.page.url());
  expect(moment(event.DTSTART) - moment(ready.DTSTART)).toBe(24 * 60 * 60_000);
  expect(ready.UID).not.toBe(event.UID);
  expect(text).not.toContain('ada@fabrikam.com');
  expect(Buffer.from(event.URL.split('.')[1] ?? '', 'base64url').toString()).not.toContain('ada@');

  // The link in the file leads back to here.
  const another = await guest.anotherTab();
  await another.open(event.URL);
  await another.sees('waiting.heading');
});

test('a calendar program reads the file: two entries with their times, alarms, and the way back', async ({ guest }) => {
  await walkToWaiting(guest);
  const saved = guest.page.waitForEvent('download');
  await guest.portal.press('waiting.calendar');
  const text = await readFile(await (await saved).path(), 'utf8');
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  const [event, ready, ...others] = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each, { strictExceptions: true }));
  expect(others).toEqual([]);
  const { start, end, title } = theseEvents()['in three days'];
  expect(event.startDate.zone.tzid).toBe('UTC');
  expect(event.startDate.toJSDate().getTime()).toBe(Date.parse(String(start)));
  expect(event.endDate.toJSDate().getTime()).toBe(Date.parse(String(end)));
  expect(event.summary).toBe(title);
  expect(event.location).toBe(word('calendar.location.mesh-pc'));
  expect(event.description).toContain(guest.page.url());
  expect(event.component.getFirstPropertyValue('url')).toBe(guest.page.url());
  expect(ready.summary).toContain(String(title));
  expect(ready.endDate.subtractDate(ready.startDate).toSeconds()).toBe(15 * 60);
  expect(event.startDate.subtractDate(ready.startDate).toSeconds()).toBe(24 * 60 * 60);
  for (const each of [event, ready]) {
    const [alarm] = each.component.getAllSubcomponents('valarm');
    expect(alarm?.getFirstPropertyValue('action')).toBe('DISPLAY');
    expect(String(each.component.getFirstPropertyValue('dtstamp'))).toMatch(/Z$/);
  }
});

test('the doors open while the page is open: the button to the event takes the place of the calendar', async ({ guest }) => {
  await guest.page.clock.install();
  await walkToWaiting(guest);
  const { portal, page } = guest;
  await expect(portal.button('launch.open.mesh-pc')).toBeHidden();
  await page.clock.fastForward(71 * hour);
  await expect(page.getByRole('timer')).toHaveText(/^\d+ minutes?\s*$/);
  await expect(portal.button('launch.open.mesh-pc')).toBeHidden();
  await page.clock.fastForward(hour);
  await expect(portal.says('waiting.open').first()).toBeVisible();
  await portal.sees('waiting.heading');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  expect(guest.traffic.launches).toHaveLength(1);
});

test('a deployment may open its doors earlier', async ({ guest }) => {
  await guest.configuredAs('doors-open-early');
  await guest.page.clock.install();
  await walkToWaiting(guest);
  await guest.page.clock.fastForward(49 * hour);
  await expect(guest.portal.button('launch.open.mesh-pc')).toBeVisible();
});

test('whom to ask is named with a contact that works', async ({ guest }) => {
  await guest.arrive('in three days');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await guest.portal.sees('app.heading.mesh-pc');
  await guest.portal.unfold('app.cannot.summary');
  await expect(guest.page.getByRole('link', { name: organizer.contact })).toHaveAttribute('href', `mailto:${organizer.contact}`);
});

/** The first value of each property of an entry. @param {string} entry @returns {Record<string, string>} */
function properties(entry) {
  const lines = entry.split('\r\n').map((line) => /^([A-Z]+)[^:]*:(.*)$/.exec(line)).filter((line) => line !== null);
  return Object.fromEntries(lines.reverse().map(([, name, value]) => [name, value]));
}

/** @param {string} stamp `20261121T180000Z` */
function moment(stamp) {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}
