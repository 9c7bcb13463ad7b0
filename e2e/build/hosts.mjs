// The policy, in the words of the hosts that organizations use.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assets, policyFor, readRelease } from './policy.mjs';

/** @typedef {import('./policy.mjs').Policy} Policy */
/** @typedef {import('./policy.mjs').Release} Release */

/** What each file is called, and who writes it. @type {Record<string, (policy: Policy, release: Release) => string>} */
const writers = {
  _headers: plainFile,
  'portal.nginx.conf': nginxFile,
  'staticwebapp.config.json': staticWebAppFile,
};

/** The files for hosts: they lie at the portal's root, and are not part of what it serves. */
export const hostFiles = Object.keys(writers);

/**
 * The text of each file for hosts.
 * @param {Release} release
 * @param {string[]} connections    origins that the pages may ask something of, besides their own
 * @returns {Record<string, string>}
 */
export function textsFor(release, connections) {
  const policy = policyFor(release, connections);
  return Object.fromEntries(Object.entries(writers).map(([name, write]) => [name, write(policy, release)]));
}

/**
 * Writes the files for hosts.
 * @param {string} dist    the built portal
 * @param {string[]} connections
 * @param {string} [folder]    where to; the portal's own folder when left out
 */
export function writeHostFiles(dist, connections, folder = dist) {
  const texts = textsFor(readRelease(dist, hostFiles), connections);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
}

/**
 * `_headers`, which Cloudflare Pages, Netlify and others read. Rules that fit the same path add up there, so each path
 * is named by one rule about caching only. A page is named with and without `.html`: Cloudflare serves it without.
 * @param {Policy} policy
 * @param {Release} release
 */
function plainFile({ everywhere, caching }, { named }) {
  const paths = named.map((name) => (name.endsWith('/') ? `/${name}*` : `/${name}`));
  const bare = paths.filter((path) => path.endsWith('.html')).map((path) => path.slice(0, -'.html'.length));
  const rules = ['/', ...paths, ...bare, `/${assets}/*`].map((path) => [path, `Cache-Control: ${cachingOf(caching, path)}`]);
  return [['/*', ...everywhere.map((header) => header.join(': '))], ...rules]
    .map(([path, ...lines]) => `${path}\n${lines.map((line) => `  ${line}\n`).join('')}`)
    .join('');
}

/** What the first rule that fits says. @param {Policy['caching']} caching @param {string} path */
function cachingOf(caching, path) {
  const fits = (/** @type {string} */ rule) => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule);
  return caching.find(([rule]) => fits(rule))?.[1] ?? 'no-cache';
}

/**
 * `staticwebapp.config.json` of Azure Static Web Apps. A route's header takes the place of the global one there, and
 * the first route that fits counts. There is no fallback page: what is not there is a 404.
 * @param {Policy} policy
 */
function staticWebAppFile({ everywhere, caching }) {
  const special = caching.filter(([path]) => path !== '/*');
  const config = {
    globalHeaders: { ...Object.fromEntries(everywhere), 'Cache-Control': cachingOf(caching, '/') },
    routes: [
      ...special.map(([route, value]) => ({ route, headers: { 'Cache-Control': value } })),
      ...hostFiles.filter((name) => writers[name] !== staticWebAppFile).map((name) => ({ route: `/${name}`, statusCode: 404 })),
    ],
    mimeTypes: { '.json': 'application/json', '.wasm': 'application/wasm' },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/**
 * A file to include in a server block of nginx. All headers are said at one level: a location that said one of its own
 * would lose those from above.
 * @param {Policy} policy
 */
function nginxFile({ everywhere, caching }) {
  const hidden = hostFiles.map((name) => name.replaceAll('.', '\\.')).join('|');
  const special = caching.filter(([path]) => path !== '/*');
  const condition = (/** @type {string} */ path) => (path.endsWith('*') ? `$uri ~ "^${path.slice(0, -1)}"` : `$uri = ${quoted(path)}`);
  return `# The Mesh guest portal's headers, caching and files, made by its build or by \`make headers\`. Include it in a server
# block of the portal's own, which says besides: listen, server_name, the certificate, and root (the portal's folder).

server_tokens off;

${everywhere.map(([name, value]) => `add_header ${name} ${quoted(value)} always;`).join('\n')}

# Only with what is there: a refusal is not to be kept.
set $portal_caching ${quoted(cachingOf(caching, '/'))};
${special.map(([path, value]) => `if (${condition(path)}) { set $portal_caching ${quoted(value)}; }`).join('\n')}
add_header Cache-Control $portal_caching;

# The .gz beside each file. For the .br, which are smaller: load Debian's libnginx-mod-http-brotli-static (or your own
# build of ngx_brotli), and say "brotli_static on;" in the server block.
gzip_static on;
gzip_vary on;

location = / { try_files /index.html =404; }
location / { try_files $uri =404; }
location ~ \\.wasm$ {
    types { }
    default_type application/wasm;
    try_files $uri =404;
}
location ~ "^/(${hidden})$" { return 404; }
location ~ "/\\." { return 404; }
`;
}

/**
 * A text as nginx reads it back.
 * @param {string} text
 * @throws {Error} when it holds what nginx would take for something else
 */
function quoted(text) {
  if (/["$\\\p{Cc}]/u.test(text)) throw new Error(`expected a text that nginx reads as it is, got ${JSON.stringify(text)}`);
  return `"${text}"`;
}
