// Asks those who know what has become known since a version was chosen: RustSec about crates, npm about its packages, and
// whether npm's packages are signed. It needs a network, so no other check depends on it; what cannot be asked is said.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { npmProjects, root } from './pages.mjs';

/** The tool's version is pinned like any other. */
const cargoDeny = '0.20.2';

const tools = process.env.TOOLS || join(homedir(), '.cache/mesh-guest-portal/tools');
process.env.PATH = [join(tools, 'bin'), process.env.PATH].join(delimiter);

/** What says that nobody could be asked, rather than that something was found. */
const unreachable = /could not resolve|failed to fetch advisory|failed to clone|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|audit endpoint returned an error/i;

/** @type {{ name: string, outcome: 'sound' | 'not asked' | 'found something' }[]} */
const outcomes = [];

if (hasCargoDeny()) {
  ask('licenses, doubles and sources of crates', 'cargo', ['deny', '--locked', '--offline', 'check', 'licenses', 'bans', 'sources']);
  ask('known faults of crates (RustSec)', 'cargo', ['deny', '--locked', 'check', 'advisories']);
} else {
  outcomes.push({ name: `crates: cargo-deny ${cargoDeny} could not be installed`, outcome: 'not asked' });
}
for (const folder of npmProjects) {
  // Of packages that are not there no signature is asked for; the build does without the token service's.
  if (!existsSync(join(root, folder, 'node_modules'))) spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: join(root, folder), stdio: 'inherit' });
  ask(`known faults of npm packages, ${folder}`, 'npm', ['audit'], join(root, folder));
  ask(`signatures of npm packages, ${folder}`, 'npm', ['audit', 'signatures'], join(root, folder));
}

for (const { name, outcome } of outcomes) console.log(`${outcome.padEnd(16)} ${name}`);
process.exit(outcomes.some(({ outcome }) => outcome === 'found something') ? 1 : 0);

/** Takes three minutes of a machine's time, once. */
function hasCargoDeny() {
  const there = () => spawnSync('cargo', ['deny', '--version'], { encoding: 'utf8' }).stdout?.trim() === `cargo-deny ${cargoDeny}`;
  if (there()) return true;
  console.log(`Installing cargo-deny ${cargoDeny} into ${tools} (once, a few minutes) ...`);
  spawnSync('cargo', ['install', '--locked', '--quiet', '--root', tools, `cargo-deny@${cargoDeny}`], { stdio: 'inherit' });
  return there();
}

/**
 * @param {string} name
 * @param {string} command
 * @param {string[]} options
 * @param {string} [cwd]
 */
function ask(name, command, options, cwd = root) {
  const { status, stdout, stderr } = spawnSync(command, options, { cwd, encoding: 'utf8', maxBuffer: 100_000_000 });
  if (status === 0) {
    outcomes.push({ name, outcome: 'sound' });
    return;
  }
  const said = `${stdout}${stderr}`;
  const outcome = unreachable.test(said) ? 'not asked' : 'found something';
  outcomes.push({ name, outcome });
  console.log(outcome === 'not asked' ? `${name}: nobody could be asked (${unreachable.exec(said)?.[0]}).` : said);
}
