import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  await writeFile(join(dist, 'app-0123456789abcdef.js'), script);
  await writeFile(join(dist, 'app-0123456789abcdef.js.br'), brotliCompressSync(script));
  await writeFile(join(dist, 'app-0123456789abcdef.js.gz'), gzipSync(script));
  await writeFile(join(dist, 'app-0123456789abcdef_bg.wasm'), '\0asm');
  await writeFile(join(dist, '_headers'), [
    '# security',
    '/*',
    "  Content-Security-Policy: default-src 'self'; connect-src 'self' https://graph.microsoft.com; frame-ancestors 'none'",
    '  X-Frame-Options: DENY',
    '',
    '/index.html',
    '  Cache-Control: no-store',
    '',
  ].join('\n'));
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
  const path = '/app-0123456789abcdef.js';
  const brotli = await get(path, { 'accept-encoding': 'gzip, deflate, br' });
  assert.equal(brotli.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(brotli.body).toString(), 'console.log("hello");\n');
  assert.equal(brotli.headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(brotli.headers.vary, 'Accept-Encoding');
  assert.equal((await get(path, { 'accept-encoding': 'gzip, br;q=0' })).headers['content-encoding'], 'gzip');
  assert.equal((await get(path)).headers['content-encoding'], undefined);
});

test('hashed names are kept for good, others are asked for again', async () => {
  for (const path of ['/app-0123456789abcdef.js', '/app-0123456789abcdef_bg.wasm']) {
    assert.equal((await get(path)).headers['cache-control'], 'public, max-age=31536000, immutable');
  }
  assert.equal((await get('/app-0123456789abcdef_bg.wasm')).headers['content-type'], 'application/wasm');
  const first = await get('/index.html');
  const again = await get('/index.html', { 'if-none-match': String(first.headers.etag) });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
});

test('the headers of _headers are sent, and connections to the tenant allowed', async () => {
  const { headers } = await get('/');
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers['x-frame-options'], 'DENY');
  assert.equal(headers['content-security-policy'], "default-src 'self'; connect-src 'self' https://graph.microsoft.com http://localhost:18090; frame-ancestors 'none'");
  assert.equal((await get('/missing')).headers['x-frame-options'], 'DENY');
});

test('nothing outside the folder, no listing, no hidden file', async () => {
  for (const path of ['/missing', '/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/_headers', '/.git', '/sub/', '/%00']) {
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
