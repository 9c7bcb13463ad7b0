// What the portal's host sends with every answer. This is the only place that says it: hosts.mjs writes it down in the
// files of three hosts, and the test server sends what stands in one of those.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Microsoft's sign-in and Graph hosts of every cloud that config.json can name: the release serves them all. A test
 * compares them with `domain::config::Cloud`.
 */
export const microsoft = [
  'https://login.microsoftonline.com',
  'https://login.microsoftonline.us',
  'https://login.partner.microsoftonline.cn',
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
];

/** What the readiness check measures a guest's line with: `domain::readiness::line::FILE`. It must arrive as it is. */
export const line = 'line.bin';

/** Where files lie whose names change with their content. */
export const assets = 'assets';

/**
 * What has to be known of a built portal: the hashes of its pages' styles, and what it has at its root besides
 * `assets`, folders with a slash at their end.
 * @typedef {{ styles: string[], named: string[] }} Release
 */

/**
 * `everywhere` goes with every answer, refusals as well; `caching` goes with files, and the first path that fits
 * counts (`/*` at a path's end stands for all below it). `apart` has other values for some of `everywhere`, which one
 * page needs and no other may have.
 * @typedef {{ everywhere: [name: string, value: string][], caching: [path: string, value: string][], apart?: Apart }} Policy
 * @typedef {{ path: string, headers: [name: string, value: string][] }} Apart
 */

/** How long files in `assets` are kept: a year, and without asking. */
const kept = 'public, max-age=31536000, immutable';

/**
 * Abilities of a browser that no page of the portal uses; some it would have to ask for, others not. Only such as browsers
 * know everywhere: each page complains of others in the console.
 */
const unused = [
  'accelerometer', 'autoplay', 'browsing-topics', 'camera', 'clipboard-read', 'display-capture', 'encrypted-media',
  'fullscreen', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'keyboard-map', 'local-fonts', 'magnetometer',
  'microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'storage-access',
  'sync-xhr', 'usb', 'window-management', 'xr-spatial-tracking',
];

/** What the meeting's page needs of `unused`: to be seen, to be heard, to hear, to show a screen, to stay awake. */
const used = ['camera', 'microphone', 'autoplay', 'display-capture', 'screen-wake-lock'];

/**
 * Where the calling SDK connects to: the domains of MicrosoftDocs/azure-docs, communication-services/concepts/
 * voice-video-calling/network-requirements.md, with what its bundle and a run without a network name besides. Left out:
 * `*.azure.net` and `*.azureedge.net` of that page, below which anybody can have a host. Sound and video go to addresses
 * that no policy names.
 */
const calling = ['microsoft.com', 'skype.com', 'cloud.microsoft', 'communication.azure.com'].flatMap((domain) => [`https://*.${domain}`, `wss://*.${domain}`]);

/**
 * @param {Release} release
 * @param {string[]} connections    origins that the pages may ask something of, besides their own
 * @param {string[]} [services]     origins that the meeting's page alone may ask something of
 * @returns {Policy}
 */
export function policyFor(release, connections, services = []) {
  const unnamable = [...connections, ...services].find((each) => !isNamable(each));
  if (unnamable !== undefined) throw new Error(`expected an origin that a policy can name, got ${JSON.stringify(unnamable)}`);
  return {
    everywhere: [
      ['Content-Security-Policy', [...contentSecurity(release.styles, connections), ...trustedTypes].join('; ')],
      ['Permissions-Policy', permissions()],
      ['Referrer-Policy', 'no-referrer'],
      ['X-Content-Type-Options', 'nosniff'],
      ['Cross-Origin-Opener-Policy', 'same-origin'],
      ['Cross-Origin-Resource-Policy', 'same-origin'],
      // Browsers take it over TLS only.
      ['Strict-Transport-Security', 'max-age=31536000'],
    ],
    caching: [
      [`/${assets}/*`, kept],
      [`/${line}`, 'no-cache, no-transform'],
      // What stands under a name that stays is asked for anew each time.
      ['/*', 'no-cache'],
    ],
    ...(release.named.includes('meeting.html') && { apart: meetingApart(release, services) }),
  };
}

/** @param {Release} release @param {string[]} services @returns {Apart} */
function meetingApart({ styles }, services) {
  return {
    path: '/meeting.html',
    headers: [
      ['Content-Security-Policy', contentSecurity([...styles, emptyStyle], [...services, ...calling], meetingSources).join('; ')],
      ['Permissions-Policy', permissions(used)],
    ],
  };
}

/** @param {string[]} [granted] to the portal itself */
function permissions(granted = []) {
  return [...unused.map((name) => `${name}=${granted.includes(name) ? '(self)' : '()'}`), 'clipboard-write=(self)'].join(', ');
}

/** An element without text, whose rules come by script: how the UI library styles itself, without anything inline. */
const emptyStyle = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/** Where else the meeting's page gets things from: pictures in its scripts, sound and video of the call, a worker. */
const meetingSources = { 'img-src': "'self' data: blob:", 'media-src': 'data: blob:', 'worker-src': 'blob:' };

/** @param {string[]} styles @param {string[]} connections @param {Record<string, string>} [besides] */
function contentSecurity(styles, connections, besides = {}) {
  const { 'img-src': images = "'self'", ...others } = besides;
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src ${styles.map((hash) => `'${hash}'`).join(' ')}`,
    `img-src ${images}`,
    ...Object.entries(others).map((directive) => directive.join(' ')),
    `connect-src ${["'self'", ...connections].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ];
}

/**
 * The app makes every element by itself: no text becomes markup, script or a script's address, and nothing may allow it.
 * Not on the meeting's page, whose SDK makes its worker of text; inline and foreign scripts are refused there all the same.
 */
export const trustedTypes = ["require-trusted-types-for 'script'", "trusted-types 'none'"];

/**
 * Whether a content security policy can name an origin (CSP 3, `host-source`), and only it: a host may be written with
 * characters that end a directive there, or stand for any host.
 * @param {string} origin
 */
export function isNamable(origin) {
  return /^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/.test(origin);
}

/**
 * Looks at a built portal.
 * @param {string} dist
 * @param {string[]} [besides]    files that are not part of what is served
 * @returns {Release}
 * @throws {Error} when the folder holds none
 */
export function readRelease(dist, besides = []) {
  if (!existsSync(join(dist, 'index.html'))) throw new Error(`${dist} holds no index.html: build the portal first`);
  const entries = readdirSync(dist, { withFileTypes: true }).filter(({ name }) => name !== assets && !besides.includes(name) && !/\.(br|gz)$/.test(name));
  const named = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  const pages = named.filter((name) => name.endsWith('.html'));
  return { styles: [...new Set(pages.flatMap((page) => styleHashes(readFileSync(join(dist, page), 'utf8'))))], named };
}

/** What a policy calls the styles of a page. @param {string} html */
function styleHashes(html) {
  return [...html.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style]) => `sha256-${createHash('sha256').update(style).digest('base64')}`);
}
