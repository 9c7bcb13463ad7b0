// Worlds: every test (and every newcomer) has the tenant to themselves.
// A world holds all that can change: who accepted, who is signed in, the switchboard, what was requested.
// The cookie `world` names it; tokens and codes carry it inside, because cross-origin requests bring no cookies.

import { randomUUID } from 'node:crypto';
import { newcomer, people } from './people.mjs';

/** @typedef {import('./people.mjs').Person} Person */

/**
 * What can change about a person.
 * @typedef {object} Standing
 * @property {'Accepted' | 'PendingAcceptance' | null} invitation   null: not in Contoso by invitation
 * @property {string} invitationChanged   ISO time
 * @property {number} invitationRound     counts resets of the redemption; older tickets are void
 * @property {string | null} [redirect]   where a redeemed invitation leads; null: My Apps; absent: as the person was invited
 * @property {boolean} secondFactorRegistered
 */

/**
 * One browser's sign-ins. As at Entra, one session serves every organization.
 * @typedef {object} Session
 * @property {Set<string>} accounts       keys of the people signed in
 * @property {Set<string>} secondFactor   keys of those who passed Contoso's second factor
 */

/** @typedef {{ at: string, from: string, subject: string, code: string }} Mail */

/**
 * @typedef {object} Recording
 * @property {string} at
 * @property {string} endpoint
 * @property {string} method
 * @property {string} path
 * @property {string[]} query     names only: values may be secret
 * @property {string[]} form      names only
 * @property {string | null} tenant   'host', 'home' or null
 * @property {string | null} person   key, where it is known
 */

/** Behavior of the whole tenant that some deployments have and others have not. */
export const defaultSwitches = {
  /** ID tokens carry the optional claim `acct`. */
  acct: false,
  /** ID tokens carry the optional claim `login_hint`. */
  loginHint: false,
  /** The authorization answer carries `iss` (RFC 9207). Entra documents none. */
  iss: false,
  /** "Permissions requested" on first use, in each organization. */
  consent: false,
  /** Fabrikam lets only administrators approve apps. */
  homeAdminApproval: false,
  /** "Stay signed in?" after the password. */
  staySignedIn: false,
};

/** @typedef {typeof defaultSwitches} Switches */

export class World {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.generation = 0;
    /** @type {import('./switchboard.mjs').Rule[]} */
    this.rules = [];
    /** @type {Switches} */
    this.switches = { ...defaultSwitches };
    /** @type {Recording[]} */
    this.recordings = [];
    this.reset();
  }

  /** Back to the first morning: nobody signed in, nothing accepted, consented or mailed, older tokens void. */
  reset() {
    this.generation += 1;
    /** @type {Map<string, Person>} */
    this.people = new Map(people.map((person) => [person.key, person]));
    /** @type {Map<string, Standing>} */
    this.standings = new Map(people.map((person) => [person.key, this.#firstStanding(person)]));
    /** @type {Map<string, Session>} */
    this.sessions = new Map();
    /** @type {Map<string, import('./signin.mjs').SignIn>} */
    this.signIns = new Map();
    /** Organization, person and scope, joined. @type {Set<string>} */
    this.consents = new Set();
    /** @type {Map<string, Mail[]>} */
    this.inboxes = new Map();
    this.rules = [];
    this.switches = { ...defaultSwitches };
    this.recordings = [];
  }

  /** @param {Person} person @returns {Standing} */
  #firstStanding(person) {
    return {
      invitation: person.invitation ?? null,
      invitationChanged: '2026-10-01T09:00:00Z',
      invitationRound: 0,
      secondFactorRegistered: false,
    };
  }

  /** @param {string} address */
  personAt(address) {
    const wanted = address.trim().toLowerCase();
    return [...this.people.values()].find((person) => person.address === wanted);
  }

  /** @param {Person} person @returns {Standing} */
  standing(person) {
    const known = this.standings.get(person.key);
    if (known) return known;
    const fresh = this.#firstStanding(person);
    this.standings.set(person.key, fresh);
    return fresh;
  }

  /** Puts the address into Contoso's directory as a guest who has not accepted yet.
   * @param {string} address @param {string} name @param {string} redirect
   * @returns {Person}
   */
  invite(address, name, redirect) {
    let person = this.personAt(address);
    if (!person) {
      person = newcomer(address.trim().toLowerCase(), name);
      this.people.set(person.key, person);
    }
    const standing = this.standing(person);
    if (standing.invitation !== 'Accepted') standing.invitation = 'PendingAcceptance';
    standing.redirect = redirect;
    return person;
  }

  /** @param {Person} person */
  accept(person) {
    const standing = this.standing(person);
    standing.invitation = 'Accepted';
    standing.invitationChanged = new Date().toISOString();
  }

  /** The guest has to accept again, with a new ticket. @param {Person} person */
  resetRedemption(person) {
    const standing = this.standing(person);
    standing.invitation = 'PendingAcceptance';
    standing.invitationRound += 1;
    standing.invitationChanged = new Date().toISOString();
  }

  /** @param {string} address @param {Mail} mail */
  deliver(address, mail) {
    this.inboxes.set(address, [mail, ...(this.inboxes.get(address) ?? [])]);
  }

  /** @returns {{ id: string, session: Session }} */
  newSession() {
    const id = randomUUID();
    /** @type {Session} */
    const session = { accounts: new Set(), secondFactor: new Set() };
    this.sessions.set(id, session);
    return { id, session };
  }

  /** Names a person of this world inside codes and tokens. @param {Person} person */
  accountId(person) {
    return `${this.name}/${this.generation}/${person.key}`;
  }

  /** @param {Recording} recording */
  record(recording) {
    this.recordings.push(recording);
    if (this.recordings.length > 2000) this.recordings.shift();
  }
}

export class Worlds {
  /** @type {Map<string, World>} */
  #worlds = new Map();

  /** The world of that name, made on first use; names that cannot be a cookie value mean `default`.
   * @param {string | null | undefined} name
   * @returns {World}
   */
  named(name) {
    const key = name && /^[\w.-]{1,64}$/.test(name) ? name : 'default';
    const known = this.#worlds.get(key);
    if (known) return known;
    const world = new World(key);
    this.#worlds.set(key, world);
    return world;
  }

  /** Who an account id means; nothing once its world was reset.
   * @param {string | undefined} accountId
   * @returns {{ world: World, person: Person } | undefined}
   */
  account(accountId) {
    const [name, generation, ...key] = (accountId ?? '').split('/');
    const world = this.named(name);
    const person = world.people.get(key.join('/'));
    return person && String(world.generation) === generation ? { world, person } : undefined;
  }
}
