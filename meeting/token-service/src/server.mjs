// The service as a process of its own: `node src/server.mjs`, or the container.

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config.mjs';
import { serviceFrom } from './settings.mjs';

/** @typedef {ReturnType<typeof import('./answer.mjs').tokenService>} Answer */

/** How long requests that are under way may take when the service is stopped. */
const patience = 10_000;

/**
 * @param {object} parts
 * @param {Answer} parts.answer
 * @param {number} parts.port                     0 takes a free one
 * @param {string} [parts.host]
 * @param {(line: string) => void} [parts.log]
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startServer({ answer, port, host, log = console.log }) {
  let stopping = false;
  const server = createServer({ headersTimeout: 5000, requestTimeout: 15_000, keepAliveTimeout: 5000, connectionsCheckingInterval: 1000, maxHeaderSize: 8192 });
  server.on('request', async (request, response) => {
    const { said, line } = await answer({
      method: request.method ?? '',
      path: (request.url ?? '').split('?')[0],
      header: (name) => /** @type {string | undefined} */ (request.headers[name]) ?? null,
      peer: request.socket.remoteAddress,
      body: request,
    });
    log(JSON.stringify(line));
    // What is left of a request that was refused early is not waited for.
    if (stopping || !request.complete) response.setHeader('connection', 'close');
    if (said.body !== null) response.setHeader('content-length', Buffer.byteLength(said.body));
    response.writeHead(said.status, said.headers).end(request.method === 'HEAD' ? undefined : (said.body ?? undefined));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => new Promise((resolve) => {
      stopping = true;
      server.close(() => resolve());
      setTimeout(() => server.closeAllConnections(), patience).unref();
    }),
  };
}

/** A setting between 0 and 65535. @param {string} text */
function portOf(text) {
  const port = Number(text);
  if (text !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError('PORT is not one: expected a number up to 65535.');
}

async function main() {
  try {
    const port = portOf(process.env.PORT ?? '8080');
    const service = await serviceFrom(process.env);
    const server = await startServer({ answer: service.answer, port, host: process.env.HOST });
    console.log(JSON.stringify({ at: new Date().toISOString(), listening: server.port, origins: service.config.origins.size, events: service.config.events.size }));
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        service.stop();
        void server.stop();
      });
    }
  } catch (error) {
    // Other errors may quote what they failed on; their kind is enough to look further.
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    console.error(error instanceof ConfigError ? error.message : `The service cannot start (${code ?? 'unknown error'}).`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
