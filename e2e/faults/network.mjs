// Microsoft's sign-in page does not come: the browser shows a page of its own or of the network, and Back leads here.

import { app, skipHome, without } from './row.mjs';
import { comesBackFrom } from './walks.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Action} Action */

const away = 'sign-in.away.heading';

/** @type {Way} */
const tryAgain = { press: 'sign-in.try-again', leadsTo: app };
/** The address of the invitation is known to the attempt that waits. @type {Way} */
const tryHomeAgain = { ...tryAgain, passes: ['password'] };
/** @type {Way} */
const skipIt = { ...skipHome, press: 'skip-home.button', unfold: 'skip-home.summary', passes: ['password'] };

/** What happens, how, ways on from the home and the host sign-in. @type {[string, Action, Way, Way][]} */
const pages = [
  ['closes the connection', { kind: 'drop' }, tryHomeAgain, tryAgain],
  ['fails with 500', { kind: 'html', status: 500 }, skipIt, without],
  ['is the page of a network login', { kind: 'html' }, tryHomeAgain, tryAgain],
];

/** @type {Row[]} */
export const network = pages.flatMap(([fault, action, home, host]) => /** @type {const} */ ([
  ['home', home],
  ['host', host],
]).map(([tenant, way]) => ({
  step: `${tenant} sign-in page`,
  fault,
  rules: [{ match: { endpoint: 'authorize', tenant }, do: action }],
  walk: comesBackFrom(tenant),
  page: away,
  // A browser asks again by itself when a connection is closed.
  redirects: 3,
  reload: { shows: away },
  way,
})));
