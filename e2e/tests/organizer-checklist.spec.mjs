// The host's checklist: ticked, kept, and with a message for everybody who has to do something.

import { copied } from '../fixtures/clipboard.mjs';
import { host } from '../fixtures/events.mjs';
import { expect, test } from '../fixtures/organizer.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/organizer.mjs').Organizer} Organizer */

/** @param {Organizer} organizer @param {Partial<import('../fixtures/organizer.mjs').Event>} [more] */
async function atChecklist(organizer, more) {
  const event = await organizer.begins(more);
  await organizer.desk.goTo('checklist', event.title);
  return event;
}

test('what is ticked counts, stays after a reload, and can be taken back', async ({ organizer }) => {
  const { desk, page } = organizer;
  const event = await atChecklist(organizer);
  const all = await page.getByRole('checkbox').count();
  expect(all).toBeGreaterThan(20);
  const progress = (/** @type {number} */ count) => expect(page.getByRole('status')).toHaveText(word('desk.checklist.progress.other', { count: String(count), of: String(all) }));
  await progress(0);
  await desk.tick('inviting').check();
  await desk.tick('endpoints').check();
  await progress(2);
  await desk.reload();
  await desk.seesPart('checklist', event.title);
  await progress(2);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await expect(desk.tick('inviting')).toBeChecked();
  await desk.tick('inviting').uncheck();
  await progress(1);
  await desk.reload();
  await expect(desk.tick('inviting')).not.toBeChecked();
  await expect(desk.tick('endpoints')).toBeChecked();
});

test('a tick changes nothing else on the page: what is open stays open, and the focus stays', async ({ organizer }) => {
  const { desk } = organizer;
  await atChecklist(organizer);
  const how = desk.item('mfa-trust').getByText(word('desk.checklist.how'));
  await desk.hand.press(how);
  await expect(desk.item('mfa-trust').getByLabel(word('desk.checklist.message'))).toBeVisible();
  await desk.tick('mfa-trust').check();
  await expect(desk.tick('mfa-trust')).toBeFocused();
  await expect(desk.item('mfa-trust').getByLabel(word('desk.checklist.message'))).toBeVisible();
});

test('messages name the event, its guests, the domain and whoever asks', async ({ organizer }) => {
  const { desk, page } = organizer;
  const event = await organizer.begins();
  await desk.goTo('guests', event.title);
  await desk.addGuests('ada@fabrikam.com, ben@fabrikam.com');
  await expect(desk.says('desk.guests.added.other', { count: '2' })).toBeVisible();
  await desk.goTo('checklist', event.title);
  await desk.unfoldAll();
  const inviting = desk.item('inviting');
  const message = await inviting.getByLabel(word('desk.checklist.message')).inputValue();
  for (const part of [event.title, 'ada@fabrikam.com\nben@fabrikam.com', event.organizer.name]) expect(message).toContain(part);
  const mail = new URL((await inviting.getByRole('link', { name: word('part.message.mail') }).getAttribute('href')) ?? '');
  expect(mail.searchParams.get('subject')).toBe(word('checklist.inviting.subject', { title: event.title }));
  await inviting.getByRole('button', { name: word('part.copy') }).click();
  await expect(inviting.getByText(word('part.copy.done'))).toBeVisible();
  expect(await copied(page)).toBe(message);
  expect(await desk.item('help-desk').getByLabel(word('desk.checklist.message')).inputValue()).toContain(host.domain);
  await expect(inviting.getByRole('link', { name: word('desk.checklist.page') })).toHaveAttribute('href', /^https:\/\/learn\.microsoft\.com\//);
  // No message has a hole in it.
  for (const text of await page.getByRole('main').getByRole('textbox').evaluateAll((all) => all.map((each) => /** @type {any} */ (each).value))) expect(text).not.toMatch(/\{[a-z-]+\}/);
});

test('the list for the network team, in its message and as a table', async ({ organizer }) => {
  const { desk } = organizer;
  await atChecklist(organizer);
  await desk.unfoldAll();
  const table = await desk.saves('desk.checklist.endpoints');
  expect(table.name).toBe('mesh-endpoints.csv');
  const [header, ...rows] = table.text.trim().split('\r\n');
  expect(header).toBe('"purpose","host","protocol","port"');
  expect(rows.length).toBeGreaterThan(5);
  const message = await desk.item('endpoints').getByLabel(word('desk.checklist.message')).inputValue();
  for (const part of ['*.cloud.microsoft', 'UDP 3478-3481']) expect(message).toContain(part);
  expect(rows.filter((row) => row.includes('"*.cloud.microsoft"'))).not.toEqual([]);
});

test('an event in Teams has a list of its own', async ({ organizer }) => {
  const { desk } = organizer;
  const event = await organizer.begins();
  await desk.choose('desk.field.event-target', 'desk.field.event-target.teams-immersive');
  await desk.goTo('checklist', event.title);
  await expect(desk.tick('app-rollout')).toHaveCount(0);
  await expect(desk.tick('events-policy')).toHaveCount(1);
});
