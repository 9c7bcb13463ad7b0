import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { acsIssuer, endpointOf, identityClient } from '../src/issuer.mjs';
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
  return acsIssuer({ client: await identityClient({ connectionString }), endpoint: endpointOf({ connectionString }), config: config(more), milliseconds: 300 });
}

test('Microsoft\'s client signs, asks for an identity with the shortest token, and its expiry is passed through', async () => {
  const answer = await (await issuer()).issue();
  assert.deepEqual(answer, acs.issued.at(-1));
  assert.deepEqual(acs.requests, [{ method: 'POST', path: '/identities', body: { createTokenWithScopes: ['voip'], expiresInMinutes: 60 } }]);
});

test('scopes and lifetime are those of the configuration', async () => {
  const { expiresOn, endpoint } = await (await issuer({ scopes: ['voip.join', 'chat'], tokenMinutes: 180 })).issue();
  assert.deepEqual(acs.requests[0].body, { createTokenWithScopes: ['voip.join', 'chat'], expiresInMinutes: 180 });
  assert.ok(Math.abs(Date.parse(expiresOn) - Date.now() - 180 * 60_000) < 10_000);
  assert.equal(endpoint, acs.endpoint);
});

test('the endpoint goes with tokens for chat, and is the resource\'s, however access is given', () => {
  const endpoint = 'https://contoso.communication.azure.com';
  assert.equal(endpointOf({ connectionString: `Endpoint=${endpoint}/;AccessKey=c2VjcmV0` }), endpoint);
  assert.equal(endpointOf({ endpoint: `${endpoint}/`, clientId: undefined }), endpoint);
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

test('as a managed identity: App Service is asked for it, and nothing but its own refusal is the fault of the set-up', async () => {
  /** @type {URL[]} */
  const asked = [];
  let granted = false;
  const appService = createServer((request, response) => {
    asked.push(new URL(`http://app${request.url}`));
    response.writeHead(granted ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(granted ? { access_token: 'eyJ.e30.sig', expires_on: String(Math.round(Date.now() / 1000) + 3600), resource: 'x', token_type: 'Bearer' } : { statusCode: 400, message: 'No such identity.' }));
  });
  await new Promise((resolve) => {
    appService.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (appService.address());
  Object.assign(process.env, { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: 'made-up' });
  const clientId = '8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617';
  const issue = async () => acsIssuer({ client: await identityClient({ endpoint: 'https://localhost:1', clientId }), endpoint: '', config: config() }).issue();
  try {
    assert.deepEqual(await refusalOf(issue()), ['acs-refused', undefined]);
    assert.deepEqual([asked[0].searchParams.get('resource'), asked[0].searchParams.get('client_id')], ['https://communication.azure.com/', clientId]);
    granted = true;
    // Nobody is at that address: the identity was good enough to go there.
    assert.deepEqual(await refusalOf(issue()), ['acs-down', undefined]);
  } finally {
    delete process.env.IDENTITY_ENDPOINT;
    delete process.env.IDENTITY_HEADER;
    appService.closeAllConnections();
    appService.close();
  }
});

test('an identity is deleted when its token has expired, and not before', async () => {
  let now = Date.now();
  const client = await identityClient({ connectionString: acs.connectionString });
  const leftovers = new Leftovers((userId) => client.deleteUser({ communicationUserId: userId }), () => now);
  const { userId, expiresOn } = await acsIssuer({ client, endpoint: acs.endpoint, config: config({ deleteIdentities: false }) }).issue();
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
