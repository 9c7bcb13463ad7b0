/// <reference lib="dom" />
// The page that joins the event's Teams meeting in the browser: up to the lobby's door over the real SDK, without a
// network; from there on a stage.

import { askRules } from '../rules.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { handover } from '../fixtures/handover.mjs';
import { expect, pass, test, withDevices } from '../fixtures/meeting.mjs';
import { barriers } from '../fixtures/screens.mjs';
import { Secrets } from '../fixtures/secrets.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/meeting.mjs').MeetingPage} MeetingPage */

test.use({ launchOptions: withDevices });

/** A page of ours: its heading has the focus, it fits, and nobody is kept out. @param {MeetingPage} meeting @param {string} id */
async function sees({ page }, id) {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(word(id), { timeout: 45_000 });
  await expect(heading).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'no sideways scroll').toBeLessThanOrEqual(0);
  expect(await barriers(page, 'meeting')).toEqual([]);
}

/** @param {MeetingPage} meeting @param {string} id @param {{ isFinal?: boolean }} [how] */
async function seesTrouble(meeting, id, { isFinal = false } = {}) {
  await sees(meeting, `${/^\d/.test(id) ? 'teams-join' : 'meeting.trouble'}.${id}.heading`);
  await expect(meeting.page.getByRole('button', { name: word('meeting.again') })).toHaveCount(isFinal ? 0 : 1);
  await expect(meeting.page.getByRole('link', { name: word('meeting.back') })).toBeVisible();
}

/** A message to somebody else, with what they have to know. @param {MeetingPage} meeting @param {RegExp} [text] */
async function handsOver({ page }, text) {
  const letter = page.getByLabel(word('meeting.trouble.letter'));
  await expect(letter).toHaveCount(text ? 1 : 0);
  if (text) await expect(letter).toHaveValue(text);
}

test.describe('over the SDK', () => {
  test.describe.configure({ timeout: 150_000 });

  /** Links as organizers paste them, and what makes them longer. */
  const pasted = [
    'https://teams.microsoft.com/meet/1234567890123?p=abcDEF123456&utm_source=mail',
    'https://teams.microsoft.com/l/meetup-join/19%3ameeting_NjU0%40thread.v2/0?context=%7b%22Tid%22%3a%223f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%22%2c%22Oid%22%3a%223f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811%22%7d&anon=true',
  ];

  for (const [index, text] of pasted.entries()) {
    test(`comes up to the devices, and hands the SDK exactly the cleaned link (${index + 1})`, async ({ meeting, page }) => {
      const [{ kind, url }] = await askRules('link', [text]);
      expect(url).not.toBe(text);
      await meeting.tested({});
      await meeting.open({ ...handover, kind, link: url });
      await sees(meeting, 'meeting.name.heading');
      await meeting.goOn();
      // Without a network the SDK asks for its settings some times before it goes on.
      await expect(meeting.join).toBeVisible({ timeout: 90_000 });
      await expect(page.getByText('fake_device_0')).toBeVisible();
      expect(await page.evaluate(() => /** @type {any} */ (window).tested.asked)).toEqual({
        locator: { meetingLink: url },
        displayName: 'Megan Bowen',
        userId: { communicationUserId: pass.userId },
      });
      expect(meeting.questions).toEqual([{ tenant: handover.tenant, event: handover.event }]);
    });
  }

  test('comes up to the devices, and hands the SDK exactly the ID and the passcode', async ({ meeting, page }) => {
    const { link: _link, ...others } = handover;
    await meeting.tested({});
    await meeting.open({ ...others, kind: 'teams-meeting-id', meetingId: '212345678901', passcode: 'aB3dEf' });
    await meeting.goOn();
    await expect(meeting.join).toBeVisible({ timeout: 90_000 });
    const { locator } = await page.evaluate(() => /** @type {any} */ (window).tested.asked);
    expect(locator).toEqual({ meetingId: '212345678901', passcode: 'aB3dEf' });
  });

  test("the release as it is: joining without a network ends on the portal's page, and the pass was nowhere to be read", async ({ meeting, page, context }) => {
    const secrets = new Secrets(context, thisRun().portal);
    secrets.never('the pass', pass.token);
    await meeting.open();
    await meeting.goOn();
    await expect(meeting.join).toBeVisible({ timeout: 90_000 });
    // Where it would have been found: the SDK has it by now, and keeps things of its own.
    expect(meeting.questions).toHaveLength(1);
    expect(await secrets.found(page)).toEqual([]);
    await meeting.join.click();
    await seesTrouble(meeting, 'network');
    expect(await secrets.found(page)).toEqual([]);
    await page.getByRole('button', { name: word('meeting.again') }).click();
    await expect(page.locator('#name')).toHaveValue('Megan Bowen');
  });
});

test.describe('on a stage', () => {
  test.beforeEach(async ({ meeting }) => {
    await meeting.tested({ isStaged: true });
  });

  /** @param {MeetingPage} meeting */
  async function atTheDoor(meeting) {
    await meeting.open();
    await meeting.goOn();
    await expect(meeting.join).toBeVisible();
  }

  test('from the lobby into the call, and out', async ({ meeting, page }) => {
    await atTheDoor(meeting);
    await meeting.play('lobby');
    await expect(page.getByText('Waiting to be admitted')).toBeVisible();
    await meeting.play('call');
    await expect(page.getByText('Adele Vance').first()).toBeVisible();
    await meeting.play('reconnecting');
    await expect(page.getByText("We're trying to get back into the call")).toBeVisible();
    await meeting.play('left');
    await sees(meeting, 'meeting.ended.heading');
    expect(await page.evaluate(() => /** @type {any} */ (window).tested.stage.pressed)).toContain('dispose');
    await page.getByRole('button', { name: word('meeting.again') }).click();
    await sees(meeting, 'meeting.name.heading');
  });

  for (const [scene, trouble, isFinal] of /** @type {[string, string, boolean?][]} */ ([
    ['removed', 'removed'],
    ['not-admitted', 'not-admitted'],
    ['lost', 'network'],
    ['refused', '40210', true],
  ])) {
    test(`a call that ends with ${scene} ends on a page of its own`, async ({ meeting }) => {
      await atTheDoor(meeting);
      await meeting.play(scene);
      await seesTrouble(meeting, trouble, { isFinal });
    });
  }

  test('without leave to use camera and microphone the guest can still join', async ({ meeting }) => {
    await atTheDoor(meeting);
    await meeting.play('denied');
    await expect(meeting.join).toBeVisible();
  });

  test('a name is needed, and said so at the field', async ({ meeting, page }) => {
    await meeting.open();
    await page.locator('button[type=submit]').click();
    await expect(page.getByText(word('meeting.name.missing'))).toBeVisible();
    await expect(page.locator('#name')).toBeFocused();
    await expect(page.locator('#name')).toHaveAttribute('aria-invalid', 'true');
    expect(meeting.questions).toEqual([]);
    expect(await barriers(page, 'meeting')).toEqual([]);
  });

  test('the way back leads to the same place of the journey', async ({ meeting, page }) => {
    await meeting.open();
    await expect(page.getByRole('link', { name: word('meeting.back') })).toHaveAttribute('href', './#i=abc');
  });

  test('a browser that is not listed is warned, not stopped', async ({ meeting, page }) => {
    await meeting.tested({ isStaged: true, isUnknownBrowser: true });
    await meeting.open();
    await expect(page.getByText(word('meeting.browser.heading'))).toBeVisible();
    await meeting.goOn();
    await expect(meeting.join).toBeVisible();
  });

  /** What the token service may say. @type {[string, import('../fixtures/meeting.mjs').ServiceAnswer, string, boolean?][]} */
  const answers = [
    ['refuses', { status: 403, body: { error: { code: 'event-unknown', message: 'x' } } }, 'pass-refused', true],
    ['does not know who asks', { status: 401, body: { error: { code: 'origin-unknown', message: 'x' } } }, 'pass-refused', true],
    ['says that it is too early', { status: 403, body: { error: { code: 'event-too-early', message: 'x' } } }, 'pass-too-early'],
    ['says that the event is over', { status: 403, body: { error: { code: 'event-over', message: 'x' } } }, 'pass-over', true],
    ['is asked too often', { status: 429, headers: { 'retry-after': '5' }, body: { error: { code: 'too-many', message: 'x' } } }, 'pass-busy'],
    ['is down', { status: 503, body: { error: { code: 'acs-down', message: 'x' } } }, 'pass-busy'],
    ['fails', { status: 500, body: '<h1>Internal error</h1>' }, 'pass-failed'],
    ['says nothing that can be read', { body: 'pass' }, 'pass-failed'],
    ['is not reached', 'unreached', 'pass-unreached'],
  ];
  for (const [what, answer, trouble, isFinal] of answers) {
    test(`a token service that ${what}`, async ({ meeting, page }) => {
      meeting.answer = answer;
      await meeting.open();
      await meeting.goOn();
      await seesTrouble(meeting, trouble, { isFinal });
      await expect(page.getByRole('link', { name: word('meeting.trouble.in-teams') })).toHaveAttribute('href', handover.link);
      const isForOthers = ['pass-refused', 'pass-over', 'pass-failed'].includes(trouble);
      await handsOver(meeting, isForOthers ? new RegExp(`${handover.title}.*meeting:${trouble}:`, 's') : undefined);
    });
  }

  test('after a service that was busy the next try works', async ({ meeting, page }) => {
    meeting.answer = { status: 503, body: {} };
    await meeting.open();
    await meeting.goOn();
    await seesTrouble(meeting, 'pass-busy');
    meeting.answer = { body: pass };
    await page.getByRole('button', { name: word('meeting.again') }).click();
    await page.locator('button[type=submit]').click();
    await expect(meeting.join).toBeVisible();
  });

  test('a deployment without a token service', async ({ meeting }) => {
    meeting.acs = undefined;
    await meeting.open();
    await meeting.goOn();
    await seesTrouble(meeting, 'no-service', { isFinal: true });
    expect(meeting.questions).toEqual([]);
  });
});

test('what is not handed over by the guest\'s page is refused, with a way back', async ({ meeting, page }) => {
  await meeting.open({ ...handover, link: 'https://contoso.example/meet/1' });
  await seesTrouble(meeting, 'not-handed-over', { isFinal: true });
  await expect(page.getByRole('link', { name: word('meeting.back') })).toHaveAttribute('href', './#i=abc');
  expect(meeting.questions).toEqual([]);
});

for (const look of /** @type {const} */ ([{ colorScheme: 'dark' }, { contextOptions: { forcedColors: 'active' } }, { viewport: { width: 320, height: 800 } }])) {
  test.describe(`with ${JSON.stringify(look)}`, () => {
    test.use(look);

    test('pages of ours keep nobody out', async ({ meeting, page }) => {
      await meeting.tested({ isStaged: true });
      await meeting.open();
      await sees(meeting, 'meeting.name.heading');
      await meeting.goOn();
      await expect(meeting.join).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'no sideways scroll').toBeLessThanOrEqual(0);
      await meeting.play('refused');
      await seesTrouble(meeting, '40210', { isFinal: true });
    });
  });
}

for (const [language, dir] of [['ar', 'rtl'], ['de', 'ltr'], ['zh-Hans', 'ltr']]) {
  test(`the UI library speaks ${language}`, async ({ meeting, page }) => {
    await meeting.tested({ isStaged: true });
    await meeting.open({ ...handover, language });
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await meeting.goOn();
    await expect(page.locator('#main [role=button], #main button').first()).toBeVisible();
    await expect(page.getByText('Your camera is turned off')).toHaveCount(0);
  });
}

test('no other page of the portal may use camera and microphone, or connect to meetings', async ({ request }) => {
  const headers = async (/** @type {string} */ path) => (await request.get(thisRun().portal + path)).headers();
  for (const path of ['/', '/desk.html', '/check.html']) {
    const { 'permissions-policy': permissions, 'content-security-policy': policy } = await headers(path);
    expect(permissions).toContain('camera=(), ');
    expect(policy).not.toContain('skype.com');
  }
  const { 'permissions-policy': permissions, 'content-security-policy': policy } = await headers('/meeting.html');
  expect(permissions).toContain('camera=(self), ');
  expect(policy).toContain('https://*.skype.com');
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
});
