// Metadata and keys, as Entra publishes them.

import { sharedAuthorities } from './organizations.mjs';

/** @typedef {import('./cloud.mjs').Cloud} Cloud */

/** `/{authority}/v2.0/.well-known/openid-configuration`. @param {Cloud} cloud @param {string} authority */
export function metadata(cloud, authority) {
  const { origin } = cloud;
  const base = `${origin}/${authority}`;
  const shared = sharedAuthorities.includes(authority);
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: shared ? `${origin}/{tenantid}/v2.0` : cloud.directory(authority)?.issuer,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'preferred_username', 'name', 'tid', 'ver', 'email', 'oid'],
    tenant_region_scope: shared ? null : 'EU',
    cloud_instance_name: new URL(origin).host,
    msgraph_host: new URL(origin).hostname,
  };
}

/** `/{authority}/discovery/v2.0/keys`: one organization's keys, or everyone's for a shared authority. @param {Cloud} cloud @param {string} authority */
export function publishedKeys(cloud, authority) {
  const own = cloud.directory(authority);
  return { keys: (own ? [own] : cloud.directories).map((each) => ({ ...each.key.published, issuer: each.issuer })) };
}
