// Tokens from Azure Communication Services, through Microsoft's own client.

import './quiet.mjs';
import { CommunicationIdentityClient } from '@azure/communication-identity';
import { Leftovers } from './leftovers.mjs';
import { Refused } from './refusals.mjs';

/** @typedef {import('../../token.d.ts').TokenAnswer} TokenAnswer */
/** @typedef {{ connectionString: string } | { endpoint: string, clientId: string | undefined }} Access */

/**
 * The client, with a connection string, or as the managed identity of the machine it runs on.
 * @param {Access} access @returns {Promise<CommunicationIdentityClient>}
 */
export async function identityClient(access) {
  // Nobody waits longer because of a retry: the page is told, and asks again when it may.
  const options = { retryOptions: { maxRetries: 0 } };
  if ('connectionString' in access) {
    // The check in `settings.mjs` lets plain HTTP through to this machine only.
    return new CommunicationIdentityClient(access.connectionString, /** @type {object} */ ({ ...options, allowInsecureConnection: /=http:/i.test(access.connectionString) }));
  }
  const { ManagedIdentityCredential } = await import('@azure/identity');
  const credential = access.clientId ? new ManagedIdentityCredential({ clientId: access.clientId }) : new ManagedIdentityCredential();
  return new CommunicationIdentityClient(access.endpoint, credential, options);
}

/** The address of the resource; it is no secret. @param {Access} access */
export function endpointOf(access) {
  const endpoint = 'endpoint' in access ? access.endpoint : access.connectionString.replace(/^endpoint=([^;]+);.*$/i, '$1');
  return new URL(endpoint).origin;
}

/**
 * @param {object} parts
 * @param {Pick<CommunicationIdentityClient, 'createUserAndToken' | 'deleteUser'>} parts.client
 * @param {string} parts.endpoint
 * @param {import('./config.mjs').Config} parts.config
 * @param {number} [parts.milliseconds]    within which Azure has to answer
 * @param {() => number} [parts.clock]
 */
export function acsIssuer({ client, endpoint, config, milliseconds = 8000, clock = Date.now }) {
  const limited = () => ({ abortSignal: AbortSignal.timeout(milliseconds) });
  const forChat = config.scopes.some((scope) => scope.startsWith('chat')) ? { endpoint } : {};
  const leftovers = config.deleteIdentities
    ? new Leftovers((userId) => client.deleteUser({ communicationUserId: userId }, limited()), clock)
    : undefined;

  return {
    /** A new identity with a token. @returns {Promise<TokenAnswer>} @throws {Refused} */
    async issue() {
      const answer = await client
        .createUserAndToken(config.scopes, { tokenExpiresInMinutes: config.tokenMinutes, ...limited() })
        .catch((error) => Promise.reject(refusalFor(error)));
      const { user, token, expiresOn } = answer;
      const userId = user?.communicationUserId;
      if (!userId || !token || !(expiresOn instanceof Date) || Number.isNaN(expiresOn.getTime())) throw new Refused('acs-down');
      leftovers?.add(userId, expiresOn.getTime());
      return { userId, token, expiresOn: expiresOn.toISOString(), ...forChat };
    },
    stop() {
      leftovers?.stop();
    },
  };
}

/** Errors of a managed identity that is not there or may not. */
const withoutAccess = new Set(['CredentialUnavailableError', 'AuthenticationError', 'AggregateAuthenticationError', 'AuthenticationRequiredError']);

/** What an error of Azure's client means for the page. Its message is never read: it may hold what is secret. @param {unknown} error */
function refusalFor(error) {
  const { name, statusCode, response } = /** @type {{ name?: string, statusCode?: number, response?: { headers?: { get(name: string): string | undefined } } }} */ (error ?? {});
  if (name === 'AbortError') return new Refused('acs-slow');
  if (statusCode === 429) return new Refused('acs-throttled', seconds(response?.headers?.get('retry-after')));
  if (statusCode === 503) return new Refused('acs-down', seconds(response?.headers?.get('retry-after')));
  if ((statusCode !== undefined && statusCode >= 400 && statusCode < 500) || withoutAccess.has(name ?? '')) return new Refused('acs-refused');
  return new Refused('acs-down');
}

/** Retry-After as whole seconds from now (RFC 9110, section 10.2.3). @param {string | undefined} value */
function seconds(value) {
  if (value === undefined) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isFinite(wait) ? Math.max(1, Math.min(wait, 3600)) : undefined;
}
