/// <reference lib="dom" />
// What every entry page begins with.

for (const button of document.querySelectorAll('[data-reload]')) {
  // A link to the page itself would drop the invite, which lives behind the #.
  button.addEventListener('click', () => location.reload());
}

// A picture of the host that does not load gives way to what stands behind it. Such events go to the picture alone.
addEventListener('error', ({ target }) => target instanceof HTMLImageElement && (target.hidden = true), true);

/** @param {string} id */
function show(id) {
  const page = /** @type {HTMLElement} */ (document.getElementById(id));
  document.title = page.dataset.title ?? '';
  /** @type {HTMLElement} */ (document.getElementById('app')).hidden = true;
  page.hidden = false;
}

/** Whether another page shows this one inside it. The host's headers forbid that; where they were lost, the page itself refuses. */
export function isFramed() {
  if (window.top === window.self) return false;
  /** @type {HTMLAnchorElement} */ (document.querySelector('[data-alone]')).href = location.href;
  show('framed');
  return true;
}

/** Asks for a file that the build gave a name by its content. @param {string} file */
export async function load(file) {
  const response = await fetch(new URL(file, import.meta.url));
  // A network's own page, or a host's page for what it does not have: not the app, and not the browser's fault.
  if (!response.ok || response.headers.get('content-type')?.startsWith('text/')) throw new Error('no module');
  return response;
}

/** @typedef {(wasm: { module_or_path: Promise<Response> }) => Promise<unknown>} Init */

/** Runs a module by its glue. @param {Init} init @param {Promise<Response>} module */
export async function run(init, module) {
  if (typeof WebAssembly !== 'object') return show('too-old');
  await init({ module_or_path: module });
}

/** Says why the page cannot start. @param {unknown} error */
export function say(error) {
  // What panicked has shown its own page already.
  if (error instanceof WebAssembly.RuntimeError) return;
  show(error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError ? 'too-old' : 'unreached');
}
