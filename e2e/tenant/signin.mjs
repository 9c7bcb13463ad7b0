// A sign-in from the first page to the last: which page comes next, and what a press on it does.
// The same pages serve an app's authorize request and the redemption of an invitation.

import { randomInt, randomUUID } from 'node:crypto';
import { cookies, setCookie } from './http.mjs';
import { adminScopes, organizationNamed, sharedAuthorities } from './organizations.mjs';
import { homeOrganization } from './people.mjs';
import { isGuest } from './claims.mjs';
import { requestedScopes } from './provider.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */
/** @typedef {import('./organizations.mjs').Organization} Organization */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('./worlds.mjs').World} World */
/** @typedef {import('./worlds.mjs').Session} Session */

/**
 * @typedef {object} SignIn
 * @property {string} id
 * @property {'app' | 'redeem'} purpose
 * @property {string} authority          tenant id, `organizations` or `common`
 * @property {URLSearchParams} asked     the parameters of the authorize request
 * @property {Person | null} invited     for `redeem`: whose invitation it is
 * @property {(visit: Visit, person: Person) => unknown} done      what follows a sign-in that succeeded
 * @property {(visit: Visit, code: number) => unknown} refused     what follows a refusal that is no dead end
 * @property {string} address            as typed, hinted or picked
 * @property {string} notice             what was wrong with the last entry
 * @property {Page | null} detour        a page the person went to by choice
 * @property {boolean} fresh             the session may not be used: the first factor is wanted again
 * @property {boolean} choose            the account picker is wanted
 * @property {boolean} proven            the first factor is passed
 * @property {boolean} approved          the second factor is passed
 * @property {boolean} staying           "Stay signed in?" is answered
 * @property {boolean} consented
 * @property {number} declined           the number of the refusal after Cancel; 0 while nothing was declined
 * @property {string} code               the one-time code that was mailed
 * @property {number} number             the number the authenticator shows
 */

/** @typedef {'account' | 'address' | 'options' | 'organization' | 'password' | 'one-time-code' | 'stay' | 'review' | 'more-information' | 'register' | 'approve' | 'consent' | 'admin-approval'} Page */

/**
 * What comes next. `ends` is the number of a dead end: a page with no way back to the app.
 * `refused` goes back to the app by redirect.
 * @typedef {{ page: Page } | { ends: number } | { refused: number } | { done: Person }} Next
 */

/**
 * @param {Visit} visit
 * @param {Pick<SignIn, 'purpose' | 'authority' | 'asked' | 'done' | 'refused'> & { invited?: Person }} what
 * @returns {SignIn}
 */
export function beginSignIn(visit, { purpose, authority, asked, invited, done, refused }) {
  const prompt = (asked.get('prompt') ?? '').split(' ');
  /** @type {SignIn} */
  const signIn = {
    id: randomUUID(),
    purpose,
    authority: withHint(authority, asked.get('domain_hint')),
    asked,
    invited: invited ?? null,
    done,
    refused,
    address: (asked.get('login_hint') ?? '').trim().toLowerCase(),
    notice: '',
    detour: null,
    fresh: prompt.includes('login'),
    choose: prompt.includes('select_account'),
    proven: false,
    approved: false,
    staying: false,
    consented: false,
    declined: 0,
    code: '',
    number: randomInt(10, 100),
  };
  visit.world.signIns.set(signIn.id, signIn);
  useSession(signIn, visit);
  return signIn;
}

/** A domain hint settles which organization a shared authority means. @param {string} authority @param {string | null} hint */
function withHint(authority, hint) {
  const hinted = hint && sharedAuthorities.includes(authority) ? organizationNamed(hint) : undefined;
  return hinted?.tenantId ?? authority;
}

/** Single sign-on: takes the account of the browser's session when there is just one that fits.
 * @param {SignIn} signIn @param {Visit} visit
 */
function useSession(signIn, { world, request }) {
  const fitting = signedIn(world, request).filter((person) => canSignInAt(signIn.authority, person));
  if (signIn.choose) {
    if (fitting.length === 0) signIn.choose = false;
    else signIn.address = '';
    return;
  }
  if (signIn.fresh) return;
  const hinted = fitting.find((person) => person.address === signIn.address);
  if (hinted || (signIn.address === '' && fitting.length === 1)) {
    signIn.address = (hinted ?? fitting[0]).address;
    signIn.proven = true;
    signIn.staying = true;
  } else if (signIn.address === '' && fitting.length > 1) {
    signIn.choose = true;
  }
}

/** Shared authorities admit work accounts only. @param {string} authority @param {Person} person */
function canSignInAt(authority, person) {
  return !sharedAuthorities.includes(authority) || homeOrganization(person) !== undefined;
}

/** The organization the person is about to enter; none while a shared authority waits for an address.
 * @param {SignIn} signIn @param {World} world
 * @returns {Organization | undefined}
 */
export function enteredOrganization(signIn, world) {
  if (!sharedAuthorities.includes(signIn.authority)) return organizationNamed(signIn.authority);
  const person = world.personAt(signIn.address);
  return person && homeOrganization(person);
}

/** @param {SignIn} signIn @param {Visit} visit @returns {Next} */
export function nextStep(signIn, { world, request }) {
  if (signIn.detour) return { page: signIn.detour };
  if (signIn.choose) return { page: 'account' };
  const person = world.personAt(signIn.address);
  if (!person || !canSignInAt(signIn.authority, person)) {
    if (signIn.address !== '' && signIn.notice === '') signIn.notice = person ? 'personal' : 'unknown';
    return { page: 'address' };
  }
  if (!signIn.proven) return { page: person.home === 'email-only' ? 'one-time-code' : 'password' };
  if (world.switches.staySignedIn && !signIn.staying) return { page: 'stay' };

  const organization = enteredOrganization(signIn, world);
  if (!organization) return { page: 'address' };
  const standing = world.standing(person);
  if (isGuest(organization, person)) {
    if (organization.role !== 'host' || standing.invitation === null) return { ends: 50020 };
    if (signIn.invited && signIn.invited !== person) return { ends: 50020 };
  }
  if (organization.role === 'host') {
    if (person.blocked && signIn.purpose === 'app') return { refused: 53003 };
    if (person.needsSecondFactor && !signIn.approved && !session(world, request)?.session.secondFactor.has(person.key)) {
      if (!standing.secondFactorRegistered) return { page: 'more-information' };
      return { page: 'approve' };
    }
  }
  if (signIn.declined) return { refused: signIn.declined };
  if (isGuest(organization, person) && standing.invitation === 'PendingAcceptance') return { page: 'review' };
  if (signIn.purpose === 'app') {
    if (needsAdministrator(signIn, world, organization)) return { page: 'admin-approval' };
    if (needsConsent(signIn, world, organization, person)) return { page: 'consent' };
  }
  return { done: person };
}

/** Whether an administrator of the organization would have to approve first. @param {SignIn} signIn @param {World} world @param {Organization} organization */
function needsAdministrator({ asked }, { switches }, { role }) {
  if (role === 'home') return switches.homeAdminApproval;
  return requestedScopes(asked.get('scope')).some((scope) => switches.unconsented.includes(scope));
}

/** @param {SignIn} signIn @param {World} world @param {Organization} organization @param {Person} person */
function needsConsent(signIn, world, organization, person) {
  if (signIn.consented) return false;
  if ((signIn.asked.get('prompt') ?? '').split(' ').includes('consent')) return true;
  return world.switches.consent && !world.consents.has(consentKey(signIn, organization, person));
}

/** @param {SignIn} signIn @param {Organization} organization @param {Person} person */
function consentKey(signIn, organization, person) {
  return [organization.tenantId, person.key, ...consentedScopes(signIn)].join(' ');
}

/** What the person is asked to allow. @param {SignIn} signIn */
export function consentedScopes(signIn) {
  return (signIn.asked.get('scope') ?? '').split(' ').filter((scope) => scope !== '' && !adminScopes.includes(scope)).sort();
}

/** The number a silent request is refused with where a page would be shown.
 * @param {Next} next @returns {number | undefined}
 */
export function silentRefusal(next) {
  if ('ends' in next) return 16000;
  if ('refused' in next) return next.refused;
  if ('done' in next) return undefined;
  switch (next.page) {
    case 'approve':
      return 50076;
    case 'more-information':
    case 'register':
      return 50079;
    case 'review':
    case 'consent':
      return 65001;
    case 'admin-approval':
      return 90094;
    default:
      return 50058;
  }
}

/**
 * What a press on the current page does. Unknown presses change nothing, so the page is shown again.
 * @param {SignIn} signIn
 * @param {URLSearchParams} form
 * @param {Visit} visit
 */
export function press(signIn, form, visit) {
  const { world } = visit;
  const next = nextStep(signIn, visit);
  const page = 'page' in next ? next.page : null;
  const button = form.get('press');
  signIn.notice = '';
  if (button === 'back' || button === 'another') {
    if (button === 'another') forgetSession(visit);
    startOver(signIn);
    return;
  }
  const person = world.personAt(signIn.address);
  switch (page) {
    case 'account':
      pick(signIn, form.get('account') ?? '', visit);
      return;
    case 'address':
      if (button === 'options') signIn.detour = 'options';
      else typeAddress(signIn, form.get('address') ?? '', world);
      return;
    case 'options':
      signIn.detour = button === 'organization' ? 'organization' : null;
      return;
    case 'organization':
      findOrganization(signIn, form.get('domain') ?? '');
      return;
    case 'password':
      if (person && form.get('password') === person.password) signIn.proven = true;
      else signIn.notice = 'password';
      return;
    case 'one-time-code':
      if (button === 'resend') signIn.code = '';
      else if (signIn.code !== '' && form.get('code')?.trim() === signIn.code) signIn.proven = true;
      else signIn.notice = 'code';
      return;
    case 'stay':
      signIn.staying = true;
      return;
    case 'more-information':
      signIn.detour = 'register';
      return;
    case 'register':
      signIn.detour = null;
      if (person) world.standing(person).secondFactorRegistered = true;
      return;
    case 'approve':
      signIn.approved = true;
      return;
    case 'review':
      if (button !== 'accept') signIn.declined = 65004;
      else if (person) world.accept(person);
      return;
    case 'consent':
      if (button === 'accept' && person) {
        signIn.consented = true;
        const organization = enteredOrganization(signIn, world);
        if (organization) world.consents.add(consentKey(signIn, organization, person));
      } else {
        signIn.declined = 65004;
      }
      return;
    case 'admin-approval':
      if (button === 'leave') signIn.declined = 90094;
  }
}

/** @param {SignIn} signIn @param {string} key @param {Visit} visit */
function pick(signIn, key, { world, request }) {
  const person = world.people.get(key);
  signIn.choose = false;
  if (!person) {
    startOver(signIn);
    signIn.fresh = true;
    return;
  }
  signIn.address = person.address;
  signIn.proven = !signIn.fresh && signedIn(world, request).includes(person);
  signIn.staying = signIn.proven;
}

/** @param {SignIn} signIn @param {string} typed @param {World} world */
function typeAddress(signIn, typed, world) {
  signIn.address = typed.trim().toLowerCase();
  const person = world.personAt(signIn.address);
  if (signIn.address === '') signIn.notice = 'missing';
  else if (!person) signIn.notice = 'unknown';
  else if (!canSignInAt(signIn.authority, person)) signIn.notice = 'personal';
}

/** @param {SignIn} signIn @param {string} domain */
function findOrganization(signIn, domain) {
  const found = organizationNamed(domain.trim());
  if (found) {
    startOver(signIn);
    signIn.authority = found.tenantId;
  } else {
    signIn.notice = 'domain';
  }
}

/** Back to the address field. @param {SignIn} signIn */
function startOver(signIn) {
  Object.assign(signIn, { address: '', detour: null, choose: false, proven: false, approved: false, consented: false, declined: 0, code: '' });
}

/** Sends the one-time code once per sign-in and per press of Resend. @param {SignIn} signIn @param {World} world */
export function mailOneTimeCode(signIn, world) {
  if (signIn.code !== '') return;
  signIn.code = String(randomInt(10_000_000, 100_000_000));
  world.deliver(signIn.address, {
    at: new Date().toISOString(),
    from: 'Contoso (via Microsoft)',
    subject: 'Your Contoso account verification code',
    code: signIn.code,
  });
}

/** The browser remembers who passed the first factor, and Contoso's second one. @param {SignIn} signIn @param {Visit} visit */
export function rememberSession(signIn, { world, request, response }) {
  const person = world.personAt(signIn.address);
  if (!person || !signIn.proven) return;
  const known = session(world, request);
  if (known?.session.accounts.has(person.key) && (!signIn.approved || known.session.secondFactor.has(person.key))) return;
  const { id, session: kept } = known ?? world.newSession();
  kept.accounts.add(person.key);
  if (signIn.approved) kept.secondFactor.add(person.key);
  setCookie(response, sessionCookie, id);
}

/** @param {Visit} visit */
export function forgetSession({ world, request, response }) {
  const known = session(world, request);
  if (known) world.sessions.delete(known.id);
  setCookie(response, sessionCookie, '');
}

const sessionCookie = 'tenant-session';

/** @param {World} world @param {import('node:http').IncomingMessage} request @returns {{ id: string, session: Session } | undefined} */
function session(world, request) {
  const id = cookies(request).get(sessionCookie) ?? '';
  const found = world.sessions.get(id);
  return found && { id, session: found };
}

/** Everyone signed in to this browser. @param {World} world @param {import('node:http').IncomingMessage} request @returns {Person[]} */
export function signedIn(world, request) {
  return [...(session(world, request)?.session.accounts ?? [])].flatMap((key) => world.people.get(key) ?? []);
}
