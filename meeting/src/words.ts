// The page's words. English came with the page; those of another language, and the support desk's about codes of the
// SDK, are fetched when they are needed. What does not arrive stays English.

import { createContext, useContext } from 'react';
import type { Language } from './handover';

type Sentences = Record<string, string>;

/** Says a sentence by its id. */
export type Say = (id: string, values?: Record<string, string>) => string;

export const Words = createContext<Say>((id) => id);
export const useWords = (): Say => useContext(Words);

/** What came with the page. */
export function firstWords(): Sentences {
  return JSON.parse(document.getElementById('words-first')?.textContent ?? '{}') as Sentences;
}

/** The page's own words in a language. */
export async function wordsIn(language: Language): Promise<Sentences> {
  const first = firstWords();
  if (language === 'en') return first;
  const files = await Promise.all(['first.json', 'meeting.json'].map((file) => fetched(language, file)));
  return Object.assign({}, first, ...files);
}

/** What the support desk says about codes of the SDK. */
export async function wordsAboutCodes(language: Language): Promise<Sentences> {
  const known = await fetched(language, 'support.json');
  return Object.keys(known).length > 0 || language === 'en' ? known : fetched('en', 'support.json');
}

/** A word that nobody has is said by its id, which a reader can at least pass on. */
export function saying(words: Sentences): Say {
  return (id, values = {}) => (words[id] ?? id).replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

async function fetched(language: Language, file: string): Promise<Sentences> {
  try {
    const response = await fetch(`words/${language}/${file}`);
    const words: unknown = response.ok ? await response.json() : {};
    return Object.fromEntries(Object.entries(words as object).filter(([, sentence]) => typeof sentence === 'string'));
  } catch {
    return {};
  }
}
