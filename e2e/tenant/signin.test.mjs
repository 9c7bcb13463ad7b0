import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contoso, fabrikam } from './organizations.mjs';
import { people } from './people.mjs';
import { callbackFields, heading, numbersOn, personCalled, tenantForTests } from './test-browser.mjs';

/** @type {Awaited<ReturnType<typeof tenantForTests>>} */
let tenant;
before(async () => {
  tenant = await tenantForTests();
});
after(() => tenant.close());

const host = contoso.tenantId;

test('the home leg then the host leg ask for the password once', async () => {
  const browser = tenant.browser();
  const home = await browser.signIn('licensed', 'organizations', { scope: 'openid profile' });
  assert.equal(callbackFields(home.page.address).get('state'), home.attempt.state);
  const second = browser.attempt(host, { login_hint: 'ada@fabrikam.com' });
  const page = await browser.open(second.address);
  assert.deepEqual(page.hops.map((hop) => new URL(hop).origin), [tenant.origin, tenant.portalOrigin]);
  assert.ok(callbackFields(page.address).has('code'));
});

test('the answer of authorize carries what Entra sends, and no iss', async () => {
  const browser = tenant.browser();
  const { page } = await browser.signIn('licensed', host, { client_info: '1' });
  assert.deepEqual([...callbackFields(page.address).keys()].sort(), ['client_info', 'code', 'session_state', 'state']);
});

test('with the switch, the answer carries the issuer', async () => {
  const browser = tenant.browser();
  await browser.tell('PUT', '/switchboard/switches', { iss: true });
  const { page } = await browser.signIn('licensed', host);
  assert.equal(callbackFields(page.address).get('iss'), `${tenant.origin}/${host}/v2.0`);
});

test('organizations finds the tenant by address, hint or domain, and names it in the token', async () => {
  for (const [key, more] of /** @type {[string, Record<string, string>][]} */ ([
    ['licensed', {}],
    ['licensed', { login_hint: 'ada@fabrikam.com' }],
    ['licensed', { domain_hint: 'fabrikam.com' }],
    ['member', {}],
  ])) {
    const { claims } = await tenant.browser().tokens(key, 'organizations', more);
    const expected = key === 'member' ? host : fabrikam.tenantId;
    assert.equal(claims.tid, expected);
    assert.equal(claims.iss, `${tenant.origin}/${expected}/v2.0`);
    assert.equal('idp' in claims, false);
  }
});

test('a login hint goes straight to the password', async () => {
  const browser = tenant.browser();
  const page = await browser.open(browser.attempt('organizations', { login_hint: 'ada@fabrikam.com' }).address);
  assert.equal(heading(page), 'Enter password');
  assert.match(page.text, /Fabrikam/);
});

test('organizations refuses a personal account on its page, and sends nothing back', async () => {
  const browser = tenant.browser();
  const { page } = await browser.signIn('personal', 'organizations');
  assert.equal(heading(page), 'Sign in');
  assert.match(page.text, /personal account/);
  const hinted = await browser.open(browser.attempt('organizations', { login_hint: 'kim@outlook.com' }).address);
  assert.match(hinted.text, /personal account/);
});

test('an address nobody has, and a wrong password, are said on the page', async () => {
  const browser = tenant.browser();
  const start = await browser.open(browser.attempt(host).address);
  const unknown = await browser.press(start, { press: 'next', address: 'nobody@fabrikam.com' });
  assert.deepEqual(numbersOn(unknown), [50034]);
  const password = await browser.press(unknown, { press: 'next', address: 'ada@fabrikam.com' });
  const wrong = await browser.press(password, { press: 'next', password: 'wrong' });
  assert.match(wrong.text, /incorrect/);
  assert.equal(heading(wrong), 'Enter password');
});

test('the guest is told apart from a member by idp, and by acct where it is switched on', async () => {
  const browser = tenant.browser();
  const plain = await browser.tokens('licensed', host);
  assert.equal(plain.claims.idp, `https://sts.windows.net/${fabrikam.tenantId}/`);
  assert.equal('acct' in plain.claims, false);
  const switched = tenant.browser();
  await switched.tell('PUT', '/switchboard/switches', { acct: true, loginHint: true });
  const guest = await switched.tokens('licensed', host);
  assert.equal(guest.claims.acct, 1);
  assert.equal(typeof guest.claims.login_hint, 'string');
  const other = tenant.browser(switched.world);
  assert.equal((await other.tokens('member', host)).claims.acct, 0);
});

test('object id and subject differ between the two organizations', async () => {
  const browser = tenant.browser();
  const home = await browser.tokens('licensed', 'organizations');
  const there = await browser.tokens('licensed', host);
  assert.notEqual(home.claims.oid, there.claims.oid);
  assert.notEqual(home.claims.sub, there.claims.sub);
});

test('a pending guest reviews the permissions once, and is accepted from then on', async () => {
  const browser = tenant.browser();
  const { page } = await browser.signIn('pending', host);
  assert.equal(heading(page), 'Review permissions');
  const back = await browser.press(page, { press: 'accept' });
  assert.ok(callbackFields(back.address).has('code'));
  const again = await browser.open(browser.attempt(host).address);
  assert.ok(callbackFields(again.address).has('code'));
});

test('Cancel on Review permissions comes back as access_denied and accepts nothing', async () => {
  const browser = tenant.browser();
  const { attempt, page } = await browser.signIn('pending', host);
  const fields = callbackFields((await browser.press(page, { press: 'cancel' })).address);
  assert.equal(fields.get('error'), 'access_denied');
  assert.match(fields.get('error_description') ?? '', /^AADSTS65004: .*\r\nTrace ID: .*\r\nCorrelation ID: .*\r\nTimestamp: /);
  assert.equal(fields.get('state'), attempt.state);
  assert.equal(heading(await browser.open(browser.attempt(host).address)), 'Review permissions');
});

test('Conditional Access refuses with 53003 in the host, not at home', async () => {
  const browser = tenant.browser();
  const home = await browser.signIn('blocked', 'organizations');
  assert.ok(callbackFields(home.page.address).has('code'));
  const there = await browser.signIn('blocked', host);
  const fields = callbackFields(there.page.address);
  assert.equal(fields.get('error'), 'access_denied');
  assert.match(fields.get('error_description') ?? '', /^AADSTS53003/);
});

test('a second factor is registered once and approved once per browser', async () => {
  const browser = tenant.browser();
  const { page } = await browser.signIn('mfa', host);
  assert.equal(heading(page), 'More information required');
  const register = await browser.press(page, { press: 'next' });
  assert.equal(heading(register), 'Set up an authenticator app');
  const approve = await browser.press(register, { press: 'next' });
  assert.equal(heading(approve), 'Approve sign in request');
  const back = await browser.press(approve, { press: 'approve' });
  assert.ok(callbackFields(back.address).has('code'));
  assert.ok(callbackFields((await browser.open(browser.attempt(host).address)).address).has('code'));
  const elsewhere = await tenant.browser(browser.world).signIn('mfa', host);
  assert.equal(heading(elsewhere.page), 'Approve sign in request');
});

test('someone never invited ends on a page with 50020, and may try another account', async () => {
  const browser = tenant.browser();
  const { page } = await browser.signIn('not-invited', host);
  assert.deepEqual(numbersOn(page), [50020]);
  const start = await browser.press(page, { press: 'another' });
  assert.equal(heading(start), 'Sign in');
  const other = await browser.prove(start, personCalled('licensed'));
  assert.ok(callbackFields(other.address).has('code'));
});

test('a personal account is a guest whose provider is live.com', async () => {
  const { claims } = await tenant.browser().tokens('personal', host);
  assert.equal(claims.idp, 'live.com');
});

test('a one-time code signs in, a wrong one does not', async () => {
  const browser = tenant.browser();
  const start = await browser.open(browser.attempt(host, { login_hint: 'omar@gmail.com' }).address);
  assert.equal(heading(start), 'Enter code');
  const wrong = await browser.press(start, { press: 'next', code: '00' });
  assert.match(wrong.text, /did not work/);
  const back = await browser.prove(wrong, personCalled('one-time-code'));
  assert.ok(callbackFields(back.address).has('code'));
});

test('the account picker appears with select_account, and with two sessions', async () => {
  const browser = tenant.browser();
  await browser.signIn('licensed', host);
  const picker = await browser.open(browser.attempt(host, { prompt: 'select_account' }).address);
  assert.equal(heading(picker), 'Pick an account');
  const address = await browser.press(picker, { account: '' });
  assert.equal(heading(address), 'Sign in');
  await browser.prove(address, personCalled('no-license'));
  const two = await browser.open(browser.attempt(host).address);
  assert.equal(heading(two), 'Pick an account');
  const back = await browser.press(two, { account: 'no-license' });
  assert.ok(callbackFields(back.address).has('code'));
});

test('prompt=login asks for the password despite the session', async () => {
  const browser = tenant.browser();
  await browser.signIn('licensed', host);
  const page = await browser.open(browser.attempt(host, { prompt: 'login', login_hint: 'ada@fabrikam.com' }).address);
  assert.equal(heading(page), 'Enter password');
});

test('prompt=none never shows a page', async () => {
  const browser = tenant.browser();
  const silent = async (/** @type {string} */ authority = host) => {
    const page = await browser.open(browser.attempt(authority, { prompt: 'none' }).address);
    assert.equal(page.hops.length, 2);
    return callbackFields(page.address);
  };
  const nobody = await silent();
  assert.equal(nobody.get('error'), 'login_required');
  assert.match(nobody.get('error_description') ?? '', /^AADSTS50058/);
  await browser.signIn('mfa', 'organizations');
  assert.equal((await silent()).get('error'), 'interaction_required');
  assert.ok((await silent('organizations')).has('code'));
});

test('prompt=none tells a pending guest, and one who was never invited, to go interactive', async () => {
  for (const [key, error] of [['pending', 'consent_required'], ['not-invited', 'interaction_required']]) {
    const browser = tenant.browser();
    await browser.signIn(key, 'organizations');
    const page = await browser.open(browser.attempt(host, { prompt: 'none' }).address);
    assert.equal(callbackFields(page.address).get('error'), error);
  }
});

test('Sign-in options lead to the host by its domain', async () => {
  const browser = tenant.browser();
  const start = await browser.open(browser.attempt('organizations').address);
  const options = await browser.press(start, { press: 'options' });
  assert.equal(heading(options), 'Sign-in options');
  const find = await browser.press(options, { press: 'organization' });
  assert.equal(heading(find), 'Find your organization');
  const wrong = await browser.press(find, { press: 'next', domain: 'nowhere.example' });
  assert.match(wrong.text, /could not find/);
  const there = await browser.press(wrong, { press: 'next', domain: 'contoso.com' });
  assert.equal(heading(there), 'Sign in');
  assert.match(there.text, /Contoso/);
  const back = await browser.prove(there, personCalled('licensed'));
  assert.ok(callbackFields(back.address).has('code'));
});

test('with the consent switch the app is allowed once per organization', async () => {
  const browser = tenant.browser();
  await browser.tell('PUT', '/switchboard/switches', { consent: true });
  const { page } = await browser.signIn('licensed', host);
  assert.equal(heading(page), 'Permissions requested');
  assert.ok(callbackFields((await browser.press(page, { press: 'accept' })).address).has('code'));
  assert.ok(callbackFields((await browser.open(browser.attempt(host).address)).address).has('code'));
  assert.equal(heading(await browser.open(browser.attempt('organizations').address)), 'Permissions requested');
});

test('a home organization that lets only administrators approve apps stops the home leg, not the host leg', async () => {
  const browser = tenant.browser();
  await browser.tell('PUT', '/switchboard/switches', { homeAdminApproval: true });
  const { page } = await browser.signIn('licensed', 'organizations');
  assert.equal(heading(page), 'Need admin approval');
  const fields = callbackFields((await browser.press(page, { press: 'leave' })).address);
  assert.match(fields.get('error_description') ?? '', /^AADSTS90094/);
  assert.ok(callbackFields((await browser.open(browser.attempt(host).address)).address).has('code'));
});

test('Stay signed in? appears where it is switched on', async () => {
  const browser = tenant.browser();
  await browser.tell('PUT', '/switchboard/switches', { staySignedIn: true });
  const { page } = await browser.signIn('licensed', host);
  assert.equal(heading(page), 'Stay signed in?');
  assert.ok(callbackFields((await browser.press(page, { press: 'yes' })).address).has('code'));
});

test('bad requests: on a page when the way back cannot be trusted, else by redirect', async () => {
  const browser = tenant.browser();
  const shown = async (/** @type {Record<string, string>} */ more) => numbersOn(await browser.open(browser.attempt(host, more).address));
  assert.deepEqual(await shown({ redirect_uri: 'http://localhost:18080/other' }), [50011]);
  assert.deepEqual(await shown({ client_id: '00000000-1111-4222-8333-444444444444' }), [700016]);
  assert.deepEqual(numbersOn(await browser.open(browser.attempt('nowhere.example').address)), [90002]);
  for (const [more, error] of /** @type {[Record<string, string>, string][]} */ ([
    [{ code_challenge: '' }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'openid Mail.Read' }, 'invalid_scope'],
  ])) {
    const page = await browser.open(browser.attempt(host, more).address);
    assert.equal(callbackFields(page.address).get('error'), error);
  }
});

test('extra parameters of a real client are accepted', async () => {
  const { page } = await tenant.browser().signIn('licensed', host, {
    claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
    'client-request-id': '11111111-2222-4333-8444-555555555555',
    domain_hint: 'organizations',
  });
  assert.ok(callbackFields(page.address).has('code'));
});

test('Back to a finished sign-in explains itself', async () => {
  const browser = tenant.browser();
  const start = await browser.open(browser.attempt(host).address);
  await browser.prove(start, personCalled('licensed'));
  assert.deepEqual(numbersOn(await browser.open(start.address)), [50089]);
});

test('signing out ends the session and returns to a registered page only', async () => {
  const browser = tenant.browser();
  await browser.signIn('licensed', host);
  const back = await browser.open(`/${host}/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(`${tenant.portalOrigin}/`)}`);
  assert.equal(back.address, `${tenant.portalOrigin}/`);
  assert.equal(heading(await browser.open(browser.attempt(host).address)), 'Sign in');
  const elsewhere = await browser.open(`/${host}/oauth2/v2.0/logout?post_logout_redirect_uri=https://evil.example/`);
  assert.equal(heading(elsewhere), 'You signed out of your account');
});

test('every person is listed with address and password', async () => {
  const page = await tenant.browser().open('/people');
  for (const person of people) {
    assert.ok(page.text.includes(person.address), person.key);
    assert.ok(page.text.includes(person.password), person.key);
  }
});

test('metadata and keys speak for the authority they are asked at', async () => {
  for (const [authority, issuer] of [
    [host, `${tenant.origin}/${host}/v2.0`],
    ['contoso.com', `${tenant.origin}/${host}/v2.0`],
    ['organizations', `${tenant.origin}/{tenantid}/v2.0`],
  ]) {
    const response = await fetch(`${tenant.origin}/${authority}/v2.0/.well-known/openid-configuration`);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const body = /** @type {any} */ (await response.json());
    assert.equal(body.issuer, issuer);
    assert.equal(body.authorization_endpoint, `${tenant.origin}/${authority}/oauth2/v2.0/authorize`);
    const keys = /** @type {any} */ (await (await fetch(body.jwks_uri)).json());
    assert.equal(keys.keys.length, authority === 'organizations' ? 2 : 1);
  }
});
