// Graph's licenses: what people hold, what Contoso has bought, and giving one of them a license.

import { objectId } from './claims.mjs';
import { directoryPeople, findPerson, licensesIn, ordinaryProperties, userResource } from './directory.mjs';
import { badRequest, denied, list, notFound, ok, picked } from './graph-answer.mjs';
import { detailsOf, planIds, productWithId, seats, seatsTaken, subscribedSkus } from './licenses.mjs';
import { holds, may, mayLookAround } from './permissions.mjs';

/** @typedef {import('./graph.mjs').Caller} Caller */
/** @typedef {import('./graph.mjs').Question} Question */
/** @typedef {import('./graph-answer.mjs').Answer} Answer */
/** @typedef {import('./licenses.mjs').Assigned} Assigned */

/** @param {Caller} caller @returns {Answer} */
export function ownLicenses(caller) {
  const { person, organization, world } = caller;
  if (!holds(caller, 'User.Read', 'User.Read.All', 'LicenseAssignment.Read.All')) return denied();
  if (person.licenseDetailsRefused && organization.role === 'host') return denied();
  return list(caller, detailsOf(licensesIn(world, organization, person)), `users('${objectId(organization, person)}')/licenseDetails`);
}

/** @param {Caller} caller @param {Question} _question @param {string} id @returns {Answer} */
export function licensesOfUser(caller, _question, id) {
  if (!mayLookAround(caller) || !holds(caller, 'LicenseAssignment.Read.All', 'User.Read.All')) return denied();
  const { organization, world } = caller;
  const person = findPerson(world, organization, id);
  return person ? list(caller, detailsOf(licensesIn(world, organization, person)), `users('${id}')/licenseDetails`) : notFound(id);
}

/** The licenses of everyone in the directory. @param {Caller} caller */
function licensesInUse({ world, organization }) {
  return directoryPeople(world, organization).map((person) => licensesIn(world, organization, person));
}

/** @param {Caller} caller @returns {Answer} */
export function skus(caller) {
  if (!may(caller, 'readLicenses')) return denied();
  if (!holds(caller, 'Organization.Read.All', 'LicenseAssignment.Read.All', 'LicenseAssignment.ReadWrite.All')) return denied();
  return list(caller, subscribedSkus(caller.organization.tenantId, seats(caller.world.switches), licensesInUse(caller)), 'subscribedSkus');
}

/** @param {Caller} caller @param {Question} question @param {string} id @returns {Answer} */
export function assignLicense(caller, { body }, id) {
  if (!may(caller, 'assignLicenses') || !holds(caller, 'LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All')) return denied();
  const { world, organization } = caller;
  const person = findPerson(world, organization, id);
  if (!person) return notFound(id);
  const wish = licenseWish(body);
  if (!wish) return badRequest('Both addLicenses and removeLicenses are needed, as lists.');
  const held = licensesIn(world, organization, person);
  const wrong = wrongWith(wish, held, caller, world.standing(person).usageLocation);
  if (wrong !== undefined) return badRequest(wrong);
  const added = new Set(wish.add.map(({ skuId }) => skuId));
  world.license(person, [...held.filter(({ skuId }) => !added.has(skuId) && !wish.remove.includes(skuId)), ...wish.add]);
  return ok({
    '@odata.context': `${caller.origin}/graph/v1.0/$metadata#users/$entity`,
    ...picked(userResource(world, organization, person), [...ordinaryProperties, 'assignedLicenses', 'usageLocation']),
  });
}

/** @typedef {{ add: Assigned[], remove: string[] }} LicenseWish */

/** @param {unknown} body @returns {LicenseWish | undefined} */
function licenseWish(body) {
  const { addLicenses, removeLicenses } = /** @type {{ addLicenses?: unknown, removeLicenses?: unknown }} */ (body ?? {});
  if (!Array.isArray(addLicenses) || !Array.isArray(removeLicenses)) return undefined;
  return {
    add: addLicenses.map((each) => ({ skuId: String(each?.skuId), disabledPlans: Array.isArray(each?.disabledPlans) ? each.disabledPlans.map(String) : [] })),
    remove: removeLicenses.map(String),
  };
}

/** In Graph's own words, as quoted in public issues. @param {LicenseWish} wish @param {Assigned[]} held @param {Caller} caller @param {string | null} usageLocation */
function wrongWith({ add, remove }, held, caller, usageLocation) {
  if (add.length > 0 && usageLocation === null) return 'License assignment cannot be done for user with invalid usage location.';
  if (remove.some((skuId) => held.every((license) => license.skuId !== skuId))) return 'User does not have a corresponding license.';
  const bought = seats(caller.world.switches);
  for (const { skuId, disabledPlans } of add) {
    const product = productWithId(skuId);
    if (!product) return `License ${skuId} does not correspond to a valid company License.`;
    if (disabledPlans.some((plan) => !planIds(product).includes(plan))) return 'License assignment failed because a plan that is to be disabled is not part of the license.';
    const seated = held.some((license) => license.skuId === skuId);
    if (!seated && seatsTaken(skuId, licensesInUse(caller)) >= (bought.get(skuId) ?? 0)) return `Subscription with SKU ${skuId} does not have any available licenses.`;
  }
  return undefined;
}
