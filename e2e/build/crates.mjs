// The crates behind the release, as cargo resolves Cargo.lock; needs no network.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, root } from './pages.mjs';

/** What the modules in a browser are compiled for. */
const wasm = 'wasm32-unknown-unknown';

/**
 * `license` is an SPDX expression, `home` where it is read about, `folder` where its source lies, `checksum` the SHA-256
 * of what crates.io serves; `needs` the names, with versions, of what it is linked with.
 * @typedef {{ key: string, name: string, version: string, license: string, home: string, authors: string[], folder: string,
 *   checksum: string, needs: string[] }} Crate
 */

/**
 * `shipped` is linked into the modules; `building` only makes them (procedural macros, build scripts and what those need);
 * `all` are the two, and what tests and other parts of Cargo.lock need on this machine. The portal itself is in none.
 * @typedef {{ all: Crate[], shipped: Crate[], building: Crate[], roots: string[] }} Crates
 */

/** What `cargo metadata` prints, of that what is read here. @typedef {{ packages: Package[], resolve: { root: string, nodes: Node[] } }} Metadata */
/** @typedef {{ id: string, name: string, version: string, license: string | null, repository: string | null, authors: string[], manifest_path: string }} Package */
/** @typedef {{ id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }} Node */

/** @returns {Crates} */
export function readCrates() {
  /** @type {Metadata} */
  const { packages, resolve } = JSON.parse(cargo('metadata', '--format-version', '1', '--filter-platform', wasm, '--filter-platform', host()));
  const key = new Map(packages.map(({ id, name, version }) => [id, `${name}@${version}`]));
  const needs = new Map(resolve.nodes.map(({ id, deps }) => [id, deps.filter(linked).map(({ pkg }) => key.get(pkg) ?? '')]));
  const sums = checksums();
  const all = packages
    .filter(({ id }) => id !== resolve.root)
    .map(({ id, name, version, license, repository, authors, manifest_path }) => ({
      key: `${name}@${version}`,
      name,
      version,
      license: license ?? '',
      home: repository ?? `https://crates.io/crates/${name}`,
      authors,
      folder: dirname(manifest_path),
      checksum: sums.get(`${name}@${version}`) ?? fail(`${name} ${version} has no checksum in Cargo.lock`),
      needs: needs.get(id) ?? [],
    }))
    .sort((one, other) => compare(one.key, other.key));
  const [inModules, inBuild] = ['normal,no-proc-macro', 'normal,build'].map(reached);
  const shipped = all.filter((crate) => inModules.has(crate.key)).map((crate) => ({ ...crate, needs: crate.needs.filter((need) => inModules.has(need)).sort(compare) }));
  const building = all.filter((crate) => inBuild.has(crate.key) && !inModules.has(crate.key));
  return { all, shipped, building, roots: (needs.get(resolve.root) ?? []).filter((need) => inModules.has(need)).sort(compare) };
}

/** Whether a dependency is one of the code itself, not of its tests or its build. @param {Node['deps'][number]} dependency */
function linked({ dep_kinds }) {
  return dep_kinds.some(({ kind }) => kind === null);
}

/** Crates that the release's modules lead to along these edges: with the features they have there, which metadata mixes. @param {string} edges */
function reached(edges) {
  const lines = cargo('tree', '--target', wasm, '--edges', edges, '--prefix', 'none', '--format', '{p}').trim().split('\n');
  return new Set(lines.map((line) => line.replace(/^(\S+) v(\S+).*/, '$1@$2')));
}

/** What Cargo.lock says of what was fetched. */
export function lock() {
  const text = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  return text.split('[[package]]\n').slice(1).map((entry) => {
    const value = (/** @type {string} */ field) => new RegExp(`^${field} = "(.*)"$`, 'm').exec(entry)?.[1];
    return { name: value('name') ?? '', version: value('version') ?? '', source: value('source'), checksum: value('checksum') };
  });
}

function checksums() {
  return new Map(lock().map(({ name, version, checksum }) => [`${name}@${version}`, checksum]));
}

function host() {
  return /^host: (.+)$/m.exec(said('rustc', '-vV'))?.[1] ?? fail('rustc does not say what it runs on');
}

/** @param {string[]} options */
function cargo(...options) {
  return said('cargo', ...options.slice(0, 1), '--locked', '--offline', ...options.slice(1));
}

/** @param {string} command @param {string[]} options */
function said(command, ...options) {
  const { status, stdout, stderr } = spawnSync(command, options, { cwd: root, encoding: 'utf8', maxBuffer: 100_000_000 });
  return status === 0 ? stdout : fail(`${command} ${options.join(' ')}: ${stderr}`);
}

/** The same order on every machine. @param {string} one @param {string} other */
export function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
