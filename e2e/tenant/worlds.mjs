// Worlds: every test (and every newcomer) has the tenant to themselves.
// A world holds all that can change: who accepted, who is signed in, the switchboard, what was requested.
// The cookie `world` names it; tokens and codes carry it inside, because cross-origin requests bring no cookies.

import { randomUUID } from 'node:crypto';
import { objectId } from './claims.mjs';
import { crowdPeople } from './crowd.mjs';
import { assigned } from './licenses.mjs';
import { organizations } from './organizations.mjs';
import { newcomer, people } from './people.mjs';
import { defaultSwitches } from './switches.mjs';

/** @typedef {import('./people.mjs').Person} Person */

/**
 * What can change about a person. Whatever Graph shows of it is changed by a new standing in its place.
 * @typedef {object} Standing
 * @property {'Accepted' | 'PendingAcceptance' | null} invitation   null: not in Contoso by invitation
 * @property {string} invitationChanged   ISO time
 * @property {number} invitationRound     counts resets of the redemption; older tickets are void
 * @property {string | null} [redirect]   where a redeemed invitation leads; null: My Apps; absent: as the person was invited
 * @property {boolean} secondFactorRegistered
 * @property {import('./licenses.mjs').Assigned[]} licenses   in Contoso
 * @property {string | null} usageLocation                    in Contoso
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

/**
 * How often an address was invited, and how it was last.
 * @typedef {object} Invited
 * @property {string} address
 * @property {number} times
 * @property {number} mails              how many of the invitations Microsoft sent by mail
 * @property {string} name               as the invitation gave it
 * @property {string | null} language    of the mail
 * @property {string | null} message     the inviter's own words in the mail
 * @property {string[]} cc
 * @property {string} redirect           where the invitation leads
 */

/** @typedef {import('./switches.mjs').Switches} Switches */

export class World {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.generation = 0;
    /** @type {import('./switchboard.mjs').Rule[]} */
    this.rules = [];
    /** @type {Switches} */
    this.switches = defaultSwitches();
    /** @type {Recording[]} */
    this.recordings = [];
    this.reset();
  }

  /** Back to the first morning: nobody signed in, nothing accepted, consented or mailed, older tokens void. */
  reset() {
    this.generation += 1;
    /** @type {Map<string, Person>} */
    this.people = new Map();
    /** @type {Map<string, Person>} */
    this.addresses = new Map();
    /** Everyone by the object ids in either directory. @type {Map<string, Person>} */
    this.objects = new Map();
    /** @type {Map<string, Standing>} */
    this.standings = new Map();
    for (const person of people) this.#enroll(person);
    /** Everyone invited through Graph, by address. @type {Map<string, Invited>} */
    this.invitations = new Map();
    /** New guests that lists do not show yet: for how many reads. @type {Map<Person, number>} */
    this.unseen = new Map();
    /** @type {Map<string, Session>} */
    this.sessions = new Map();
    /** @type {Map<string, import('./signin.mjs').SignIn>} */
    this.signIns = new Map();
    /** Organization, person and scope, joined. @type {Set<string>} */
    this.consents = new Set();
    /** @type {Map<string, Mail[]>} */
    this.inboxes = new Map();
    this.rules = [];
    this.switches = defaultSwitches();
    this.recordings = [];
  }

  /** @param {Partial<Switches>} wished */
  turn(wished) {
    const before = this.switches.crowd;
    Object.assign(this.switches, wished);
    if (this.switches.crowd === before) return;
    for (const person of [...this.people.values()].filter((each) => each.crowd)) this.#dismiss(person);
    for (const person of crowdPeople(this.switches.crowd)) this.#enroll(person);
  }

  /** @param {Person} person */
  #enroll(person) {
    this.people.set(person.key, person);
    this.addresses.set(person.address, person);
    for (const organization of organizations) this.objects.set(objectId(organization, person), person);
  }

  /** @param {Person} person */
  #dismiss(person) {
    this.people.delete(person.key);
    this.addresses.delete(person.address);
    for (const organization of organizations) this.objects.delete(objectId(organization, person));
    this.standings.delete(person.key);
    this.unseen.delete(person);
  }

  /** @param {Person} person @returns {Standing} */
  #firstStanding(person) {
    return {
      invitation: person.invitation ?? null,
      invitationChanged: '2026-10-01T09:00:00Z',
      invitationRound: 0,
      secondFactorRegistered: false,
      licenses: assigned(person.licenses),
      usageLocation: person.usageLocation === undefined ? 'DE' : person.usageLocation,
    };
  }

  /** @param {string} address */
  personAt(address) {
    return this.addresses.get(address.trim().toLowerCase());
  }

  /** @param {import('./organizations.mjs').Organization} organization @param {string} id */
  personWithId(organization, id) {
    const person = this.objects.get(id);
    return person && objectId(organization, person) === id ? person : undefined;
  }

  /** @param {Person} person @returns {Standing} */
  standing(person) {
    const known = this.standings.get(person.key);
    if (known) return known;
    const fresh = this.#firstStanding(person);
    this.standings.set(person.key, fresh);
    return fresh;
  }

  /** @param {Person} person @param {Partial<Standing>} changes */
  #change(person, changes) {
    this.standings.set(person.key, { ...this.standing(person), ...changes });
  }

  /** Puts the address into Contoso's directory as a guest who has not accepted yet, unless it is there already.
   * @param {string} address @param {string} name @param {string} redirect
   * @returns {Person}
   */
  invite(address, name, redirect) {
    let person = this.personAt(address);
    if (!person) {
      person = newcomer(address.trim().toLowerCase(), name);
      this.#enroll(person);
      this.#appear(person);
    } else if (this.standing(person).invitation === null) {
      this.#appear(person);
    }
    this.#change(person, { redirect });
    return person;
  }

  /** @param {Person} person */
  #appear(person) {
    this.#change(person, { invitation: 'PendingAcceptance', invitationChanged: new Date().toISOString() });
    if (this.switches.directoryLags > 0) this.unseen.set(person, this.switches.directoryLags);
  }

  /** Keeps count of an invitation. @param {Person} person @param {Omit<Invited, 'address' | 'times' | 'mails'> & { mailed: boolean }} how */
  count({ address }, { mailed, ...last }) {
    const { times, mails } = this.invitations.get(address) ?? { times: 0, mails: 0 };
    this.invitations.set(address, { address, times: times + 1, mails: mails + (mailed ? 1 : 0), ...last });
  }

  /** Who is missing from the list that is read now. A read brings everyone closer to being seen. @returns {Set<Person>} */
  stillUnseen() {
    const missing = new Set(this.unseen.keys());
    for (const [person, reads] of this.unseen) {
      if (reads > 1) this.unseen.set(person, reads - 1);
      else this.unseen.delete(person);
    }
    return missing;
  }

  /** @param {Person} person */
  accept(person) {
    this.#change(person, { invitation: 'Accepted', invitationChanged: new Date().toISOString() });
  }

  /** The guest has to accept again, with a new ticket. @param {Person} person */
  resetRedemption(person) {
    this.#change(person, {
      invitation: 'PendingAcceptance',
      invitationRound: this.standing(person).invitationRound + 1,
      invitationChanged: new Date().toISOString(),
    });
  }

  /** @param {Person} person @param {import('./licenses.mjs').Assigned[]} licenses */
  license(person, licenses) {
    this.#change(person, { licenses });
  }

  /** @param {Person} person @param {string | null} usageLocation */
  locate(person, usageLocation) {
    this.#change(person, { usageLocation });
  }

  /** Deletes a guest from Contoso; an invitation of later starts from nothing. @param {Person} person */
  remove(person) {
    this.unseen.delete(person);
    this.#change(person, {
      invitation: null,
      invitationRound: this.standing(person).invitationRound + 1,
      secondFactorRegistered: false,
      licenses: [],
      usageLocation: null,
    });
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
