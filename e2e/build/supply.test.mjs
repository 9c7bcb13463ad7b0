import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { readAllowed, taken } from './allowed.mjs';
import { lock, readCrates } from './crates.mjs';
import { licensesPage, meetingLicensesPage, worksOf } from './licenses.mjs';
import { bundleMeeting } from './meeting.mjs';
import { noticesIn, packagesIn } from './packages.mjs';
import { npmProjects, root } from './pages.mjs';
import { bill } from './sbom.mjs';

const allowed = readAllowed();

/**
 * What a package-lock.json says of a package. It names no address where that is the registry's own.
 * @typedef {{ version?: string, license?: string, resolved?: string, integrity?: string, link?: boolean }} Package
 */

/** By their places from the root of the repository. @type {[string, Package][]} */
const packages = npmProjects.flatMap((folder) => {
  const entries = Object.entries(JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8')).packages).filter(([path]) => path !== '');
  return /** @type {[string, Package][]} */ (entries.map(([path, entry]) => [`${folder}/${path}`, entry]));
});

const microsofts = 'Microsoft Software License Terms for the Azure Communications Services, Azure CPaaS, ACS Software Development Kit SDK, see LICENSE file';

/** They say their license elsewhere or have one of their own. @type {Record<string, { expected: string | undefined, why: string }>} */
const exceptions = {
  'e2e/node_modules/axe-core': { expected: 'MPL-2.0', why: 'used as it is, by tests' },
  'e2e/node_modules/@axe-core/playwright': { expected: 'MPL-2.0', why: 'used as it is, by tests' },
  'e2e/node_modules/ical.js': { expected: 'MPL-2.0', why: 'used as it is, by tests' },
  'e2e/node_modules/parse-cache-control': { expected: undefined, why: 'its LICENSE file is BSD-3-Clause' },
  'meeting/node_modules/@azure/communication-calling': { expected: microsofts, why: 'terms of its own, read: packages.mjs' },
  'meeting/node_modules/@azure/communication-calling-effects': { expected: microsofts, why: 'left out of the bundle' },
};

/** @type {import('./crates.mjs').Crates} */
let crates;
/** @type {ReturnType<typeof bundleMeeting>} */
let bundle;
/** @type {import('./packages.mjs').Package[]} */
let bundled;
before(() => {
  crates = readCrates();
  bundle = bundleMeeting();
  bundled = packagesIn(bundle.metafile);
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
  for (const folder of npmProjects) {
    const { dependencies, devDependencies, overrides } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const asked = Object.entries({ ...dependencies, ...devDependencies, ...overrides });
    assert.ok(asked.length > 0, folder);
    assert.deepEqual(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version))), [], folder);
  }
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

test("the meeting's page of licenses names every package in its bundle, each with its text", () => {
  const page = meetingLicensesPage(bundled);
  // Not as packages.mjs finds them: from each file in a script up to the nearest package.json that has a version.
  const files = Object.values(bundle.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)).filter((path) => path.includes('node_modules'));
  const names = new Set(files.map((path) => {
    const parents = path.split('/').map((_, index, parts) => parts.slice(0, index).join('/')).toReversed();
    const manifests = parents.map((parent) => join(root, parent, 'package.json')).filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')));
    const { name, version } = manifests.find(({ version }) => version) ?? assert.fail(path);
    return `${name} ${version}`;
  }));
  assert.ok(names.size > 50, `${names.size} packages`);
  // Among them one that is there in two versions.
  assert.ok([...names].filter((name) => /^(react|scheduler) /.test(name)).length >= 3);
  assert.deepEqual([...names].filter((name) => !page.includes(`>${name}</a>`)), []);
  // What is asked for by hand and kept out of the bundle is not claimed to be in it.
  assert.doesNotMatch(page, /communication-calling-effects/);
  assert.doesNotMatch(page, /\{\{|<script|style="/);
});

test("what the packages of the meeting's page ask to be kept is kept", () => {
  const page = meetingLicensesPage(bundled);
  for (const kept of ['Felix Böhm', 'Redistributions in binary form must reproduce', 'https://aka.ms/fluentui-assets-license', 'http://www.apache.org/licenses/LICENSE-2.0']) assert.ok(page.includes(kept), kept);
  const scripts = bundle.scripts.map(({ content }) => Buffer.from(content).toString()).join('');
  for (const kept of ['Copyright (c) Meta Platforms', 'Cure53 and other contributors', 'Copyright OpenJS Foundation']) assert.ok(scripts.includes(kept), kept);
  const notices = noticesIn(bundled);
  for (const kept of [/^\ufeff@azure\/communication-calling [\d.]+, NOTICES\.txt$/m, /^@azure\/communication-signaling \S+, NOTICE\.txt$/m, /^es6-promise \S+ - MIT$/m]) assert.match(notices, kept);
});

test("Microsoft's calling SDK is said to be on terms of its own, whole, and by no other license", () => {
  const page = meetingLicensesPage(bundled);
  const sections = page.split('<section').filter((section) => />@azure\/communication-calling [\d.]+<\/a>/.test(section));
  assert.equal(sections.length, 1);
  assert.match(sections[0], /<h2>Microsoft Software License Terms<\/h2>/);
  for (const part of ['2. DISTRIBUTABLE CODE.', 'LIMITATION ON AND EXCLUSION OF DAMAGES', 'La ou elles sont permises par le droit locale']) assert.ok(sections[0].includes(part), part);
  assert.match(page, /Most of it is open source\. @azure\/communication-calling is not/);
});

/** @type {[string, () => string, RegExp][]} */
const stops = [
  [
    'a license that nobody knows the text of',
    () => `import { worksOf } from './licenses.mjs'; worksOf(${JSON.stringify({ ...crates.shipped[0], license: 'GPL-3.0-only' })});`,
    /deny\.toml does not allow its license, GPL-3\.0-only/,
  ],
  [
    "the same of a package in the meeting's page",
    () => `import { meetingLicensesPage } from './licenses.mjs'; meetingLicensesPage(${JSON.stringify([{ ...bundled[0], license: 'SEE LICENSE IN LICENSE' }])});`,
    /deny\.toml does not allow its license, SEE LICENSE IN LICENSE/,
  ],
  [
    "a maker's own terms that nobody has read",
    () => "import { ownTerms } from './packages.mjs'; ownTerms('@azure/communication-calling', 'Everything is different now.');",
    /@azure\/communication-calling has other terms than those that were read/,
  ],
];
for (const [what, script, said] of stops) {
  test(`${what} stops the build`, () => {
    const { status, stderr } = spawnSync('node', ['--input-type=module', '-e', script()], { cwd: join(root, 'e2e/build'), encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, said);
  });
}

describe('the bill of materials', () => {
  const modules = [{ path: 'assets/guest-0.wasm', content: Buffer.from('one') }, { path: 'assets/desk-0.wasm', content: Buffer.from('two') }];
  /** @type {import('./sbom.mjs').Meeting} */
  let meeting;
  before(() => {
    meeting = { scripts: bundle.scripts.map(({ name, content }) => ({ path: `assets/${name}`, content })), packages: bundled };
  });

  test('is the same for the same release, in whatever order files are found, and another for another', () => {
    const turned = { scripts: meeting.scripts.toReversed(), packages: meeting.packages };
    assert.equal(bill(crates, modules, meeting), bill(crates, modules.toReversed(), turned));
    const serial = (/** @type {string} */ text) => JSON.parse(text).serialNumber;
    assert.match(serial(bill(crates, modules, meeting)), /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.notEqual(serial(bill(crates, modules, meeting)), serial(bill(crates, [{ ...modules[0], content: Buffer.from('other') }, modules[1]], meeting)));
    assert.doesNotMatch(bill(crates, modules, meeting), /timestamp/);
  });

  test('refers to each thing by a name of its own, and to nothing that is not there', () => {
    const { metadata, components, dependencies, formulation } = JSON.parse(bill(crates, modules, meeting));
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

  test("names every package of the meeting's page as npm's, with what npm serves and on which terms", () => {
    const { components, dependencies } = JSON.parse(bill(crates, modules, meeting));
    const named = new Map(components.map((/** @type {any} */ component) => [component['bom-ref'], component]));
    const url = (/** @type {string} */ key) => `pkg:npm/${key.replace(/^@/, '%40')}`;
    assert.deepEqual(bundled.filter(({ key }) => named.get(url(key))?.purl !== url(key)), []);
    assert.deepEqual(bundled.filter(({ key }) => !/^[0-9a-f]{128}$/.test(named.get(url(key)).hashes[0].content)), []);
    const [calling, dompurify, reactDom] = ['@azure/communication-calling', 'dompurify', 'react-dom'].map((name) => url(bundled.find((each) => each.name === name)?.key ?? assert.fail(name)));
    assert.deepEqual(named.get(calling).licenses, [{ license: { name: 'Microsoft Software License Terms' } }]);
    assert.deepEqual(named.get(dompurify).licenses, [{ expression: '(MPL-2.0 OR Apache-2.0)' }]);
    // The modules that all other pages load need none of them.
    const needed = (/** @type {string} */ start) => dependencies.find((/** @type {{ ref: string }} */ { ref }) => ref === start).dependsOn;
    assert.deepEqual(needed('assets/guest-0.wasm').filter((/** @type {string} */ reference) => bundled.some(({ key }) => url(key) === reference)), []);
    assert.ok(meeting.scripts.some(({ path }) => needed(path).includes(calling)));
    assert.ok(needed(reactDom).some((/** @type {string} */ reference) => reference.startsWith('pkg:npm/scheduler@')));
  });
});
