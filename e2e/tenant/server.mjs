// The local tenant: one HTTP server that plays Entra's sign-in service, Graph and the mailboxes.
//
//   organizations, people, licenses   who and what there is; crowd: a thousand guests more
//   worlds, switches                  what can change, once per test
//   authorize, login, signin, pages   signing in, page by page
//   token, claims, provider, store    codes and tokens (oidc-provider does the exact part)
//   redeem, mail                      invitations
//   graph, graph-*, permissions,
//   directory, filter                 Microsoft Graph
//   meeting-token                     tokens for Teams meetings
//   switchboard, front, recordings    breaking things, and looking at what was asked

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { authorize } from './authorize.mjs';
import { Cloud } from './cloud.mjs';
import { metadata, publishedKeys } from './discovery.mjs';
import { failure } from './errors.mjs';
import { peoplePage, switchboardPage } from './front.mjs';
import { graph } from './graph.mjs';
import { html } from './html.mjs';
import { cookies, decoded, methodNotAllowed, readForm, readJson, redirect, sendJson, sendPage } from './http.mjs';
import { showDeadEnd, signInPages } from './login.mjs';
import { inbox, invitationMail, myApps } from './mail.mjs';
import { meetingToken } from './meeting-token.mjs';
import { organizationNamed, sharedAuthorities } from './organizations.mjs';
import { document } from './pages.mjs';
import { record } from './recordings.mjs';
import { redeem, redeemInvitation } from './redeem.mjs';
import { forgetSession } from './signin.mjs';
import { addRule, answerOf, nextAction, perform } from './switchboard.mjs';
import { readSwitches } from './switches.mjs';
import { token } from './token.mjs';

/** @typedef {import('./cloud.mjs').Visit} Visit */

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8');

/**
 * Starts the tenant.
 * @param {object} [options]
 * @param {number} [options.port]          0 takes a free one
 * @param {string} [options.portalOrigin]  where the portal is served; its two pages are the registered redirect addresses
 * @returns {Promise<{ origin: string, port: number, cloud: Cloud, close: () => Promise<void> }>}
 */
export async function startTenant({ port = 8090, portalOrigin = 'http://localhost:8080' } = {}) {
  const server = createServer();
  await listening(server, port);
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  const origin = `http://localhost:${taken}`;
  const cloud = new Cloud(origin, portalOrigin);
  server.on('request', (request, response) => {
    answer(cloud, request, response).catch((error) => {
      console.error(`local tenant: ${request.method} ${request.url?.split('?')[0]}:`, error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return {
    origin,
    port: taken,
    cloud,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** @param {import('node:http').Server} server @param {number} port @returns {Promise<void>} */
export function listening(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** @param {Cloud} cloud @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
async function answer(cloud, request, response) {
  const url = new URL(request.url ?? '/', cloud.origin);
  const world = cloud.worlds.named(url.searchParams.get('world') ?? cookies(request).get('world'));
  /** @type {Visit} */
  const visit = { cloud, request, response, url, world };
  const [first, ...rest] = url.pathname.split('/').slice(1);
  switch (first) {
    case '':
      return redirect(response, '/people');
    case 'style.css':
      response.writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' });
      return response.end(style);
    case 'graph':
      return graph(visit);
    case 'meeting':
      return meetingToken(visit);
    case 'redeem':
      return url.pathname === '/redeem/' ? redeemInvitation(visit) : redeem(visit);
    case 'mail':
      return invitationMail(visit, decoded(rest[0]));
    case 'inbox':
      return inbox(visit, decoded(rest[0]));
    case 'myapps':
      return myApps(visit);
    case 'people':
      return peoplePage(visit);
    case 'error':
      return showDeadEnd(visit, Number(url.searchParams.get('code')) || 90023);
    case 'switchboard':
      return switchboard(visit, rest.join('/'));
    case 'reset':
      if (request.method !== 'POST') return methodNotAllowed(response, 'POST');
      world.reset();
      return sendJson(response, 200, { world: world.name });
    case 'standings':
      return sendJson(response, 200, [...world.people.values()].map((person) => ({ key: person.key, address: person.address, ...world.standing(person) })));
    case 'invitations':
      return sendJson(response, 200, [...world.invitations.values()]);
    case 'recordings':
      return sendJson(response, 200, world.recordings);
    default:
      return atAuthority(visit, decoded(first), rest);
  }
}

/** Entra's own addresses: `/{authority}/…`. @param {Visit} visit @param {string} authority @param {string[]} path */
async function atAuthority(visit, authority, path) {
  const { cloud, response, world } = visit;
  const known = sharedAuthorities.includes(authority) || organizationNamed(authority) !== undefined;
  switch (path.join('/')) {
    case 'oauth2/v2.0/authorize':
      return authorize(visit, authority);
    case 'oauth2/v2.0/token':
      return known ? token(visit, authority) : showDeadEnd(visit, 90002);
    case 'oauth2/v2.0/logout':
      return logout(visit, authority);
    case 'v2.0/.well-known/openid-configuration':
    case 'discovery/v2.0/keys': {
      const endpoint = path[0] === 'discovery' ? 'keys' : 'discovery';
      record(visit, { endpoint, tenant: cloud.role(authority) });
      const action = await nextAction(world, { endpoint, tenant: cloud.role(authority), person: null });
      if (action) return perform(answerOf(action, () => ({})), response, openToAll);
      if (!known) return sendJson(response, 400, { error: 'invalid_tenant', error_description: failure(90002).description }, openToAll);
      return sendJson(response, 200, endpoint === 'keys' ? publishedKeys(cloud, authority) : metadata(cloud, authority), openToAll);
    }
    default:
      if (path[0] === 'login' && path.length === 2) return signInPages(visit, path[1]);
      return sendPage(response, 404, document('Nothing here', html`<main><h1>Nothing here</h1><p><a href="/people">All people</a></p></main>`));
  }
}

const openToAll = { 'access-control-allow-origin': '*' };

/** @param {Visit} visit @param {string} authority */
async function logout(visit, authority) {
  const { cloud, request, response, url, world } = visit;
  const asked = request.method === 'POST' ? await readForm(request) : url.searchParams;
  record(visit, { endpoint: 'logout', tenant: cloud.role(authority) });
  const action = await nextAction(world, { endpoint: 'logout', tenant: cloud.role(authority), person: null });
  if (action) return perform(answerOf(action, () => ({})), response);
  forgetSession(visit);
  const back = asked.get('post_logout_redirect_uri') ?? '';
  if (cloud.isRegistered(back)) {
    const state = asked.get('state');
    return redirect(response, state === null ? back : `${back}?${new URLSearchParams({ state })}`);
  }
  return sendPage(response, 200, document('Signed out', html`
    <main class="card"><h1>You signed out of your account</h1><p>It's a good idea to close all browser windows.</p></main>`));
}

/** @param {Visit} visit @param {string} part */
async function switchboard(visit, part) {
  const { request, response, world } = visit;
  if (part === 'page') return switchboardPage(visit);
  const wished = request.method === 'PUT' || request.method === 'POST' ? await readJson(request) : undefined;
  switch (`${request.method} ${part}`) {
    case 'GET ':
      return sendJson(response, 200, { world: world.name, rules: world.rules, switches: world.switches });
    case 'POST ': {
      const added = addRule(world, /** @type {{ rule?: unknown } | undefined} */ (wished)?.rule);
      return sendJson(response, 'error' in added ? 400 : 201, added);
    }
    case 'DELETE ':
      world.rules = [];
      return sendJson(response, 200, { world: world.name, rules: [] });
    case 'PUT switches':
      return setSwitches(visit, wished);
    case 'PUT invitation':
      return setInvitation(visit, wished);
    default:
      return sendJson(response, 404, { error: 'the switchboard has no such part, or not for this method' });
  }
}

/** @param {Visit} visit @param {unknown} wished */
function setSwitches({ response, world }, wished) {
  const read = readSwitches(wished);
  if ('error' in read) return sendJson(response, 400, read);
  world.turn(read);
  return sendJson(response, 200, world.switches);
}

/** Says where a person's invitation leads: an address, or null for My Apps. @param {Visit} visit @param {unknown} wished */
function setInvitation({ response, world }, wished) {
  const { person: key, redirect: leadsTo } = /** @type {{ person?: string, redirect?: string | null }} */ (wished ?? {});
  const person = world.people.get(key ?? '');
  if (!person || (leadsTo !== null && !URL.canParse(leadsTo ?? ''))) {
    return sendJson(response, 400, { error: 'expected {"person": key, "redirect": address or null}' });
  }
  world.standing(person).redirect = leadsTo;
  return sendJson(response, 200, world.standing(person));
}
