/// <reference lib="dom" />
// A page that was left open, or came out of a cache, meets a later deployment of itself: a file with a hash in its
// name is gone, words or a link are not what it knows. Then it is loaded again: once for each deployment and tab, and
// not where somebody would lose what is under way.

/** How a deployment is known: by its page's script, which names all else that has a hash. */
const script = /assets\/[\w.-]+\.js/;

/** Where a tab keeps which deployment it was loaded again for. */
const kept = 'mesh.renewed';

/** What is missing is asked for again and again, the page that was deployed is not: in milliseconds. */
const pause = 10_000;

let asked = -pause;

/**
 * Loads the page again if another deployment has taken this one's place.
 * @returns {Promise<boolean>} whether it does: then there is nothing else to say
 */
export async function renew() {
  if (performance.now() - asked < pause) return false;
  asked = performance.now();
  try {
    const answer = await fetch(location.pathname, { cache: 'no-cache' });
    const latest = answer.ok && script.exec(await answer.text())?.[0];
    // A host between two states may name one and then the other: none is come back to.
    if (!latest || import.meta.url.endsWith(latest) || sessionStorage.getItem(kept) === latest) return false;
    if (isInUse()) return false;
    sessionStorage.setItem(kept, latest);
    location.reload();
    return true;
  } catch {
    // No network, or a browser that keeps nothing and could not be told when to stop.
    return false;
  }
}

/** Whether somebody would lose what is under way. The desk, which holds a sign-in, has a notice that leaves it to them. */
function isInUse() {
  if (document.getElementById('app')?.hidden || !performance.getEntriesByName('app-ready')[0]) return false;
  const notice = document.getElementById('renewed');
  if (notice) notice.hidden = false;
  return notice || [...document.querySelectorAll('input, textarea')].some((field) => 'value' in field && field.value && !field.hasAttribute('readonly'));
}
