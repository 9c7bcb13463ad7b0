/// <reference lib="dom" />
// The organizer's way from an invitation to a link that guests come in by, and the events kept on the way.

import { copied } from '../fixtures/clipboard.mjs';
import { host, meshLink } from '../fixtures/events.mjs';
import { calendarFile, file, gathering, invited, outlookInvitation } from '../fixtures/invitations.mjs';
import { expect, personCalled, test } from '../fixtures/organizer.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { local } from '../pages/desk.mjs';
import { word } from '../pages/words.mjs';

test('a link built from a pasted Outlook invitation leads a licensed guest to the app', async ({ organizer, guest }) => {
  const { desk, page } = organizer;
  const event = gathering();
  await desk.openAt();
  await desk.sees('desk.heading');
  await desk.follow('desk.new');
  await desk.seesPage('desk.new.heading', 'desk.new.title');
  await desk.paste(outlookInvitation(event));
  await desk.seesPart('details', event.title);
  await expect(desk.says('desk.found')).toBeVisible();
  await expect(desk.says('desk.found.guests.other', { count: '2' })).toBeVisible();
  await expect(desk.field('desk.field.event-link')).toHaveValue(meshLink);
  await expect(desk.field('desk.field.event-starts')).toHaveValue(local(event.starts));
  await expect(desk.field('desk.field.event-ends')).toHaveValue(local(event.ends));
  await expect(desk.field('desk.field.event-organizer')).toHaveValue(event.organizer.name);
  await expect(desk.field('desk.field.event-contact')).toHaveValue(event.organizer.contact);
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', event.title);
  const link = await desk.guestLink();
  expect(link.startsWith(`${thisRun().portal}/#i=`)).toBe(true);
  await desk.follow('desk.share.go-on');
  await desk.seesPart('guests', event.title);
  expect(await desk.guests()).toEqual(invited.map((address) => [address, '', '']));

  // The same browser, another tab, as whoever was sent the link.
  await page.close();
  guest.page = await guest.context.newPage();
  const portal = guest.portalIn(guest.page);
  const signIn = guest.signInPagesIn(guest.page);
  await portal.open(link);
  await portal.sees('introduction.heading', { event: event.title, host: host.host });
  await portal.press('introduction.go.sign-in');
  await signIn.address(personCalled('licensed'));
  await signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('waiting.heading');
});

test('a link built from a calendar file opens the event itself', async ({ organizer, guest }) => {
  const { desk } = organizer;
  const starts = new Date(Math.floor(Date.now() / 60_000 + 10) * 60_000);
  const event = { ...gathering(), title: 'Contoso evening', starts, ends: new Date(starts.getTime() + 6 * 60 * 60_000) };
  await desk.openAt('events/new');
  await desk.chooseFile('desk.new.file', file('invite.ics', calendarFile(event), 'text/calendar'));
  await desk.seesPart('details', event.title);
  await expect(desk.says('desk.found.guests.one', { count: '1' })).toBeVisible();
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', event.title);
  const { portal, signIn, traffic } = guest;
  await portal.open(await desk.guestLink());
  await portal.sees('introduction.heading', { event: event.title });
  await portal.press('introduction.go.sign-in');
  await signIn.address(personCalled('licensed'));
  await signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  expect(traffic.launches).toEqual([meshLink.replace('https:', 'mesh-test:')]);
});

test('a calendar file that is dropped is read as one that is chosen', async ({ organizer }) => {
  const { desk } = organizer;
  const event = gathering();
  await desk.openAt('events/new');
  await desk.dropFile('desk.new.file', file('invite.ics', calendarFile(event), 'text/calendar'));
  await desk.seesPart('details', event.title);
  await expect(desk.field('desk.field.event-starts')).toHaveValue(local(event.starts));
});

test('a guest link from before begins the same event anew, without its guest', async ({ organizer, guest }) => {
  const { desk } = organizer;
  await desk.openAt('events/new');
  await desk.paste(`Hello Ada,\n\nyour link: <${guest.link('licensed in Teams')}>`);
  await desk.seesPart('details', host.event);
  await expect(desk.field('desk.field.event-target')).toHaveValue('teams-immersive');
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', host.event);
  const invite = await desk.guestLink();
  expect(invite).not.toBe(guest.link('licensed in Teams'));
  await guest.portal.open(invite);
  await guest.portal.sees('introduction.heading', { event: host.event });
  await guest.portal.press('introduction.go.sign-in');
  // Nobody's address stands in the field: the link is everybody's.
  await guest.signIn.sees('Sign in');
  await expect(guest.page.getByLabel('Email, phone, or Skype')).toHaveValue('');
});

/** What is pasted, and what is said instead of reading it. @type {[string, (link: string) => string, string][]} */
const unreadable = [
  ['nothing', () => '', 'desk.new.empty'],
  ['a text without an event', () => 'See you there!', 'desk.new.nothing'],
  ['a guest link that was cut off', (link) => link.slice(0, -9), 'desk.new.link-unreadable'],
];

test('what says nothing of an event is not read, and stays as it was pasted', async ({ organizer, guest }) => {
  const { desk } = organizer;
  await desk.openAt('events/new');
  for (const [what, text, says] of unreadable) {
    await test.step(what, async () => {
      const pasted = text(guest.link('nobody in particular'));
      await desk.paste(pasted);
      await desk.onlyWrong([['desk.new.pasted', says]]);
      await expect(desk.field('desk.new.pasted')).toHaveValue(pasted);
      await desk.hand.press(desk.summary().getByRole('link'));
      await expect(desk.field('desk.new.pasted')).toBeFocused();
    });
  }
  await desk.seesPage('desk.new.heading', 'desk.new.title');
  expect(Object.keys(await desk.kept())).toEqual([]);
});

test('a file that is no text is refused by name', async ({ organizer }) => {
  const { desk } = organizer;
  await desk.openAt('events/new');
  await desk.chooseFile('desk.new.file', file('invite.ics', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80])));
  await desk.onlyWrong([['desk.new.pasted', 'desk.file.unreadable']]);
});

test('an invitation that leaves something open says what to look at', async ({ organizer }) => {
  const { desk } = organizer;
  await desk.openAt('events/new');
  await desk.paste('Subject: Canceled: Contoso autumn gathering\nWhen: Occurs every Saturday effective Saturday, November 21, 2026 6:00 PM-7:00 PM');
  await desk.seesPart('details', 'Contoso autumn gathering');
  for (const says of ['desk.found', 'desk.found.cancelled', 'desk.found.several', 'draft.time.readers-zone', 'desk.found.no-link']) {
    await expect(desk.says(says)).toBeVisible();
  }
});

test('events are listed, the one changed last first, and deleted for good only when asked twice', async ({ organizer }) => {
  const { desk, page } = organizer;
  await desk.openAt();
  await desk.sees('desk.heading');
  await expect(page.getByRole('heading', { name: word('desk.events') })).toHaveCount(0);
  const first = await organizer.begins({ title: 'Contoso autumn gathering' });
  await desk.goTo('guests', first.title);
  await desk.addGuests('ada@fabrikam.com');
  await expect(desk.says('desk.guests.count.one', { count: '1' })).toBeVisible();
  const second = await organizer.begins({ title: 'Contoso evening' });
  await desk.openAt();
  await desk.reload();
  await desk.sees('desk.heading');
  const listed = page.getByRole('main').getByRole('listitem');
  await expect(listed).toHaveCount(2);
  await expect(listed.nth(0)).toContainText(second.title);
  await expect(listed.nth(1)).toContainText(first.title);
  expect(Object.keys(await desk.kept()).filter((name) => name.startsWith('mesh.desk.'))).toHaveLength(3);

  await desk.press('desk.events.remove', { event: first.title });
  await desk.press('desk.events.remove.keep');
  await expect(listed).toHaveCount(2);
  await desk.press('desk.events.remove', { event: first.title });
  await desk.sees('desk.heading');
  await desk.press('desk.events.remove.sure');
  await expect(listed).toHaveCount(1);
  // With everything that was known about it.
  expect(Object.keys(await desk.kept()).filter((name) => name.startsWith('mesh.desk.'))).toHaveLength(1);
  await desk.reload();
  await expect(listed).toHaveCount(1);
  await desk.follow('desk.events.open', { event: second.title });
  await desk.seesPart('details', second.title);
});

test('whoever comes from the preview finds the events of this device', async ({ organizer }) => {
  const { desk, page } = organizer;
  await desk.openAt('events/new');
  await desk.paste(outlookInvitation(gathering()));
  await desk.seesPart('details', gathering().title);
  await desk.openAt('gallery');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: word('gallery.heading') })).toBeVisible();
  await page.evaluate(() => { location.hash = '#/'; });
  await desk.seesPage('desk.heading', 'desk.title');
  await expect(page.getByRole('heading', { level: 2, name: word('desk.events') })).toBeVisible();
  await expect(page.getByText(word('desk.keeps-nothing'))).toBeHidden();
});

test('an event that this device does not have is said to be missing', async ({ organizer }) => {
  const { desk } = organizer;
  await desk.openAt('events/0123456789abcdef/share');
  await desk.seesPage('desk.lost.heading', 'desk.unknown.title');
  await desk.follow('desk.new');
  await desk.seesPage('desk.new.heading', 'desk.new.title');
});

test('a part that needs a whole event leads to what is missing', async ({ organizer }) => {
  const { desk } = organizer;
  await desk.openAt('events/new');
  await desk.press('desk.new.by-hand');
  const untitled = word('desk.untitled');
  await desk.seesPart('details', untitled);
  for (const part of /** @type {const} */ (['share', 'sheet'])) {
    await desk.page.evaluate((name) => { location.hash = location.hash.replace(/\w+$/, name); }, part);
    await desk.seesNotReady(part, untitled);
    await desk.follow('desk.not-ready.details');
    await desk.seesPart('details', untitled);
  }
});

test('wherever a press or a link leads, the focus is on the heading', async ({ organizer }) => {
  const { desk, page } = organizer;
  const begins = async (/** @type {import('../pages/desk.mjs').Part} */ part) => {
    await desk.seesPart(part, gathering().title);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  };
  await desk.openAt();
  await desk.follow('desk.new');
  await desk.seesPage('desk.new.heading', 'desk.new.title');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await desk.paste(outlookInvitation(gathering()));
  await begins('details');
  await desk.goTo('checklist', gathering().title);
  await begins('checklist');
  await desk.goTo('details', gathering().title);
  await desk.press('desk.details.go-on');
  await begins('share');
});

test.describe('by keyboard alone', () => {
  test.use({ worksWith: 'keyboard' });

  test('from the beginning to a copied link', async ({ organizer }) => {
    const { desk, page } = organizer;
    const event = gathering();
    await desk.openAt();
    await desk.sees('desk.heading');
    await desk.follow('desk.new');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await desk.press('desk.new.read');
    await desk.onlyWrong([['desk.new.pasted', 'desk.new.empty']]);
    await desk.hand.press(desk.summary().getByRole('link'));
    await expect(desk.field('desk.new.pasted')).toBeFocused();
    await page.keyboard.insertText(outlookInvitation(event));
    await desk.press('desk.new.read');
    await desk.seesPart('details', event.title);
    await desk.press('desk.details.go-on');
    await desk.seesPart('share', event.title);
    await desk.hand.press(desk.button('part.copy').first());
    await expect(desk.says('part.copy.done').first()).toBeVisible();
    expect(await copied(page)).toBe(await desk.guestLink());
  });
});
