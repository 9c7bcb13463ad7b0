// The ID token is not what it must be, or says what nobody expects. Its signature is not looked at: it came from the
// token endpoint itself, and nothing is protected by it. Who it is for, from whom, and for which attempt is.

import { anew, anotherAccount, app, haveApp, still, tryAgain, without } from './row.mjs';
import { personOf, signsIn } from './walks.mjs';

/** @typedef {import('./row.mjs').Row} Row */
/** @typedef {import('./row.mjs').Way} Way */
/** @typedef {import('./row.mjs').Action} Action */

const hour = 3600;
const elsewhere = '11111111-2222-4333-8444-555555555555';
const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

/** @param {Record<string, unknown>} set @returns {Action} */
const saying = (set) => ({ kind: 'claims', set });
/** Times, in seconds from when the token is issued. @param {Record<string, number>} fromIssue @returns {Action} */
const dated = (fromIssue) => ({ kind: 'claims', fromIssue });
/** @param {...string} without @returns {Action} */
const lacking = (...without) => ({ kind: 'claims', without });

/** What it is, how, page, way on. @type {[string, Action, string, Way][]} */
const refusedAtHost = [
  ['is for another app', saying({ aud: '00000000-1111-4222-8333-444444444444' }), 'SIGNIN-17', tryAgain],
  ['is from another sign-in service', saying({ iss: 'https://login.example/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811/v2.0' }), 'SIGNIN-17', tryAgain],
  ['is of another tenant', saying({ tid: elsewhere }), 'SIGNIN-17', anotherAccount],
  ['is for another attempt', saying({ nonce: 'another' }), 'SIGNIN-17', tryAgain],
  ['is unsigned, and for another attempt', { kind: 'claims', set: { nonce: 'another' }, unsigned: true }, 'SIGNIN-17', without],
  ['is long expired', dated({ exp: -hour }), 'SIGNIN-24', tryAgain],
  ['is not valid yet', dated({ nbf: hour }), 'SIGNIN-24', without],
  ['says its times in words', saying({ exp: 'tomorrow' }), 'SIGNIN-17', tryAgain],
  ['is of the first version', saying({ ver: '1.0' }), 'SIGNIN-17', tryAgain],
  ['names its owner by something else than an id', saying({ oid: 'ada' }), 'SIGNIN-17', without],
  ['lacks the app', lacking('aud'), 'SIGNIN-17', tryAgain],
  ['lacks the tenant', lacking('tid'), 'SIGNIN-17', tryAgain],
  ['lacks the issuer', lacking('iss'), 'SIGNIN-17', without],
  ['lacks the attempt', lacking('nonce'), 'SIGNIN-17', tryAgain],
  ['lacks its end', lacking('exp'), 'SIGNIN-24', tryAgain],
  ['is missing', { kind: 'answer', without: ['id_token'] }, 'SIGNIN-17', tryAgain],
  ['is no JWT', { kind: 'answer', set: { id_token: 'not a token' } }, 'SIGNIN-17', tryAgain],
  ['is a JWT of no JSON', { kind: 'answer', set: { id_token: 'e30.bm90IGpzb24.e30' } }, 'SIGNIN-17', without],
  ['is a hundred thousand levels deep', { kind: 'answer', set: { id_token: `e30.${Buffer.from('['.repeat(100_000)).toString('base64url')}.e30` } }, 'SIGNIN-17', tryAgain],
];

/** @type {[string, Action, string, Way][]} */
const refusedAtHome = [
  ['is for another attempt', saying({ nonce: 'another' }), 'SIGNIN-17', tryAgain],
  ['is from another sign-in service', saying({ iss: `https://login.example/${elsewhere}/v2.0` }), 'SIGNIN-17', without],
  ['is of another tenant than its issuer', saying({ tid: elsewhere }), 'SIGNIN-17', tryAgain],
  ['is no JWT', { kind: 'answer', set: { id_token: 'not a token' } }, 'SIGNIN-17', tryAgain],
];

/** What it says, how, what the page says and shows of it. @type {[string, Action, string[], string[]][]} */
const taken = [
  ['is a few minutes off: clocks differ', dated({ nbf: 240, exp: 600 }), [], ['ada@fabrikam.com']],
  ['is unsigned, and right in all else', { kind: 'claims', unsigned: true }, [], ['ada@fabrikam.com']],
  ['has markup for a user name', saying({ preferred_username: markup }), [], [markup]],
  ['has markup for a name, and no user name', { kind: 'claims', set: { name: markup }, without: ['preferred_username'] }, [], [markup]],
  ['names nobody', lacking('preferred_username', 'name'), ['visitor.unnamed'], []],
  ['has thousands of claims besides', saying({ groups: Array(5_000).fill(elsewhere) }), [], ['ada@fabrikam.com']],
  ['says that this is a guest', { kind: 'claims', set: { acct: 1 }, without: ['idp'] }, ['visitor.guest'], []],
  ['says that this is a member', saying({ acct: 0 }), ['visitor.member.mesh-pc'], []],
  ['says in words that this is a member', saying({ acct: '0' }), ['visitor.member.mesh-pc'], []],
];

/** @param {'home' | 'host'} tenant @param {Action} action @returns {Pick<Row, 'step' | 'rules'>} */
const holding = (tenant, action) => ({
  step: `ID token of the ${tenant}`,
  rules: [{ match: { endpoint: 'token', tenant }, do: action }],
});

/** @type {Row[]} */
export const idToken = [
  ...refusedAtHost.map(([fault, action, page, way]) => ({ ...holding('host', action), fault, page, reload: anew, way })),
  ...refusedAtHome.map(([fault, action, page, way]) => ({ ...holding('home', action), fault, page, reload: anew, way })),
  ...taken.map(([fault, action, says, texts]) => {
    const row = holding('host', action);
    return {
      ...row,
      fault,
      // Graph would know better who this is.
      rules: [...(row.rules ?? []), /** @type {const} */ ({ match: { endpoint: 'graph.me' }, do: { kind: 'status', status: 403 } })],
      page: app,
      says,
      texts,
      reload: still,
      way: haveApp,
    };
  }),
  {
    ...holding('host', saying({ preferred_username: 'x'.repeat(2_000) })),
    fault: 'has a user name of two thousand letters',
    page: app,
    reload: still,
    way: haveApp,
  },
  {
    ...holding('home', saying({ preferred_username: 'x'.repeat(20_000) })),
    fault: 'has a user name of twenty thousand letters: it is no hint for the host',
    page: app,
    reload: still,
    way: haveApp,
  },
  {
    ...holding('home', saying({ preferred_username: markup })),
    fault: 'has markup for a user name: the host asks who this is',
    walk: answersAgain,
    page: app,
    reload: still,
    way: haveApp,
  },
];

/** The hint of the first sign-in is nobody's address, so the second one asks for it. @param {import('./row.mjs').Guest} guest @param {Row} row */
async function answersAgain(guest, row) {
  await signsIn(guest, row);
  await guest.signIn.address(personOf(row));
  await guest.signIn.password(personOf(row));
}
