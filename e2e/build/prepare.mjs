// Before Trunk: writes each entry page to build/NAME/index.html, with the parts that all have, its words and its
// styles in it, so that the first paint needs one request and no script.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { fail, pages, root, work } from './pages.mjs';

for (const page of pages) {
  const words = wordsOf(page);
  const template = markup(page.html).replace(/\{\{part:([^}]+)\}\}/g, (_, name) => translatable(markup(`e2e/build/parts/${name}.html`)));
  const html = template
    .replace(/\{\{word:([^}]+)\}\}/g, (_, id) => escape(words[id] ?? fail(`${page.html}: no word ${id} in its word files`)))
    .replace('<style></style>', () => `<style>${styles(page)}</style>`)
    .replace(
      /(<script type="application\/json" id="words-first")(>)(<\/script>)/,
      // A < inside JSON could end the script element early.
      (_, open, end, close) => `${open} data-files="${filesOf(page).join(' ')}"${end}` + JSON.stringify(words).replaceAll('<', '\\u003c') + close,
    );
  write(page.name, html);
  // A module without a page of its own: all that Trunk needs to build it.
  if (page.first) write(page.first, `<!doctype html><link data-trunk rel="rust" href="../../Cargo.toml" data-bin="${page.first}" data-wasm-opt="z" />`);
}

/** @param {string} name @param {string} html */
function write(name, html) {
  mkdirSync(join(work, name), { recursive: true });
  writeFileSync(join(work, name, 'index.html'), html);
}

/** A file's markup without comments. @param {string} path */
function markup(path) {
  return readFileSync(join(root, path), 'utf8').replace(/<!--(?:.|\n)*?-->\s*/g, '').trim();
}

/** Says which words stand where, for `browser::page::speak` to write others there. @param {string} html */
function translatable(html) {
  return html
    .replace(/>\{\{word:([^}]+)\}\}</g, ' data-word="$1">{{word:$1}}<')
    .replace(/ data-title="\{\{word:([^}]+)\}\}"/g, '$& data-title-word="$1"');
}

/** The word files that a page has in it. @param {import('./pages.mjs').Page} page */
function filesOf(page) {
  return ['first.json', ...(page.words ?? [])];
}

/**
 * The words that a page has from its first paint on.
 * @param {import('./pages.mjs').Page} page
 * @returns {Record<string, string>}
 */
function wordsOf(page) {
  return Object.assign({}, ...filesOf(page).map((file) => JSON.parse(readFileSync(join(root, 'public/words/en', file), 'utf8'))));
}

/**
 * All style files in the order of their paths, as one minified text; of those in `apart` only the page's own.
 * @param {import('./pages.mjs').Page} page
 */
function styles(page) {
  const folder = join(root, 'style');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css') && (dirname(name) !== 'apart' || name === join('apart', `${page.name}.css`)));
  const text = files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const { code, warnings } = transformSync(text, { loader: 'css', minify: true, charset: 'utf8' });
  if (warnings[0]) fail(`style: ${warnings[0].text} (line ${warnings[0].location?.line} of all styles)`);
  return code.trim();
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
