// The portal beside what it could have been built with: loads, presses, sign-ins and keys, as medians and ratios, with
// the targets. What the figures mean: docs/bench.md.
//
//   node e2e/bench/bench.mjs           RUNS=15 times each, with the peers that BUILDS=react,static names, else with all; the
//                                      result also lies in build/bench.json
//   BENCH=short node e2e/bench/bench.mjs    what CI runs: the limits of what a guest downloads, and the portal once

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { events } from '../fixtures/events.mjs';
import { word } from '../pages/words.mjs';
import { inviteLinks, startTenant } from '../start.mjs';
import { root, work } from '../build/pages.mjs';
import { performanceOf } from './lighthouse.mjs';
import { inBrowser, measureLoad, measureSignIn, openPage, settled } from './measure.mjs';
import { standstill } from './page.mjs';
import { buildPeers, buildStatic } from './peers.mjs';
import { ports } from './places.mjs';
import { ours, startSite } from './site.mjs';
import { aligned, comparison, median, mediansOf, verdict, verdictLines, verdicts } from './table.mjs';
import { measureTyping } from './typing.mjs';

/** @typedef {import('./measure.mjs').Build} Build */
/** @typedef {import('./measure.mjs').Machine} Machine */
/** @typedef {import('./measure.mjs').Figures} Figures */

const short = process.env.BENCH === 'short';
const runs = Number(process.env.RUNS ?? 15);
/** Of the first module and all else until the first button works, in bytes. */
const firstAtMost = 60_000;
const pressAtMost = 5;
const keyAtMost = 16;

const signIn = word('introduction.go.sign-in');
/** @type {Build} */
const portal = { name: ours, button: signIn, signsIn: true, journey: [word('license.go-on'), word('app.have')] };
/** @type {Build} */
const counter = { name: 'leptos-min', button: 'Count' };
const wanted = process.env.BUILDS?.split(',');
/** @type {Build[]} */
const peers = [
  { name: 'react', button: 'Sign in', signsIn: true, journey: ['Continue anyway'] },
  { name: 'react-late', button: 'Sign in', signsIn: true, journey: ['Continue anyway'] },
  { name: 'vanilla', button: 'Sign in', signsIn: true, journey: ['Continue anyway'] },
  { name: 'static' },
  counter,
  { name: 'leptos-obvious', button: 'Sign in', signsIn: true, journey: ['Continue anyway'] },
];
const builds = [portal, ...peers.filter(({ name }) => wanted?.includes(name) ?? true)];
/** @type {[Machine, string][]} */
const machines = [
  ['slow', 'processor a quarter as fast, 150 ms, 1.6 Mbit/s'],
  ['fast', 'this machine as it is'],
];

const sized = spawnSync('node', [join(root, 'e2e/build/size.mjs'), '--limits'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const sizes = Object.fromEntries([...sized.stdout.matchAll(/^(first|path|check): (\d+)/gm)].map(([, name, bytes]) => [name, Number(bytes)]));
if (short && sized.status !== 0) process.exitCode = 1;
if (!short) buildPeers();
const tenant = await startTenant({ port: ports.tenant, portalOrigin: `http://localhost:${ports.site}` });
const site = await startSite(short ? [] : peers.map(({ name }) => name).filter((name) => name !== 'static'));
try {
  const [link] = await inviteLinks([events({ portal: site.origin, tenant: tenant.origin }, new Date())['no-license']]);
  if (short) await smoke(link);
  else await bench(link);
} finally {
  await Promise.all([site.close(), tenant.close()]);
}

/** Whether the portal can still be measured at all. @param {string} link */
async function smoke(link) {
  const { cold } = await measureLoad(portal, site.origin, link, 'fast');
  const back = await measureSignIn(portal, site.origin, link, 'fast');
  for (const [name, value] of Object.entries({ ...sizes, ...cold, ...back })) console.log(`${name}: ${Math.round(value)}`);
}

/** @param {string} link */
async function bench(link) {
  buildStatic(await arrivalOf(link));
  await site.add('static');

  /** By machine and cache, by build, run by run. @type {Record<string, Record<string, Figures[]>>} */
  const measured = {};
  const note = (/** @type {string} */ where, /** @type {string} */ build, /** @type {Figures} */ figures) => ((measured[where] ??= {})[build] ??= []).push(figures);
  for (let run = 1; run <= runs; run += 1) {
    for (const [machine] of machines) {
      for (const build of builds) {
        process.stderr.write(`\r${run} of ${runs}, ${machine}, ${build.name}${' '.repeat(20)}`);
        const { cold, warm } = await insisted(() => measureLoad(build, site.origin, link, machine));
        const back = build.signsIn ? await insisted(() => measureSignIn(build, site.origin, link, machine)) : {};
        note(`${machine}, cold`, build.name, { ...cold, ...back });
        note(`${machine}, warm`, build.name, warm);
      }
    }
  }
  process.stderr.write('\n');
  const medians = Object.fromEntries(Object.entries(measured).map(([where, each]) => [where, Object.fromEntries(Object.entries(each).map(([build, figures]) => [build, mediansOf(figures)]))]));
  const typed = Object.fromEntries(Object.entries(await measureTyping(site.origin)).map(([field, { script, all }]) => [field, { script: median(script), slowest: Math.max(...script), all: median(all) }]));
  const lighthouse = await performanceOf(link);

  const verdictsBy = {
    bytes: [verdict('first', sizes.first, firstAtMost, ' bytes')],
    ...Object.fromEntries(Object.entries(medians).map(([where, each]) => [where, verdicts(each)])),
    presses: pressesOf(medians['fast, cold'][ours]).map(([name, value]) => verdict(name, value, pressAtMost, ' ms')),
    keys: Object.entries(typed).flatMap(([field, { script, slowest }]) => [verdict(field, script, keyAtMost, ' ms'), verdict(`${field}, slowest`, slowest, keyAtMost, ' ms')]),
  };
  const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version };
  writeFileSync(join(work, 'bench.json'), `${JSON.stringify({ machine, runs, sizes, medians, typed, lighthouse, targets: verdictsBy, measured }, null, 2)}\n`);

  for (const [kind, label] of machines) {
    for (const cache of ['cold', 'warm']) print(`${label}; ${cache} cache; medians of ${runs} runs (the portal's over them)`, comparison(medians[`${kind}, ${cache}`]));
  }
  print('Presses, ms of script, and until the next page stands', presses(medians['fast, cold']));
  print('Keys, ms of script in the middle and at most; all work in the middle (over an empty page)', keys(typed));
  print('Targets', Object.entries(verdictsBy).map(([where, each]) => `${where}\n${verdictLines(each)}`).join('\n'));
  console.log(`\nLighthouse, mobile performance of arrival: ${lighthouse} (target 100${lighthouse < 100 ? ', MISSED' : ', met'})`);
  console.log('All runs: build/bench.json');
}

/** The arrival page as the portal paints it. @param {string} link */
function arrivalOf(link) {
  return inBrowser(portal, site.origin, async (context) => {
    const { page } = await openPage(context, 'fast');
    await page.goto(link);
    await settled(page, portal);
    return page.evaluate(standstill);
  });
}

/** Measures, and once more where that came to nothing: one page that hangs is not to cost all runs. @template T @param {() => Promise<T>} measure */
async function insisted(measure) {
  try {
    return await measure();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message.split('\n')[0] : error}: once more\n`);
    return measure();
  }
}

/** What was pressed, by label: milliseconds of script. @param {Figures} figures @returns {[label: string, script: number][]} */
function pressesOf(figures) {
  return Object.entries(figures).filter(([name]) => name.startsWith('press ')).map(([name, value]) => [name.slice('press '.length), value]);
}

/** @param {import('./table.mjs').Medians} medians */
function presses(medians) {
  const least = pressesOf(medians[counter.name] ?? {})[0]?.[1];
  const lines = Object.entries(medians).flatMap(([build, figures]) => pressesOf(figures).map(([label, script]) => {
    const until = figures[`until ${label}`];
    return [`${build}: ${label}`, script.toFixed(2), least ? (script / least).toFixed(2) : '-', until === undefined ? '-' : until.toFixed(2)];
  }));
  return aligned([['', 'script', "over the counter's", 'until changed'], ...lines]);
}

/** @param {Record<string, { script: number, slowest: number, all: number }>} typed */
function keys(typed) {
  const [empty] = Object.values(typed);
  const lines = Object.entries(typed).map(([field, { script, slowest, all }]) => [field, script.toFixed(2), slowest.toFixed(2), all.toFixed(2), (all / empty.all).toFixed(2)]);
  return aligned([['', 'script', 'at most', 'all', 'over empty'], ...lines]);
}

/** @param {string} heading @param {string} text */
function print(heading, text) {
  console.log(`\n${heading}\n\n${text}`);
}
