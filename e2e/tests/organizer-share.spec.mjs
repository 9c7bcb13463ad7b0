/// <reference lib="dom" />
// What guests and the host's colleague are given: the link, letters, calendar files, and a page to print.

import ICAL from 'ical.js';
import { copied, copiedAsItLooks } from '../fixtures/clipboard.mjs';
import { host } from '../fixtures/events.mjs';
import { expect, test } from '../fixtures/organizer.mjs';
import { pseudo } from '../fixtures/pseudo.mjs';
import { word } from '../pages/words.mjs';

const minute = 60_000;

test('one link for everybody: in the field, on the clipboard, in the code for a phone and in the letters', async ({ organizer }) => {
  const { desk, page } = organizer;
  const event = await organizer.shares();
  const link = await desk.guestLink();
  await desk.hand.press(desk.button('part.copy').first());
  await expect(desk.says('part.copy.done').first()).toBeVisible();
  expect(await copied(page)).toBe(link);

  await desk.unfold('desk.share.scan.summary');
  expect(await desk.scanned()).toBe(link);

  const mail = await desk.field('desk.share.mail.label').inputValue();
  for (const part of [link, event.title, host.host, event.organizer.name, event.organizer.contact, word('letter.mail.needs.mesh-pc')]) expect(mail).toContain(part);
  await desk.hand.press(desk.button('part.copy').nth(1));
  await expect(desk.says('part.copy.done').nth(1)).toBeVisible();
  expect(await copied(page)).toBe(mail);
  const byMail = new URL((await desk.link('part.message.mail').first().getAttribute('href')) ?? '');
  expect(byMail.searchParams.get('subject')).toBe(word('letter.mail.subject', { event: event.title }));
  expect(byMail.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(mail);
  const chat = await desk.field('desk.share.chat.label').inputValue();
  expect(chat).toContain(link);

  // The colleague goes in as a member, by the event's own link.
  const colleague = await desk.field('desk.share.colleague.label').inputValue();
  expect(colleague).toContain(word('letter.colleague.link', { host: host.host, 'event-link': event.link }));
  expect(colleague).not.toContain(link);
  expect(colleague).toContain('5:45');
});

test('a mail is copied as it looks, with a plain text beside it', async ({ organizer }) => {
  const { desk, page } = organizer;
  await organizer.shares();
  const link = await desk.guestLink();
  await desk.unfold('desk.share.mail.looks');
  await desk.press('desk.share.mail.copy');
  await expect(desk.says('part.copy.done')).toBeVisible();
  const mail = await copiedAsItLooks(page);
  expect(mail.links).toEqual([link]);
  expect(mail.plain.replaceAll('\r\n', '\n')).toBe(await desk.field('desk.share.mail.label').inputValue());
});

/** The events of a calendar file. @param {string} text */
function entries(text) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
}

test('calendar files: the event with the guest link, and the colleague’s before the doors open', async ({ organizer }) => {
  const { desk } = organizer;
  const event = await organizer.shares();
  const link = await desk.guestLink();
  const ofGuests = await desk.saves('desk.share.calendar.save');
  expect(ofGuests.name).toMatch(/\.ics$/);
  const [entry, ...ready] = entries(ofGuests.text);
  expect(entry.summary).toBe(event.title);
  expect([entry.startDate.toJSDate(), entry.endDate.toJSDate()]).toEqual([event.starts, event.ends]);
  expect(entry.component.toString().replaceAll('\r\n ', '')).toContain(link);
  expect(ready).toHaveLength(1);
  expect(ready[0].startDate.toJSDate().getTime()).toBeLessThan(event.starts.getTime() - 12 * 60 * minute);

  const ofColleague = await desk.saves('desk.share.colleague.save');
  const inside = entries(ofColleague.text);
  expect(inside).toHaveLength(1);
  expect(inside[0].summary).toBe(word('letter.colleague.entry', { event: event.title }));
  expect(inside[0].startDate.toJSDate().getTime()).toBe(event.starts.getTime() - 15 * minute);
  expect(ofColleague.text.replaceAll('\r\n ', '')).toContain(event.link);
  expect(ofColleague.text.replaceAll('\r\n ', '')).not.toContain('#i=');
  expect(inside[0].uid).not.toBe(entry.uid);
});

test('an event that is changed replaces its entry in the guests’ calendars', async ({ organizer }) => {
  const { desk } = organizer;
  const event = await organizer.shares();
  const [before] = entries((await desk.saves('desk.share.calendar.save')).text);
  const link = await desk.guestLink();
  await desk.goTo('details', event.title);
  await desk.fill('desk.field.event-title', 'Contoso late autumn gathering');
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', 'Contoso late autumn gathering');
  expect(await desk.guestLink()).not.toBe(link);
  const [after] = entries((await desk.saves('desk.share.calendar.save')).text);
  expect(after.uid).toBe(before.uid);
  expect(after.sequence).toBeGreaterThan(before.sequence);
});

test('letters are in the language of those who read them, and the page stays in its own', async ({ organizer }) => {
  const { desk, page } = organizer;
  const language = await desk.teachPseudo();
  const event = await organizer.begins();
  await desk.field('desk.field.event-language').selectOption(language);
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', event.title);
  await expect(desk.field('desk.share.mail.label')).toHaveValue(new RegExp(pseudo(word('letter.mail.needs.mesh-pc'))));
  await expect(desk.field('desk.share.mail.label')).toHaveValue(new RegExp(event.title));
  await expect(desk.field('desk.share.colleague.label')).toHaveValue(new RegExp(`^${pseudo(word('letter.colleague.greeting'))}`));
  await desk.unfold('desk.share.mail.looks');
  await expect(page.getByRole('main').locator(`[lang=${language}]`)).toContainText(pseudo(word('letter.mail.greeting')));
  const [entry] = entries((await desk.saves('desk.share.colleague.save')).text);
  expect(entry.summary).toBe(`${pseudo(word('letter.colleague.entry', { event: '' }))}${event.title}`);
});

test('words for letters that do not come are replaced by the page’s own', async ({ organizer }) => {
  const { desk, page } = organizer;
  await page.route('**/words/nl/*.json', (route) => route.fulfill({ status: 404, body: 'gone' }));
  const event = await organizer.begins();
  await desk.field('desk.field.event-language').selectOption('nl');
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', event.title);
  await expect(desk.field('desk.share.mail.label')).toHaveValue(new RegExp(word('letter.mail.greeting')));
});

test('a title that looks like markup is only text', async ({ organizer }) => {
  const { desk, page } = organizer;
  const title = '<img src=x onerror="document.title=1"> {host} **x**';
  await organizer.begins({ title });
  await desk.press('desk.details.go-on');
  await expect(desk.heading(word('desk.share.heading', { event: '\u0001' }).replace('\u0001', title))).toBeVisible();
  await desk.unfoldAll();
  await expect(page.getByRole('main').locator('img')).toHaveCount(0);
  expect(await desk.field('desk.share.mail.label').inputValue()).toContain(title);
  await expect(page).toHaveTitle(/<img/);
});

test('the page to print says the way in on paper, and nothing that only a screen can do', async ({ organizer }) => {
  const { desk, page } = organizer;
  await page.addInitScript(() => { window.print = () => { document.documentElement.dataset.printed = 'yes'; }; });
  const event = await organizer.shares();
  const link = await desk.guestLink();
  await desk.follow('desk.share.print');
  await desk.seesPart('sheet', event.title);
  expect(await desk.scanned()).toBe(link);
  const main = page.getByRole('main');
  for (const text of [link, host.host, `${event.organizer.name}, ${event.organizer.contact}`]) await expect(main).toContainText(text);
  await expect(desk.says('sheet.step.accept')).toBeVisible();
  await expect(desk.says('sheet.step.app.mesh-pc')).toBeVisible();
  await expect(main).not.toContainText(/\{[a-z-]+\}/);
  await desk.press('sheet.print');
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print' });
  await expect(main).toContainText(link);
  await expect(desk.button('sheet.print')).toBeHidden();
  await expect(desk.link('sheet.back')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await desk.follow('sheet.back');
  await desk.seesPart('share', event.title);
});
