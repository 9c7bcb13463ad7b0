// Gets what the build (and, with the word `test`, the tests) need, after looking whether it is there already: a second
// run takes a moment and no network. What it cannot get, it names in one line with the way to get it.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { fail, root } from './pages.mjs';

const forTests = process.argv.includes('test');
const tools = process.env.TOOLS || join(homedir(), '.cache/mesh-guest-portal/tools');
process.env.PATH = [join(tools, 'bin'), process.env.PATH].join(delimiter);

rust();
cargoTools();
crates();
packages('e2e');
packages('meeting');
if (forTests) {
  packages('meeting/token-service');
  debianPackages();
}

function rust() {
  const found = /^rustc (\d+)\.(\d+)/.exec(said('rustc', '--version'));
  if (!found || !said('cargo', '--version')) fail('Rust is missing. Get it with the one command on https://rustup.rs, then open a new shell.');
  const wanted = /rust-version = "(\d+)\.(\d+)"/.exec(text('Cargo.toml')) ?? fail('Cargo.toml names no rust-version.');
  const [major, minor, wantedMajor, wantedMinor] = [found[1], found[2], wanted[1], wanted[2]].map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    fail(`Rust ${wantedMajor}.${wantedMinor} or newer is needed, ${major}.${minor} is installed. Get it with: rustup update stable`);
  }
  if (!said('cc', '--version')) fail('A C compiler is missing. Get it with: sudo apt-get install build-essential');

  const target = 'wasm32-unknown-unknown';
  const compiled = () => existsSync(join(sysroot(), 'lib/rustlib', target));
  if (!compiled()) run('rustup', ['target', 'add', target]);
  if (!compiled()) fail(`Rust's ${target} target is missing. Get it with: rustup target add ${target}`);

  // The release compiles its own standard library.
  const sources = () => existsSync(standardLibrary());
  if (!sources()) run('rustup', ['component', 'add', 'rust-src']);
  if (!sources()) fail('The sources of Rust\'s standard library are missing. Get them with: rustup component add rust-src');

  if (!forTests) return;
  for (const [component, command] of [['rustfmt', 'fmt'], ['clippy', 'clippy']]) {
    const there = () => said('cargo', command, '--version') !== '';
    if (!there()) run('rustup', ['component', 'add', component]);
    if (!there()) fail(`${component} is missing. Get it with: rustup component add ${component}`);
  }
}

/** Where this toolchain lies. */
function sysroot() {
  return said('rustc', '--print', 'sysroot');
}

/** Where the sources of Rust's standard library lie, if they are there. */
function standardLibrary() {
  return join(sysroot(), 'lib/rustlib/src/rust/library');
}

/** Trunk, and wasm-bindgen in exactly the version of the crate in Cargo.lock. */
function cargoTools() {
  const bindgen = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(text('Cargo.lock'))?.[1] ?? fail('Cargo.lock names no wasm-bindgen.');
  const trunk = /trunk-version = "([^"]+)"/.exec(text('Trunk.toml'))?.[1] ?? fail('Trunk.toml names no trunk-version.');
  cargoTool('trunk', 'trunk', trunk, ['--no-default-features', '--features', 'rustls']);
  cargoTool('wasm-bindgen', 'wasm-bindgen-cli', bindgen, []);
}

/** @param {string} command @param {string} crate @param {string} version @param {string[]} options */
function cargoTool(command, crate, version, options) {
  const there = () => said(command, '--version').split(/\s+/)[1] === version;
  if (there()) return;
  console.log(`Installing ${command} ${version} into ${tools} (once, a few minutes) ...`);
  run('cargo', ['install', '--locked', '--force', '--root', tools, `${crate}@${version}`, ...options]);
  if (!there()) fail(`${command} ${version} is missing. Get it with: cargo install --locked --root ${tools} ${crate}@${version}`);
}

/** Every crate that this machine and the browser need, the standard library's own among them, so that all later steps work offline. */
function crates() {
  const host = /^host: (.+)$/m.exec(said('rustc', '-vV'))?.[1] ?? 'wasm32-unknown-unknown';
  fetched(root, ['--target', 'wasm32-unknown-unknown', '--target', host]);
  fetched(standardLibrary(), []);
}

/** Fetches what the Cargo.lock of a folder names. @param {string} folder @param {string[]} targets */
function fetched(folder, targets) {
  const fetch = ['fetch', '--locked', '--quiet', ...targets];
  // The standard library's manifest is not for a stable cargo.
  const options = { cwd: folder, env: { ...process.env, RUSTC_BOOTSTRAP: '1' } };
  if (spawnSync('cargo', [...fetch, '--offline'], options).status === 0) return;
  if (spawnSync('cargo', fetch, { ...options, stdio: 'inherit' }).status !== 0) fail(`The crates of ${join(folder, 'Cargo.lock')} could not be fetched: see above (is there a network?).`);
}

/** The npm packages of a folder, exactly as its lock file says. @param {string} folder from the root of the repository */
function packages(folder) {
  if (!said('npm', '--version')) fail('npm is missing. It comes with Node: https://nodejs.org, version 20 or newer.');
  if (installed(folder)) return;
  if (!run('npm', ['ci', '--no-audit', '--no-fund'], join(root, folder)) || !installed(folder)) {
    fail(`The npm packages of ${folder} could not be installed: see above (is there a network?).`);
  }
}

/** Whether npm's own record of what it installed says what the lock file says. @param {string} folder */
function installed(folder) {
  const record = join(root, folder, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  /** @type {[string, { version: string, optional?: boolean }][]} */
  const wanted = Object.entries(JSON.parse(text(`${folder}/package-lock.json`)).packages);
  return wanted.every(([path, { version, optional }]) => path === '' || optional || there[path]?.version === version);
}

/** Browsers of the distribution (Playwright's own are never downloaded), and a web server that organizations use. */
function debianPackages() {
  const wanted = [
    { commands: ['chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
    { commands: ['chromedriver'], debian: 'chromium-driver' },
    { commands: ['firefox-esr', 'firefox'], debian: 'firefox-esr' },
    { commands: ['nginx', '/usr/sbin/nginx'], debian: 'nginx' },
  ];
  const missing = () => wanted.filter(({ commands }) => !commands.some(onPath)).map(({ debian }) => debian);
  if (missing().length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing().join(' ')}`;
  if (onPath('apt-get')) {
    const prefix = process.getuid?.() === 0 ? '' : onPath('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0 ? 'sudo -n ' : undefined;
    // The package lists are fetched only when installing without them fails.
    if (prefix !== undefined && !run('sh', ['-c', prefix + install])) run('sh', ['-c', `${prefix}apt-get update && ${prefix}${install}`]);
  }
  if (missing().length > 0) fail(`Missing for the tests: ${missing().join(', ')}. Get it with: sudo apt-get install ${missing().join(' ')}`);
}

/** @param {string} command    or where it lies, which not everybody has on PATH */
function onPath(command) {
  if (isAbsolute(command)) return existsSync(command);
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, command)));
}

/**
 * What a command writes; nothing when it cannot be run or fails.
 * @param {string} command
 * @param {string[]} options
 */
function said(command, ...options) {
  const { status, stdout } = spawnSync(command, options, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

/**
 * Runs a command in sight of the reader.
 * @param {string} command
 * @param {string[]} options
 * @param {string} [cwd]
 */
function run(command, options, cwd = root) {
  return spawnSync(command, options, { cwd, stdio: 'inherit' }).status === 0;
}

/** @param {string} path from the root of the repository */
function text(path) {
  return readFileSync(join(root, path), 'utf8');
}
