// What all pages of the release are made of before there is any script.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { fail, root } from './pages.mjs';

/** A file's markup without comments, and with files of `parts` in place of `{{part:NAME}}`. @param {string} path @returns {string} */
export function markup(path) {
  return readFileSync(join(root, path), 'utf8')
    .replace(/<!--(?:.|\n)*?-->\s*/g, '')
    .replace(/\{\{part:([^}]+)\}\}/g, (_, name) => markup(`e2e/build/parts/${name}.html`))
    .trim();
}

/** Puts words in place of `{{word:ID}}`. @param {string} html @param {Record<string, string>} words @param {string} path what it is for */
export function spoken(html, words, path) {
  return html.replace(/\{\{word:([^}]+)\}\}/g, (_, id) => escape(words[id] ?? fail(`${path}: no word ${id} in its word files`)));
}

/** Puts a page's styles into its style element. @param {string} html @param {string} name the page's, in `style/apart` */
export function styled(html, name) {
  return html.replace('<style></style>', () => `<style>${styles(name)}</style>`);
}

/**
 * All style files in the order of their paths, as one minified text; of those in `apart` only the page's own.
 * @param {string} name
 */
function styles(name) {
  const folder = join(root, 'style');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css') && (dirname(file) !== 'apart' || file === join('apart', `${name}.css`)));
  const text = files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const { code, warnings } = transformSync(text, { loader: 'css', minify: true, charset: 'utf8' });
  if (warnings[0]) fail(`style: ${warnings[0].text} (line ${warnings[0].location?.line} of all styles)`);
  return code.trim();
}

/** @param {string} text */
export function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
