import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { readAllowed, taken } from './allowed.mjs';
import { lock, readCrates } from './crates.mjs';
import { licensesPage, worksOf } from './licenses.mjs';
import { root } from './pages.mjs';
import { bill } from './sbom.mjs';

const allowed = readAllowed();

/**
 * What e2e/package-lock.json says of a package. It names no address where that is the registry's own.
 * @typedef {{ version?: string, license?: string, resolved?: string, integrity?: string, link?: boolean }} Package
 */

/** @type {[string, Package][]} */
const packages = Object.entries(JSON.parse(readFileSync(join(root, 'e2e/package-lock.json'), 'utf8')).packages).filter(([path]) => path !== '');

/** They run in tests only, and say their license elsewhere or have one of their own. @type {Record<string, { expected: string | undefined, why: string }>} */
const exceptions = {
  'node_modules/axe-core': { expected: 'MPL-2.0', why: 'used as it is, by tests' },
  'node_modules/@axe-core/playwright': { expected: 'MPL-2.0', why: 'used as it is, by tests' },
  'node_modules/ical.js': { expected: 'MPL-2.0', why: 'used as it is, by tests' },
  'node_modules/parse-cache-control': { expected: undefined, why: 'its LICENSE file is BSD-3-Clause' },
};

/** @type {import('./crates.mjs').Crates} */
let crates;
before(() => {
  crates = readCrates();
});

describe('a license expression', () => {
  for (const [expression, expected] of /** @type {[string, string[] | undefined][]} */ ([
    ['MIT', ['MIT']],
    ['Apache-2.0 OR MIT', ['MIT']],
    ['MIT/Apache-2.0', ['MIT']],
    ['LGPL-2.1-or-later OR Apache-2.0', ['Apache-2.0']],
    ['(MIT OR Apache-2.0) AND Unicode-3.0', ['MIT', 'Unicode-3.0']],
    ['MIT AND (GPL-3.0-only OR ISC)', ['MIT', 'ISC']],
    ['MIT AND GPL-3.0-only', undefined],
    ['MIT OR ISC AND GPL-3.0-only', ['MIT']],
    ['Apache-2.0 WITH LLVM-exception', undefined],
    ['Apache-2.0 WITH LLVM-exception OR MIT', ['MIT']],
    ['(MIT', undefined],
    ['MIT ISC', undefined],
    ['', undefined],
  ])) {
    test(`${expression || 'that is empty'} is ${expected ? `taken by ${expected.join(' and ')}` : 'refused'}`, () => {
      assert.deepEqual(taken(expression, ['MIT', 'ISC', 'Unicode-3.0', 'Apache-2.0']), expected);
    });
  }
});

test('every crate has a license that deny.toml allows', () => {
  assert.ok(crates.all.length > 200, `${crates.all.length} crates`);
  assert.deepEqual(crates.all.filter(({ license }) => !taken(license, allowed.licenses)).map(({ key, license }) => `${key}: ${license}`), []);
});

test('every npm package has a license that deny.toml allows, or is named with the reason', () => {
  const refused = packages.filter(([, { license }]) => !taken(license ?? '', allowed.licenses));
  assert.deepEqual(Object.fromEntries(refused.map(([path, { license }]) => [path, license])), Object.fromEntries(Object.entries(exceptions).map(([path, { expected }]) => [path, expected])));
});

test('every crate comes from crates.io, and is what was looked at', () => {
  const others = lock().filter(({ name }) => name !== 'mesh-guest-portal');
  assert.ok(others.length >= crates.all.length);
  assert.deepEqual(others.filter(({ source }) => source !== 'registry+https://github.com/rust-lang/crates.io-index'), []);
  assert.deepEqual(others.filter(({ checksum }) => !/^[0-9a-f]{64}$/.test(checksum ?? '')), []);
});

test('every npm package comes from the registry, and is what was looked at', () => {
  const elsewhere = packages.filter(([, { link, resolved = 'https://registry.npmjs.org/' }]) => link || !resolved.startsWith('https://registry.npmjs.org/'));
  assert.deepEqual(elsewhere, []);
  const loose = packages.filter(([, { version, integrity }]) => !/^\d+\.\d+\.\d+/.test(version ?? '') || !/^sha512-/.test(integrity ?? ''));
  assert.deepEqual(loose, []);
});

test('every version that is asked for by hand is one, not a range', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'e2e/package.json'), 'utf8'));
  assert.deepEqual(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version))), []);
});

test('a crate is in the release twice only where deny.toml says why', () => {
  const names = crates.shipped.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const excused = [...allowed.twice.keys()].map((key) => key.split('@')[0]);
  assert.deepEqual(twice.filter((name) => !excused.includes(name)), []);
});

test('deny.toml excuses nothing that is gone', () => {
  const versions = lock();
  const needless = [...allowed.twice.keys()].filter((key) => {
    const [name, version] = key.split('@');
    const there = versions.filter((entry) => entry.name === name).map((entry) => entry.version);
    return there.length < 2 || !there.includes(version);
  });
  assert.deepEqual(needless, []);
});

test('no crate that only makes the release counts as shipped', () => {
  const names = new Set(crates.shipped.map(({ name }) => name));
  for (const name of ['leptos', 'serde_json', 'url', 'web-sys']) assert.ok(names.has(name), name);
  for (const name of ['leptos_macro', 'serde_derive', 'wasm-bindgen-macro', 'proptest', 'insta', 'rstest']) assert.ok(!names.has(name), name);
  assert.ok(crates.building.some(({ name }) => name === 'leptos_macro'));
});

test('the page of licenses names every crate of the release, each with its text', () => {
  const page = licensesPage(crates.shipped);
  for (const { name, version } of crates.shipped) assert.ok(page.includes(`>${name} ${version}</a>`), `${name} ${version}`);
  for (const other of ['Rust’s standard library', 'Icons of Lucide 1.62.0', 'Cole Bemis']) assert.ok(page.includes(other), other);
  assert.doesNotMatch(page, /\{\{|<script|style="/);
  const both = crates.shipped.find(({ name }) => name === 'unicode-ident') ?? assert.fail('unicode-ident is gone');
  assert.deepEqual(worksOf(both).map(({ license }) => license), ['MIT', 'Unicode-3.0']);
});

test('a license that nobody knows the text of stops the build', () => {
  const script = `
    import { worksOf } from './licenses.mjs';
    worksOf({ ...${JSON.stringify(crates.shipped[0])}, license: 'GPL-3.0-only' });`;
  const { status, stderr } = spawnSync('node', ['--input-type=module', '-e', script], { cwd: join(root, 'e2e/build'), encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /deny\.toml does not allow its license, GPL-3\.0-only/);
});

describe('the bill of materials', () => {
  const modules = [{ path: 'assets/guest-0.wasm', content: Buffer.from('one') }, { path: 'assets/desk-0.wasm', content: Buffer.from('two') }];

  test('is the same for the same release, in whatever order files are found, and another for another', () => {
    assert.equal(bill(crates, modules), bill(crates, modules.toReversed()));
    const serial = (/** @type {string} */ text) => JSON.parse(text).serialNumber;
    assert.match(serial(bill(crates, modules)), /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.notEqual(serial(bill(crates, modules)), serial(bill(crates, [{ ...modules[0], content: Buffer.from('other') }, modules[1]])));
    assert.doesNotMatch(bill(crates, modules), /timestamp/);
  });

  test('refers to each thing by a name of its own, and to nothing that is not there', () => {
    const { metadata, components, dependencies, formulation } = JSON.parse(bill(crates, modules));
    const made = [metadata.component, ...components].map((component) => component['bom-ref']);
    const all = [...made, ...formulation.flatMap((/** @type {any} */ formula) => [formula, ...formula.components]).map((/** @type {any} */ part) => part['bom-ref'])];
    assert.ok(all.every((reference) => typeof reference === 'string'));
    assert.equal(new Set(all).size, all.length);
    const named = dependencies.flatMap((/** @type {{ ref: string, dependsOn: string[] }} */ { ref, dependsOn }) => [ref, ...dependsOn]);
    assert.deepEqual(named.filter((/** @type {string} */ reference) => !made.includes(reference)), []);
    // Everything shipped is led to from the portal.
    const leads = new Map(dependencies.map((/** @type {{ ref: string, dependsOn: string[] }} */ { ref, dependsOn }) => [ref, dependsOn]));
    const met = new Set(['mesh-guest-portal']);
    for (const reference of met) for (const next of leads.get(reference) ?? []) met.add(next);
    assert.deepEqual(made.filter((reference) => !met.has(reference)), []);
  });
});
