// Microsoft Graph is throttled, overloaded or down: that passes, and the portal asks again by itself for a while.

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
  ['is throttled, for a second each time', { kind: 'throttle', retryAfter: 1 }, 'NETWORK-04', askAgain],
  ['is throttled, nobody says for how long', { kind: 'status', status: 429 }, 'NETWORK-04', without],
  ['fails with 500', { kind: 'status', status: 500 }, 'NETWORK-03', checkAgain],
  ['fails with 502', { kind: 'status', status: 502, body: '<h1>Bad gateway</h1>' }, 'NETWORK-03', goOn],
  ['is out of service (503)', { kind: 'status', status: 503 }, 'NETWORK-04', without],
  ['takes too long for a gateway (504)', { kind: 'status', status: 504, body: '' }, 'NETWORK-03', checkAgain],
  ['is over its bandwidth (509)', { kind: 'status', status: 509 }, 'NETWORK-04', askAgain],
  ['closes the connection', { kind: 'drop' }, 'NETWORK-03', checkAgain],
];

/** @param {string} endpoint @param {Action} action @returns {Pick<Row, 'rules'>} */
const at = (endpoint, action) => ({ rules: [{ match: { endpoint }, do: action }] });

/** @type {Row[]} */
export const graphPassing = [
  // Asked again three times without the guest's doing.
  ...passing.map(([fault, action, page, way]) => ({
    step: 'license question',
    fault,
    ...at('graph.licenseDetails', action),
    waits: true,
    page,
    way,
  })),
  {
    step: 'license question',
    fault: 'fails, and fails after a reload',
    ...at('graph.licenseDetails', { kind: 'status', status: 500 }),
    waits: true,
    page: 'NETWORK-03',
    reload: anew,
    way: checkAgain,
  },
  {
    step: 'license question',
    fault: 'fails once: the guest need not do anything',
    rules: [{ match: { endpoint: 'graph.licenseDetails' }, do: { kind: 'status', status: 500 }, times: 1 }],
    waits: true,
    page: app,
    reload: still,
    way: haveApp,
  },
  {
    step: 'license question',
    fault: 'is throttled, for an hour',
    ...at('graph.licenseDetails', { kind: 'throttle', retryAfter: 3600 }),
    page: 'NETWORK-04',
    reload: anew,
    way: without,
  },
  {
    step: 'license question',
    fault: 'hides its answer from scripts',
    ...at('graph.licenseDetails', { kind: 'status', status: 200, hidden: true }),
    waits: true,
    page: 'NETWORK-03',
    way: checkAgain,
    console: [/CORS/],
  },
  {
    step: 'license question',
    fault: 'closes the connection, and the guest does not wait',
    ...at('graph.licenseDetails', { kind: 'drop' }),
    page: 'license.checking.heading',
    way: { ...goOn, press: 'license.checking.skip' },
  },
  // Nobody waits to be told who they are.
  ...passing.map(([fault, action]) => ({
    step: 'question who this is',
    fault,
    ...at('graph.me', action),
    page: app,
    texts: ['ada@fabrikam.com'],
    reload: still,
    way: haveApp,
  })),
  ...passing.slice(1, 4).map(([fault, action, page, way]) => ({
    step: 'question for plans',
    fault,
    person: 'license-by-plans',
    ...at('graph.me', action),
    waits: true,
    page,
    way,
  })),
];
