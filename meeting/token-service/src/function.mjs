// The service as an Azure Function (programming model v4): the routes /token and /health, see host.json.

import functions from '@azure/functions';
import { ConfigError } from './config.mjs';
import { serviceFrom } from './settings.mjs';

/** @typedef {import('@azure/functions').HttpRequest} HttpRequest */
/** @typedef {import('@azure/functions').HttpMethod} HttpMethod */

const service = await serviceFrom(process.env);
if (service.config.proxies === 0) {
  throw new ConfigError('proxies must be at least 1 in Azure Functions: its front end stands before every request.');
}

/**
 * @param {HttpRequest} request @param {{ log: (line: string) => void }} context
 * @returns {Promise<import('@azure/functions').HttpResponseInit>}
 */
export async function handler(request, context) {
  const { said, line } = await service.answer({
    method: request.method,
    path: new URL(request.url).pathname,
    header: (name) => request.headers.get(name),
    body: /** @type {AsyncIterable<Uint8Array> | null} */ (request.body),
  });
  context.log(JSON.stringify(line));
  return { status: said.status, headers: said.headers, ...(said.body === null || request.method === 'HEAD' ? {} : { body: said.body }) };
}

// All methods, so that the others are refused in the words of this service.
const methods = /** @type {HttpMethod[]} */ (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
for (const name of ['token', 'health']) functions.app.http(name, { route: name, methods, authLevel: 'anonymous', handler });
