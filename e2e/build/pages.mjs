// The entry pages and the places files go on their way to dist/.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where package.json and its lock file lie: tools and tests, the meeting's page, the token service. */
export const npmProjects = ['e2e', 'meeting', 'meeting/token-service'];

/** Where files lie between the steps of the build. */
export const work = join(root, 'build');

/** The release. */
export const dist = join(root, 'dist');

/**
 * One entry page: its name (a folder of `work`), its file in the root, the binary that it runs, the binary that draws its
 * first screen before that one has come, and word files that it brings with it besides first.json. What `style/apart` has
 * under its name is its own, too.
 * @typedef {{ name: string, html: string, bin: string, first?: string, words?: string[] }} Page
 */

/** @type {Page[]} */
export const pages = [
  { name: 'guest', html: 'index.html', bin: 'mesh-guest-portal', first: 'arrival', words: ['arrival.json'] },
  { name: 'check', html: 'check.html', bin: 'check', words: ['check.json'] },
  { name: 'desk', html: 'desk.html', bin: 'desk', words: ['desk.json'] },
].filter((page) => existsSync(join(root, page.html)));

/** The page that joins a Teams meeting: not made by Trunk, but by meeting.mjs. @type {Omit<Page, 'bin'>} */
export const meeting = { name: 'meeting', html: 'meeting.html', words: ['meeting.json'] };

/**
 * Ends the program with one clear line.
 * @param {string} line
 * @returns {never}
 */
export function fail(line) {
  console.error(line);
  process.exit(1);
}
