// The part of OData's `$filter` a directory search needs:
// comparisons (eq, ne, in, startswith, any) joined by `and` and `or`, with brackets and `not`.

/** @typedef {Record<string, unknown>} Item */

/**
 * Whether an item fits; where `addresses` is set, none fits that has not one of them (in lower case) as its mail.
 * @typedef {((item: Item) => boolean) & { addresses?: string[] }} Test
 */

/** How many alternatives an ordinary filter may join by `or` or list in `in`; Graph counts and words it so. */
const mostAlternatives = 15;

export class TooManyAlternatives extends Error {
  /** @param {number} count */
  constructor(count) {
    super(`Too many child clauses specified in search filter expression containing 'OR' operators: ${count}. Max allowed: ${mostAlternatives}.`);
  }
}

/**
 * @param {string} text
 * @param {{ advanced?: boolean }} [how]   advanced queries have no limit but the length of the address
 * @returns {Test}
 * @throws {Error} when the filter cannot be read
 */
export function parseFilter(text, { advanced = false } = {}) {
  const tokens = text.match(/'(?:[^']|'')*'|[\w.]+(?:\/[\w.]+)*|[(),:]/g) ?? [];
  if (tokens.join('').length !== text.replace(/\s+(?=(?:[^']*'[^']*')*[^']*$)/g, '').length) throw new Error('unreadable filter');
  let at = 0;
  const peek = () => tokens[at];
  const take = () => {
    const token = tokens[at];
    if (token === undefined) throw new Error('the filter ends too early');
    at += 1;
    return token;
  };
  const expect = (/** @type {string} */ wanted) => {
    const found = take();
    if (found !== wanted) throw new Error(`expected ${wanted}, got ${found}`);
  };
  const value = () => {
    const token = take();
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (token === 'null') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    throw new Error(`expected a value, got ${token}`);
  };

  const within = (/** @type {number} */ alternatives) => {
    if (!advanced && alternatives > mostAlternatives) throw new TooManyAlternatives(alternatives);
  };

  /** @returns {Test} */
  const either = () => {
    const tests = [both()];
    while (peek() === 'or') {
      take();
      tests.push(both());
    }
    within(tests.length);
    const named = tests.flatMap(({ addresses }) => addresses ?? []);
    return about(tests.every(({ addresses }) => addresses) ? named : undefined, (item) => tests.some((each) => each(item)));
  };
  /** @returns {Test} */
  const both = () => {
    const tests = [single()];
    while (peek() === 'and') {
      take();
      tests.push(single());
    }
    return about(tests.find(({ addresses }) => addresses)?.addresses, (item) => tests.every((each) => each(item)));
  };
  /** @returns {Test} */
  const single = () => {
    const token = take();
    if (token === 'not') {
      const inner = single();
      return (item) => !inner(item);
    }
    if (token === '(') {
      const inner = either();
      expect(')');
      return inner;
    }
    if (token === 'startswith' || token === 'startsWith') {
      expect('(');
      const name = take();
      expect(',');
      const start = String(value()).toLowerCase();
      expect(')');
      return (item) => String(item[name] ?? '').toLowerCase().startsWith(start);
    }
    if (token.endsWith('/any')) {
      const name = token.slice(0, -'/any'.length);
      expect('(');
      const variable = take();
      expect(':');
      /** @type {unknown[]} */
      const wanted = [];
      do {
        expect(variable);
        expect('eq');
        wanted.push(value());
      } while (peek() === 'or' && take());
      within(wanted.length);
      expect(')');
      return about(addressesIn(name, wanted), (item) => Array.isArray(item[name]) && item[name].some((each) => wanted.some((one) => same(each, one))));
    }
    return comparison(token);
  };
  /** @param {string} name @returns {Test} */
  const comparison = (name) => {
    const operator = take();
    if (operator === 'in') {
      expect('(');
      const wanted = [value()];
      while (peek() === ',') {
        take();
        wanted.push(value());
      }
      expect(')');
      within(wanted.length);
      return about(addressesIn(name, wanted), (item) => wanted.some((each) => same(item[name], each)));
    }
    const wanted = value();
    if (operator === 'eq') return about(addressesIn(name, [wanted]), (item) => same(item[name], wanted));
    if (operator === 'ne') return (item) => !same(item[name], wanted);
    throw new Error(`unknown operator ${operator}`);
  };

  const test = either();
  if (at < tokens.length) throw new Error(`unexpected ${tokens[at]}`);
  return test;
}

/** @param {string[] | undefined} addresses @param {(item: Item) => boolean} test @returns {Test} */
function about(addresses, test) {
  return addresses ? Object.assign(test, { addresses }) : test;
}

/** The addresses a comparison asks for, if it asks for addresses. @param {string} name @param {unknown[]} wanted */
function addressesIn(name, wanted) {
  const texts = wanted.filter((each) => typeof each === 'string');
  return (name === 'mail' || name === 'otherMails') && texts.length === wanted.length ? texts.map((each) => each.toLowerCase()) : undefined;
}

/** Directory texts compare without case. @param {unknown} one @param {unknown} other */
function same(one, other) {
  return typeof one === 'string' && typeof other === 'string' ? one.toLowerCase() === other.toLowerCase() : (one ?? null) === other;
}
