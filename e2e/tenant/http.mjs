// Small help around node:http: bodies, cookies, answers.

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

const longestBody = 1_000_000;

/** The whole body as text. @param {Request} request */
export async function readText(request) {
  let size = 0;
  /** @type {Buffer[]} */
  const pieces = [];
  for await (const piece of request) {
    size += piece.length;
    if (size > longestBody) throw new Error('the request body is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** A form post's fields. @param {Request} request */
export async function readForm(request) {
  return new URLSearchParams(await readText(request));
}

/** A JSON body; nothing when it is not JSON. @param {Request} request @returns {Promise<unknown>} */
export async function readJson(request) {
  try {
    return JSON.parse(await readText(request));
  } catch {
    return undefined;
  }
}

/** @param {Request} request @returns {Map<string, string>} */
export function cookies(request) {
  return new Map(
    (request.headers.cookie ?? '').split(';').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [/** @type {[string, string]} */ ([pair.slice(0, at).trim(), pair.slice(at + 1).trim()])];
    }),
  );
}

/** @param {Response} response @param {string} name @param {string} value @param {boolean} [scriptsMayRead] */
export function setCookie(response, name, value, scriptsMayRead = false) {
  const end = value === '' ? '; Max-Age=0' : '';
  response.appendHeader('set-cookie', `${name}=${value}; Path=/; SameSite=Lax${scriptsMayRead ? '' : '; HttpOnly'}${end}`);
}

/** @param {Response} response @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
export function sendJson(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify(body));
}

/** @param {Response} response @param {number} status @param {import('./html.mjs').Html} page */
export function sendPage(response, status, page) {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  response.end(page.text);
}

/** @param {Response} response @param {string} location */
export function redirect(response, location) {
  response.writeHead(302, { location, 'cache-control': 'no-store' });
  response.end();
}

/** @param {Response} response @param {string} allowed */
export function methodNotAllowed(response, allowed) {
  response.writeHead(405, { allow: allowed });
  response.end();
}

/** A part of a path, decoded; as it stands when it cannot be. @param {string | undefined} part */
export function decoded(part = '') {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
