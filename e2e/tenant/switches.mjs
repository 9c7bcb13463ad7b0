// Behavior of the whole tenant that some deployments have and others have not. Each world has its own.

import { largestCrowd } from './crowd.mjs';
import { adminScopes } from './organizations.mjs';

/**
 * @typedef {object} Switches
 * @property {boolean} acct               ID tokens carry the optional claim `acct`
 * @property {boolean} loginHint          ID tokens carry the optional claim `login_hint`
 * @property {boolean} iss                the authorization answer carries `iss` (RFC 9207). Entra documents none
 * @property {boolean} consent            "Permissions requested" on first use, in each organization
 * @property {boolean} homeAdminApproval  Fabrikam lets only administrators approve apps
 * @property {boolean} staySignedIn       "Stay signed in?" after the password
 * @property {string[]} unconsented       scopes no administrator of Contoso has consented to
 * @property {string[]} blockedDomains    domains Contoso invites nobody from
 * @property {number} directoryLags       for how many reads of `/users` a new guest stays out of sight
 * @property {number} crowd               how far the numbers of the crowd go; see crowd.mjs
 * @property {number | null} premiumSeats   Teams Premium seats bought; null: enough for the people by name, and for 60 % of the crowd
 */

/** @type {Readonly<Switches>} */
const firstSwitches = {
  acct: false,
  loginHint: false,
  iss: false,
  consent: false,
  homeAdminApproval: false,
  staySignedIn: false,
  unconsented: [],
  blockedDomains: [],
  directoryLags: 0,
  crowd: 0,
  premiumSeats: null,
};

export const defaultSwitches = () => structuredClone(firstSwitches);

/** @param {unknown} value */
const isBoolean = (value) => typeof value === 'boolean';

/** @param {number} most @returns {(value: unknown) => boolean} */
const isCount = (most) => (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;

/** @param {(text: string) => boolean} fits @returns {(value: unknown) => boolean} */
const isListOf = (fits) => (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' && fits(each));

/** What each switch takes, in words and as a test. @type {Record<keyof Switches, { takes: string, fits: (value: unknown) => boolean }>} */
const kinds = {
  acct: { takes: 'true or false', fits: isBoolean },
  loginHint: { takes: 'true or false', fits: isBoolean },
  iss: { takes: 'true or false', fits: isBoolean },
  consent: { takes: 'true or false', fits: isBoolean },
  homeAdminApproval: { takes: 'true or false', fits: isBoolean },
  staySignedIn: { takes: 'true or false', fits: isBoolean },
  unconsented: { takes: `a list of scopes out of ${adminScopes.join(', ')}`, fits: isListOf((scope) => adminScopes.includes(scope)) },
  blockedDomains: { takes: 'a list of domains in lower case', fits: isListOf((domain) => /^[a-z0-9.-]+$/.test(domain)) },
  directoryLags: { takes: 'a whole number up to 1000', fits: isCount(1000) },
  crowd: { takes: `a whole number up to ${largestCrowd}`, fits: isCount(largestCrowd) },
  premiumSeats: { takes: 'null or a whole number', fits: (value) => value === null || isCount(1_000_000)(value) },
};

/** The wished switches, or what is wrong with them. @param {unknown} wished @returns {Partial<Switches> | { error: string }} */
export function readSwitches(wished) {
  if (typeof wished !== 'object' || wished === null || Array.isArray(wished)) return { error: 'expected an object of switches' };
  for (const [name, value] of Object.entries(wished)) {
    if (!Object.hasOwn(kinds, name)) return { error: `expected one of ${Object.keys(kinds).join(', ')}, got ${name}` };
    const { takes, fits } = kinds[/** @type {keyof Switches} */ (name)];
    if (!fits(value)) return { error: `expected ${name} to be ${takes}, got ${JSON.stringify(value)}` };
  }
  return wished;
}
