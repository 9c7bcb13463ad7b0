// Microsoft shows a page of its own, from which nothing leads back: the guest goes back in the browser and tells what
// was seen, mostly by pasting the whole page.

import { anotherAccount, app, skipHome, startOver, without } from './row.mjs';
import { leaves, signsIn } from './walks.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Guest} Guest */

/** @type {Way} */
const tryAgain = { press: 'problem.remedy.try-again', leadsTo: app };
/** The attempt that waited still knew the invited address. @type {Way} */
const skip = { ...skipHome, passes: ['password'] };
/** @type {Way} */
const acceptInvitation = { press: 'problem.remedy.accept-invitation', leadsTo: app };

/** AADSTS number, page, way on. @type {[number, string, Way][]} */
const atHost = [
  [16000, 'SIGNIN-02', anotherAccount],
  [50011, 'SIGNIN-13', startOver],
  [50014, 'SIGNIN-03', acceptInvitation],
  [50020, 'SIGNIN-02', tryAgain],
  [50089, 'SIGNIN-27', tryAgain],
  [50105, 'SIGNIN-11', without],
  [53000, 'SIGNIN-07', tryAgain],
  [53003, 'SIGNIN-06', without],
  [65001, 'SIGNIN-05', tryAgain],
  [90072, 'SIGNIN-02', anotherAccount],
  [90094, 'SIGNIN-05', without],
  [500021, 'SIGNIN-26', tryAgain],
  [500212, 'SIGNIN-09', tryAgain],
  [500213, 'SIGNIN-10', without],
  [700016, 'SIGNIN-12', tryAgain],
  [90002, 'SIGNIN-23', startOver],
  [59999, 'SIGNIN-22', tryAgain],
];

/** @type {[number, string, Way][]} */
const atHome = [
  [50020, 'SIGNIN-21', skip],
  [53003, 'SIGNIN-04', skip],
  [65001, 'SIGNIN-04', skip],
  [700016, 'SIGNIN-04', skip],
  [90094, 'SIGNIN-04', skip],
  [59999, 'SIGNIN-22', skip],
];

/** What the guest writes instead of pasting, page. @type {[string, string][]} */
const inWords = [
  ['it said aadsts 50105 or so', 'SIGNIN-11'],
  ['Need admin approval', 'SIGNIN-05'],
  ['<script>document.title=1</script>', 'SIGNIN-22'],
  ['something with an error', 'SIGNIN-22'],
];

/** Comes to a page without a way back, takes it all along, goes back and tells. @param {Guest} guest @param {number} number @param {string} [words] what is told instead */
async function comesBackAndTells(guest, number, words) {
  await guest.signIn.deadEnd(number);
  const seen = words ?? (await guest.page.getByRole('main').innerText());
  await guest.goBack();
  await guest.portal.sees('sign-in.away.heading');
  await guest.portal.saw(seen);
}

/** @param {'home' | 'host'} tenant @param {number} number @param {string} [words] @returns {Pick<Row, 'step' | 'rules' | 'walk' | 'reload'>} */
const showing = (tenant, number, words) => ({
  step: `${tenant} sign-in page`,
  rules: [{ match: { endpoint: 'authorize', tenant }, do: { kind: 'microsoft-page', code: number } }],
  async walk(guest, row) {
    await (tenant === 'home' ? leaves : signsIn)(guest, row);
    await comesBackAndTells(guest, number, words);
  },
  // The attempt still waits for an answer.
  reload: { shows: 'sign-in.away.heading', tell: words ?? `AADSTS${number}` },
});

/** @type {Row[]} */
export const microsoftPages = [
  ...atHost.map(([number, page, way]) => ({ ...showing('host', number), fault: `ends on AADSTS${number}`, number, page, way })),
  ...atHome.map(([number, page, way]) => ({ ...showing('home', number), fault: `ends on AADSTS${number}`, number, page, way })),
  ...inWords.map(([words, page]) => ({ ...showing('host', 90094, words), fault: `is told of as "${words}"`, page, way: tryAgain })),
  { ...showing('home', 90094, 'Need admin approval'), fault: 'is told of as "Need admin approval"', page: 'SIGNIN-04', way: skip },
];
