// Before Trunk: writes each entry page to build/NAME/index.html, with the parts that all have, its words and its
// styles in it, so that the first paint needs one request and no script.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markup, spoken, styled } from './markup.mjs';
import { meeting, pages, root, work } from './pages.mjs';

for (const page of [...pages, meeting]) {
  const words = wordsOf(page);
  const html = styled(spoken(translatable(markup(page.html)), words, page.html), page.name).replace(
    /(<script type="application\/json" id="words-first")(>)(<\/script>)/,
    // A < inside JSON could end the script element early.
    (_, open, end, close) => `${open} data-files="${filesOf(page).join(' ')}"${end}` + JSON.stringify(words).replaceAll('<', '\\u003c') + close,
  );
  write(page.name, html);
  // A module without a page of its own: all that Trunk needs to build it.
  if ('first' in page && page.first) write(page.first, `<!doctype html><link data-trunk rel="rust" href="../../Cargo.toml" data-bin="${page.first}" data-wasm-opt="z" />`);
}

/** @param {string} name @param {string} html */
function write(name, html) {
  mkdirSync(join(work, name), { recursive: true });
  writeFileSync(join(work, name, 'index.html'), html);
}

/** Says which words stand where, for `browser::page::speak` to write others there. @param {string} html */
function translatable(html) {
  return html
    // The document's title is written by whoever knows what is shown.
    .replace(/(?<!<title)>\{\{word:([^}]+)\}\}</g, ' data-word="$1">{{word:$1}}<')
    .replace(/ data-title="\{\{word:([^}]+)\}\}"/g, '$& data-title-word="$1"');
}

/** The word files that a page has in it. @param {Pick<import('./pages.mjs').Page, 'name' | 'words'>} page */
function filesOf(page) {
  return ['first.json', ...(page.words ?? [])];
}

/**
 * The words that a page has from its first paint on.
 * @param {Pick<import('./pages.mjs').Page, 'name' | 'words'>} page
 * @returns {Record<string, string>}
 */
function wordsOf(page) {
  return Object.assign({}, ...filesOf(page).map((file) => JSON.parse(readFileSync(join(root, 'public/words/en', file), 'utf8'))));
}
