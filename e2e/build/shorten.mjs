// The names under which module and glue know each other carry a hash each; short ones save a guest four kilobytes.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { order } from './order.mjs';
import { fail } from './pages.mjs';
import { exporting } from './sections.mjs';

/** What rustc's modules use, and nothing that browsers of the last two years lack. */
const features = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'].map((name) => `--enable-${name}`);

/** What wasm-opt prints: `[module, name, short name]` and `[name, short name]`. @typedef {{ imports: [string, string, string][], exports: [string, string][] }} Names */

/**
 * The module with short names, and the glue that knows them.
 * @param {string} module   path of the module
 * @param {string} glue     path of wasm-bindgen's glue
 * @param {string} into     path to write the module to
 * @returns {{ wasm: Buffer, script: string }}
 */
export function shorten(module, glue, into) {
  const lean = `${into}.js`;
  writeFileSync(lean, unbound(readFileSync(glue, 'utf8')));
  const used = new Set([...needed(lean).matchAll(/\bwasm\d*\.([\w$]+)/g)].map(([, name]) => name));
  order(exporting(readFileSync(module), (name) => used.has(name)), into, features);
  // Trunk has had it made smaller; a second round finds one more kilobyte.
  const printed = execFileSync('wasm-opt', [into, ...features, '-Oz', '--minify-imports-and-exports-and-modules', '-o', into], { encoding: 'utf8' });
  /** @type {Names} */
  const { imports, exports } = JSON.parse(printed);
  let script = readFileSync(lean, 'utf8');
  /** @param {RegExp} long @param {string} short */
  const rename = (long, short) => {
    const renamed = script.replace(long, () => short);
    if (renamed === script) fail(`the glue has nothing like ${long}`);
    script = renamed;
  };
  // binaryen puts all imports under one name.
  for (const from of new Set(imports.map(([from]) => from))) rename(new RegExp(`"${escaped(from)}": import0`), '"a": import0');
  for (const [, name, short] of imports) rename(new RegExp(`^\\s*${escaped(name)}: function`, 'm'), `"${short}": function`);
  // Not every export is used.
  for (const [name, short] of exports) script = script.replace(new RegExp(`\\bwasm\\.${escaped(name)}\\b`, 'g'), () => `wasm.${short}`);
  return { wasm: readFileSync(into), script };
}

/**
 * The glue with classes that can be left out where nobody uses them: nothing here is disposed of by `using`, and to make a
 * registry has no effect by itself. Three classes of wasm-streams, and what only they call, weigh a kilobyte and a half.
 * @param {string} script
 */
function unbound(script) {
  return script
    .replace(/^if \(Symbol\.dispose\) (\w+)\.prototype\[Symbol\.dispose\] = \1\.prototype\.free;$/gm, '')
    .replaceAll('new FinalizationRegistry(', '/* @__PURE__ */ new FinalizationRegistry(');
}

/** The glue without what nobody calls: some crates export more than is used. @param {string} glue */
function needed(glue) {
  const entry = { contents: `export { default } from ${JSON.stringify(glue)};`, resolveDir: '.' };
  return buildSync({ stdin: entry, bundle: true, format: 'esm', target: 'es2022', write: false, logLevel: 'error' }).outputFiles[0].text;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
