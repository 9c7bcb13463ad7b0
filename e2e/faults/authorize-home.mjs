// The home sign-in page sends the guest back with an error: whatever it is, that sign-in can be skipped.

import { anew, anotherAccount, skipHome, tryAgain } from './row.mjs';
import { leaves } from './walks.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */

/** AADSTS number, OAuth error, page. @type {[number, string, string][]} */
const errors = [
  [65001, 'consent_required', 'SIGNIN-04'],
  [90094, 'access_denied', 'SIGNIN-04'],
  [90095, 'access_denied', 'SIGNIN-04'],
  [50020, 'access_denied', 'SIGNIN-21'],
  [50105, 'access_denied', 'SIGNIN-04'],
  [53000, 'access_denied', 'SIGNIN-04'],
  [53003, 'access_denied', 'SIGNIN-04'],
  [700016, 'unauthorized_client', 'SIGNIN-04'],
  [65004, 'access_denied', 'SIGNIN-01'],
  [50076, 'interaction_required', 'SIGNIN-25'],
  [50053, 'invalid_grant', 'SIGNIN-20'],
  [90033, 'temporarily_unavailable', 'SIGNIN-19'],
  [50011, 'invalid_request', 'SIGNIN-13'],
  [59999, 'access_denied', 'SIGNIN-01'],
  [59999, 'consent_required', 'SIGNIN-04'],
  [59999, 'something_new', 'SIGNIN-22'],
];

/** @param {number} number @param {string} error @returns {Pick<Row, 'step' | 'rules' | 'walk' | 'number'>} */
const refusing = (number, error) => ({
  step: 'home sign-in page',
  rules: [{ match: { endpoint: 'authorize', tenant: 'home' }, do: { kind: 'oauth-error', code: number, error } }],
  walk: leaves,
  number,
});

/** @type {Row[]} */
export const authorizeHome = [
  ...errors.map(([number, error, page]) => ({
    ...refusing(number, error),
    fault: `sends back AADSTS${number}, ${error}`,
    page,
    reload: anew,
    way: skipHome,
  })),
  // Unless the page was loaded anew, the address of the invitation is still known.
  {
    ...refusing(65004, 'access_denied'),
    fault: 'is stopped, and tried again: nobody is asked for the address twice',
    page: 'SIGNIN-01',
    way: { ...tryAgain, passes: ['password'] },
  },
  {
    ...refusing(65004, 'access_denied'),
    fault: 'is stopped, and skipped: nobody is asked for the address twice',
    page: 'SIGNIN-01',
    way: { ...skipHome, passes: ['password'] },
  },
  {
    ...refusing(50020, 'access_denied'),
    fault: 'refuses that account, and another one is used',
    page: 'SIGNIN-21',
    reload: anew,
    way: { ...anotherAccount, amidst: false, leadsTo: 'Sign in' },
  },
];
