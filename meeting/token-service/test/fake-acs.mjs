// Plays the identity API of Azure Communication Services, as far as the service uses it, and checks what Azure checks:
// the signature (learn.microsoft.com, "Authenticate to Azure Communication Services", HMAC) and the lifetime.

import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

/** What happens to the next request: an answer in place of the usual one, none at all, a closed connection, or the
 * usual one so many milliseconds late. @typedef {{ status?: number, headers?: Record<string, string>, body?: unknown, hang?: true, drop?: true, late?: number }} Fault */

export async function startFakeAcs() {
  const accessKey = randomBytes(64).toString('base64');
  /** @type {{ method: string, path: string, body: any }[]} */
  const requests = [];
  /** @type {Set<string>} */
  const identities = new Set();
  /** @type {Fault[]} */
  const faults = [];
  /** @type {{ userId: string, token: string, expiresOn: string }[]} */
  const issued = [];

  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const text = Buffer.concat(pieces).toString();
    const url = new URL(`http://acs${request.url}`);
    const send = (/** @type {number} */ status, /** @type {unknown} */ body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (!isSigned(request, text, accessKey)) return send(401, { error: { code: 'Denied', message: 'Denied by the resource provider.' } });
    requests.push({ method: request.method ?? '', path: url.pathname, body: text === '' ? undefined : JSON.parse(text) });
    const fault = faults.shift();
    if (fault?.hang) return undefined;
    if (fault?.drop) return request.socket.destroy();
    if (fault?.late) await new Promise((resolve) => setTimeout(resolve, fault.late));
    else if (fault) return send(fault.status ?? 500, fault.body ?? { error: { code: 'Fault', message: 'As the test wants it.' } }, fault.headers);
    if (request.method === 'DELETE') {
      const known = identities.delete(decodeURIComponent(url.pathname.split('/')[2]));
      response.writeHead(known ? 204 : 404).end();
      return undefined;
    }
    const { createTokenWithScopes: scopes, expiresInMinutes: minutes = 1440 } = JSON.parse(text);
    if (url.pathname !== '/identities' || !url.searchParams.has('api-version') || !scopes?.length || minutes < 60 || minutes > 1440) {
      return send(400, { error: { code: 'ValidationError', message: 'The request is wrong.' } });
    }
    const answer = { userId: `8:acs:${randomUUID()}_${randomUUID()}`, token: `eyJ.${randomBytes(24).toString('base64url')}.sig`, expiresOn: new Date(Date.now() + minutes * 60_000).toISOString() };
    identities.add(answer.userId);
    issued.push(answer);
    return send(201, { identity: { id: answer.userId }, accessToken: { token: answer.token, expiresOn: answer.expiresOn } });
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const endpoint = `http://localhost:${port}`;
  return {
    accessKey,
    endpoint,
    connectionString: `endpoint=${endpoint}/;accesskey=${accessKey}`,
    requests,
    identities,
    faults,
    issued,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** @param {import('node:http').IncomingMessage} request @param {string} text @param {string} accessKey */
function isSigned({ method, url, headers }, text, accessKey) {
  const hash = createHash('sha256').update(text).digest('base64');
  const age = Math.abs(Date.now() - Date.parse(String(headers['x-ms-date'])));
  // Signed is the Host header as it is sent; Microsoft's client names a port in it twice.
  const signed = `${method}\n${url}\n${headers['x-ms-date']};${headers.host};${hash}`;
  const signature = createHmac('sha256', Buffer.from(accessKey, 'base64')).update(signed).digest('base64');
  const expected = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
  return headers['x-ms-content-sha256'] === hash && headers.authorization === expected && age < 15 * 60_000;
}
