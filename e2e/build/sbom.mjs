// sbom.cdx.json: what the release is made of and what made it, in CycloneDX 1.6 (ECMA-424). The same release gives the
// same bytes: no time, no random number.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compare } from './crates.mjs';
import { fail, root } from './pages.mjs';

/** @typedef {import('./crates.mjs').Crate} Crate */
/** @typedef {import('./packages.mjs').Package} Package */

/** A file of the release: its path in dist/, and what is in it. @typedef {{ path: string, content: Uint8Array }} File */

/** The page that joins a Teams meeting: its scripts, and the npm packages in them. @typedef {{ scripts: File[], packages: Package[] }} Meeting */

const portal = 'mesh-guest-portal';
const rust = 'rust-std';
/** Drawn in `ui/parts/icon.rs`. */
const icons = npm('lucide', '1.62.0', 'ISC AND MIT');

/**
 * The bill of materials, as text.
 * @param {import('./crates.mjs').Crates} crates
 * @param {File[]} modules    the modules of WebAssembly that browsers load
 * @param {Meeting} meeting
 */
export function bill({ shipped, building, roots }, modules, { scripts, packages }) {
  const version = /^version = "(.+)"$/m.exec(read('Cargo.toml'))?.[1] ?? fail('Cargo.toml names no version');
  const [files, bundled] = [modules, scripts].map((some) => some.toSorted((one, other) => compare(one.path, other.path)).map(({ path, content }) => file(path, content)));
  const linked = [...roots.map((key) => reference(key)), rust, icons['bom-ref']].sort(compare);
  const content = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { type: 'application', 'bom-ref': portal, name: portal, version },
    },
    components: [...files, ...bundled, ...shipped.map(crate), standardLibrary(), icons, ...packages.map(npmPackage)],
    dependencies: [
      { ref: portal, dependsOn: [...files, ...bundled].map((file) => file['bom-ref']) },
      // All are linked from one library; what a page does not call is left out of its module by the linker.
      ...files.map((file) => ({ ref: file['bom-ref'], dependsOn: linked })),
      ...shipped.map(({ key, needs }) => ({ ref: reference(key), dependsOn: needs.map((need) => reference(need)) })),
      ...bundled.map(({ name: path }) => ({ ref: path, dependsOn: packages.filter(({ scripts }) => scripts.includes(basename(path))).map(({ key }) => packageUrl('npm', key)) })),
      ...packages.map(({ key, needs }) => ({ ref: packageUrl('npm', key), dependsOn: needs.map((need) => packageUrl('npm', need)) })),
    ],
    formulation: [{ 'bom-ref': 'build', components: [...locks(), ...tools(), ...building.map(crate)] }],
  };
  const hash = sha256(JSON.stringify(content));
  // A UUID whose bits are the maker's own (RFC 9562, version 8).
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(hash) ?? [];
  return `${JSON.stringify({ ...content, serialNumber: `urn:uuid:${a}-${b}-8${c}-8${d}-${e}` }, null, 1)}\n`;
}

/** @param {Crate} crate */
function crate({ key, name, version, license, home, checksum }) {
  return {
    type: 'library',
    'bom-ref': reference(key),
    name,
    version,
    hashes: [{ alg: 'SHA-256', content: checksum }],
    licenses: [{ expression: license.replaceAll('/', ' OR ') }],
    purl: reference(key),
    externalReferences: [{ type: 'website', url: home }],
  };
}

/** A package URL (ECMA-427) of a crate, under which it is referred to as well. @param {string} key `name@version` */
function reference(key) {
  return packageUrl('cargo', key);
}

/** @param {string} kind @param {string} key `name@version` */
function packageUrl(kind, key) {
  const at = key.lastIndexOf('@');
  // An npm scope's own @ is not the one before the version.
  return `pkg:${kind}/${key.slice(0, at).replace('@', '%40')}@${encodeURIComponent(key.slice(at + 1))}`;
}

function standardLibrary() {
  const said = execFileSync('rustc', ['-vV'], { encoding: 'utf8' });
  const [, version] = /^release: (.+)$/m.exec(said) ?? fail('rustc does not say its release');
  return { type: 'library', 'bom-ref': rust, name: rust, version, licenses: [{ expression: 'MIT OR Apache-2.0' }], purl: `pkg:generic/rust@${version}` };
}

/** @param {string} name @param {string} version @param {string} license */
function npm(name, version, license) {
  const purl = packageUrl('npm', `${name}@${version}`);
  return { type: 'library', 'bom-ref': purl, name, version, licenses: [{ expression: license }], purl };
}

/** @param {Package} inBundle */
function npmPackage({ name, version, license, home, checksum, ownTerms }) {
  return {
    ...npm(name, version, license),
    // Terms of a maker's own have a name, and no expression that says them.
    ...(ownTerms && { licenses: [{ license: { name: ownTerms.title } }] }),
    hashes: [{ alg: 'SHA-512', content: checksum }],
    externalReferences: [{ type: 'website', url: home }],
  };
}

/** @param {string} path @param {Uint8Array | string} content */
function file(path, content) {
  return { type: 'file', 'bom-ref': path, name: path, hashes: [{ alg: 'SHA-256', content: sha256(content) }] };
}

/** The files that say which versions are meant. */
function locks() {
  return ['Cargo.lock', 'e2e/package-lock.json', 'meeting/package-lock.json'].map((path) => file(path, read(path)));
}

/** What makes the release, in the versions that the set-up sees to. */
function tools() {
  /** @type {Record<string, { version: string, license: string }>} */
  const packages = JSON.parse(read('e2e/package-lock.json')).packages;
  const trunk = /trunk-version = "([^"]+)"/.exec(read('Trunk.toml'))?.[1] ?? fail('Trunk.toml names no trunk-version');
  const bindgen = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(read('Cargo.lock'))?.[1] ?? fail('Cargo.lock names no wasm-bindgen');
  const cargo = [['trunk', trunk], ['wasm-bindgen-cli', bindgen]].map(([name, version]) => {
    const purl = reference(`${name}@${version}`);
    return { type: 'application', 'bom-ref': purl, name, version, purl };
  });
  return [...cargo, ...['binaryen', 'esbuild'].map((name) => npm(name, packages[`node_modules/${name}`].version, packages[`node_modules/${name}`].license))];
}

/** @param {Uint8Array | string} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** @param {string} path */
function read(path) {
  return readFileSync(join(root, path), 'utf8');
}
