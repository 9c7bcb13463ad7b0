// Serves a built portal the way a careful static host does: compressed siblings, the headers of `_headers` (made as for
// any deployment, for the local tenant besides Microsoft's hosts), plain 404s. `/config.json` is the local tenant's,
// unless told otherwise.
//
//   node serve.mjs [--dist ../dist] [--port 8080] [--tenant http://localhost:8090] [--config FILE]

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hostFiles, textsFor } from './build/hosts.mjs';
import { microsoft, readRelease, trustedTypes } from './build/policy.mjs';
import { configs } from './tenant/configs.mjs';
import { cookies } from './tenant/http.mjs';
import { listening } from './tenant/server.mjs';

/** @type {Record<string, string>} */
const mediaTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** @typedef {{ matches: (path: string) => boolean, headers: [string, string][] }} HeaderBlock */

/**
 * @typedef {object} PortalOptions
 * @property {number} [port]            0 takes a free one
 * @property {string} dist              folder with the built portal
 * @property {string} [tenantOrigin]    the local tenant that config.json names
 * @property {string} [config]          a file to serve as config.json instead
 * @property {boolean} [writesMarkup]   another page than ours, which makes elements out of text
 */

/**
 * Starts the portal's server.
 * @param {PortalOptions} options
 * @returns {Promise<{ origin: string, port: number, close: () => Promise<void> }>}
 * @throws {Error} when the folder holds no portal, or the port is taken (code EADDRINUSE)
 */
export async function startPortal({ port = 8080, ...what }) {
  return served(await portalAnswers(what), port);
}

/**
 * Listens on a port.
 * @param {Answers} answers
 * @param {number} port    0 takes a free one
 */
export async function served(answers, port) {
  const server = createServer(answers);
  await listening(server, port);
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return {
    origin: `http://localhost:${taken}`,
    port: taken,
    close: () => new Promise((/** @type {(done: void) => void} */ done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

/** @typedef {(request: Request, response: Response) => void} Answers */

/**
 * What answers the requests for a built portal.
 * @param {Omit<PortalOptions, 'port'>} options
 * @returns {Promise<Answers>}
 * @throws {Error} when the folder holds no portal
 */
export async function portalAnswers({ dist, tenantOrigin = 'http://localhost:8090', config, writesMarkup }) {
  const root = resolve(dist);
  const release = readRelease(root, hostFiles);
  // A page may have its styles beside it, though the portal's own have not.
  const styles = release.styles.length > 0 ? release.styles : ['self'];
  const { _headers } = textsFor({ ...release, styles }, [...microsoft, tenantOrigin], [tenantOrigin]);
  const blocks = headerBlocks(writesMarkup ? _headers.replaceAll(`; ${trustedTypes.join('; ')}`, '') : _headers);
  /** @type {Record<string, import('./tenant/configs.mjs').ConfigAnswer>} */
  const own = config ? { default: { status: 200, text: await readFile(config, 'utf8') } } : {};

  return (request, response) => {
    const path = pathOf(request.url ?? '/');
    for (const [name, value] of headersFor(blocks, path ?? '/')) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'Method not allowed');
    if (path === undefined) return plain(response, 400, 'Bad request');
    if (path === '/config.json') return sendConfig((world) => ({ ...configs(tenantOrigin, world), ...own }), request, response);
    return void sendFile(root, path, request, response).catch(() => plain(response, 500, 'Server error'));
  };
}

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** The cookie `portal-config` chooses among the configs of a world. @param {(world?: string) => Record<string, import('./tenant/configs.mjs').ConfigAnswer>} named @param {Request} request @param {Response} response */
function sendConfig(named, request, response) {
  const name = cookies(request).get('portal-config') ?? 'default';
  const chosen = named(cookies(request).get('world'))[name] ?? { status: 404, text: `No config is named ${name}` };
  response.writeHead(chosen.status, { 'content-type': mediaTypes['.json'], 'cache-control': 'no-cache' });
  response.end(request.method === 'HEAD' ? undefined : chosen.text);
}

/** @param {string} root @param {string} path @param {Request} request @param {Response} response */
async function sendFile(root, path, request, response) {
  const file = resolve(root, `.${path.endsWith('/') ? `${path}index.html` : path}`);
  const hidden = path.split('/').some((part) => part.startsWith('.')) || hostFiles.includes(path.slice(1));
  if (hidden || !file.startsWith(root + sep) || !(await isFile(file))) return plain(response, 404, 'Not found');

  const { served, encoding, varies } = await encoded(file, String(request.headers['accept-encoding'] ?? ''));
  const { size, mtimeMs } = await stat(served);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}${encoding ? `-${encoding}` : ''}"`;
  response.setHeader('content-type', mediaTypes[extname(file)] ?? 'application/octet-stream');
  response.setHeader('etag', etag);
  if (varies) response.setHeader('vary', 'Accept-Encoding');
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304);
    response.end();
    return;
  }
  if (encoding) response.setHeader('content-encoding', encoding);
  response.writeHead(200, { 'content-length': size });
  if (request.method === 'HEAD') response.end();
  else createReadStream(served).on('error', () => response.destroy()).pipe(response);
}

/** The compressed sibling the browser can read, else the file itself. @param {string} file @param {string} accepted */
async function encoded(file, accepted) {
  const offers = accepted.split(',').map((part) => part.trim().split(';'));
  const reads = (/** @type {string} */ name) => offers.some(([offer, quality]) => offer === name && quality?.replaceAll(' ', '') !== 'q=0');
  let varies = false;
  for (const [encoding, suffix] of [['br', '.br'], ['gzip', '.gz']]) {
    if (!(await isFile(file + suffix))) continue;
    varies = true;
    if (reads(encoding)) return { served: file + suffix, encoding, varies };
  }
  return { served: file, encoding: undefined, varies };
}

/** The path of a request, decoded; nothing when it cannot be one. @param {string} url */
function pathOf(url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://portal').pathname);
    return path.includes('\0') || path.includes('\\') ? undefined : path;
  } catch {
    return undefined;
  }
}

/**
 * Reads `_headers` (Netlify's format: a path, then indented headers).
 * @param {string} text
 * @returns {HeaderBlock[]}
 */
function headerBlocks(text) {
  /** @type {HeaderBlock[]} */
  const blocks = [];
  for (const line of text.trimEnd().split('\n')) {
    const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (name) blocks.at(-1)?.headers.push([name.toLowerCase(), value]);
    else blocks.push({ matches: pathMatcher(line), headers: [] });
  }
  return blocks;
}

/** @param {string} pattern `*` stands for anything */
function pathMatcher(pattern) {
  const expression = new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
  return (/** @type {string} */ path) => expression.test(path) || (path.endsWith('/') && expression.test(`${path}index.html`));
}

/** Every header for a path. No two blocks name the same for one path: hosts would send both. @param {HeaderBlock[]} blocks @param {string} path */
function headersFor(blocks, path) {
  return new Map(blocks.filter((block) => block.matches(path)).flatMap((block) => block.headers));
}

/** @param {string} path */
async function isFile(path) {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** @param {Response} response @param {number} status @param {string} text */
function plain(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' });
  response.end(text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      dist: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
      port: { type: 'string', default: process.env.PORTAL_PORT ?? '8080' },
      tenant: { type: 'string', default: `http://localhost:${process.env.TENANT_PORT ?? '8090'}` },
      config: { type: 'string' },
    },
  });
  try {
    const portal = await startPortal({ port: Number(values.port), dist: values.dist, tenantOrigin: values.tenant, config: values.config });
    console.log(`Portal on ${portal.origin}/`);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void portal.close());
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    console.error(code === 'EADDRINUSE' ? `Port ${values.port} is taken. Stop what runs there, or set PORTAL_PORT.` : message);
    process.exitCode = 1;
  }
}
