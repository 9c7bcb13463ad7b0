// Microsoft Graph, as much of it as a guest portal and its organizer's desk ask for.

import { randomUUID } from 'node:crypto';
import { badRequest, errorBody, ok, refused, usualCode } from './graph-answer.mjs';
import { invite } from './graph-invitations.mjs';
import { assignLicense, licensesOfUser, ownLicenses, skus } from './graph-licenses.mjs';
import { changeUser, deleteUser, me, user, users } from './graph-users.mjs';
import { decoded, readJson } from './http.mjs';
import { answeredScope } from './provider.mjs';
import { record } from './recordings.mjs';
import { answerOf, nextAction, perform } from './switchboard.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('./graph-answer.mjs').Answer} Answer */
/** @typedef {import('./organizations.mjs').Organization} Organization */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('./switchboard.mjs').Action} Action */

/**
 * Who asks, and in which directory: the one that issued the token.
 * @typedef {object} Caller
 * @property {import('./worlds.mjs').World} world
 * @property {Person} person
 * @property {Organization} organization
 * @property {string[]} scopes
 * @property {string} origin    of the tenant
 */

/**
 * One question, alone or inside a batch.
 * @typedef {object} Question
 * @property {string} method
 * @property {string} path       below `/v1.0`
 * @property {URLSearchParams} query
 * @property {string} [consistency]   the header ConsistencyLevel
 * @property {unknown} [body]
 * @property {Action} [inner]    of a batch: what happens to each question in it
 */

/** @typedef {{ endpoint: string, answer: (caller: Caller, question: Question, id: string) => Answer | Promise<Answer> }} Route */

const openToAll = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Location, Retry-After, WWW-Authenticate, request-id, client-request-id, x-ms-ags-diagnostic',
};

/** @param {Visit} visit */
export async function graph(visit) {
  const { request, response } = visit;
  if (request.method === 'OPTIONS') {
    response.writeHead(200, {
      ...openToAll,
      'access-control-allow-methods': 'GET, POST, PATCH, DELETE, PUT',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
    });
    response.end();
    return;
  }
  const question = await asked(visit);
  const caller = callerOf(visit);
  const route = routeOf(question);
  const world = caller?.world ?? visit.world;
  const tenant = caller?.organization.role ?? null;
  const person = caller?.person ?? null;
  record({ ...visit, world }, { endpoint: route.endpoint, tenant, person });

  const requestId = randomUUID();
  const clientRequestId = String(request.headers['client-request-id'] ?? requestId);
  const headers = { ...openToAll, 'cache-control': 'no-store', 'request-id': requestId, 'client-request-id': clientRequestId };
  const action = await nextAction(world, { endpoint: route.endpoint, tenant, person });
  if (action && !action.inner) {
    if (action.after && caller) await answerTo(caller, question, route);
    perform(answerOf(action, graphRefusal), response, action.hidden ? {} : headers);
    return;
  }
  const answer = caller ? await answerTo(caller, { ...question, inner: action }, route) : unauthenticated(request.headers.authorization, visit.cloud.origin);
  const type = answer.body === undefined ? {} : { 'content-type': 'application/json; odata.metadata=minimal; charset=utf-8' };
  response.writeHead(answer.status, { ...type, ...headers, ...answer.headers });
  response.end(answer.body === undefined ? '' : withRequestIds(JSON.stringify(answer.body), requestId, clientRequestId));
}

/** @type {import('./switchboard.mjs').Refusal} */
function graphRefusal(status, _code, { text }) {
  return errorBody(usualCode(status), text ?? 'The request was refused.');
}

/** Error bodies repeat the ids of the headers. @param {string} body @param {string} requestId @param {string} clientRequestId */
function withRequestIds(body, requestId, clientRequestId) {
  return body
    .replace(/"request-id":"[^"]*"/, `"request-id":"${requestId}"`)
    .replace(/"client-request-id":"[^"]*"/, () => `"client-request-id":${JSON.stringify(clientRequestId)}`);
}

/** @param {Visit} visit @returns {Promise<Question>} */
async function asked({ request, url }) {
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/graph\/v1\.0/, ''),
    query: url.searchParams,
    consistency: String(request.headers.consistencylevel ?? ''),
    body: ['POST', 'PATCH'].includes(request.method ?? '') ? await readJson(request) : undefined,
  };
}

/** @param {Visit} visit @returns {Caller | undefined} */
function callerOf({ cloud, request }) {
  const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  const issued = token ? cloud.issued('AccessToken', token) : undefined;
  if (!issued?.account || (issued.payload.exp ?? 0) * 1000 < Date.now()) return undefined;
  const { world, person } = issued.account;
  return { world, person, organization: issued.directory.organization, scopes: answeredScope(issued.payload.scope).split(' '), origin: cloud.origin };
}

/** @param {string | undefined} authorization @param {string} origin */
function unauthenticated(authorization, origin) {
  const message = authorization ? 'Access token validation failure. Invalid or expired token.' : 'Access token is empty.';
  return refused(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': `Bearer realm="", authorization_uri="${origin}/common/oauth2/v2.0/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
  });
}

/** @type {[string, RegExp, Route][]} */
const routes = [
  ['GET', /^\/me$/, { endpoint: 'graph.me', answer: me }],
  ['GET', /^\/me\/licenseDetails$/, { endpoint: 'graph.licenseDetails', answer: ownLicenses }],
  ['GET', /^\/users$/, { endpoint: 'graph.users', answer: users }],
  ['GET', /^\/users\/([^/]+)$/, { endpoint: 'graph.user', answer: user }],
  ['PATCH', /^\/users\/([^/]+)$/, { endpoint: 'graph.user', answer: changeUser }],
  ['DELETE', /^\/users\/([^/]+)$/, { endpoint: 'graph.user', answer: deleteUser }],
  ['POST', /^\/users\/([^/]+)\/assignLicense$/, { endpoint: 'graph.assignLicense', answer: assignLicense }],
  ['GET', /^\/users\/([^/]+)\/licenseDetails$/, { endpoint: 'graph.licenseDetails', answer: licensesOfUser }],
  ['POST', /^\/invitations$/, { endpoint: 'graph.invitations', answer: invite }],
  ['GET', /^\/subscribedSkus$/, { endpoint: 'graph.subscribedSkus', answer: skus }],
  ['POST', /^\/\$batch$/, { endpoint: 'graph.batch', answer: batch }],
];

/** @param {Question} question @returns {Route & { id: string }} */
function routeOf({ method, path }) {
  for (const [verb, pattern, route] of routes) {
    const match = method === verb ? pattern.exec(path) : null;
    if (match) return { ...route, id: decoded(match[1]) };
  }
  return { endpoint: 'graph', id: '', answer: () => badRequest(`Resource not found for the segment '${path.split('/')[1] ?? ''}'.`) };
}

/** @param {Caller} caller @param {Question} question @param {Route & { id: string }} route */
async function answerTo(caller, question, route) {
  return route.answer(caller, question, route.id);
}

/**
 * @typedef {{ id?: string, method?: string, url?: string, headers?: Record<string, string>, body?: unknown, dependsOn?: string[] }} BatchPart
 */

/** Up to 20 questions at once; the answers come back in another order. @param {Caller} caller @param {Question} question @returns {Promise<Answer>} */
async function batch(caller, { body, inner }) {
  const parts = /** @type {{ requests?: BatchPart[] } | undefined} */ (body)?.requests;
  if (!Array.isArray(parts) || parts.length === 0) return refused(400, 'BadRequest', 'Invalid batch payload format.');
  if (parts.length > 20) return refused(400, 'BadRequest', 'A batch holds at most 20 requests.');
  const ids = parts.map((part) => String(part.id ?? '').toLowerCase());
  if (ids.includes('') || new Set(ids).size < ids.length) return refused(400, 'BadRequest', 'Every request of a batch needs an id of its own.');
  /** @type {Map<string, Answer & { id: string }>} */
  const answers = new Map();
  for (const part of parts) {
    const failedBefore = (part.dependsOn ?? []).some((id) => (answers.get(id.toLowerCase())?.status ?? 424) >= 400);
    const answer = failedBefore ? refused(424, 'FailedDependency', 'A request this one depends on failed.') : await batched(caller, part, inner);
    answers.set(String(part.id).toLowerCase(), { ...answer, id: String(part.id) });
  }
  const responses = [...answers.values()].reverse().map(({ id, status, headers, body: content }) => ({
    id,
    status,
    headers: { ...(content === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(content === undefined ? {} : { body: content }),
  }));
  return ok({ responses });
}

/** @param {Caller} caller @param {BatchPart} part @param {Action} [inner] what happens to every part @returns {Promise<Answer>} */
async function batched(caller, part, inner) {
  const url = new URL(`http://batch${part.url?.startsWith('/') ? '' : '/'}${part.url ?? ''}`);
  const headers = Object.fromEntries(Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const question = { method: (part.method ?? 'GET').toUpperCase(), path: url.pathname, query: url.searchParams, consistency: headers.consistencylevel, body: part.body };
  const route = routeOf(question);
  if (route.endpoint === 'graph.batch') return refused(400, 'BadRequest', 'A batch cannot hold a batch.');
  const action = inner ?? await nextAction(caller.world, { endpoint: route.endpoint, tenant: caller.organization.role, person: caller.person });
  if (!action) return answerTo(caller, question, route);
  if (action.after) await answerTo(caller, question, route);
  const answer = answerOf(action, graphRefusal);
  if (typeof answer === 'string') return refused(504, 'GatewayTimeout', 'The inner request was not answered.');
  const { 'retry-after': retryAfter } = answer.headers;
  return { status: answer.status, headers: retryAfter ? { 'Retry-After': retryAfter } : {}, body: parsed(answer.text) };
}

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
