/// <reference lib="dom" />
// From one device to another: what is handed over, and where it opens. What a link says of the guest's progress
// chooses the page; it proves nothing and skips no check.

import { copied } from '../fixtures/clipboard.mjs';
import { host } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { theseEvents, thisRun } from '../fixtures/servers.mjs';
import { SignInPages } from '../pages/sign-in.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

test.use({ device: 'iPhone' });

const windows = 'Windows 10 with Edge';
const ada = personCalled('licensed');

/** @param {Guest} guest @param {string} event */
async function goesOnHere(guest, event) {
  await guest.open(event);
  await guest.portal.sees('device.heading.mesh-pc');
  await guest.portal.press('device.go-on');
  await guest.portal.sees('introduction.heading');
}

/** What the share sheet got last. @param {Guest} guest @returns {Promise<{ text: string, url: string }>} */
function shared({ page }) {
  return page.evaluate(() => /** @type {any} */ (window).shared.at(-1));
}

/** The fields inside a link. @param {string} link @returns {Record<string, unknown>} */
function inside(link) {
  return JSON.parse(Buffer.from(link.split('.')[1] ?? '', 'base64url').toString());
}

test('signed in on the phone, shared, and gone on with on the PC: at the sign-in, which is asked for there as well', async ({ guest }) => {
  await goesOnHere(guest, 'licensed');
  const { portal } = guest;
  await portal.press('introduction.go.sign-in');
  await guest.signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  // The phone is not where the app goes: the way to the PC comes first.
  await expect(portal.says('app.not-here')).toBeVisible();
  await expect(portal.link('app.store')).toHaveCount(0);
  await portal.press('handoff.share');
  const { text, url } = await shared(guest);
  expect(text).toContain(host.event);
  expect(text).not.toContain('#');
  expect(url).not.toBe(guest.link('licensed'));
  const { a, r, p } = inside(url);
  expect({ a, r, p }).toEqual({ a: undefined, r: undefined, p: 2 });

  const onThePc = await guest.elsewhere(windows);
  await onThePc.portal.open(url);
  await onThePc.portal.sees('sign-in.home.heading');
  await expect(onThePc.portal.says('sign-in.elsewhere.lead')).toBeVisible();
  // Nothing is taken for granted, and nothing kept, before the guest does something.
  expect(await onThePc.portal.kept()).toEqual({});
  await onThePc.portal.reload();
  await onThePc.portal.sees('sign-in.home.heading');
  await onThePc.portal.press('sign-in.button');
  await onThePc.signIn.address(ada);
  await onThePc.signIn.password(ada);
  await onThePc.portal.sees('app.heading.mesh-pc');
  await expect(onThePc.portal.says('visitor.guest', { name: ada.address })).toBeVisible();
  await onThePc.portal.press('app.have');
  await onThePc.portal.sees('launch.heading.mesh-pc');
});

test('a license that is missing is missing on the second device as well', async ({ guest }) => {
  const chloe = personCalled('no-license');
  await goesOnHere(guest, 'no-license');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(chloe);
  await guest.portal.sees('license.missing.heading');
  await guest.portal.press('license.go-on');
  await guest.portal.sees('app.heading.mesh-pc');
  await guest.portal.press('handoff.share');
  const onThePc = await guest.elsewhere(windows);
  await onThePc.portal.open((await shared(guest)).url);
  await onThePc.portal.press('sign-in.button');
  await onThePc.signIn.address(chloe);
  await onThePc.signIn.password(chloe);
  await onThePc.portal.sees('license.missing.heading');
});

test('the first sign-in that was left out on the phone is left out on the PC', async ({ guest }) => {
  const person = personCalled('personal');
  await goesOnHere(guest, 'personal');
  await guest.portal.unfold('skip-home.summary');
  await guest.portal.press('skip-home.button');
  await guest.signIn.password(person);
  await guest.portal.sees('app.heading.mesh-pc');
  await guest.portal.press('handoff.share');
  const onThePc = await guest.elsewhere(windows);
  await onThePc.portal.open((await shared(guest)).url);
  await onThePc.portal.sees('sign-in.host.heading');
  await onThePc.portal.press('sign-in.button');
  await onThePc.signIn.address(person);
  await onThePc.signIn.password(person);
  await onThePc.portal.sees('app.heading.mesh-pc');
});

test('an invitation that was accepted on the phone is not asked for on the PC, and no invitation travels', async ({ guest }) => {
  await goesOnHere(guest, 'pending by invitation');
  const { portal, page } = guest;
  await portal.press('introduction.go.invitation');
  await portal.sees('invitation.heading');
  const opened = guest.context.waitForEvent('page');
  await portal.press('invitation.accept');
  const microsoft = await opened;
  const pages = new SignInPages(microsoft);
  await pages.password(personCalled('pending'));
  await pages.reviewPermissions('Accept');
  await guest.portalIn(microsoft).ready();
  await microsoft.close();
  await guest.lookAtTab();
  await portal.sees('invitation.returned.heading');
  // The sign-in does not work out, so the guest goes back to the page that leads to the PC.
  const refusal = /** @type {const} */ ({ kind: 'oauth-error', error: 'access_denied', code: 65004 });
  await guest.tenant.interfere({ endpoint: 'authorize' }, refusal, 1);
  await portal.press('invitation.done');
  await portal.seesProblem('SIGNIN-01');
  do await page.goBack();
  while ((await page.evaluate(() => history.state.step)) !== 'device');
  await portal.sees('device.heading.mesh-pc');
  await portal.press('handoff.share');
  const { url } = await shared(guest);
  const { a, r, p } = inside(url);
  expect({ a, r, p }).toEqual({ a: undefined, r: undefined, p: 1 });
  const onThePc = await guest.elsewhere(windows);
  await onThePc.portal.open(url);
  await onThePc.portal.sees('sign-in.home.heading');
  await expect(onThePc.portal.button('introduction.go.invitation')).toHaveCount(0);
});

test('handed on to another wrong device, the link leads to the hand-off again, with what is known', async ({ guest }) => {
  await goesOnHere(guest, 'licensed');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(ada);
  await guest.portal.sees('app.heading.mesh-pc');
  await guest.portal.press('handoff.share');
  const { url } = await shared(guest);
  const onTheMac = await guest.elsewhere('Mac with Safari');
  await onTheMac.portal.open(url);
  await onTheMac.portal.sees('device.heading.mesh-pc');
  await expect(onTheMac.portal.field('page-link.label')).toHaveValue(url);
});

test('starting over on the second device forgets what the first one said', async ({ guest }) => {
  await goesOnHere(guest, 'licensed');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(ada);
  await guest.portal.press('handoff.share');
  const onThePc = await guest.elsewhere(windows);
  const { portal } = onThePc;
  await portal.open((await shared(guest)).url);
  await portal.sees('sign-in.home.heading');
  await portal.unfold('kept.summary');
  await portal.press('kept.start-over');
  await portal.sees('introduction.heading');
  await portal.reload();
  await portal.sees('introduction.heading');
  expect(inside(portal.fragment()).p).toBeUndefined();
});

for (const hint of [0, 7, '2', null, [2], { reached: 2 }]) {
  test(`a link whose hint is ${JSON.stringify(hint)} opens at the beginning`, async ({ guest }) => {
    const onThePc = await guest.elsewhere(windows);
    await onThePc.portal.open(hinted(guest.link('nobody in particular'), hint));
    await onThePc.portal.sees('introduction.heading');
  });
}

test('nobody is signed in, licensed or inside because a link says so', async ({ guest }) => {
  const onThePc = await guest.elsewhere(windows);
  const { portal, tenant } = onThePc;
  await portal.open(hinted(guest.link('nobody in particular'), 3));
  await portal.sees('sign-in.host.heading');
  expect(await tenant.recordings()).toEqual([]);
  await portal.press('sign-in.button');
  await onThePc.signIn.sees('Sign in');
  await onThePc.goBack();
  await portal.sees('sign-in.away.heading');
  expect((await tenant.recordings()).map(({ endpoint }) => endpoint)).not.toContain('token');
});

test('a share sheet that is closed again says nothing; one that fails says so, and what to do instead', async ({ guest }) => {
  await guest.open('nobody in particular');
  const { portal, page } = guest;
  await page.evaluate(() => Object.assign(window, { sharingFails: 'AbortError' }));
  await portal.press('handoff.share');
  await page.evaluate(() => Object.assign(window, { sharingFails: 'DataError' }));
  await expect(portal.says('handoff.share.failed')).toHaveCount(0);
  await portal.press('handoff.share');
  await expect(portal.says('handoff.share.failed')).toBeVisible();
  await page.evaluate(() => Object.assign(window, { sharingFails: '' }));
  await portal.press('handoff.share');
  await expect(portal.says('handoff.share.failed')).toHaveCount(0);
});

test('the link is copied as it stands', async ({ guest }) => {
  await guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await guest.open('nobody in particular');
  const { portal, page } = guest;
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await expect(portal.says('part.copy.done')).toBeVisible();
  expect(await copied(page)).toBe(guest.link('nobody in particular'));
});

test.describe('an event with a code', () => {
  const code = 'K7MTRX';

  test.beforeEach(async ({ guest }) => {
    await lists(guest, { 'k7m-trx': new URL(guest.link('another evening')).hash });
  });

  test('the address to type is short, and opens the event however it is typed', async ({ guest }) => {
    const { portal } = guest;
    await portal.open(guest.link('another evening'));
    await portal.sees('device.heading.mesh-pc');
    await expect(portal.says('handoff.type.code')).toBeVisible();
    await expect(portal.typed()).toHaveText(`${thisRun().portal}/#/${code}`);
    const onThePc = await guest.elsewhere(windows);
    await lists(onThePc, { [code]: guest.link('another evening') });
    for (const typed of [code, 'k7mtrx', 'K7M-TRX', 'k7m%20trx']) {
      await onThePc.page.goto('about:blank');
      await onThePc.portal.open(`${thisRun().portal}/#/${typed}`);
      await onThePc.portal.sees('introduction.heading', { event: 'Contoso evening' });
      // From then on it is the link itself, for reload, bookmark and copy.
      expect(onThePc.portal.fragment()).toBe(new URL(guest.link('another evening')).hash);
    }
  });

  test('another event has no code here: the address alone, where the link is pasted', async ({ guest }) => {
    const { portal } = guest;
    await portal.open(guest.link('nobody in particular'));
    await expect(portal.says('handoff.type')).toBeVisible();
    await expect(portal.typed()).toHaveText(thisRun().portal);
  });

  for (const typed of ['K7MTRY', 'SPRING', 'k7m']) {
    test(`a code that nobody knows, ${typed}, says so and takes the link`, async ({ guest }) => {
      const { portal } = await guest.elsewhere(windows);
      await portal.open(`${thisRun().portal}/#/${typed}`);
      await portal.sees('no-invite.code.heading', { code: typed });
      await portal.reload();
      await portal.sees('no-invite.code.heading', { code: typed });
      await guest.hand.write(portal.field('paste.label'), guest.link('nobody in particular'));
      await portal.press('paste.button');
      await portal.sees('introduction.heading');
    });
  }

  test('a code typed over another page, and one that is pasted, open the event; a place of another page does not', async ({ guest }) => {
    const onThePc = await guest.elsewhere(windows);
    const { portal, page } = onThePc;
    await lists(onThePc, { [code]: guest.link('another evening') });
    await portal.open(guest.link('nobody in particular'));
    await portal.sees('introduction.heading', { event: host.event });
    await page.goto(`${thisRun().portal}/#/${code}`);
    await portal.sees('introduction.heading', { event: 'Contoso evening' });
    await page.goto(`${thisRun().portal}/#/support/SIGNIN-03`);
    await portal.sees('no-invite.heading');
    await guest.hand.write(portal.field('paste.label'), 'k7m trx');
    await portal.press('paste.button');
    await portal.sees('introduction.heading', { event: 'Contoso evening' });
  });
});

test('the link that is handed on goes through the events of this run unchanged', async ({ guest }) => {
  // The links of the tests have no hint: theirs is the form that old portals read.
  for (const event of Object.keys(theseEvents())) expect(inside(guest.link(event)).p, event).toBeUndefined();
});

/** A link with a hint of that number inside. @param {string} link @param {unknown} hint */
function hinted(link, hint) {
  const payload = Buffer.from(JSON.stringify({ ...inside(link), p: hint })).toString('base64url');
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(payload)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const check = Buffer.alloc(4);
  check.writeUInt32BE((hash ^ (hash >>> 24)) >>> 0);
  return `${link.split('.')[0]}.${payload}.${check.subarray(1).toString('base64url')}`;
}

/** A deployment that lists events by code. @param {Guest} guest @param {Record<string, string>} listed */
async function lists({ context }, listed) {
  await context.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), events: listed } });
  });
}
