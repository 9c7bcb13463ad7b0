// After Trunk: makes dist/ of what Trunk left in build/NAME/dist. One minified script per page, names by content,
// security headers, compressed siblings. dist/ is replaced at once, so a server never serves half a release.

import { createCipheriv, createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { dist, fail, pages, root, work } from './pages.mjs';
import { shorten } from './shorten.mjs';

/** Microsoft's sign-in and Graph hosts of every cloud: one build serves them all (config.json says which). */
const microsoft = [
  'https://login.microsoftonline.com',
  'https://login.microsoftonline.us',
  'https://login.partner.microsoftonline.cn',
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
];

/** What the readiness check measures a guest's line with: `domain::readiness::line::FILE`. */
const line = 'line.bin';

const next = join(work, 'dist');
rmSync(next, { recursive: true, force: true });
cpSync(join(root, 'public'), next, { recursive: true });
mkdirSync(join(next, 'assets'), { recursive: true });

const styleHashes = new Set();
for (const page of pages) finish(page);
writeFileSync(join(next, line), incompressible(2_000_000));
writeFileSync(join(next, '_headers'), headers());
compress(next);
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);

/** @param {import('./pages.mjs').Page} page */
function finish(page) {
  const from = join(work, page.name, 'dist');
  const glue = join(from, `${page.bin}.js`);
  const module = join(from, `${page.bin}_bg.wasm`);
  for (const file of [glue, module]) if (!existsSync(file)) fail(`Trunk left no ${file}`);

  const short = { module: join(work, page.name, 'short.wasm'), glue: join(work, page.name, 'short.js') };
  const { wasm: content, script: text } = shorten(module, glue, short.module);
  writeFileSync(short.glue, text);
  const wasm = asset(page.name, 'wasm', content);
  const built = buildSync({
    entryPoints: [join(root, 'e2e/build/boot.mjs')],
    alias: { glue: short.glue },
    define: { MODULE: JSON.stringify(`./${wasm}`) },
    bundle: true,
    minify: true,
    format: 'esm',
    charset: 'utf8',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  const script = asset(page.name, 'js', built.outputFiles[0].contents);

  // All that is certainly needed is asked for at once, before the script has said so.
  const head = [
    `<link rel="preload" href="assets/${wasm}" as="fetch" type="application/wasm" crossorigin>`,
    `<link rel="preload" href="config.json" as="fetch" type="application/json" crossorigin>`,
    `<script type="module" src="assets/${script}"></script>`,
  ].join('\n    ');
  const source = readFileSync(join(work, page.name, 'index.html'), 'utf8');
  const html = source.replace(/<link data-trunk rel="rust"[^>]*>/, head);
  if (html === source) fail(`${page.html}: no <link data-trunk rel="rust"> to put the script in the place of`);
  writeFileSync(join(next, page.html), html.replace(/\n\s+/g, '\n'));

  // A policy without its hash would leave the page bare.
  const style = /<style>([^<]+)<\/style>/.exec(html)?.[1] ?? fail(`${page.html}: no styles, or a < in them`);
  styleHashes.add(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
}

/**
 * Writes a file under a name that changes with its content.
 * @param {string} name
 * @param {string} extension
 * @param {Uint8Array} content
 */
function asset(name, extension, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = `${name}-${hash}.${extension}`;
  writeFileSync(join(next, 'assets', file), content);
  return file;
}

/**
 * Bytes that nothing makes smaller, and the same in every build: the key stream of AES in counter mode.
 * @param {number} length
 */
function incompressible(length) {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));
}

/**
 * The header file that Netlify, Cloudflare Pages and others read. Rules of one path add up there, so no header is
 * set by two of them.
 */
function headers() {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src ${[...styleHashes].join(' ')}`,
    "img-src 'self'",
    `connect-src 'self' ${microsoft.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
  const everywhere = [
    `Content-Security-Policy: ${policy}`,
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: no-referrer',
    'Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)',
    'Cross-Origin-Opener-Policy: same-origin',
    'Cross-Origin-Resource-Policy: same-origin',
  ];
  // Everything under a name that stays is asked for anew each time; a name in assets/ never changes its content.
  const named = readdirSync(next, { withFileTypes: true })
    .filter((entry) => entry.name !== 'assets')
    .map((entry) => (entry.isDirectory() ? `/${entry.name}/*` : `/${entry.name}`));
  const rules = [
    ['/*', ...everywhere],
    // What is measured with must arrive as it is.
    ...['/', ...named.sort()].map((path) => [path, `Cache-Control: no-cache${path === `/${line}` ? ', no-transform' : ''}`]),
    ['/assets/*', 'Cache-Control: public, max-age=31536000, immutable'],
  ];
  return rules.map(([path, ...lines]) => [path, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n') + '\n';
}

/**
 * Writes the .br and .gz siblings of every file that is served, but for the one that cannot get smaller.
 * @param {string} folder
 */
function compress(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === '_headers' || entry.name === line) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
