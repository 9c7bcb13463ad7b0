/// <reference lib="dom" />
// The first lines that run on the guest's page. A guest who comes for the first time sees the first page drawn by a small
// module of its own; the guest's whole module comes after it, and takes the page over when nobody is just pressing
// something. finish.mjs puts the small module's glue behind 'first', and name and hash of the other files behind FIRST,
// GLUE and MODULE.

// @ts-expect-error: resolved by finish.mjs
import first from 'first';
import { Missing, moduleAt } from './module.mjs';
import { crash, hasEnded, isFramed, isTooOld, run, say, whenEnded } from './opening.mjs';
import { renew } from './upgrade.mjs';

/** Keys and pointers that are down just now: a press that began on the first page has to end there. */
const down = new Set();
const root = document.documentElement;
for (const [type, isDown] of /** @type {const} */ ([['pointerdown', true], ['pointerup', false], ['pointercancel', false], ['keydown', true], ['keyup', false]])) {
  addEventListener(
    type,
    (event) => {
      const what = event instanceof KeyboardEvent ? event.code : 'pointer';
      if (isDown) down.add(what);
      else down.delete(what);
      root.toggleAttribute('data-held', down.size > 0);
    },
    true,
  );
}
// What is let go of elsewhere is never heard of.
addEventListener('blur', () => (down.clear(), root.removeAttribute('data-held')));

/** Whether this looks like a first visit with an invite; everything else is for the whole module to tell. */
function isFirstVisit() {
  try {
    const kept = Object.keys(localStorage).some((name) => name.startsWith('mesh.') && name !== 'mesh.language');
    return location.hash.startsWith('#i=') && !kept && history.state === null;
  } catch {
    return false;
  }
}

let isWhole = false;

/** Fetches the whole module and starts it. */
async function follow() {
  // @ts-expect-error: replaced by finish.mjs
  const [{ default: init }, module] = await Promise.all([scriptAt(...GLUE), moduleAt(...MODULE)]);
  isWhole = true;
  await run(init, Promise.resolve(module));
}

/** A script of the release, run only if it is the one that the release was built with. @param {string} file @param {string} hash */
async function scriptAt(file, hash) {
  const address = new URL(file, import.meta.url).href;
  const link = document.createElement('link');
  if (!link.relList.supports('modulepreload')) return import(address);
  // `import` knows no hashes; what stands in the page under its address already is taken with the hash it came with.
  Object.assign(link, { rel: 'modulepreload', href: address, integrity: `sha256-${hash}` });
  await new Promise((loaded, failed) => {
    link.onload = loaded;
    link.onerror = () => failed(new Missing('no script'));
    document.head.append(link);
  });
  return import(address);
}

/** The same behind the first page, if that stands: asked for again until it comes, or until somebody waits for it. */
async function followUp() {
  // The small module has used up what the page preloaded. The other's comes beside it, not after it.
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', href: 'config.json', as: 'fetch', crossOrigin: '' }));
  for (let pause = 1_000; ; pause = Math.min(2 * pause, 30_000)) {
    try {
      return await follow();
    } catch (error) {
      const waits = root.dataset.ready === undefined || root.dataset.pressed !== undefined;
      if (waits || isTooOld(error) || hasEnded(error)) return say(error);
      if (error instanceof Missing && (await renew())) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Has the browser do what it does slowly once, and each module needs: while that is on its way, nobody waits for it. */
function warmUp() {
  // Whatever is written in a language after this takes a tenth of the time.
  Intl.DateTimeFormat();
  // `browser::probe` asks this canvas who draws, and would have to make another.
  /** @type {HTMLCanvasElement | null} */ (document.getElementById('graphics'))?.getContext('webgl');
}

const arrived = () => document.dispatchEvent(new Event('arrived'));
// The whole module can do all that the small one does, and says what it is to say where it cannot.
whenEnded(() => (isWhole ? crash() : arrived()));

if (!isFramed()) {
  if (isFirstVisit()) {
    document.addEventListener('arrived', () => void followUp(), { once: true });
    // @ts-expect-error: replaced by finish.mjs
    run(first, moduleAt(...FIRST)).catch(arrived);
  } else {
    follow().catch(say);
  }
  warmUp();
}
