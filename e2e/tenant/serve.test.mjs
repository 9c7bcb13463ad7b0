import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { startPortal } from '../serve.mjs';
import { wishes } from '../start.mjs';
import { people } from './people.mjs';

/** @type {Awaited<ReturnType<typeof startPortal>>} */
let portal;
/** @type {string} */
let dist;

before(async () => {
  dist = await mkdtemp(join(tmpdir(), 'portal-'));
  const script = 'console.log("hello");\n';
  await writeFile(join(dist, 'index.html'), '<!doctype html><title>Portal</title>');
  await mkdir(join(dist, 'assets'));
  await writeFile(join(dist, 'assets/app-0123456789ab.js'), script);
  await writeFile(join(dist, 'assets/app-0123456789ab.js.br'), brotliCompressSync(script));
  await writeFile(join(dist, 'assets/app-0123456789ab.js.gz'), gzipSync(script));
  await writeFile(join(dist, 'assets/app-0123456789ab.wasm'), '\0asm');
  await writeFile(join(dist, '_headers'), 'made for another deployment');
  portal = await startPortal({ port: 0, dist, tenantOrigin: 'http://localhost:18090' });
});
after(async () => {
  await portal.close();
  await rm(dist, { recursive: true });
});

/** A request exactly as written: fetch would tidy the path and undo the encoding. @param {string} path @param {Record<string, string>} [headers] @param {string} [method] @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: Buffer }>} */
function get(path, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    request({ port: portal.port, host: '127.0.0.1', path, headers, method }, (response) => {
      /** @type {Buffer[]} */
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }));
    }).on('error', reject).end();
  });
}

test('the compressed sibling is sent to browsers that can read it', async () => {
  const path = '/assets/app-0123456789ab.js';
  const brotli = await get(path, { 'accept-encoding': 'gzip, deflate, br' });
  assert.equal(brotli.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(brotli.body).toString(), 'console.log("hello");\n');
  assert.equal(brotli.headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(brotli.headers.vary, 'Accept-Encoding');
  assert.equal((await get(path, { 'accept-encoding': 'gzip, br;q=0' })).headers['content-encoding'], 'gzip');
  assert.equal((await get(path)).headers['content-encoding'], undefined);
});

test('hashed names are kept for good, others are asked for again', async () => {
  for (const path of ['/assets/app-0123456789ab.js', '/assets/app-0123456789ab.wasm']) {
    assert.equal((await get(path)).headers['cache-control'], 'public, max-age=31536000, immutable');
  }
  assert.equal((await get('/assets/app-0123456789ab.wasm')).headers['content-type'], 'application/wasm');
  const first = await get('/index.html');
  const again = await get('/index.html', { 'if-none-match': String(first.headers.etag) });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
});

test('every answer has the headers of the release, and pages may connect to the local tenant and to Microsoft', async () => {
  for (const path of ['/', '/index.html', '/config.json', '/assets/app-0123456789ab.js', '/missing']) {
    const { headers } = await get(path);
    assert.match(String(headers['content-security-policy']), /; connect-src 'self' https:\/\/login\.microsoftonline\.com [^;]* http:\/\/localhost:18090; /, path);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }
  assert.equal((await get('/')).headers['cache-control'], 'no-cache');
});

test('nothing outside the folder, no listing, no hidden file', async () => {
  for (const path of ['/missing', '/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/_headers', '/staticwebapp.config.json', '/portal.nginx.conf', '/.git', '/sub/', '/%00']) {
    assert.ok([400, 404].includes(Number((await get(path)).status)), path);
  }
  assert.equal((await get('/', {}, 'POST')).status, 405);
  const head = await get('/index.html', {}, 'HEAD');
  assert.deepEqual([head.status, head.body.length], [200, 0]);
});

test('config.json is the local tenant, or the variant a cookie names', async () => {
  const config = JSON.parse((await get('/config.json')).body.toString());
  assert.deepEqual(config.cloud, { login: 'http://localhost:18090', graph: 'http://localhost:18090/graph', invitations: 'http://localhost:18090' });
  assert.equal(config.targets['mesh-pc'].scheme, 'mesh-test:');
  const variant = async (/** @type {string} */ name) => get('/config.json', { cookie: `portal-config=${name}` });
  assert.equal('scheme' in JSON.parse((await variant('no-scheme')).body.toString()).targets['mesh-pc'], false);
  assert.equal(JSON.parse((await variant('no-home-leg')).body.toString()).signIn.homeLeg, false);
  assert.equal(JSON.parse((await variant('retired')).body.toString()).targets['mesh-pc'].retiredOn, '2025-12-01');
  const broken = (await variant('broken')).body.toString();
  assert.throws(() => JSON.parse(broken), SyntaxError);
  assert.equal((await variant('not-found')).status, 404);
  assert.equal((await variant('no-such-config')).status, 404);
});

test('a folder without a portal is refused with a reason', async () => {
  await assert.rejects(startPortal({ port: 0, dist: join(dist, 'nothing') }), /holds no index\.html/);
});

test('a taken port is an error with its code', async () => {
  await assert.rejects(startPortal({ port: portal.port, dist }), { code: 'EADDRINUSE' });
});

test('there are links to try for everyone but those who run the event', () => {
  const made = wishes('http://localhost:8080', 'http://localhost:8090', new Date('2026-11-21T18:00:42Z'));
  assert.deepEqual(made.map(({ person }) => person.key), people.filter((person) => !person.roles).map((person) => person.key));
  const events = made.flatMap(({ wishes: each }) => each.map(({ event }) => event));
  assert.equal(events[0].start, '2026-11-21T18:10:00Z');
  assert.equal(events[0].end, '2026-11-21T19:10:00Z');
  assert.deepEqual([...new Set(events.map((event) => event.target))], ['mesh-pc', 'teams-immersive']);
  assert.equal(events.filter((event) => event.redeemUrl !== undefined).length, 1);
});
