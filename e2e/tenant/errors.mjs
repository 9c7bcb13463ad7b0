// Failures in Entra's shapes: the JSON of the token endpoint, the redirect back, the page that is a dead end.
// The texts are short paraphrases; Microsoft's numbers are what matters.

import { randomUUID } from 'node:crypto';

/** @typedef {{ error: string, text: string }} Meaning */

/** AADSTS number -> OAuth error and text. @type {Record<number, Meaning>} */
const meanings = {
  16000: { error: 'interaction_required', text: 'The signed-in account does not exist in this tenant. Choose another account.' },
  50011: { error: 'invalid_request', text: 'The redirect address of the request is not registered for the application.' },
  50020: { error: 'access_denied', text: 'The user account from its identity provider does not exist in the tenant and cannot access the application there. The account must first be added as an external user.' },
  50034: { error: 'invalid_grant', text: 'The user account does not exist in the directory.' },
  50058: { error: 'login_required', text: 'A silent sign-in request was sent but no user is signed in.' },
  50059: { error: 'invalid_request', text: 'Nothing in the request tells which tenant is meant.' },
  50076: { error: 'interaction_required', text: 'Multi-factor authentication is required to access the resource.' },
  50079: { error: 'interaction_required', text: 'The user must enroll in multi-factor authentication to access the resource.' },
  50089: { error: 'invalid_grant', text: 'This sign-in took too long or has ended. Go back to the application and sign in again.' },
  50126: { error: 'invalid_grant', text: 'The user name or password is wrong.' },
  50148: { error: 'invalid_grant', text: 'The code_verifier does not match the code_challenge of the authorization request.' },
  50149: { error: 'invalid_request', text: 'The code challenge method is not valid.' },
  53003: { error: 'access_denied', text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.' },
  54005: { error: 'invalid_grant', text: 'The authorization code was already redeemed. Retry with a new valid code.' },
  65001: { error: 'consent_required', text: 'The user or an administrator has not consented to use the application.' },
  65004: { error: 'access_denied', text: 'The user declined to consent to access the app.' },
  70000: { error: 'invalid_grant', text: 'The provided grant is not valid.' },
  70003: { error: 'unsupported_grant_type', text: 'The grant type is not supported.' },
  70005: { error: 'unsupported_response_type', text: 'The response type is not supported.' },
  70008: { error: 'invalid_grant', text: 'The provided authorization code or refresh token has expired. Send a new interactive authorization request.' },
  70011: { error: 'invalid_scope', text: 'A scope of the request is not valid.' },
  90002: { error: 'invalid_request', text: 'The tenant was not found.' },
  90023: { error: 'invalid_request', text: 'The authentication request is not valid.' },
  90094: { error: 'access_denied', text: 'An administrator has to consent to the application.' },
  500112: { error: 'invalid_grant', text: 'The redirect address does not match the one the code was requested with.' },
  501481: { error: 'invalid_grant', text: 'The code_verifier does not match the code_challenge supplied in the authorization request.' },
  700005: { error: 'invalid_grant', text: 'The code was issued for another tenant.' },
  700016: { error: 'unauthorized_client', text: 'The application was not found in the directory.' },
  700025: { error: 'invalid_client', text: 'The client is public, so no credential may be presented.' },
  700084: { error: 'invalid_grant', text: 'The refresh token was issued to a single-page app and has reached its fixed lifetime.' },
  900144: { error: 'invalid_request', text: 'The request misses a parameter it needs.' },
  900561: { error: 'invalid_request', text: 'The endpoint accepts only POST requests.' },
  9002325: { error: 'invalid_request', text: 'Proof Key for Code Exchange is required for this redirect address.' },
  9002327: { error: 'invalid_request', text: 'Tokens for a single-page app may only be redeemed by cross-origin requests.' },
};

/**
 * A failure with a number, as Entra words it.
 * @typedef {object} Failure
 * @property {number} code      the AADSTS number
 * @property {string} error     OAuth error
 * @property {string} text      first sentence, without the number
 * @property {string} description   the whole `error_description`
 * @property {string} traceId
 * @property {string} correlationId
 * @property {string} timestamp
 */

/**
 * @param {number} code
 * @param {{ error?: string, text?: string, correlationId?: string | null }} [more]
 * @returns {Failure}
 */
export function failure(code, more = {}) {
  const known = meanings[code] ?? { error: 'invalid_request', text: 'The request could not be completed.' };
  const text = more.text ?? known.text;
  const traceId = randomUUID();
  const correlationId = more.correlationId || randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    code,
    error: more.error ?? known.error,
    text,
    description: `AADSTS${code}: ${text}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
    traceId,
    correlationId,
    timestamp,
  };
}

/** The body of a refusing token endpoint. @param {Failure} what @param {string} origin @param {string} [suberror] */
export function tokenErrorBody(what, origin, suberror) {
  return {
    error: what.error,
    ...(suberror === undefined ? {} : { suberror }),
    error_description: what.description,
    error_codes: [what.code],
    timestamp: what.timestamp,
    trace_id: what.traceId,
    correlation_id: what.correlationId,
    error_uri: `${origin}/error?code=${what.code}`,
  };
}

/** What the redirect back carries. @param {Failure} what @param {string} origin @returns {Record<string, string>} */
export function redirectErrorFields(what, origin) {
  return {
    error: what.error,
    ...(what.code === 65004 ? { error_subcode: 'cancel' } : {}),
    error_description: what.description,
    error_uri: `${origin}/error?code=${what.code}`,
  };
}
