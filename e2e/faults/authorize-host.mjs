// The host's sign-in page sends the guest back with an error.

import { anew, anotherAccount, app, startOver, tryAgain, without } from './row.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */

/** The host sign-in accepts an invitation that has no link of its own. @type {Way} */
const accept = { press: 'problem.remedy.accept-invitation', leadsTo: app };

/** AADSTS number, OAuth error, page, way on. @type {[number, string, string, Way][]} */
const known = [
  // The permissions of the portal.
  [65001, 'consent_required', 'SIGNIN-05', tryAgain],
  [65004, 'access_denied', 'SIGNIN-01', tryAgain],
  [90094, 'access_denied', 'SIGNIN-05', without],
  [90095, 'access_denied', 'SIGNIN-05', tryAgain],
  // The account is not in the host tenant, or not yet.
  [16000, 'interaction_required', 'SIGNIN-02', anotherAccount],
  [16003, 'interaction_required', 'SIGNIN-02', tryAgain],
  [50020, 'access_denied', 'SIGNIN-02', anotherAccount],
  [50034, 'invalid_grant', 'SIGNIN-02', without],
  [51004, 'invalid_grant', 'SIGNIN-02', tryAgain],
  [90072, 'access_denied', 'SIGNIN-02', tryAgain],
  [50014, 'interaction_required', 'SIGNIN-03', accept],
  [160021, 'interaction_required', 'SIGNIN-29', anotherAccount],
  [50197, 'interaction_required', 'SIGNIN-29', startOver],
  // Rules between tenants, and of the host.
  [500212, 'access_denied', 'SIGNIN-09', without],
  [500213, 'access_denied', 'SIGNIN-10', tryAgain],
  [90071, 'access_denied', 'SIGNIN-06', without],
  [500021, 'access_denied', 'SIGNIN-26', tryAgain],
  [50105, 'access_denied', 'SIGNIN-11', anotherAccount],
  [53002, 'access_denied', 'SIGNIN-06', anotherAccount],
  [53003, 'access_denied', 'SIGNIN-06', tryAgain],
  [530032, 'access_denied', 'SIGNIN-06', tryAgain],
  // The device.
  [50097, 'interaction_required', 'SIGNIN-07', without],
  [53000, 'access_denied', 'SIGNIN-07', tryAgain],
  [53001, 'access_denied', 'SIGNIN-07', tryAgain],
  // A second factor, or another question.
  [50072, 'interaction_required', 'SIGNIN-25', tryAgain],
  [50074, 'interaction_required', 'SIGNIN-25', anotherAccount],
  [50076, 'interaction_required', 'SIGNIN-25', tryAgain],
  [50079, 'interaction_required', 'SIGNIN-25', without],
  [50140, 'interaction_required', 'SIGNIN-25', tryAgain],
  [50199, 'interaction_required', 'SIGNIN-25', tryAgain],
  [53004, 'access_denied', 'SIGNIN-08', tryAgain],
  // The account itself.
  [50053, 'invalid_grant', 'SIGNIN-20', tryAgain],
  [50057, 'invalid_grant', 'SIGNIN-20', anotherAccount],
  [50055, 'invalid_grant', 'SIGNIN-30', tryAgain],
  [50126, 'invalid_grant', 'SIGNIN-30', anotherAccount],
  // The session.
  [50058, 'login_required', 'SIGNIN-27', tryAgain],
  [70008, 'invalid_grant', 'SIGNIN-27', without],
  [700084, 'invalid_grant', 'SIGNIN-27', tryAgain],
  // The portal's registration, and where it is to be found.
  [500011, 'invalid_resource', 'SIGNIN-12', tryAgain],
  [650052, 'unauthorized_client', 'SIGNIN-12', without],
  [700011, 'unauthorized_client', 'SIGNIN-12', startOver],
  [700016, 'unauthorized_client', 'SIGNIN-12', tryAgain],
  [50011, 'invalid_request', 'SIGNIN-13', startOver],
  [50196, 'server_error', 'SIGNIN-13', without],
  [9002326, 'invalid_request', 'SIGNIN-13', startOver],
  [90002, 'invalid_request', 'SIGNIN-23', startOver],
  // Microsoft itself.
  [5000224, 'access_denied', 'SIGNIN-33', without],
  [90033, 'temporarily_unavailable', 'SIGNIN-19', tryAgain],
];

/** A number nobody has heard of: what is known is the OAuth error, if that. @type {[string, string, Way][]} */
const unheardOf = [
  ['access_denied', 'SIGNIN-01', tryAgain],
  ['interaction_required', 'SIGNIN-25', tryAgain],
  ['consent_required', 'SIGNIN-05', without],
  ['login_required', 'SIGNIN-27', tryAgain],
  ['server_error', 'SIGNIN-19', without],
  ['temporarily_unavailable', 'SIGNIN-19', tryAgain],
  ['invalid_request', 'SIGNIN-13', startOver],
  ['invalid_client', 'SIGNIN-13', without],
  ['unauthorized_client', 'SIGNIN-13', startOver],
  ['something_new', 'SIGNIN-22', anotherAccount],
];

/** @type {Row[]} */
export const authorizeHost = [...known, ...unheardOf.map(([error, page, way]) => /** @type {const} */ ([59999, error, page, way]))].map(
  ([number, error, page, way]) => ({
    step: 'host sign-in page',
    fault: `sends back AADSTS${number}, ${error}`,
    rules: [{ match: { endpoint: 'authorize', tenant: 'host' }, do: { kind: 'oauth-error', code: number, error } }],
    page,
    number,
    reload: anew,
    way,
  }),
);
