// Microsoft Graph wants a token with other claims: a claims challenge.

import { anew, app, haveApp, still, tryAgain } from './row.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Action} Action */

/** @type {Action} */
const revoked = { kind: 'claims-challenge', claims: { access_token: { nbf: { essential: true, value: '1604106651' } } } };

/** @type {Row[]} */
export const graphChallenge = [
  {
    step: 'license question',
    fault: 'wants other claims',
    rules: [{ match: { endpoint: 'graph.licenseDetails' }, do: { kind: 'claims-challenge' } }],
    page: 'SIGNIN-27',
    reload: anew,
    way: tryAgain,
  },
  {
    step: 'license question',
    fault: 'wants a newer token, again and again',
    rules: [{ match: { endpoint: 'graph.licenseDetails' }, do: revoked }],
    page: 'SIGNIN-27',
    reload: anew,
    way: { ...tryAgain, amidst: true, leadsTo: 'SIGNIN-27', reload: 'sign-in.home.heading' },
  },
  {
    step: 'question who this is',
    fault: 'wants other claims',
    rules: [{ match: { endpoint: 'graph.me' }, do: { kind: 'claims-challenge' } }],
    page: app,
    texts: ['ada@fabrikam.com'],
    reload: still,
    way: haveApp,
  },
  {
    step: 'question for plans',
    fault: 'wants other claims',
    person: 'license-by-plans',
    rules: [{ match: { endpoint: 'graph.me' }, do: { kind: 'claims-challenge' } }],
    page: 'SIGNIN-27',
    reload: anew,
    way: tryAgain,
  },
];
