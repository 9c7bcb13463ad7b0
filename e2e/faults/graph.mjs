// Microsoft Graph refuses, or answers with something else. There are three questions: who this is, which licenses there
// are, and, where that is refused, which plans. Only a license question that is not answered at all holds anybody up.
// Answers that pass by themselves are in `graph-passing.mjs`, challenges in `graph-challenge.mjs`.

import { licenseDetails } from '../tenant/licenses.mjs';
import { anew, app, haveApp, still, tryAgain } from './row.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Rule} Rule */
/** @typedef {import('./row.mjs').Action} Action */

const unknown = 'license.could-not-tell';
const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
/** The first page of the licenses, without the one that matters; the next is said to be elsewhere. @param {string} stranger @returns {Action} */
const paged = (stranger) => ({
  kind: 'status',
  status: 200,
  body: { value: licenseDetails(['SPE_E3']), '@odata.nextLink': `${stranger}/v1.0/me/licenseDetails?$skiptoken=2` },
});
/** @param {number} status @returns {(stranger: string) => Action} */
const sentOn = (status) => (stranger) => ({ kind: 'status', status, headers: { location: `${stranger}/v1.0/me` }, body: '' });

/** @type {[string, Action][]} */
const noAnswers = [
  ['is called wrong (400)', { kind: 'status', status: 400 }],
  ['is refused (403)', { kind: 'status', status: 403 }],
  ['finds nothing (404)', { kind: 'status', status: 404 }],
  ['is answered with JSON that breaks off', { kind: 'malformed' }],
  ['is answered with the page of a network login', { kind: 'html' }],
  ['is answered with nothing', { kind: 'status', status: 200, body: '' }],
  ['is answered with a list', { kind: 'status', status: 200, body: [] }],
  ['is answered with eight megabytes', { kind: 'flood' }],
  ['is answered with a hundred thousand levels of JSON', { kind: 'nested' }],
  ['is refused with a hundred thousand levels of JSON', { kind: 'nested', status: 403 }],
];

/** Checked with the token that is still good. @type {Way} */
const checkAgain = { press: 'problem.remedy.check-again', leadsTo: app, redirects: 0 };
/** @type {Way} */
const goOn = { press: 'problem.remedy.continue-anyway', leadsTo: app, amidst: true, redirects: 0, says: [unknown] };

/** @param {string} endpoint @param {Rule['do']} action @returns {Rule} */
const at = (endpoint, action) => ({ match: { endpoint }, do: action });

/** The license question. @param {Rule['do']} action */
const license = (action) => ({ step: 'license question', rules: [at('graph.licenseDetails', action)] });
/** Who this is; of the licensed guest nothing else is asked there. @param {Rule['do']} action */
const person = (action) => ({ step: 'question who this is', rules: [at('graph.me', action)] });
/** Which plans there are: asked of those who are refused the license question. @param {Rule['do']} action */
const plans = (action) => ({ step: 'question for plans', person: 'license-by-plans', rules: [at('graph.me', action)] });

const noHarm = { page: app, reload: still, way: haveApp };

/** @type {Row[]} */
export const graph = [
  // The plans are asked for instead, and say that there is a license.
  ...noAnswers.map(([fault, action]) => ({ ...license(action), ...noHarm, fault, lacks: [unknown] })),
  { ...license({ kind: 'status', status: 401 }), fault: 'ends the session (401)', page: 'SIGNIN-27', reload: anew, way: tryAgain },
  // The ID token says it well enough.
  ...noAnswers.map(([fault, action]) => ({ ...person(action), ...noHarm, fault, texts: ['ada@fabrikam.com'], lacks: [unknown] })),
  ...noAnswers.slice(1, 5).map(([fault, action]) => ({ ...plans(action), ...noHarm, fault, says: [unknown], texts: ['gita@fabrikam.com'] })),
  { ...person({ kind: 'status', status: 401 }), ...noHarm, fault: 'ends the session (401)', texts: ['ada@fabrikam.com'] },
  { ...plans({ kind: 'status', status: 401 }), fault: 'ends the session (401)', page: 'SIGNIN-27', reload: anew, way: tryAgain },
  {
    ...person({ kind: 'status', status: 200, body: { displayName: markup, userType: markup, externalUserState: markup } }),
    ...noHarm,
    fault: 'is answered with markup',
    texts: ['ada@fabrikam.com'],
  },
  {
    ...license({ kind: 'status', status: 200, body: { value: [{ skuId: markup, skuPartNumber: markup, servicePlans: [] }] } }),
    ...noHarm,
    fault: 'is answered with markup',
    lacks: [unknown],
  },
  {
    ...person((stranger) => ({ kind: 'status', status: 200, body: { userType: 'Guest', '@odata.nextLink': `${stranger}/v1.0/me` } })),
    ...noHarm,
    fault: 'is said to go on at another host',
    stranger: true,
  },
  {
    ...license(paged),
    fault: 'is said to go on at another host',
    stranger: true,
    page: 'license.missing.heading',
    reload: { shows: 'license.missing.heading' },
    way: { press: 'license.go-on', leadsTo: app, amidst: true, redirects: 0 },
  },
  { ...person(sentOn(302)), ...noHarm, fault: 'is sent on to another host', texts: ['ada@fabrikam.com'], stranger: true },
  { ...license(sentOn(302)), fault: 'is sent on to another host (302)', stranger: true, waits: true, page: 'NETWORK-03', way: checkAgain },
  { ...license(sentOn(307)), fault: 'is sent on to another host (307)', stranger: true, waits: true, page: 'NETWORK-03', way: goOn },
];
