// One oidc-provider per organization. It does what has to be exact (redirect addresses, PKCE, codes, refresh
// tokens); everything that makes it look like Entra stands in the files around it.

import { createHash, generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';
import { adminScopes, app, userScopes } from './organizations.mjs';
import { Store } from './store.mjs';

/** @typedef {import('./organizations.mjs').Organization} Organization */

/**
 * An organization with the machinery that signs people in to it.
 * @typedef {object} Directory
 * @property {Organization} organization
 * @property {string} issuer
 * @property {Provider} provider
 * @property {Store} store
 * @property {{ keyId: string, privateKey: import('node:crypto').KeyObject, published: Record<string, unknown> }} key
 */

/**
 * What the tenant hands through the provider with a request, and the provider's answer hands back to it.
 * @typedef {object} Passage
 * @property {(fields: URLSearchParams) => void} [onRedirect]  edits the fields of the redirect to the portal
 * @property {(status: number, body: Record<string, unknown>) => { status: number, body: unknown, headers?: Record<string, string> }} [onAnswer]  edits a JSON answer
 */

/** Entra removes `offline_access` nowhere; oidc-provider does unless consent is asked. Under this name it stays. */
const offlineScope = 'keep_offline_access';

/** @type {WeakMap<import('node:http').IncomingMessage, Passage>} */
const passages = new WeakMap();

/**
 * @param {Organization} organization
 * @param {string} origin        of the tenant
 * @param {string} portalOrigin
 * @returns {Directory}
 */
export function openDirectory(organization, origin, portalOrigin) {
  const issuer = `${origin}/${organization.tenantId}/v2.0`;
  const store = new Store();
  const key = signingKey(organization);
  const provider = new Provider(issuer, {
    adapter: store.adapter(),
    clients: [
      {
        client_id: app.clientId,
        redirect_uris: app.pages.map((page) => `${portalOrigin}${page}`),
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'none',
        application_type: 'web',
      },
    ],
    jwks: { keys: [{ ...key.privateKey.export({ format: 'jwk' }), kid: key.keyId, alg: 'RS256', use: 'sig' }] },
    routes: { authorization: '/authorize', token: '/token' },
    scopes: [...userScopes.filter((scope) => scope !== 'offline_access'), ...adminScopes, offlineScope],
    pkce: { required: () => true },
    clientBasedCORS: (_context, requestOrigin, client) =>
      (client.redirectUris ?? []).some((address) => new URL(address).origin === requestOrigin),
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { policy: [], url: () => '/' },
    features: { devInteractions: { enabled: false } },
    issueRefreshToken: (_context, _client, code) => code.scopes.has(offlineScope),
    expiresWithSession: () => false,
    rotateRefreshToken: false,
    ttl: { AuthorizationCode: 600, AccessToken: 3599, IdToken: 3600, RefreshToken: 86_400, Grant: 172_800, Session: 172_800 },
    cookies: { names: { session: sessionCookie } },
    renderError: (context, out) => {
      context.type = 'json';
      context.body = out;
    },
  });
  provider.use(lookLikeEntra);
  return { organization, issuer, provider, store, key };
}

const sessionCookie = 'provider-session';

/**
 * Asks the provider for an answer to an authorize request by a person who has passed every page.
 * @param {Directory} directory
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {URLSearchParams} asked     the parameters of the authorize request
 * @param {string} accountId
 * @param {Passage} passage
 */
export async function answerAuthorize(directory, request, response, asked, accountId, passage) {
  const { provider } = directory;
  const scopes = providerScopes(asked.get('scope'));
  const grant = new provider.Grant({ accountId, clientId: app.clientId });
  grant.addOIDCScope(scopes.join(' '));
  const grantId = await grant.save();
  const session = new provider.Session();
  session.loginAccount({ accountId });
  session.authorizations = { [app.clientId]: { sid: session.uid, grantId } };
  await session.save(600);

  const parameters = new URLSearchParams({ scope: scopes.join(' ') });
  for (const name of ['client_id', 'response_type', 'redirect_uri', 'response_mode', 'state', 'nonce', 'code_challenge', 'code_challenge_method']) {
    const value = asked.get(name);
    if (value !== null) parameters.set(name, value);
  }
  request.method = 'GET';
  request.headers.cookie = `${sessionCookie}=${session.jti}`;
  await passThrough(directory, request, response, `/authorize?${parameters}`, passage);
}

/**
 * Hands a request to the provider under the provider's own path.
 * @param {Directory} directory
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 * @param {Passage} passage
 */
export async function passThrough(directory, request, response, path, passage) {
  request.url = path;
  passages.set(request, passage);
  await directory.provider.callback()(request, response);
}

/** The scope names of a request, as the provider knows them. @param {string | null} asked */
function providerScopes(asked) {
  return requestedScopes(asked).map((scope) => (scope === 'offline_access' ? offlineScope : scope));
}

/** The scopes of a request; Graph's may be written with its address in front. @param {string | null} asked */
export function requestedScopes(asked) {
  return (asked ?? '').split(' ').filter(Boolean).map((scope) => scope.replace(/^https?:\/\/[^/]+(\/graph)?\//, ''));
}

/** The scopes as a token answer lists them. @param {unknown} scope */
export function answeredScope(scope) {
  return String(scope ?? '').split(' ').filter((name) => name !== offlineScope).join(' ');
}

/** @type {Parameters<Provider['use']>[0]} */
async function lookLikeEntra(context, next) {
  const ours = context.res.getHeader('set-cookie');
  await next();
  context.remove('set-cookie');
  if (ours !== undefined) context.res.setHeader('set-cookie', ours);
  const passage = passages.get(context.req);
  const location = context.response.get('location');
  if (location && passage?.onRedirect) {
    context.set('location', withEditedFields(location, passage.onRedirect));
    context.status = 302;
  } else if (passage?.onAnswer && context.body !== null && typeof context.body === 'object') {
    const edited = passage.onAnswer(context.status, /** @type {Record<string, unknown>} */ (context.body));
    context.status = edited.status;
    context.body = edited.body;
    context.set(edited.headers ?? {});
  }
}

/** Edits the fields that the provider put behind `#` or `?`. @param {string} location @param {(fields: URLSearchParams) => void} edit */
function withEditedFields(location, edit) {
  const mark = location.includes('#') ? '#' : '?';
  const [address, fields] = location.split(mark);
  const parameters = new URLSearchParams(fields);
  edit(parameters);
  return `${address}${mark}${parameters}`;
}

/** A signing key of the organization's own. @param {Organization} organization */
function signingKey(organization) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const keyId = createHash('sha256').update(`${organization.tenantId}${jwk.n}`).digest('base64url').slice(0, 27);
  return { keyId, privateKey, published: { kty: 'RSA', use: 'sig', kid: keyId, n: jwk.n, e: jwk.e, alg: 'RS256' } };
}
