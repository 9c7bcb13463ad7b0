// The token endpoint: Entra's checks and words around the provider's exchange.

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { app, sharedAuthorities } from './organizations.mjs';
import { claimsInside, clientInfo, personClaims, signedToken, unsignedToken } from './claims.mjs';
import { failure, tokenErrorBody } from './errors.mjs';
import { readForm, sendJson } from './http.mjs';
import { answeredScope, passThrough } from './provider.mjs';
import { homeOrganization } from './people.mjs';
import { changed, interfere } from './switchboard.mjs';
import { record } from './recordings.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {NonNullable<ReturnType<import('./cloud.mjs').Cloud['issued']>>} Issued */

/** Entra's ID tokens live 65 minutes. */
const idTokenSeconds = 3900;

/** @param {Visit} visit @param {string} authority */
export async function token(visit, authority) {
  const { cloud, request, response } = visit;
  if (request.method === 'OPTIONS') {
    await passThrough(cloud.directories[0], request, response, '/token', {});
    return;
  }
  const form = request.method === 'POST' ? await readForm(request) : new URLSearchParams();
  const issued = whatIsRedeemed(visit, form);
  const world = issued?.account?.world ?? visit.world;
  const person = issued?.account?.person ?? null;
  record({ ...visit, world }, { endpoint: 'token', tenant: cloud.role(authority), person, form });

  const headers = crossOriginHeaders(visit);
  const subject = { endpoint: 'token', tenant: cloud.role(authority), person };
  const override = await interfere(world, subject, response, headers, (_status, code, more) =>
    tokenErrorBody(failure(code ?? 90023, more), cloud.origin, more.suberror),
  );
  if (override.handled) return;
  const { change } = override;
  if (change?.kind === 'expire' && issued) {
    issued.directory.store.expire(form.has('code') ? 'AuthorizationCode' : 'RefreshToken', form.get('code') ?? form.get('refresh_token'));
  }

  const refused = refusal(visit, authority, form, issued);
  if (refused !== undefined || !issued?.account) {
    const what = failure(refused ?? 70000, { correlationId: form.get('client-request-id') });
    sendJson(response, what.code === 900561 ? 405 : 400, tokenErrorBody(what, cloud.origin), headers);
    return;
  }

  const { directory } = issued;
  const doubtful = whyTheProviderMayRefuse(form, issued);
  const scopesAsked = answeredScope(issued.payload.scope).split(' ');
  await passThrough(directory, replay(request, form), response, '/token', {
    onAnswer(status, body) {
      if (status !== 200) {
        return { status, body: tokenErrorBody(failure(doubtful, { error: body.error === 'invalid_grant' ? undefined : String(body.error) }), cloud.origin) };
      }
      const account = /** @type {NonNullable<Issued['account']>} */ (issued.account);
      const { organization } = directory;
      const claims = personClaims(organization, account.person, scopesAsked, world.switches);
      const answer = {
        token_type: 'Bearer',
        scope: answeredScope(body.scope),
        expires_in: body.expires_in,
        ext_expires_in: body.expires_in,
        access_token: body.access_token,
        ...(body.refresh_token ? { refresh_token: body.refresh_token } : {}),
        ...(typeof body.id_token === 'string' ? { id_token: idToken(claimsInside(body.id_token), claims, change, directory) } : {}),
        ...(form.get('client_info') === '1' ? { client_info: clientInfo(organization, account.person) } : {}),
      };
      if (change?.kind !== 'answer') return { status, body: answer };
      return { status, body: changed(answer, change), headers: change.headers };
    },
  });
}

/** The code or refresh token in the form, if any directory issued it. @param {Visit} visit @param {URLSearchParams} form */
function whatIsRedeemed({ cloud }, form) {
  return form.get('grant_type') === 'refresh_token'
    ? cloud.issued('RefreshToken', form.get('refresh_token'))
    : cloud.issued('AuthorizationCode', form.get('code'));
}

/** What Entra refuses before it looks at the grant itself.
 * @param {Visit} visit @param {string} authority @param {URLSearchParams} form @param {Issued | undefined} issued
 * @returns {number | undefined}
 */
function refusal({ request }, authority, form, issued) {
  if (request.method !== 'POST') return 900561;
  const grantType = form.get('grant_type');
  if (!form.has('client_id') || !grantType) return 900144;
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') return 70003;
  if (form.get('client_id') !== app.clientId) return 700016;
  if (form.has('client_secret') || form.has('client_assertion') || request.headers.authorization) return 700025;
  if (!request.headers.origin) return 9002327;
  const needed = grantType === 'refresh_token' ? ['refresh_token'] : ['code', 'redirect_uri', 'code_verifier'];
  if (needed.some((name) => !form.get(name))) return 900144;
  if (!issued) return 70000;
  if (issued.account && !belongs(authority, issued)) return grantType === 'refresh_token' ? 70000 : 700005;
  return undefined;
}

/** Whether the authority speaks for the directory that issued the grant. @param {string} authority @param {Issued} issued */
function belongs(authority, { directory, account }) {
  const { organization } = directory;
  if (sharedAuthorities.includes(authority)) return account !== undefined && homeOrganization(account.person) === organization;
  return [organization.tenantId, organization.domain, organization.initialDomain].includes(authority.toLowerCase());
}

/** The number for a refusal the provider words in one sentence for all. @param {URLSearchParams} form @param {Issued} issued */
function whyTheProviderMayRefuse(form, { payload }) {
  const expired = (payload.exp ?? 0) <= Date.now() / 1000;
  if (form.get('grant_type') === 'refresh_token') return expired ? 700084 : 70000;
  if (payload.consumed) return 54005;
  if (expired) return 70008;
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  if (challenge !== payload.codeChallenge) return 501481;
  return form.get('redirect_uri') === payload.redirectUri ? 70000 : 500112;
}

/**
 * @param {Record<string, unknown>} issued    the provider's claims: nonce and times
 * @param {Record<string, unknown>} person
 * @param {import('./switchboard.mjs').Action | undefined} change   from the switchboard
 * @param {import('./provider.mjs').Directory} directory
 */
function idToken({ nonce, iat }, person, change, directory) {
  const at = Number(iat);
  const claims = {
    aud: app.clientId,
    iss: directory.issuer,
    iat: at,
    nbf: at,
    exp: at + idTokenSeconds,
    ...(nonce === undefined ? {} : { nonce }),
    ...person,
  };
  if (change?.kind !== 'claims') return signedToken(claims, directory.key);
  const times = Object.entries(change.fromIssue ?? {}).map(([name, seconds]) => [name, at + seconds]);
  const other = { ...changed(claims, change), ...Object.fromEntries(times) };
  return change.unsigned ? unsignedToken(other) : signedToken(other, directory.key);
}

/** Scripts of the portal's origin may read the answer, no other. @param {Visit} visit @returns {Record<string, string>} */
function crossOriginHeaders({ cloud, request }) {
  const { origin } = request.headers;
  return origin === cloud.portalOrigin
    ? { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After, WWW-Authenticate', vary: 'Origin' }
    : {};
}

/** The request once more, its body unread. @param {import('node:http').IncomingMessage} request @param {URLSearchParams} form */
function replay(request, form) {
  const body = Buffer.from(form.toString());
  const again = Readable.from([body], { objectMode: false });
  const headers = { ...request.headers, 'content-length': String(body.length), 'content-type': 'application/x-www-form-urlencoded' };
  return /** @type {import('node:http').IncomingMessage} */ (
    /** @type {unknown} */ (Object.assign(again, { method: request.method, url: request.url, headers, socket: request.socket }))
  );
}
