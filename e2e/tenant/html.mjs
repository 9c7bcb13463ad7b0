// HTML from templates; every inserted value is escaped unless it is HTML already.

export class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @param {string} text */
const escaped = (text) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** @param {unknown} value @returns {string} */
function inserted(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(inserted).join('');
  return value === null || value === undefined || value === false ? '' : escaped(String(value));
}

/** @param {TemplateStringsArray} strings @param {...unknown} values */
export function html(strings, ...values) {
  return new Html(strings.reduce((whole, piece, at) => whole + inserted(values[at - 1]) + piece));
}
