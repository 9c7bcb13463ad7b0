/// <reference lib="dom" />
// Answers from the sign-in page that are unknown, used up, forged, too late or for another page. None is exchanged that
// should not be, none says anything that is not the portal's own, and each leads on.

import { aside, answersOf, changeAttempt, intercepted, waiting } from '../fixtures/answers.mjs';
import { beOnline, expect, personCalled } from '../fixtures/guest.mjs';
import { refuseAccess, refuseWriting } from '../fixtures/refusals.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { app, startOver, tryAgain, without } from './row.mjs';
import { isAway, personOf, reachesApp } from './walks.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Walk} Walk */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Guest} Guest */
/** @typedef {import('../fixtures/answers.mjs').Attempt} Attempt */

const nobodys = 'AAAAAAAAAAAAAAAAAAAAAA';
const markup = '%3Cimg+src%3Dx+onerror%3Ddocument.title%3D1%3E';

/** Nobody left for these. @type {[string, string][]} */
const outOfNowhere = [
  ['a code with an unknown state', `#code=1.abc&state=guest.host.-.${nobodys}`],
  ['a code with a state that is no text', '#code=1.abc&state=%00%ff%E2%80%AE..'],
  ['an error with an unknown state', `#error=access_denied&state=guest.home.-.${nobodys}&error_description=AADSTS53003%3A+Call+555-0100+now`],
  ['an error that is markup', `#error=${markup}&error_description=Call+555-0100+${markup}&state=x`],
  ['a code in the query', `?code=1.abc&state=guest.host.-.${nobodys}`],
  ['far too much', `#code=${'A'.repeat(200_000)}&state=${'guest.host.'.repeat(2_000)}`],
];

/** The guest pastes the link once more. @type {Way} */
const toPaste = { press: 'problem.remedy.try-again', leadsTo: 'no-invite.heading' };

/** Waits at the first sign-in while something happens to the attempt, and goes on. @param {(guest: Guest) => Promise<unknown>} meanwhile @returns {Walk} */
const goingOnAfter = (meanwhile) => async (guest, row) => {
  await isAway(guest, row);
  await meanwhile(guest);
  await guest.signIn.password(personOf(row));
};

/** What the storage makes of the attempt, page, way on. @type {[string, (attempt: Attempt) => unknown, string, Way][]} */
const changedAttempts = [
  ['the attempt lies in the future', (attempt) => ({ ...attempt, started: attempt.started + 3_600_000 }), 'SIGNIN-14', tryAgain],
  ['the attempt lies eleven minutes back', (attempt) => ({ ...attempt, started: attempt.started - 660_000 }), 'SIGNIN-14', without],
  ['the attempt is of another page', (attempt) => ({ ...attempt, page: 'desk' }), 'SIGNIN-16', startOver],
  ['the attempt is damaged', () => '{"page":', 'SIGNIN-15', tryAgain],
  ['the attempt names another state', (attempt) => ({ ...attempt, state: `${attempt.state}A` }), 'SIGNIN-15', without],
  ['the attempt is gone', () => undefined, 'SIGNIN-15', tryAgain],
];

/** @param {Guest} guest @param {string} address */
async function inAnotherTab(guest, address) {
  const other = await guest.anotherTab();
  await other.open(address);
  return other;
}

/** @param {string} address @param {string} [state] @param {string} [code] */
function answerWith(address, state, code) {
  const url = new URL(address);
  const fields = new URLSearchParams(url.hash.slice(1));
  if (state) fields.set('state', state);
  if (code) fields.set('code', code);
  return `${thisRun().portal}/#${fields}`;
}

/** Signs in, and opens one of the two answers once more. @param {number} index @returns {Walk} */
const replaying = (index) => async (guest, row) => {
  const answers = answersOf(guest);
  await reachesApp(guest, row);
  await guest.page.goto('about:blank');
  await guest.portal.open(answers[index]);
};

/** Leaves in another tab as well, once more or for the other sign-in, and gives that attempt the code of the first. @param {'home' | 'host'} tenant @returns {Walk} */
const swappingCodes = (tenant) => async (guest) => {
  const answer = await intercepted(guest);
  await guest.tenant.interfere({ endpoint: 'authorize' }, { kind: 'microsoft-page', code: 50089 }, 1);
  const other = await inAnotherTab(guest, guest.link('licensed'));
  await other.sees('sign-in.away.heading');
  if (tenant === 'host') await other.unfold('skip-home.summary');
  await other.press(tenant === 'host' ? 'skip-home.button' : 'sign-in.try-again');
  await guest.signInPagesIn(other.page).deadEnd(50089);
  const [[, attempt]] = (await waiting(guest)).filter(([, { state }]) => !answer.includes(encodeURIComponent(state)));
  await other.open(answerWith(answer, attempt.state));
  return other;
};

/** @type {Row[]} */
export const callbacks = [
  ...outOfNowhere.map(([fault, address]) => /** @type {Row} */ ({
    step: 'answer out of nowhere',
    fault,
    async walk({ portal }) {
      await portal.open(`${thisRun().portal}/${address}`);
    },
    page: 'SIGNIN-15',
    exchanges: 0,
    keeps: 'nothing',
    way: toPaste,
  })),
  ...changedAttempts.map(([fault, change, page, way]) => ({
    step: 'answer of the home sign-in page',
    fault,
    walk: goingOnAfter((guest) => changeAttempt(guest, change)),
    page,
    exchanges: 0,
    way,
  })),
  {
    step: 'answer of the home sign-in page',
    fault: 'the browser forgot everything meanwhile',
    walk: goingOnAfter((guest) => aside(guest, (tab) => tab.evaluate(() => localStorage.clear()))),
    page: 'SIGNIN-15',
    exchanges: 0,
    keeps: 'nothing',
    way: toPaste,
  },
  {
    step: 'answer of the home sign-in page',
    fault: 'the browser keeps nothing any more',
    walk: goingOnAfter((guest) => guest.context.addInitScript(refuseWriting)),
    page: 'sign-in.not-possible.heading',
    exchanges: 1,
    way: { ...without, reload: 'sign-in.not-possible.heading' },
  },
  {
    step: 'answer of the home sign-in page',
    fault: 'the browser shows nothing it kept any more',
    walk: goingOnAfter((guest) => guest.context.addInitScript(refuseAccess)),
    page: 'SIGNIN-15',
    exchanges: 0,
    keeps: 'nothing',
    way: toPaste,
  },
  {
    step: 'answer of the home sign-in page',
    fault: 'it comes in another tab',
    walk: async (guest) => inAnotherTab(guest, await intercepted(guest)),
    page: app,
    exchanges: 2,
    reload: { shows: app },
    way: { press: 'app.have', leadsTo: 'launch.heading.mesh-pc' },
  },
  {
    step: 'answer of the home sign-in page',
    fault: 'it comes in another browser',
    async walk(guest) {
      const answer = await intercepted(guest);
      const elsewhere = await guest.context.browser()?.newContext();
      await elsewhere?.addInitScript(beOnline);
      const page = await elsewhere?.newPage();
      const portal = page && guest.portalIn(page);
      await portal?.open(answer);
      return portal;
    },
    page: 'SIGNIN-15',
    exchanges: 0,
    keeps: 'nothing',
    way: toPaste,
    afterwards: (_guest, portal) => portal.page.context().close(),
  },
  {
    step: 'answer of the home sign-in page',
    fault: 'it is from another issuer (RFC 9207)',
    async walk(guest) {
      await guest.tenant.set({ iss: true });
      const answer = await intercepted(guest);
      expect(answer).toContain('&iss=');
      return inAnotherTab(guest, answer.replace(/&iss=[^&]*/, `&iss=${encodeURIComponent('https://login.example/v2.0')}`));
    },
    page: 'SIGNIN-17',
    exchanges: 0,
    way: tryAgain,
  },
  {
    step: 'answer of the home sign-in page',
    fault: 'a forged one comes first',
    async walk(guest, row) {
      await isAway(guest, row);
      const [[, { state }]] = await waiting(guest);
      const forged = `${state.slice(0, -nobodys.length)}${nobodys}`;
      return inAnotherTab(guest, `${thisRun().portal}/#error=access_denied&error_description=Call+555-0100&state=${forged}`);
    },
    page: 'SIGNIN-15',
    exchanges: 0,
    // The real attempt still waits.
    reload: { shows: 'sign-in.away.heading' },
    way: { press: 'sign-in.another', leadsTo: 'Sign in' },
    async afterwards(guest) {
      await guest.signIn.password(personCalled('licensed'));
      await guest.portal.sees(app);
    },
  },
  {
    step: 'answer of the home sign-in page',
    fault: 'it is opened once more',
    walk: replaying(0),
    page: 'SIGNIN-15',
    exchanges: 2,
    // What was found out before is not lost.
    way: without,
  },
  {
    step: 'answer of the host sign-in page',
    fault: 'it is opened once more',
    walk: replaying(1),
    page: 'SIGNIN-15',
    exchanges: 2,
    way: tryAgain,
  },
  {
    step: 'answer of the home sign-in page',
    fault: 'its code is of another attempt (injection)',
    walk: swappingCodes('home'),
    page: 'SIGNIN-13',
    number: 501481,
    exchanges: 1,
    way: startOver,
  },
  {
    step: 'answer of the host sign-in page',
    fault: 'its code is of the other sign-in (mix-up)',
    walk: swappingCodes('host'),
    page: 'SIGNIN-13',
    number: 700005,
    exchanges: 1,
    way: startOver,
  },
];
