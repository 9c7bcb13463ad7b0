// What may be depended on: deny.toml, read without a tool for TOML, and license expressions (SPDX specification, annex
// "SPDX license expressions").

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root } from './pages.mjs';

/**
 * `licenses` in the order in which they are preferred; `twice` names crates as `name@version`, with the reason.
 * @typedef {{ licenses: string[], twice: Map<string, string> }} Allowed
 */

/** @returns {Allowed} */
export function readAllowed() {
  const text = readFileSync(join(root, 'deny.toml'), 'utf8');
  /** @param {string} name */
  const list = (name) => new RegExp(`^${name} = \\[\n([^\\]]*)\n\\]`, 'm').exec(text)?.[1] ?? fail(`deny.toml has no list ${name}, one entry a line`);
  return {
    licenses: [...list('allow').matchAll(/"([^"]+)"/g)].map(([, license]) => license),
    twice: new Map([...list('skip').matchAll(/crate = "([^"]+)", reason = "([^"]+)"/g)].map(([, crate, reason]) => [crate, reason])),
  };
}

/**
 * The licenses by which something is taken: all that are asked for together, and of each choice the one that is
 * preferred.
 * @param {string} expression
 * @param {string[]} allowed    the preferred ones first
 * @returns {string[] | undefined} nothing when it leaves no choice that is allowed
 */
export function taken(expression, allowed) {
  // Before 2018 crates wrote "MIT/Apache-2.0".
  const words = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g) ?? [];
  const found = choice(words, allowed);
  return words.length > 0 ? undefined : found;
}

/** Reads what stands around `OR`; `words` loses what was read. @param {string[]} words @param {string[]} allowed */
function choice(words, allowed) {
  const ways = joined('OR', words, () => all(words, allowed));
  const least = (/** @type {string[]} */ way) => Math.max(...way.map((license) => allowed.indexOf(license)));
  return ways.filter((way) => way !== undefined).sort((one, other) => least(one) - least(other))[0];
}

/** Reads what stands around `AND`. @param {string[]} words @param {string[]} allowed @returns {string[] | undefined} */
function all(words, allowed) {
  const parts = joined('AND', words, () => one(words, allowed));
  return parts.every((part) => part !== undefined) ? [...new Set(parts.flat())] : undefined;
}

/**
 * @template T
 * @param {string} operator
 * @param {string[]} words
 * @param {() => T} read
 */
function joined(operator, words, read) {
  const parts = [read()];
  while (words[0] === operator) {
    words.shift();
    parts.push(read());
  }
  return parts;
}

/** Reads a license, or what stands in parentheses. @param {string[]} words @param {string[]} allowed @returns {string[] | undefined} */
function one(words, allowed) {
  const word = words.shift();
  if (word === '(') {
    const inside = choice(words, allowed);
    return words.shift() === ')' ? inside : undefined;
  }
  const license = words[0] === 'WITH' ? [word, ...words.splice(0, 2)].join(' ') : (word ?? '');
  return allowed.includes(license) ? [license] : undefined;
}
