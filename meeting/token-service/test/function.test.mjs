import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import functions from '@azure/functions';
import { startFakeAcs } from './fake-acs.mjs';
import { asking, configText, event, origin } from './samples.mjs';

const folder = mkdtempSync(join(tmpdir(), 'token-function-'));
const path = join(folder, 'config.json');

/** @type {Awaited<ReturnType<typeof startFakeAcs>>} */
let acs;
/** @type {typeof import('../src/function.mjs').handler} */
let handler;
before(async () => {
  acs = await startFakeAcs();
  Object.assign(process.env, { TOKEN_SERVICE_CONFIG: path, ACS_CONNECTION_STRING: acs.connectionString });
  writeFileSync(path, configText({ proxies: 1, limits: { perAddress: { tokens: 3, minutes: 60 } } }));
  ({ handler } = await import('../src/function.mjs'));
});
after(async () => {
  await acs.close();
  rmSync(folder, { recursive: true });
});

/** @param {Partial<{ method: string, path: string, body: string, headers: Record<string, string> }>} [more] */
async function invoke({ method = 'POST', path: route = '/token', body = JSON.stringify(asking), headers = {} } = {}) {
  /** @type {string[]} */
  const lines = [];
  const request = new functions.HttpRequest({
    method,
    url: `https://tokens.contoso.com${route}`,
    headers: { origin, 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.1:50001', ...headers },
    ...(method === 'POST' ? { body: { string: body } } : {}),
  });
  const answer = await handler(request, { log: (line) => lines.push(line) });
  return { ...answer, headers: /** @type {Record<string, string>} */ (answer.headers), lines: lines.map((line) => JSON.parse(line)) };
}

test('as a function, the service answers the same', async () => {
  const { status, body, headers, lines } = await invoke();
  assert.deepEqual([status, JSON.parse(String(body))], [200, acs.issued.at(-1)]);
  assert.deepEqual([headers['access-control-allow-origin'], headers['cache-control']], [origin, 'no-store']);
  assert.deepEqual(lines.map(({ code, event: named }) => [code, named]), [['issued', event]]);
});

test('it refuses the same, and counts by the address its front end saw', async () => {
  const preflight = await invoke({ method: 'OPTIONS' });
  assert.deepEqual([preflight.status, preflight.body], [204, undefined]);
  assert.equal((await invoke({ method: 'GET', path: '/health' })).status, 200);
  assert.equal((await invoke({ method: 'PUT' })).status, 405);
  assert.equal((await invoke({ headers: { origin: 'https://evil.example' } })).status, 403);
  assert.equal((await invoke({ body: 'x'.repeat(2000), headers: { 'x-forwarded-for': '198.51.100.2' } })).status, 413);
  const statuses = [];
  for (let each = 0; each < 3; each += 1) statuses.push((await invoke()).status);
  assert.deepEqual(statuses, [200, 200, 429]);
  assert.equal((await invoke({ headers: { 'x-forwarded-for': '198.51.100.1, 198.51.100.3' } })).status, 200);
});

test('without its front end in the configuration it does not start: everybody would be one address', async () => {
  writeFileSync(path, configText());
  const again = `../src/function.mjs?${Date.now()}`;
  await assert.rejects(import(again), /proxies must be at least 1/);
});
