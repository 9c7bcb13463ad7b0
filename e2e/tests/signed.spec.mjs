/// <reference lib="dom" />
// Signed links: who made a link is shown, and what was changed, signed by somebody else or for another portal is refused.

import { file } from '../fixtures/invitations.mjs';
import { expect, test as desks } from '../fixtures/organizer.mjs';
import { test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { Organizers, knowing, tooOld, unfoldSigning } from '../fixtures/signing.mjs';

const contoso = new Organizers("Contoso's organizers");
const somebody = new Organizers('Somebody else');
const event = 'nobody in particular';
const made = /** @type {const} */ (['event.by.signed', { name: contoso.name }]);

test('a signed link says who made it, and after a reload, too', async ({ guest }) => {
  const { context, portal } = guest;
  await knowing(context, { keys: [somebody.signer, contoso.signer] });
  await portal.open(await contoso.link(event));
  await portal.sees('introduction.heading');
  await expect(portal.says(...made)).toBeVisible();
  await portal.reload();
  await expect(portal.says(...made)).toBeVisible();
});

test('one signature serves every guest of an event', async ({ guest }) => {
  const { context, portal } = guest;
  await knowing(context, { keys: [contoso.signer], required: true });
  guest.secrets.never("the guest's address", 'ada@fabrikam.com');
  await portal.open(await contoso.link(event, { guest: 'ada@fabrikam.com', language: 'en' }));
  await portal.sees('introduction.heading');
  await expect(portal.says(...made)).toBeVisible();
});

/** What somebody may change in a link that was signed. @type {Record<string, Record<string, unknown>>} */
const changes = {
  title: { title: 'Send your password to mallory@contoso.example' },
  contact: { organizer: { name: 'Oscar', contact: 'mallory@contoso.example' } },
  time: { start: '2026-01-01T09:00:00Z', end: '2026-01-01T10:00:00Z' },
  'event link': { eventLink: 'https://mesh.cloud.microsoft/event/another' },
};
for (const [what, change] of Object.entries(changes)) {
  test(`a signed link with another ${what} is refused, with what to do`, async ({ guest }) => {
    const { context, page, portal } = guest;
    await knowing(context, { keys: [contoso.signer] });
    await portal.open(await contoso.link(event, change));
    await portal.seesProblem('LINK-12');
    await expect(page.getByText(/mallory/)).toHaveCount(0);
    await expect(portal.letter()).toBeVisible();
    await expect(portal.field('paste.label')).toBeVisible();
    await expect(portal.button('problem.remedy.continue-anyway')).toHaveCount(0);
  });
}

test('a link that somebody else has signed is refused', async ({ guest }) => {
  await knowing(guest.context, { keys: [contoso.signer] });
  await guest.portal.open(await somebody.link(event));
  await guest.portal.seesProblem('LINK-12');
});

test('a link that was signed for another portal is refused', async ({ guest }) => {
  await knowing(guest.context, { keys: [contoso.signer] });
  await guest.portal.open(await contoso.link(event, {}, { portal: 'https://guests.fabrikam.com/' }));
  await guest.portal.seesProblem('LINK-12');
});

test('where signatures are required, a link without one is refused until the signed one is pasted', async ({ guest }) => {
  const { context, portal } = guest;
  await knowing(context, { keys: [contoso.signer], required: true });
  await portal.open(guest.link(event));
  await portal.seesProblem('LINK-11');
  await guest.hand.write(portal.field('paste.label'), `Your link: ${await contoso.link(event)}`);
  await portal.press('paste.button');
  await portal.sees('introduction.heading');
  await expect(portal.says(...made)).toBeVisible();
});

test('an event that the settings list needs no signature', async ({ guest }) => {
  const { context, page, portal } = guest;
  const listed = guest.link(event).replace(/^[^#]*/, '');
  await knowing(context, { keys: [contoso.signer], required: true }, { events: { K7MTRX: listed } });
  await portal.open(`${thisRun().portal}/#/K7MTRX`);
  await portal.sees('introduction.heading');
  // The address has the invite now, which is the listed one.
  await page.goto(`${thisRun().portal}/${listed}`);
  await portal.reload();
  await portal.sees('introduction.heading');
});

test('where they are not required, a link without one is as ever', async ({ guest }) => {
  await knowing(guest.context, { keys: [contoso.signer] });
  await guest.arrive(event);
  await expect(guest.portal.says('event.by.signed')).toHaveCount(0);
});

test('where nobody is known, nothing is verified, and a signature says nothing', async ({ guest }) => {
  const { context, portal, page } = guest;
  await context.addInitScript(() => {
    // An empty tab has none.
    if (!isSecureContext) return;
    const counted = /** @type {any} */ (window);
    counted.verified = 0;
    const { importKey } = SubtleCrypto.prototype;
    SubtleCrypto.prototype.importKey = function count(...all) {
      counted.verified += 1;
      return Reflect.apply(importKey, this, all);
    };
  });
  await portal.open(await contoso.link(event));
  await portal.sees('introduction.heading');
  await expect(portal.says('event.by.signed')).toHaveCount(0);
  expect(await page.evaluate(() => /** @type {any} */ (window).verified)).toBe(0);
});

test('the events on this device say who made them', async ({ guest }) => {
  const { context, page, portal } = guest;
  await knowing(context, { keys: [contoso.signer] });
  await portal.open(await contoso.link(event));
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Sign in');
  await guest.goBack();
  await portal.sees('sign-in.away.heading');
  await page.goto(`${thisRun().portal}/#`);
  await page.reload();
  await portal.sees('no-invite.heading');
  await expect(portal.says('no-invite.known.signed', { name: contoso.name })).toBeVisible();
});

test('a browser that is too old to verify lets the guest in, and says so where signatures are required', async ({ guest }) => {
  const { context, portal } = guest;
  await tooOld(context);
  const link = await contoso.link(event);
  await knowing(context, { keys: [contoso.signer], required: true });
  await portal.open(link);
  await portal.sees('introduction.heading');
  await expect(portal.says('notice.signature-unverified')).toBeVisible();
  await expect(portal.says('event.by.signed')).toHaveCount(0);
  await knowing(context, { keys: [contoso.signer] });
  await portal.reload();
  await portal.sees('introduction.heading');
  await expect(portal.says('notice.signature-unverified')).toHaveCount(0);
});

desks('an organizer makes a key, has the portal know it, and signs', async ({ organizer, guest }) => {
  const { desk, context, page } = organizer;
  await organizer.shares();
  const unsigned = await desk.guestLink();
  await unfoldSigning(desk);
  const saved = await desk.saves('desk.signing.make');
  expect(saved.name).toMatch(/^PRIVATE/);
  const { d } = JSON.parse(saved.text);
  guest.secrets.never('the private key', d);
  await expect(desk.says('desk.signing.made')).toBeVisible();
  const lines = JSON.parse(`{${await desk.field('desk.signing.line').inputValue()}}`);
  expect(lines.signing.keys).toHaveLength(1);
  expect(await desk.guestLink()).toBe(unsigned);

  // Whoever runs the portal has put the lines into its settings, and wants every link signed.
  await knowing(context, { ...lines.signing, required: true });
  await page.reload();
  await desk.ready();
  await expect(desk.says('desk.signing.needed')).toBeVisible();
  await unfoldSigning(desk);
  await desk.chooseFile('desk.signing.file', file(saved.name, saved.text, 'application/json'));
  const { name } = lines.signing.keys[0];
  await expect(desk.says('desk.signing.known', { name })).toBeVisible();
  await expect(desk.says('desk.signing.needed')).toHaveCount(0);
  await expect.poll(() => desk.guestLink()).not.toBe(unsigned);
  const signed = await desk.guestLink();
  expect(await desk.field('desk.share.mail.label').inputValue()).toContain(signed);

  const tab = await guest.anotherTab();
  await tab.open(signed);
  await tab.sees('introduction.heading');
  await expect(tab.says('event.by.signed', { name })).toBeVisible();
  await tab.page.close();

  await desk.press('desk.signing.forget');
  await expect.poll(() => desk.guestLink()).toBe(unsigned);
});

desks('a file that is no key, and a key that the portal does not know, are told apart', async ({ organizer }) => {
  const { desk, context } = organizer;
  await knowing(context, { keys: [contoso.signer] });
  await organizer.shares();
  const unsigned = await desk.guestLink();
  await unfoldSigning(desk);
  const { d: _d, ...publicOnly } = JSON.parse(contoso.file);
  const mixed = { ...JSON.parse(contoso.file), x: somebody.signer.key };
  const files = { 'no-key': 'hello', 'other-kind': '{"kty":"RSA"}', 'public-only': JSON.stringify(publicOnly), damaged: JSON.stringify(mixed) };
  for (const [fault, text] of Object.entries(files)) {
    await desk.chooseFile('desk.signing.file', file('key.json', text));
    await expect(desk.says(`desk.signing.fault.${fault}`)).toBeVisible();
  }
  await desk.chooseFile('desk.signing.file', file('key.json', somebody.file));
  await expect(desk.says('desk.signing.unknown')).toBeVisible();
  const lines = JSON.parse(`{${await desk.field('desk.signing.line').inputValue()}}`);
  expect(lines.signing.keys.map((/** @type {{ key: string }} */ { key }) => key)).toEqual([contoso.signer.key, somebody.signer.key]);
  expect(await desk.guestLink()).toBe(unsigned);
});

desks('a browser that is too old to sign says so', async ({ organizer }) => {
  const { desk, context } = organizer;
  await tooOld(context);
  await organizer.shares();
  await unfoldSigning(desk);
  await desk.press('desk.signing.make');
  await expect(desk.says('desk.signing.fault.old-browser')).toBeVisible();
});
