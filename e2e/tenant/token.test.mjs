import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import { app, contoso, fabrikam } from './organizations.mjs';
import { callbackFields, tenantForTests } from './test-browser.mjs';

/** @type {Awaited<ReturnType<typeof tenantForTests>>} */
let tenant;
before(async () => {
  tenant = await tenantForTests();
});
after(() => tenant.close());

const host = contoso.tenantId;

/** A fresh code of the licensed guest. @param {string} [authority] @param {Record<string, string>} [more] */
async function code(authority = host, more = {}) {
  const browser = tenant.browser();
  const { attempt, page } = await browser.signIn('licensed', authority, more);
  return { browser, attempt, value: callbackFields(page.address).get('code') ?? '' };
}

/** @param {Response} response */
async function refusal(response) {
  assert.equal(response.status, 400);
  const body = /** @type {any} */ (await response.json());
  const number = body.error_codes[0];
  assert.match(body.error_description, new RegExp(`^AADSTS${number}: .*\\r\\nTrace ID: ${body.trace_id}\\r\\nCorrelation ID: ${body.correlation_id}\\r\\nTimestamp: ${body.timestamp}$`));
  assert.match(body.timestamp, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  assert.ok(body.error_uri.endsWith(`/error?code=${number}`));
  return { error: body.error, number };
}

test('the token answer has the fields Entra sends', async () => {
  const { browser, attempt, value } = await code();
  const response = await browser.exchange(attempt, value, { client_info: '1' });
  assert.equal(response.headers.get('access-control-allow-origin'), tenant.portalOrigin);
  const body = /** @type {any} */ (await response.json());
  assert.deepEqual(Object.keys(body), ['token_type', 'scope', 'expires_in', 'ext_expires_in', 'access_token', 'refresh_token', 'id_token', 'client_info']);
  assert.equal(body.token_type, 'Bearer');
  assert.equal(body.scope, 'openid profile User.Read');
  assert.equal(body.expires_in, 3599);
  assert.equal(JSON.parse(Buffer.from(body.client_info, 'base64url').toString()).utid, fabrikam.tenantId);
});

test('the ID token is signed with the published key and holds the claims of Entra', async () => {
  const browser = tenant.browser();
  const { attempt, body, claims } = await browser.tokens('licensed', host);
  const { keys } = /** @type {any} */ (await (await fetch(`${tenant.origin}/${host}/discovery/v2.0/keys`)).json());
  const [head, payload, signature] = body.id_token.split('.');
  const key = createPublicKey({ key: keys[0], format: 'jwk' });
  assert.ok(verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')));
  assert.equal(JSON.parse(Buffer.from(head, 'base64url').toString()).kid, keys[0].kid);
  const { aud, iss, tid, nonce, ver, name, email, preferred_username: user } = claims;
  assert.deepEqual(
    { aud, iss, tid, nonce, ver, name, email, user },
    {
      aud: app.clientId,
      iss: `${tenant.origin}/${host}/v2.0`,
      tid: host,
      nonce: attempt.nonce,
      ver: '2.0',
      name: 'Ada Marsh',
      email: 'ada@fabrikam.com',
      user: 'ada@fabrikam.com',
    },
  );
  assert.equal(claims.nbf, claims.iat);
  assert.equal(Number(claims.exp) - Number(claims.iat), 3900);
});

test('without offline_access there is no refresh token', async () => {
  const { body } = await tenant.browser().tokens('licensed', 'organizations', { scope: 'openid profile' });
  assert.equal('refresh_token' in body, false);
  assert.equal(body.scope, 'openid profile');
});

test('a refresh token works, also a second time', async () => {
  const browser = tenant.browser();
  const { attempt, body } = await browser.tokens('licensed', host);
  for (const round of [1, 2]) {
    const response = await browser.exchange(attempt, '', { grant_type: 'refresh_token', refresh_token: body.refresh_token, code: null, redirect_uri: null, code_verifier: null });
    assert.equal(response.status, 200, `round ${round}`);
    const renewed = /** @type {any} */ (await response.json());
    assert.equal((await browser.graph('/me', renewed.access_token)).status, 200);
  }
});

test('a code works once', async () => {
  const { browser, attempt, value } = await code();
  assert.equal((await browser.exchange(attempt, value)).status, 200);
  for (const round of [1, 2]) {
    assert.deepEqual(await refusal(await browser.exchange(attempt, value)), { error: 'invalid_grant', number: 54005 }, `round ${round}`);
  }
});

test('every wrong exchange gets its own number', async () => {
  /** @type {[Record<string, string | null>, string, number][]} */
  const wrongs = [
    [{ code_verifier: 'x'.repeat(43) }, 'invalid_grant', 501481],
    [{ code_verifier: null }, 'invalid_request', 900144],
    [{ code: 'never-issued' }, 'invalid_grant', 70000],
    [{ code: null }, 'invalid_request', 900144],
    [{ redirect_uri: 'http://localhost:18080/desk.html' }, 'invalid_grant', 500112],
    [{ client_id: '00000000-1111-4222-8333-444444444444' }, 'unauthorized_client', 700016],
    [{ client_secret: 'none' }, 'invalid_client', 700025],
    [{ grant_type: 'password' }, 'unsupported_grant_type', 70003],
    [{ grant_type: 'refresh_token', refresh_token: 'never-issued' }, 'invalid_grant', 70000],
  ];
  for (const [fields, error, number] of wrongs) {
    const { browser, attempt, value } = await code();
    assert.deepEqual(await refusal(await browser.exchange(attempt, value, fields)), { error, number }, JSON.stringify(fields));
  }
});

test('a code of one tenant is refused at another, and not spent by it', async () => {
  const { browser, attempt, value } = await code();
  assert.deepEqual(await refusal(await browser.exchange({ ...attempt, authority: fabrikam.tenantId }, value)), { error: 'invalid_grant', number: 700005 });
  assert.deepEqual(await refusal(await browser.exchange({ ...attempt, authority: 'organizations' }, value)), { error: 'invalid_grant', number: 700005 });
  assert.equal((await browser.exchange(attempt, value)).status, 200);
});

test('a code of organizations is redeemed there, or at the home tenant', async () => {
  for (const authority of ['organizations', fabrikam.tenantId, fabrikam.domain]) {
    const { browser, attempt, value } = await code('organizations');
    assert.equal((await browser.exchange({ ...attempt, authority }, value)).status, 200, authority);
  }
});

test('an old code and an old refresh token are refused for their age', async () => {
  const { browser, attempt, value } = await code();
  await browser.tell('POST', '/switchboard', { rule: { match: { endpoint: 'token' }, do: { kind: 'expire' }, times: 1 } });
  assert.deepEqual(await refusal(await browser.exchange(attempt, value)), { error: 'invalid_grant', number: 70008 });
  const other = tenant.browser();
  const { attempt: again, body } = await other.tokens('licensed', host);
  await other.tell('POST', '/switchboard', { rule: { match: { endpoint: 'token' }, do: { kind: 'expire' }, times: 1 } });
  const refreshed = await other.exchange(again, '', { grant_type: 'refresh_token', refresh_token: body.refresh_token, code: null });
  assert.deepEqual(await refusal(refreshed), { error: 'invalid_grant', number: 700084 });
});

test('only the portal origin may redeem, and Origin is required', async () => {
  const { browser, attempt, value } = await code();
  assert.deepEqual(await refusal(await browser.exchange(attempt, value, {}, /** @type {any} */ ({}))), { error: 'invalid_request', number: 9002327 });
  const foreign = await browser.exchange(attempt, value, {}, { origin: 'https://evil.example' });
  assert.equal(foreign.status, 400);
  assert.equal(foreign.headers.get('access-control-allow-origin'), null);
  const preflight = await fetch(`${tenant.origin}/${host}/oauth2/v2.0/token`, {
    method: 'OPTIONS',
    headers: { origin: tenant.portalOrigin, 'access-control-request-method': 'POST' },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), tenant.portalOrigin);
  assert.equal((await fetch(`${tenant.origin}/${host}/oauth2/v2.0/token`)).status, 405);
});
