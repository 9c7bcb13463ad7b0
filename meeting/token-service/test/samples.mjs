// A configuration and a request that nothing is wrong with.

import { readConfig } from '../src/config.mjs';

export const origin = 'https://guests.contoso.com';
export const tenant = '3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811';
export const event = '0123456789abcdef';
export const asking = { tenant, event };

/** @param {Record<string, unknown>} [more] */
export function configText(more = {}) {
  return JSON.stringify({ origins: [origin], events: [{ tenant, event }], ...more });
}

/** @param {Record<string, unknown>} [more] */
export const config = (more) => readConfig(configText(more));

/**
 * @param {Partial<{ method: string, path: string, headers: Record<string, string>, peer: string, body: string | Uint8Array | AsyncIterable<Uint8Array> | null }>} [more]
 * @returns {import('../src/answer.mjs').Asked}
 */
export function request({ method = 'POST', path = '/token', headers = {}, peer = '192.0.2.7', body = JSON.stringify(asking) } = {}) {
  const all = new Map(Object.entries({ origin, 'content-type': 'application/json', ...headers }));
  return { method, path, peer, header: (name) => all.get(name) || null, body: typeof body === 'string' || body instanceof Uint8Array ? once(body) : body };
}

/** @param {string | Uint8Array} body */
async function* once(body) {
  yield Buffer.from(body);
}
