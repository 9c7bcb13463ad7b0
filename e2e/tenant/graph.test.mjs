import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contoso } from './organizations.mjs';
import { deskScopes, tenantForTests } from './test-browser.mjs';

/** @type {Awaited<ReturnType<typeof tenantForTests>>} */
let tenant;
before(async () => {
  tenant = await tenantForTests();
});
after(() => tenant.close());

const host = contoso.tenantId;

/** @param {string} key @param {string} [authority] @param {Record<string, string>} [more] */
const caller = (key, authority = host, more = {}) => tenant.browser().caller(key, authority, more);

/** The names of the enabled plans. @param {any} body */
const plansOn = (body) =>
  body.value.flatMap((/** @type {any} */ sku) => sku.servicePlans).filter((/** @type {any} */ plan) => plan.provisioningStatus === 'Success').map((/** @type {any} */ plan) => plan.servicePlanName);

test('licenseDetails shows what is assigned in the tenant of the token', async () => {
  /** @type {[string, boolean, boolean][]} key, Teams, Mesh */
  const expected = [['licensed', true, true], ['no-license', false, false], ['prerequisite-only', true, false], ['mesh-plan-off', true, false], ['personal', true, true]];
  for (const [key, teams, mesh] of expected) {
    const { body } = await (await caller(key)).ask('/me/licenseDetails');
    assert.equal(plansOn(body).includes('TEAMS1'), teams, key);
    assert.equal(plansOn(body).includes('MESH_IMMERSIVE'), mesh, key);
  }
  const atHome = await (await caller('no-license', 'organizations')).ask('/me/licenseDetails');
  assert.ok(plansOn(atHome.body).includes('MESH_IMMERSIVE'), 'licenses at home are read with a token of home');
});

test('a plan an admin switched off is listed as disabled', async () => {
  const { body } = await (await caller('mesh-plan-off')).ask('/me/licenseDetails');
  const plan = body.value.flatMap((/** @type {any} */ sku) => sku.servicePlans).find((/** @type {any} */ each) => each.servicePlanName === 'MESH_IMMERSIVE');
  assert.equal(plan.provisioningStatus, 'Disabled');
});

test('licenses that cannot be read are refused, with or without the plans as a way around', async () => {
  for (const [key, plans] of /** @type {[string, number][]} */ ([['license-unreadable', 403], ['license-by-plans', 200]])) {
    const { ask } = await caller(key);
    const details = await ask('/me/licenseDetails');
    assert.equal(details.status, 403);
    assert.equal(details.body.error.code, 'Authorization_RequestDenied');
    const me = await ask('/me?$select=id,assignedPlans');
    assert.equal(me.status, plans);
    if (plans === 200) assert.ok(me.body.assignedPlans.some((/** @type {any} */ plan) => plan.servicePlanId === 'acbca54f-c771-423b-a476-6d7a98cbbcec' && plan.capabilityStatus === 'Enabled'));
    assert.equal((await ask('/me')).status, 200);
  }
});

test('/me has the ordinary properties, and others only when they are selected', async () => {
  const { ask } = await caller('licensed');
  const ordinary = await ask('/me');
  for (const name of ['userType', 'externalUserState', 'assignedPlans', 'assignedLicenses']) assert.equal(name in ordinary.body, false, name);
  assert.equal(ordinary.body.displayName, 'Ada Marsh');
  assert.match(ordinary.body.userPrincipalName, /^ada_fabrikam\.com#EXT#@contoso\.onmicrosoft\.com$/);
  const { body } = await ask('/me?$select=id,userType,externalUserState');
  assert.deepEqual(Object.keys(body), ['@odata.context', 'id', 'userType', 'externalUserState']);
  assert.deepEqual([body.userType, body.externalUserState], ['Guest', 'Accepted']);
  assert.equal((await ask('/me?$select=shoeSize')).status, 400);
});

test('a member is a member', async () => {
  const { body } = await (await caller('member')).ask('/me?$select=userType,externalUserState,identities');
  assert.deepEqual([body.userType, body.externalUserState], ['Member', null]);
});

test('without User.Read nothing is read, without a token even less', async () => {
  const { ask, browser } = await caller('licensed', host, { scope: 'openid profile' });
  assert.equal((await ask('/me')).status, 403);
  assert.equal((await ask('/me/licenseDetails')).status, 403);
  const nobody = await browser.graph('/me', 'made-up');
  assert.equal(nobody.status, 401);
  assert.match(nobody.headers.get('www-authenticate') ?? '', /^Bearer /);
  assert.equal(/** @type {any} */ (await nobody.json()).error.code, 'InvalidAuthenticationToken');
});

test('answers can be read by any page, with ids to quote', async () => {
  const { ask, browser } = await caller('licensed');
  const id = '11111111-2222-4333-8444-555555555555';
  const refused = await ask('/subscribedSkus', { headers: { 'client-request-id': id } });
  assert.equal(refused.headers.get('access-control-allow-origin'), '*');
  for (const name of ['WWW-Authenticate', 'Retry-After', 'request-id']) assert.match(refused.headers.get('access-control-expose-headers') ?? '', new RegExp(name));
  assert.equal(refused.headers.get('client-request-id'), id);
  assert.deepEqual(refused.body.error.innerError['client-request-id'], id);
  assert.equal(refused.body.error.innerError['request-id'], refused.headers.get('request-id'));
  const preflight = await fetch(`${browser.origin}/graph/v1.0/me`, { method: 'OPTIONS', headers: { origin: 'https://any.example', 'access-control-request-headers': 'authorization' } });
  assert.equal(preflight.headers.get('access-control-allow-headers'), 'authorization');
});

test('a guest may not look around, whatever the scopes', async () => {
  const { ask } = await caller('licensed', host, { scope: deskScopes });
  for (const path of ['/users', '/subscribedSkus']) {
    const { status, body } = await ask(path);
    assert.deepEqual([status, body.error.code], [403, 'Authorization_RequestDenied'], path);
  }
});

test('the organizer lists the guests who have not accepted', async () => {
  const { ask } = await caller('organizer', host, { scope: deskScopes });
  const filter = encodeURIComponent("userType eq 'Guest' and externalUserState eq 'PendingAcceptance'");
  const { body } = await ask(`/users?$filter=${filter}&$select=displayName,mail,externalUserState&$count=true`, { headers: { ConsistencyLevel: 'eventual' } });
  assert.equal(body['@odata.count'], 2);
  assert.deepEqual(body.value.map((/** @type {any} */ each) => each.mail).sort(), ['ben@fabrikam.com', 'lena@fabrikam.com']);
});

test('lists come in pages, filters of the advanced kind need their header', async () => {
  const { ask, browser } = await caller('organizer', host, { scope: deskScopes });
  const first = await ask('/users?$top=5&$select=mail');
  assert.equal(first.body.value.length, 5);
  const next = new URL(first.body['@odata.nextLink']);
  assert.equal(next.origin, browser.origin);
  const second = await ask(`${next.pathname.replace('/graph/v1.0', '')}${next.search}`);
  assert.equal(second.body.value.length, 5);
  assert.notEqual(second.body.value[0].mail, first.body.value[0].mail);
  const advanced = `/users?$filter=${encodeURIComponent("userType ne 'Guest'")}`;
  assert.equal((await ask(advanced)).status, 400);
  const asked = await ask(`${advanced}&$count=true&$select=mail`, { headers: { ConsistencyLevel: 'eventual' } });
  assert.deepEqual(asked.body.value.map((/** @type {any} */ each) => each.mail).sort(), ['amal@contoso.com', 'ines@contoso.com', 'julia@contoso.com', 'oscar@contoso.com']);
  assert.equal((await ask(`/users?$filter=${encodeURIComponent("mail eq 'x")}`)).status, 400);
  const other = await ask(`/users?$select=mail&$filter=${encodeURIComponent("otherMails/any(x:x eq 'ADA@fabrikam.com') or startswith(mail,'kim')")}`);
  assert.deepEqual(other.body.value.map((/** @type {any} */ each) => each.mail), ['ada@fabrikam.com', 'kim@outlook.com']);
});

test('only a guest inviter invites, and a guest invited this way gets in', async () => {
  const wish = { invitedUserEmailAddress: 'ivan@fabrikam.com', inviteRedirectUrl: 'http://localhost:18080/?i=1.x', invitedUserDisplayName: 'Ivan' };
  const member = await caller('member', host, { scope: deskScopes });
  assert.equal((await member.ask('/invitations', { method: 'POST', body: JSON.stringify(wish) })).status, 403);
  const { ask, browser } = await caller('organizer', host, { scope: deskScopes });
  const { status, body } = await ask('/invitations', { method: 'POST', body: JSON.stringify(wish) });
  assert.deepEqual([status, body.status], [201, 'PendingAcceptance']);
  const redeem = new URL(body.inviteRedeemUrl);
  assert.equal(redeem.pathname, '/redeem');
  const inner = new URL(redeem.searchParams.get('rd') ?? '');
  assert.equal(inner.pathname, '/redeem/');
  assert.deepEqual([...inner.searchParams.keys()], ['tenant', 'user', 'ticket', 'ver']);
  assert.equal(inner.searchParams.get('tenant'), host);
  assert.equal(inner.searchParams.get('user'), body.invitedUser.id);
  const guest = tenant.browser(browser.world);
  const { page } = await guest.signIn('not-invited', host);
  assert.match(page.text, /Review permissions/);
  assert.equal((await ask('/invitations', { method: 'POST', body: '{}' })).status, 400);
});

test('a reset makes the guest accept again, with a new ticket', async () => {
  const { ask, browser } = await caller('organizer', host, { scope: deskScopes });
  const found = await ask(`/users?$filter=${encodeURIComponent("mail eq 'ada@fabrikam.com'")}`);
  const wish = { invitedUserEmailAddress: 'ada@fabrikam.com', inviteRedirectUrl: 'http://localhost:18080/', resetRedemption: true };
  const mismatch = await ask('/invitations', { method: 'POST', body: JSON.stringify({ ...wish, invitedUser: { id: 'other' } }) });
  assert.equal(mismatch.status, 400);
  const before = (await tenant.browser(browser.world).open('/mail/licensed')).text;
  const { body } = await ask('/invitations', { method: 'POST', body: JSON.stringify({ ...wish, invitedUser: { id: found.body.value[0].id } }) });
  assert.equal(body.status, 'PendingAcceptance');
  assert.equal(before.includes(body.inviteRedeemUrl), false);
  const { page } = await tenant.browser(browser.world).signIn('licensed', host);
  assert.match(page.text, /Review permissions/);
});

test('a batch answers each question by its id, in another order', async () => {
  const { ask } = await caller('licensed');
  const send = (/** @type {unknown[]} */ requests) => ask('/$batch', { method: 'POST', body: JSON.stringify({ requests }) });
  const { status, body } = await send([
    { id: '1', method: 'GET', url: '/me?$select=userType' },
    { id: '2', method: 'GET', url: '/users' },
    { id: '3', method: 'GET', url: '/me', dependsOn: ['2'] },
  ]);
  assert.equal(status, 200);
  assert.deepEqual(body.responses.map((/** @type {any} */ each) => [each.id, each.status]), [['3', 424], ['2', 403], ['1', 200]]);
  assert.equal(body.responses[2].body.userType, 'Guest');
  assert.equal((await send([{ id: 'a', method: 'GET', url: '/me' }, { id: 'A', method: 'GET', url: '/me' }])).status, 400);
  assert.equal((await send(Array.from({ length: 21 }, (_, at) => ({ id: String(at), method: 'GET', url: '/me' })))).status, 400);
});

test('a throttled question in a batch is throttled alone', async () => {
  const { ask, browser } = await caller('licensed');
  await browser.tell('POST', '/switchboard', { rule: { match: { endpoint: 'graph.licenseDetails' }, do: { kind: 'throttle', retryAfter: 7 }, times: 1 } });
  const { body } = await ask('/$batch', { method: 'POST', body: JSON.stringify({ requests: [{ id: '1', method: 'GET', url: '/me' }, { id: '2', method: 'GET', url: '/me/licenseDetails' }] }) });
  const [second, first] = body.responses;
  assert.equal(first.status, 200);
  assert.deepEqual([second.status, second.headers['Retry-After']], [429, '7']);
});
