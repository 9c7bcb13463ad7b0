// Microsoft Graph, as much of it as a guest portal and its organizer's desk ask for.

import { randomUUID } from 'node:crypto';
import { isGuest, objectId } from './claims.mjs';
import { directoryPeople, licensesIn, ordinaryProperties, userResource } from './directory.mjs';
import { parseFilter } from './filter.mjs';
import { badRequest, denied, errorBody, ok, refused, usualCode } from './graph-answer.mjs';
import { readJson } from './http.mjs';
import { licenseDetails, subscribedSkus } from './licenses.mjs';
import { answeredScope } from './provider.mjs';
import { record } from './recordings.mjs';
import { invitationId, redeemUrl } from './redeem.mjs';
import { answerOf, nextAction, perform } from './switchboard.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('./graph-answer.mjs').Answer} Answer */
/** @typedef {import('./organizations.mjs').Organization} Organization */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('@microsoft/microsoft-graph-types').User} User */
/** @typedef {import('@microsoft/microsoft-graph-types').Invitation} Invitation */

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
  if (action) {
    perform(answerOf(action, graphRefusal), response, action.hidden ? {} : headers);
    return;
  }
  const answer = caller ? await answerTo(caller, question, route) : unauthenticated(request.headers.authorization, visit.cloud.origin);
  response.writeHead(answer.status, { 'content-type': 'application/json; odata.metadata=minimal; charset=utf-8', ...headers, ...answer.headers });
  response.end(withRequestIds(JSON.stringify(answer.body), requestId, clientRequestId));
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
    body: request.method === 'POST' ? await readJson(request) : undefined,
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
  ['GET', /^\/users\/([^/]+)\/licenseDetails$/, { endpoint: 'graph.licenseDetails', answer: licensesOfUser }],
  ['POST', /^\/invitations$/, { endpoint: 'graph.invitations', answer: invite }],
  ['GET', /^\/subscribedSkus$/, { endpoint: 'graph.subscribedSkus', answer: skus }],
  ['POST', /^\/\$batch$/, { endpoint: 'graph.batch', answer: batch }],
];

/** @param {Question} question @returns {Route & { id: string }} */
function routeOf({ method, path }) {
  for (const [verb, pattern, route] of routes) {
    const match = method === verb ? pattern.exec(path) : null;
    if (match) return { ...route, id: match[1] ?? '' };
  }
  return { endpoint: 'graph', id: '', answer: () => badRequest(`Resource not found for the segment '${path.split('/')[1] ?? ''}'.`) };
}

/** @param {Caller} caller @param {Question} question @param {Route & { id: string }} route */
async function answerTo(caller, question, route) {
  return route.answer(caller, question, route.id);
}

/** @param {Caller} caller @param {...string} scopes any of them will do */
const holds = (caller, ...scopes) => scopes.some((scope) => caller.scopes.includes(scope));

/** Guests may read themselves, but not look around. @param {Caller} caller */
const mayLookAround = ({ organization, person }) => !isGuest(organization, person);

/** @param {Caller} caller @param {Question} question @returns {Answer} */
function me(caller, question) {
  if (!holds(caller, 'User.Read', 'User.Read.All')) return denied();
  const { person, organization, world } = caller;
  const plansAsked = /assigned(Plans|Licenses)/.test(question.query.get('$select') ?? '');
  if (person.plansRefused && organization.role === 'host' && plansAsked) return denied();
  return selected(caller, userResource(world, organization, person), question.query, 'users/$entity');
}

/** @param {Caller} caller @returns {Answer} */
function ownLicenses(caller) {
  const { person, organization } = caller;
  if (!holds(caller, 'User.Read', 'User.Read.All', 'LicenseAssignment.Read.All')) return denied();
  if (person.licenseDetailsRefused && organization.role === 'host') return denied();
  return list(caller, licenseDetails(licensesIn(organization, person)), `users('${objectId(organization, person)}')/licenseDetails`);
}

/** @param {Caller} caller @param {Question} _question @param {string} id @returns {Answer} */
function licensesOfUser(caller, _question, id) {
  if (!mayLookAround(caller) || !holds(caller, 'LicenseAssignment.Read.All', 'User.Read.All')) return denied();
  const person = findPerson(caller, id);
  return person ? list(caller, licenseDetails(licensesIn(caller.organization, person)), `users('${id}')/licenseDetails`) : notFound(id);
}

/** @param {Caller} caller @param {Question} question @param {string} id @returns {Answer} */
function user(caller, question, id) {
  if (!mayLookAround(caller) || !holds(caller, 'User.ReadBasic.All', 'User.Read.All')) return denied();
  const person = findPerson(caller, id);
  return person ? selected(caller, userResource(caller.world, caller.organization, person), question.query, 'users/$entity') : notFound(id);
}

/** @param {Caller} caller @param {Question} question @returns {Answer} */
function users(caller, { query, consistency }) {
  if (!mayLookAround(caller) || !holds(caller, 'User.ReadBasic.All', 'User.Read.All')) return denied();
  const filter = query.get('$filter');
  const counted = query.get('$count') === 'true';
  if (/\b(ne|not)\b/.test(filter ?? '') && !(counted && consistency === 'eventual')) {
    return badRequest('This filter needs the header ConsistencyLevel: eventual and $count=true.');
  }
  let found = directoryPeople(caller.world, caller.organization).map((person) => userResource(caller.world, caller.organization, person));
  try {
    if (filter !== null) {
      const fits = parseFilter(filter);
      found = found.filter((each) => fits({ ...each }));
    }
  } catch {
    return badRequest('Invalid filter clause.');
  }
  const size = Math.min(Number(query.get('$top') ?? 100) || 100, 999);
  const start = Number(query.get('$skiptoken') ?? 0) || 0;
  const rows = found.slice(start, start + size).map((each) => pick(each, query));
  const unknown = rows.find((row) => typeof row === 'string');
  if (typeof unknown === 'string') return badRequest(`Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`);
  const next = new URLSearchParams(query);
  next.set('$skiptoken', String(start + size));
  return ok({
    '@odata.context': `${caller.origin}/graph/v1.0/$metadata#users`,
    ...(counted && start === 0 ? { '@odata.count': found.length } : {}),
    ...(start + size < found.length ? { '@odata.nextLink': `${caller.origin}/graph/v1.0/users?${next}` } : {}),
    value: rows,
  });
}

/** @param {Caller} caller @returns {Answer} */
function skus(caller) {
  if (!mayLookAround(caller) || !holds(caller, 'Organization.Read.All', 'LicenseAssignment.Read.All')) return denied();
  const { organization, world } = caller;
  const used = directoryPeople(world, organization).map((person) => licensesIn(organization, person));
  return list(caller, subscribedSkus(organization.tenantId, used), 'subscribedSkus');
}

/** Only a Guest Inviter may invite, and only Contoso takes guests. @param {Caller} caller @param {Question} question @returns {Answer} */
function invite(caller, { body }) {
  const { world, person: inviter, organization, origin } = caller;
  if (organization.role !== 'host' || !inviter.roles?.includes('Guest Inviter') || !holds(caller, 'User.Invite.All')) return denied();
  const wish = /** @type {Invitation} */ (body ?? {});
  const address = wish.invitedUserEmailAddress ?? '';
  const leadsTo = wish.inviteRedirectUrl ?? '';
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) return badRequest('The invited user email address is missing or not valid.');
  if (!URL.canParse(leadsTo)) return badRequest('The invite redirect URL is missing or not valid.');
  const known = world.personAt(address);
  if (known && !isGuest(organization, known)) return badRequest('The user already exists in the directory.');
  if (wish.resetRedemption) {
    if (!known || wish.invitedUser?.id !== objectId(organization, known)) return badRequest('The e-mail address does not match the invited user.');
    world.resetRedemption(known);
  }
  const guest = world.invite(address, wish.invitedUserDisplayName ?? address, leadsTo);
  const standing = world.standing(guest);
  /** @type {Invitation} */
  const made = {
    id: invitationId(guest, standing.invitationRound),
    invitedUserDisplayName: guest.name,
    invitedUserEmailAddress: guest.address,
    invitedUserType: 'Guest',
    inviteRedeemUrl: redeemUrl(origin, guest, standing.invitationRound),
    inviteRedirectUrl: leadsTo,
    resetRedemption: wish.resetRedemption ?? false,
    sendInvitationMessage: wish.sendInvitationMessage ?? false,
    invitedUserMessageInfo: { messageLanguage: null, customizedMessageBody: null, ccRecipients: [{ emailAddress: { name: null, address: null } }] },
    status: standing.invitation === 'Accepted' ? 'Completed' : 'PendingAcceptance',
    invitedUser: { id: objectId(organization, guest) },
  };
  return ok({ '@odata.context': `${origin}/graph/v1.0/$metadata#invitations/$entity`, ...made }, 201);
}

/**
 * @typedef {{ id?: string, method?: string, url?: string, headers?: Record<string, string>, body?: unknown, dependsOn?: string[] }} BatchPart
 */

/** Up to 20 questions at once; the answers come back in another order. @param {Caller} caller @param {Question} question @returns {Promise<Answer>} */
async function batch(caller, { body }) {
  const parts = /** @type {{ requests?: BatchPart[] } | undefined} */ (body)?.requests;
  if (!Array.isArray(parts) || parts.length === 0) return refused(400, 'BadRequest', 'Invalid batch payload format.');
  if (parts.length > 20) return refused(400, 'BadRequest', 'A batch holds at most 20 requests.');
  const ids = parts.map((part) => String(part.id ?? '').toLowerCase());
  if (ids.includes('') || new Set(ids).size < ids.length) return refused(400, 'BadRequest', 'Every request of a batch needs an id of its own.');
  /** @type {Map<string, Answer & { id: string }>} */
  const answers = new Map();
  for (const part of parts) {
    const failedBefore = (part.dependsOn ?? []).some((id) => (answers.get(id.toLowerCase())?.status ?? 424) >= 400);
    const answer = failedBefore ? refused(424, 'FailedDependency', 'A request this one depends on failed.') : await batched(caller, part);
    answers.set(String(part.id).toLowerCase(), { ...answer, id: String(part.id) });
  }
  const responses = [...answers.values()].reverse().map(({ id, status, headers, body: inner }) => ({
    id,
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: inner,
  }));
  return ok({ responses });
}

/** @param {Caller} caller @param {BatchPart} part @returns {Promise<Answer>} */
async function batched(caller, part) {
  const url = new URL(`http://batch${part.url?.startsWith('/') ? '' : '/'}${part.url ?? ''}`);
  const headers = Object.fromEntries(Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const question = { method: (part.method ?? 'GET').toUpperCase(), path: url.pathname, query: url.searchParams, consistency: headers.consistencylevel, body: part.body };
  const route = routeOf(question);
  if (route.endpoint === 'graph.batch') return refused(400, 'BadRequest', 'A batch cannot hold a batch.');
  const action = await nextAction(caller.world, { endpoint: route.endpoint, tenant: caller.organization.role, person: caller.person });
  if (!action) return answerTo(caller, question, route);
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

/** @param {Caller} caller @param {string} id object id, or user principal name */
function findPerson({ world, organization }, id) {
  return directoryPeople(world, organization).find((person) => {
    const { id: objectIdentifier, userPrincipalName } = userResource(world, organization, person);
    return objectIdentifier === id || userPrincipalName === id;
  });
}

/** @param {string} id */
function notFound(id) {
  return refused(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
}

/** @param {Caller} caller @param {unknown[]} value @param {string} context @returns {Answer} */
function list({ origin }, value, context) {
  return ok({ '@odata.context': `${origin}/graph/v1.0/$metadata#${context}`, value });
}

/** @param {Caller} caller @param {User} resource @param {URLSearchParams} query @param {string} context @returns {Answer} */
function selected({ origin }, resource, query, context) {
  const picked = pick(resource, query);
  if (typeof picked === 'string') return badRequest(`Could not find a property named '${picked}' on type 'microsoft.graph.user'.`);
  const wanted = query.get('$select');
  const shape = wanted ? `users(${wanted})/$entity` : context;
  return ok({ '@odata.context': `${origin}/graph/v1.0/$metadata#${shape}`, ...picked });
}

/** The properties asked for, or the ordinary ones; a text names a property that does not exist.
 * @param {User} resource @param {URLSearchParams} query
 * @returns {Record<string, unknown> | string}
 */
function pick(resource, query) {
  const all = /** @type {Record<string, unknown>} */ (resource);
  const wanted = query.get('$select')?.split(',').map((name) => name.trim()) ?? ordinaryProperties;
  const unknown = wanted.find((name) => !(name in all));
  return unknown ?? Object.fromEntries(wanted.map((name) => [name, all[name]]));
}
