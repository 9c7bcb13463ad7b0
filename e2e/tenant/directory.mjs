// What a directory knows about its people, as Graph's user resource.

import { isGuest, objectId } from './claims.mjs';
import { assigned, assignedPlans } from './licenses.mjs';
import { homeOrganization } from './people.mjs';

/** @typedef {import('@microsoft/microsoft-graph-types').User} User */
/** @typedef {import('@microsoft/microsoft-graph-types').ObjectIdentity} ObjectIdentity */
/** @typedef {import('./organizations.mjs').Organization} Organization */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('./worlds.mjs').World} World */

/** @param {World} world @param {Organization} organization @param {Person} person */
function belongs(world, organization, person) {
  return homeOrganization(person) === organization || (organization.role === 'host' && world.standing(person).invitation !== null);
}

/** Everyone in the organization's directory, or those at some addresses. @param {World} world @param {Organization} organization @param {string[]} [addresses] */
export function directoryPeople(world, organization, addresses) {
  const people = addresses ? new Set(addresses.flatMap((address) => world.personAt(address) ?? [])) : world.people.values();
  return [...people].filter((person) => belongs(world, organization, person));
}

/** @param {World} world @param {Organization} organization @param {string} id object id, or user principal name */
export function findPerson(world, organization, id) {
  const person = world.personWithId(organization, id);
  if (person) return belongs(world, organization, person) ? person : undefined;
  return directoryPeople(world, organization).find((each) => userResource(world, organization, each).userPrincipalName === id);
}

/** At home everyone has everything, which counts for nothing in Contoso. */
const licensesAtHome = assigned(['SPE_E3', 'Teams_Premium_(for_Departments)']);

/** The licenses assigned in that directory. @param {World} world @param {Organization} organization @param {Person} person */
export function licensesIn(world, organization, person) {
  return organization.role === 'host' ? world.standing(person).licenses : licensesAtHome;
}

/** A list of a whole crowd is asked for page by page. A change gives the person another standing, and so another resource.
 * @type {WeakMap<import('./worlds.mjs').Standing, Map<Organization, User>>}
 */
const resources = new WeakMap();

/** Every property this Graph knows, for one person. @param {World} world @param {Organization} organization @param {Person} person @returns {User} */
export function userResource(world, organization, person) {
  const standing = world.standing(person);
  const known = resources.get(standing) ?? new Map();
  resources.set(standing, known);
  const resource = known.get(organization) ?? describe(world, organization, person);
  known.set(organization, resource);
  return resource;
}

/** @param {World} world @param {Organization} organization @param {Person} person @returns {User} */
function describe(world, organization, person) {
  const guest = isGuest(organization, person);
  const standing = world.standing(person);
  const [givenName, surname] = person.name.split(' ');
  const licenses = licensesIn(world, organization, person);
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
    usageLocation: organization.role === 'host' ? standing.usageLocation : 'DE',
    userType: guest ? 'Guest' : 'Member',
    assignedLicenses: licenses,
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

/** What Graph returns besides when `$select` asks for it, and this Graph knows. */
const furtherProperties = [
  'accountEnabled', 'assignedLicenses', 'assignedPlans', 'createdDateTime', 'creationType', 'externalUserState', 'externalUserStateChangeDateTime',
  'identities', 'otherMails', 'proxyAddresses', 'usageLocation', 'userType',
];

/** @type {ReadonlySet<string>} */
export const knownProperties = new Set([...ordinaryProperties, ...furtherProperties]);
