// A browser for tests without a browser: follows redirects by hand, keeps cookies, fills in forms, and does what
// the portal does with an answer. Cross-origin requests carry no cookies, as in a real one.

import { createHash, randomBytes } from 'node:crypto';
import { claimsInside } from './claims.mjs';
import { adminScopes, app, userScopes } from './organizations.mjs';
import { people } from './people.mjs';
import { startTenant } from './server.mjs';

/** @typedef {import('./people.mjs').Person} Person */

/**
 * A page the browser shows, or the portal's address it was sent back to.
 * @typedef {object} Shown
 * @property {string} address
 * @property {number} status
 * @property {string} text
 * @property {string[]} hops   addresses passed on the way
 */

export class Browser {
  /** @type {Map<string, string>} */
  #cookies = new Map();

  /** @param {string} origin of the tenant @param {string} portalOrigin @param {string} world */
  constructor(origin, portalOrigin, world) {
    this.origin = origin;
    this.portalOrigin = portalOrigin;
    this.world = world;
    this.#cookies.set('world', world);
  }

  /** Opens an address and follows every redirect up to a page, or up to the portal.
   * @param {string} address @param {URLSearchParams} [form]
   * @returns {Promise<Shown>}
   */
  async open(address, form) {
    const hops = [];
    let body = form;
    for (let at = new URL(address, this.origin).href; ; ) {
      hops.push(at);
      if (at.startsWith(`${this.portalOrigin}/`) || hops.length > 20) return { address: at, status: 200, text: '', hops };
      const response = await fetch(at, {
        method: body ? 'POST' : 'GET',
        body,
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') },
      });
      for (const line of response.headers.getSetCookie()) this.#keep(line);
      const location = response.headers.get('location');
      if (!location) return { address: at, status: response.status, text: await response.text(), hops };
      await response.arrayBuffer();
      at = new URL(location, at).href;
      body = undefined;
    }
  }

  /** Presses a button of the page: its form goes to the page's own address. @param {Shown} page @param {Record<string, string>} fields */
  press(page, fields) {
    return this.open(page.address, new URLSearchParams(fields));
  }

  /** Passes the first factor, from whichever of its pages is shown. @param {Shown} page @param {Person} person */
  async prove(page, person) {
    let at = page;
    if (heading(at) === 'Sign in') at = await this.press(at, { press: 'next', address: person.address });
    if (heading(at) === 'Enter code') {
      const mailbox = await this.open(`/inbox/${person.key}`);
      const [, code] = /class="code">(\d+)</.exec(mailbox.text) ?? [];
      return this.press(at, { press: 'next', code });
    }
    return heading(at) === 'Enter password' ? this.press(at, { press: 'next', password: person.password }) : at;
  }

  /** Signs in from the authorize address up to the first page after the first factor, or the portal.
   * @param {string} key @param {string} authority @param {Record<string, string>} [more]
   */
  async signIn(key, authority, more = {}) {
    const person = personCalled(key);
    const attempt = this.attempt(authority, more);
    const page = await this.prove(await this.open(attempt.address), person);
    return { attempt, page, person };
  }

  /** Signs in and redeems the code. @param {string} key @param {string} authority @param {Record<string, string>} [more] */
  async tokens(key, authority, more = {}) {
    const { attempt, page } = await this.signIn(key, authority, more);
    const response = await this.exchange(attempt, callbackFields(page.address).get('code') ?? '', more.client_info ? { client_info: '1' } : {});
    const body = /** @type {Record<string, any>} */ (await response.json());
    return { attempt, body, claims: claimsInside(body.id_token) };
  }

  /** Signs in and asks Graph with the token. @param {string} key @param {string} authority @param {Record<string, string>} [more] */
  async caller(key, authority, more = {}) {
    const { body } = await this.tokens(key, authority, more);
    return {
      browser: /** @type {Browser} */ (this),
      /** @param {string} path @param {RequestInit} [init] */
      ask: async (path, init) => {
        const response = await this.graph(path, body.access_token, init);
        const text = await response.text();
        return { status: response.status, headers: response.headers, body: /** @type {any} */ (text === '' ? undefined : JSON.parse(text)) };
      },
    };
  }

  /** @param {string} line */
  #keep(line) {
    const [pair] = line.split(';');
    const at = pair.indexOf('=');
    if (pair.slice(at + 1) === '') this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  /**
   * The authorize address the portal would send the person to.
   * @param {string} authority @param {Record<string, string>} [more]
   */
  attempt(authority, more = {}) {
    const verifier = randomBytes(32).toString('base64url');
    const state = randomBytes(8).toString('hex');
    const nonce = randomBytes(8).toString('hex');
    const asked = new URLSearchParams({
      client_id: app.clientId,
      response_type: 'code',
      redirect_uri: `${this.portalOrigin}/`,
      response_mode: 'fragment',
      scope: 'openid profile offline_access User.Read',
      state,
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    });
    return { authority, verifier, state, nonce, asked, address: `${this.origin}/${authority}/oauth2/v2.0/authorize?${asked}` };
  }

  /**
   * Exchanges the code of a callback, from the portal's page.
   * @param {{ authority: string, verifier: string }} attempt @param {string} code @param {Record<string, string | null>} [fields] @param {Record<string, string>} [headers]
   */
  async exchange(attempt, code, fields = {}, headers = { origin: this.portalOrigin }) {
    const form = new URLSearchParams({
      client_id: app.clientId,
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${this.portalOrigin}/`,
      code_verifier: attempt.verifier,
    });
    for (const [name, value] of Object.entries(fields)) {
      if (value === null) form.delete(name);
      else form.set(name, value);
    }
    return fetch(`${this.origin}/${attempt.authority}/oauth2/v2.0/token`, { method: 'POST', body: form, headers });
  }

  /** @param {string} path @param {string} token @param {RequestInit} [init] */
  async graph(path, token, init = {}) {
    return fetch(`${this.origin}/graph/v1.0${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  }

  /** Speaks to the tenant as a test does. @param {string} method @param {string} path @param {unknown} [body] */
  async tell(method, path, body) {
    const response = await fetch(`${this.origin}${path}?world=${this.world}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: /** @type {any} */ (await response.json()) };
  }
}

/** @param {string} key */
export function personCalled(key) {
  const person = people.find((each) => each.key === key);
  if (!person) throw new Error(`nobody is called ${key}`);
  return person;
}

/** Every scope the organizer's desk may ask for. */
export const deskScopes = [...userScopes, ...adminScopes].join(' ');

/** The filter as a parameter of an address. @param {string} filter */
export const filtered = (filter) => `$filter=${encodeURIComponent(filter)}`;

/** What to send to Graph. @param {string} method @param {unknown} [body] @returns {RequestInit} */
export const sent = (method, body) => ({ method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

/** The fields of a callback. @param {string} address */
export function callbackFields(address) {
  return new URLSearchParams(new URL(address).hash.slice(1));
}

/** Every AADSTS number a page shows. @param {Shown} page */
export function numbersOn(page) {
  return [...new Set([...page.text.matchAll(/AADSTS(\d+)/g)].map(([, number]) => Number(number)))];
}

/** The heading of a page. @param {Shown} page */
export function heading(page) {
  return /<h1>([^<]*)<\/h1>/.exec(page.text)?.[1];
}

/** A tenant for one test file; every browser gets a world of its own. */
export async function tenantForTests() {
  const portalOrigin = 'http://localhost:18080';
  const tenant = await startTenant({ port: 0, portalOrigin });
  let count = 0;
  return {
    ...tenant,
    portalOrigin,
    /** @param {string} [world] */
    browser(world) {
      count += 1;
      return new Browser(tenant.origin, portalOrigin, world ?? `w${count}`);
    },
  };
}
