// Graph's answers: a status, a body in Graph's shape, and its refusals.

import { randomUUID } from 'node:crypto';
import { knownProperties, ordinaryProperties } from './directory.mjs';
import { basicProperties } from './permissions.mjs';

/** @typedef {import('./graph.mjs').Caller} Caller */
/** @typedef {import('@microsoft/microsoft-graph-types').User} User */
/** @typedef {{ status: number, headers: Record<string, string>, body: unknown }} Answer */

/** A body that is `undefined` is sent as none. @param {unknown} body @param {number} [status] @returns {Answer} */
export function ok(body, status = 200) {
  return { status, headers: {}, body };
}

/** A refusal. @param {number} status @param {string} code @param {string} message @param {Record<string, string>} [headers] @returns {Answer} */
export function refused(status, code, message, headers = {}) {
  return { status, headers, body: errorBody(code, message) };
}

/** @param {string} code @param {string} message */
export function errorBody(code, message) {
  const id = randomUUID();
  return {
    error: {
      code,
      message,
      innerError: { date: new Date().toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id },
    },
  };
}

/** The code Graph usually gives with a status. @param {number} status */
export function usualCode(status) {
  /** @type {Record<number, string>} */
  const codes = {
    400: 'Request_BadRequest',
    401: 'InvalidAuthenticationToken',
    403: 'Authorization_RequestDenied',
    404: 'Request_ResourceNotFound',
    429: 'TooManyRequests',
    503: 'serviceNotAvailable',
  };
  return codes[status] ?? 'UnknownError';
}

export const denied = () => refused(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

/** @param {string} message */
export const badRequest = (message) => refused(400, 'Request_BadRequest', message);

export const noContent = () => ok(undefined, 204);

/** @param {string} id */
export function notFound(id) {
  return refused(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
}

/** @param {Caller} caller @param {unknown[]} value @param {string} context @returns {Answer} */
export function list({ origin }, value, context) {
  return ok({ '@odata.context': `${origin}/graph/v1.0/$metadata#${context}`, value });
}

/**
 * The properties `$select` asks for, or the ordinary ones; a refusal when one does not exist or may not be read.
 * That a property outside the basic ones is refused, rather than left empty, is inferred.
 * @param {URLSearchParams} query
 * @param {{ basic: boolean }} [extent]   only the basic properties may be read
 * @returns {{ names: readonly string[] } | { refusal: Answer }}
 */
export function propertiesAsked(query, { basic } = { basic: false }) {
  const asked = query.get('$select')?.split(',').map((name) => name.trim());
  if (!asked) return { names: basic ? ordinaryProperties.filter((name) => basicProperties.includes(name)) : ordinaryProperties };
  const unknown = asked.find((name) => !knownProperties.has(name));
  if (unknown !== undefined) return { refusal: badRequest(`Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`) };
  return basic && asked.some((name) => !basicProperties.includes(name)) ? { refusal: denied() } : { names: asked };
}

/** @param {User} resource @param {readonly string[]} names */
export function picked(resource, names) {
  const all = /** @type {Record<string, unknown>} */ (resource);
  return Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
}

/** One user, as far as `$select` asks. @param {Caller} caller @param {User} resource @param {URLSearchParams} query @param {{ basic: boolean }} [extent] @returns {Answer} */
export function selected({ origin }, resource, query, extent) {
  const asked = propertiesAsked(query, extent);
  if ('refusal' in asked) return asked.refusal;
  const wanted = query.get('$select');
  const shape = wanted ? `users(${wanted})/$entity` : 'users/$entity';
  return ok({ '@odata.context': `${origin}/graph/v1.0/$metadata#${shape}`, ...picked(resource, asked.names) });
}
