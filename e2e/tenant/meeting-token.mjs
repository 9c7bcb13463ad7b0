// Plays the token service of Teams meetings (`meeting/token-service`): its own questions, checks and refusals, with
// made-up tokens in place of Azure's. Every event of Contoso is known to it.

import { randomUUID } from 'node:crypto';
import { tokenService } from '../../meeting/token-service/src/answer.mjs';
import { refusalBody, refusals } from '../../meeting/token-service/src/refusals.mjs';
import { signedToken } from './claims.mjs';
import { contoso } from './organizations.mjs';
import { record } from './recordings.mjs';
import { changed, interfere } from './switchboard.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('../../meeting/token.d.ts').RefusalCode} RefusalCode */

const lifetimeMinutes = 60;
const endpoint = 'https://contoso.communication.azure.com';
/** Tests come from one address, all at once: how often anybody may ask is the switchboard's business. */
const unlimited = { tokens: 1_000_000, minutes: 1 };

/**
 * Where a page gets its tokens; `acs.tokenUrl` in its configuration. It names the world, because requests from other
 * origins bring no cookies.
 * @param {string} tenantOrigin @param {string} world
 */
export function meetingTokenUrl(tenantOrigin, world) {
  return `${tenantOrigin}/meeting/token?${new URLSearchParams({ world })}`;
}

/** @param {Visit} visit */
export async function meetingToken(visit) {
  const { cloud, request, response, url, world } = visit;
  record(visit, { endpoint: 'meeting.token', tenant: 'host' });
  const headers = readableBy(visit);
  /** @type {import('./switchboard.mjs').Action | undefined} */
  let change;
  // As with every other endpoint, preflights are left alone.
  if (request.method !== 'OPTIONS') {
    const subject = { endpoint: 'meeting.token', tenant: /** @type {const} */ ('host'), person: null };
    const override = await interfere(world, subject, response, headers, (status, _code, { error }) => refusalBody(codeFor(status, error)));
    if (override.handled) return;
    change = override.change;
  }

  const answer = service(cloud, change?.kind === 'expire' ? -lifetimeMinutes : lifetimeMinutes);
  const { said } = await answer({
    method: request.method ?? '',
    path: url.pathname.slice('/meeting'.length),
    header: (name) => /** @type {string | undefined} */ (request.headers[name]) ?? null,
    body: request,
  });
  const altered = change?.kind === 'answer' && said.status === 200 && said.body !== null;
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(said.status, { ...said.headers, ...(altered ? change?.headers : {}) });
  response.end(altered && change ? JSON.stringify(changed(JSON.parse(said.body ?? ''), change)) : said.body);
}

/** @param {import('./cloud.mjs').Cloud} cloud @param {number} minutes how long a token lives */
function service(cloud, minutes) {
  const always = { from: -Infinity, until: Infinity };
  return tokenService({
    config: {
      origins: new Set([cloud.portalOrigin]),
      events: { get: (name) => (name.startsWith(`${contoso.tenantId} `) ? always : undefined), size: 1 },
      scopes: ['voip', 'chat'],
      tokenMinutes: minutes,
      proxies: 0,
      limits: { perAddress: unlimited, all: unlimited },
      deleteIdentities: false,
    },
    issuer: { issue: async () => madeUp(cloud, minutes) },
  });
}

/** An identity and its token, which Microsoft's SDK can read but nobody accepts. @param {import('./cloud.mjs').Cloud} cloud @param {number} minutes */
function madeUp(cloud, minutes) {
  const resourceId = randomUUID();
  const id = `acs:${resourceId}_${randomUUID()}`;
  const now = Math.floor(Date.now() / 1000);
  const expires = now + minutes * 60;
  const claims = { skypeid: id, scp: 1792, csi: String(now), exp: expires, acsScope: 'voip,chat', resourceId, iat: now };
  return { userId: `8:${id}`, token: signedToken(claims, cloud.directories[0].key), expiresOn: new Date(expires * 1000).toISOString(), endpoint };
}

/** The refusal a rule means: the one it names, else the usual one for its status. @param {number} status @param {string | undefined} named @returns {RefusalCode} */
function codeFor(status, named) {
  const codes = /** @type {RefusalCode[]} */ (Object.keys(refusals));
  return codes.find((code) => code === named) ?? (status === 503 ? 'acs-down' : codes.find((code) => refusals[code].status === status)) ?? 'failed';
}

/** @param {Visit} visit @returns {Record<string, string>} */
function readableBy({ cloud, request }) {
  const { origin } = request.headers;
  return origin === cloud.portalOrigin
    ? { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After', vary: 'Origin' }
    : {};
}
