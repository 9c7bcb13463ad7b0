// Medians, ratios and targets, as plain text.

import { ours } from './site.mjs';

/** @typedef {import('./measure.mjs').Figures} Figures */
/** By build. @typedef {Record<string, Figures>} Medians */
/** A target: whose figure of ours, beside whom, at most how many times theirs. @typedef {{ figure: string, peer: string, most: number }} Target */

/** What is shown, in this order. @type {[figure: string, label: string, unit: 'ms' | 'kB' | 'MB'][]} */
const rows = [
  ['fcp', 'first paint (FCP)', 'ms'],
  ['lcp', 'largest paint (LCP)', 'ms'],
  ['ready', 'first button answers', 'ms'],
  ['claimed', 'app-ready, as the page says', 'ms'],
  ['left', 'sign-in page asked for', 'ms'],
  ['signed in', 'callback to signed-in page', 'ms'],
  ['bytes until ready', 'bytes until ready', 'kB'],
  ['bytes', 'bytes in all', 'kB'],
  ['memory', 'JS heap and wasm memory', 'MB'],
];

/** @type {Target[]} */
const targets = [
  { figure: 'ready', peer: 'react', most: 0.59 },
  ...['fcp', 'lcp', 'left', 'signed in', 'bytes until ready', 'bytes', 'memory'].map((figure) => ({ figure, peer: 'react', most: 0.8 })),
  { figure: 'fcp', peer: 'static', most: 1.1 },
  { figure: 'lcp', peer: 'static', most: 1.1 },
];

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of each figure over all runs. @param {Figures[]} runs @returns {Figures} */
export function mediansOf(runs) {
  const names = new Set(runs.flatMap((run) => Object.keys(run)));
  return Object.fromEntries([...names].map((name) => [name, median(runs.map((run) => run[name]).filter((value) => value !== undefined))]));
}

/** A row per figure, a column per build: its median, and ours over it. @param {Medians} medians */
export function comparison(medians) {
  const own = medians[ours];
  const builds = Object.keys(medians);
  const lines = rows.map(([figure, label, unit]) => [`${label}, ${unit}`, ...builds.map((build) => {
    const value = medians[build][figure];
    if (value === undefined) return '-';
    const ratio = build === ours || own[figure] === undefined || value === 0 ? '' : ` (${(own[figure] / value).toFixed(2)})`;
    return shown(value, unit) + ratio;
  })]);
  return aligned([['', ...builds], ...lines]);
}

/** @param {number} value @param {'ms' | 'kB' | 'MB'} unit */
function shown(value, unit) {
  if (unit === 'ms') return value.toFixed(value < 10 ? 1 : 0);
  return unit === 'kB' ? (value / 1e3).toFixed(1) : (value / 1e6).toFixed(2);
}

/** @param {Medians} medians */
export function verdicts(medians) {
  return targets.flatMap(({ figure, peer, most }) => {
    const [own, theirs] = [medians[ours]?.[figure], medians[peer]?.[figure]];
    if (own === undefined || !theirs) return [];
    return [verdict(`${figure} beside ${peer}`, own / theirs, most)];
  });
}

/** What was reached, what at most was to be, and whether it was. @param {string} what @param {number} reached @param {number} most @param {string} [unit] */
export function verdict(what, reached, most, unit = '') {
  return { what, reached: Math.round(reached * 100) / 100, most, unit, met: reached <= most };
}

/** @param {ReturnType<typeof verdict>[]} all */
export function verdictLines(all) {
  return aligned(all.map(({ what, reached, most, unit, met }) => [met ? 'met' : 'MISSED', what, `${reached}${unit}`, `at most ${most}${unit}`]));
}

/** Columns of text: the first to the left, the others to the right. @param {string[][]} lines */
export function aligned(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => `  ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')}`.trimEnd()).join('\n');
}
