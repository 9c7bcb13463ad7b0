// Codes for the camera of a phone, read off the page as it is drawn by a reader that is not ours.

import { organizer, teamsLink } from '../fixtures/events.mjs';
import { expect, test } from '../fixtures/guest.mjs';
import { word } from '../pages/words.mjs';

/** The mail that a code begins. @param {string | undefined} scanned */
function mail(scanned) {
  const address = new URL(scanned ?? 'nothing:');
  expect(address.protocol).toBe('mailto:');
  return { to: address.pathname, subject: address.searchParams.get('subject'), body: address.searchParams.get('body')?.replaceAll('\r\n', '\n') };
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the message about the license is sent from the phone', async ({ guest }) => {
      const { portal } = guest;
      await guest.signsIn('no-license');
      await portal.sees('license.missing.heading');
      await portal.unfold('scan.letter.summary');
      await expect(portal.says('scan.letter')).toBeVisible();
      expect(mail(await portal.scanned())).toEqual({
        to: organizer.contact,
        subject: expect.stringMatching(/./),
        body: await portal.letter().inputValue(),
      });
    });
  });
}

test('with a second proof to set up, help is a call or a mail from the phone', async ({ guest }) => {
  const { portal, page } = guest;
  await guest.signsIn('not-invited');
  await guest.signIn.deadEnd(50020);
  await guest.goBack();
  await portal.sees('sign-in.away.heading');
  await portal.saw('AADSTS50079: you must enroll in multi-factor authentication');
  await portal.seesProblem('SIGNIN-25');
  await portal.unfold('scan.contact.summary');
  expect(await portal.scanned()).toBe(`mailto:${organizer.contact}`);
  await expect(page.getByRole('link', { name: organizer.contact })).toBeVisible();
});

test.describe('on a Mac', () => {
  test.use({ device: 'Mac with Safari' });

  test('the Teams meeting opens on the phone', async ({ guest }) => {
    const { portal } = guest;
    await portal.open(guest.link('with a meeting'));
    await portal.press('join-meeting.instead');
    await portal.unfold('scan.meeting.summary');
    await expect(portal.says('scan.meeting')).toBeVisible();
    expect(await portal.scanned()).toBe(teamsLink);
  });
});

test.describe('on a phone', () => {
  test.use({ device: 'iPhone' });

  test('nothing is to be scanned: the phone is in the hand', async ({ guest }) => {
    const { portal, page } = guest;
    await portal.open(guest.link('with a meeting'));
    await portal.press('join-meeting.instead');
    await portal.sees('join-meeting.heading');
    await expect(portal.says('scan.meeting.summary')).toHaveCount(0);
    await expect(page.getByRole('img', { name: word('scan.label') })).toHaveCount(0);
  });
});
