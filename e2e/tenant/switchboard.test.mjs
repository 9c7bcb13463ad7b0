import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contoso, fabrikam } from './organizations.mjs';
import { callbackFields, heading, numbersOn, tenantForTests } from './test-browser.mjs';

/** @type {Awaited<ReturnType<typeof tenantForTests>>} */
let tenant;
before(async () => {
  tenant = await tenantForTests();
});
after(() => tenant.close());

const host = contoso.tenantId;

/** @param {ReturnType<typeof tenant.browser>} browser @param {Record<string, unknown>} match @param {Record<string, unknown>} action @param {number} [times] */
async function rule(browser, match, action, times) {
  const { status, body } = await browser.tell('POST', '/switchboard', { rule: { match, do: action, ...(times ? { times } : {}) } });
  assert.equal(status, 201, JSON.stringify(body));
}

/** @param {ReturnType<typeof tenant.browser>} browser */
async function freshCode(browser) {
  const { attempt, page } = await browser.signIn('licensed', host);
  return { attempt, code: callbackFields(page.address).get('code') ?? '' };
}

test('status, throttle, malformed and html answers reach the page of the portal', async () => {
  const browser = tenant.browser();
  const { attempt, code } = await freshCode(browser);
  const answered = async (/** @type {Record<string, unknown>} */ action) => {
    await rule(browser, { endpoint: 'token' }, action, 1);
    const response = await browser.exchange(attempt, code);
    assert.equal(response.headers.get('access-control-allow-origin'), tenant.portalOrigin);
    return response;
  };
  const status = await answered({ kind: 'status', status: 503, body: { oops: true }, headers: { 'retry-after': '9' } });
  assert.deepEqual([status.status, status.headers.get('retry-after'), await status.json()], [503, '9', { oops: true }]);
  const throttled = await answered({ kind: 'throttle', retryAfter: 3 });
  assert.deepEqual([throttled.status, throttled.headers.get('retry-after')], [429, '3']);
  const malformed = await answered({ kind: 'malformed' });
  assert.equal(malformed.status, 200);
  await assert.rejects(malformed.json(), SyntaxError);
  const page = await answered({ kind: 'html' });
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
  const refused = await answered({ kind: 'oauth-error', error: 'invalid_grant', code: 50173 });
  assert.deepEqual(/** @type {any} */ (await refused.json()).error_codes, [50173]);
  assert.equal((await browser.exchange(attempt, code)).status, 200);
});

test('an answer can be hidden from scripts', async () => {
  const browser = tenant.browser();
  const { attempt, code } = await freshCode(browser);
  await rule(browser, { endpoint: 'token' }, { kind: 'status', status: 500, hidden: true });
  assert.equal((await browser.exchange(attempt, code)).headers.get('access-control-allow-origin'), null);
});

test('a dropped connection fails, a hanging one does not answer', async () => {
  const browser = tenant.browser();
  const { attempt, code } = await freshCode(browser);
  await rule(browser, { endpoint: 'token' }, { kind: 'drop' }, 1);
  await assert.rejects(browser.exchange(attempt, code));
  await rule(browser, { endpoint: 'graph.me' }, { kind: 'hang' }, 1);
  const { access_token: token } = /** @type {any} */ (await (await browser.exchange(attempt, code)).json());
  await assert.rejects(browser.graph('/me', token, { signal: AbortSignal.timeout(300) }), { name: 'TimeoutError' });
  assert.equal((await browser.graph('/me', token)).status, 200);
});

test('a delay comes before the ordinary answer, or before another rule', async () => {
  const browser = tenant.browser();
  const { body } = await browser.tokens('licensed', host);
  await rule(browser, { endpoint: 'graph' }, { kind: 'delay', ms: 5 });
  await rule(browser, { endpoint: 'graph.me' }, { kind: 'status', status: 502 }, 1);
  assert.equal((await browser.graph('/me', body.access_token)).status, 502);
  assert.equal((await browser.graph('/me', body.access_token)).status, 200);
  const { rules } = (await browser.tell('GET', '/switchboard')).body;
  assert.deepEqual(rules.map((/** @type {any} */ each) => [each.do.kind, each.used]), [['delay', 2]]);
});

test('claims of the ID token can be changed, the signature stays right', async () => {
  const browser = tenant.browser();
  await rule(browser, { endpoint: 'token' }, { kind: 'claims', set: { nonce: 'another', tid: fabrikam.tenantId, exp: 1 } });
  const { claims } = await browser.tokens('licensed', host);
  assert.deepEqual([claims.nonce, claims.tid, claims.exp], ['another', fabrikam.tenantId, 1]);
});

test('claims that are times count from the moment the token is issued', async () => {
  const browser = tenant.browser();
  await rule(browser, { endpoint: 'token' }, { kind: 'claims', fromIssue: { nbf: 240, exp: -60 } });
  const claims = /** @type {Record<string, number>} */ ((await browser.tokens('licensed', host)).claims);
  assert.deepEqual([claims.nbf - claims.iat, claims.exp - claims.iat], [240, -60]);
});

test('claims can be left out, and the signature too', async () => {
  const browser = tenant.browser();
  await rule(browser, { endpoint: 'token' }, { kind: 'claims', without: ['nonce'], unsigned: true });
  const { body, claims } = await browser.tokens('licensed', host);
  const [header, , signature] = body.id_token.split('.');
  assert.deepEqual([JSON.parse(Buffer.from(header, 'base64url').toString()).alg, signature, 'nonce' in claims, 'aud' in claims], ['none', '', false, true]);
});

test('fields of a good token answer can be changed or left out, and so can its type', async () => {
  const browser = tenant.browser();
  const { attempt, code } = await freshCode(browser);
  await rule(browser, { endpoint: 'token' }, { kind: 'answer', set: { token_type: 'mac' }, without: ['id_token'], headers: { 'content-type': 'text/plain' } });
  const response = await browser.exchange(attempt, code);
  const body = /** @type {any} */ (await response.json());
  assert.deepEqual([response.status, response.headers.get('content-type'), body.token_type, 'id_token' in body], [200, 'text/plain', 'mac', false]);
  assert.equal((await browser.graph('/me', body.access_token)).status, 200);
});

test('an answer can be far too long, or far too deep', async () => {
  const browser = tenant.browser();
  const { body } = await browser.tokens('licensed', host);
  await rule(browser, { endpoint: 'graph.me' }, { kind: 'flood', megabytes: 2 }, 1);
  const long = await (await browser.graph('/me', body.access_token)).text();
  assert.ok(long.length >= 2_000_000 && JSON.parse(long).value.length >= 1_999_000);
  await rule(browser, { endpoint: 'graph.me' }, { kind: 'nested', levels: 5 }, 1);
  assert.equal(await (await browser.graph('/me', body.access_token)).text(), `{"error":${'{"innerError":'.repeat(5)}{}}}}}}}`);
});

test('a refusal at the token endpoint can carry a second error', async () => {
  const browser = tenant.browser();
  const { attempt, code } = await freshCode(browser);
  await rule(browser, { endpoint: 'token' }, { kind: 'oauth-error', error: 'invalid_grant', code: 50076, suberror: 'basic_action' });
  const { error, suberror, error_codes: codes } = /** @type {any} */ (await (await browser.exchange(attempt, code)).json());
  assert.deepEqual([error, suberror, codes], ['invalid_grant', 'basic_action', [50076]]);
});

test('authorize can refuse by redirect or on a page, for everyone or for one person', async () => {
  const browser = tenant.browser();
  await rule(browser, { endpoint: 'authorize', tenant: 'host' }, { kind: 'oauth-error', error: 'server_error', code: 90033 }, 1);
  const refused = callbackFields((await browser.open(browser.attempt(host).address)).address);
  assert.equal(refused.get('error'), 'server_error');
  assert.match(refused.get('error_description') ?? '', /^AADSTS90033/);
  await rule(browser, { endpoint: 'authorize' }, { kind: 'microsoft-page', code: 500213 }, 1);
  assert.deepEqual(numbersOn(await browser.open(browser.attempt(host).address)), [500213]);
  await rule(browser, { endpoint: 'authorize', person: 'licensed' }, { kind: 'microsoft-page', code: 53003 });
  assert.equal(heading(await browser.open(browser.attempt(host).address)), 'Sign in');
  const { page } = await browser.signIn('licensed', host);
  assert.deepEqual(numbersOn(page), [53003]);
});

test('a rule holds for its organization only', async () => {
  const browser = tenant.browser();
  await rule(browser, { endpoint: 'token', tenant: 'home' }, { kind: 'status', status: 500 });
  const { body } = await browser.tokens('licensed', host);
  assert.ok(body.access_token);
  const { attempt, page } = await browser.signIn('licensed', 'organizations');
  assert.equal((await browser.exchange(attempt, callbackFields(page.address).get('code') ?? '')).status, 500);
});

test('Graph can ask for claims', async () => {
  const browser = tenant.browser();
  const { body } = await browser.tokens('licensed', host);
  await rule(browser, { endpoint: 'graph.me' }, { kind: 'claims-challenge', claims: { access_token: { nbf: { essential: true, value: '1' } } } }, 1);
  const response = await browser.graph('/me', body.access_token);
  assert.equal(response.status, 401);
  const [, claims] = /claims="([^"]+)"/.exec(response.headers.get('www-authenticate') ?? '') ?? [];
  assert.deepEqual(JSON.parse(Buffer.from(claims, 'base64').toString()), { access_token: { nbf: { essential: true, value: '1' } } });
});

test('rules that cannot work are refused', async () => {
  const browser = tenant.browser();
  for (const wrong of [
    { match: { endpoint: 'nowhere' }, do: { kind: 'drop' } },
    { match: { endpoint: 'token' }, do: { kind: 'explode' } },
    { match: { endpoint: 'token', person: 'nobody' }, do: { kind: 'drop' } },
    { match: { endpoint: 'token', tenant: 'elsewhere' }, do: { kind: 'drop' } },
    { match: { endpoint: 'token' }, do: { kind: 'drop' }, times: 0 },
  ]) {
    const { status, body } = await browser.tell('POST', '/switchboard', { rule: wrong });
    assert.equal(status, 400);
    assert.equal(typeof body.error, 'string');
  }
  assert.equal((await browser.tell('PUT', '/switchboard/switches', { flux: true })).status, 400);
});

test('worlds do not see each other', async () => {
  const [one, other] = [tenant.browser(), tenant.browser()];
  await rule(one, { endpoint: 'token' }, { kind: 'status', status: 500 });
  await one.tell('PUT', '/switchboard/switches', { acct: true });
  const { page } = await one.signIn('pending', host);
  await one.press(page, { press: 'accept' });
  const { claims } = await other.tokens('licensed', host);
  assert.equal('acct' in claims, false);
  assert.equal(heading((await tenant.browser(other.world).signIn('pending', host)).page), 'Review permissions');
  assert.deepEqual((await other.tell('GET', '/switchboard')).body.rules, []);
});

test('a reset empties the world, and voids its codes and tokens', async () => {
  const browser = tenant.browser();
  const { body } = await browser.tokens('licensed', host);
  const { attempt, code } = await freshCode(browser);
  await rule(browser, { endpoint: 'token' }, { kind: 'drop' });
  assert.equal((await browser.tell('POST', '/reset')).status, 200);
  assert.equal((await browser.graph('/me', body.access_token)).status, 401);
  assert.equal((await browser.exchange(attempt, code)).status, 400);
  assert.equal(heading(await browser.open(browser.attempt(host).address)), 'Sign in');
});

test('recordings name what was sent and never show it', async () => {
  const browser = tenant.browser();
  const { body } = await browser.tokens('licensed', host);
  await browser.graph('/me?$select=id', body.access_token);
  const { body: recordings } = await browser.tell('GET', '/recordings');
  const seen = recordings.map((/** @type {any} */ each) => each.endpoint);
  assert.deepEqual(seen, ['authorize', 'sign-in', 'sign-in', 'sign-in', 'sign-in', 'token', 'graph.me']);
  const token = recordings.find((/** @type {any} */ each) => each.endpoint === 'token');
  assert.deepEqual([token.tenant, token.person, token.method], ['host', 'licensed', 'POST']);
  assert.deepEqual(token.form.sort(), ['client_id', 'code', 'code_verifier', 'grant_type', 'redirect_uri']);
  assert.equal(JSON.stringify(recordings).includes(body.access_token), false);
});

test('the page of the switchboard adds, removes and switches without scripts', async () => {
  const browser = tenant.browser();
  const page = await browser.open('/switchboard/page');
  assert.equal(heading(page), 'Switchboard');
  const added = await browser.press(page, { press: 'add', endpoint: 'graph.me', tenant: '', person: '', kind: 'status', status: '503', times: '2' });
  assert.match(added.text, /503/);
  const { rules } = (await browser.tell('GET', '/switchboard')).body;
  await browser.press(page, { press: 'switches', acct: 'on' });
  await browser.press(page, { remove: rules[0].id });
  const after = (await browser.tell('GET', '/switchboard')).body;
  assert.deepEqual([after.rules, after.switches.acct], [[], true]);
});
