// Microsoft Graph is throttled, overloaded or down: that passes.

import { anew, app, haveApp, still } from './row.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Action} Action */

/** The token is still good: no sign-in is needed. @type {Way} */
const askAgain = { press: 'problem.remedy.try-again', leadsTo: app, redirects: 0 };
/** @type {Way} */
const checkAgain = { ...askAgain, press: 'problem.remedy.check-again' };
/** @type {Way} */
const goOn = { press: 'problem.remedy.continue-anyway', leadsTo: app, amidst: true, redirects: 0, says: ['license.could-not-tell'] };
/** @type {Way} */
const without = { ...goOn, press: 'sign-in.without' };

/** What happens, how, page, way on. @type {[string, Action, string, Way][]} */
const passing = [
  ['is throttled, for a second', { kind: 'throttle', retryAfter: 1 }, 'NETWORK-04', askAgain],
  ['is throttled, for an hour', { kind: 'throttle', retryAfter: 3600 }, 'NETWORK-04', without],
  ['is throttled, nobody says for how long', { kind: 'status', status: 429 }, 'NETWORK-04', askAgain],
  ['fails with 500', { kind: 'status', status: 500 }, 'NETWORK-03', checkAgain],
  ['fails with 502', { kind: 'status', status: 502, body: '<h1>Bad gateway</h1>' }, 'NETWORK-03', goOn],
  ['is out of service (503)', { kind: 'status', status: 503 }, 'NETWORK-04', without],
  ['takes too long for a gateway (504)', { kind: 'status', status: 504, body: '' }, 'NETWORK-03', checkAgain],
  ['is over its bandwidth (509)', { kind: 'status', status: 509 }, 'NETWORK-04', askAgain],
];

/** @type {Row[]} */
export const graphPassing = [
  ...passing.map(([fault, action, page, way]) => ({
    step: 'license question',
    fault,
    rules: [{ match: { endpoint: 'graph.licenseDetails' }, do: action }],
    page,
    reload: anew,
    way,
  })),
  // Nobody waits to be told who they are.
  ...passing.map(([fault, action]) => ({
    step: 'question who this is',
    fault,
    rules: [{ match: { endpoint: 'graph.me' }, do: action }],
    page: app,
    texts: ['ada@fabrikam.com'],
    reload: still,
    way: haveApp,
  })),
  ...passing.slice(2, 6).map(([fault, action, page, way]) => ({
    step: 'question for plans',
    fault,
    person: 'license-by-plans',
    rules: [{ match: { endpoint: 'graph.me' }, do: action }],
    page,
    reload: anew,
    way,
  })),
];
