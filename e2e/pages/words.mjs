// What the portal says, by the ids of its word files: tests never repeat a sentence, so words can change freely.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from '../fixtures/servers.mjs';

/** Every word of a language. @param {string} language @returns {Record<string, string>} */
export function wordsOf(language) {
  const folder = join(dist, 'words', language);
  return Object.assign({}, ...readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))));
}

const words = wordsOf('en');

/**
 * The sentence of that id, with its labels unstarred and the given placeholders filled.
 * @param {string} id
 * @param {Record<string, string>} [values]
 * @throws {Error} when there is no such id, or a placeholder stays empty
 */
export function word(id, values = {}) {
  const sentence = filled(id, values);
  if (/\{[a-z-]+\}/.test(sentence)) throw new Error(`the words ${id} need more than ${Object.keys(values).join(', ') || 'nothing'}: ${sentence}`);
  return sentence;
}

/**
 * A pattern for the sentence of that id: placeholders that are not given stand for any text.
 * @param {string} id
 * @param {Record<string, string>} [values]
 */
export function wordPattern(id, values = {}) {
  const parts = filled(id, values).split(/\{[a-z-]+\}/);
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')).join('.+')}$`);
}

/** @param {string} id @param {Record<string, string>} values */
function filled(id, values) {
  const sentence = words[id];
  if (sentence === undefined) throw new Error(`no word file has ${id}`);
  return sentence.replaceAll('**', '').replace(/\{([a-z-]+)\}/g, (hole, name) => values[name] ?? hole);
}
