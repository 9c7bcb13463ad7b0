// How MSAL is set up in all peers that have it.

import type { Configuration, RedirectRequest } from '@azure/msal-browser';
import type { Invite } from './invite';
import { settings } from './settings';

// MSAL takes no authority without TLS; it asks this one nothing, since the endpoints are given below.
const authority = `${settings.login.replace('http:', 'https:')}/${settings.tenantId}/`;
const endpoints = `${settings.login}/${settings.tenantId}`;

export const configuration: Configuration = {
  auth: {
    clientId: settings.clientId,
    authority,
    knownAuthorities: [new URL(authority).host],
    redirectUri: `${location.origin}/`,
    // MSAL carries Entra's own endpoints with it and asks for them nowhere. Given, the tenant's cost no request either.
    authorityMetadata: JSON.stringify({
      issuer: `${endpoints}/v2.0`,
      authorization_endpoint: `${endpoints}/oauth2/v2.0/authorize`,
      token_endpoint: `${endpoints}/oauth2/v2.0/token`,
      end_session_endpoint: `${endpoints}/oauth2/v2.0/logout`,
      jwks_uri: `${endpoints}/discovery/v2.0/keys`,
    }),
  },
  cache: { cacheLocation: 'sessionStorage' },
};

export const scopes = ['User.Read'];

/** A sign-in at the host, as whoever the invite is for. */
export function requestFor(invite: Invite | undefined): RedirectRequest {
  // Without a page to start from, MSAL would load the page that the sign-in was left on once more after it.
  return { scopes, redirectStartPage: `${location.origin}/`, ...(invite?.guest ? { loginHint: invite.guest } : {}) };
}
