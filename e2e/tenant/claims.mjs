// ID tokens as Entra issues them, and the ids they carry.

import { createHash, sign } from 'node:crypto';
import { homeOrganization } from './people.mjs';
import { app } from './organizations.mjs';

/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('./organizations.mjs').Organization} Organization */

/** The tenant id that stands for personal accounts everywhere at Microsoft. */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** A stable id in GUID form. @param {...string} parts */
export function guid(...parts) {
  const hex = createHash('sha256').update(parts.join('|')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Ids of people by tenant: a crowd is listed often. @type {WeakMap<Person, Map<string, string>>} */
const objectIds = new WeakMap();

/** The person's object id in a directory: another one in each. @param {Organization} organization @param {Person} person */
export function objectId({ tenantId }, person) {
  const known = objectIds.get(person) ?? new Map();
  objectIds.set(person, known);
  const id = known.get(tenantId) ?? guid('object', tenantId, person.key);
  known.set(tenantId, id);
  return id;
}

/** Whether the person is a guest in that organization rather than a member. @param {Organization} organization @param {Person} person */
export function isGuest(organization, person) {
  return homeOrganization(person) !== organization;
}

/** The identity provider that vouches for a guest. @param {Person} person */
export function identityProvider(person) {
  if (person.home === 'microsoft-account') return 'live.com';
  if (person.home === 'email-only') return 'mail';
  return `https://sts.windows.net/${person.home.tenantId}/`;
}

/**
 * The claims about a person, without the ones that belong to a single answer (nonce and times).
 * @param {Organization} organization
 * @param {Person} person
 * @param {string[]} scopes
 * @param {import('./worlds.mjs').Switches} switches
 * @returns {Record<string, unknown>}
 */
export function personClaims(organization, person, scopes, switches) {
  const guest = isGuest(organization, person);
  const oid = objectId(organization, person);
  return {
    ...(guest ? { idp: identityProvider(person) } : {}),
    ...(guest || scopes.includes('email') ? { email: person.address } : {}),
    ...(scopes.includes('profile') ? { name: person.name, oid, preferred_username: person.address } : {}),
    ...(switches.acct ? { acct: guest ? 1 : 0 } : {}),
    ...(switches.loginHint ? { login_hint: createHash('sha256').update(`hint|${oid}`).digest('base64url') } : {}),
    sub: createHash('sha256').update(`sub|${app.clientId}|${oid}`).digest('base64url'),
    tid: organization.tenantId,
    ver: '2.0',
  };
}

/** The `client_info` value: who the person is at home. @param {Organization} organization @param {Person} person */
export function clientInfo(organization, person) {
  const home = homeOrganization(person);
  const ids = home
    ? { uid: objectId(home, person), utid: home.tenantId }
    : { uid: objectId(organization, person), utid: person.home === 'microsoft-account' ? personalTenantId : organization.tenantId };
  return Buffer.from(JSON.stringify(ids)).toString('base64url');
}

/** The claims inside a signed token, unchecked. @param {string} token @returns {Record<string, unknown>} */
export function claimsInside(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));
}

/** @param {Record<string, unknown>} claims @param {import('./provider.mjs').Directory['key']} key */
export function signedToken(claims, key) {
  const parts = encoded({ typ: 'JWT', alg: 'RS256', kid: key.keyId }, claims);
  return `${parts}.${sign('sha256', Buffer.from(parts), key.privateKey).toString('base64url')}`;
}

/** A token that anybody could have made. @param {Record<string, unknown>} claims */
export function unsignedToken(claims) {
  return `${encoded({ typ: 'JWT', alg: 'none' }, claims)}.`;
}

/** @param {Record<string, unknown>[]} parts */
function encoded(...parts) {
  return parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}
