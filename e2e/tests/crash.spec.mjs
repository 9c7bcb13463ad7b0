/// <reference lib="dom" />
// The pages that stand in when the app itself does not work: a crash, a part that did not arrive, an old browser,
// no scripts at all.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';

test('a crash shows its page, says nothing of the person, and a reload goes on where it was', async ({ guest }) => {
  const { portal, page } = guest;
  await guest.open('licensed');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  guest.expectedFaults.push(/unreachable/);
  const ended = page.waitForEvent('pageerror');
  // While the press is dealt with, the document refuses to make or move elements: nothing of the app could go on.
  await page.evaluate(() => {
    const refuse = () => {
      throw new Error('refused');
    };
    const document = { createElement: refuse, createElementNS: refuse };
    const node = { cloneNode: refuse, appendChild: refuse, insertBefore: refuse };
    const { createElement, createElementNS } = Document.prototype;
    const { cloneNode, appendChild, insertBefore } = Node.prototype;
    addEventListener('click', () => {
      Object.assign(Document.prototype, document);
      Object.assign(Node.prototype, node);
      setTimeout(() => {
        Object.assign(Document.prototype, { createElement, createElementNS });
        Object.assign(Node.prototype, { cloneNode, appendChild, insertBefore });
      });
    }, { capture: true, once: true });
  });
  await portal.press('app.have');
  await portal.sees('first.crash.heading');
  await expect(page).toHaveTitle(word('first.crash.title'));
  const { message, stack } = await ended;
  expect(`${message} ${stack}`).not.toMatch(/ada|fabrikam|gathering/i);
  await portal.press('first.reload');
  await portal.sees('launch.heading.mesh-pc');
});

test('a crash before the first screen shows the same page', async ({ guest }) => {
  const { page, portal } = guest;
  guest.expectedFaults.push(/unreachable/);
  // The first screen cannot be put into the page, the pages of trouble are there already.
  await guest.context.addInitScript(() => {
    const { createElement } = Document.prototype;
    Document.prototype.createElement = function refuse(/** @type {string} */ name) {
      if (name === 'footer') throw new Error('refused');
      return createElement.call(this, name);
    };
  });
  await page.goto(guest.link('nobody in particular'));
  await portal.sees('first.crash.heading');
  expect(portal.fragment()).toBe(new URL(guest.link('nobody in particular')).hash);
});

for (const [what, answer, heading] of /** @type {[string, { status?: number, contentType: string, body: string }, string][]} */ ([
  ['is not there any longer', { status: 404, contentType: 'text/plain', body: 'Not found' }, 'first.unreached.heading'],
  ['is a page of the network', { contentType: 'text/html', body: '<!doctype html><title>Network login</title>' }, 'first.unreached.heading'],
  ['something on the way has changed', { contentType: 'application/wasm', body: '\0asm\x01\0\0\0\x7f\x7f' }, 'first.unreached.heading'],
])) {
  test(`an app that ${what} says so in the words of the entry page`, async ({ guest }) => {
    await guest.page.route('**/assets/*.wasm', (route) => route.fulfill(answer));
    await guest.page.goto(guest.link('licensed'));
    await guest.portal.sees(heading);
    await expect(guest.page.getByRole('heading', { level: 1 })).toHaveCount(1);
  });
}

test('an app that the browser cannot read is the browser\'s fault', async ({ guest }) => {
  await guest.context.addInitScript(() => {
    WebAssembly.compile = WebAssembly.compileStreaming = () => Promise.reject(new WebAssembly.CompileError('refused'));
  });
  await guest.page.goto(guest.link('licensed'));
  await guest.portal.sees('first.old.heading');
});

test('a part that does not arrive says so, and a reload helps', async ({ guest }) => {
  await guest.page.route('**/assets/*.wasm', (route) => route.abort());
  await guest.page.goto(guest.link('licensed'));
  await guest.portal.sees('first.unreached.heading');
  await guest.page.unroute('**/assets/*.wasm');
  await guest.portal.press('first.reload');
  await guest.portal.sees('introduction.heading');
});

test('before anything has arrived the page is readable, and says what to do when it takes too long', async ({ guest }) => {
  await guest.page.route('**/assets/*', (route) => route.abort());
  await guest.page.goto(guest.link('licensed'));
  await guest.portal.sees('first.heading');
  await expect(guest.portal.says('first.need.mail')).toBeVisible();
  await expect(guest.page.getByText(word('first.loading'))).toBeVisible();
});

test('an old browser is told so', async ({ guest }) => {
  await guest.context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  await guest.page.goto(guest.link('licensed'));
  await guest.portal.sees('first.old.heading');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page can be read, and says what it needs', async ({ page }) => {
    await page.goto(thisRun().links.licensed);
    await expect(page.getByRole('heading', { level: 1, name: word('first.heading') })).toBeVisible();
    await expect(page.getByText(word('first.need.mail'))).toBeVisible();
    // Switched off from outside, Chromium still reads the page as if it had scripts: these words are there all the same.
    const sent = await (await page.request.get(thisRun().portal)).text();
    expect(/<noscript>[^]*<\/noscript>/.exec(sent)?.[0]).toContain(word('first.no-script'));
  });
});

test('words that do not arrive leave a page that still leads on', async ({ guest }) => {
  await guest.page.route('**/words/en/problems.json', (route) => route.abort());
  await guest.open('licensed');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await guest.portal.sees('app.heading.mesh-pc');
});
