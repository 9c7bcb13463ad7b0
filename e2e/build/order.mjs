// Functions that are alike stand side by side, so that brotli has less to say about each: four kilobytes of a guest's.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { contents, number, section, text, vector, wrapped } from './sections.mjs';

/** How many bytes of a body tell what it is like; more bring nothing. */
const beginning = 40;

/**
 * Writes the module with its functions by type, then by how their bodies begin.
 * @param {Buffer} module
 * @param {string} into        path to write it to
 * @param {string[]} features  what wasm-opt may find in it
 */
export function order(module, into, features) {
  // wasm-opt sorts by name, so each function gets its place as its name.
  writeFileSync(into, Buffer.concat([module, names(module)]));
  execFileSync('wasm-opt', [into, ...features, '-g', '--reorder-functions-by-name', '--strip-debug', '-o', into]);
}

/** A name section that names each function by its place. @param {Buffer} module */
function names(module) {
  const sections = new Map(contents(module));
  const types = vector(sections.get(section.functions), (reader) => reader.number());
  const bodies = vector(sections.get(section.code), (reader) => reader.bytes(reader.number()));
  const like = bodies.map((body, index) => ({ index, type: types[index], begins: body.subarray(0, beginning) }));
  like.sort((one, other) => one.type - other.type || Buffer.compare(one.begins, other.begins));
  // Imported functions are counted first.
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(module))).filter(({ kind }) => kind === 'function').length;
  const entries = like
    .map(({ index }, place) => ({ index: imported + index, name: String(place).padStart(6, '0') }))
    .sort((one, other) => one.index - other.index)
    .map(({ index, name }) => Buffer.concat([number(index), text(name)]));
  const functions = Buffer.concat([number(entries.length), ...entries]);
  const content = Buffer.concat([text('name'), Buffer.of(1), number(functions.length), functions]);
  return wrapped(section.custom, content);
}
