/// <reference lib="dom" />
// The release as organizations serve it: nginx with the file that `make headers` writes.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { policyFor, readRelease } from '../build/policy.mjs';
import { meshLink } from '../fixtures/events.mjs';
import { expect, personCalled } from '../fixtures/guest.mjs';
import { reports, somebodyElse, test } from '../fixtures/nginx.mjs';
import { scenes } from '../fixtures/scenes.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { Gallery } from '../pages/gallery.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('../fixtures/nginx.mjs').Nginx} Nginx */

// One nginx for all of them.
test.describe.configure({ mode: 'default' });

/** An answer to a request as it is written here. @param {Nginx} nginx @param {string} path @param {Record<string, string>} [headers] */
async function ask({ origin }, path, headers = {}) {
  const response = await fetch(origin + path, { headers: { 'accept-encoding': 'identity', ...headers } });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

test('a licensed guest gets from the link to the launch, and no page does what the policy forbids', async ({ guest }) => {
  const found = await reports(guest);
  const { portal, signIn, traffic } = guest;
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.sign-in');
  await signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  expect(traffic.launches).toEqual([meshLink.replace('https:', 'mesh-test:')]);
  expect(guest.secrets.exchanges).toBe(2);

  for (const page of ['desk.html', 'desk.html#/walk', 'desk.html#/gallery', 'check.html#/mesh-pc']) {
    await guest.page.goto(new URL(page, guest.link('licensed')).href);
    await portal.ready();
    await guest.page.waitForLoadState('networkidle');
  }
  expect(found).toEqual([]);
});

test('planted scripts, styles, frames and connections are refused', async ({ guest, nginx }) => {
  const found = await reports(guest);
  guest.expectedFaults.push(/Content Security Policy/);
  const other = await somebodyElse({ '/script.js': ['text/javascript', 'document.title = "foreign"'] });
  writeFileSync(join(nginx.root, 'planted.html'), `<!doctype html>
    <title>Planted</title>
    <base href="${other.origin}/">
    <style>p { color: red }</style>
    <body>
    <script>document.title = 'inline'</script>
    <script src="${other.origin}/script.js"></script>
    <img src="icon.svg" alt="" onload="document.title = 'handler'">
    <p style="color: red">Planted</p>
    <iframe src="${other.origin}/frame.html"></iframe>
    <object data="${other.origin}/object.svg"></object>
    <form action="${other.origin}/form" method="post"></form>`);
  await guest.page.goto(`${nginx.origin}/planted.html`);
  await guest.page.waitForLoadState('networkidle');
  // What a script of the page itself might be brought to do.
  await guest.page.evaluate((origin) => void fetch(`${origin}/taken?token=1`).catch(() => {}), other.origin);
  await expect(guest.page).toHaveTitle('Planted');
  // Last: Playwright goes on waiting for the page that does not come.
  await guest.page.evaluate(() => {
    setTimeout(() => document.forms[0].requestSubmit());
  });
  const refused = (/** @type {string} */ directive) => found.filter((report) => report.startsWith(`${directive} `)).length;
  for (const directive of ['base-uri', 'style-src-elem', 'style-src-attr', 'script-src-elem', 'script-src-attr', 'connect-src', 'form-action', 'frame-src', 'object-src']) {
    await expect.poll(() => refused(directive), directive).toBeGreaterThan(0);
  }
  expect(found).toContain('script-src-elem inline');
  expect(found).toContain(`script-src-elem ${other.origin}/script.js`);
  expect(other.asked).toEqual([]);
  rmSync(join(nginx.root, 'planted.html'));
  other.close();
});

for (const place of ['', 'desk.html', 'check.html#/mesh-pc']) {
  test(`no text becomes markup or script, whatever a script of the page is brought to do: /${place}`, async ({ guest, nginx }) => {
    const found = await reports(guest);
    guest.expectedFaults.push(/Trusted(HTML|Script|ScriptURL|Types|Type)/i, /Content Security Policy/);
    await guest.page.goto(`${nginx.origin}/${place}`);
    await guest.portal.ready();
    expect(found).toEqual([]);
    const before = await guest.page.evaluate(() => document.documentElement.outerHTML);
    expect(await guest.page.evaluate(becomingScript)).toEqual({});
    const refused = () => found.filter((each) => /^[a-z-]+ [a-z-]+$/.test(each));
    await expect.poll(() => [...new Set(refused())].sort()).toEqual(['require-trusted-types-for trusted-types-sink', 'trusted-types trusted-types-policy']);
    expect(await guest.page.evaluate(() => [document.documentElement.outerHTML, 'planted' in window])).toEqual([before, false]);
  });
}

/** Runs in the page: tries every way from a text to markup or script, and tells of those that were not refused. */
async function becomingScript() {
  const hostile = '<img src=x onerror="window.planted = 1"><script>window.planted = 1</script>';
  const code = 'window.planted = 1';
  const place = () => document.createElement('p');
  const script = () => document.createElement('script');
  /** @type {Record<string, () => unknown>} */
  const ways = {
    innerHTML: () => (place().innerHTML = hostile),
    'innerHTML of nothing': () => (place().innerHTML = ''),
    'innerHTML of a template': () => (document.createElement('template').innerHTML = '<b class="x">x</b>'),
    'innerHTML of a shadow': () => (place().attachShadow({ mode: 'open' }).innerHTML = hostile),
    outerHTML: () => (document.body.appendChild(place()).outerHTML = hostile),
    insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', hostile),
    createContextualFragment: () => document.createRange().createContextualFragment(hostile),
    DOMParser: () => new DOMParser().parseFromString(hostile, 'text/html'),
    'document.write': () => document.write(hostile),
    'document.writeln': () => document.writeln(hostile),
    setHTMLUnsafe: () => place().setHTMLUnsafe(hostile),
    parseHTMLUnsafe: () => Document.parseHTMLUnsafe(hostile),
    srcdoc: () => (document.createElement('iframe').srcdoc = hostile),
    'srcdoc as an attribute': () => document.createElement('iframe').setAttribute('srcdoc', hostile),
    insertHTML: () => document.execCommand('insertHTML', false, hostile),
    'text of a script': () => (script().text = code),
    'textContent of a script': () => (script().textContent = code),
    'innerText of a script': () => (script().innerText = code),
    'src of a script': () => (script().src = 'assets/other.js'),
    'src of a script as an attribute': () => script().setAttribute('src', 'assets/other.js'),
    'a handler as an attribute': () => place().setAttribute('onclick', code),
    Worker: () => new Worker('assets/other.js'),
    SharedWorker: () => new SharedWorker('assets/other.js'),
    serviceWorker: () => navigator.serviceWorker.register('assets/other.js'),
    eval: () => (0, eval)(code),
    Function: () => new Function(code)(),
    setTimeout: () => setTimeout(code),
    setInterval: () => setInterval(code),
    'a policy': () => /** @type {any} */ (window).trustedTypes.createPolicy('planted', { createHTML: String }),
    'the default policy': () => /** @type {any} */ (window).trustedTypes.createPolicy('default', { createHTML: String }),
  };
  /** @type {Record<string, string>} */
  const passed = {};
  const attempt = async () => {
    for (const [name, way] of Object.entries(ways)) {
      await Promise.resolve().then(way).then(() => (passed[name] = 'was let through'), (error) => {
        if (!(error instanceof TypeError || error instanceof EvalError)) passed[name] = String(error);
      });
    }
  };
  // What is evaluated from outside is not held to the policy; a timer is.
  await new Promise((done) => setTimeout(() => attempt().then(done)));
  document.querySelectorAll('body > p:empty').forEach((each) => each.remove());
  return passed;
}

// A guest's page begins with the script of the small module.
for (const [name, path, script] of [['guest', '', 'arrival'], ['desk', 'desk.html', 'desk'], ['check', 'check.html#/mesh-pc', 'check']]) {
  // Both files would work as well as ever.
  test(`with one byte of its module changed the page says so, and nothing of it runs: ${name}`, async ({ guest, nginx }) => {
    const restore = changeOneByte(assetOf(nginx, name, '.wasm'), 'app-ready');
    await guest.page.goto(`${nginx.origin}/${path}`);
    await guest.portal.sees('first.unreached.heading');
    expect(await started(guest)).toBe(false);
    restore();
  });

  test(`with one byte of its script changed nothing of it runs, and the page says what to do: ${name}`, async ({ guest, nginx }) => {
    guest.expectedFaults.push(/integrity/);
    const restore = changeOneByte(assetOf(nginx, script, '.js'), 'no module');
    const said = guest.page.waitForEvent('console', (message) => message.text().includes('integrity'));
    await guest.page.goto(`${nginx.origin}/${path}`);
    expect((await said).text()).toContain(`/assets/${script}-`);
    // It comes after fifteen seconds.
    const advice = guest.page.locator('.first__slow');
    await advice.evaluate((element) => element.getAnimations().forEach((animation) => animation.finish()));
    await expect(advice).toBeVisible();
    expect(await started(guest)).toBe(false);
    restore();
  });
}

test('with one byte of the script that comes later changed the page says so, and nothing of it runs', async ({ guest, nginx }) => {
  guest.expectedFaults.push(/integrity/);
  const restore = changeOneByte(assetOf(nginx, 'guest', '.js'), 'WebAssembly');
  await guest.page.goto(nginx.origin);
  await guest.portal.sees('first.unreached.heading');
  expect(await started(guest)).toBe(false);
  restore();
});

test('with one byte of the small module changed nothing of it runs, and the whole one does all of it', async ({ guest, nginx }) => {
  const restore = changeOneByte(assetOf(nginx, 'arrival', '.wasm'), 'data-press');
  await guest.page.goto(guest.link('licensed').replace(thisRun().portal, nginx.origin));
  await guest.portal.sees('introduction.heading');
  restore();
});

/** @param {Nginx} nginx @param {string} name @param {string} extension */
function assetOf({ root }, name, extension) {
  const file = readdirSync(join(root, 'assets')).find((each) => each.startsWith(`${name}-`) && each.endsWith(extension));
  if (!file) throw new Error(`${name} has no ${extension}`);
  return join(root, 'assets', file);
}

/** @param {Guest} guest */
function started({ page }) {
  return page.evaluate(() => performance.getEntriesByName('app-ready').length > 0);
}

/** Changes one letter of a text in a file that is served, and tells how to undo it. @param {string} file @param {string} text */
function changeOneByte(file, text) {
  const whole = readFileSync(file);
  const at = whole.indexOf(text);
  if (at < 0) throw new Error(`${file} has no ${text} in it`);
  const changed = Buffer.from(whole);
  changed[at] ^= 1;
  const write = (/** @type {Buffer} */ content) => {
    writeFileSync(file, content);
    writeFileSync(`${file}.gz`, gzipSync(content));
  };
  write(changed);
  return () => write(whole);
}

test('what is asked for in advance is what is used: the module comes once', async ({ guest, nginx }) => {
  const { hash } = new URL(guest.link('licensed'));
  // A guest's first page has a module of its own, and the whole one comes after it.
  for (const [path, named] of /** @type {[string, string[]][]} */ ([[hash, ['arrival', 'guest']], ['desk.html', ['desk']], ['check.html#/mesh-pc', ['check']]])) {
    await guest.page.goto(`${nginx.origin}/${path}`);
    await guest.portal.ready();
    await guest.page.waitForLoadState('networkidle');
    const modules = await guest.page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).map((entry) => [/** @type {PerformanceResourceTiming} */ (entry).initiatorType, entry.name]));
    expect(modules.map(([, name]) => /assets\/(\w+)-/.exec(name)?.[1]), path).toEqual(named);
    expect(modules[0][0], path).toBe('link');
  }
});

test('every screen of the gallery is drawn without one report', async ({ guest }) => {
  test.slow();
  const found = await reports(guest);
  const gallery = new Gallery(guest.page);
  await gallery.openAt(`gallery/${scenes[0]}`);
  for (const scene of scenes) await gallery.goTo(scene);
  expect(scenes.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('no other site shows the portal in a frame', async ({ guest, nginx }) => {
  const other = await somebodyElse({ '/': ['text/html', `<!doctype html><title>Somebody else</title><iframe src="${nginx.origin}/"></iframe>`] });
  const said = guest.page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await guest.page.goto(`${other.origin}/`);
  expect((await said).text()).toContain("'none'");
  const frame = guest.page.frames()[1];
  expect(await frame.evaluate(() => document.querySelectorAll('a.skip, #app').length)).toBe(0);
  other.close();
});

test('every answer has the headers of the policy, refusals as well', async ({ nginx }) => {
  const { everywhere } = policyFor(readRelease(nginx.root), nginx.connections);
  for (const path of ['/', '/desk.html', '/config.json', '/line.bin', `/assets/${readdirSync(join(nginx.root, 'assets'))[0]}`, '/missing', '/assets/']) {
    const { headers } = await ask(nginx, path);
    expect(Object.fromEntries(everywhere.map(([name]) => [name, headers.get(name)])), path).toEqual(Object.fromEntries(everywhere));
  }
});

test('names with a hash are kept for good, all others are asked for again', async ({ nginx }) => {
  const named = ['/', '/index.html', '/desk.html', '/check.html', '/config.json', '/words/en/guest.json', '/icon.svg'];
  for (const path of named) expect((await ask(nginx, path)).headers.get('cache-control'), path).toBe('no-cache');
  const assets = readdirSync(join(nginx.root, 'assets')).filter((name) => /\.(js|wasm)$/.test(name));
  expect(assets.length).toBeGreaterThan(2);
  for (const name of assets) {
    expect(name).toMatch(/-([0-9a-f]{12}|[0-9A-Z]{8})\./);
    expect((await ask(nginx, `/assets/${name}`)).headers.get('cache-control'), name).toBe('public, max-age=31536000, immutable');
  }
  const { headers } = await ask(nginx, '/config.json');
  expect((await ask(nginx, '/config.json', { 'if-none-match': String(headers.get('etag')) })).status).toBe(304);
});

test('files come as what they are, compressed where that was done in advance', async ({ nginx }) => {
  const types = { '.wasm': 'application/wasm', '.js': /^(text|application)\/javascript/ };
  for (const name of readdirSync(join(nginx.root, 'assets')).filter((each) => /\.(js|wasm)$/.test(each))) {
    const { headers, status } = await ask(nginx, `/assets/${name}`);
    expect([status, headers.get('content-encoding')], name).toEqual([200, null]);
    expect(headers.get('content-type'), name).toMatch(types[/** @type {'.js'} */ (name.slice(name.lastIndexOf('.')))]);
    const compressed = await ask(nginx, `/assets/${name}`, { 'accept-encoding': 'gzip' });
    expect(compressed.headers.get('content-encoding'), name).toBe('gzip');
    expect(compressed.headers.get('vary'), name).toBe('Accept-Encoding');
    expect(Number(compressed.headers.get('content-length')), name).toBe(gzipped(join(nginx.root, 'assets', name)));
    expect(compressed.body.equals(readFileSync(join(nginx.root, 'assets', name))), name).toBe(true);
  }
  // The one that this deployment has written, and the one to measure with.
  const config = await ask(nginx, '/config.json', { 'accept-encoding': 'gzip' });
  expect(config.body.toString()).toBe(nginx.config);
  const line = await ask(nginx, '/line.bin', { 'accept-encoding': 'gzip' });
  expect([line.body.length, line.headers.get('content-encoding'), line.headers.get('cache-control')]).toEqual([2_000_000, null, 'no-cache, no-transform']);
});

/** How long the compressed sibling of a file is, once it is known to be one. @param {string} file */
function gzipped(file) {
  const sibling = readFileSync(`${file}.gz`);
  expect(gunzipSync(sibling).equals(readFileSync(file)), file).toBe(true);
  return sibling.length;
}

test('what is not there is a 404 that nobody keeps, and so is what is none of anybody\'s business', async ({ nginx }) => {
  mkdirSync(join(nginx.root, '.git'));
  writeFileSync(join(nginx.root, '.git/config'), 'secret');
  const paths = [
    '/missing', '/missing/', '/desk', '/words/xx/first.json', '/assets/guest-000000000000.js', '/assets/guest-000000000000.wasm', '/assets', '/assets/', '/words/',
    '/_headers', '/portal.nginx.conf', '/staticwebapp.config.json', '/.git/config',
  ];
  for (const path of paths) {
    const { status, headers, body } = await ask(nginx, path);
    expect([status, headers.get('cache-control')], path).toEqual([404, null]);
    expect(body.toString(), path).not.toMatch(/secret|add_header|globalHeaders/);
  }
  rmSync(join(nginx.root, '.git'), { recursive: true });
});
