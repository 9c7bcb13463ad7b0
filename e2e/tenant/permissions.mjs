// What a caller may do: the scopes of the token and the directory roles of the person have to allow it, both.

import { isGuest } from './claims.mjs';

/** @typedef {import('./graph.mjs').Caller} Caller */
/** @typedef {'invite' | 'readLicenses' | 'assignLicenses' | 'setUsageLocation' | 'deleteGuests'} Right */

/**
 * The rights of the directory roles, as far as Graph is played here. Real members may read what was bought without
 * any role; here that takes one, so that a desk meets somebody who may not.
 * Source: Microsoft Entra built-in roles (permissions reference).
 * @type {Record<import('./people.mjs').Role, Right[]>}
 */
const rightsOf = {
  'Guest Inviter': ['invite'],
  'Directory Readers': ['readLicenses'],
  'License Administrator': ['readLicenses', 'assignLicenses', 'setUsageLocation'],
  'User Administrator': ['invite', 'readLicenses', 'assignLicenses', 'setUsageLocation', 'deleteGuests'],
};

/** Whether one of the person's roles, which hold in Contoso only, brings the right. @param {Caller} caller @param {Right} right */
export function may({ organization, person }, right) {
  return organization.role === 'host' && (person.roles ?? []).some((role) => rightsOf[role].includes(right));
}

/** @param {Caller} caller @param {...string} scopes any of them will do */
export const holds = (caller, ...scopes) => scopes.some((scope) => caller.scopes.includes(scope));

/** Guests may read themselves, but not look around. @param {Caller} caller */
export const mayLookAround = ({ organization, person }) => !isGuest(organization, person);

/** Properties that `User.ReadBasic.All` shows of others. Source: Graph permissions reference. */
export const basicProperties = ['displayName', 'givenName', 'id', 'mail', 'photo', 'surname', 'userPrincipalName'];
