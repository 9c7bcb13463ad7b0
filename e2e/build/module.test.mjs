import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { moduleAt } from './module.mjs';

/** A module that exports the number 7. */
const seven = Buffer.from('0061736d010000000105016000017f0302010007090105736576656e00000a0601040041070b', 'hex');
const hash = createHash('sha256').update(seven).digest('base64');

/** @typedef {{ status?: number, type?: string, body: Uint8Array, length?: number }} Answer */

/** @type {Record<string, Answer>} */
const answers = {
  '/sound': { body: seven },
  '/unnamed': { body: seven, type: 'application/octet-stream' },
  '/longer': { body: Buffer.concat([seven, Buffer.from([0, 1, 0])]) },
  '/empty': { body: Buffer.alloc(0) },
  '/cut': { body: seven.subarray(0, 20), length: seven.length },
  '/page': { body: seven, type: 'text/html' },
  '/lost': { body: seven, status: 404 },
};
for (let at = 0; at < seven.length; at += 1) {
  const body = Buffer.from(seven);
  body[at] ^= 1;
  answers[`/changed-${at}`] = { body };
}

const server = createServer((request, response) => {
  const { status = 200, type = 'application/wasm', body, length = body.length } = answers[request.url ?? ''];
  response.writeHead(status, { 'content-type': type, 'content-length': length });
  response.write(body, () => (length === body.length ? response.end() : response.destroy()));
  if (body.length === 0) response.end();
});

/** @param {string} path */
function at(path) {
  const address = server.address();
  return `http://localhost:${typeof address === 'object' ? address?.port : ''}${path}`;
}

before(() => new Promise((done) => server.listen(0, () => done(undefined))));
after(() => {
  server.close();
  server.closeAllConnections();
});

for (const path of ['/sound', '/unnamed']) {
  test(`the module of the release is given out: ${path}`, async () => {
    const { exports } = await WebAssembly.instantiate(await moduleAt(at(path), hash));
    assert.equal(/** @type {any} */ (exports).seven(), 7);
  });
}

test('with any one bit changed it is not, whether it could be compiled or not', async () => {
  const changed = Object.keys(answers).filter((path) => path.startsWith('/changed-'));
  assert.equal(changed.length, seven.length);
  const compiled = await Promise.all(changed.map((path) => WebAssembly.compile(new Uint8Array(answers[path].body)).then(() => true, () => false)));
  assert.ok(compiled.includes(true) && compiled.includes(false));
  for (const path of changed) await assert.rejects(moduleAt(at(path), hash), { message: 'changed' }, path);
});

for (const [path, message] of [['/longer', /^changed$/], ['/empty', /^changed$/], ['/page', /^no module$/], ['/lost', /^no module$/], ['/cut', /terminated|aborted/]]) {
  test(`what is not the module of the release is not given out: ${path}`, async () => {
    await assert.rejects(moduleAt(at(String(path)), hash), { message: /** @type {RegExp} */ (message) });
  });
}

test('on a page without TLS there is nothing to compare with, and nothing to rely on', async (context) => {
  context.mock.getter(crypto, 'subtle', () => undefined);
  assert.ok((await moduleAt(at('/sound'), hash)) instanceof WebAssembly.Module);
});

test('the right module that cannot be compiled is the fault of who compiles it', async () => {
  answers['/strange'] = { body: Buffer.from('0061736d010000007f7f', 'hex') };
  const right = createHash('sha256').update(answers['/strange'].body).digest('base64');
  await assert.rejects(moduleAt(at('/strange'), right), WebAssembly.CompileError);
  await assert.rejects(moduleAt(at('/strange'), hash), { message: 'changed' });
});
