import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startFakeAcs } from './fake-acs.mjs';
import { asking, configText, event, origin } from './samples.mjs';

const program = fileURLToPath(new URL('../src/server.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'token-service-'));
const path = join(folder, 'config.json');

/** @type {Awaited<ReturnType<typeof startFakeAcs>>} */
let acs;
before(async () => {
  acs = await startFakeAcs();
  writeFileSync(path, configText({ limits: { perAddress: { tokens: 20, minutes: 1440 } } }));
});
after(async () => {
  await acs.close();
  rmSync(folder, { recursive: true });
});

/** The service as a process of its own, with all it ever writes. @param {Record<string, string>} [environment] */
function started(environment = {}) {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, TOKEN_SERVICE_CONFIG: path, PORT: '0', HOST: '127.0.0.1', ...environment },
  });
  const written = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece) => (written.text += piece));
  return { child, written, ended: once(child, 'exit').then(([code]) => Number(code)) };
}

/** The same, answering, told to write as much as Microsoft's libraries can. */
async function running() {
  const service = started({ ACS_CONNECTION_STRING: acs.connectionString, AZURE_LOG_LEVEL: 'verbose', TYPESPEC_RUNTIME_LOG_LEVEL: 'verbose', DEBUG: '*' });
  while (!/"listening":(\d+)/.test(service.written.text)) await once(service.child.stdout, 'data');
  const port = Number(/"listening":(\d+)/.exec(service.written.text)?.[1]);
  return { ...service, port, address: `http://127.0.0.1:${port}` };
}

/** @param {string} address @param {RequestInit} [more] */
function ask(address, more = {}) {
  return fetch(`${address}/token`, { method: 'POST', body: JSON.stringify(asking), ...more, headers: { origin, 'content-type': 'application/json', ...more.headers } });
}

test('a page gets a token, and the service stops when it is told to', async () => {
  const { address, child, ended } = await running();
  const answer = await ask(address);
  assert.deepEqual([answer.status, answer.headers.get('cache-control'), await answer.json()], [200, 'no-store', acs.issued.at(-1)]);
  assert.deepEqual(await (await fetch(`${address}/health`)).json(), { status: 'ok' });
  const health = await fetch(`${address}/health`, { method: 'HEAD' });
  assert.deepEqual([health.status, await health.text()], [200, '']);
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('a request that is under way is answered before the service stops', async () => {
  const { address, child, ended } = await running();
  acs.faults.push({ late: 600 });
  const asked = acs.requests.length;
  const answer = ask(address);
  while (acs.requests.length === asked) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGTERM');
  await assert.rejects(async () => {
    for (;;) await fetch(`${address}/health`);
  });
  const { status, headers } = await answer;
  assert.deepEqual([status, headers.get('connection')], [200, 'close']);
  assert.equal(await ended, 0);
});

test('bodies that are too large or too slow are refused without waiting for the rest', async () => {
  const { port, address, child, ended } = await running();
  const large = await ask(address, { body: 'x'.repeat(100_000) });
  assert.deepEqual([large.status, /** @type {any} */ (await large.json()).error.code], [413, 'too-large']);
  const head = `POST /token HTTP/1.1\r\nHost: localhost\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\n`;
  const answers = await Promise.all([
    spoken(port, `${head}Transfer-Encoding: chunked\r\n\r\n800\r\n${'x'.repeat(2048)}\r\n`),
    spoken(port, `${head}Content-Length: 100\r\n\r\n{"tenant":`),
    spoken(port, 'POST /token HTTP/1.1\r\nHost: loc'),
  ]);
  assert.match(answers[0], /^HTTP\/1\.1 413 /);
  assert.match(answers[1], /^HTTP\/1\.1 408 [^]*"too-slow"/);
  assert.match(answers[2], /^HTTP\/1\.1 408 /);
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('a page that goes away in the middle of a request takes nothing with it', async () => {
  const { port, address, child, written, ended } = await running();
  acs.faults.push({ late: 300 });
  const head = `POST /token HTTP/1.1\r\nHost: localhost\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\n`;
  const body = JSON.stringify(asking);
  for (const bytes of [`${head}Content-Length: 100\r\n\r\n{"tenant":`, `${head}Content-Length: ${body.length}\r\n\r\n${body}`]) {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, () => setTimeout(() => socket.destroy(), 100)));
    await once(socket, 'close');
  }
  while (!/"malformed"[^]*"issued"/.test(written.text)) await once(child.stdout, 'data');
  assert.equal((await ask(address)).status, 200);
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

/** What is answered to these bytes until the connection is closed. @param {number} port @param {string} bytes @returns {Promise<string>} */
function spoken(port, bytes) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (piece) => (answer += piece)).on('error', reject).on('close', () => resolve(answer));
  });
}

test('nothing personal and nothing secret is logged or answered, whatever fails', async () => {
  const { address, child, written, ended } = await running();
  const planted = { address: '203.0.113.77', mail: 'ada@fabrikam.com', agent: 'Ada/1.0', token: 'eyJ.planted.sig', user: '8:acs:planted' };
  const secrets = `${acs.connectionString} ${Object.values(planted).join(' ')}`;
  const personal = { 'x-forwarded-for': planted.address, 'user-agent': planted.agent, referer: `${origin}/?guest=${planted.mail}`, authorization: `Bearer ${planted.token}`, cookie: `guest=${planted.mail}` };
  const bodies = [];
  const issued = await ask(address, { headers: personal });
  const { userId, token } = /** @type {any} */ (await issued.json());
  /** @type {import('./fake-acs.mjs').Fault[]} */
  const faults = [
    { status: 500, body: { error: { code: planted.token, message: secrets } } },
    { status: 403, body: { error: { code: 'Denied', message: secrets } }, headers: { 'x-ms-error-code': planted.token } },
    { status: 429, body: { error: { code: 'TooMany', message: secrets } }, headers: { 'retry-after': '9' } },
    { status: 201, body: { identity: { id: planted.user }, accessToken: { token: planted.token, expiresOn: secrets } } },
    { status: 200, body: secrets },
    { drop: true },
  ];
  for (const fault of faults) {
    acs.faults.push(fault);
    bodies.push(await (await ask(address, { headers: personal })).text());
  }
  const wrong = [secrets, JSON.stringify({ tenant: secrets, event: planted.token }), JSON.stringify({ ...asking, [planted.mail]: planted.token })];
  for (const body of wrong) bodies.push(await (await ask(address, { body, headers: personal })).text());
  bodies.push(await (await ask(address, { headers: { origin: `https://${planted.mail.replace('@', '.')}` } })).text());
  bodies.push(await (await fetch(`${address}/${planted.token}?${planted.mail}`)).text());
  child.kill('SIGTERM');
  assert.equal(await ended, 0);

  const lines = written.text.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(lines.length, 1 + 1 + bodies.length);
  for (const { at, ms, ...line } of lines.slice(1)) {
    assert.deepEqual(Object.keys(line).sort(), ['code', 'event', 'status']);
    assert.ok(!Number.isNaN(Date.parse(at)) && ms >= 0 && [null, event].includes(line.event));
  }
  const all = [written.text, ...bodies].join('\n');
  for (const secret of [acs.accessKey, acs.endpoint, 'accesskey', userId, token, '127.0.0.1', ...Object.values(planted)]) {
    assert.ok(!all.includes(secret), `found ${secret}`);
  }
});

for (const [what, environment, said] of /** @type {[string, Record<string, string>, RegExp][]} */ ([
  ['no access', {}, /^Set ACS_CONNECTION_STRING, or ACS_ENDPOINT/],
  ['access twice', { ACS_CONNECTION_STRING: 'x', ACS_ENDPOINT: 'https://contoso.communication.azure.com' }, /not both/],
  ['a connection string that is none', { ACS_CONNECTION_STRING: 'endpoint=https://contoso.communication.azure.com/;accesskey=S3cret key' }, /^ACS_CONNECTION_STRING is not one/],
  ['a connection string without TLS', { ACS_CONNECTION_STRING: 'endpoint=http://contoso.communication.azure.com/;accesskey=S3cret' }, /^ACS_CONNECTION_STRING is not one/],
  ['an endpoint that is none', { ACS_ENDPOINT: 'contoso.communication.azure.com' }, /^ACS_ENDPOINT is not one/],
  ['no configuration', { TOKEN_SERVICE_CONFIG: '/nowhere/config.json', ACS_CONNECTION_STRING: 'endpoint=https://contoso.communication.azure.com/;accesskey=S3cret' }, /^The configuration cannot be read \(ENOENT\)/],
  ['no port', { PORT: 'http' }, /^PORT is not one/],
])) {
  test(`the service does not start: ${what}`, async () => {
    const { written, ended } = started(environment);
    assert.equal(await ended, 1);
    assert.match(written.text, said);
    assert.doesNotMatch(written.text, /S3cret/);
    assert.equal(written.text.trim().split('\n').length, 1);
  });
}
