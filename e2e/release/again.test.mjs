// The release in dist/ comes out again, byte for byte, in another folder: what somebody has built can be compared with
// what somebody else serves. Needs a built portal.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { after, test } from 'node:test';
import { dist, pages, root, work } from '../build/pages.mjs';

const crates = process.env.CARGO_HOME ?? join(homedir(), '.cargo');

/** Deeper than any folder that somebody works in, and with another name. */
const folder = mkdtempSync(join(tmpdir(), 'portal-'));
const copy = join(folder, 'built', 'once', 'more');
after(() => rmSync(folder, { recursive: true, force: true }));

test('no file of the release holds a path of the machine that built it', () => {
  const paths = [homedir(), root, crates, tmpdir(), process.env.CARGO_TARGET_DIR, process.env.TOOLS].flatMap((path) => (path ? [`${path.replace(/\/$/, '')}/`] : []));
  const files = [...contents(dist)].filter(([name]) => !/\.(br|gz)$/.test(name));
  assert.ok(files.length > 20, `${files.length} files`);
  const found = files.flatMap(([name, content]) => paths.filter((path) => content.includes(path)).map((path) => `${name}: ${path}`));
  assert.deepEqual(found, []);
});

test('what Trunk left becomes the same release in another folder', () => {
  copySources();
  const modules = pages.flatMap(({ name, first }) => (first ? [name, first] : [name]));
  for (const name of modules) cpSync(join(work, name, 'dist'), join(copy, 'build', name, 'dist'), { recursive: true });
  for (const script of ['prepare', 'finish']) run('node', [`e2e/build/${script}.mjs`]);
  assert.deepEqual(differences(), []);
});

test('the same sources become the same release in another folder', { skip: !process.env.FULL && 'takes minutes: in make test-full' }, () => {
  rmSync(copy, { recursive: true, force: true });
  copySources();
  // Crates lie elsewhere on another machine.
  const elsewhere = join(folder, 'cargo');
  mkdirSync(elsewhere);
  symlinkSync(realpathSync(join(crates, 'registry')), join(elsewhere, 'registry'));
  run('make', ['build'], { CARGO_HOME: elsewhere, CARGO_TARGET_DIR: undefined, MAKEFLAGS: undefined, MAKELEVEL: undefined });
  assert.deepEqual(differences(), []);
});

/** Everything but what was made here, and npm's packages, which the lock file fixes. */
function copySources() {
  const made = ['.git', 'build', 'dist', 'target', 'e2e/test-results', 'e2e/playwright-report', 'e2e/.cache'];
  cpSync(root, copy, { recursive: true, filter: (path) => !made.includes(relative(root, path)) && basename(path) !== 'node_modules' });
  for (const folder of ['e2e', 'meeting']) symlinkSync(realpathSync(join(root, folder, 'node_modules')), join(copy, folder, 'node_modules'));
}

/** @param {string} command @param {string[]} options @param {Record<string, string | undefined>} [env] */
function run(command, options, env = {}) {
  const { status, stdout, stderr } = spawnSync(command, options, { cwd: copy, encoding: 'utf8', env: { ...process.env, ...env } });
  assert.equal(status, 0, `${command} ${options.join(' ')}: ${stdout}${stderr}`);
}

/** Files that are not the same in both releases. A deployment writes config.json itself. */
function differences() {
  const [here, there] = [dist, join(copy, 'dist')].map((release) => new Map([...contents(release)].map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')])));
  return [...new Set([...here.keys(), ...there.keys()])].filter((name) => name !== 'config.json' && here.get(name) !== there.get(name));
}

/** Every file below a folder. @param {string} folder @returns {Iterable<[string, Buffer]>} */
function* contents(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) yield [relative(folder, path), readFileSync(path)];
  }
}
