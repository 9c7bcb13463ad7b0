/// <reference lib="dom" />
// Watches the watchers: what looks for secrets, barriers, presses and redirects finds them where they are planted.

import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { barriers } from '../fixtures/screens.mjs';
import { thisRun } from '../fixtures/servers.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const planted = /** @type {[string, (secret: string) => unknown][]} */ ([
  ['localStorage', (secret) => localStorage.setItem('mesh.other', `{"a":"${secret}"}`)],
  ['a finished attempt', (secret) => localStorage.setItem('mesh.attempt.finished', secret)],
  ['sessionStorage', (secret) => sessionStorage.setItem(secret, '')],
  ['the address', (secret) => history.replaceState(null, '', `#/${secret}`)],
  ['an invite in the address', (secret) => history.replaceState(null, '', `#i=1.${btoa(JSON.stringify({ a: secret })).replaceAll('+', '-').replaceAll('/', '_')}.AAAA`)],
  ['an earlier entry of the history', (secret) => {
    history.replaceState(null, '', `#/${secret}`);
    history.pushState(null, '', '#/');
  }],
  ['the state of the history', (secret) => history.replaceState({ step: secret }, '')],
  ['the title', (secret) => {
    document.title = secret;
  }],
  ['a cookie', (secret) => {
    document.cookie = `a=${encodeURIComponent(secret)}`;
  }],
  ['the name of the window', (secret) => {
    window.name = secret;
  }],
  ['a database', (secret) => new Promise((done) => {
    indexedDB.open(secret).onsuccess = done;
  })],
  ['an entry of a database', (secret) => new Promise((done) => {
    const opening = indexedDB.open('kept');
    opening.onupgradeneeded = () => opening.result.createObjectStore('entries').put({ a: [secret] }, 1);
    opening.onsuccess = done;
  })],
  // Last, since neither can be emptied again.
  ['the console', (secret) => console.log(`signed in with ${secret}`)],
]);

test('a planted secret is found wherever it is', async ({ guest }) => {
  const secret = 'a-secret-nobody-may-keep';
  await guest.open('nobody in particular');
  await guest.portal.sees('introduction.heading');
  guest.secrets.never('the planted secret', secret);
  expect(await guest.secrets.found(guest.page)).toEqual([]);
  for (const [place, plant] of planted) {
    const tab = await guest.context.newPage();
    await tab.goto(guest.link('nobody in particular'));
    // Its start clears away what it does not know.
    await guest.portalIn(tab).ready();
    await tab.evaluate(plant, secret);
    expect.soft(await guest.secrets.found(tab), place).not.toEqual([]);
    await tab.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
      document.cookie = 'a=; Max-Age=0';
    });
    await tab.close();
  }
  guest.secrets.forget('the planted secret');
});

test('everything a sign-in uses up is known afterwards', async ({ guest }) => {
  await guest.open('pending by invitation');
  await guest.portal.press('introduction.go.invitation');
  await guest.portal.sees('invitation.heading');
  await guest.portal.press('invitation.earlier');
  await guest.signIn.password(personCalled('pending'));
  await guest.signIn.reviewPermissions('Accept');
  await guest.portal.sees('app.heading.mesh-pc');
  expect(guest.secrets.known()).toEqual([
    "the guest's address",
    'the redeem ticket',
    ...['code', 'verifier', 'state', 'nonce', 'access_token', 'id_token'].map((what) => `the ${what}`),
    ...['code', 'verifier', 'state', 'nonce', 'access_token', 'refresh_token', 'id_token'].map((what) => `the ${what}`),
  ]);
});

test('a barrier is found', async ({ guest }) => {
  await guest.open('nobody in particular');
  expect(await barriers(guest.page, 'as it is')).toEqual([]);
  await guest.page.getByRole('main').evaluate((main) => {
    main.append(Object.assign(document.createElement('img'), { src: 'icon.svg' }), document.createElement('button'));
  });
  const found = await barriers(guest.page, 'as it is');
  expect(found.join('\n')).toMatch(/image-alt/);
  expect(found.join('\n')).toMatch(/button-name/);
});

test('a redirect that nobody pressed for is counted', async ({ guest }) => {
  await guest.open('nobody in particular');
  await guest.page.evaluate((authorize) => {
    location.href = authorize;
  }, `${thisRun().tenant}/common/oauth2/v2.0/authorize`);
  await guest.signIn.sees('Sign in');
  expect(guest.traffic.unpressed).toBe(1);
  guest.traffic.unpressed = 0;
});
