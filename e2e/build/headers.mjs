// The files for hosts, for one deployment: pages may then connect to the hosts that its config.json names, and to no
// other.
//
//   node build/headers.mjs --config FILE [--dist ../dist] [--out FOLDER]

import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { askRules } from '../rules.mjs';
import { hostFiles, writeHostFiles } from './hosts.mjs';
import { dist, fail } from './pages.mjs';
import { isNamable } from './policy.mjs';

/** `services`: what the meeting's page alone connects to. @typedef {{ connections: string[], services?: string[] } | { faults: string[] }} Reading */

/** The field of config.json that says who gives guests a pass into meetings. */
const tokenService = 'acs.tokenUrl';

/**
 * Where the pages connect to with each configuration, or what is wrong with it, field by field. The portal's own rules
 * read it, so what is refused here is what the page would refuse.
 * @param {string[]} texts    of config.json
 * @returns {Promise<Reading[]>}
 */
export async function readConfigs(texts) {
  const answers = await askRules('config', texts.map(parsed));
  return answers.map(({ connections, faults }) => {
    if (faults) return { faults: faults.map((/** @type {{ field: string, expected: string }} */ { field, expected }) => `${field || 'the file'} ${expected}`) };
    const unnamable = Object.entries(connections).filter(([, origin]) => !isNamable(origin));
    if (unnamable.length > 0) return { faults: unnamable.map(([field, origin]) => `${field} must have a host of letters, digits, hyphens and dots, got ${JSON.stringify(origin)}`) };
    const named = /** @type {[string, string][]} */ (Object.entries(connections));
    const services = named.filter(([field]) => field === tokenService).map(([, origin]) => origin);
    const others = named.filter(([field]) => field !== tokenService).map(([, origin]) => origin);
    return { connections: [...new Set(others)], ...(services.length > 0 && { services }) };
  });
}

/** What is not JSON is nothing that could be read. @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function main() {
  const { values } = parseArgs({ options: { config: { type: 'string' }, dist: { type: 'string', default: dist }, out: { type: 'string' } } });
  if (!values.config) fail('Which configuration? Say it with: make headers CONFIG=path/to/config.json [OUT=folder]');
  const [reading] = await readConfigs([readFileSync(values.config, 'utf8')]);
  if ('faults' in reading) fail(`${values.config}:\n${reading.faults.map((fault) => `  ${fault}`).join('\n')}`);
  const out = values.out ?? values.dist;
  mkdirSync(out, { recursive: true });
  writeHostFiles(values.dist, reading.connections, out, reading.services);
  console.log(`${hostFiles.join(', ')} in ${out}: pages may connect to ${reading.connections.join(' and ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main().catch((error) => fail(error.message));
