// Graph's users: oneself, one of the others, the list, and what an administrator changes about them.

import { isGuest } from './claims.mjs';
import { directoryPeople, findPerson, userResource } from './directory.mjs';
import { parseFilter, TooManyAlternatives } from './filter.mjs';
import { badRequest, denied, noContent, notFound, ok, picked, propertiesAsked, refused, selected } from './graph-answer.mjs';
import { holds, may, mayLookAround } from './permissions.mjs';

/** @typedef {import('./graph.mjs').Caller} Caller */
/** @typedef {import('./graph.mjs').Question} Question */
/** @typedef {import('./graph-answer.mjs').Answer} Answer */

/** @param {Caller} caller @param {Question} question @returns {Answer} */
export function me(caller, question) {
  if (!holds(caller, 'User.Read', 'User.Read.All', 'User.ReadWrite.All')) return denied();
  const { person, organization, world } = caller;
  const plansAsked = /assigned(Plans|Licenses)/.test(question.query.get('$select') ?? '');
  if (person.plansRefused && organization.role === 'host' && plansAsked) return denied();
  return selected(caller, userResource(world, organization, person), question.query);
}

/** @param {Caller} caller @param {Question} question @param {string} id @returns {Answer} */
export function user(caller, { query }, id) {
  const extent = extentOf(caller);
  if (!extent) return denied();
  const person = findPerson(caller.world, caller.organization, id);
  return person ? selected(caller, userResource(caller.world, caller.organization, person), query, extent) : notFound(id);
}

/** How much of others the caller may read, if anything. @param {Caller} caller @returns {{ basic: boolean } | undefined} */
function extentOf(caller) {
  if (!mayLookAround(caller)) return undefined;
  if (holds(caller, 'User.Read.All', 'User.ReadWrite.All')) return { basic: false };
  return holds(caller, 'User.ReadBasic.All') ? { basic: true } : undefined;
}

/** @param {Caller} caller @param {Question} question @returns {Answer} */
export function users(caller, { query, consistency }) {
  const extent = extentOf(caller);
  if (!extent) return denied();
  const counted = query.get('$count') === 'true';
  const fits = filterAsked(query, counted && consistency === 'eventual');
  if (typeof fits !== 'function') return fits;
  const asked = propertiesAsked(query, extent);
  if ('refusal' in asked) return asked.refusal;

  const { world, organization, origin } = caller;
  const unseen = organization.role === 'host' ? world.stillUnseen() : new Set();
  const found = directoryPeople(world, organization, fits.addresses)
    .filter((person) => !unseen.has(person))
    .map((person) => userResource(world, organization, person))
    .filter((resource) => fits(/** @type {Record<string, unknown>} */ (resource)));
  const size = Math.min(Number(query.get('$top') ?? 100) || 100, 999);
  const start = Number(query.get('$skiptoken') ?? 0) || 0;
  const next = new URLSearchParams(query);
  next.set('$skiptoken', String(start + size));
  return ok({
    '@odata.context': `${origin}/graph/v1.0/$metadata#users`,
    ...(counted && start === 0 ? { '@odata.count': found.length } : {}),
    ...(start + size < found.length ? { '@odata.nextLink': `${origin}/graph/v1.0/users?${next}` } : {}),
    value: found.slice(start, start + size).map((resource) => picked(resource, asked.names)),
  });
}

/** The test `$filter` stands for, or why it is refused.
 * @param {URLSearchParams} query @param {boolean} advanced
 * @returns {import('./filter.mjs').Test | Answer}
 */
function filterAsked(query, advanced) {
  const filter = query.get('$filter');
  if (filter === null) return () => true;
  if (/\b(ne|not)\b/.test(filter) && !advanced) return badRequest('This filter needs the header ConsistencyLevel: eventual and $count=true.');
  try {
    return parseFilter(filter, { advanced });
  } catch (error) {
    return error instanceof TooManyAlternatives ? refused(400, 'Request_UnsupportedQuery', error.message) : badRequest('Invalid filter clause.');
  }
}

/** Of all that can be changed about a user, only the usage location can be here.
 * @param {Caller} caller @param {Question} question @param {string} id
 * @returns {Answer}
 */
export function changeUser(caller, { body }, id) {
  if (!may(caller, 'setUsageLocation') || !holds(caller, 'User.ReadWrite.All')) return denied();
  const person = findPerson(caller.world, caller.organization, id);
  if (!person) return notFound(id);
  const { usageLocation, ...rest } = /** @type {{ usageLocation?: unknown }} */ (body ?? {});
  if (usageLocation === undefined || Object.keys(rest).length > 0) return badRequest('The local tenant changes the usage location and nothing else.');
  if (usageLocation !== null && !/^[A-Z]{2}$/.test(String(usageLocation))) return badRequest("Invalid value specified for property 'usageLocation' of resource 'User'.");
  caller.world.locate(person, /** @type {string | null} */ (usageLocation));
  return noContent();
}

/** Guests can be deleted; Contoso's own people stay. @param {Caller} caller @param {Question} _question @param {string} id @returns {Answer} */
export function deleteUser(caller, _question, id) {
  if (!may(caller, 'deleteGuests') || !holds(caller, 'User.ReadWrite.All')) return denied();
  const person = findPerson(caller.world, caller.organization, id);
  if (!person) return notFound(id);
  if (!isGuest(caller.organization, person)) return denied();
  caller.world.remove(person);
  return noContent();
}
