// The service itself: a request in, an answer and a line for the log out. Where requests come from is the business of
// `server.mjs` and `function.mjs`, where tokens come from that of `issuer.mjs`.

import { network } from './address.mjs';
import { eventName, isEvent, isTenant } from './config.mjs';
import { Limit } from './limit.mjs';
import { Refused, refusalBody, refusals } from './refusals.mjs';

/** @typedef {import('../../token.d.ts').TokenAnswer} TokenAnswer */
/** @typedef {import('../../token.d.ts').TokenRequest} TokenRequest */

/**
 * @typedef {object} Asked
 * @property {string} method
 * @property {string} path                                without a query
 * @property {(name: string) => string | null} header     by its lower-case name
 * @property {string} [peer]                              address at the other end of the connection
 * @property {AsyncIterable<Uint8Array> | null} body
 */

/** `body` is the text to send; null sends none. @typedef {{ status: number, headers: Record<string, string>, body: string | null }} Said */
/** All that is ever logged of a request: `event` is a key out of the configuration. @typedef {{ at: string, status: number, code: string, event: string | null, ms: number }} Line */
/** @typedef {{ issue: () => Promise<TokenAnswer> }} Issuer throws `Refused`, or anything else when it fails */

const largestBody = 1024;

const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * @param {object} parts
 * @param {import('./config.mjs').Config} parts.config
 * @param {Issuer} parts.issuer
 * @param {() => number} [parts.clock]          milliseconds since 1970
 * @param {number} [parts.bodyMilliseconds]     within which a body has to arrive
 */
export function tokenService({ config, issuer, clock = Date.now, bodyMilliseconds = 5000 }) {
  const limits = { perAddress: new Limit(config.limits.perAddress, clock), all: new Limit(config.limits.all, clock) };

  /** @param {Asked} asked @returns {Promise<{ said: Said, line: Line }>} */
  return async function answer(asked) {
    const began = clock();
    /** @type {{ event: string | null }} */
    const noted = { event: null };
    const { code, said } = await respond(asked, noted).catch((error) => refusal(error, asked.path));
    const headers = { ...always, ...readableBy(asked), ...said.headers };
    const line = { at: new Date(began).toISOString(), status: said.status, code, event: noted.event, ms: clock() - began };
    return { said: { ...said, headers }, line };
  };

  /** @param {Asked} asked @param {{ event: string | null }} noted */
  async function respond(asked, noted) {
    if (asked.path === '/health') return health(asked);
    if (asked.path !== '/token') throw new Refused('not-found');
    if (asked.method !== 'OPTIONS' && asked.method !== 'POST') throw new Refused('method');
    if (!config.origins.has(asked.header('origin') ?? '')) throw new Refused('origin-unknown');
    if (asked.method === 'OPTIONS') return preflight();
    const wait = limits.perAddress.take(network(config.proxies, asked.header('x-forwarded-for'), asked.peer));
    if (wait > 0) throw new Refused('too-many', wait);
    const { tenant, event } = await read(asked, bodyMilliseconds);
    const window = config.events.get(eventName(tenant, event));
    if (!window) throw new Refused('event-unknown');
    noted.event = event;
    if (clock() < window.from) throw new Refused('event-too-early');
    if (clock() >= window.until) throw new Refused('event-over');
    const waitForAll = limits.all.take('all');
    if (waitForAll > 0) throw new Refused('too-many', waitForAll);
    return { code: 'issued', said: json(200, await issuer.issue()) };
  }

  /** The headers that let a page of a known origin read the answer. @param {Asked} asked @returns {Record<string, string>} */
  function readableBy(asked) {
    const origin = asked.header('origin');
    if (origin === null || !config.origins.has(origin)) return { vary: 'Origin' };
    return { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After', vary: 'Origin' };
  }
}

/** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] @returns {Said} */
function json(status, body, headers = {}) {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body) };
}

/** @param {Asked} asked */
function health({ method }) {
  if (method !== 'GET' && method !== 'HEAD') throw new Refused('method');
  return { code: 'health', said: json(200, { status: 'ok' }) };
}

function preflight() {
  const headers = { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'Content-Type', 'access-control-max-age': '600' };
  return { code: 'preflight', said: { status: 204, headers, body: null } };
}

/** @param {unknown} error @param {string} path */
function refusal(error, path) {
  const { code, retryAfter } = error instanceof Refused ? error : new Refused('failed');
  const headers = {
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(code === 'method' ? { allow: path === '/health' ? 'GET, HEAD' : 'OPTIONS, POST' } : {}),
  };
  return { code, said: json(refusals[code].status, refusalBody(code), headers) };
}

/** What is asked for, or a refusal. @param {Asked} asked @param {number} milliseconds @returns {Promise<TokenRequest>} */
async function read(asked, milliseconds) {
  const type = /^application\/json *(?:; *charset="?utf-8"?)?$/i;
  if (!type.test(asked.header('content-type') ?? '') || asked.header('content-encoding') !== null) throw new Refused('type');
  if (Number(asked.header('content-length') ?? 0) > largestBody) throw new Refused('too-large');
  const bytes = await arrived(asked.body, milliseconds);
  let value;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refused('malformed');
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).sort().join() !== 'event,tenant') throw new Refused('malformed');
  const { tenant, event } = value;
  if (typeof tenant !== 'string' || typeof event !== 'string' || !isTenant(tenant) || !isEvent(event)) throw new Refused('malformed');
  return { tenant, event };
}

/** The whole body, if it is small and quick. @param {Asked['body']} body @param {number} milliseconds */
async function arrived(body, milliseconds) {
  if (body === null) return new Uint8Array();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const tooSlow = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Refused('too-slow')), milliseconds);
  });
  try {
    return await Promise.race([collected(body), /** @type {Promise<never>} */ (tooSlow)]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {AsyncIterable<Uint8Array>} body */
async function collected(body) {
  /** @type {Uint8Array[]} */
  const pieces = [];
  let size = 0;
  // By hand: leaving a `for await` early closes the connection, and the refusal could not be sent.
  const iterator = body[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await iterator.next().catch(() => Promise.reject(new Refused('malformed')));
    if (done) return Buffer.concat(pieces);
    size += value.byteLength;
    if (size > largestBody) throw new Refused('too-large');
    pieces.push(value);
  }
}
