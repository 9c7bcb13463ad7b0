/// <reference lib="dom" />
// Nothing jumps while it is read, and what a page is for is in sight when it comes.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';

/** A fifth of what web.dev calls good. */
const most = 0.02;

/** Runs in every document: tells of each shift that no press explains, and that the document can be watched. */
function watchShifts() {
  const tell = /** @type {(document: string, value: number, what: string) => void} */ (/** @type {any} */ (window).shifted);
  const name = `${location.origin} ${performance.timeOrigin}`;
  tell(name, 0, '');
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = /** @type {{ value: number, hadRecentInput: boolean, sources: { node: Element | null }[] }} */ (/** @type {unknown} */ (entry));
      if (!hadRecentInput) tell(name, value, sources.map(({ node }) => node?.className ?? '?').join(' '));
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/**
 * What shifts from here on, document by document.
 * @param {import('../fixtures/guest.mjs').Guest} guest
 */
async function shifting({ context }) {
  /** @type {Map<string, { sum: number, what: string[] }>} */
  const documents = new Map();
  await context.exposeFunction('shifted', (/** @type {string} */ name, /** @type {number} */ value, /** @type {string} */ what) => {
    if (!name.startsWith(thisRun().portal)) return;
    const { sum, what: before } = documents.get(name) ?? { sum: 0, what: [] };
    documents.set(name, { sum: sum + value, what: value > 0 ? [...before, `${value.toFixed(3)}: ${what}`] : before });
  });
  await context.addInitScript(watchShifts);
  return documents;
}

test('nothing jumps on a licensed guest’s way', { tag: '@walk' }, async ({ guest }) => {
  const { portal } = guest;
  const documents = await shifting(guest);
  await guest.arrive('licensed');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  await portal.press('asking.inside');
  await portal.sees('inside.heading');
  // The page before the sign-in, the one between the two, and the one after both.
  expect(documents.size).toBeGreaterThanOrEqual(3);
  for (const { sum, what } of documents.values()) expect(sum, what.join('\n')).toBeLessThan(most);
});

test('a shift would be noticed', async ({ guest }) => {
  const documents = await shifting(guest);
  await guest.arrive('licensed');
  await guest.page.evaluate(() => {
    // Long after the last press: what follows one within half a second is the guest's own doing.
    const lines = document.createElement('p');
    lines.append(...Array.from({ length: 10 }, () => document.createElement('br')));
    setTimeout(() => document.getElementById('main')?.prepend(lines), 600);
  });
  await expect.poll(() => [...documents.values()].some(({ sum }) => sum > most)).toBe(true);
});

test.describe('in sight at once', () => {
  test('the first page’s button', { tag: '@walk' }, async ({ guest }) => {
    await guest.arrive('licensed');
    await expect(guest.portal.button('introduction.go.sign-in')).toBeInViewport({ ratio: 1 });
  });

  test.describe('on a computer that there is something to say about', () => {
    test.use({ device: 'Windows 11 on Arm with Edge', viewport: { width: 1280, height: 800 } });

    test('the first page’s button, before what is said', async ({ guest }) => {
      await guest.open('licensed');
      await expect(guest.portal.says('device.reason.windows-arm')).toBeVisible();
      await expect(guest.portal.button('introduction.go.sign-in')).toBeInViewport({ ratio: 1 });
    });
  });

  test('the button of a page that leads with a message', async ({ guest }) => {
    await guest.configuredAs('no-home-leg');
    const refusal = /** @type {const} */ ({ kind: 'oauth-error', error: 'access_denied', code: 500213 });
    await guest.tenant.interfere({ endpoint: 'authorize' }, refusal, 1);
    await guest.open('licensed');
    await guest.portal.press('introduction.go.sign-in');
    await guest.portal.seesProblem('SIGNIN-10');
    await expect(guest.portal.link('part.message.mail')).toBeInViewport({ ratio: 1 });
  });
});
