/// <reference lib="dom" />
// Inviting guests from the organizer's desk: nobody twice, whatever fails when.

import { expect, isSound, newcomers, personCalled, test } from '../fixtures/at-graph.mjs';
import { counted, OrganizerPages } from '../pages/organizer.mjs';
import { GuestPortal } from '../pages/portal.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/tenant.mjs').Tenant} Tenant */

const organizer = personCalled('organizer');

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Who was invited more than once, at the tenant. @param {Tenant} tenant */
const twice = async (tenant) => (await tenant.invitations()).filter(({ times }) => times > 1).map(({ address }) => address);

/** To the form with these guests, signed in with what it takes to invite. @param {OrganizerPages} desk @param {string[]} guests @param {string} [key] */
async function comesToInvite(desk, guests, key = 'organizer') {
  await desk.keep(guests);
  await desk.openPart('invite');
  await desk.signsIn('desk.invite.sign-in', personCalled(key));
}

/** As above, and with what it takes to recognize guests. @param {OrganizerPages} desk @param {string[]} guests @param {string} [key] */
async function comesToRecognize(desk, guests, key) {
  await comesToInvite(desk, guests, key);
  await desk.unfold('desk.invite.recognize');
  await desk.signsInAgain('desk.invite.recognize.ask');
}

/** @param {OrganizerPages} desk @param {number} count */
const begin = (desk, count) => desk.page.getByRole('button', { name: counted('desk.invite.begin', count) }).click();

/** @param {OrganizerPages} desk */
const isDone = (desk) => expect(desk.says('desk.invite.done')).toBeVisible();

/** A batch of invitations, on its way to Graph. */
const batches = /\/v1\.0\/\$batch$/;

/** The network breaks once: what is under way arrives, and its answer does not.
 * @param {import('@playwright/test').Page} page */
async function loseAnAnswer(page) {
  let lost = () => {};
  const gone = new Promise((resolve) => {
    lost = () => resolve(undefined);
  });
  await page.route(batches, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
    lost();
  }, { times: 1 });
  await gone;
}

/** Half of a thousand are invited while every third batch is throttled and one answer is lost; then the page is loaded
 * anew while a batch is under way. @param {OrganizerPages} desk @param {Tenant} tenant */
async function halfWayThroughTrouble(desk, tenant) {
  await tenant.interfere({ endpoint: 'graph.batch', every: 3 }, { kind: 'throttle', retryAfter: 1, inner: true });
  await begin(desk, 1000);
  await expect.poll(() => desk.answered(), { timeout: 30_000 }).toBeGreaterThanOrEqual(200);
  await loseAnAnswer(desk.page);
  await expect.poll(() => desk.answered(), { timeout: 30_000 }).toBeGreaterThanOrEqual(500);
  // The next batch has arrived, and is answered too late for this page.
  await tenant.settle();
  await tenant.interfere({ endpoint: 'graph.batch' }, { kind: 'delay', ms: 1500 }, 1);
  const requests = await tenant.graphRequests();
  await expect.poll(() => tenant.graphRequests()).toBeGreaterThan(requests);
  await desk.reload();
  await desk.arrived('invite');
  await tenant.interfere({ endpoint: 'graph.batch', every: 3 }, { kind: 'throttle', retryAfter: 1, inner: true });
  await expect(desk.says('inviting.paused.reloaded')).toBeVisible();
  const sent = (await tenant.invitations()).length;
  expect(sent).toBeGreaterThanOrEqual(500);
  expect(sent).toBeLessThan(1000);
}

test('a thousand guests without looking into the directory: what is doubtful is left to the organizer', async ({ desk, tenant }) => {
  test.setTimeout(120_000);
  await comesToInvite(desk, newcomers(1000));
  await halfWayThroughTrouble(desk, tenant);
  await desk.signsInAgain('desk.invite.sign-in');
  await desk.press('desk.invite.resume');
  await expect(desk.says('desk.invite.asks')).toBeVisible({ timeout: 60_000 });

  const unknown = await desk.total('unknown');
  expect(unknown).toBeGreaterThanOrEqual(20);
  expect(await twice(tenant)).toEqual([]);
  const saved = await desk.savesRows('desk.invite.export');
  const doubtful = saved.filter(([, , state]) => state === word('inviting.state.unknown')).map(([address]) => address);
  expect(doubtful).toHaveLength(unknown);
  const arrived = new Set((await tenant.invitations()).map(({ address }) => address));
  const missing = saved.filter(([address]) => !arrived.has(address)).map(([address]) => address);
  expect(missing.filter((address) => !doubtful.includes(address)), 'not invited, and not marked').toEqual([]);
  const sentSoFar = arrived.size;

  await desk.field('desk.board.filter').last().selectOption('unknown');
  const [left, again] = doubtful;
  await desk.press('desk.invite.leave', { address: left });
  await expect(desk.button('desk.invite.leave', { address: left })).toHaveCount(0);
  expect((await tenant.invitations()).length, 'a decision to leave it sends nothing').toBe(sentSoFar);
  await tenant.settle();
  await desk.press('desk.invite.again', { address: again });
  await expect(desk.button('desk.invite.again', { address: again })).toHaveCount(0);
  await desk.press('desk.invite.unknown.again');
  await isDone(desk);
  const times = new Map((await tenant.invitations()).map((each) => [each.address, each.times]));
  expect((await twice(tenant)).filter((address) => !doubtful.includes(address) || address === left), 'sent again without being asked to').toEqual([]);
  for (const address of doubtful.slice(1)) expect(times.get(address), address).toBe(arrived.has(address) ? 2 : 1);
});

test('a thousand guests with the directory: what is doubtful is looked up, and nobody is invited twice', async ({ desk, tenant, page }) => {
  test.setTimeout(120_000);
  await page.clock.install();
  await comesToRecognize(desk, newcomers(1000));
  await halfWayThroughTrouble(desk, tenant);
  await desk.signsInAgain('desk.invite.sign-in');
  await desk.press('desk.invite.resume');
  await expect.poll(async () => (await desk.total('waiting')) + (await desk.total('throttled')) + (await desk.total('sending')), { timeout: 60_000 }).toBe(0);
  await tenant.settle();
  // The directory is asked half a minute after each doubt.
  await expect(desk.says('desk.invite.waiting')).toBeVisible();
  await page.clock.fastForward(31_000);
  await isDone(desk);
  expect(await desk.total('invited')).toBe(1000);
  const invitations = await tenant.invitations();
  expect(invitations).toHaveLength(1000);
  expect(await twice(tenant)).toEqual([]);
});

// Chromium by itself sends a POST once more when a connection that was used before breaks without an answer (in its
// sources: HttpNetworkTransaction::ShouldResendRequest), and tells the page nothing of it.
test.fail('a connection that breaks before the answer makes the browser send nothing twice', async ({ desk, tenant }) => {
  await comesToInvite(desk, newcomers(60));
  await tenant.interfere({ endpoint: 'graph.batch', every: 2 }, { kind: 'drop', after: true }, 1);
  await begin(desk, 60);
  await expect(desk.says('desk.invite.done').or(desk.says('desk.invite.asks'))).toBeVisible();
  expect(await twice(tenant)).toEqual([]);
});

test('an empty answer of the network is no reason to send again', async ({ desk, tenant }) => {
  await comesToInvite(desk, newcomers(3));
  await tenant.interfere({ endpoint: 'graph.invitations' }, { kind: 'status', status: 503, after: true }, 1);
  await begin(desk, 3);
  await expect(desk.says('desk.invite.asks')).toBeVisible();
  expect(await desk.total('unknown')).toBe(1);
  expect(await desk.total('invited')).toBe(2);
  await desk.press('desk.invite.unknown.leave');
  await isDone(desk);
  expect(await tenant.invitations()).toHaveLength(3);
  expect(await twice(tenant)).toEqual([]);
});

test('what never left is asked about, not sent by itself', async ({ desk, tenant }) => {
  await comesToInvite(desk, newcomers(20));
  await tenant.interfere({ endpoint: 'graph.batch' }, { kind: 'drop' });
  await begin(desk, 20);
  await expect(desk.says('desk.invite.asks')).toBeVisible();
  await tenant.settle();
  expect(await tenant.invitations()).toEqual([]);
  await desk.press('desk.invite.unknown.again');
  await isDone(desk);
  expect(await tenant.invitations()).toHaveLength(20);
  expect(await twice(tenant)).toEqual([]);
});

test('a domain that is blocked, and a member of the host, are explained', async ({ desk, tenant }) => {
  await tenant.set({ blockedDomains: ['northwind.example'] });
  await comesToInvite(desk, ['walker@fabrikam.com', 'somebody@northwind.example', 'julia@contoso.com']);
  await begin(desk, 3);
  await isDone(desk);
  await expect(desk.row('walker@fabrikam.com').getByText(word('inviting.state.invited'), { exact: true })).toBeVisible();
  await expect(desk.row('somebody@northwind.example').getByText(word('inviting.why.blocked', { status: '400' }))).toBeVisible();
  await expect(desk.row('julia@contoso.com').getByText(word('inviting.why.taken', { status: '400' }))).toBeVisible();
  expect((await tenant.invitations()).map(({ address }) => address)).toEqual(['walker@fabrikam.com']);
});

test('without the role nothing is sent, and it says which role to ask for', async ({ desk, tenant }) => {
  await comesToInvite(desk, newcomers(25), 'member');
  await begin(desk, 25);
  await expect(desk.says('inviting.paused.not-allowed')).toBeVisible();
  expect(await tenant.invitations()).toEqual([]);
  expect(await desk.total('waiting')).toBe(25);
});

test('without consent the sign-in brings nothing but an explanation', async ({ desk, guest, tenant }) => {
  await tenant.set({ unconsented: ['User.Invite.All'] });
  await desk.keep(newcomers(2));
  await desk.openPart('invite');
  await desk.press('desk.invite.sign-in');
  await guest.signIn.address(organizer);
  await guest.signIn.password(organizer);
  await guest.signIn.sees('Need admin approval');
  await guest.goBack();
  await desk.arrived('invite');
  await expect(desk.button('desk.invite.sign-in')).toBeVisible();
});

test('who is a guest already is recognized and gets no second mail', async ({ desk, tenant }) => {
  await comesToRecognize(desk, ['ada@fabrikam.com', 'ben@fabrikam.com', 'julia@contoso.com', 'walker@fabrikam.com'], 'admin');
  await begin(desk, 4);
  await isDone(desk);
  /** @type {[string, string][]} */
  const expected = [['ada@fabrikam.com', 'already-accepted'], ['ben@fabrikam.com', 'already-pending'], ['julia@contoso.com', 'member'], ['walker@fabrikam.com', 'invited']];
  for (const [address, state] of expected) await expect(desk.row(address)).toContainText(word(`inviting.state.${state}`));
  expect((await tenant.invitations()).map(({ address }) => address)).toEqual(['walker@fabrikam.com']);
});

test('letting a guest accept anew', async ({ desk, tenant }) => {
  await comesToRecognize(desk, ['ada@fabrikam.com'], 'admin');
  await begin(desk, 1);
  await isDone(desk);
  const round = async () => (await tenant.standing('licensed')).invitationRound;
  const before = await round();
  const reset = { address: 'ada@fabrikam.com' };
  // The permission for it is asked for only now.
  await desk.signsInAgain('desk.invite.reset');
  await desk.press('desk.invite.reset', reset);
  await desk.press('desk.invite.resume');
  await expect(desk.row('ada@fabrikam.com').getByText(word('inviting.state.invited'), { exact: true })).toBeVisible();
  expect(await round()).toBe(before + 1);
  expect((await tenant.standing('licensed')).invitation).toBe('PendingAcceptance');
});

test('paused, nothing is sent until the organizer goes on', async ({ desk, tenant }) => {
  await comesToInvite(desk, newcomers(60));
  await tenant.interfere({ endpoint: 'graph.batch' }, { kind: 'delay', ms: 700 });
  await begin(desk, 60);
  await desk.press('desk.invite.pause');
  await expect(desk.says('inviting.paused.asked')).toBeVisible();
  await expect(desk.button('desk.invite.resume')).toBeVisible();
  await expect.poll(async () => (await tenant.invitations()).length).toBe(20);
  await expect.poll(() => desk.answered()).toBe(20);
  await tenant.settle();
  await desk.press('desk.invite.resume');
  await isDone(desk);
  expect(await tenant.invitations()).toHaveLength(60);
  expect(await twice(tenant)).toEqual([]);
});

test('a second tab is told that the run is elsewhere, and sends nothing', async ({ desk, guest, tenant, context }) => {
  await comesToInvite(desk, newcomers(60));
  const other = new OrganizerPages(await context.newPage(), desk.portal, desk.signIn);
  await other.openPart('invite');
  await other.signsInAgain('desk.invite.sign-in');
  await tenant.interfere({ endpoint: 'graph.batch' }, { kind: 'delay', ms: 700 });
  await guest.page.bringToFront();
  await begin(desk, 60);
  await expect(desk.button('desk.invite.pause')).toBeVisible();
  await begin(other, 60);
  await expect(other.says('desk.invite.elsewhere')).toBeVisible();
  await tenant.settle();
  await isDone(desk);
  expect(await tenant.invitations()).toHaveLength(60);
  expect(await twice(tenant)).toEqual([]);
});

test('a tab that was left standing at the form does not begin what another tab has finished', async ({ desk, tenant, context, page }) => {
  await comesToInvite(desk, newcomers(3));
  const other = new OrganizerPages(await context.newPage(), desk.portal, desk.signIn);
  await other.openPart('invite');
  await other.signsInAgain('desk.invite.sign-in');
  await page.bringToFront();
  await begin(desk, 3);
  await isDone(desk);
  await page.goto('about:blank');
  await other.page.getByRole('button', { name: counted('desk.invite.begin', 3) }).click();
  await isDone(other);
  expect(await twice(tenant)).toEqual([]);
});

test('links to accept are in the file until the page is loaded anew, and are kept nowhere', async ({ desk, guest, page }) => {
  await comesToInvite(desk, newcomers(3));
  await begin(desk, 3);
  await isDone(desk);
  const before = await desk.savesRows('desk.invite.export');
  expect(before.map(([address]) => address)).toEqual(newcomers(3));
  for (const [, , , redeem] of before) {
    const inner = new URL(new URL(redeem).searchParams.get('rd') ?? '');
    guest.secrets.never('the redeem ticket', inner.searchParams.get('ticket') ?? '');
  }
  expect(guest.secrets.known()).toContain('the redeem ticket');
  expect(await guest.secrets.found(page)).toEqual([]);
  await desk.reload();
  await desk.arrived('invite');
  await isDone(desk);
  const after = await desk.savesRows('desk.invite.export');
  expect(after).toEqual(before.map(([address, name, state]) => [address, name, state, '']));
});

test('the mail\'s words survive the sign-in, and the invitation leads into the portal', async ({ desk, tenant, context }) => {
  await desk.keep(newcomers(1));
  await desk.openPart('invite');
  const words = 'We look forward to seeing you.\nBring your headset.';
  await desk.field('desk.field.invite-mail').fill(words);
  await desk.field('desk.field.invite-copy').fill('joni@contoso.com');
  await desk.signsIn('desk.invite.sign-in', organizer);
  await expect(desk.field('desk.field.invite-mail')).toHaveValue(words);
  await expect(desk.field('desk.field.invite-copy')).toHaveValue('joni@contoso.com');
  await begin(desk, 1);
  await isDone(desk);
  const [invited] = await tenant.invitations();
  expect(invited).toMatchObject({ mails: 1, message: words, cc: ['joni@contoso.com'], language: 'en-US' });

  const guestPage = new GuestPortal(await context.newPage());
  await guestPage.open(invited.redirect);
  await guestPage.sees('introduction.heading', { event: 'Contoso spring gathering' });
});

test('a mail\'s text that was emptied stays empty', async ({ desk, tenant }) => {
  await desk.keep(newcomers(1));
  await desk.openPart('invite');
  await desk.field('desk.field.invite-mail').fill('');
  await desk.signsIn('desk.invite.sign-in', organizer);
  await expect(desk.field('desk.field.invite-mail')).toHaveValue('');
  await begin(desk, 1);
  await isDone(desk);
  expect((await tenant.invitations())[0].message).toBeNull();
});

test('no mail where the organizer hands the links out; a wrong copy address is shown', async ({ desk, tenant }) => {
  await comesToInvite(desk, newcomers(1));
  await desk.field('desk.field.invite-copy').fill('nobody');
  await begin(desk, 1);
  await expect(desk.page.getByRole('alert').getByText(word('desk.invite.fault.copy'))).toBeVisible();
  await desk.field('desk.field.invite-copy').fill('');
  await desk.field('desk.field.invite-by').selectOption(word('desk.field.invite-by.myself'));
  await begin(desk, 1);
  await isDone(desk);
  expect((await tenant.invitations())[0]).toMatchObject({ mails: 0, times: 1 });
});

test('no barriers before, while and after inviting, and it fits narrow windows', async ({ desk, tenant, page }) => {
  await desk.keep(newcomers(60));
  await desk.openPart('invite');
  await isSound(desk);
  await desk.signsIn('desk.invite.sign-in', organizer);
  await isSound(desk);
  await tenant.interfere({ endpoint: 'graph.batch' }, { kind: 'throttle', retryAfter: 60 });
  await begin(desk, 60);
  await expect(desk.says('desk.invite.waiting')).toBeVisible();
  await isSound(desk);
  await desk.press('desk.invite.pause');
  await tenant.settle();
  await page.clock.install();
  await page.clock.fastForward(61_000);
  await desk.press('desk.invite.resume');
  await isDone(desk);
  await isSound(desk);
});
