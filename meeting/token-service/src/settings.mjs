// What the environment says, and the service made from it.

import { readFileSync } from 'node:fs';
import { tokenService } from './answer.mjs';
import { ConfigError, readConfig } from './config.mjs';
import { acsIssuer, endpointOf, identityClient } from './issuer.mjs';

/** @typedef {Record<string, string | undefined>} Environment */

/**
 * The service, as the environment sets it up:
 * - `TOKEN_SERVICE_CONFIG`: path of the configuration; `config.json` beside package.json if left out
 * - `ACS_CONNECTION_STRING`, or `ACS_ENDPOINT` for the managed identity (`AZURE_CLIENT_ID` for a user-assigned one)
 * @param {Environment} environment
 * @throws {ConfigError} whose message names settings, never what is secret in them
 */
export async function serviceFrom(environment) {
  const config = readConfig(configText(environment.TOKEN_SERVICE_CONFIG ?? new URL('../config.json', import.meta.url)));
  const access = accessIn(environment);
  const issuer = acsIssuer({ client: await identityClient(access), endpoint: endpointOf(access), config });
  return { config, answer: tokenService({ config, issuer }), stop: () => issuer.stop() };
}

/** @param {string | URL} path */
function configText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new ConfigError(`The configuration cannot be read (${code}): set TOKEN_SERVICE_CONFIG to the path of a file.`);
  }
}

/** @param {Environment} environment @returns {import('./issuer.mjs').Access} */
function accessIn({ ACS_CONNECTION_STRING: connectionString, ACS_ENDPOINT: endpoint, AZURE_CLIENT_ID: clientId }) {
  if (connectionString && endpoint) throw new ConfigError('Set ACS_CONNECTION_STRING or ACS_ENDPOINT, not both.');
  if (connectionString) {
    if (/^endpoint=(https:\/\/[^;/]+|http:\/\/(localhost|127\.0\.0\.1):\d+)\/?;accesskey=[\w+/-]+=*$/i.test(connectionString)) return { connectionString };
    throw new ConfigError('ACS_CONNECTION_STRING is not one: expected endpoint=https://…;accesskey=…, as under Keys of the resource.');
  }
  if (endpoint && /^https:\/\/[^/?#@]+\/?$/.test(endpoint)) return { endpoint, clientId };
  if (endpoint) throw new ConfigError('ACS_ENDPOINT is not one: expected https://NAME.communication.azure.com.');
  throw new ConfigError('Set ACS_CONNECTION_STRING, or ACS_ENDPOINT to use the managed identity.');
}
