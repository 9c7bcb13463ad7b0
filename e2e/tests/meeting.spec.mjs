/// <reference lib="dom" />
// The Teams meeting that goes with an event, for guests who cannot reach the event itself.

import { teamsLink } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { word, wordsOf } from '../pages/words.mjs';
import { askRules } from '../rules.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

/** Everything there is to know before joining. @param {Guest} guest @param {string} fit @param {Record<string, string>} [values] */
async function seesMeeting({ portal, page }, fit, values) {
  await portal.sees('join-meeting.heading');
  for (const id of ['lead', 'how', 'account', 'lobby', 'works', 'lacks']) await expect(portal.says(`join-meeting.${id}`)).toBeVisible();
  await expect(page.getByText(word(`join-meeting.fit.${fit}`, values))).toBeVisible();
  const link = portal.link('join-meeting.open');
  await expect(link).toHaveAttribute('href', teamsLink);
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener/);
}

/** What Microsoft's list says of the browser of each device. @type {[string, string, Record<string, string>?][]} */
const fits = [
  ['iPhone', 'listed'],
  ['Mac with Safari', 'listed'],
  ['Linux with Chrome', 'listed'],
  ['Teams on an Android phone', 'other', { browsers: 'Chrome, Edge' }],
  ['Meta Quest 3', 'none'],
  ['Chromebook', 'none'],
];

for (const [device, fit, values] of fits) {
  test.describe(device, () => {
    test.use({ device });

    test(`the meeting is a second way, and this browser is ${fit} for it`, async ({ guest }) => {
      const { portal } = guest;
      await portal.open(guest.link('with a meeting'));
      await portal.sees('device.heading.mesh-pc');
      await portal.press('join-meeting.instead');
      await seesMeeting(guest, fit, values);
      await portal.press('stuck.back');
      await portal.sees('device.heading.mesh-pc');
      await expect(portal.button('device.go-on')).toBeVisible();
    });
  });
}

test.describe('on a phone', () => {
  test.use({ device: 'iPhone' });

  test('an event without a meeting offers none', async ({ guest }) => {
    await guest.portal.open(guest.link('nobody in particular'));
    await guest.portal.sees('device.heading.mesh-pc');
    await expect(guest.portal.button('join-meeting.instead')).toHaveCount(0);
  });

  test('a meeting in a channel has no chat for guests, a private one may refuse them', async ({ guest }) => {
    const { portal, page } = guest;
    await portal.open(guest.link('with a meeting in a channel'));
    await portal.press('join-meeting.instead');
    await expect(portal.says('join-meeting.works.no-chat')).toBeVisible();
    await page.goto(guest.link('with a private meeting'));
    await portal.press('join-meeting.instead');
    await expect(portal.says('join-meeting.account.unsure')).toBeVisible();
  });

  test('after reload the page is there that the meeting was asked for on', async ({ guest }) => {
    const { portal } = guest;
    await portal.open(guest.link('with a meeting'));
    await portal.press('join-meeting.instead');
    await portal.sees('join-meeting.heading');
    await portal.reload();
    await portal.sees('device.heading.mesh-pc');
  });
});

test.describe('at a PC', () => {
  test.use({ device: 'Windows 10 with Edge' });

  /** @param {Guest} guest @param {string} key */
  const signsIn = async (guest, key) => {
    await guest.open('with a meeting');
    await guest.portal.press('introduction.go.sign-in');
    await guest.signIn.address(personCalled(key));
    await guest.signIn.password(personCalled(key));
  };

  test("blocked by the host's policy: offered, and the problem is still there when coming back", async ({ guest }) => {
    await signsIn(guest, 'blocked');
    const { portal } = guest;
    await portal.seesProblem('SIGNIN-06');
    await portal.press('join-meeting.instead');
    await seesMeeting(guest, 'listed');
    await portal.press('stuck.back');
    await portal.seesProblem('SIGNIN-06');
    await expect(portal.letter()).toHaveValue(/AADSTS53003/);
  });

  test('a license is missing: the meeting needs none, and checking again still works when coming back', async ({ guest }) => {
    await signsIn(guest, 'no-license');
    const { portal } = guest;
    await portal.sees('license.missing.heading');
    await portal.press('join-meeting.instead');
    await seesMeeting(guest, 'listed');
    await portal.press('stuck.back');
    await portal.sees('license.missing.heading');
    const redirects = await guest.tenant.redirects();
    await portal.press('license.check-again');
    await portal.sees('license.missing.heading');
    expect(await guest.tenant.redirects(), 'no further sign-in').toBe(redirects);
  });

  test('what the guest can put right alone offers no detour', async ({ guest }) => {
    const refusal = /** @type {const} */ ({ kind: 'oauth-error', error: 'access_denied', code: 65004 });
    await guest.tenant.interfere({ endpoint: 'authorize' }, refusal, 1);
    await guest.open('with a meeting');
    await guest.portal.press('introduction.go.sign-in');
    await guest.portal.seesProblem('SIGNIN-01');
    await expect(guest.portal.button('join-meeting.instead')).toHaveCount(0);
  });
});

test.describe('inside the portal', () => {
  /** @param {Guest} guest @param {string} [event] */
  const seesAbout = async (guest, event = 'with a meeting') => {
    await guest.configuredAs('meetings');
    await guest.portal.open(guest.link(event));
    await guest.portal.sees('device.heading.mesh-pc');
    await guest.portal.press('join-meeting.instead');
    await guest.portal.sees('join-meeting.heading');
  };
  /** @param {Guest} guest */
  const isAtMeetingsPage = ({ page }) => expect(page.getByRole('heading', { name: word('meeting.name.heading'), level: 1 })).toBeFocused();
  test.beforeEach(({ guest }) => {
    // The SDK looks for its settings as soon as it is loaded.
    guest.expectedFaults.push(/^ECS - /, /ERR_INTERNET_DISCONNECTED|ERR_NAME_NOT_RESOLVED|ERR_NETWORK_CHANGED/);
  });

  /** What the meeting's page was told. @param {Guest} guest */
  const told = async ({ page }) => JSON.parse(await page.evaluate(() => sessionStorage.getItem('mesh.meeting') ?? ''));

  for (const device of ['iPhone', 'Mac with Safari', 'Linux with Chrome']) {
    test.describe(device, () => {
      test.use({ device });

      test('the meeting is joined here first, and in Teams as well; the way back leads to the same place', async ({ guest }) => {
        const { portal, page } = guest;
        await seesAbout(guest);
        await expect(portal.says('join-meeting.how.here')).toBeVisible();
        await expect(portal.link('join-meeting.open.instead')).toHaveAttribute('href', teamsLink);
        await portal.press('join-meeting.here');
        await isAtMeetingsPage(guest);
        await expect(page.getByText('Contoso', { exact: false }).first()).toBeVisible();
        expect(await told(guest)).toMatchObject({ version: 1, kind: 'teams-meeting', link: (await askRules('link', [teamsLink]))[0].url, language: 'en' });
        await page.getByRole('link', { name: word('meeting.back') }).click();
        await portal.sees('device.heading.mesh-pc');
      });
    });
  }

  test.describe('Meta Quest 3', () => {
    test.use({ device: 'Meta Quest 3' });

    test('no browser of it is listed: Teams first, here all the same', async ({ guest }) => {
      await seesAbout(guest);
      await seesMeeting(guest, 'none');
      await guest.portal.press('join-meeting.here.anyway');
      await isAtMeetingsPage(guest);
    });
  });

  test.describe('an old Firefox', () => {
    test.use({ device: 'Linux with Firefox 115' });

    test('it is too old for Microsoft’s list: Teams first, here all the same', async ({ guest }) => {
      await seesAbout(guest);
      await seesMeeting(guest, 'too-old', { version: '128.0' });
      await guest.portal.press('join-meeting.here.anyway');
      await isAtMeetingsPage(guest);
    });
  });

  test.describe('on a phone', () => {
    test.use({ device: 'iPhone' });

    test('a private meeting is joined in Teams only', async ({ guest }) => {
      await seesAbout(guest, 'with a private meeting');
      await expect(guest.portal.says('join-meeting.why-not.personal')).toBeVisible();
      await expect(guest.portal.link('join-meeting.open')).toBeVisible();
      await expect(guest.portal.button('join-meeting.here')).toHaveCount(0);
      await expect(guest.portal.button('join-meeting.here.anyway')).toHaveCount(0);
    });

    test('a meeting in a channel is joined here without its chat', async ({ guest }) => {
      await seesAbout(guest, 'with a meeting in a channel');
      await guest.portal.press('join-meeting.here');
      await isAtMeetingsPage(guest);
      await expect(guest.page.getByText(word('meeting.know.no-chat'))).toBeVisible();
      expect(await told(guest)).toMatchObject({ kind: 'teams-channel-meeting' });
    });

    test('a meeting without a link is joined in Teams by its ID and passcode', async ({ guest }) => {
      await guest.portal.open(guest.link('with a meeting by its numbers'));
      await guest.portal.press('join-meeting.instead');
      await expect(guest.portal.says('join-meeting.numbers.passcode', { id: '212345678901', passcode: 'aB3dEf' })).toBeVisible();
      await expect(guest.portal.field('join-meeting.numbers.id.label')).toHaveValue('212345678901');
      await expect(guest.portal.field('join-meeting.numbers.passcode.label')).toHaveValue('aB3dEf');
      await expect(guest.portal.link('join-meeting.open')).toHaveCount(0);
    });

    test('a meeting without a link is joined here by its ID and passcode', async ({ guest }) => {
      await seesAbout(guest, 'with a meeting by its numbers');
      await guest.portal.press('join-meeting.here');
      await isAtMeetingsPage(guest);
      expect(await told(guest)).toMatchObject({ kind: 'teams-meeting-id', meetingId: '212345678901', passcode: 'aB3dEf' });
    });

    test('it speaks the language that was chosen', async ({ guest }) => {
      await seesAbout(guest);
      const { page } = guest;
      const german = wordsOf('de');
      await page.getByRole('combobox', { name: word('frame.language') }).selectOption('de');
      await page.getByRole('button', { name: german['join-meeting.here'] }).click();
      await expect(page.getByRole('heading', { name: german['meeting.name.heading'], level: 1 })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    });

    test('a browser that keeps nothing is told so, and led to Teams', async ({ guest }) => {
      await guest.context.addInitScript(() => {
        const keep = Storage.prototype.setItem;
        Storage.prototype.setItem = function set(name, value) {
          if (this === sessionStorage) throw new DOMException('full', 'QuotaExceededError');
          return keep.call(this, name, value);
        };
      });
      await seesAbout(guest);
      await guest.portal.press('join-meeting.here');
      await expect(guest.portal.says('join-meeting.here.refused')).toBeVisible();
      await expect(guest.portal.link('join-meeting.open')).toHaveAttribute('href', teamsLink);
      await expect(guest.portal.button('join-meeting.here')).toHaveCount(0);
    });

    test('without a network it says so, and is tried again from there', async ({ guest }) => {
      await seesAbout(guest);
      await guest.loseNetwork();
      await guest.portal.press('join-meeting.here');
      await guest.portal.seesProblem('NETWORK-01');
      await guest.findNetwork();
      await guest.portal.press('problem.remedy.try-again');
      await isAtMeetingsPage(guest);
      await guest.page.getByRole('link', { name: word('meeting.back') }).click();
      await guest.portal.sees('device.heading.mesh-pc');
    });

    test('forgetting this device forgets the meeting', async ({ guest }) => {
      await seesAbout(guest);
      await guest.portal.press('join-meeting.here');
      await isAtMeetingsPage(guest);
      await guest.page.getByRole('link', { name: word('meeting.back') }).click();
      await guest.portal.sees('device.heading.mesh-pc');
      await guest.portal.unfold('kept.summary');
      await guest.portal.press('kept.forget');
      expect(await guest.page.evaluate(() => Object.keys(sessionStorage))).not.toContain('mesh.meeting');
    });
  });

  test('a license is missing: back from the meeting the guest is still signed in', async ({ guest }) => {
    const { portal, page } = guest;
    await guest.configuredAs('meetings');
    await guest.open('with a meeting');
    await portal.press('introduction.go.sign-in');
    await guest.signIn.address(personCalled('no-license'));
    await guest.signIn.password(personCalled('no-license'));
    await portal.sees('license.missing.heading');
    await portal.press('join-meeting.instead');
    await portal.press('join-meeting.here');
    await isAtMeetingsPage(guest);
    await page.getByRole('link', { name: word('meeting.back') }).click();
    await portal.sees('license.missing.heading');
  });
});
