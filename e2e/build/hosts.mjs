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
 * @param {string[]} [services]     origins that the meeting's page alone may ask something of
 * @returns {Record<string, string>}
 */
export function textsFor(release, connections, services) {
  const policy = policyFor(release, connections, services);
  return Object.fromEntries(Object.entries(writers).map(([name, write]) => [name, write(policy, release)]));
}

/**
 * Writes the files for hosts.
 * @param {string} dist    the built portal
 * @param {string[]} connections
 * @param {string} [folder]    where to; the portal's own folder when left out
 * @param {string[]} [services]
 */
export function writeHostFiles(dist, connections, folder = dist, services = []) {
  const texts = textsFor(readRelease(dist, hostFiles), connections, services);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
}

/**
 * `_headers`, which Cloudflare Pages, Netlify and others read. Rules that fit the same path add up there, so each path
 * is named by one rule about caching only. A page is named with and without `.html`: Cloudflare serves it without.
 * What one page has apart is said path by path for the same reason; what is not there has its own (404.html).
 * @param {Policy} policy
 * @param {Release} release
 */
function plainFile({ everywhere, caching, apart }, { named }) {
  const paths = named.map((name) => (name.endsWith('/') ? `/${name}*` : `/${name}`));
  const bare = paths.filter((path) => path.endsWith('.html')).map(bareOf);
  const own = (/** @type {string} */ name) => apart?.headers.some(([each]) => each === name);
  const rules = ['/', ...paths, ...bare, `/${assets}/*`].map((path) => {
    const isApart = apart && [apart.path, bareOf(apart.path)].includes(path);
    const headers = isApart ? apart.headers : everywhere.filter(([name]) => own(name));
    return [path, ...headers.map((header) => header.join(': ')), `Cache-Control: ${cachingOf(caching, path)}`];
  });
  return [['/*', ...everywhere.filter(([name]) => !own(name)).map((header) => header.join(': '))], ...rules]
    .map(([path, ...lines]) => `${path}\n${lines.map((line) => `  ${line}\n`).join('')}`)
    .join('');
}

/** A page's path as hosts serve it without its ending. @param {string} path */
function bareOf(path) {
  return path.slice(0, -'.html'.length);
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
function staticWebAppFile({ everywhere, caching, apart }) {
  const special = caching.filter(([path]) => path !== '/*');
  const config = {
    globalHeaders: { ...Object.fromEntries(everywhere), 'Cache-Control': cachingOf(caching, '/') },
    routes: [
      ...special.map(([route, value]) => ({ route, headers: { 'Cache-Control': value } })),
      ...(apart ? [apart.path, bareOf(apart.path)].map((route) => ({ route, headers: Object.fromEntries(apart.headers) })) : []),
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
function nginxFile({ everywhere, caching, apart }) {
  const hidden = hostFiles.map((name) => name.replaceAll('.', '\\.')).join('|');
  const special = caching.filter(([path]) => path !== '/*');
  const condition = (/** @type {string} */ path) => (path.endsWith('*') ? `$uri ~ "^${path.slice(0, -1)}"` : `$uri = ${quoted(path)}`);
  return `# The Mesh guest portal's headers, caching and files, made by its build or by \`make headers\`. Include it in a server
# block of the portal's own, which says besides: listen, server_name, the certificate, and root (the portal's folder).

server_tokens off;

${everywhere.map(([name, value]) => `${nginxHeader(name, value, apart)}\n`).join('')}
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

/** A header, or one that has another value at one path. @param {string} name @param {string} value @param {Policy['apart']} apart */
function nginxHeader(name, value, apart) {
  const [, other] = apart?.headers.find(([each]) => each === name) ?? [];
  if (!apart || !other) return `add_header ${name} ${quoted(value)} always;`;
  const variable = `$portal_${name.toLowerCase().replaceAll('-', '_')}`;
  return [
    `set ${variable} ${quoted(value)};`,
    `if ($uri = ${quoted(apart.path)}) { set ${variable} ${quoted(other)}; }`,
    `add_header ${name} ${variable} always;`,
  ].join('\n');
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
