// Graph's answers: a status, a body in Graph's shape, and its refusals.

import { randomUUID } from 'node:crypto';

/** @typedef {{ status: number, headers: Record<string, string>, body: unknown }} Answer */

/** @param {unknown} body @param {number} [status] @returns {Answer} */
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
