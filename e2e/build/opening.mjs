/// <reference lib="dom" />
// What every entry page begins with.

import { Missing } from './module.mjs';
import { renew } from './upgrade.mjs';

for (const button of document.querySelectorAll('[data-reload]')) {
  // A link to the page itself would drop the invite, which lives behind the #.
  button.addEventListener('click', () => location.reload());
}

// A picture of the host that does not load gives way to what stands behind it. Such events go to the picture alone.
addEventListener('error', ({ target }) => target instanceof HTMLImageElement && (target.hidden = true), true);

// What the app meets that only a later portal could explain.
addEventListener('outdated', renew);

/** Has what is to be done done when a module has ended itself: whatever it met, it never goes on. @param {() => void} act */
export function whenEnded(act) {
  for (const type of /** @type {const} */ (['error', 'unhandledrejection'])) {
    addEventListener(type, (event) => hasEnded('reason' in event ? event.reason : event.error) && act());
  }
}

/** Says that the app does not go on. */
export function crash() {
  show('crash');
  void renew();
}

/** Whether an error is how a module ends: its own script fails with others. @param {unknown} error */
export function hasEnded(error) {
  return typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError;
}

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

/** @typedef {(wasm: { module_or_path: Promise<WebAssembly.Module> }) => Promise<unknown>} Init */

/** Runs a module by its glue. @param {Init} init @param {Promise<WebAssembly.Module>} module */
export async function run(init, module) {
  await init({ module_or_path: module });
}

/** Says why the page cannot start. @param {unknown} error */
export async function say(error) {
  if (hasEnded(error)) return crash();
  // What has a hash in its name is gone when another release has taken this one's place.
  if (error instanceof Missing && (await renew())) return;
  show(isTooOld(error) ? 'too-old' : 'unreached');
}

/** Whether an error says that this browser cannot run the app at all. @param {unknown} error */
export function isTooOld(error) {
  return typeof WebAssembly !== 'object' || error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
}
