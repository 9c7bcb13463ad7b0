/// <reference lib="dom" />
// Who is to come: lists as programs and people write them, what is wrong with a row, and files for other programs.

import { readFileSync } from 'node:fs';
import { file } from '../fixtures/invitations.mjs';
import { expect, test } from '../fixtures/organizer.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/organizer.mjs').Organizer} Organizer */

/** An event whose list is still empty. @param {Organizer} organizer */
async function atGuests(organizer) {
  const event = await organizer.begins();
  await organizer.desk.goTo('guests', event.title);
  return event;
}

/** A file that a program exported. @param {string} name */
const exported = (name) => file(name, readFileSync(new URL(`../../src/domain/guests/fixtures/${name}`, import.meta.url)), 'text/csv');

/** What stands in the files that programs export. @type {[name: string, guests: string[][]][]} */
const files = [
  ['excel-german.csv', [['joerg@fabrikam.com', 'Jörg Größe', ''], ['ben@fabrikam.com', 'Ben Okafor; Dr.', '']]],
  ['excel-unicode.txt', [['zoe@fabrikam.com', 'Zoë Marsh', 'fr'], ['ben@fabrikam.com', 'Okafor, Ben', ''], ['taro@fabrikam.com', '山田太郎', 'ja']]],
  ['excel-utf8.csv', [['zofia@fabrikam.com', 'Zofia Łęcka', ''], ['jan@fabrikam.com', 'Jan Żak', '']]],
  ['google-sheets.csv', [['ada@fabrikam.com', 'Marsh, Ada', ''], ['ben@fabrikam.com', 'Ben "BJ" Okafor', '']]],
  ['outlook-contacts.csv', [['ada@fabrikam.com', 'Ada Marsh', 'en'], ['zoe@fabrikam.com', 'Zoë Okafor', '']]],
  ['entra-bulk-invite.csv', [['ada@fabrikam.com', '', ''], ['ben@fabrikam.com', '', '']]],
];

test('files of Excel, Google, Outlook and Entra are read whole, whatever their encoding', async ({ organizer }) => {
  const { desk } = organizer;
  await atGuests(organizer);
  for (const [name, guests] of files) {
    await test.step(name, async () => {
      await desk.chooseFile('desk.guests.file', exported(name));
      await expect(desk.says('desk.guests.added.other', { count: String(guests.length) })).toBeVisible();
      expect(await desk.guests()).toEqual(guests);
      await expect(desk.says('desk.guests.refused.one', { count: '1' })).toHaveCount(0);
      await desk.press('desk.guests.clear');
      await expect(desk.table()).toBeHidden();
    });
  }
});

test('a pasted table is kept, added to, and still there after a reload', async ({ organizer }) => {
  const { desk } = organizer;
  const event = await atGuests(organizer);
  await desk.addGuests('Name\tE-Mail\nAda Marsh\tada@fabrikam.com\nBen Okafor\tben@fabrikam.com');
  await expect(desk.says('desk.guests.added.other', { count: '2' })).toBeVisible();
  await expect(desk.field('desk.guests.pasted')).toHaveValue('');
  await desk.addGuests('Zoë Marsh <zoe@fabrikam.com>, ADA@fabrikam.com');
  await expect(desk.says('desk.guests.added.one', { count: '1' })).toBeVisible();
  const all = [['ada@fabrikam.com', 'Ada Marsh', ''], ['ben@fabrikam.com', 'Ben Okafor', ''], ['zoe@fabrikam.com', 'Zoë Marsh', '']];
  expect(await desk.guests()).toEqual(all);
  await desk.reload();
  await desk.seesPart('guests', event.title);
  await expect(desk.says('desk.guests.count.other', { count: '3' })).toBeVisible();
  expect(await desk.guests()).toEqual(all);
});

test('every row that is not taken is explained by its line', async ({ organizer }) => {
  const { desk, page } = organizer;
  await atGuests(organizer);
  await desk.addGuests([
    'ada@fabrikam.com',
    '',
    'Ben Okafor',
    'ben@fabrikam',
    '@fabrikam.com; zoe@@fabrikam.com',
    'Zoë <zoe @fabrikam.com>',
    'ADA@fabrikam.com',
    'lee@gmial.com',
    `zo\u0435@f\u0430brikam.com`,
  ].join('\n'));
  await expect(desk.says('desk.guests.added.other', { count: '2' })).toBeVisible();
  await desk.seesPart('guests', 'Contoso autumn gathering');
  /** The lines under a number of rows. @param {string} id @param {string} count */
  const told = async (id, count) => {
    const part = page.getByRole('group').filter({ has: desk.says(id, { count }) });
    await desk.unfold(id, { count });
    return part.getByRole('listitem').allInnerTexts();
  };
  const row = (/** @type {number} */ line, /** @type {string} */ text, /** @type {string} */ says) => `${word('desk.guests.line', { line: String(line) })} ${text} ${says}`;
  expect(await told('desk.guests.refused.other', '6')).toEqual([
    row(3, 'Ben Okafor', word('guests.why.no-address')),
    row(4, 'ben@fabrikam', word('guests.why.no-domain')),
    row(5, '@fabrikam.com', word('guests.why.nothing-before')),
    row(5, 'zoe@@fabrikam.com', word('guests.why.several-ats')),
    row(6, 'zoe @fabrikam.com', word('guests.why.spaces')),
    row(9, `zo\u0435@f\u0430brikam.com`, word('guests.why.characters')),
  ]);
  expect(await told('desk.guests.repeated.one', '1')).toEqual([row(7, 'ADA@fabrikam.com', word('guests.repeated', { first: '1' }))]);
  expect(await told('desk.guests.doubtful.one', '1')).toEqual([row(8, 'lee@gmial.com', word('guests.doubtful', { address: 'lee@gmail.com' }))]);
});

test('nothing pasted is said of the field', async ({ organizer }) => {
  const { desk } = organizer;
  await atGuests(organizer);
  await desk.press('desk.guests.read');
  await desk.onlyWrong([['desk.guests.pasted', 'desk.guests.empty']]);
});

test('a workbook is refused, with how to save it as a table', async ({ organizer }) => {
  const { desk, page } = organizer;
  await atGuests(organizer);
  await desk.chooseFile('desk.guests.file', file('guests.xlsx', Buffer.from('PK\u0003\u0004\u0014\0\u0006\0', 'latin1')));
  await expect(page.getByRole('alert').filter({ hasText: word('guests.unusable.workbook') })).toBeVisible();
  await expect(desk.table()).toBeHidden();
});

test('ten thousand rows are read while the page stays alive, and paged through', async ({ organizer }) => {
  const { desk, page } = organizer;
  const event = await atGuests(organizer);
  const rows = Array.from({ length: 10_001 }, (_, index) => `Guest ${index + 1},guest.${index + 1}@fabrikam.com`);
  await page.evaluate(watchFrames);
  await desk.chooseFile('desk.guests.file', file('guests.csv', ['Name,Email', ...rows].join('\r\n'), 'text/csv'));
  await expect(page.getByRole('status').filter({ hasText: /guests? read so far/ })).toBeVisible();
  // Somebody goes on working meanwhile.
  await desk.field('desk.guests.pasted').pressSequentially('ada@fab');
  await expect(desk.says('desk.guests.added.other', { count: '10,000' })).toBeVisible();
  const longest = await page.evaluate(() => Math.max(.../** @type {any} */ (window).pauses));
  console.log(`organizer: 10,000 guests read; the page stood still for ${Math.round(longest)} ms at most`);
  // 100 ms are not felt (RAIL); the rest is for machines that do other things as well.
  expect(longest).toBeLessThan(500);
  await expect(desk.says('desk.guests.count.other', { count: '10,000' })).toBeVisible();
  await desk.unfold('desk.guests.refused.one', { count: '1' });
  await expect(page.getByText(word('guests.why.beyond-limit'))).toBeVisible();

  const shown = (await desk.guests()).length;
  expect(shown).toBeLessThan(100);
  await desk.press('desk.table.next');
  expect((await desk.guests())[0]).toEqual([`guest.${shown + 1}@fabrikam.com`, `Guest ${shown + 1}`, '']);
  await desk.press('desk.table.previous');
  expect((await desk.guests())[0]).toEqual(['guest.1@fabrikam.com', 'Guest 1', '']);
  await expect(desk.button('desk.table.previous')).toHaveCount(0);
  await expect(desk.says('desk.table.place', { from: '1', to: String(shown), of: '10,000' })).toBeVisible();
  await desk.reload();
  await desk.seesPart('guests', event.title);
  await expect(desk.says('desk.guests.count.other', { count: '10,000' })).toBeVisible();
});

/** Runs in the page: how long it could answer nobody, each time. */
function watchFrames() {
  /** @type {number[]} */
  const pauses = [];
  Object.assign(window, { pauses });
  let before = performance.now();
  setInterval(() => {
    const now = performance.now();
    pauses.push(now - before);
    before = now;
  }, 10);
}

test('text that is typed while a list is read is not taken away', async ({ organizer }) => {
  const { desk } = organizer;
  await atGuests(organizer);
  const rows = Array.from({ length: 10_000 }, (_, index) => `guest.${index}@fabrikam.com`);
  await desk.chooseFile('desk.guests.file', file('guests.csv', rows.join('\n'), 'text/csv'));
  await desk.field('desk.guests.pasted').fill('ada@fabrikam.com');
  await expect(desk.says('desk.guests.added.other', { count: '10,000' })).toBeVisible();
  await expect(desk.field('desk.guests.pasted')).toHaveValue('ada@fabrikam.com');
});

test('a browser without room for the list says so', async ({ organizer }) => {
  const { desk, page } = organizer;
  await atGuests(organizer);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await desk.addGuests('ada@fabrikam.com');
  await expect(page.getByRole('alert').filter({ hasText: word('desk.guests.not-kept') })).toBeVisible();
});

test('each guest gets a link of their own, and Entra its template', async ({ organizer, guest }) => {
  const { desk } = organizer;
  const event = await atGuests(organizer);
  await desk.addGuests('Email\tName\nada@fabrikam.com\t=Ada, Marsh\nben@fabrikam.com\t');
  await expect(desk.says('desk.guests.added.other', { count: '2' })).toBeVisible();
  const links = await desk.saves('desk.guests.links');
  expect(links.name).toBe('guest-links.csv');
  const [header, ada, ben] = links.text.replace('\ufeff', '').split('\r\n');
  expect(header).toBe('Email,Name,Link');
  // No cell becomes a formula.
  expect(ada).toMatch(/^ada@fabrikam\.com,"'=Ada, Marsh",http/);
  const [personal, other] = [ada, ben].map((row) => row.slice(row.indexOf('http')));
  expect(personal).not.toBe(other);

  const template = await desk.saves('desk.guests.entra');
  expect(template.name).toBe('entra-bulk-invite.csv');
  const [version, columns, first, second, ...rest] = template.text.split('\r\n');
  expect([version, columns.split(',').length, rest]).toEqual(['version:v1.0,,,', 4, ['']]);
  expect(first.startsWith(`ada@fabrikam.com,${thisRun().portal}/?i=`)).toBe(true);
  const cells = first.split(',');
  expect(cells).toHaveLength(4);
  expect(cells[2]).toBe('true');
  expect(cells[3]).toContain(event.title);
  // Where everybody is sent on to names nobody.
  expect(second.split(',')[1]).toBe(cells[1]);

  const { portal } = guest;
  await portal.open(personal);
  await portal.sees('introduction.heading', { event: event.title });
  await portal.press('introduction.go.sign-in');
  // The sign-in page knows by the link who it is.
  await guest.signIn.sees('Enter password');
});

test('files need an event without faults', async ({ organizer }) => {
  const { desk } = organizer;
  await organizer.begins({ title: '' });
  await desk.goTo('guests', word('desk.untitled'));
  await desk.addGuests('ada@fabrikam.com');
  await desk.press('desk.guests.links');
  await expect(desk.says('desk.not-ready')).toBeVisible();
});
