// Everyone who can sign in, and what each of them is there to show.

import { contoso, fabrikam } from './organizations.mjs';

/** @typedef {import('./organizations.mjs').Organization} Organization */
/** @typedef {import('./licenses.mjs').LicenseName} LicenseName */

/**
 * @typedef {object} Person
 * @property {string} key
 * @property {string} name
 * @property {string} address
 * @property {string} password          empty for a person who gets a one-time code
 * @property {Organization | 'microsoft-account' | 'email-only'} home   who checks the first factor
 * @property {string} shows             what this person demonstrates
 * @property {'Accepted' | 'PendingAcceptance'} [invitation]   absent: not a guest of Contoso
 * @property {'portal' | 'my-apps'} [invitationLeadsTo]        where Accept invitation ends
 * @property {LicenseName[]} licenses   assigned in Contoso
 * @property {boolean} [licenseDetailsRefused]   `/me/licenseDetails` answers 403
 * @property {boolean} [plansRefused]            `assignedPlans` and `assignedLicenses` of `/me` answer 403
 * @property {boolean} [blocked]        Contoso's Conditional Access refuses
 * @property {boolean} [needsSecondFactor]       Contoso asks for a second factor, none is registered yet
 * @property {Role[]} [roles]           directory roles in Contoso
 * @property {string | null} [usageLocation]   in Contoso; absent: DE
 * @property {boolean} [crowd]          one of many, whom no list of people names
 */

/** @typedef {'Guest Inviter' | 'Directory Readers' | 'License Administrator' | 'User Administrator'} Role */

/** @type {LicenseName[]} */
const everything = ['SPE_E3', 'Teams_Premium_(for_Departments)'];

/** @type {Person[]} */
export const people = [
  {
    key: 'licensed',
    name: 'Ada Marsh',
    address: 'ada@fabrikam.com',
    password: 'Ada-walks-in-1',
    home: fabrikam,
    shows: 'Accepted the invitation and holds every license: the shortest way in.',
    invitation: 'Accepted',
    licenses: everything,
  },
  {
    key: 'pending',
    name: 'Ben Okafor',
    address: 'ben@fabrikam.com',
    password: 'Ben-waits-2',
    home: fabrikam,
    shows: 'Licensed, but has not accepted the invitation yet. The mail or the sign-in itself does it.',
    invitation: 'PendingAcceptance',
    invitationLeadsTo: 'portal',
    licenses: everything,
  },
  {
    key: 'no-license',
    name: 'Chloe Dubois',
    address: 'chloe@fabrikam.com',
    password: 'Chloe-has-none-3',
    home: fabrikam,
    shows: 'No license in Contoso at all (and every license at home, which does not count).',
    invitation: 'Accepted',
    licenses: [],
  },
  {
    key: 'prerequisite-only',
    name: 'Dev Patel',
    address: 'dev@fabrikam.com',
    password: 'Dev-has-half-4',
    home: fabrikam,
    shows: 'Microsoft 365 E3 only: the prerequisite without Teams Premium or Mesh Trial.',
    invitation: 'Accepted',
    licenses: ['SPE_E3'],
  },
  {
    key: 'mesh-plan-off',
    name: 'Emma Lind',
    address: 'emma@fabrikam.com',
    password: 'Emma-switched-off-5',
    home: fabrikam,
    shows: 'Has the licenses, but an admin switched the Microsoft Mesh service plan off.',
    invitation: 'Accepted',
    licenses: ['SPE_E3', 'Teams_Premium_(for_Departments) without MESH_IMMERSIVE'],
  },
  {
    key: 'license-unreadable',
    name: 'Femi Adeyemi',
    address: 'femi@fabrikam.com',
    password: 'Femi-unreadable-6',
    home: fabrikam,
    shows: 'Nothing about licenses can be read: 403 on licenseDetails and on assignedPlans.',
    invitation: 'Accepted',
    licenses: everything,
    licenseDetailsRefused: true,
    plansRefused: true,
  },
  {
    key: 'license-by-plans',
    name: 'Gita Rao',
    address: 'gita@fabrikam.com',
    password: 'Gita-by-plans-7',
    home: fabrikam,
    shows: '403 on licenseDetails, but assignedPlans of /me shows the licenses.',
    invitation: 'Accepted',
    licenses: everything,
    licenseDetailsRefused: true,
  },
  {
    key: 'blocked',
    name: 'Gus Weber',
    address: 'gus@fabrikam.com',
    password: 'Gus-is-blocked-8',
    home: fabrikam,
    shows: 'Conditional Access of Contoso refuses the sign-in (AADSTS53003).',
    invitation: 'Accepted',
    licenses: everything,
    blocked: true,
  },
  {
    key: 'mfa',
    name: 'Hana Sato',
    address: 'hana@fabrikam.com',
    password: 'Hana-registers-9',
    home: fabrikam,
    shows: 'Must register a second factor with Contoso, then goes on.',
    invitation: 'Accepted',
    licenses: everything,
    needsSecondFactor: true,
  },
  {
    key: 'not-invited',
    name: 'Ivan Petrov',
    address: 'ivan@fabrikam.com',
    password: 'Ivan-uninvited-10',
    home: fabrikam,
    shows: 'Never invited: the sign-in ends on an error page (AADSTS50020) and nothing comes back.',
    licenses: [],
  },
  {
    key: 'member',
    name: 'Julia Stone',
    address: 'julia@contoso.com',
    password: 'Julia-belongs-11',
    home: contoso,
    shows: 'A member of Contoso itself: no guest.',
    licenses: everything,
  },
  {
    key: 'personal',
    name: 'Kim Larsen',
    address: 'kim@outlook.com',
    password: 'Kim-personal-12',
    home: 'microsoft-account',
    shows: 'A personal account: a licensed guest with no home tenant, refused by the home leg.',
    invitation: 'Accepted',
    licenses: everything,
  },
  {
    key: 'my-apps',
    name: 'Lena Vogel',
    address: 'lena@fabrikam.com',
    password: 'Lena-no-apps-13',
    home: fabrikam,
    shows: 'Invited from the admin center: the mail ends on My Apps, which shows no apps.',
    invitation: 'PendingAcceptance',
    invitationLeadsTo: 'my-apps',
    licenses: everything,
  },
  {
    key: 'one-time-code',
    name: 'Omar Haddad',
    address: 'omar@gmail.com',
    password: '',
    home: 'email-only',
    shows: 'Signs in with a one-time code sent by mail; has no home tenant.',
    invitation: 'Accepted',
    licenses: everything,
  },
  {
    key: 'organizer',
    name: 'Oscar Nyberg',
    address: 'oscar@contoso.com',
    password: 'Oscar-organizes-14',
    home: contoso,
    shows: 'Organizes the events in Contoso; may invite guests and read the directory.',
    licenses: everything,
    roles: ['Guest Inviter', 'Directory Readers'],
  },
  {
    key: 'inviter',
    name: 'Ines Moreau',
    address: 'ines@contoso.com',
    password: 'Ines-only-invites-15',
    home: contoso,
    shows: 'May invite guests to Contoso, but neither assign licenses nor read how many there are.',
    licenses: ['SPE_E3'],
    roles: ['Guest Inviter'],
  },
  {
    key: 'admin',
    name: 'Amal Nassar',
    address: 'amal@contoso.com',
    password: 'Amal-administers-16',
    home: contoso,
    shows: 'Administers users and licenses in Contoso: invites and deletes guests, assigns licenses.',
    licenses: ['SPE_E3'],
    roles: ['User Administrator', 'License Administrator'],
  },
];

/** A guest invited while the tenant runs, whose address nobody here knows: a one-time code it is.
 * @param {string} address
 * @param {string} name
 * @returns {Person}
 */
export function newcomer(address, name) {
  return {
    key: address,
    name,
    address,
    password: '',
    home: 'email-only',
    shows: 'Invited while the tenant runs.',
    invitation: 'PendingAcceptance',
    invitationLeadsTo: 'my-apps',
    licenses: [],
    usageLocation: null,
  };
}

/** The organization the person belongs to, if any. @param {Person} person */
export function homeOrganization(person) {
  return typeof person.home === 'string' ? undefined : person.home;
}
