// Microsoft Graph wants a token with other claims: a claims challenge. One press brings what it asks for.

import { anew, app, haveApp, still, tryAgain } from './row.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Walk} Walk */
/** @typedef {import('./row.mjs').Action} Action */

/** The host's sign-in alone. @type {Way} */
const bring = { ...tryAgain, redirects: 1 };
/** @type {Way} */
const goOn = { press: 'problem.remedy.continue-anyway', leadsTo: app, amidst: true, redirects: 0, says: ['license.could-not-tell'] };

/** @type {Action} */
const revoked = { kind: 'claims-challenge', claims: { access_token: { nbf: { essential: true, value: '1604106651' } } } };

/** @type {Row[]} */
export const graphChallenge = [
  {
    step: 'license question',
    fault: 'wants a newer token, and gets it',
    rules: [{ match: { endpoint: 'graph.licenseDetails' }, do: revoked }],
    page: 'SIGNIN-31',
    reload: anew,
    way: bring,
  },
  {
    step: 'license question',
    fault: 'wants other claims, and the guest goes on',
    rules: [{ match: { endpoint: 'graph.licenseDetails' }, do: { kind: 'claims-challenge' } }],
    page: 'SIGNIN-31',
    way: goOn,
  },
  {
    step: 'license question',
    fault: 'wants a newer token again and again',
    rules: [{ match: { endpoint: 'graph.licenseDetails' }, do: revoked }],
    page: 'SIGNIN-31',
    way: { ...bring, amidst: true, leadsTo: 'SIGNIN-32', reload: 'sign-in.home.heading' },
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
    page: 'SIGNIN-31',
    reload: anew,
    way: bring,
  },
  {
    step: 'license question',
    fault: 'wants claims that nobody can read: the session has ended',
    rules: [{ match: { endpoint: 'graph.licenseDetails' }, do: { kind: 'status', status: 401, headers: { 'www-authenticate': 'Bearer error="insufficient_claims", claims="%%%"' } } }],
    page: 'SIGNIN-27',
    reload: anew,
    way: tryAgain,
  },
];
