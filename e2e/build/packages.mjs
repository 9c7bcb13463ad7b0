// The npm packages whose code is in the meeting's page: esbuild says which, they and the lock file say what they are.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compare } from './crates.mjs';
import { fail, root } from './pages.mjs';

/**
 * As crates are told about (crates.mjs), but that `checksum` is the SHA-512 of what npm serves, and `needs` what its code
 * here imports; besides, the names of the `scripts` that it is in, and the terms of a maker whose license is no common one.
 * @typedef {{ key: string, name: string, version: string, license: string, home: string, authors: string[], folder: string,
 *   checksum: string, needs: string[], scripts: string[], ownTerms?: { title: string, text: string } }} Package
 */

/** @typedef {{ name?: string, version?: string, license?: string, homepage?: string, author?: string | { name: string } }} Manifest */

/**
 * Terms that no list of licenses names, since they are a maker's own. Somebody has read them: `read` is the SHA-256 of what
 * was read, and other words stop the build until somebody has read those.
 * @type {Record<string, { title: string, read: string }>}
 */
const agreements = {
  // Proprietary, unlike the packages of Microsoft's around it, which are MIT: to be distributed only within an application
  // that adds to it, with its notices, and to people who have agreed to terms that protect it (section 2).
  // docs/supply-chain.md says what that leaves to whoever serves the page.
  '@azure/communication-calling': {
    title: 'Microsoft Software License Terms',
    read: '59e9f5b7e5d97db68dbc6cb653a9d9d5897028ddf0e59e5db766b839c1a28f76',
  },
};

/**
 * @param {import('esbuild').Metafile} metafile
 * @returns {Package[]}
 */
export function packagesIn({ inputs, outputs }) {
  /** @type {Map<string, Set<string>>} */
  const scripts = new Map();
  for (const [output, { inputs }] of Object.entries(outputs)) {
    for (const folder of foldersOf(Object.keys(inputs))) scripts.set(folder, (scripts.get(folder) ?? new Set()).add(basename(output)));
  }
  const locked = JSON.parse(readFileSync(join(root, 'meeting/package-lock.json'), 'utf8')).packages;
  const told = new Map([...scripts.keys()].map((folder) => [folder, tell(folder, locked)]));
  /** @type {Map<string, Package>} */
  const found = new Map();
  for (const [folder, tale] of told) {
    const imported = Object.entries(inputs).filter(([path]) => folderOf(path) === folder).flatMap(([, { imports }]) => imports.map(({ path }) => path));
    const needs = foldersOf(imported).flatMap((other) => told.get(other)?.key ?? []);
    // The same version may lie in two places.
    const other = found.get(tale.key);
    found.set(tale.key, {
      ...tale,
      needs: sorted([...needs, ...(other?.needs ?? [])].filter((key) => key !== tale.key)),
      scripts: sorted([...(scripts.get(folder) ?? []), ...(other?.scripts ?? [])]),
    });
  }
  return [...found.values()].sort((one, other) => compare(one.key, other.key));
}

/** The folders of the packages that files are of. @param {string[]} paths */
function foldersOf(paths) {
  return [...new Set(paths.flatMap((path) => folderOf(path) ?? []))];
}

/** Nothing for the portal's own files. @param {string} path */
function folderOf(path) {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

/** @param {string[]} texts */
function sorted(texts) {
  return [...new Set(texts)].sort(compare);
}

/**
 * @param {string} path    its folder, from the root of the repository
 * @param {Record<string, { version: string, integrity: string }>} locked
 * @returns {Omit<Package, 'needs' | 'scripts'>}
 */
function tell(path, locked) {
  const folder = join(root, path);
  /** @type {Manifest} */
  const { name = '', version = '', license = '', homepage = '', author = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const lock = locked[path.replace(/^meeting\//, '')];
  if (lock?.version !== version) fail(`${path} is ${version}, and meeting/package-lock.json says ${lock?.version}: run make setup`);
  const [maker] = (typeof author === 'string' ? author : author.name).split(' (');
  return {
    key: `${name}@${version}`,
    name,
    version,
    license,
    home: /^https?:/.test(homepage) ? homepage : `https://www.npmjs.com/package/${name}`,
    authors: maker === '' ? [] : [maker],
    folder,
    checksum: Buffer.from(lock.integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
    ...(agreements[name] && { ownTerms: ownTerms(name, readFileSync(join(folder, 'LICENSE'), 'utf8')) }),
  };
}

/** Terms that somebody has read. @param {string} name the package's @param {string} text */
export function ownTerms(name, text) {
  const { title, read } = agreements[name];
  const sum = createHash('sha256').update(text).digest('hex');
  if (sum !== read) fail(`${name} has other terms than those that were read: read its LICENSE, and then write ${sum} into e2e/build/packages.mjs`);
  return { title, text };
}

/**
 * What packages say of the works of others that they hold, as they say it.
 * @param {Package[]} packages
 */
export function noticesIn(packages) {
  const told = packages.flatMap(({ name, version, folder }) =>
    readdirSync(folder)
      .filter((file) => /^(notice|third)/i.test(file))
      .sort()
      .map((file) => `${name} ${version}, ${file}\n\n${readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()}\n`));
  // Hosts do not say of plain text how it is encoded; the mark at its beginning does.
  return `\ufeff${told.join(`\n${'='.repeat(72)}\n\n`)}`;
}
