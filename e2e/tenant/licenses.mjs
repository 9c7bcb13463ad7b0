// License products and their service plans, with Microsoft's published ids, as Graph shows them.
// Source: "Product names and service plan identifiers for licensing" (Microsoft Entra documentation).
// Only plans that matter to Teams and Mesh are listed; the real products hold many more.

/** @typedef {import('@microsoft/microsoft-graph-types').LicenseDetails} LicenseDetails */
/** @typedef {import('@microsoft/microsoft-graph-types').AssignedPlan} AssignedPlan */
/** @typedef {import('@microsoft/microsoft-graph-types').SubscribedSku} SubscribedSku */
/** @typedef {'SPE_E3' | 'Teams_Premium_(for_Departments)' | 'Teams_Premium_(for_Departments) without MESH_IMMERSIVE'} LicenseName */

const plans = {
  TEAMS1: '57ff2da0-773e-42df-b2af-ffb7a2317929',
  MESH_IMMERSIVE_FOR_TEAMS: 'f0ff6ac6-297d-49cd-be34-6dfef97f0c28',
  MESH_AVATARS_FOR_TEAMS: 'dcf9d2f4-772e-4434-b757-77a453cfbc02',
  MESH_AVATARS_ADDITIONAL_FOR_TEAMS: '3efbd4ed-8958-4824-8389-1321f8730af8',
  TEAMSPRO_MGMT: '0504111f-feb8-4a3c-992a-70280f9a2869',
  TEAMSPRO_CUST: 'cc8c0802-a325-43df-8cba-995d0c6cb373',
  TEAMSPRO_PROTECTION: 'f8b44f54-18bb-46a3-9658-44ab58712968',
  TEAMSPRO_VIRTUALAPPT: '9104f592-f2a7-4f77-904c-ca5a5715883f',
  MCO_VIRTUAL_APPT: '711413d0-b36e-4cd4-93db-0a50a4ab7ea3',
  TEAMSPRO_WEBINAR: '78b58230-ec7e-4309-913c-93a45cc4735b',
  MICROSOFT_ECDN: '85704d55-2e73-47ee-93b4-4b8ea14db92b',
  MESH_IMMERSIVE: 'acbca54f-c771-423b-a476-6d7a98cbbcec',
};

/** @typedef {keyof typeof plans} PlanName */
/** @typedef {{ skuId: string, skuPartNumber: string, plans: PlanName[] }} Product */

/** @type {Product} */
const microsoft365E3 = {
  skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  skuPartNumber: 'SPE_E3',
  plans: ['TEAMS1', 'MESH_IMMERSIVE_FOR_TEAMS', 'MESH_AVATARS_FOR_TEAMS', 'MESH_AVATARS_ADDITIONAL_FOR_TEAMS'],
};

/** @type {Product} */
const teamsPremium = {
  skuId: '52ea0e27-ae73-4983-a08f-13561ebdb823',
  skuPartNumber: 'Teams_Premium_(for_Departments)',
  plans: [
    'TEAMSPRO_MGMT',
    'TEAMSPRO_CUST',
    'TEAMSPRO_PROTECTION',
    'TEAMSPRO_VIRTUALAPPT',
    'MCO_VIRTUAL_APPT',
    'TEAMSPRO_WEBINAR',
    'MICROSOFT_ECDN',
    'MESH_IMMERSIVE',
  ],
};

/** What Contoso buys. */
export const products = { microsoft365E3, teamsPremium };

/** One license of a person, in the shape of Graph's `assignedLicense`. @typedef {{ skuId: string, disabledPlans: string[] }} Assigned */

/** @type {Record<LicenseName, Assigned>} */
const assignments = {
  SPE_E3: { skuId: microsoft365E3.skuId, disabledPlans: [] },
  'Teams_Premium_(for_Departments)': { skuId: teamsPremium.skuId, disabledPlans: [] },
  'Teams_Premium_(for_Departments) without MESH_IMMERSIVE': { skuId: teamsPremium.skuId, disabledPlans: [plans.MESH_IMMERSIVE] },
};

/** The licenses by their names here. @param {LicenseName[]} names @returns {Assigned[]} */
export function assigned(names) {
  return names.map((name) => assignments[name]);
}

/** The product with that id, if Contoso bought it. @param {string} skuId */
export function productWithId(skuId) {
  return Object.values(products).find((product) => product.skuId === skuId);
}

/** The ids of the product's plans. @param {Product} product */
export function planIds(product) {
  return product.plans.map((plan) => plans[plan]);
}

/** What `licenseDetails` lists of licenses by their names here. @param {LicenseName[]} names */
export function licenseDetails(names) {
  return detailsOf(assigned(names));
}

/** What `licenseDetails` lists. @param {Assigned[]} licenses @returns {LicenseDetails[]} */
export function detailsOf(licenses) {
  return licenses.map(({ skuId, disabledPlans }) => {
    const product = held(skuId);
    return {
      id: Buffer.from(product.skuId.replaceAll('-', ''), 'hex').toString('base64url'),
      skuId: product.skuId,
      skuPartNumber: product.skuPartNumber,
      servicePlans: product.plans.map((plan) => ({
        servicePlanId: plans[plan],
        servicePlanName: plan,
        provisioningStatus: disabledPlans.includes(plans[plan]) ? 'Disabled' : 'Success',
        appliesTo: 'User',
      })),
    };
  });
}

/** The plans of a license, once for everyone who holds it. @type {WeakMap<Assigned, AssignedPlan[]>} */
const plansOf = new WeakMap();

/** The user's `assignedPlans`; a plan that is switched off stays listed as deleted. Which `service` Graph
 * names for each plan is not published, so nothing may depend on it.
 * @param {Assigned[]} licenses
 * @returns {AssignedPlan[]}
 */
export function assignedPlans(licenses) {
  return licenses.flatMap((license) => {
    const known = plansOf.get(license) ?? plansIn(license);
    plansOf.set(license, known);
    return known;
  });
}

/** @param {Assigned} license @returns {AssignedPlan[]} */
function plansIn({ skuId, disabledPlans }) {
  return planIds(held(skuId)).map((id) => ({
    assignedDateTime: '2026-09-01T08:00:00Z',
    capabilityStatus: disabledPlans.includes(id) ? 'Deleted' : 'Enabled',
    service: 'TeamspaceAPI',
    servicePlanId: id,
  }));
}

/** How many seats of each product there are, by its id. @param {import('./switches.mjs').Switches} switches @returns {Map<string, number>} */
export function seats({ crowd, premiumSeats }) {
  return new Map([
    [microsoft365E3.skuId, 25 + crowd],
    [teamsPremium.skuId, premiumSeats ?? 25 + Math.round(crowd * 0.6)],
  ]);
}

/** How many of the directory's people hold the product. @param {string} skuId @param {Assigned[][]} used licenses, person by person */
export function seatsTaken(skuId, used) {
  return used.filter((licenses) => licenses.some((license) => license.skuId === skuId)).length;
}

/** What the organization has bought.
 * @param {string} tenantId @param {Map<string, number>} bought seats @param {Assigned[][]} used licenses, person by person
 * @returns {SubscribedSku[]}
 */
export function subscribedSkus(tenantId, bought, used) {
  return Object.values(products).map((product) => ({
    id: `${tenantId}_${product.skuId}`,
    accountId: tenantId,
    accountName: 'local',
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: seatsTaken(product.skuId, used),
    prepaidUnits: { enabled: bought.get(product.skuId) ?? 0, lockedOut: 0, suspended: 0, warning: 0 },
    skuId: product.skuId,
    skuPartNumber: product.skuPartNumber,
    subscriptionIds: [],
    servicePlans: product.plans.map((plan) => ({
      servicePlanId: plans[plan],
      servicePlanName: plan,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
  }));
}

/** The product of a license somebody holds; nobody is given any other. @param {string} skuId @returns {Product} */
function held(skuId) {
  const product = productWithId(skuId);
  if (!product) throw new Error(`nobody can hold a license of ${skuId}`);
  return product;
}
