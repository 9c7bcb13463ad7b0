// Everyone of the tenant reaches the page that is theirs, for both targets, at a PC and on a phone.

import { meshLink, organizer, teamsLink } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { InvitationMail, seesMyApps } from '../pages/mail.mjs';
import { SignInPages } from '../pages/sign-in.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const targets = [
  { target: 'mesh-pc', where: '', deepLink: meshLink.replace('https:', 'mesh-test:') },
  { target: 'teams-immersive', where: ' in Teams', deepLink: teamsLink.replace('https:', 'msteams:') },
];

for (const { target, where, deepLink } of targets) {
  /** From the app's page to the question whether it worked. @param {Guest} guest */
  const launches = async ({ portal, traffic }) => {
    await portal.sees(`app.heading.${target}`);
    await portal.press('app.have');
    await portal.sees(`launch.heading.${target}`);
    await portal.press(`launch.open.${target}`);
    await portal.sees('asking.heading');
    expect(traffic.launches).toEqual([deepLink]);
  };

  /** Signs in with a password at the first of the two sign-ins. @param {Guest} guest @param {string} key */
  const signsIn = (guest, key) => guest.signsIn(key, key + where);

  test.describe(`${target} @walk`, () => {
    test('licensed: reaches the launch, and is asked whether that worked', async ({ guest }) => {
      await signsIn(guest, 'licensed');
      await guest.portal.sees(`app.heading.${target}`);
      await expect(guest.portal.says('visitor.guest', { name: 'ada@fabrikam.com' })).toBeVisible();
      await launches(guest);
      await guest.portal.press('asking.inside');
      await guest.portal.sees('inside.heading');
    });

    test('pending, by the link alone: the sign-in itself asks for the permissions', async ({ guest }) => {
      await signsIn(guest, 'pending');
      expect((await guest.tenant.standing('pending')).invitation).toBe('PendingAcceptance');
      await guest.signIn.reviewPermissions('Accept');
      await launches(guest);
      expect((await guest.tenant.standing('pending')).invitation).toBe('Accepted');
    });

    test('pending, by the redeem address in the link: accepts in another tab and comes back', async ({ guest }) => {
      const event = target === 'mesh-pc' ? 'pending by invitation' : 'pending in Teams by invitation';
      await guest.arrive(event);
      await guest.portal.press('introduction.go.invitation');
      await guest.portal.sees('invitation.heading');
      const opened = guest.context.waitForEvent('page');
      await guest.portal.press('invitation.accept');
      const microsoft = await opened;
      await guest.portal.sees('invitation.gone.heading');

      const pages = new SignInPages(microsoft);
      await pages.password(personCalled('pending'));
      await pages.reviewPermissions('Accept');
      // The organizer chose the portal as the end of the invitation: it opens in that tab, which may be closed.
      await guest.portalIn(microsoft).ready();
      await microsoft.close();

      await guest.lookAtTab();
      await guest.portal.sees('invitation.returned.heading');
      await guest.portal.press('invitation.done');
      await launches(guest);
    });

    test('pending, declining the permissions: told so, and may still accept', async ({ guest }) => {
      await signsIn(guest, 'pending');
      await guest.signIn.reviewPermissions('Cancel');
      await guest.portal.seesProblem('SIGNIN-01');
      await guest.portal.press('problem.remedy.try-again');
      await guest.signIn.reviewPermissions('Accept');
      await launches(guest);
    });

    test('my-apps, by the mail: ends on My Apps, comes back and goes on', async ({ guest }) => {
      const lena = personCalled('my-apps');
      const inbox = await guest.context.newPage();
      const mail = new InvitationMail(inbox, guest.tenant.origin);
      await mail.open(lena);
      await mail.accept();
      const pages = new SignInPages(inbox);
      await pages.password(lena);
      await pages.reviewPermissions('Accept');
      await seesMyApps(inbox);
      await inbox.close();

      await guest.arrive('my-apps' + where);
      await guest.portal.press('introduction.go.sign-in');
      await launches(guest);
    });

    test('no-license: told what is missing, with the message to send', async ({ guest }) => {
      await signsIn(guest, 'no-license');
      await guest.portal.sees('license.missing.heading');
      await expect(guest.portal.letter()).toHaveValue(new RegExp(word('license.missing.prerequisite.ask')));
      await expect(guest.portal.letter()).toHaveValue(/chloe@fabrikam\.com/);
      const also = target === 'mesh-pc';
      await expect(guest.portal.says('license.missing.premium.what')).toHaveCount(also ? 1 : 0);
      await expect(guest.portal.says('license.not-settled')).toHaveCount(also ? 0 : 1);
      await guest.portal.press('license.go-on');
      await launches(guest);
    });

    test('prerequisite-only: needs a premium license for the Mesh app, nothing more for Teams', async ({ guest }) => {
      await signsIn(guest, 'prerequisite-only');
      if (target === 'mesh-pc') {
        await guest.portal.sees('license.missing.heading');
        await expect(guest.portal.says('license.missing.premium.what')).toBeVisible();
        await expect(guest.portal.says('license.missing.prerequisite.what')).toHaveCount(0);
        await guest.portal.press('license.go-on');
      }
      await launches(guest);
    });

    test('mesh-plan-off: the switched-off plan is named', async ({ guest }) => {
      await signsIn(guest, 'mesh-plan-off');
      if (target === 'mesh-pc') {
        await guest.portal.sees('license.missing.heading');
        await expect(guest.portal.says('license.missing.mesh-plan-off.what')).toBeVisible();
        await expect(guest.portal.says('license.missing.premium.what')).toHaveCount(0);
        await guest.portal.press('license.go-on');
      }
      await launches(guest);
    });

    test('license-unreadable: cannot be told, and is not held up', async ({ guest }) => {
      await signsIn(guest, 'license-unreadable');
      await guest.portal.sees(`app.heading.${target}`);
      await expect(guest.portal.says('license.could-not-tell')).toBeVisible();
      await launches(guest);
    });

    test('license-by-plans: the second question answers', async ({ guest }) => {
      await signsIn(guest, 'license-by-plans');
      await guest.portal.sees(`app.heading.${target}`);
      await expect(guest.portal.says('license.could-not-tell')).toHaveCount(0);
      await launches(guest);
    });

    test("blocked: the host's policy is named, with the message for its IT", async ({ guest }) => {
      await signsIn(guest, 'blocked');
      await guest.portal.seesProblem('SIGNIN-06');
      await expect(guest.portal.says('fixer.host-admin')).toBeVisible();
      await expect(guest.portal.letter()).toHaveValue(/AADSTS53003/);
      await guest.portal.press('sign-in.without');
      await launches(guest);
    });

    test('mfa: registers a second factor with the host and goes on', async ({ guest }) => {
      await signsIn(guest, 'mfa');
      await guest.signIn.registerSecondFactor();
      await launches(guest);
    });

    test('not-invited: stuck on a page of Microsoft, comes back and learns why', async ({ guest }) => {
      await signsIn(guest, 'not-invited');
      await guest.signIn.deadEnd(50020);
      await guest.goBack();
      await guest.portal.sees('sign-in.away.heading');
      await guest.portal.saw("AADSTS50020: User account 'ivan@fabrikam.com' does not exist in tenant 'Contoso'");
      await guest.portal.seesProblem('SIGNIN-02');
      await expect(guest.portal.says('fixer.organizer')).toBeVisible();
      await expect(guest.portal.letter()).toHaveValue(/AADSTS50020/);
      await expect(guest.portal.link('part.message.mail')).toHaveAttribute('href', new RegExp(`^mailto:${organizer.contact}\\?`));
    });

    test('member: told that no guest steps are needed, and may go on', async ({ guest }) => {
      await signsIn(guest, 'member');
      await guest.portal.sees(`app.heading.${target}`);
      await expect(guest.portal.says(`visitor.member.${target}`)).toBeVisible();
      await launches(guest);
    });

    test('personal: refused by the first sign-in, goes back and skips it', async ({ guest }) => {
      await guest.arrive('personal' + where);
      await guest.portal.press('introduction.go.sign-in');
      await guest.signIn.sees('Sign in');
      await expect(guest.page.getByRole('alert')).toContainText('personal account');
      await guest.goBack();
      await guest.portal.sees('sign-in.away.heading');
      await guest.portal.unfold('skip-home.summary');
      await guest.portal.press('skip-home.button');
      await guest.signIn.password(personCalled('personal'));
      await launches(guest);
    });

    test('one-time-code: skips the first sign-in at once', async ({ guest }) => {
      await guest.arrive('one-time-code' + where);
      await guest.portal.unfold('skip-home.summary');
      await guest.portal.press('skip-home.button');
      await guest.signIn.oneTimeCode(personCalled('one-time-code'));
      await launches(guest);
    });

    test('somebody else than the invited guest: told so, and may go on or change the account', async ({ guest }) => {
      await guest.arrive('licensed' + where);
      await guest.portal.press('introduction.go.sign-in');
      await guest.signIn.press('Use another account');
      await guest.signIn.address(personCalled('license-by-plans'));
      await guest.signIn.password(personCalled('license-by-plans'));
      await guest.portal.sees(`app.heading.${target}`);
      await expect(guest.portal.says('visitor.instead', { address: 'ada@fabrikam.com' })).toBeVisible();
      await guest.portal.press('sign-in.another');
      await guest.signIn.pick(undefined);
      await guest.signIn.address(personCalled('licensed'));
      await guest.signIn.password(personCalled('licensed'));
      // The second sign-in asks once more, since an account is to be chosen.
      await guest.portal.sees(`app.heading.${target}`);
      await expect(guest.portal.says('visitor.instead')).toHaveCount(0);
      await launches(guest);
    });
  });
}
