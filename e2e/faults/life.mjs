/// <reference lib="dom" />
// What happens to people: no network, a reload, Back, Cancel, two tabs, an hour's sleep, a wrong clock.

import { expect, personCalled } from '../fixtures/guest.mjs';
import { refuseWriting } from '../fixtures/refusals.mjs';
import { licenseDetails } from '../tenant/licenses.mjs';
import { contoso } from '../tenant/organizations.mjs';
import { anew, app, skipHomeKnown, still, tryAgain, without } from './row.mjs';
import { findsNetwork, isAway, leaves, losesNetwork, opensWhole, personOf, reachesApp, signsIn, wordsForTrouble } from './walks.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Walk} Walk */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Guest} Guest */

const away = 'sign-in.away.heading';
const missing = 'license.missing.heading';
const home = 'sign-in.home.heading';
const hour = '01:00:00';
const day = 24 * 60 * 60_000;

/** @type {Way} */
const backOnline = { ...tryAgain, meanwhile: findsNetwork };
/** The attempt that waits knows the invited address. @type {Way} */
const tryHomeAgain = { press: 'sign-in.try-again', leadsTo: app, passes: ['password'] };
/** @type {Way} */
const signIn = { press: 'sign-in.button', leadsTo: app };

/** @type {Walk} */
const leavesOffline = async (guest, row) => {
  await opensWhole(guest, row);
  await losesNetwork(guest);
  await guest.portal.press('introduction.go.sign-in');
};

/** The network goes with a request. @param {string} address @returns {Walk} */
const offlineAt = (address) => async (guest, row) => {
  await guest.page.route(address, async (route) => {
    await guest.page.waitForFunction(() => performance.getEntriesByName(new URL('words/en/problems.json', location.href).href).length > 0);
    await guest.loseNetwork();
    await route.abort();
  }, { times: 1 });
  await signsIn(guest, row);
};

/** @type {Walk} */
const seesLicenseMissing = async (guest, row) => {
  await leaves(guest, row);
  const words = wordsForTrouble(guest);
  await guest.signIn.password(personOf(row));
  await guest.portal.sees(missing);
  await words;
};

/** @type {Row[]} */
const offline = [
  { step: 'introduction', fault: 'offline', walk: leavesOffline, page: 'NETWORK-01', way: { ...backOnline, passes: ['password'] } },
  {
    step: 'introduction',
    fault: 'offline, still offline, and online again',
    walk: leavesOffline,
    page: 'NETWORK-01',
    way: { ...tryAgain, amidst: true, leadsTo: 'NETWORK-01', redirects: 0, reload: home },
  },
  { step: 'introduction', fault: 'offline, and on without a sign-in', walk: leavesOffline, page: 'NETWORK-01', way: without },
  { step: 'exchange at home', fault: 'offline', walk: offlineAt('**/organizations/oauth2/v2.0/token'), page: 'NETWORK-01', way: backOnline },
  { step: 'exchange at the host', fault: 'offline', walk: offlineAt(`**/${contoso.tenantId}/oauth2/v2.0/token`), page: 'NETWORK-01', way: backOnline },
  { step: 'license question', fault: 'offline', walk: offlineAt('**/licenseDetails'), page: 'NETWORK-01', way: { ...backOnline, redirects: 0 } },
  {
    step: 'license question',
    fault: 'offline when it is asked again',
    person: 'no-license',
    async walk(guest, row) {
      await seesLicenseMissing(guest, row);
      await losesNetwork(guest);
      await guest.portal.press('license.check-again');
    },
    page: 'NETWORK-01',
    way: { ...backOnline, leadsTo: missing, redirects: 0 },
  },
  {
    step: 'launch',
    fault: 'offline: it needs no network',
    event: 'nobody in particular',
    async walk(guest) {
      await guest.reachLaunchUnsigned('nobody in particular');
      await losesNetwork(guest);
      await guest.portal.press('launch.lack');
      await guest.portal.sees(app);
      await guest.portal.press('app.have');
      await guest.portal.sees('launch.heading.mesh-pc');
      await guest.portal.press('launch.open.mesh-pc');
      expect(guest.traffic.launches).toHaveLength(1);
    },
    page: 'asking.heading',
    way: { press: 'asking.did-not-open', leadsTo: 'LAUNCH-01', amidst: true, redirects: 0, reload: 'launch.heading.mesh-pc' },
  },
];

/** Meets an answer that does not come, and does something about it. @param {'home' | 'host'} tenant @param {(guest: Guest) => Promise<unknown>} what @returns {Walk} */
const whileExchanging = (tenant, what) => async (guest, row) => {
  await guest.tenant.interfere({ endpoint: 'token', tenant }, { kind: 'hang' }, 1);
  await guest.page.clock.install();
  await signsIn(guest, row);
  await expect.poll(async () => (await guest.tenant.recordings()).some((each) => each.endpoint === 'token' && each.tenant === tenant)).toBe(true);
  await guest.portal.sees('sign-in.exchanging.heading');
  await what(guest);
};

/** @param {(guest: Guest) => Promise<unknown>} what @returns {Walk} */
const whileLookingUp = (what) => async (guest, row) => {
  await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'hang' });
  if (!row.waits) await guest.page.clock.install();
  await signsIn(guest, row);
  await guest.portal.sees('license.checking.heading');
  await what(guest);
};

const patience = (/** @type {Guest} */ guest) => guest.page.clock.fastForward(30_000);
const reloading = (/** @type {Guest} */ guest) => guest.portal.reload();
/** @type {Way} */
const checkAgain = { press: 'problem.remedy.check-again', leadsTo: app, redirects: 0 };

/** @type {Row[]} */
const neverAnswered = [
  { step: 'exchange at home', fault: 'never answered', walk: whileExchanging('home', patience), page: 'NETWORK-02', way: tryAgain },
  { step: 'exchange at the host', fault: 'never answered', walk: whileExchanging('host', patience), page: 'NETWORK-02', way: tryAgain },
  { step: 'exchange at home', fault: 'a reload meanwhile', walk: whileExchanging('home', reloading), page: home, way: signIn },
  { step: 'exchange at the host', fault: 'a reload meanwhile', walk: whileExchanging('host', reloading), page: home, way: signIn },
  {
    step: 'exchange at the host',
    fault: 'an hour of sleep meanwhile',
    walk: whileExchanging('host', (guest) => guest.page.clock.fastForward(hour)),
    page: 'NETWORK-02',
    way: tryAgain,
  },
  { step: 'license question', fault: 'never answered', waits: true, walk: whileLookingUp(patience), page: 'NETWORK-03', way: checkAgain },
  { step: 'license question', fault: 'a reload meanwhile', walk: whileLookingUp(reloading), page: home, way: signIn },
  {
    step: 'license question',
    fault: 'never answered, and the guest does not wait',
    walk: whileLookingUp(async () => {}),
    page: 'license.checking.heading',
    way: { press: 'license.checking.skip', leadsTo: app, amidst: true, redirects: 0, says: ['license.could-not-tell'] },
  },
];

/** @type {Row[]} */
const travels = [
  {
    step: 'home sign-in page',
    fault: 'Back',
    async walk(guest, row) {
      await isAway(guest, row);
      await guest.goBack();
    },
    page: away,
    reload: { shows: away },
    way: tryHomeAgain,
  },
  {
    step: 'host sign-in page',
    fault: 'Back',
    person: 'pending',
    async walk(guest, row) {
      await signsIn(guest, row);
      await guest.signIn.sees('Review permissions');
      await guest.goBack();
    },
    page: away,
    reload: { shows: away },
    way: { press: 'sign-in.try-again', leadsTo: app, passes: ['Review permissions'] },
  },
  {
    step: 'after the sign-in',
    fault: 'a reload, Back and Forward',
    async walk(guest, row) {
      await reachesApp(guest, row);
      await guest.portal.reload();
      await guest.portal.sees(app);
      await guest.goBack();
      await guest.page.goForward();
      await guest.portal.ready();
    },
    page: app,
    exchanges: 2,
    reload: still,
    way: { press: 'app.have', leadsTo: 'launch.heading.mesh-pc', redirects: 0 },
  },
  {
    step: 'host sign-in page',
    fault: 'the tab is closed at its refusal, and the link opened again',
    rules: [{ match: { endpoint: 'authorize', tenant: 'host' }, do: { kind: 'oauth-error', code: 53003 } }],
    async walk(guest, row) {
      await signsIn(guest, row);
      await guest.portal.seesProblem('SIGNIN-06');
      await guest.page.close();
      const again = await guest.anotherTab();
      await again.open(guest.link('licensed'));
      return again;
    },
    page: home,
    reload: { shows: home },
    way: signIn,
  },
];

/** Asks for the permissions of the portal as well. @param {Walk} walk @returns {Walk} */
const withConsent = (walk) => async (guest, row) => {
  await guest.tenant.set({ consent: true });
  return walk(guest, row);
};

/** @param {Guest} guest @param {'Accept' | 'Cancel'} answer */
async function consent(guest, answer) {
  await guest.signIn.sees('Permissions requested');
  await guest.signIn.press(answer);
}

/** @type {Row[]} */
const cancels = [
  {
    step: 'home sign-in page',
    fault: 'Cancel',
    walk: withConsent(async (guest, row) => {
      await signsIn(guest, row);
      await consent(guest, 'Cancel');
    }),
    page: 'SIGNIN-01',
    number: 65004,
    way: { ...skipHomeKnown, passes: ['Permissions requested'] },
  },
  {
    step: 'host sign-in page',
    fault: 'Cancel',
    walk: withConsent(async (guest, row) => {
      await signsIn(guest, row);
      await consent(guest, 'Accept');
      // The same question, of the other organization.
      await guest.page.waitForURL((url) => !url.pathname.startsWith('/organizations/'));
      await consent(guest, 'Cancel');
    }),
    page: 'SIGNIN-01',
    number: 65004,
    way: { ...tryAgain, passes: ['Permissions requested'] },
  },
  {
    step: 'home sign-in page',
    fault: 'only an admin may approve, and the guest returns',
    async walk(guest, row) {
      await guest.tenant.set({ homeAdminApproval: true });
      await signsIn(guest, row);
      await guest.signIn.press('Return to the application without granting consent');
    },
    page: 'SIGNIN-04',
    number: 90094,
    way: skipHomeKnown,
  },
];

/** @type {Row[]} */
const tabs = [
  {
    step: 'home sign-in page',
    fault: 'the link is opened in a second tab',
    async walk(guest, row) {
      await isAway(guest, row);
      const second = await guest.anotherTab();
      await second.open(guest.link('licensed'));
      return second;
    },
    page: away,
    reload: { shows: away },
    way: tryHomeAgain,
    // The first tab comes to its end all the same.
    async afterwards(guest) {
      await guest.signIn.password(personCalled('licensed'));
      await guest.portal.sees(app);
    },
  },
  {
    step: 'home sign-in page',
    fault: 'it is moved to another tab',
    async walk(guest, row) {
      await isAway(guest, row);
      const address = guest.page.url();
      await guest.page.close();
      const other = await guest.anotherTab();
      await other.page.goto(address);
      await guest.signInPagesIn(other.page).password(personOf(row));
      return other;
    },
    page: app,
    exchanges: 2,
    reload: still,
    way: { press: 'app.have', leadsTo: 'launch.heading.mesh-pc', redirects: 0 },
  },
  {
    step: 'home sign-in page',
    fault: 'a second tab signs in for another event',
    async walk(guest, row) {
      const second = await guest.anotherTab();
      await second.open(guest.link('another evening'));
      await second.press('introduction.go.sign-in');
      await isAway(guest, row);
      const pages = guest.signInPagesIn(second.page);
      await pages.address(personOf(row));
      await pages.password(personOf(row));
      await second.sees(app);
      await guest.signIn.password(personOf(row));
    },
    page: app,
    exchanges: 4,
    redirects: 4,
    reload: still,
    way: { press: 'app.have', leadsTo: 'launch.heading.mesh-pc', redirects: 0 },
  },
];

/** @param {Guest} guest */
const sleeps = (guest) => guest.page.clock.fastForward(hour);

/** The clock of the device, off by a day. @param {number} off in milliseconds @param {Walk} walk @returns {Walk} */
const withClock = (off, walk) => async (guest, row) => {
  await guest.page.clock.install({ time: Date.now() + off });
  return walk(guest, row);
};
/** @type {Way} */
const clockPutRight = { ...tryAgain, meanwhile: (guest) => guest.page.clock.setSystemTime(Date.now()) };

/** @type {Row[]} */
const times = [
  {
    step: 'introduction',
    fault: 'an hour of sleep: nothing has begun yet',
    async walk(guest, row) {
      await guest.page.clock.install();
      await guest.open('licensed');
      await guest.portal.sees('introduction.heading');
      await sleeps(guest);
      await guest.portal.press('introduction.go.sign-in');
      await guest.signIn.password(personOf(row));
    },
    page: app,
    reload: still,
    way: { press: 'app.have', leadsTo: 'launch.heading.mesh-pc', redirects: 0 },
  },
  {
    step: 'home sign-in page',
    fault: 'an hour of sleep',
    async walk(guest, row) {
      await guest.page.clock.install();
      await isAway(guest, row);
      await sleeps(guest);
      await guest.signIn.password(personOf(row));
    },
    page: 'SIGNIN-14',
    exchanges: 0,
    way: tryAgain,
  },
  {
    step: 'refusal by the host',
    fault: 'an hour of sleep, and the policy is changed meanwhile',
    rules: [{ match: { endpoint: 'authorize', tenant: 'host' }, do: { kind: 'oauth-error', code: 53003 } }],
    async walk(guest, row) {
      await guest.page.clock.install();
      await signsIn(guest, row);
      await guest.portal.seesProblem('SIGNIN-06');
      await sleeps(guest);
    },
    page: 'SIGNIN-06',
    number: 53003,
    way: tryAgain,
  },
  {
    step: 'license question',
    fault: 'an hour of sleep, and the token has ended when it is asked again',
    person: 'no-license',
    async walk(guest, row) {
      await guest.page.clock.install();
      await seesLicenseMissing(guest, row);
      await sleeps(guest);
      await guest.tenant.interfere({ endpoint: 'graph' }, { kind: 'status', status: 401 });
      await guest.portal.press('license.check-again');
    },
    page: 'SIGNIN-27',
    way: { ...tryAgain, leadsTo: missing },
  },
  {
    step: 'license question',
    fault: 'the license is assigned while the page waits',
    person: 'no-license',
    walk: seesLicenseMissing,
    page: missing,
    reload: { shows: missing },
    way: {
      press: 'license.check-again.sign-in',
      leadsTo: app,
      async meanwhile(guest) {
        const value = licenseDetails(['SPE_E3', 'Teams_Premium_(for_Departments)']);
        await guest.tenant.interfere({ endpoint: 'graph.licenseDetails' }, { kind: 'status', status: 200, body: { value } });
      },
    },
  },
  {
    step: 'ID token of the host',
    fault: 'the clock is a day ahead',
    event: 'in three days',
    walk: withClock(day, signsIn),
    page: 'SIGNIN-24',
    reload: anew,
    way: clockPutRight,
  },
  {
    step: 'ID token of the host',
    fault: 'the clock is a day behind',
    event: 'in three days',
    walk: withClock(-day, signsIn),
    page: 'SIGNIN-24',
    way: clockPutRight,
  },
  {
    step: 'invite link',
    fault: 'the clock is a day ahead: the event seems over',
    walk: withClock(day, ({ portal, link }) => portal.open(link('licensed'))),
    page: 'LINK-07',
    keeps: 'link',
    reload: { shows: 'LINK-07' },
    way: { press: 'problem.remedy.continue-anyway', leadsTo: 'introduction.heading', amidst: true, redirects: 0 },
  },
];

/** @type {Row[]} */
const memory = [
  {
    step: 'introduction',
    fault: 'the browser keeps nothing any more',
    async walk(guest) {
      await guest.open('licensed');
      await guest.portal.sees('introduction.heading');
      await guest.page.evaluate(refuseWriting);
      await guest.portal.press('introduction.go.sign-in');
    },
    page: 'sign-in.not-possible.heading',
    keeps: 'link',
    way: { ...without, reload: 'introduction.heading' },
  },
];

/** @type {Row[]} */
export const life = [...offline, ...neverAnswered, ...travels, ...cancels, ...tabs, ...times, ...memory];
