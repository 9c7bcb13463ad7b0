// What a row of the table of faults is, and the ways on that many rows share.
//
// A row says who meets which fault at which step, which page it ends on and what leads on from there. The runner,
// `tests/faults.spec.mjs`, proves for each: that page comes, its way on works, and nothing of the progress is lost.

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('../fixtures/tenant.mjs').Action} Action */
/** @typedef {import('../fixtures/tenant.mjs').Match} Match */
/** @typedef {import('../pages/portal.mjs').GuestPortal} GuestPortal */

/**
 * @typedef {object} Row
 * @property {string} step          where it happens
 * @property {string} fault         what happens there
 * @property {string} [person]      key; `licensed` when left out
 * @property {string} [event]       name of the invite; the one of that person when left out
 * @property {Rule[]} [rules]       for the switchboard; functions learn where the stranger listens
 * @property {boolean} [waits]      the portal asks again by itself for a while before the page comes: the clock is moved on
 * @property {Walk} [walk]          from the invite link to the page; `signsIn` when left out
 * @property {string} page          code of a problem, or id of a heading
 * @property {number} [number]      of the AADSTS code that is shown for support
 * @property {string[]} [says]      ids of words that are on the page
 * @property {string[]} [lacks]     ids of words that are not
 * @property {string[]} [texts]     texts from outside that are on the page, as they are
 * @property {number} [exchanges]   how many codes were exchanged by then
 * @property {number} [redirects]   how often the browser may have been sent to a sign-in page by then; once for each of the two when left out
 * @property {Reload} [reload]      what a reload of the page shows; when left out, the page after it is reloaded
 * @property {Way} way
 * @property {'event' | 'link' | 'nothing'} [keeps]   what is left of the progress; the event when left out
 * @property {(guest: Guest, portal: GuestPortal) => Promise<void>} [afterwards]
 * @property {RegExp[]} [console]   what the browser may complain about
 * @property {boolean} [stranger]   another host listens, and no policy of the page keeps requests from it: it must hear no secret
 */

/** @typedef {{ match: Match, do: Action | ((stranger: string) => Action), times?: number }} Rule */

/** Gets the guest to the page; answers with the tab to look at when it is not the guest's first. @typedef {(guest: Guest, row: Row) => Promise<GuestPortal | void>} Walk */

/**
 * @typedef {object} Reload
 * @property {string} shows         id of the heading
 * @property {string} [press]       id of the button that leads from there to the page again
 * @property {string} [tell]        what is told there to come to the page again
 */

/**
 * @typedef {object} Way
 * @property {string} press         id of the button's words
 * @property {string} leadsTo       code of a problem, or id of a heading, or the heading of one of Microsoft's pages
 * @property {string} [unfold]      id of the line it stands behind
 * @property {boolean} [amidst]     works while the fault is still there
 * @property {(guest: Guest, portal: GuestPortal) => Promise<void>} [meanwhile]   what else has changed before the press
 * @property {Page[]} [passes]      pages of Microsoft on the way
 * @property {number} [redirects]   how often the press sends the browser to the sign-in page
 * @property {string[]} [says]      ids of words that are on the page it leads to
 * @property {string} [reload]      what a reload there shows, when that is not the same
 */

/** A page of Microsoft that asks for something. @typedef {'address' | 'password' | 'Permissions requested' | 'Review permissions'} Page */

export const app = 'app.heading.mesh-pc';

/** Sign-in problems come again after a reload and another sign-in. @type {Reload} */
export const anew = { shows: 'sign-in.home.heading', press: 'sign-in.button' };

/** The fault is gone; both sign-ins go through without a question, since Microsoft knows the guest by now. @type {Way} */
export const tryAgain = { press: 'problem.remedy.try-again', leadsTo: app };

/** @type {Way} */
export const without = { press: 'sign-in.without', leadsTo: app, amidst: true, redirects: 0 };

/** @type {Way} */
export const anotherAccount = { press: 'problem.remedy.use-another-account', leadsTo: 'Pick an account', amidst: true };

/** @type {Way} */
export const startOver = { press: 'problem.remedy.start-over', leadsTo: 'introduction.heading', amidst: true, redirects: 0 };

/** Past the home sign-in, when the guest has told Microsoft nothing yet and the address bar nothing of who was invited. @type {Way} */
export const skipHome = { press: 'problem.remedy.skip-home-sign-in', leadsTo: app, amidst: true, passes: ['address', 'password'] };

/** Past the home sign-in, when Microsoft knows the guest. @type {Way} */
export const skipHomeKnown = { press: 'problem.remedy.skip-home-sign-in', leadsTo: app, amidst: true };

/** On from the app's page, where a fault did no harm. @type {Way} */
export const haveApp = { press: 'app.have', leadsTo: 'launch.heading.mesh-pc', amidst: true, redirects: 0 };

/** Where a fault did no harm, a reload shows the app's page still. @type {Reload} */
export const still = { shows: app };
