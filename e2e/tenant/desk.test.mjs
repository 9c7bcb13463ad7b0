// What the organizer's desk asks of Entra and Graph: who may do what, and inviting.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contoso } from './organizations.mjs';
import { callbackFields, deskScopes, filtered, heading, numbersOn, sent, tenantForTests } from './test-browser.mjs';

/** @type {Awaited<ReturnType<typeof tenantForTests>>} */
let tenant;
before(async () => {
  tenant = await tenantForTests();
});
after(() => tenant.close());

const host = contoso.tenantId;

/** @param {string} key @param {Record<string, string>} [more] */
const desk = (key, more = {}) => tenant.browser().caller(key, host, { scope: deskScopes, ...more });

/** @param {string} address @param {Record<string, unknown>} [more] */
const invitation = (address, more = {}) => sent('POST', { invitedUserEmailAddress: address, inviteRedirectUrl: 'http://localhost:18080/', ...more });

const nobody = '00000000-0000-4000-8000-000000000000';

test('roles decide what is refused, whatever scopes were granted', async () => {
  const questions = /** @type {[string, RequestInit][]} */ ([
    ['/users', sent('GET')],
    ['/invitations', invitation('new@fabrikam.com')],
    ['/subscribedSkus', sent('GET')],
    [`/users/${nobody}`, sent('PATCH', { usageLocation: 'DE' })],
    [`/users/${nobody}/assignLicense`, sent('POST', { addLicenses: [], removeLicenses: [] })],
    [`/users/${nobody}`, sent('DELETE')],
  ]);
  /** @type {Record<string, number[]>} */
  const expected = {
    organizer: [200, 201, 200, 403, 403, 403],
    inviter: [200, 201, 403, 403, 403, 403],
    admin: [200, 201, 200, 404, 404, 404],
    member: [200, 403, 403, 403, 403, 403],
    licensed: [403, 403, 403, 403, 403, 403],
  };
  for (const [key, statuses] of Object.entries(expected)) {
    const { ask } = await desk(key);
    for (const [at, [path, init]] of questions.entries()) {
      const { status, body } = await ask(path, init);
      assert.equal(status, statuses[at], `${key}: ${init.method} ${path}`);
      if (status === 403) assert.equal(body.error.code, 'Authorization_RequestDenied');
    }
  }
});

test('scopes decide as well, whatever the roles are', async () => {
  /** @type {[string, string, RequestInit][]} */
  const needs = [
    ['User.Read.All', '/users', sent('GET')],
    ['User.Invite.All', '/invitations', invitation('new@fabrikam.com')],
    ['Organization.Read.All', '/subscribedSkus', sent('GET')],
    ['LicenseAssignment.Read.All', '/subscribedSkus', sent('GET')],
    ['LicenseAssignment.ReadWrite.All', `/users/${nobody}/assignLicense`, sent('POST', {})],
    ['User.ReadWrite.All', `/users/${nobody}`, sent('PATCH', {})],
    ['User.ReadWrite.All', `/users/${nobody}`, sent('DELETE')],
  ];
  const bare = await desk('admin', { scope: 'openid User.Read' });
  for (const [scope, path, init] of needs) {
    assert.equal((await bare.ask(path, init)).status, 403, `${path} without ${scope}`);
    const granted = await desk('admin', { scope: `openid ${scope}` });
    assert.notEqual((await granted.ask(path, init)).status, 403, `${path} with ${scope}`);
  }
});

test('the basic scope shows the basic properties and no others', async () => {
  const { ask } = await desk('organizer', { scope: 'openid User.ReadBasic.All' });
  assert.equal((await ask('/users?$select=id,mail,displayName')).status, 200);
  assert.equal((await ask('/users?$select=id,assignedLicenses')).status, 403);
  const { body } = await ask('/users?$top=1');
  assert.deepEqual(Object.keys(body.value[0]).sort(), ['displayName', 'givenName', 'id', 'mail', 'surname', 'userPrincipalName']);
});

test('the page of the desk signs in and redeems its code with its own address', async () => {
  const browser = tenant.browser();
  const back = `${tenant.portalOrigin}/desk.html`;
  const { attempt, page } = await browser.signIn('organizer', host, { redirect_uri: back, scope: deskScopes });
  assert.ok(page.address.startsWith(`${back}#`), page.address);
  const response = await browser.exchange(attempt, callbackFields(page.address).get('code') ?? '', { redirect_uri: back });
  assert.deepEqual([response.status, response.headers.get('access-control-allow-origin')], [200, tenant.portalOrigin]);
  const { scope } = /** @type {any} */ (await response.json());
  assert.deepEqual(scope.split(' ').sort().filter((/** @type {string} */ name) => name.endsWith('.All')), deskScopes.split(' ').filter((name) => name.endsWith('.All')).sort());
});

test('a scope nobody consented to ends at the administrator, other scopes pass', async () => {
  const browser = tenant.browser();
  await browser.tell('PUT', '/switchboard/switches', { unconsented: ['LicenseAssignment.ReadWrite.All'] });
  const { page } = await browser.signIn('organizer', host, { scope: 'openid https://graph.microsoft.com/LicenseAssignment.ReadWrite.All' });
  assert.equal(heading(page), 'Need admin approval');
  assert.deepEqual(numbersOn(page), [90094]);
  const left = await browser.press(page, { press: 'leave' });
  assert.match(callbackFields(left.address).get('error_description') ?? '', /^AADSTS90094/);
  const silent = await browser.open(browser.attempt(host, { prompt: 'none', scope: 'openid LicenseAssignment.ReadWrite.All' }).address);
  assert.match(callbackFields(silent.address).get('error_description') ?? '', /^AADSTS90094/);
  const other = await browser.open(browser.attempt(host, { scope: 'openid User.Read.All' }).address);
  assert.ok(callbackFields(other.address).has('code'));
});

test('switches of every kind are read strictly', async () => {
  const browser = tenant.browser();
  for (const wrong of [
    { unconsented: ['User.Read'] }, { unconsented: 'User.Read.All' }, { blockedDomains: ['Blocked Example'] }, { directoryLags: -1 },
    { crowd: 1.5 }, { crowd: 1_000_000 }, { premiumSeats: 'none' }, { acct: 1 }, { constructor: true }, [],
  ]) {
    assert.equal((await browser.tell('PUT', '/switchboard/switches', wrong)).status, 400, JSON.stringify(wrong));
  }
  const { body } = await browser.tell('PUT', '/switchboard/switches', { blockedDomains: ['blocked.example'], directoryLags: 2, premiumSeats: 0 });
  assert.deepEqual([body.blockedDomains, body.directoryLags, body.premiumSeats, body.acct], [['blocked.example'], 2, 0, false]);
  const page = await browser.open('/switchboard/page');
  assert.match(page.text, /name="blockedDomains" value="blocked\.example"/);
  await browser.press(page, { press: 'switches', blockedDomains: 'one.example, two.example', directoryLags: '', premiumSeats: '7', crowd: '20', unconsented: '' });
  const { switches } = (await browser.tell('GET', '/switchboard')).body;
  assert.deepEqual([switches.blockedDomains, switches.directoryLags, switches.premiumSeats, switches.crowd], [['one.example', 'two.example'], 0, 7, 20]);
  const refused = await browser.press(page, { press: 'switches', crowd: 'many' });
  assert.equal(refused.status, 400);
});

test('an invitation carries its message, and each is counted by address', async () => {
  const { ask, browser } = await desk('inviter');
  const info = { customizedMessageBody: 'See you at the gathering.', messageLanguage: 'de-DE', ccRecipients: [{ emailAddress: { address: 'lead@fabrikam.com' } }] };
  const first = await ask('/invitations', invitation('nina@fabrikam.com', { invitedUserDisplayName: 'Nina Roth', sendInvitationMessage: true, invitedUserMessageInfo: info }));
  assert.equal(first.status, 201);
  assert.deepEqual(first.body.invitedUserMessageInfo, info);
  assert.equal(first.body.sendInvitationMessage, true);
  await ask('/invitations', invitation('Nina@Fabrikam.com', { inviteRedirectUrl: 'http://localhost:18080/?i=2' }));
  await ask('/invitations', invitation('not an address'));
  assert.deepEqual((await browser.tell('GET', '/invitations')).body, [{
    address: 'nina@fabrikam.com', times: 2, mails: 1, name: 'Nina@Fabrikam.com', language: null, message: null, cc: [], redirect: 'http://localhost:18080/?i=2',
  }]);
  await ask('/invitations', invitation('nina@fabrikam.com', { sendInvitationMessage: true, invitedUserMessageInfo: info }));
  const mail = await browser.open('/mail/nina@fabrikam.com');
  assert.match(mail.text, /See you at the gathering\./);
  assert.match(mail.text, /lead@fabrikam\.com/);
});

test('blocked domains, the own domain and members are turned away and not counted', async () => {
  const { ask, browser } = await desk('organizer');
  await browser.tell('PUT', '/switchboard/switches', { blockedDomains: ['blocked.example'] });
  /** @type {[string, RegExp][]} */
  const refusals = [['a@Blocked.example', /not allowed by the policy/], ['nobody@contoso.com', /verified domain of this directory/], ['julia@contoso.com', /already exists/]];
  for (const [address, words] of refusals) {
    const { status, body } = await ask('/invitations', invitation(address));
    assert.equal(status, 400, address);
    assert.match(body.error.message, words);
  }
  const cc = ['one@fabrikam.com', 'two@fabrikam.com'].map((address) => ({ emailAddress: { address } }));
  assert.equal((await ask('/invitations', invitation('nina@fabrikam.com', { invitedUserMessageInfo: { ccRecipients: cc } }))).status, 400);
  assert.deepEqual((await browser.tell('GET', '/invitations')).body, []);
});

test('a new guest stays out of lists for as many reads as the directory lags', async () => {
  const { ask, browser } = await desk('organizer');
  await browser.tell('PUT', '/switchboard/switches', { directoryLags: 2 });
  const { body } = await ask('/invitations', invitation('nina@fabrikam.com'));
  const seen = async () => (await ask(`/users?${filtered("mail eq 'nina@fabrikam.com'")}`)).body.value.length;
  assert.equal((await ask(`/users/${body.invitedUser.id}`)).status, 200);
  await ask('/invitations', invitation('nina@fabrikam.com'));
  assert.deepEqual([await seen(), await seen(), await seen()], [0, 0, 1]);
  await ask('/invitations', invitation('nina@fabrikam.com'));
  assert.equal(await seen(), 1, 'who is known is not hidden by another invitation');
});

/** @param {string[]} addresses */
const batchOf = (addresses) => sent('POST', {
  requests: addresses.map((address, at) => ({
    id: String(at), method: 'POST', url: '/invitations', headers: { 'Content-Type': 'application/json' },
    body: { invitedUserEmailAddress: address, inviteRedirectUrl: 'http://localhost:18080/' },
  })),
});

test('every third batch has all its questions throttled, and makes no invitation', async () => {
  const { ask, browser } = await desk('organizer');
  await browser.tell('POST', '/switchboard', { rule: { match: { endpoint: 'graph.batch', every: 3 }, do: { kind: 'throttle', retryAfter: 1, inner: true } } });
  const statuses = [];
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const { status, body } = await ask('/$batch', batchOf([`a${number}@fabrikam.com`, `b${number}@fabrikam.com`]));
    assert.equal(status, 200);
    statuses.push(body.responses.map((/** @type {any} */ each) => [each.status, each.headers['Retry-After']]));
  }
  const [fine, throttled] = [[[201, undefined], [201, undefined]], [[429, '1'], [429, '1']]];
  assert.deepEqual(statuses, [fine, fine, throttled, fine, fine, throttled]);
  assert.equal((await browser.tell('GET', '/invitations')).body.length, 8);
});

test('the batch itself can be throttled, every second time', async () => {
  const { ask, browser } = await desk('organizer');
  await browser.tell('POST', '/switchboard', { rule: { match: { endpoint: 'graph.batch', every: 2 }, do: { kind: 'throttle', retryAfter: 1 }, times: 1 } });
  const answers = [];
  for (const number of [1, 2, 3, 4]) answers.push(await ask('/$batch', batchOf([`a${number}@fabrikam.com`])));
  assert.deepEqual(answers.map(({ status }) => status), [200, 429, 200, 200]);
  assert.equal(answers[1].headers.get('retry-after'), '1');
});

test('a connection can drop before the invitations are made, or after', async () => {
  for (const [after, made] of /** @type {[boolean, number][]} */ ([[false, 0], [true, 2]])) {
    const { ask, browser } = await desk('organizer');
    await browser.tell('POST', '/switchboard', { rule: { match: { endpoint: 'graph.batch' }, do: { kind: 'drop', after }, times: 1 } });
    await assert.rejects(ask('/$batch', batchOf(['nina@fabrikam.com', 'olaf@fabrikam.com'])));
    assert.equal((await browser.tell('GET', '/invitations')).body.length, made);
    assert.equal((await ask('/$batch', batchOf(['nina@fabrikam.com']))).status, 200);
  }
});

test('one question in a batch can be carried out and still answered with a failure', async () => {
  const { ask, browser } = await desk('organizer');
  await browser.tell('POST', '/switchboard', { rule: { match: { endpoint: 'graph.invitations' }, do: { kind: 'status', status: 503, after: true }, times: 1 } });
  const { body } = await ask('/$batch', batchOf(['nina@fabrikam.com', 'olaf@fabrikam.com']));
  assert.deepEqual(body.responses.map((/** @type {any} */ each) => each.status), [201, 503]);
  assert.equal((await browser.tell('GET', '/invitations')).body.length, 2);
});

test('rules that make no sense are refused', async () => {
  const browser = tenant.browser();
  for (const rule of [
    { match: { endpoint: 'graph.batch', every: 0 }, do: { kind: 'drop' } },
    { match: { endpoint: 'token' }, do: { kind: 'drop', after: true } },
    { match: { endpoint: 'graph.users' }, do: { kind: 'throttle', inner: true } },
  ]) {
    assert.equal((await browser.tell('POST', '/switchboard', { rule })).status, 400, JSON.stringify(rule));
  }
});
