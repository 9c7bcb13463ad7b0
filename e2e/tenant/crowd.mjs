// A thousand guests or ten: guest0001@fabrikam.com and so on, in the same mixture of states every time.

import { fabrikam } from './organizations.mjs';

/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('./licenses.mjs').LicenseName} LicenseName */

/**
 * How a guest of the crowd stands in Contoso.
 * - `ready`: accepted, and holds every license.        - `no-premium`: accepted, Microsoft 365 E3 only.
 * - `mesh-off`: accepted, Teams Premium with the Mesh plan switched off.
 * - `no-license`: accepted, nothing assigned.          - `no-location`: the same, and no usage location either.
 * - `pending`: not accepted, nothing assigned.         - `pending-licensed`: not accepted, every license assigned.
 * - `absent`: not in the directory at all.
 * @typedef {'ready' | 'no-premium' | 'mesh-off' | 'no-license' | 'no-location' | 'pending' | 'pending-licensed' | 'absent'} CrowdState
 */

/**
 * One number of the crowd, and what the directory holds for it.
 * @typedef {object} CrowdGuest
 * @property {number} number
 * @property {string} address
 * @property {string} name
 * @property {CrowdState} state
 * @property {'Accepted' | 'PendingAcceptance' | null} invitation
 * @property {LicenseName[]} licenses
 * @property {string | null} usageLocation
 */

export const largestCrowd = 20_000;

/** The states of twenty numbers in a row, from 1 to 20; then it starts again. @type {readonly CrowdState[]} */
export const crowdStates = [
  'ready', 'no-premium', 'ready', 'pending', 'ready', 'no-license', 'pending-licensed', 'ready', 'no-premium', 'ready',
  'mesh-off', 'ready', 'pending', 'no-location', 'ready', 'no-premium', 'no-license', 'pending-licensed', 'ready', 'absent',
];

/** @type {LicenseName[]} */
const everything = ['SPE_E3', 'Teams_Premium_(for_Departments)'];

/** @type {Record<CrowdState, Pick<CrowdGuest, 'invitation' | 'licenses' | 'usageLocation'>>} */
const standings = {
  ready: { invitation: 'Accepted', licenses: everything, usageLocation: 'DE' },
  'no-premium': { invitation: 'Accepted', licenses: ['SPE_E3'], usageLocation: 'DE' },
  'mesh-off': { invitation: 'Accepted', licenses: ['SPE_E3', 'Teams_Premium_(for_Departments) without MESH_IMMERSIVE'], usageLocation: 'DE' },
  'no-license': { invitation: 'Accepted', licenses: [], usageLocation: 'DE' },
  'no-location': { invitation: 'Accepted', licenses: [], usageLocation: null },
  pending: { invitation: 'PendingAcceptance', licenses: [], usageLocation: 'DE' },
  'pending-licensed': { invitation: 'PendingAcceptance', licenses: everything, usageLocation: 'DE' },
  absent: { invitation: null, licenses: [], usageLocation: null },
};

const givenNames = ['Adele', 'Alex', 'Allan', 'Christie', 'Debra', 'Diego', 'Grady', 'Henrietta', 'Isaiah', 'Johanna', 'Joni', 'Lee', 'Lidia', 'Lynne', 'Megan', 'Miriam', 'Nestor'];
const surnames = ['Vance', 'Wilber', 'Deyoung', 'Cline', 'Berger', 'Siciliani', 'Archie', 'Mueller', 'Langer', 'Lorenz', 'Sherman', 'Gu', 'Holloway', 'Robbins', 'Bowen', 'Graham', 'Wilke', 'Nagy', 'Fischer'];

/** The numbers from 1 to `size`, with what the directory holds for each. @param {number} size @returns {CrowdGuest[]} */
export function crowd(size) {
  return Array.from({ length: size }, (_, at) => crowdGuest(at + 1));
}

/** @param {number} number from 1 @returns {CrowdGuest} */
function crowdGuest(number) {
  const state = crowdStates[(number - 1) % crowdStates.length];
  return {
    number,
    address: `guest${String(number).padStart(4, '0')}@${fabrikam.domain}`,
    name: `${givenNames[number % givenNames.length]} ${surnames[number % surnames.length]}`,
    state,
    ...standings[state],
  };
}

/** Made once and shared by all worlds, which keep what changes about them. @type {Person[]} */
const made = [];

/** The people behind a crowd; the absent ones work at Fabrikam and can be invited. @param {number} size */
export function crowdPeople(size) {
  while (made.length < size) made.push(personOf(crowdGuest(made.length + 1)));
  return made.slice(0, size);
}

/** @param {CrowdGuest} guest @returns {Person} */
function personOf({ number, address, name, state, invitation, licenses, usageLocation }) {
  return {
    key: address.split('@')[0],
    name,
    address,
    password: `Guest-walks-in-${number}`,
    home: fabrikam,
    shows: `One of the crowd: ${state}.`,
    ...(invitation ? { invitation } : {}),
    invitationLeadsTo: 'portal',
    licenses,
    usageLocation,
    crowd: true,
  };
}
