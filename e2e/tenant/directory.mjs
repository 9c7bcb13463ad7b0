// What a directory knows about its people, as Graph's user resource.

import { isGuest, objectId } from './claims.mjs';
import { assignedLicenses, assignedPlans } from './licenses.mjs';
import { homeOrganization } from './people.mjs';

/** @typedef {import('@microsoft/microsoft-graph-types').User} User */
/** @typedef {import('@microsoft/microsoft-graph-types').ObjectIdentity} ObjectIdentity */
/** @typedef {import('./organizations.mjs').Organization} Organization */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('./worlds.mjs').World} World */

/** Everyone in the organization's directory. @param {World} world @param {Organization} organization */
export function directoryPeople(world, organization) {
  return [...world.people.values()].filter(
    (person) => homeOrganization(person) === organization || (organization.role === 'host' && world.standing(person).invitation !== null),
  );
}

/** The licenses assigned in that directory. At home everyone has everything, which counts for nothing in Contoso.
 * @param {Organization} organization @param {Person} person
 * @returns {import('./licenses.mjs').LicenseName[]}
 */
export function licensesIn(organization, person) {
  return organization.role === 'host' ? person.licenses : ['SPE_E3', 'Teams_Premium_(for_Departments)'];
}

/** Every property this Graph knows, for one person. @param {World} world @param {Organization} organization @param {Person} person @returns {User} */
export function userResource(world, organization, person) {
  const guest = isGuest(organization, person);
  const standing = world.standing(person);
  const [givenName, surname] = person.name.split(' ');
  const licenses = licensesIn(organization, person);
  return {
    id: objectId(organization, person),
    businessPhones: [],
    displayName: person.name,
    givenName: guest ? null : givenName,
    jobTitle: null,
    mail: person.address,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: guest ? null : surname,
    userPrincipalName: guest ? `${person.address.replace('@', '_')}#EXT#@${organization.initialDomain}` : person.address,
    accountEnabled: true,
    createdDateTime: '2026-09-01T08:00:00Z',
    creationType: guest ? 'Invitation' : null,
    externalUserState: guest ? standing.invitation : null,
    externalUserStateChangeDateTime: guest ? standing.invitationChanged : null,
    identities: identities(organization, person, guest && standing.invitation === 'PendingAcceptance'),
    otherMails: guest ? [person.address] : [],
    proxyAddresses: [`SMTP:${person.address}`],
    usageLocation: 'DE',
    userType: guest ? 'Guest' : 'Member',
    assignedLicenses: assignedLicenses(licenses),
    assignedPlans: assignedPlans(licenses),
  };
}

/** @param {Organization} organization @param {Person} person @param {boolean} pending @returns {ObjectIdentity[]} */
function identities(organization, person, pending) {
  /** @type {ObjectIdentity} */
  const local = {
    signInType: 'userPrincipalName',
    issuer: organization.initialDomain,
    issuerAssignedId: `${person.address.replace('@', '_')}#EXT#@${organization.initialDomain}`,
  };
  if (!isGuest(organization, person)) return [{ ...local, issuerAssignedId: person.address }];
  if (pending) return [local];
  const issuers = { 'microsoft-account': 'MicrosoftAccount', 'email-only': 'mail' };
  const issuer = typeof person.home === 'string' ? issuers[person.home] : 'ExternalAzureAD';
  return [{ signInType: 'federated', issuer, issuerAssignedId: person.home === 'email-only' ? person.address : null }, local];
}

/** What Graph returns without `$select`. */
export const ordinaryProperties = /** @type {const} */ ([
  'businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname',
  'userPrincipalName', 'id',
]);

