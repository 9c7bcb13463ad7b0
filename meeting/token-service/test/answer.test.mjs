import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenService } from '../src/answer.mjs';
import { Refused, refusals } from '../src/refusals.mjs';
import { asking, config, event, origin, request, tenant } from './samples.mjs';

const token = { userId: '8:acs:made-up', token: 'eyJ.made-up.sig', expiresOn: '2026-12-01T09:00:00.000Z' };

/** @param {{ more?: Record<string, unknown>, issue?: () => Promise<typeof token>, clock?: () => number }} [parts] */
function service({ more, issue = async () => token, clock } = {}) {
  return tokenService({ config: config(more), issuer: { issue }, bodyMilliseconds: 40, ...(clock ? { clock } : {}) });
}

test('a page of a known origin gets a token for a known event', async () => {
  const { said, line } = await service()(request());
  assert.equal(said.status, 200);
  assert.deepEqual(JSON.parse(said.body ?? ''), token);
  assert.deepEqual([said.headers['access-control-allow-origin'], said.headers.vary], [origin, 'Origin']);
  assert.deepEqual([line.status, line.code, line.event], [200, 'issued', event]);
});

test('a tenant id is the same in capitals', async () => {
  const body = JSON.stringify({ event, tenant: tenant.toUpperCase() });
  assert.equal((await service()(request({ body }))).said.status, 200);
});

test('every answer forbids keeping, guessing its type, and framing', async () => {
  for (const each of [request(), request({ path: '/health', method: 'GET' }), request({ method: 'OPTIONS' }), request({ body: '' })]) {
    const { headers } = (await service()(each)).said;
    assert.deepEqual([headers['cache-control'], headers['x-content-type-options']], ['no-store', 'nosniff']);
    assert.match(headers['content-security-policy'], /default-src 'none'; frame-ancestors 'none'/);
  }
});

test('a preflight is answered for known origins only', async () => {
  const known = (await service()(request({ method: 'OPTIONS' }))).said;
  assert.deepEqual([known.status, known.headers['access-control-allow-methods'], known.headers['access-control-allow-headers']], [204, 'POST', 'Content-Type']);
  const { status, headers } = (await service()(request({ method: 'OPTIONS', headers: { origin: 'https://evil.example' } }))).said;
  assert.deepEqual([status, headers['access-control-allow-origin']], [403, undefined]);
});

test('health says that the service runs', async () => {
  const { said, line } = await service()(request({ path: '/health', method: 'GET', headers: { origin: '' } }));
  assert.deepEqual([said.status, said.body, line.code], [200, '{"status":"ok"}', 'health']);
});

/** A body that stops in the middle. */
async function* stuck() {
  yield Buffer.from('{"tenant":');
  await new Promise(() => {});
}

/** A body whose connection breaks. */
async function* broken() {
  yield Buffer.from('{"tenant":');
  throw new Error('aborted');
}

const never = { until: '2000-01-01T00:00:00Z' };
for (const [code, what, asked, more] of /** @type {[import('../../token.d.ts').RefusalCode, string, Parameters<typeof request>[0], Record<string, unknown>?][]} */ ([
  ['not-found', 'another path', { path: '/' }],
  ['not-found', 'a path below', { path: '/token/' }],
  ['method', 'GET', { method: 'GET' }],
  ['method', 'DELETE', { method: 'DELETE' }],
  ['method', 'POST to /health', { path: '/health' }],
  ['origin-unknown', 'another origin', { headers: { origin: 'https://evil.example' } }],
  ['origin-unknown', 'an origin that begins alike', { headers: { origin: `${origin}.evil.example` } }],
  ['origin-unknown', 'a sandboxed page', { headers: { origin: 'null' } }],
  ['origin-unknown', 'no origin', { headers: { origin: '' } }],
  ['type', 'a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['type', 'text, which needs no preflight', { headers: { 'content-type': 'text/plain' } }],
  ['type', 'another encoding', { headers: { 'content-type': 'application/json; charset=utf-16' } }],
  ['type', 'compressed', { headers: { 'content-encoding': 'gzip' } }],
  ['type', 'no type', { headers: { 'content-type': '' } }],
  ['too-large', 'an announced length', { headers: { 'content-length': '1025' } }],
  ['too-large', 'an unannounced length', { body: 'x'.repeat(1025) }],
  ['too-slow', 'a body that does not end', { body: stuck() }],
  ['malformed', 'a body that breaks off', { body: broken() }],
  ['malformed', 'no body', { body: null }],
  ['malformed', 'an empty body', { body: '' }],
  ['malformed', 'no JSON', { body: '{' }],
  ['malformed', 'no UTF-8', { body: new Uint8Array([0x22, 0xff, 0x22]) }],
  ['malformed', 'null', { body: 'null' }],
  ['malformed', 'a list', { body: '["tenant","event"]' }],
  ['malformed', 'a field missing', { body: JSON.stringify({ tenant }) }],
  ['malformed', 'a field too many', { body: JSON.stringify({ ...asking, scopes: ['chat'] }) }],
  ['malformed', 'a number', { body: JSON.stringify({ tenant, event: 123 }) }],
  ['malformed', 'no GUID', { body: JSON.stringify({ tenant: 'contoso.com', event }) }],
  ['malformed', 'no key', { body: JSON.stringify({ tenant, event: `${event}0` }) }],
  ['event-unknown', 'another event', { body: JSON.stringify({ tenant, event: 'fedcba9876543210' }) }],
  ['event-unknown', 'the event of another tenant', { body: JSON.stringify({ tenant: 'a7d0c4de-52f3-4b0c-8d6a-91be3e75f020', event }) }],
  ['event-over', 'after the event', {}, { events: [{ tenant, event, ...never }] }],
  ['event-too-early', 'before the event', {}, { events: [{ tenant, event, from: '2999-01-01T00:00:00Z' }] }],
])) {
  test(`refused as ${code}: ${what}`, async () => {
    let issued = 0;
    const { said, line } = await service({ more, issue: async () => ((issued += 1), token) })(request(asked));
    assert.equal(said.status, refusals[code].status);
    assert.deepEqual(JSON.parse(said.body ?? ''), { error: { code, message: refusals[code].message, fixer: refusals[code].fixer } });
    assert.equal(said.headers['access-control-allow-origin'], (asked?.headers?.origin ?? origin) === origin ? origin : undefined);
    assert.deepEqual([line.code, line.event, issued], [code, code === 'event-over' || code === 'event-too-early' ? event : null, 0]);
  });
}

test('tokens are issued from the first moment of an event to its last', async () => {
  const events = [{ tenant, event, from: '2026-12-01T08:00:00Z', until: '2026-12-01T11:00:00Z' }];
  const at = async (/** @type {string} */ time) => (await service({ more: { events }, clock: () => Date.parse(time) })(request())).line.code;
  assert.deepEqual(
    [await at('2026-12-01T07:59:59.999Z'), await at('2026-12-01T08:00:00Z'), await at('2026-12-01T10:59:59.999Z'), await at('2026-12-01T11:00:00Z')],
    ['event-too-early', 'issued', 'issued', 'event-over'],
  );
});

test('who asks too often is told when to come back, and nobody else is', async () => {
  let now = 0;
  const answer = service({ more: { limits: { perAddress: { tokens: 2, minutes: 1 } } }, clock: () => now });
  const from = async (/** @type {string} */ peer) => (await answer(request({ peer }))).said;
  assert.deepEqual([(await from('192.0.2.7')).status, (await from('192.0.2.7')).status, (await from('192.0.2.8')).status], [200, 200, 200]);
  const { status, headers, body } = await from('192.0.2.7');
  assert.deepEqual([status, headers['retry-after'], headers['access-control-expose-headers']], [429, '30', 'Retry-After']);
  assert.equal(JSON.parse(body ?? '').error.fixer, 'guest');
  now = 30_000;
  assert.equal((await from('192.0.2.7')).status, 200);
});

test('a header is no way around the limit', async () => {
  const answer = service({ more: { proxies: 1, limits: { perAddress: { tokens: 1, minutes: 1 } } } });
  const forwarded = async (/** @type {string} */ chain) => (await answer(request({ headers: { 'x-forwarded-for': chain } }))).said.status;
  assert.deepEqual([await forwarded('203.0.113.1, 198.51.100.1'), await forwarded('203.0.113.2, 198.51.100.1'), await forwarded('198.51.100.2')], [200, 429, 200]);
});

test('all together get so many, and requests that are refused do not count', async () => {
  const answer = service({ more: { limits: { all: { tokens: 1, minutes: 10 } } } });
  await answer(request({ body: '{' }));
  assert.equal((await answer(request({ peer: '192.0.2.1' }))).said.status, 200);
  const { said } = await answer(request({ peer: '192.0.2.2' }));
  assert.deepEqual([said.status, said.headers['retry-after']], [429, '600']);
});

test('what the issuer refuses is refused in its name, and what it throws stays inside', async () => {
  const throttled = (await service({ issue: () => Promise.reject(new Refused('acs-throttled', 17)) })(request())).said;
  assert.deepEqual([throttled.status, throttled.headers['retry-after']], [503, '17']);
  const failed = (await service({ issue: () => Promise.reject(new Error('eyJ.secret')) })(request()));
  assert.deepEqual([failed.said.status, failed.line.code], [500, 'failed']);
  assert.doesNotMatch(JSON.stringify(failed), /secret/);
});

test('a line of the log holds the time, the outcome, the event and nothing else', async () => {
  const { line } = await service({ clock: () => Date.UTC(2026, 11, 1) })(request({ headers: { 'x-forwarded-for': '198.51.100.1', 'user-agent': 'Ada' } }));
  assert.deepEqual(line, { at: '2026-12-01T00:00:00.000Z', status: 200, code: 'issued', event, ms: 0 });
});
