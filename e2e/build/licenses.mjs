// licenses.html and, for what only the meeting's page brings, meeting-licenses.html: what others wrote of what a browser
// gets, with the notices that they ask to be kept. Their own files say them; where a license reads the same for many
// works, its text stands there once.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAllowed, taken } from './allowed.mjs';
import { compare } from './crates.mjs';
import { escape, markup, spoken, styled } from './markup.mjs';
import { fail, root } from './pages.mjs';

/** @typedef {import('./crates.mjs').Crate} Crate */
/** @typedef {import('./packages.mjs').Package} Package */

/** A crate or an npm package. @typedef {Pick<Crate, 'name' | 'version' | 'license' | 'home' | 'authors' | 'folder'>} Part */

/** A work under one license: who holds the rights, line by line, and the text of the license in their copy. @typedef {{ name: string, home: string, license: string, holders: string[], text: string }} Work */

/** Where the text of a license begins and ends in a file that says more. @type {Record<string, RegExp>} */
const texts = {
  MIT: /Permission is hereby granted, free\s+of\s+charge.*?DEALINGS\s+IN\s+THE\s+SOFTWARE\b\.?/s,
  Zlib: /This software is provided.*?any source\s+distribution\./s,
  'BSL-1.0': /Permission is hereby granted, free of charge.*?IN THE SOFTWARE\./s,
  '0BSD': /Permission to use, copy,.*?PERFORMANCE OF\s+THIS SOFTWARE\./s,
  'BSD-2-Clause': /Redistribution and use in source and binary forms.*?SUCH\s+DAMAGE\./s,
  'Apache-2.0': /Apache License\s+Version 2\.0.*?limitations under the License\./s,
  'Unicode-3.0': /UNICODE LICENSE V3.*?of the copyright\s+holder\./s,
};

/** Works that are no crates. @type {Work[]} */
const others = [
  {
    name: 'Rust’s standard library',
    home: 'https://github.com/rust-lang/rust',
    license: 'MIT',
    holders: ['Copyright (c) The Rust Project Contributors'],
    text: notice('MIT'),
  },
  { name: 'Icons of Lucide 1.62.0', home: 'https://lucide.dev', license: 'ISC', holders: [], text: notice('lucide') },
];

/**
 * The page for all pages but the meeting's.
 * @param {Crate[]} shipped
 */
export function licensesPage(shipped) {
  return page([...others, ...shipped.flatMap(worksOf)], [
    'This portal is built on the work of others. Here is what of it reaches your browser, who wrote it, and on what terms.',
    'The page that joins a Teams meeting is made of other works: <a href="meeting-licenses.html">their licenses</a>.',
  ]);
}

/**
 * The page for the one that joins a Teams meeting.
 * @param {Package[]} bundled
 */
export function meetingLicensesPage(bundled) {
  const works = bundled.flatMap((part) => (part.ownTerms ? [ownWork(part, part.ownTerms)] : worksOf(part)));
  return page(works, [
    'The page that joins a Teams meeting is built on the work of others. Here is what of it reaches your browser, who wrote it, and on what terms.',
    `Most of it is open source. ${bundled.filter(({ ownTerms }) => ownTerms).map(({ name }) => escape(name)).join(', ')} is not: it is Microsoft’s, on terms of its own.`,
    'Some packages hold works of others in their turn: <a href="meeting-notices.txt">their notices</a>, as they came, in a long file. All other pages of the portal: <a href="licenses.html">their licenses</a>.',
  ]);
}

/** @param {Work[]} works @param {string[]} lead    paragraphs, as markup */
function page(works, lead) {
  /** @type {Record<string, string>} */
  const words = JSON.parse(readFileSync(join(root, 'public/words/en/first.json'), 'utf8'));
  const path = 'e2e/build/parts/licenses.html';
  const html = styled(spoken(markup(path), words, path), 'licenses')
    .replace('{{lead}}', () => lead.map((text) => `<p class="page__lead">${text}</p>`).join('\n'))
    .replace('{{works}}', () => groups(works).map(section).join('\n'));
  return `${html.replace(/\n\s+/g, '\n')}\n`;
}

/** A package whose maker has terms of its own: all of them, line by line. @param {Part} part @param {{ title: string, text: string }} terms @returns {Work} */
function ownWork({ name, version, home }, { title, text }) {
  return { name: `${name} ${version}`, home, license: title, holders: [], text: text.replace(/\s*\n\s*/g, '\n\n') };
}

/**
 * A part under each of the licenses by which it is taken.
 * @param {Part} part
 * @returns {Work[]}
 */
export function worksOf(part) {
  const { name, version, home, folder } = part;
  const licenses = taken(part.license, readAllowed().licenses) ?? fail(`${name} ${version}: deny.toml does not allow its license, ${part.license}`);
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|copyright)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return licenses.map((license) => {
    const pattern = texts[license] ?? fail(`e2e/build/licenses.mjs does not know the text of ${license}, the license of ${name}`);
    const found = files.map((file) => pattern.exec(file)).find((match) => match !== null);
    // Every fifth crate comes without a file, and names its license only.
    const { 0: text, index, input } = found ?? { 0: notice(license), index: 0, input: '' };
    // What some say after it: other terms for pictures that their code refers to.
    const notes = input.slice(index + text.length).split('\n').filter((line) => line.startsWith('Note: '));
    return { name: `${name} ${version}`, home, license, holders: [...holders(input.slice(0, index), part), ...notes], text };
  });
}

/** The lines before the license that say whose it is; its authors where none does. @param {string} before @param {Part} part */
function holders(before, { authors }) {
  const lines = before.split('\n').map((line) => line.trim()).filter((line) => /^(copyright\b|©)/i.test(line));
  const named = lines.some((line) => /[a-z]{3}/i.test(line.replace(/copyright/gi, '')));
  const names = authors.map((author) => author.replace(/\s*<[^>]*>/, '')).join(', ');
  return named || names === '' ? lines : [...lines, `By ${names}`];
}

/** Works whose license reads the same, most first. @param {Work[]} works */
function groups(works) {
  /** @type {Map<string, Work[]>} */
  const found = new Map();
  for (const work of works) {
    // Lines break and quotes bend in different places.
    const key = `${work.license} ${work.text.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
    found.set(key, [...(found.get(key) ?? []), work]);
  }
  return [...found.values()].sort((one, other) => other.length - one.length || compare(one[0].name, other[0].name));
}

/** @param {Work[]} works under one text */
function section(works) {
  const [{ license, text }] = works;
  const paragraphs = text.trim().split(/\n\s*\n/).filter((part) => /\w/.test(part));
  return `<section class="page__section">
<h2>${license}</h2>
<ul class="works">
${works.map(item).join('\n')}
</ul>
<div class="terms">
${paragraphs.map((part) => `<p>${escape(part.replace(/\s+/g, ' ').trim())}</p>`).join('\n')}
</div>
</section>`;
}

/** @param {Work} work */
function item({ name, home, holders }) {
  const notices = holders.map((line) => `<span class="works__notice">${escape(line)}</span>`).join('');
  return `<li><a href="${escape(home)}" target="_blank" rel="noopener noreferrer">${escape(name)}</a>${notices}</li>`;
}

/** A text that its work does not bring. @param {string} name */
function notice(name) {
  return readFileSync(join(root, 'e2e/build/notices', `${name}.txt`), 'utf8');
}
