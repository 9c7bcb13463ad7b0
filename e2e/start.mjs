// Starts the local tenant and the portal together and prints the links to try. Ctrl-C stops both.
//
//   node start.mjs [--dist ../dist]      ports: TENANT_PORT (8090), PORTAL_PORT (8080)

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { askRules } from './rules.mjs';
import { startPortal } from './serve.mjs';
import { contoso } from './tenant/organizations.mjs';
import { people } from './tenant/people.mjs';
import { redeemUrl } from './tenant/redeem.mjs';
import { startTenant } from './tenant/server.mjs';

export { startPortal, startTenant };

/** @typedef {import('./tenant/people.mjs').Person} Person */
/** @typedef {{ label: string, event: Record<string, unknown> }} Wish */

/**
 * The invites to print: one per person, and a few that show another event.
 * @param {string} portalOrigin @param {string} tenantOrigin @param {Date} now
 * @returns {{ person: Person, wishes: Wish[] }[]}
 */
export function wishes(portalOrigin, tenantOrigin, now) {
  const organizer = people.find((person) => person.key === 'organizer');
  const event = (/** @type {Person} */ guest, /** @type {number} */ minutesAhead, /** @type {Record<string, unknown>} */ more = {}) => ({
    portal: `${portalOrigin}/`,
    title: 'Contoso autumn gathering',
    start: time(now, minutesAhead),
    end: time(now, minutesAhead + 60),
    host: contoso.tenantId,
    target: 'mesh-pc',
    eventLink: 'https://mesh.cloud.microsoft/event/autumn-gathering',
    guest: guest.address,
    organizer: { name: organizer?.name, contact: organizer?.address },
    ...more,
  });
  return people.filter((person) => !person.roles).map((person) => {
    const first = { label: 'starts in 10 minutes', event: event(person, 10) };
    if (person.key === 'pending') {
      const invitation = { redeemUrl: redeemUrl(tenantOrigin, person) };
      return {
        person,
        wishes: [first, { label: 'with the invitation inside the link', event: event(person, 10, invitation) }],
      };
    }
    if (person.key !== 'licensed') return { person, wishes: [first] };
    const teams = {
      title: 'Contoso immersive town hall',
      target: 'teams-immersive',
      eventLink: `https://teams.microsoft.com/l/meetup-join/19%3ameeting_bG9jYWw%40thread.v2/0?context=%7b%22Tid%22%3a%22${contoso.tenantId}%22%7d`,
    };
    return {
      person,
      wishes: [
        first,
        { label: 'starts in 3 days', event: event(person, 3 * 24 * 60, { title: 'Contoso winter preview' }) },
        { label: 'immersive event in Teams', event: event(person, 10, teams) },
      ],
    };
  });
}

/** Whole minutes, as the invite takes them. @param {Date} now @param {number} minutesAhead */
function time(now, minutesAhead) {
  const at = new Date(now.getTime() + minutesAhead * 60_000);
  return `${at.toISOString().slice(0, 16)}:00Z`;
}

/**
 * Builds invite links with the portal's own rules.
 * @param {Record<string, unknown>[]} events
 * @returns {Promise<string[]>} a link per event
 * @throws {Error} when the rules refuse an event
 */
export async function inviteLinks(events) {
  const answers = await askRules('invite-build', events);
  const refused = answers.find((answer) => answer.error);
  if (refused) throw new Error(`an invite link was refused: ${refused.error}`);
  return answers.map((answer) => answer.link);
}

/** Answers once the address does. @param {string} address */
async function answers(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers with status ${response.status}`);
}

/** @param {string} portalOrigin @param {Awaited<ReturnType<typeof startTenant>>} tenant */
async function printLinks(portalOrigin, tenant) {
  const tenantOrigin = tenant.origin;
  const wanted = wishes(portalOrigin, tenantOrigin, new Date());
  const events = wanted.flatMap(({ wishes: each }) => each.map(({ event }) => event));
  const { guest: _guest, ...returning } = events[0];
  const [back, ...links] = await inviteLinks([returning, ...events]);
  // As the organizer's page sends them: the query form, and without anyone's address.
  tenant.cloud.invitationReturn = back.replace('#i=', '?i=');
  const print = (/** @type {string} */ line) => console.log(line);
  print('');
  for (const { person, wishes: each } of wanted) {
    print(`${person.name}, ${person.address}${person.password ? `, password ${person.password}` : ''}`);
    print(`  ${person.shows}`);
    for (const { label } of each) print(`  ${label}: ${links.shift()}`);
    if (person.invitation) print(`  invitation mail: ${tenantOrigin}/mail/${person.key}`);
    if (!person.password) print(`  mailbox with the code: ${tenantOrigin}/inbox/${person.key}`);
    print('');
  }
  print(`Portal        ${portalOrigin}/`);
  print(`People        ${tenantOrigin}/people`);
  print(`Switchboard   ${tenantOrigin}/switchboard/page`);
  print('Ctrl-C stops both.');
}

async function main() {
  const { values } = parseArgs({ options: { dist: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) } } });
  const ports = { tenant: Number(process.env.TENANT_PORT ?? 8090), portal: Number(process.env.PORTAL_PORT ?? 8080) };
  const portalOrigin = `http://localhost:${ports.portal}`;
  /** @type {{ close: () => Promise<void> }[]} */
  const running = [];
  const stop = async () => {
    await Promise.all(running.splice(0).map((server) => server.close()));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
  try {
    const tenant = await orPortTaken(startTenant({ port: ports.tenant, portalOrigin }), ports.tenant, 'TENANT_PORT');
    running.push(tenant);
    const portal = await orPortTaken(startPortal({ port: ports.portal, dist: values.dist, tenantOrigin: tenant.origin }), ports.portal, 'PORTAL_PORT');
    running.push(portal);
    await Promise.all([answers(`${portal.origin}/`), answers(`${tenant.origin}/people`)]);
    console.log('Making the links to try. The first time, this compiles the rules.');
    await printLinks(portal.origin, tenant);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    await stop();
  }
}

/** @template T @param {Promise<T>} starting @param {number} port @param {string} setting @returns {Promise<T>} */
async function orPortTaken(starting, port, setting) {
  try {
    return await starting;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken. Stop what runs there, or choose another with ${setting}.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
