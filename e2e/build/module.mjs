/// <reference lib="dom" />
// A page's module, compiled while it arrives, and given out only if it is the one that the release was built with.
// `fetch` can compare a file with its hash, too; but Firefox then asks for what is preloaded a second time.

/** A file of the release did not arrive: somebody else's page came in its place, or it is not there any more. */
export class Missing extends Error {}

/**
 * @param {string} file    its address, from this script on
 * @param {string} hash    its SHA-256, in base 64
 * @returns {Promise<WebAssembly.Module>}
 * @throws {Error} {@link Missing} when it did not arrive; another when something on the way has changed it; a
 *   `WebAssembly.CompileError` when it is the right one, and this browser cannot read it
 */
export async function moduleAt(file, hash) {
  const response = await fetch(new URL(file, import.meta.url));
  // A network's own page, or a host's page for what it does not have: not the app, and not the browser's fault.
  if (!response.ok || response.headers.get('content-type')?.startsWith('text/')) throw new Missing('no module');
  const content = response.clone().arrayBuffer();
  // A host that does not know its media type can still be read from.
  const compiled = WebAssembly.compileStreaming(response).catch(async () => WebAssembly.compile(await content));
  // What cannot be compiled is told of below, and only when nothing has changed it.
  compiled.catch(() => {});
  // Without TLS a browser offers no hashes, and whoever changes the module can change this line as well.
  if (crypto.subtle && (await sum(await content)) !== hash) throw new Error('changed');
  return compiled;
}

/** @param {ArrayBuffer} content */
async function sum(content) {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', content))));
}
