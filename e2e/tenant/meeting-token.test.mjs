import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refusals } from '../../meeting/token-service/src/refusals.mjs';
import { claimsInside } from './claims.mjs';
import { meetingTokenUrl } from './meeting-token.mjs';
import { contoso, fabrikam } from './organizations.mjs';
import { tenantForTests } from './test-browser.mjs';

/** @typedef {import('../../meeting/token.d.ts').TokenAnswer} TokenAnswer */
/** @typedef {import('../../meeting/token.d.ts').TokenRefusal} TokenRefusal */

/** @type {Awaited<ReturnType<typeof tenantForTests>>} */
let tenant;
before(async () => {
  tenant = await tenantForTests();
});
after(() => tenant.close());

const asking = { tenant: contoso.tenantId, event: '0123456789abcdef' };

/** A page of the portal in a world of its own. */
function page() {
  const browser = tenant.browser();
  const address = meetingTokenUrl(tenant.origin, browser.world);
  return {
    tell: browser.tell.bind(browser),
    /** @param {RequestInit} [more] */
    ask: (more = {}) => fetch(address, { method: 'POST', body: JSON.stringify(asking), ...more, headers: { origin: tenant.portalOrigin, 'content-type': 'application/json', ...more.headers } }),
    /** @param {Record<string, unknown>} action @param {number} [times] */
    async rule(action, times = 1) {
      const { status, body } = await browser.tell('POST', '/switchboard', { rule: { match: { endpoint: 'meeting.token' }, do: action, times } });
      assert.equal(status, 201, JSON.stringify(body));
    },
  };
}

/** @param {Response} response */
const refusalOf = async (response) => /** @type {TokenRefusal} */ (await response.json()).error;

test('a page of the portal gets a token for an event of Contoso, another one each time', async () => {
  const { ask } = page();
  const [first, second] = await Promise.all([ask(), ask()]);
  assert.deepEqual([first.status, first.headers.get('access-control-allow-origin')], [200, tenant.portalOrigin]);
  const [answer, other] = /** @type {TokenAnswer[]} */ ([await first.json(), await second.json()]);
  assert.match(answer.userId, /^8:acs:[0-9a-f-]{36}_[0-9a-f-]{36}$/);
  assert.notEqual(answer.userId, other.userId);
  const claims = claimsInside(answer.token);
  assert.deepEqual([`8:${claims.skypeid}`, Number(claims.exp) * 1000], [answer.userId, Date.parse(answer.expiresOn)]);
  assert.ok(Math.abs(Date.parse(answer.expiresOn) - Date.now() - 60 * 60_000) < 10_000);
});

test('what the service refuses, it refuses', async () => {
  const { ask } = page();
  const code = async (/** @type {RequestInit} */ more) => (await refusalOf(await ask(more))).code;
  assert.deepEqual(
    [
      await code({ body: JSON.stringify({ ...asking, tenant: fabrikam.tenantId }) }),
      await code({ body: '{' }),
      await code({ body: 'x'.repeat(2000) }),
      await code({ headers: { 'content-type': 'text/plain' } }),
      await code({ headers: { origin: 'https://evil.example' } }),
      await code({ method: 'PUT' }),
    ],
    ['event-unknown', 'malformed', 'too-large', 'type', 'origin-unknown', 'method'],
  );
  const preflight = await ask({ method: 'OPTIONS', body: undefined });
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-methods')], [204, 'POST']);
});

test('on request a token has expired, or its answer is another', async () => {
  const { ask, rule } = page();
  await rule({ kind: 'expire' });
  const expired = /** @type {TokenAnswer} */ (await (await ask()).json());
  assert.ok(Date.parse(expired.expiresOn) < Date.now() && Number(claimsInside(expired.token).exp) * 1000 < Date.now());
  await rule({ kind: 'answer', set: { expiresOn: 'tomorrow' }, without: ['userId'] });
  const { token, ...rest } = /** @type {TokenAnswer} */ (await (await ask()).json());
  assert.ok(token);
  assert.deepEqual(rest, { expiresOn: 'tomorrow', endpoint: 'https://contoso.communication.azure.com' });
});

test('on request it refuses, throttles, and is down, in the words of the service', async () => {
  const { ask, rule } = page();
  const next = async (/** @type {Record<string, unknown>} */ action) => {
    await rule(action);
    const response = await ask();
    assert.equal(response.headers.get('access-control-allow-origin'), tenant.portalOrigin);
    return [response.status, response.headers.get('retry-after'), await refusalOf(response)];
  };
  const body = (/** @type {keyof typeof refusals} */ code) => ({ code, message: refusals[code].message, fixer: refusals[code].fixer });
  assert.deepEqual(await next({ kind: 'throttle', retryAfter: 7 }), [429, '7', body('too-many')]);
  assert.deepEqual(await next({ kind: 'status', status: 403, error: 'event-over' }), [403, null, body('event-over')]);
  assert.deepEqual(await next({ kind: 'status', status: 503, error: 'acs-throttled', headers: { 'retry-after': '9' } }), [503, '9', body('acs-throttled')]);
  assert.deepEqual(await next({ kind: 'status', status: 503 }), [503, null, body('acs-down')]);
  assert.deepEqual(await next({ kind: 'status', status: 418 }), [418, null, body('failed')]);
  assert.equal((await ask()).status, 200);
});

test('on request it answers with nonsense, late, or not at all', async () => {
  const { ask, rule } = page();
  await rule({ kind: 'malformed' });
  await assert.rejects((await ask()).json(), SyntaxError);
  await rule({ kind: 'html' });
  assert.match((await ask()).headers.get('content-type') ?? '', /^text\/html/);
  await rule({ kind: 'delay', ms: 5 });
  assert.equal((await ask()).status, 200);
  await rule({ kind: 'drop' });
  await assert.rejects(ask());
  await rule({ kind: 'hang' });
  await assert.rejects(ask({ signal: AbortSignal.timeout(200) }), { name: 'TimeoutError' });
});

test('rules hold for their world, and recordings name what was asked and never show it', async () => {
  const [one, other] = [page(), page()];
  await one.rule({ kind: 'status', status: 503 });
  assert.equal((await other.ask()).status, 200);
  const { body } = await other.tell('GET', '/recordings');
  assert.deepEqual(body.map((/** @type {any} */ each) => [each.endpoint, each.method]), [['meeting.token', 'POST']]);
  assert.doesNotMatch(JSON.stringify(body), new RegExp(asking.event));
});
