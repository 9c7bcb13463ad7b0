/// <reference lib="dom" />
// The readiness check: what it finds on machines, in browsers and on networks that lack one thing each.

import { copied } from '../fixtures/clipboard.mjs';
import { host } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { look } from '../fixtures/looks.mjs';
import { theseEvents, thisRun } from '../fixtures/servers.mjs';
import { CheckPage } from '../pages/check.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('@playwright/test').Page} Page */

const graphicsProcessor = 'ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Direct3D11 vs_5_0 ps_5_0, D3D11)';
const hour = 60 * 60_000;

/** Runs in every page: an ordinary machine, whatever runs the tests. @param {string} renderer */
function ordinaryMachine(renderer) {
  Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { configurable: true, get: () => 8 });
  Object.defineProperty(Navigator.prototype, 'deviceMemory', { configurable: true, get: () => 8 });
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    value: () => ({ getExtension: () => ({ UNMASKED_RENDERER_WEBGL: 1 }), getParameter: () => renderer }),
  });
}

test.beforeEach(({ guest }) => guest.context.addInitScript(ordinaryMachine, graphicsProcessor));

/** The address of the check for an event. @param {Guest} guest @param {string} event */
function checkFor(guest, event) {
  return guest.link(event).replace('/#', '/check.html#');
}

/** Opens the check for an event nobody in particular is invited to. @param {Guest} guest @param {string} [event] */
async function openCheck(guest, event = 'nobody in particular') {
  const check = CheckPage.in(guest.page, guest.portal);
  await check.open(checkFor(guest, event));
  await check.sees('check.heading');
  return check;
}

/** What the sign-in service and Graph are asked, whichever cloud is configured. */
const asked = { 'sign-in': '**/.well-known/openid-configuration', graph: '**/v1.0/me' };

test('from the first page to a PC that is ready, and back', async ({ guest }) => {
  await guest.open('licensed');
  const { portal } = guest;
  const link = portal.link('readiness.link');
  await expect(link).toHaveAttribute('rel', /\bnoopener\b/);
  const opened = guest.context.waitForEvent('page');
  await guest.hand.press(link);
  const tab = await opened;
  const check = CheckPage.in(tab, portal);
  await check.sees('check.heading');
  expect(await tab.evaluate(() => window.opener)).toBeNull();
  await expect(check.says('check.event', { event: host.event })).toBeVisible();
  await expect(check.rows()).toHaveCount(0);

  await check.comesTo('ready');
  await expect(check.rows()).toHaveCount(10);
  await check.onlyAmiss([]);
  await check.found('computer', 'computer-fits.mesh-pc');
  await check.found('sign-in', 'sign-in-reached', { host: 'localhost' });
  await expect(check.says('check.unseen.ports')).toBeVisible();
  expect(await check.kept()).toEqual({});

  await guest.hand.press(check.link('check.back'));
  await guest.portalIn(tab).sees('introduction.heading', { event: host.event });
});

test('while waiting for the event there is time for it', async ({ guest }) => {
  await guest.open('in three days');
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await guest.portal.press('app.have');
  await guest.portal.sees('waiting.heading');
  const address = new URL(await guest.portal.link('readiness.link').evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href));
  expect(address.pathname).toBe('/check.html');
  const fragment = new URL(guest.page.url()).hash;
  expect(address.hash).toBe(fragment);
});

test('who does not go there downloads nothing of it', async ({ guest }) => {
  /** @type {string[]} */
  const paths = [];
  guest.page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  await guest.open('nobody in particular');
  await guest.portal.sees('introduction.heading');
  await expect(guest.portal.link('readiness.link')).toBeVisible();
  await guest.page.waitForLoadState('networkidle');
  expect(paths).toContain('/config.json');
  expect(paths.filter((path) => /check|line\.bin/.test(path))).toEqual([]);
});

/** One thing that a browser tells otherwise: the row that is amiss, and what it says. @type {Record<string, { check: string, outcome: string, step: string, script: () => void }>} */
const hints = {
  'a software renderer': {
    check: 'graphics',
    outcome: 'graphics-software',
    step: 'check.do.acceleration',
    script: () => {
      Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
        value: () => ({ getExtension: () => ({ UNMASKED_RENDERER_WEBGL: 1 }), getParameter: () => 'Google SwiftShader' }),
      });
    },
  },
  'a remote desktop': {
    check: 'graphics',
    outcome: 'graphics-remote',
    step: 'check.do.sit-there',
    script: () => {
      Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
        value: () => ({ getExtension: () => ({ UNMASKED_RENDERER_WEBGL: 1 }), getParameter: () => 'VMware SVGA 3D' }),
      });
    },
  },
  'two cores': {
    check: 'processor',
    outcome: 'cores-few',
    step: 'check.do.less-load',
    script: () => {
      Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 2 });
    },
  },
  'a browser that keeps the memory to itself': {
    check: 'memory',
    outcome: 'memory-untold',
    step: 'check.do.look-up-memory',
    script: () => {
      Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => undefined });
    },
  },
};

for (const [what, { check: name, outcome, step, script }] of Object.entries(hints)) {
  test(`${what}: probably ready, and what to do`, async ({ guest }) => {
    await guest.context.addInitScript(script);
    const check = await openCheck(guest);
    await check.comesTo('probable');
    await check.onlyAmiss([name]);
    await check.found(name, outcome);
    await expect(check.says(step)).toBeVisible();
  });
}

test('a clock that is a day ahead: not ready, with both times and how to set it', async ({ guest }) => {
  const check = await openCheck(guest);
  const tomorrow = new Date(Date.now() + 24 * hour);
  await guest.page.clock.setFixedTime(tomorrow);
  await check.comesTo('not-ready');
  await check.onlyAmiss(['clock']);
  const day = (/** @type {Date} */ date) => new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'Europe/Berlin' }).format(date);
  await expect(check.row('clock')).toContainText(day(tomorrow));
  await expect(check.says('check.do.clock-windows')).toBeVisible();
  await expect(check.says('check.fixer.guest')).toBeVisible();
});

test('a clock that is an hour behind what the server says', async ({ guest }) => {
  const check = await openCheck(guest);
  await guest.page.route('**/config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), date: new Date(Date.now() + hour).toUTCString() } });
  });
  await check.comesTo('not-ready');
  await check.onlyAmiss(['clock']);
});

test('a server that says when a cache got its answer is not held against the clock', async ({ guest }) => {
  const check = await openCheck(guest);
  await guest.page.route('**/config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), date: new Date(Date.now() - hour).toUTCString(), age: '3600' } });
  });
  await check.comesTo('ready');
});

test('a browser that keeps nothing: not ready, with the link to open elsewhere', async ({ guest }) => {
  await guest.context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  const check = await openCheck(guest);
  await check.comesTo('not-ready');
  await check.onlyAmiss(['storage']);
  await expect(check.says('check.do.ordinary-window')).toBeVisible();
  await expect(check.field('check.page-link')).toHaveValue(guest.page.url());
});

for (const name of /** @type {const} */ (['sign-in', 'graph'])) {
  test(`${name} out of reach: not ready, who can fix it, and the message to send`, async ({ guest }) => {
    const check = await openCheck(guest);
    await guest.page.route(asked[name], (route) => route.abort('connectionrefused'));
    await check.comesTo('not-ready');
    await check.onlyAmiss([name]);
    await check.found(name, `${name}-silent`, { host: 'localhost' });
    await expect(check.says('check.do.other-network')).toBeVisible();
    await expect(check.says('check.fixer.home-admin')).toBeVisible();
    await expect(check.letter()).toHaveValue(new RegExp(word(`check.said.${name}-silent`, { host: 'localhost' })));
    // Put right, it is ready at the second try.
    await guest.page.unroute(asked[name]);
    await check.comesTo('ready', 'check.again');
    await expect(check.letter()).toBeHidden();
  });

  test(`something else that answers for ${name} is not taken for it`, async ({ guest }) => {
    guest.expectedFaults.push(/blocked by CORS policy/);
    const check = await openCheck(guest);
    await guest.page.route(asked[name], (route) => route.fulfill({ status: 403, body: 'Blocked', headers: { 'access-control-allow-origin': 'https://proxy.example' } }));
    await check.comesTo('probable');
    await check.onlyAmiss([name]);
    await check.found(name, `${name}-altered`, { host: 'localhost' });
  });
}

test('both out of reach: the steps are said once', async ({ guest }) => {
  const check = await openCheck(guest);
  for (const pattern of Object.values(asked)) await guest.page.route(pattern, (route) => route.abort());
  await check.comesTo('not-ready');
  await check.onlyAmiss(['sign-in', 'graph']);
  await expect(check.says('check.do.other-network')).toHaveCount(1);
});

test('without a network it says so and nothing more of the services', async ({ guest }) => {
  const check = await openCheck(guest);
  await guest.loseNetwork();
  await check.comesTo('not-ready');
  await check.onlyAmiss(['clock', 'sign-in', 'graph', 'line']);
  await expect(check.says('check.do.connect')).toHaveCount(1);
});

/** Lets data arrive as slowly as on a poor line. @param {Page} page @param {number} kilobits per second */
async function throttle(page, kilobits) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: (kilobits * 1000) / 8, uploadThroughput: -1 });
}

test('a slow line: the time is up before the file has come, and the estimate is too little', async ({ guest }) => {
  const check = await openCheck(guest);
  await throttle(guest.page, 200);
  await check.comesTo('not-ready');
  await check.onlyAmiss(['line']);
  await check.found('line', 'line-slow');
  await expect(check.says('check.do.cable')).toBeVisible();
  await expect(check.letter()).toHaveValue(/ kbit\/s/);
});

test('a measurement can be watched and stopped', async ({ guest }) => {
  const check = await openCheck(guest);
  await throttle(guest.page, 1_000);
  await check.press('check.run');
  const bar = guest.page.getByRole('progressbar', { name: word('check.measuring.progress') });
  await expect(bar).toHaveJSProperty('max', 100);
  await expect.poll(() => bar.evaluate((element) => /** @type {HTMLProgressElement} */ (element).value)).toBeGreaterThan(0);
  await check.onScreen(guest.page, 'check-measuring');
  // A second press on the first button does nothing.
  await check.button('check.running').press('Enter');
  await check.press('check.stop');
  await check.ends('probable');
  await check.onlyAmiss(['line']);
  await check.found('line', 'line-stopped');
  await expect(bar).toBeHidden();
});

test('a host that has another file in place of the test file measures nothing', async ({ guest }) => {
  const check = await openCheck(guest);
  await guest.page.route('**/line.bin', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Contoso</title>' }));
  await check.comesTo('probable');
  await check.found('line', 'line-untold');
});

test('a list for IT can be copied as text, with the addresses of the configured cloud', async ({ guest }) => {
  await guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await guest.configuredAs('public-cloud');
  /** @type {string[]} */
  const probed = [];
  await guest.context.route(/^https:\/\/(login\.microsoftonline|graph\.microsoft)\.com\//, (route) => {
    probed.push(route.request().url());
    return route.fulfill({ status: 401, headers: { 'access-control-allow-origin': '*' }, body: '{}' });
  });
  const check = await openCheck(guest);
  await check.comesTo('ready');
  const { host: tenant } = theseEvents()['nobody in particular'];
  expect(probed.sort()).toEqual([
    'https://graph.microsoft.com/v1.0/me',
    `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`,
  ]);
  await check.unfold('check.it.summary');
  await check.press('part.copy');
  await expect(check.says('part.copy.done')).toBeVisible();
  const text = await copied(guest.page);
  for (const part of ['login.microsoftonline.com', 'graph.microsoft.com', '*.cloud.microsoft,', '*.substrate.office.com', 'UDP 3478-3481, TCP 443', '*.skype.com']) expect(text).toContain(part);
  expect(text).toContain(word('check.letter.hello.mesh-pc'));
});

test('for Teams: another app, another list', async ({ guest }) => {
  const check = await openCheck(guest, 'nobody in Teams');
  await check.comesTo('ready');
  await check.found('computer', 'computer-fits.teams-immersive');
  await check.unfold('check.it.summary');
  await expect(check.letter()).toHaveValue(new RegExp(word('check.letter.hello.teams-immersive')));
  await expect(check.letter()).not.toHaveValue(/skype/);
});

test('without an event the address says which app, and the other one is a press away', async ({ guest }) => {
  const check = CheckPage.in(guest.page, guest.portal);
  await check.open(`${thisRun().portal}/check.html`);
  await check.sees('check.heading');
  await expect(check.says('check.lead.mesh-pc')).toBeVisible();
  await expect(check.link('check.back')).toHaveCount(0);
  await check.comesTo('ready');
  await guest.hand.press(check.link('check.other.teams-immersive'));
  await expect(check.says('check.lead.teams-immersive')).toBeVisible();
  expect(check.fragment()).toBe('#/teams-immersive');
  // What was found was found for another app.
  await expect(check.rows()).toHaveCount(0);
  await check.comesTo('ready');
});

test('a link that the portal would refuse brings no event and no way back', async ({ guest }) => {
  const check = await openCheck(guest, 'at a look-alike host');
  await expect(check.link('check.back')).toHaveCount(0);
  await check.comesTo('ready');
});

test('a portal that is not set up leads to the page that says what is missing', async ({ guest }) => {
  await guest.configuredAs('wrong-types');
  const check = CheckPage.in(guest.page, guest.portal);
  await check.open(checkFor(guest, 'nobody in particular'));
  await expect(check.says('check.misconfigured')).toBeVisible();
  await guest.hand.press(check.link('check.misconfigured.portal'));
  await guest.portal.seesProblem('CONFIG-02');
});

test('a row that is there stays as it is, so that it is read out once', async ({ guest }) => {
  const check = await openCheck(guest);
  await throttle(guest.page, 1_500);
  await check.press('check.run');
  const first = await check.row('computer').elementHandle();
  await check.ends('ready');
  expect(await first?.evaluate((row) => row.isConnected)).toBe(true);
});

test.describe('with the keyboard alone', () => {
  test.use({ worksWith: 'keyboard' });

  test('checked, copied, and back', async ({ guest }) => {
    await guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const check = await openCheck(guest);
    await guest.page.route(asked.graph, (route) => route.abort());
    await check.comesTo('not-ready');
    // The button that was pressed has kept the focus.
    await expect(check.button('check.again')).toBeFocused();
    await check.press('part.copy');
    await expect(check.says('part.copy.done')).toBeVisible();
    expect(await copied(guest.page)).toBe(await check.letter().inputValue());
    await guest.page.unroute(asked.graph);
    await check.comesTo('ready', 'check.again');
    await guest.hand.press(check.link('check.back'));
    await guest.portal.sees('introduction.heading', { event: host.event });
  });
});

test('on a phone: not ready, and nothing else is looked at @walk', async ({ guest, machine }) => {
  test.skip(machine !== 'phone', 'a Windows PC is looked at everywhere else');
  const check = await openCheck(guest);
  /** @type {string[]} */
  const requests = [];
  guest.page.on('request', (request) => requests.push(request.url()));
  await check.comesTo('not-ready');
  await expect(check.rows()).toHaveCount(1);
  await check.found('computer', 'computer-wrong.mesh-pc');
  await expect(check.field('check.page-link')).toHaveValue(guest.page.url());
  await expect(check.link('check.mail')).toHaveAttribute('href', new RegExp(`^mailto:\\?.*&body=${encodeURIComponent(guest.page.url()).replaceAll('.', '\\.')}$`));
  expect(requests).toEqual([]);
});

test('a PC that is ready @walk', async ({ guest, machine }) => {
  test.skip(machine === 'phone', 'a phone never is');
  const check = await openCheck(guest);
  await check.comesTo('ready');
});

test.describe('as different people meet it', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('before and after, ready and not', async ({ guest }) => {
    const check = await openCheck(guest);
    await look(guest.page, 'check');
    await check.comesTo('ready');
    await guest.page.evaluate(() => delete document.documentElement.dataset.lookedAt);
    await look(guest.page, 'check-ready');
    await guest.page.route(asked['sign-in'], (route) => route.abort());
    await guest.page.evaluate(() => Storage.prototype.setItem = () => {});
    await check.comesTo('not-ready', 'check.again');
    await guest.page.evaluate(() => delete document.documentElement.dataset.lookedAt);
    await look(guest.page, 'check-not-ready');
  });
});
