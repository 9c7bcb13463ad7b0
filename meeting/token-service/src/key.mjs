// The entry of the configuration for an event, from a guest link: `npm run key -- 'https://guests.contoso.com/#i=1.…'`.

import { fileURLToPath } from 'node:url';

/** How long before the beginning tokens are issued, in minutes. */
const early = 60;

/**
 * An entry for `events`, from an hour before the event to its end.
 * @param {string} link    as the organizer's desk makes it
 * @throws {Error} when it is none
 */
export function entryFor(link) {
  const [, payload] = /i=1\.([\w-]+)\.[\w-]{4}$/.exec(link.trim()) ?? [];
  if (payload === undefined) throw new Error('Expected a whole guest link, with #i=1. in it.');
  // The short names are those of src/domain/invite/link.rs: host, event link, start and length in minutes.
  const { h: host, l: eventLink, s: start, d: length } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const tenant = String(host).toLowerCase();
  const time = (/** @type {number} */ minutes) => `${new Date(minutes * 60_000).toISOString().slice(0, 19)}Z`;
  return { tenant, event: eventKey(tenant, new URL(eventLink).href), from: time(start - early), until: time(start + length) };
}

/** `Invite::key` of src/domain/invite. @param {string} tenant @param {string} eventLink */
export function eventKey(tenant, eventLink) {
  return fingerprint(`${tenant} ${eventLink}`);
}

/** FNV-1a, 64 bits: `Fingerprint` of src/domain. @param {string} text */
export function fingerprint(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(entryFor(process.argv[2] ?? ''), null, 2));
