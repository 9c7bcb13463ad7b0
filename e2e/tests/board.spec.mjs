/// <reference lib="dom" />
// The readiness board: right for every state a guest can be in, and what can be done from it.

import { expect, isSound, personCalled, test } from '../fixtures/at-graph.mjs';
import { counted } from '../pages/organizer.mjs';
import { word, wordPattern } from '../pages/words.mjs';
import { crowd } from '../tenant/crowd.mjs';
import { contoso } from '../tenant/organizations.mjs';

/** @typedef {import('../pages/organizer.mjs').OrganizerPages} OrganizerPages */
/** @typedef {import('../fixtures/tenant.mjs').Tenant} Tenant */
/** @typedef {import('../tenant/crowd.mjs').CrowdState} CrowdState */

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** What the board is to say of each state. @type {Record<CrowdState, { standing: string, needs: string[] }>} */
const expected = {
  ready: { standing: 'ready', needs: [] },
  'no-premium': { standing: 'no-license', needs: ['premium-license'] },
  'mesh-off': { standing: 'plan-off', needs: ['mesh-plan'] },
  'no-license': { standing: 'no-license', needs: ['teams-license', 'premium-license'] },
  'no-location': { standing: 'no-license', needs: ['teams-license', 'premium-license'] },
  pending: { standing: 'not-accepted', needs: ['acceptance', 'teams-license', 'premium-license'] },
  'pending-licensed': { standing: 'not-accepted', needs: ['acceptance'] },
  absent: { standing: 'not-invited', needs: ['invitation', 'acceptance', 'teams-license', 'premium-license'] },
};

/** The addresses of the crowd who have a need, whether or not they are in the directory. @param {number} size @param {string} need */
const lacking = (size, need) => crowd(size).filter(({ state }) => expected[state].needs.includes(need));

/** @param {number} size */
const addresses = (size) => crowd(size).map(({ address }) => address);

/** The board of a list, read by somebody. @param {OrganizerPages} desk @param {string[]} guests @param {string} [key] */
async function read(desk, guests, key = 'organizer') {
  await desk.keep(guests);
  await desk.openPart('board');
  await desk.signsIn('desk.board.sign-in', personCalled(key));
  await isRead(desk);
}

/** @param {OrganizerPages} desk */
const isRead = (desk) => expect(desk.button('desk.board.again')).toBeVisible();

/** The note about a part of the board that cannot be shown. @param {OrganizerPages} desk @param {string} column @param {string} scope @param {string} role */
async function isDim(desk, column, scope, role) {
  const note = desk.page.getByRole('main').locator('.notice').filter({ has: desk.page.getByText(word(`board.column.${column}`), { exact: true }) });
  await expect(note.getByText(word('board.dim.not-allowed', { scope, role }))).toBeVisible();
}

/** Graph's permission for the seats is asked for, which is none of those the board begins with. @param {OrganizerPages} desk */
async function asksForSeats(desk) {
  await desk.signsInAgain('desk.board.ask');
  await isRead(desk);
}

test('a thousand guests: right for everybody, with few requests', async ({ desk, tenant }) => {
  const people = crowd(1000);
  await tenant.set({ crowd: 1000 });
  await read(desk, addresses(1000));
  expect(await tenant.graphRequests()).toBeLessThanOrEqual(4);
  const wanted = people.map(({ address, name, state, invitation }) => {
    const { standing, needs } = expected[state];
    return [address, invitation ? name : '', word(`board.standing.${standing}`), needs.map((need) => word(`board.need.${need}`)).join(' ')];
  });
  expect(await desk.savesRows('desk.board.export')).toEqual(wanted);
  for (const standing of new Set(people.map(({ state }) => expected[state].standing))) {
    const number = people.filter(({ state }) => expected[state].standing === standing).length;
    await expect(desk.button('desk.board.total', { standing: word(`board.standing.${standing}`), number: String(number) })).toBeVisible();
  }
});

test('read once more, it shows what has changed', async ({ desk, tenant }) => {
  await tenant.set({ crowd: 20 });
  await read(desk, addresses(20));
  await expect(desk.row('guest0020@fabrikam.com')).toContainText(word('board.standing.not-invited'));
  const before = await tenant.graphRequests();
  await tenant.set({ crowd: 0 });
  await desk.press('desk.board.again');
  await expect(desk.button('desk.board.total', { standing: word('board.standing.not-invited'), number: '20' })).toBeVisible();
  await isRead(desk);
  expect((await tenant.graphRequests()) - before).toBeLessThanOrEqual(2);
});

test('search, filter and order', async ({ desk, tenant }) => {
  const people = crowd(60);
  await tenant.set({ crowd: 60 });
  await read(desk, addresses(60));
  const shown = async () => (await desk.cells()).map(([address]) => address);
  expect(await shown()).toEqual(addresses(25));
  await desk.press('desk.table.next');
  await expect.poll(shown).toEqual(addresses(60).slice(25, 50));

  await desk.field('desk.board.search').fill('GUEST004');
  await expect.poll(shown).toEqual(people.slice(39, 49).map(({ address }) => address));
  const { name } = people[4];
  await desk.field('desk.board.search').fill(name.toUpperCase());
  await expect.poll(shown).toEqual(people.filter((each) => each.name === name && each.invitation).map(({ address }) => address));

  await desk.field('desk.board.search').fill('');
  const pending = people.filter(({ state }) => expected[state].standing === 'not-accepted').map(({ address }) => address);
  await desk.field('desk.board.filter').selectOption('not-accepted');
  await expect.poll(shown).toEqual(pending);
  await desk.field('desk.board.order').selectOption('name');
  const byName = people.filter(({ address }) => pending.includes(address)).sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : Number(one.name.toLowerCase() > other.name.toLowerCase())));
  await expect.poll(shown).toEqual(byName.map(({ address }) => address));
  expect((await desk.savesRows('desk.board.export')).map(([address]) => address), 'the file is what is in view').toEqual(byName.map(({ address }) => address));

  // A number of the picture is a filter, too.
  await desk.field('desk.board.order').selectOption('list');
  await desk.press('desk.board.total', { standing: word('board.standing.plan-off'), number: '3' });
  await expect.poll(shown).toEqual(people.filter(({ state }) => state === 'mesh-off').map(({ address }) => address));
  await expect(desk.field('desk.board.filter')).toHaveValue('plan-off');
});

test('letters name exactly those who lack a license, and remind exactly those who have not accepted', async ({ desk, tenant }) => {
  await tenant.set({ crowd: 60 });
  await read(desk, addresses(60));
  const letter = await desk.field('desk.board.message.admin').inputValue();
  const parts = letter.split('\n\n');
  const named = ['teams-license', 'premium-license', 'mesh-plan'].map((need) => {
    const people = lacking(60, need).filter(({ invitation }) => invitation);
    const at = parts.findIndex((part) => counted(`board.message.admin.${need}`, people.length).test(part));
    expect(at, need).toBeGreaterThan(-1);
    expect(parts[at + 1].split('\n'), need).toEqual(people.map(({ address }) => address));
    return at;
  });
  expect(named).toEqual([1, 3, 5]);
  expect(parts[0]).toBe(word('board.message.admin.lead', { host: contoso.name }));

  const pending = lacking(60, 'acceptance').filter(({ invitation }) => invitation).map(({ address }) => address);
  await desk.page.locator('summary').getByText(counted('desk.board.message.people', pending.length)).click();
  await expect(desk.field('desk.board.message.bcc')).toHaveValue(pending.join('; '));
  await expect(desk.field('desk.board.message.remind')).toHaveValue(new RegExp(`^${word('board.message.remind.lead', { host: contoso.name })}`));
});

test('without the permission for seats only they are dim; with it, they are set against the need', async ({ desk, tenant }) => {
  await tenant.set({ crowd: 60, premiumSeats: 45 });
  await read(desk, addresses(60));
  await isDim(desk, 'seats', 'Organization.Read.All', 'Directory Readers');
  expect(await desk.savesRows('desk.board.export')).toHaveLength(60);
  await asksForSeats(desk);
  for (const need of ['teams-license', 'premium-license']) {
    const line = desk.page.locator('.notice').filter({ hasText: `${word(`desk.board.license.${need}`)}: ${lacking(60, need).length} ` });
    await expect(line, need).toBeVisible();
  }
  await expect(desk.page.getByText(wordPattern('desk.board.seats.short', { license: word('desk.board.license.premium-license') }))).toBeVisible();
  await expect(desk.page.getByText(wordPattern('desk.board.seats.enough', { license: word('desk.board.license.teams-license') }))).toBeVisible();
});

test('without the role for seats, only they are dim, and the role is named', async ({ desk, tenant }) => {
  await tenant.set({ crowd: 20 });
  await read(desk, addresses(20), 'inviter');
  await asksForSeats(desk);
  await isDim(desk, 'seats', 'Organization.Read.All', 'Directory Readers');
  await expect(desk.button('desk.board.ask'), 'what was granted is not asked for again').toHaveCount(0);
  await expect(desk.row('guest0011@fabrikam.com')).toContainText(word('board.standing.plan-off'));
});

test('licenses that may not be read dim alone', async ({ desk, tenant }) => {
  await tenant.set({ crowd: 20 });
  await tenant.interfere({ endpoint: 'graph.users' }, { kind: 'status', status: 403 }, 2);
  await read(desk, addresses(20));
  await isDim(desk, 'license', 'LicenseAssignment.Read.All', 'License Administrator');
  await expect(desk.row('guest0004@fabrikam.com')).toContainText(word('board.standing.not-accepted'));
  await expect(desk.row('guest0020@fabrikam.com')).toContainText(word('board.standing.not-invited'));
  await expect(desk.row('guest0001@fabrikam.com')).toContainText(word('board.standing.could-not-tell'));
});

test('invitations that may not be read dim, too, and nobody is said to be missing', async ({ desk, tenant }) => {
  await tenant.set({ crowd: 20 });
  await tenant.interfere({ endpoint: 'graph.users' }, { kind: 'status', status: 403 }, 4);
  await read(desk, addresses(20));
  await isDim(desk, 'invitation', 'User.Read.All', 'Directory Readers');
  await isDim(desk, 'license', 'User.Read.All', 'Directory Readers');
  await expect(desk.button('desk.board.total', { standing: word('board.standing.could-not-tell'), number: '20' })).toBeVisible();
  await expect(desk.row('guest0001@fabrikam.com')).toContainText(crowd(1)[0].name);
});

test('without consent the sign-in brings no board', async ({ desk, guest, tenant }) => {
  await tenant.set({ crowd: 20, unconsented: ['User.Read.All'] });
  await desk.keep(addresses(20));
  await desk.openPart('board');
  await desk.press('desk.board.sign-in');
  await guest.signIn.address(personCalled('organizer'));
  await guest.signIn.password(personCalled('organizer'));
  await guest.signIn.sees('Need admin approval');
  await guest.goBack();
  await desk.arrived('board');
  await expect(desk.button('desk.board.sign-in')).toBeVisible();
  expect(await tenant.graphRequests()).toBe(0);
});

test('licenses are assigned to who lacks them, with numbers before, results after, and a way back', async ({ desk, tenant, page }) => {
  const people = crowd(20);
  await tenant.set({ crowd: 20 });
  await read(desk, addresses(20), 'admin');
  await asksForSeats(desk);
  const before = new Map((await tenant.standings()).map((each) => [each.address, each]));

  const prepare = async (/** @type {string} */ country) => {
    const choice = desk.field('desk.board.give.product');
    const premium = choice.locator('option').filter({ hasText: 'Teams Premium (for Departments)' });
    await choice.selectOption((await premium.getAttribute('value')) ?? '');
    await desk.field('desk.board.give.country').fill(country);
    await desk.press('desk.board.give.prepare');
  };
  await desk.unfold('desk.board.give');
  await prepare('Germany');
  await expect(page.getByRole('alert').getByText(word('desk.board.give.country.wrong'))).toBeVisible();
  await prepare('US');
  // Only now it is known that more permissions are needed; the first of the two buttons is for them.
  await desk.signsInAgain('desk.board.ask');
  await isRead(desk);
  await desk.unfold('desk.board.give');
  await prepare('US');

  const wanting = lacking(20, 'premium-license').filter(({ invitation }) => invitation);
  const abroad = wanting.filter(({ usageLocation }) => usageLocation === null);
  await expect(page.getByText(counted('desk.board.give.people', wanting.length))).toBeVisible();
  await expect(page.getByText(counted('desk.board.give.locations', abroad.length))).toBeVisible();
  await expect(page.getByText(counted('desk.board.give.left-out', lacking(20, 'premium-license').length - wanting.length))).toBeVisible();
  expect(await tenant.standings(), 'nothing happens before the confirmation').toEqual([...before.values()]);
  await page.getByRole('button', { name: counted('desk.board.give.confirm', wanting.length) }).click();
  await expect(desk.says('desk.board.finished')).toBeVisible();
  await expect(page.getByText(word('board.assign.assigned'))).toHaveCount(wanting.length);

  const after = new Map((await tenant.standings()).map((each) => [each.address, each]));
  for (const { address, usageLocation } of people) {
    const wants = wanting.some((each) => each.address === address);
    const [had, has] = [before.get(address), after.get(address)];
    expect(has?.licenses.length, address).toBe((had?.licenses.length ?? 0) + (wants ? 1 : 0));
    expect(has?.usageLocation, address).toBe(wants ? (usageLocation ?? 'US') : had?.usageLocation);
  }
  await desk.press('desk.board.give.undo');
  await expect(page.getByText(word('board.assign.taken-back'))).toHaveCount(wanting.length);
  await expect(desk.says('desk.board.finished')).toBeVisible();
  for (const each of await tenant.standings()) expect(each.licenses, each.address).toEqual(before.get(each.address)?.licenses);
});

test('only guests of the list are removed, and a member on it stays', async ({ desk, tenant, page }) => {
  await tenant.set({ crowd: 20 });
  await read(desk, ['guest0001@fabrikam.com', 'guest0004@fabrikam.com', 'julia@contoso.com', 'guest0020@fabrikam.com'], 'admin');
  await desk.unfold('desk.board.remove');
  await expect(desk.row('julia@contoso.com')).toContainText(word('board.standing.member'));
  const details = page.locator('details').filter({ has: page.getByText(word('desk.board.remove'), { exact: true }) });
  await expect(details.getByText(counted('desk.board.remove.count', 2))).toBeVisible();
  const asked = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('/oauth2/v2.0/token'));
  await details.getByRole('button', { name: word('desk.board.ask') }).click();
  await asked;
  await isRead(desk);
  const before = new Map((await tenant.standings()).map((each) => [each.address, each]));

  await desk.unfold('desk.board.remove');
  await desk.press('desk.board.remove.begin');
  await desk.press('desk.board.remove.keep');
  expect(await tenant.standings()).toEqual([...before.values()]);
  await desk.press('desk.board.remove.begin');
  await page.getByRole('button', { name: counted('desk.board.remove.sure', 2) }).click();
  await expect(desk.says('desk.board.finished')).toBeVisible();
  const said = details.getByRole('listitem');
  await expect(said.filter({ hasText: 'guest0001@fabrikam.com' })).toContainText(word('board.remove.removed'));
  await expect(said.filter({ hasText: 'guest0004@fabrikam.com' })).toContainText(word('board.remove.removed'));
  await expect(said.filter({ hasText: 'julia@contoso.com' }).filter({ hasText: word('board.remove.removed') })).toHaveCount(0);

  const removed = ['guest0001@fabrikam.com', 'guest0004@fabrikam.com'];
  for (const each of await tenant.standings()) {
    if (removed.includes(each.address)) expect(each.invitation, each.address).toBeNull();
    else expect(each, each.address).toEqual(before.get(each.address));
  }
});

test('no barriers on the filled board, it fits narrow windows, and its table can be scrolled from the keyboard', async ({ desk, tenant, page }) => {
  await tenant.set({ crowd: 60 });
  await read(desk, addresses(60));
  await asksForSeats(desk);
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await isSound(desk);
  await page.setViewportSize({ width: 320, height: 640 });
  await desk.field('desk.board.order').focus();
  await page.keyboard.press('Tab');
  await expect(desk.table()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => desk.table().evaluate((table) => table.scrollLeft)).toBeGreaterThan(0);
});
