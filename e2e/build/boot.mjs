/// <reference lib="dom" />
// The first lines that run on an entry page: they start the app, and say so when it cannot start.
// finish.mjs puts the page's glue behind 'glue' and the hashed name of its module behind MODULE.

// @ts-expect-error: resolved by finish.mjs
import init from 'glue';

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
  page.hidden = false;
}

if (window.top !== window.self) {
  // The host's headers forbid it. Where they were lost, the page itself refuses.
  const alone = /** @type {HTMLAnchorElement} */ (document.querySelector('[data-alone]'));
  alone.href = location.href;
  /** @type {HTMLElement} */ (document.getElementById('app')).hidden = true;
  show('framed');
} else if (typeof WebAssembly === 'object') {
  // @ts-expect-error: replaced by finish.mjs
  const module = fetch(new URL(MODULE, import.meta.url)).then((response) => {
    // A network's own page, or a host's page for what it does not have: not the app, and not the browser's fault.
    if (!response.ok || response.headers.get('content-type')?.startsWith('text/')) throw new Error('no module');
    return response;
  });
  init({ module_or_path: module }).catch((/** @type {unknown} */ error) => {
    // What panicked has shown its own page already.
    if (error instanceof WebAssembly.RuntimeError) return;
    show(error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError ? 'too-old' : 'unreached');
  });
} else {
  show('too-old');
}
