import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { acsIssuer, identityClient } from '../src/issuer.mjs';
import { Leftovers } from '../src/leftovers.mjs';
import { Refused } from '../src/refusals.mjs';
import { startFakeAcs } from './fake-acs.mjs';
import { config } from './samples.mjs';

/** @type {Awaited<ReturnType<typeof startFakeAcs>>} */
let acs;
before(async () => {
  acs = await startFakeAcs();
});
after(() => acs.close());
beforeEach(() => {
  acs.requests.length = 0;
  acs.faults.length = 0;
});

/** @param {Record<string, unknown>} [more] @param {string} [connectionString] */
async function issuer(more, connectionString = acs.connectionString) {
  return acsIssuer({ client: await identityClient({ connectionString }), config: config(more), milliseconds: 300 });
}

test('Microsoft\'s client signs, asks for an identity with the shortest token, and its expiry is passed through', async () => {
  const answer = await (await issuer()).issue();
  assert.deepEqual(answer, acs.issued.at(-1));
  assert.deepEqual(acs.requests, [{ method: 'POST', path: '/identities', body: { createTokenWithScopes: ['voip'], expiresInMinutes: 60 } }]);
});

test('scopes and lifetime are those of the configuration', async () => {
  const { expiresOn } = await (await issuer({ scopes: ['voip.join', 'chat'], tokenMinutes: 180 })).issue();
  assert.deepEqual(acs.requests[0].body, { createTokenWithScopes: ['voip.join', 'chat'], expiresInMinutes: 180 });
  assert.ok(Math.abs(Date.parse(expiresOn) - Date.now() - 180 * 60_000) < 10_000);
});

/** @param {Promise<unknown>} issuing */
async function refusalOf(issuing) {
  const refused = await issuing.then(() => assert.fail('nothing was refused'), (error) => error);
  assert.ok(refused instanceof Refused, String(refused));
  return [refused.code, refused.retryAfter];
}

for (const [what, fault, expected] of /** @type {[string, import('./fake-acs.mjs').Fault, unknown[]][]} */ ([
  ['throttled', { status: 429, headers: { 'retry-after': '17' } }, ['acs-throttled', 17]],
  ['throttled without a time', { status: 429 }, ['acs-throttled', undefined]],
  ['throttled for longer than anybody waits', { status: 429, headers: { 'retry-after': '99999' } }, ['acs-throttled', 3600]],
  ['throttled with nonsense', { status: 429, headers: { 'retry-after': 'soon' } }, ['acs-throttled', undefined]],
  ['down for a time', { status: 503, headers: { 'retry-after': '60' } }, ['acs-down', 60]],
  ['broken', { status: 500 }, ['acs-down', undefined]],
  ['refused', { status: 403 }, ['acs-refused', undefined]],
  ['asked wrongly', { status: 400 }, ['acs-refused', undefined]],
  ['silent', { hang: true }, ['acs-slow', undefined]],
  ['cut off', { drop: true }, ['acs-down', undefined]],
  ['without a token', { status: 201, body: { identity: { id: '8:acs:made-up' } } }, ['acs-down', undefined]],
  ['with an expiry that is none', { status: 201, body: { identity: { id: '8:acs:made-up' }, accessToken: { token: 'eyJ', expiresOn: 'later' } } }, ['acs-down', undefined]],
  ['with something else', { status: 200, body: '<html>' }, ['acs-down', undefined]],
])) {
  test(`Azure ${what}: one try, and a name for it`, async () => {
    acs.faults.push(fault);
    assert.deepEqual(await refusalOf((await issuer()).issue()), expected);
    assert.equal(acs.requests.length, 1);
  });
}

test('a date in Retry-After is a time from now', async () => {
  acs.faults.push({ status: 429, headers: { 'retry-after': new Date(Date.now() + 30_000).toUTCString() } });
  const [code, wait] = await refusalOf((await issuer()).issue());
  assert.equal(code, 'acs-throttled');
  assert.ok(Number(wait) >= 28 && Number(wait) <= 31, String(wait));
});

test('a wrong key is the fault of whoever set the service up', async () => {
  const wrong = acs.connectionString.replace(acs.accessKey, Buffer.from('another key').toString('base64'));
  assert.deepEqual(await refusalOf((await issuer({}, wrong)).issue()), ['acs-refused', undefined]);
  assert.equal(acs.requests.length, 0);
});

test('nobody is there', async () => {
  const nowhere = `endpoint=http://localhost:1/;accesskey=${acs.accessKey}`;
  assert.deepEqual(await refusalOf((await issuer({}, nowhere)).issue()), ['acs-down', undefined]);
});

test('an identity is deleted when its token has expired, and not before', async () => {
  let now = Date.now();
  const client = await identityClient({ connectionString: acs.connectionString });
  const leftovers = new Leftovers((userId) => client.deleteUser({ communicationUserId: userId }), () => now);
  const { userId, expiresOn } = await acsIssuer({ client, config: config({ deleteIdentities: false }) }).issue();
  leftovers.add(userId, Date.parse(expiresOn));
  await leftovers.sweep();
  assert.ok(acs.identities.has(userId));
  now += 61 * 60_000;
  await leftovers.sweep();
  assert.deepEqual([acs.identities.has(userId), leftovers.size], [false, 0]);
  leftovers.stop();
});

test('a deletion that fails is tried three times, then given up', async () => {
  let now = 0;
  let tried = 0;
  const leftovers = new Leftovers(async () => {
    tried += 1;
    throw new Error('throttled');
  }, () => now);
  leftovers.add('8:acs:made-up', 0);
  for (let round = 0; round < 5; round += 1) {
    await leftovers.sweep();
    now += 60_000;
  }
  assert.deepEqual([tried, leftovers.size], [3, 0]);
  leftovers.stop();
});
