// Links that cannot be used as they are: each gets a page that says what to do, and nothing is lost.

import { contoso } from '../tenant/organizations.mjs';
import { meshLink, organizer, teamsLink } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

/**
 * A link with other fields inside: what nobody could build by the portal's own rules, but anybody can send.
 * @param {string} link
 * @param {(fields: Record<string, unknown>) => unknown} change
 */
function rewritten(link, change) {
  const [before, payload] = link.split('.');
  const fields = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return `${before}.${checked(JSON.stringify(change(fields)))}`;
}

/** A payload with the four characters that tell a whole link from a damaged one. @param {string} text */
function checked(text) {
  const payload = Buffer.from(text).toString('base64url');
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(payload)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const check = Buffer.alloc(4);
  check.writeUInt32BE((hash ^ (hash >>> 24)) >>> 0);
  return `${payload}.${check.subarray(1).toString('base64url')}`;
}

/** @param {string} invite what follows `#i=` */
const inviting = (invite) => `${thisRun().portal}/#i=${invite}`;

/** Ways in which a link cannot be read, each in several shapes. @type {Record<string, { code: string, links: (good: string) => string[] }>} */
const unreadable = {
  'damaged on the way': {
    code: 'LINK-01',
    links: (good) => [
      good.replace(/.(?=.{40}$)/, (letter) => (letter === 'A' ? 'B' : 'A')),
      good.toLowerCase(),
      good.replace(/.(?=.{40}$)/, '%0A'),
      inviting('hello'),
      inviting('1.%E0%A4%A.abcd'),
      inviting('1.\u202e😀.abcd'),
      inviting(`1.${checked('[[[[[[')}`),
      inviting(`1.${checked('"1"')}`),
      inviting(`1.${checked('['.repeat(3000))}`),
    ],
  },
  'with a field that is not what it must be': {
    code: 'LINK-01',
    links: (good) => [
      rewritten(good, (fields) => ({ ...fields, l: 'javascript:document.title=1' })),
      rewritten(good, (fields) => ({ ...fields, l: 'http://mesh.cloud.microsoft/event/plain' })),
      rewritten(good, (fields) => ({ ...fields, l: 'https://ada:secret@mesh.cloud.microsoft/event' })),
      rewritten(good, (fields) => ({ ...fields, t: ' \u202e\u0007 ' })),
      rewritten(good, (fields) => ({ ...fields, s: 'soon' })),
      rewritten(good, (fields) => ({ ...fields, d: -1 })),
      rewritten(good, (fields) => ({ ...fields, h: '../../common' })),
      rewritten(good, (fields) => ({ ...fields, r: 'javascript:document.title=1' })),
      rewritten(good, (fields) => ({ ...fields, a: 'ada@fabrikam.com\r\nBcc: all@fabrikam.com' })),
    ],
  },
  'cut off': {
    code: 'LINK-02',
    links: (good) => [good.slice(0, -2), good.slice(0, -40), inviting('1.')],
  },
  'of a later portal': {
    code: 'LINK-03',
    links: (good) => [good.replace('#i=1.', '#i=2.'), inviting('99.anything')],
  },
  'far too long': {
    code: 'LINK-08',
    links: (good) => [inviting(`1.${'A'.repeat(300_000)}`), rewritten(good, (fields) => ({ ...fields, t: 'long '.repeat(2000) }))],
  },
  'for a target that does not exist': {
    code: 'LINK-10',
    links: (good) => [rewritten(good, (fields) => ({ ...fields, g: 'holodeck' }))],
  },
};

for (const [name, { code, links }] of Object.entries(unreadable)) {
  test(`a link ${name} says so, and takes the whole link`, async ({ guest }) => {
    const { portal } = guest;
    const good = guest.link('nobody in particular');
    const bad = links(good);
    await portal.open(bad[0]);
    for (const link of bad) {
      await test.step(link.slice(0, 200), async () => {
        // Another fragment of the same page: the portal reads it without being loaded anew.
        await guest.page.goto(link);
        await portal.seesProblem(code);
        expect(portal.fragment()).toBe(new URL(link).hash);
      });
    }
    await portal.reload();
    await portal.seesProblem(code);
    await guest.hand.write(portal.field('paste.label'), good);
    await portal.press('paste.button');
    await portal.sees('introduction.heading');
    expect(portal.fragment()).toBe(new URL(good).hash);
    expect(await portal.kept()).toEqual({});
  });
}

test('a link rewritten without a change opens: the tests above fail for their own reasons', async ({ guest }) => {
  await guest.portal.open(rewritten(guest.link('nobody in particular'), (fields) => fields));
  await guest.portal.sees('introduction.heading');
});

test('times beyond the calendar are survived', async ({ guest }) => {
  const { page, portal } = guest;
  const at = (/** @type {number} */ minutes) => rewritten(guest.link('nobody in particular'), (fields) => ({ ...fields, s: minutes }));
  await portal.open(at(Number.MAX_SAFE_INTEGER));
  await portal.sees('introduction.heading');
  await page.goto(at(Number.MIN_SAFE_INTEGER));
  await portal.seesProblem('LINK-07');
});

test('a link with fields of a later portal still opens', async ({ guest }) => {
  await guest.portal.open(rewritten(guest.link('nobody in particular'), (fields) => ({ ...fields, z: { later: true } })));
  await guest.portal.sees('introduction.heading');
});

for (const { event, code, names } of [
  { event: 'of a host that is not served', code: 'LINK-04', names: '11111111-2222-4333-8444-555555555555' },
  { event: 'at an unlisted host', code: 'LINK-05', names: 'events.example' },
  { event: 'at a look-alike host', code: 'LINK-06', names: 'mesh.cloud.micros0ft' },
  { event: 'at a longer look-alike host', code: 'LINK-06', names: 'mesh.cloud.microsoft.example' },
]) {
  test(`an event ${event} is refused by name, with the message to send`, async ({ guest }) => {
    const { portal } = guest;
    await guest.open(event);
    await portal.seesProblem(code);
    await expect(portal.says(`problem.${code}.what.about`, { subject: names })).toBeVisible();
    await expect(portal.says('fixer.organizer')).toBeVisible();
    await expect(portal.letter()).toHaveValue(new RegExp(code));
    await expect(portal.button('problem.remedy.continue-anyway')).toHaveCount(0);
    // Nothing on the page leads to the refused place.
    await expect(guest.page.getByRole('link', { name: /^https?:/ })).toHaveCount(0);
    await portal.reload();
    await portal.seesProblem(code);
    expect(await portal.kept()).toEqual({});
  });
}

test('an event that is over says so, lets the guest on, and remembers that', async ({ guest }) => {
  const { portal } = guest;
  await guest.open('is over');
  await portal.seesProblem('LINK-07');
  await expect(portal.letter()).toHaveValue(/LINK-07/);
  await portal.press('problem.remedy.continue-anyway');
  await portal.sees('introduction.heading');
  await portal.reload();
  await portal.sees('introduction.heading');
  const again = await guest.anotherTab();
  await again.open(guest.link('is over'));
  await again.sees('introduction.heading');
});

test('a hostile title is shown as text, and a hostile contact leads nowhere', async ({ guest }) => {
  const { page, portal } = guest;
  await guest.open('with a hostile title');
  await portal.sees('introduction.heading');
  const title = '<img src=x onerror="document.title=1"> {host} **x** gnp.exe';
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await expect(page).toHaveTitle(new RegExp(title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  await expect(page.getByText('<script>document.title=1</script>')).toBeVisible();
  await expect(page.getByRole('main').getByRole('img')).toHaveCount(0);

  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Sign in');
  await guest.goBack();
  await portal.press('sign-in.without');
  await portal.sees('app.heading.mesh-pc');
  await portal.unfold('app.cannot.summary');
  await expect(page.getByText('javascript:document.title=1')).toBeVisible();
  await expect(page.getByRole('link', { name: 'javascript:' })).toHaveCount(0);

  // The list of events known here shows it the same way.
  await page.goto(`${thisRun().portal}/#`);
  await page.reload();
  await portal.sees('no-invite.heading');
  await expect(page.getByRole('button', { name: title })).toBeVisible();
});

test('words that are far too long break, and push nothing off the page', async ({ guest }) => {
  await guest.page.setViewportSize({ width: 320, height: 640 });
  await guest.open('with long words');
  await guest.portal.sees('introduction.heading');
  const { page } = guest;
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});

test('opening a link does nothing: mail scanners open links', async ({ guest }) => {
  const { page, portal } = guest;
  await guest.open('pending by invitation');
  await portal.sees('introduction.heading');
  await portal.reload();
  await portal.sees('introduction.heading');
  expect(await guest.tenant.recordings()).toEqual([]);
  expect((await guest.tenant.standing('pending')).invitation).toBe('PendingAcceptance');
  expect(await portal.kept()).toEqual({});
  expect(page.context().pages()).toHaveLength(1);
});

test('the query form becomes the fragment at once, and carries neither address nor invitation', async ({ guest }) => {
  const { page, portal } = guest;
  const link = guest.link('pending by invitation');
  const { inner } = secretsOf(link);
  guest.secrets.never("the guest's address", personCalled('pending').address);
  guest.secrets.never('the redeem ticket', inner);
  await portal.open(link.replace('#i=', '?i='));
  await portal.sees('introduction.heading');
  expect(new URL(page.url()).search).toBe('');
  expect(portal.fragment()).toMatch(/^#i=1\./);
  await expect(portal.says('introduction.need.account.unknown')).toBeVisible();
  await expect(portal.button('introduction.go.invitation')).toHaveCount(0);
  await expect(portal.button('introduction.go.sign-in')).toBeVisible();
  await portal.reload();
  await portal.sees('introduction.heading');
});

test('the fragment loses address and invitation at once, and the rest of the link still works', async ({ guest }) => {
  const { portal } = guest;
  const link = guest.link('pending by invitation');
  guest.secrets.never('the redeem ticket', secretsOf(link).inner);
  await guest.open('pending by invitation');
  await portal.sees('introduction.heading');
  await expect(portal.button('introduction.go.invitation')).toBeVisible();
  expect(portal.fragment()).not.toBe(new URL(link).hash);
  await portal.reload();
  // Neither is known any longer: the sign-in accepts the invitation instead.
  await expect(portal.says('introduction.need.account.unknown')).toBeVisible();
  await expect(portal.button('introduction.go.sign-in')).toBeVisible();
});

for (const event of ['foreign redeem address', 'redeem address of another tenant']) {
  test(`a ${event} is left out with a notice`, async ({ guest }) => {
    const { portal } = guest;
    await guest.open(event);
    await portal.sees('introduction.heading');
    await expect(portal.says('notice.redeem-dropped')).toBeVisible();
    await expect(portal.button('introduction.go.invitation')).toHaveCount(0);
    await portal.press('introduction.go.sign-in');
    await guest.signIn.sees('Sign in');
    expect((await guest.tenant.recordings()).map(({ endpoint }) => endpoint)).not.toContain('redeem');
  });
}

test('another link typed over this one opens, a bad one says so, and Back leads to the first again', async ({ guest }) => {
  const { page, portal } = guest;
  await guest.open('nobody in particular');
  await portal.sees('introduction.heading', { event: 'Contoso autumn gathering' });
  await page.goto(guest.link('another evening'));
  await portal.sees('introduction.heading', { event: 'Contoso evening' });
  await page.goto(inviting('1.broken'));
  await portal.seesProblem('LINK-02');
  await page.goBack();
  await portal.sees('introduction.heading', { event: 'Contoso evening' });
  await page.goBack();
  await portal.sees('introduction.heading', { event: 'Contoso autumn gathering' });
});

/** How an invite travels in mails. @type {Record<string, (link: string) => string>} */
const mails = {
  'in a sentence': (link) => `Hello Ada,\n\nhere is your way in: ${link}.\nSee you there!`,
  'in angle brackets': (link) => `Join us <${link}>`,
  'broken over lines': (link) => `Join us:\n${link.match(/.{1,76}/g)?.join('\n')}\n\nRegards`,
  'in the source of a mail': (link) => `Content-Transfer-Encoding: quoted-printable\n\n${link.replaceAll('=', '=3D').match(/.{1,75}/g)?.join('=\n')}\n`,
  'behind Safe Links': (link) => `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05%7C01%7C&reserved=0`,
  'after a meeting link': (link) => `Teams: ${teamsLink}\nInvite: ${link}`,
  'after one that is damaged': (link) => `${link.slice(0, -30)} did not work, so again: ${link}`,
  'with & escaped for HTML': (link) => `<a href="${link.replaceAll('&', '&amp;')}">Join</a>`,
};

test('a pasted mail opens its invitation, however it came', async ({ guest }) => {
  const { page, portal } = guest;
  const link = guest.link('another evening');
  for (const [name, mail] of Object.entries(mails)) {
    await test.step(name, async () => {
      await portal.open(`${thisRun().portal}/`);
      await portal.sees('no-invite.heading');
      await guest.hand.write(portal.field('paste.label'), mail(link));
      await portal.press('paste.button');
      await portal.sees('introduction.heading', { event: 'Contoso evening' });
      expect(portal.fragment()).toBe(new URL(link).hash);
      await page.goto('about:blank');
    });
  }
});

for (const { name, text, kind } of [
  { name: 'nonsense', text: 'What do you mean, “link”? \u202e <b>👩‍🚀</b>', kind: 'not-a-meeting' },
  { name: 'the event link itself', text: meshLink, kind: 'mesh-event' },
  { name: 'a Teams meeting', text: `Join: ${teamsLink}`, kind: 'teams-meeting' },
  { name: 'a link of another service', text: 'https://us02web.zoom.us/j/1234567890', kind: 'other-vendor' },
]) {
  test(`pasted ${name}: told what it is, and what was pasted stays`, async ({ guest }) => {
    const { portal } = guest;
    await portal.open(`${thisRun().portal}/`);
    await portal.sees('no-invite.heading');
    for (const _again of [1, 2]) {
      await guest.hand.write(portal.field('paste.label'), text);
      await portal.press('paste.button');
      await expect(portal.says(`link.kind.${kind}`).first()).toBeVisible();
      await expect(guest.page.getByRole('alert')).toBeFocused();
      await expect(portal.field('paste.label')).toHaveValue(text);
    }
    await portal.sees('no-invite.heading');
    await guest.hand.write(portal.field('paste.label'), guest.link('another evening'));
    await portal.press('paste.button');
    await portal.sees('introduction.heading', { event: 'Contoso evening' });
  });
}

test('nothing pasted, something huge pasted, something wrong on the page of a bad link', async ({ guest }) => {
  const { portal } = guest;
  await portal.open(`${thisRun().portal}/`);
  await portal.press('paste.button');
  await expect(portal.says('paste.empty').first()).toBeVisible();

  await guest.hand.write(portal.field('paste.label'), 'äb '.repeat(60_000));
  await portal.press('paste.button');
  await expect(portal.says('link.kind.not-a-meeting').first()).toBeVisible();

  await guest.hand.write(portal.field('paste.label'), guest.link('nobody in particular').slice(0, -3));
  await portal.press('paste.button');
  await portal.seesProblem('LINK-02');
  await guest.hand.write(portal.field('paste.label'), 'no link at all');
  await portal.press('paste.button');
  await portal.sees('no-invite.heading');
  await expect(portal.field('paste.label')).toHaveValue('no link at all');
  await expect(portal.says('link.kind.not-a-meeting').first()).toBeVisible();
});

test('a pasted link of a refused place is refused like an opened one', async ({ guest }) => {
  const { portal } = guest;
  await portal.open(`${thisRun().portal}/`);
  await guest.hand.write(portal.field('paste.label'), guest.link('at a look-alike host'));
  await portal.press('paste.button');
  await portal.seesProblem('LINK-06');
  await guest.hand.write(portal.field('paste.label'), guest.link('nobody in particular'));
  await portal.press('paste.button');
  await portal.sees('introduction.heading');
  await expect(portal.says('event.by.organizer', { name: organizer.name, host: contoso.name, domain: contoso.domain })).toBeVisible();
});

/** What the link of an invitation holds that may be kept nowhere. @param {string} link */
function secretsOf(link) {
  const [, payload] = link.split('.');
  const { r } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const inner = new URL(new URL(r).searchParams.get('rd') ?? '').searchParams.get('ticket') ?? '';
  expect(inner).not.toBe('');
  return { inner };
}
