// Who asks, as far as counting needs it. Never logged.

import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network a request came from: an IPv4 address, or the first 64 bits of an IPv6 address, which one household or
 * one phone has to itself. `unknown` is everybody without an address.
 * @param {number} proxies          how many proxies in front of the service are trusted
 * @param {string | null} forwarded   X-Forwarded-For: each proxy adds at the right whom it was asked by
 * @param {string | undefined} peer   who is at the other end of the connection
 */
export function network(proxies, forwarded, peer) {
  const chain = (forwarded ?? '').split(',').map((each) => each.trim()).filter(Boolean);
  // Left of what the trusted proxies added, anybody can have written anything.
  const claimed = proxies > 0 ? chain.at(-Math.min(proxies, chain.length)) : undefined;
  return coarse(bare(claimed ?? peer ?? ''));
}

/** Without the port that some proxies add, and without a zone. @param {string} text */
function bare(text) {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? [];
  if (bracketed) return bracketed.split('%')[0];
  const [, before] = /^([\d.]+):\d+$/.exec(text) ?? [];
  return (before ?? text).split('%')[0];
}

/** @param {string} address */
function coarse(address) {
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return 'unknown';
  const groups = expanded(address);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return [groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255].join('.');
  return `${groups.slice(0, 4).map((group) => group.toString(16)).join(':')}::/64`;
}

/** The eight groups of an IPv6 address. @param {string} address */
function expanded(address) {
  const [head, tail] = address.split('::').map(groupsOf);
  return tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill(0), ...tail];
}

/** @param {string} part @returns {number[]} */
function groupsOf(part) {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [parseInt(group, 16)];
    const [a, b, c, d] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}
