import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contoso } from './organizations.mjs';
import { callbackFields, heading, numbersOn, personCalled, tenantForTests } from './test-browser.mjs';

/** @type {Awaited<ReturnType<typeof tenantForTests>>} */
let tenant;
before(async () => {
  tenant = await tenantForTests();
});
after(() => tenant.close());

/** @param {ReturnType<typeof tenant.browser>} browser @param {string} key */
async function acceptLink(browser, key) {
  const mail = await browser.open(`/mail/${key}`);
  const [, link] = /href="([^"]*)">Accept invitation</.exec(mail.text) ?? [];
  return { mail, link: link.replaceAll('&#38;', '&') };
}

test('the mail names who sent it, and its link has the documented shape', async () => {
  const { mail, link } = await acceptLink(tenant.browser(), 'pending');
  assert.match(mail.text, /Microsoft Invitations on behalf of Contoso/);
  const outer = new URL(link);
  assert.deepEqual([outer.origin, outer.pathname, [...outer.searchParams.keys()]], [tenant.origin, '/redeem', ['rd']]);
  const inner = new URL(outer.searchParams.get('rd') ?? '');
  assert.deepEqual([inner.host, inner.pathname], [new URL(tenant.origin).host, '/redeem/']);
  assert.equal(inner.searchParams.get('tenant'), contoso.tenantId);
  assert.equal(inner.searchParams.get('ver'), '2.0');
});

test('accepting by mail ends at the portal, and the sign-in asks nothing more', async () => {
  const browser = tenant.browser();
  const { link } = await acceptLink(browser, 'pending');
  const password = await browser.open(link);
  assert.equal(heading(password), 'Enter password');
  const review = await browser.prove(password, personCalled('pending'));
  assert.equal(heading(review), 'Review permissions');
  const end = await browser.press(review, { press: 'accept' });
  assert.equal(end.address, `${tenant.portalOrigin}/`);
  const { body: standings } = await browser.tell('GET', '/standings');
  assert.equal(standings.find((/** @type {any} */ each) => each.key === 'pending').invitation, 'Accepted');
  const signedIn = await browser.open(browser.attempt(contoso.tenantId).address);
  assert.ok(callbackFields(signedIn.address).has('code'));
});

test('an invitation from the admin center ends on My Apps, with no apps', async () => {
  const browser = tenant.browser();
  const { link } = await acceptLink(browser, 'my-apps');
  const review = await browser.prove(await browser.open(link), personCalled('my-apps'));
  const end = await browser.press(review, { press: 'accept' });
  assert.equal(heading(end), 'My Apps');
  assert.match(end.text, /no apps to show/i);
});

test('opening the link a second time asks for nothing again', async () => {
  const browser = tenant.browser();
  const { link } = await acceptLink(browser, 'my-apps');
  const review = await browser.prove(await browser.open(link), personCalled('my-apps'));
  await browser.press(review, { press: 'accept' });
  assert.equal(heading(await browser.open(link)), 'My Apps');
});

test('opening the link without signing in accepts nothing', async () => {
  const browser = tenant.browser();
  const { link } = await acceptLink(browser, 'pending');
  await browser.open(link);
  const { page } = await browser.signIn('pending', contoso.tenantId);
  assert.equal(heading(page), 'Review permissions');
});

test('Cancel ends on a page, and nothing is accepted', async () => {
  const browser = tenant.browser();
  const { link } = await acceptLink(browser, 'pending');
  const review = await browser.prove(await browser.open(link), personCalled('pending'));
  assert.deepEqual(numbersOn(await browser.press(review, { press: 'cancel' })), [65004]);
});

test('another account cannot accept for the invited one', async () => {
  const browser = tenant.browser();
  const { link } = await acceptLink(browser, 'pending');
  const password = await browser.open(link);
  const start = await browser.press(password, { press: 'back' });
  const end = await browser.prove(start, personCalled('licensed'));
  assert.deepEqual(numbersOn(end), [50020]);
});

test('a wrong ticket, and an inner address elsewhere, are refused', async () => {
  const browser = tenant.browser();
  const { link } = await acceptLink(browser, 'pending');
  const inner = new URL(new URL(link).searchParams.get('rd') ?? '');
  inner.searchParams.set('ticket', 'forged');
  assert.deepEqual(numbersOn(await browser.open(inner.href)), [90023]);
  const elsewhere = await browser.open(`/redeem?rd=${encodeURIComponent('https://evil.example/redeem/?x')}`);
  assert.equal(elsewhere.hops.length, 1);
  assert.deepEqual(numbersOn(elsewhere), [90023]);
});

test('where an invitation leads can be chosen', async () => {
  const browser = tenant.browser();
  const chosen = `${tenant.portalOrigin}/?i=1.abc`;
  assert.equal((await browser.tell('PUT', '/switchboard/invitation', { person: 'licensed', redirect: chosen })).status, 200);
  const { link } = await acceptLink(browser, 'licensed');
  const end = await browser.prove(await browser.open(link), personCalled('licensed'));
  assert.equal(end.address, chosen);
  assert.equal((await browser.tell('PUT', '/switchboard/invitation', { person: 'licensed', redirect: 'nowhere' })).status, 400);
});

test('people who were not invited have no mail', async () => {
  assert.equal((await tenant.browser().open('/mail/not-invited')).status, 404);
  assert.equal((await tenant.browser().open('/mail/nobody')).status, 404);
});
