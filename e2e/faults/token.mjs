// The code cannot be exchanged: the token endpoint refuses, fails, or answers with something else.

import { anew, anotherAccount, app, skipHomeKnown, startOver, tryAgain, without } from './row.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Action} Action */

/** @type {Action} */
const gone = { kind: 'status', status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' };

/** AADSTS number, OAuth error, second error, page, way on. @type {[number, string, string | undefined, string, Way][]} */
const refusals = [
  [50020, 'access_denied', undefined, 'SIGNIN-02', anotherAccount],
  [50055, 'invalid_grant', 'user_password_expired', 'SIGNIN-30', anotherAccount],
  [50058, 'login_required', undefined, 'SIGNIN-27', tryAgain],
  [50072, 'interaction_required', 'basic_action', 'SIGNIN-25', tryAgain],
  [50076, 'interaction_required', undefined, 'SIGNIN-25', tryAgain],
  [50079, 'invalid_grant', 'basic_action', 'SIGNIN-25', without],
  [50173, 'invalid_grant', 'bad_token', 'SIGNIN-27', tryAgain],
  [50196, 'invalid_grant', undefined, 'SIGNIN-13', startOver],
  [53000, 'interaction_required', 'message_only', 'SIGNIN-07', without],
  [53003, 'access_denied', undefined, 'SIGNIN-06', tryAgain],
  [53003, 'invalid_grant', 'additional_action', 'SIGNIN-06', without],
  [54005, 'invalid_grant', undefined, 'SIGNIN-18', tryAgain],
  [65001, 'invalid_grant', 'consent_required', 'SIGNIN-05', tryAgain],
  [65001, 'consent_required', undefined, 'SIGNIN-05', without],
  [700016, 'unauthorized_client', undefined, 'SIGNIN-12', tryAgain],
  [700084, 'invalid_grant', 'bad_token', 'SIGNIN-27', tryAgain],
  [90055, 'temporarily_unavailable', undefined, 'SIGNIN-19', tryAgain],
  [9002326, 'invalid_request', undefined, 'SIGNIN-13', startOver],
  [9002327, 'invalid_request', undefined, 'SIGNIN-13', without],
  [59999, 'invalid_grant', 'ui_not_allowed', 'SIGNIN-18', tryAgain],
  [59999, 'something_new', 'interrupted_user', 'SIGNIN-22', anotherAccount],
];

/** What happens, how, page, way on, what the browser says. @type {[string, Action, string, Way, RegExp?][]} */
const failures = [
  ['closes the connection', { kind: 'drop' }, 'NETWORK-02', tryAgain],
  ['hides its answer from scripts', { kind: 'oauth-error', code: 50020, hidden: true }, 'NETWORK-02', tryAgain, /CORS/],
  ['sends JSON that breaks off', { kind: 'malformed' }, 'NETWORK-05', tryAgain],
  ['sends the page of a network login', { kind: 'html' }, 'NETWORK-05', tryAgain],
  ['sends eight megabytes', { kind: 'flood' }, 'NETWORK-05', without],
  ['sends a hundred thousand levels of JSON', { kind: 'nested' }, 'NETWORK-05', tryAgain],
  ['refuses with a hundred thousand levels of JSON', { kind: 'nested', status: 400 }, 'NETWORK-05', without],
  ['sends nothing at all', { kind: 'status', status: 200, body: '' }, 'NETWORK-05', tryAgain],
  ['says 200 and means an error', { kind: 'oauth-error', status: 200, code: 50076, error: 'interaction_required' }, 'NETWORK-05', tryAgain],
  ['sends an empty object as plain text', { kind: 'status', status: 200, body: '{}', headers: { 'content-type': 'text/plain' } }, 'NETWORK-05', tryAgain],
  ['asks to wait', { kind: 'throttle', code: 90055, retryAfter: 30 }, 'SIGNIN-19', tryAgain],
  ['asks to wait, without a number', { kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: { error: 'temporarily_unavailable' } }, 'SIGNIN-19', without],
  ['fails with 500', { kind: 'status', status: 500, body: { error: 'server_error' } }, 'SIGNIN-19', tryAgain],
  ['fails with the page of a gateway', gone, 'NETWORK-05', tryAgain],
  ['is out of service', { kind: 'status', status: 503, body: { error: 'temporarily_unavailable' } }, 'SIGNIN-19', tryAgain],
  ['fails with an empty 504', { kind: 'status', status: 504, body: '' }, 'NETWORK-05', without],
  ['says that the code is too old', { kind: 'expire' }, 'SIGNIN-27', tryAgain],
  ['gives no access token', { kind: 'answer', without: ['access_token'] }, 'NETWORK-05', tryAgain],
  ['gives a token of another type', { kind: 'answer', set: { token_type: 'mac' } }, 'SIGNIN-17', tryAgain],
  ['gives a token of a type that is no word', { kind: 'answer', set: { token_type: 7 } }, 'NETWORK-05', tryAgain],
];

/** At the home sign-in. @type {[string, Action, string, Way][]} */
const atHome = [
  ['refuses with AADSTS65001', { kind: 'oauth-error', code: 65001, error: 'invalid_grant', suberror: 'consent_required' }, 'SIGNIN-04', skipHomeKnown],
  ['refuses with AADSTS53003', { kind: 'oauth-error', code: 53003 }, 'SIGNIN-04', skipHomeKnown],
  ['refuses with AADSTS65004', { kind: 'oauth-error', code: 65004 }, 'SIGNIN-01', skipHomeKnown],
  ['wants another factor', { kind: 'oauth-error', code: 50076 }, 'SIGNIN-25', skipHomeKnown],
  ['says something new', { kind: 'oauth-error', code: 59999, error: 'something_new' }, 'SIGNIN-22', skipHomeKnown],
  ['closes the connection', { kind: 'drop' }, 'NETWORK-02', skipHomeKnown],
  ['sends the page of a network login', { kind: 'html' }, 'NETWORK-05', skipHomeKnown],
];

/** @param {'home' | 'host'} tenant @param {Action} action @param {number} [number] @returns {Pick<Row, 'step' | 'rules' | 'number' | 'reload'>} */
const answering = (tenant, action, number) => ({
  step: `${tenant} token endpoint`,
  // Not just once: a browser asks again by itself when a connection is closed.
  rules: [{ match: { endpoint: 'token', tenant }, do: action }],
  reload: anew,
  ...(number === undefined ? {} : { number }),
});

/** @type {Row[]} */
export const token = [
  ...refusals.map(([number, error, suberror, page, way]) => ({
    ...answering('host', { kind: 'oauth-error', code: number, error, ...(suberror === undefined ? {} : { suberror }) }, number),
    fault: `refuses with AADSTS${number}, ${error}${suberror === undefined ? '' : `, ${suberror}`}`,
    page,
    way,
  })),
  ...failures.map(([fault, action, page, way, complaint]) => ({
    ...answering('host', action, page === 'NETWORK-05' ? undefined : action.hidden ? undefined : action.code),
    fault,
    page,
    way,
    console: complaint ? [complaint] : [],
  })),
  ...atHome.map(([fault, action, page, way]) => ({ ...answering('home', action, action.code), fault, page, way })),
  {
    ...answering('host', { kind: 'answer', set: {}, headers: { 'content-type': 'text/plain' } }),
    fault: 'calls its good answer plain text: no harm',
    page: app,
    reload: { shows: app },
    way: { press: 'app.have', leadsTo: 'launch.heading.mesh-pc', amidst: true },
  },
  {
    step: 'host token endpoint',
    fault: 'sends the code on to another host',
    rules: [{ match: { endpoint: 'token', tenant: 'host' }, do: (stranger) => ({ kind: 'status', status: 307, headers: { location: `${stranger}/oauth2/v2.0/token` }, body: '' }) }],
    stranger: true,
    page: 'NETWORK-02',
    reload: anew,
    way: tryAgain,
  },
];
