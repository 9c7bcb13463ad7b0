// License products and their service plans, with Microsoft's published ids, as Graph shows them.
// Source: "Product names and service plan identifiers for licensing" (Microsoft Entra documentation).
// Only plans that matter to Teams and Mesh are listed; the real products hold many more.

/** @typedef {import('@microsoft/microsoft-graph-types').LicenseDetails} LicenseDetails */
/** @typedef {import('@microsoft/microsoft-graph-types').AssignedLicense} AssignedLicense */
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

/** @type {Record<LicenseName, { product: Product, off: PlanName[] }>} */
const assignments = {
  SPE_E3: { product: microsoft365E3, off: [] },
  'Teams_Premium_(for_Departments)': { product: teamsPremium, off: [] },
  'Teams_Premium_(for_Departments) without MESH_IMMERSIVE': { product: teamsPremium, off: ['MESH_IMMERSIVE'] },
};

/** What `licenseDetails` lists. @param {LicenseName[]} licenses @returns {LicenseDetails[]} */
export function licenseDetails(licenses) {
  return licenses.map((name) => {
    const { product, off } = assignments[name];
    return {
      id: Buffer.from(product.skuId.replaceAll('-', ''), 'hex').toString('base64url'),
      skuId: product.skuId,
      skuPartNumber: product.skuPartNumber,
      servicePlans: product.plans.map((plan) => ({
        servicePlanId: plans[plan],
        servicePlanName: plan,
        provisioningStatus: off.includes(plan) ? 'Disabled' : 'Success',
        appliesTo: 'User',
      })),
    };
  });
}

/** The user's `assignedLicenses`. @param {LicenseName[]} licenses @returns {AssignedLicense[]} */
export function assignedLicenses(licenses) {
  return licenses.map((name) => {
    const { product, off } = assignments[name];
    return { skuId: product.skuId, disabledPlans: off.map((plan) => plans[plan]) };
  });
}

/** The user's `assignedPlans`; a plan that is switched off stays listed as deleted. Which `service` Graph
 * names for each plan is not published, so nothing may depend on it.
 * @param {LicenseName[]} licenses
 * @returns {AssignedPlan[]}
 */
export function assignedPlans(licenses) {
  return licenses.flatMap((name) => {
    const { product, off } = assignments[name];
    return product.plans.map((plan) => ({
      assignedDateTime: '2026-09-01T08:00:00Z',
      capabilityStatus: off.includes(plan) ? 'Deleted' : 'Enabled',
      service: 'TeamspaceAPI',
      servicePlanId: plans[plan],
    }));
  });
}

/** What the organization has bought. @param {string} tenantId @param {LicenseName[][]} used @returns {SubscribedSku[]} */
export function subscribedSkus(tenantId, used) {
  return [microsoft365E3, teamsPremium].map((product) => ({
    id: `${tenantId}_${product.skuId}`,
    accountId: tenantId,
    accountName: 'local',
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: used.filter((names) => names.some((name) => assignments[name].product === product)).length,
    prepaidUnits: { enabled: 25, lockedOut: 0, suspended: 0, warning: 0 },
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
