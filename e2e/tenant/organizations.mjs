// The two organizations of the local tenant, and the portal's app registration in them.

/**
 * @typedef {object} Organization
 * @property {'contoso' | 'fabrikam'} key
 * @property {'host' | 'home'} role    which part it plays in a guest's journey
 * @property {string} name
 * @property {string} tenantId
 * @property {string} domain
 * @property {string} initialDomain    the domain every directory is born with
 */

/** The organization that holds the events. @type {Organization} */
export const contoso = {
  key: 'contoso',
  role: 'host',
  name: 'Contoso',
  tenantId: '3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811',
  domain: 'contoso.com',
  initialDomain: 'contoso.onmicrosoft.com',
};

/** The organization most guests work for. @type {Organization} */
export const fabrikam = {
  key: 'fabrikam',
  role: 'home',
  name: 'Fabrikam',
  tenantId: 'a7d0c4de-52f3-4b0c-8d6a-91be3e75f020',
  domain: 'fabrikam.com',
  initialDomain: 'fabrikam.onmicrosoft.com',
};

export const organizations = [contoso, fabrikam];

/** The authorities that name no tenant; the person decides which one is meant. */
export const sharedAuthorities = ['organizations', 'common'];

/** The portal's app registration: type `spa`, no secret. */
export const app = {
  clientId: '8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617',
  name: 'Mesh guest portal',
  pages: ['/', '/desk.html'],
};

/** Scopes a person may always be asked for. */
export const userScopes = ['openid', 'profile', 'email', 'offline_access', 'User.Read'];

/** Scopes an administrator of Contoso has consented to, for the organizer's desk; the switch `unconsented` takes some back. */
export const adminScopes = [
  'User.ReadBasic.All',
  'User.Read.All',
  'User.Invite.All',
  'Organization.Read.All',
  'LicenseAssignment.Read.All',
  'LicenseAssignment.ReadWrite.All',
  'User.ReadWrite.All',
];

/**
 * The organization a path segment names: a tenant id or a verified domain, as in Entra's addresses.
 * @param {string} segment
 */
export function organizationNamed(segment) {
  const name = segment.toLowerCase();
  return organizations.find((each) => [each.tenantId, each.domain, each.initialDomain].includes(name));
}
