// What one running tenant server holds: both directories and all worlds.

import { organizationNamed, organizations, sharedAuthorities } from './organizations.mjs';
import { openDirectory } from './provider.mjs';
import { Worlds } from './worlds.mjs';

/** @typedef {import('./worlds.mjs').World} World */
/** @typedef {import('./provider.mjs').Directory} Directory */

/**
 * One request, with the world it belongs to.
 * @typedef {object} Visit
 * @property {Cloud} cloud
 * @property {import('node:http').IncomingMessage} request
 * @property {import('node:http').ServerResponse} response
 * @property {URL} url
 * @property {World} world
 */

export class Cloud {
  /** @param {string} origin @param {string} portalOrigin */
  constructor(origin, portalOrigin) {
    this.origin = origin;
    this.portalOrigin = portalOrigin;
    this.worlds = new Worlds();
    /** Where the invitations lead that were sent from the portal. */
    this.invitationReturn = `${portalOrigin}/`;
    this.directories = organizations.map((organization) => openDirectory(organization, origin, portalOrigin));
  }

  /** @param {string} segment tenant id or domain */
  directory(segment) {
    const organization = organizationNamed(segment);
    return this.directories.find((each) => each.organization === organization);
  }

  /** @param {import('./organizations.mjs').Organization} organization */
  directoryOf(organization) {
    const found = this.directories.find((each) => each.organization === organization);
    if (!found) throw new Error(`no directory for ${organization.name}`);
    return found;
  }

  /** Which directory issued the code or token, and what is stored of it.
   * @param {'AuthorizationCode' | 'AccessToken' | 'RefreshToken'} model
   * @param {string | null} id
   */
  issued(model, id) {
    for (const directory of this.directories) {
      const payload = directory.store.peek(model, id);
      if (payload) return { directory, payload, account: this.worlds.account(payload.accountId) };
    }
    return undefined;
  }

  /** 'host' or 'home', the part an authority plays in a guest's journey. @param {string} authority @returns {'host' | 'home' | null} */
  role(authority) {
    if (sharedAuthorities.includes(authority)) return 'home';
    return organizationNamed(authority)?.role ?? null;
  }

  /** @param {string} address */
  isRegistered(address) {
    return this.redirectAddresses().includes(address);
  }

  /** The portal's registered redirect addresses. */
  redirectAddresses() {
    return [`${this.portalOrigin}/`, `${this.portalOrigin}/desk.html`];
  }
}
