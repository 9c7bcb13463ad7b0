/// <reference lib="dom" />
// What runs inside the pages that are measured. Each of these functions is handed to the browser as it is.

/** Before a page does anything: keeps the module's memory, to be asked for its size. */
export function keepMemory() {
  for (const name of /** @type {const} */ (['instantiate', 'instantiateStreaming'])) {
    const original = /** @type {any} */ (WebAssembly[name]);
    /** @type {any} */ (WebAssembly)[name] = async (/** @type {any[]} */ ...module) => {
      const made = await original.apply(WebAssembly, module);
      // The build cuts the names of exports short.
      const given = Object.values((made.instance ?? made).exports);
      const memories = (/** @type {any} */ (window).memories ??= []);
      memories.push(...given.filter((value) => value instanceof WebAssembly.Memory));
      return made;
    };
  }
}

/** The bytes of all modules' memories. */
export function sizeOfMemories() {
  /** @type {WebAssembly.Memory[]} */
  const memories = /** @type {any} */ (window).memories ?? [];
  return memories.reduce((bytes, memory) => bytes + memory.buffer.byteLength, 0);
}

/** Resolves to the paints so far, in milliseconds since the navigation began. */
export async function paints() {
  const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  const largest = await new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(() => resolve(undefined), 1000);
  });
  return { first, largest, claimed: performance.getEntriesByName('app-ready')[0]?.startTime };
}

/**
 * Before a page does anything: presses the button with that label as soon as it can be hit, again and again until the
 * page says something else, and says in the console under that name when it did: milliseconds since the navigation began.
 * @param {{ site: string, label: string, name: string }} what
 */
export function pressUntilAnswered({ site, label, name }) {
  if (location.origin !== site) return;
  const said = () => document.querySelector('main:not([hidden])')?.textContent;
  let pressed = false;
  let before = /** @type {string | null | undefined} */ (undefined);
  const watch = new MutationObserver(() => {
    if (!pressed || said() === before) return;
    console.info(name, performance.now());
    watch.disconnect();
    clearInterval(presses);
  });
  watch.observe(document, { childList: true, subtree: true, characterData: true });
  const presses = setInterval(() => {
    const button = [...document.querySelectorAll('main button')].find(({ textContent }) => textContent?.trim() === label);
    if (!(button instanceof HTMLElement)) return;
    const { left, top, width, height } = button.getBoundingClientRect();
    if (width === 0 || !button.contains(document.elementFromPoint(left + width / 2, top + height / 2))) return;
    before = said();
    pressed = true;
    button.click();
  }, 8);
}

/**
 * Presses the button with that label, and says in the console under that name what script followed at once, in
 * milliseconds: of the page that it leaves, nothing else is heard.
 * @param {{ label: string, name: string }} what
 */
export function pressAndLeave({ label, name }) {
  const button = [...document.querySelectorAll('main button')].find(({ textContent }) => textContent?.trim() === label);
  if (!(button instanceof HTMLElement)) throw new Error(`no button says ${label}`);
  const { port1, port2 } = new MessageChannel();
  const began = performance.now();
  port1.onmessage = () => console.info(name, performance.now() - began);
  button.click();
  port2.postMessage(undefined);
}

/**
 * Before a page does anything: notes when that heading is there, in milliseconds since the page itself was asked for:
 * redirects before it are the tenant's.
 * @param {{ site: string, heading: string }} what
 */
export function noteHeading({ site, heading }) {
  if (location.origin !== site) return;
  const watch = new MutationObserver(() => {
    if (document.querySelector('main:not([hidden]) h1')?.textContent !== heading) return;
    watch.disconnect();
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    /** @type {any} */ (window).noted = performance.now() - navigation.fetchStart;
  });
  watch.observe(document, { childList: true, subtree: true, characterData: true });
}

/**
 * Presses the button with that label, and resolves to the milliseconds until the heading changes, and to those of
 * script that follow the press at once: handlers, and what they put off to the end of the task.
 * @param {string} label
 * @returns {Promise<{ until: number, script: number }>}
 */
export async function pressAndWait(label) {
  const heading = () => document.querySelector('main:not([hidden]) h1')?.textContent;
  const button = [...document.querySelectorAll('main button')].find(({ textContent }) => textContent?.trim() === label);
  if (!(button instanceof HTMLElement)) throw new Error(`no button says ${label}`);
  const before = heading();
  const { port1, port2 } = new MessageChannel();
  const began = performance.now();
  const changed = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (heading() === before) return;
      watch.disconnect();
      resolve(performance.now() - began);
    });
    watch.observe(document, { childList: true, subtree: true, characterData: true });
  });
  // The next task: it begins when the press and all that it has put off to its end are over.
  const over = new Promise((resolve) => (port1.onmessage = () => resolve(performance.now() - began)));
  button.click();
  port2.postMessage(undefined);
  const [until, script] = await Promise.all([changed, over]);
  return { until, script };
}

/** The page as it stands, without what made it: no script, nothing hidden, nothing asked for ahead. */
export function standstill() {
  const copy = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  for (const each of copy.querySelectorAll('script, noscript, link[rel="preload"], link[rel="modulepreload"], main[hidden]')) each.remove();
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(/** @type {Comment} */ (comments.currentNode));
  for (const comment of found) comment.remove();
  return copy.outerHTML;
}
