// A WebAssembly module, section by section (core specification, 5.5).

/** The sections that are looked at here (5.5.2). */
export const section = { custom: 0, functions: 3, exports: 7, code: 10 };

/**
 * The module with those of its exports that `stays` says; what only the others need is left for wasm-opt to find.
 * @param {Buffer} module
 * @param {(name: string) => boolean} stays
 */
export function exporting(module, stays) {
  const sections = [...contents(module)].map(([id, content]) => {
    if (id !== section.exports) return wrapped(id, content);
    const all = vector(content, (reader) => {
      const name = reader.bytes(reader.number());
      return { name: name.toString(), entry: Buffer.concat([number(name.length), name, reader.bytes(1), number(reader.number())]) };
    });
    const kept = all.filter(({ name }) => stays(name)).map(({ entry }) => entry);
    return wrapped(id, Buffer.concat([number(kept.length), ...kept]));
  });
  return Buffer.concat([module.subarray(0, 8), ...sections]);
}

/** A section as it stands in a module. @param {number} id @param {Buffer} content */
export function wrapped(id, content) {
  return Buffer.concat([Buffer.of(id), number(content.length), content]);
}

/**
 * The sections of a module: the number of each, and what is in it.
 * @param {Buffer} module
 * @returns {Iterable<[number, Buffer]>}
 */
export function* contents(module) {
  const reader = new Reader(module, 8);
  while (!reader.done()) yield [reader.number(), reader.bytes(reader.number())];
}

/**
 * @template T
 * @param {Buffer | undefined} content
 * @param {(reader: Reader) => T} item
 */
export function vector(content, item) {
  const reader = new Reader(content ?? Buffer.of(0), 0);
  return Array.from({ length: reader.number() }, () => item(reader));
}

/** Reads a module's bytes from a place on. */
class Reader {
  /** @param {Buffer} content @param {number} at */
  constructor(content, at) {
    this.content = content;
    this.at = at;
  }

  done() {
    return this.at === this.content.length;
  }

  /** An unsigned LEB128. */
  number() {
    for (let value = 0, place = 1; ; place *= 128) {
      const byte = this.content[this.at++];
      value += (byte % 128) * place;
      if (byte < 128) return value;
    }
  }

  /** @param {number} length */
  bytes(length) {
    return this.content.subarray(this.at, (this.at += length));
  }
}

/** An unsigned LEB128. @param {number} value */
export function number(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push(128 + (value % 128));
  return Buffer.of(...bytes, value);
}

/** @param {string} value */
export function text(value) {
  return Buffer.concat([number(value.length), Buffer.from(value)]);
}
