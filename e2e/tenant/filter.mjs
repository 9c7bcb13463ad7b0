// The part of OData's `$filter` a directory search needs:
// comparisons (eq, ne, in, startswith, any) joined by `and` and `or`, with brackets and `not`.

/** @typedef {Record<string, unknown>} Item */
/** @typedef {(item: Item) => boolean} Test */

/** @param {string} text @returns {Test} @throws {Error} when the filter cannot be read */
export function parseFilter(text) {
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

  /** @returns {Test} */
  const either = () => {
    let left = both();
    while (peek() === 'or') {
      take();
      const [one, other] = [left, both()];
      left = (item) => one(item) || other(item);
    }
    return left;
  };
  /** @returns {Test} */
  const both = () => {
    let left = single();
    while (peek() === 'and') {
      take();
      const [one, other] = [left, single()];
      left = (item) => one(item) && other(item);
    }
    return left;
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
      expect(variable);
      expect('eq');
      const wanted = value();
      expect(')');
      return (item) => Array.isArray(item[name]) && item[name].some((each) => same(each, wanted));
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
      return (item) => wanted.some((each) => same(item[name], each));
    }
    const wanted = value();
    if (operator === 'eq') return (item) => same(item[name], wanted);
    if (operator === 'ne') return (item) => !same(item[name], wanted);
    throw new Error(`unknown operator ${operator}`);
  };

  const test = either();
  if (at < tokens.length) throw new Error(`unexpected ${tokens[at]}`);
  return test;
}

/** Directory texts compare without case. @param {unknown} one @param {unknown} other */
function same(one, other) {
  return typeof one === 'string' && typeof other === 'string' ? one.toLowerCase() === other.toLowerCase() : (one ?? null) === other;
}
