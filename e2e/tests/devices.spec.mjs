/// <reference lib="dom" />
// What guests hold in their hands: each device reaches the page that is right for it, for both targets, and from a
// wrong one the way to a right one.

import { devices } from '../fixtures/devices.mjs';
import { host } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';
import { theseEvents, thisRun } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('../fixtures/devices.mjs').Device} Device */

const targets = /** @type {const} */ ([
  ['mesh-pc', 'nobody in particular'],
  ['teams-immersive', 'nobody in Teams'],
]);

/** What the browser says of itself, in the headers of the page's request and to scripts. @param {Guest} guest @param {Device} device */
async function isTakenFor({ page }, device) {
  const request = page.waitForRequest((each) => new URL(each.url()).pathname === '/config.json');
  await page.reload();
  const headers = await (await request).allHeaders();
  expect(headers['user-agent']).toBe(device.userAgent);
  expect(headers['sec-ch-ua-platform']).toBe(device.hints && `"${device.hints.platform}"`);
  expect(headers['sec-ch-ua-mobile']).toBe(device.hints && (device.hints.mobile ? '?1' : '?0'));
  const said = await page.evaluate(async () => {
    const hints = await /** @type {any} */ (navigator).userAgentData?.getHighEntropyValues(['platformVersion', 'architecture', 'model', 'formFactors']);
    return { userAgent: navigator.userAgent, platform: navigator.platform, touchPoints: navigator.maxTouchPoints, hints };
  });
  const { userAgent, platform, touchPoints } = device;
  expect(said).toMatchObject({ userAgent, platform, touchPoints });
  if (!device.hints) return expect(said.hints).toBeUndefined();
  const { platformVersion, architecture, model, mobile } = device.hints;
  return expect(said.hints).toMatchObject({ platform: device.hints.platform, platformVersion, architecture, model, mobile });
}

for (const [name, device] of Object.entries(devices)) {
  test.describe(name, () => {
    test.use({ device: name });

    for (const [target, event] of targets) {
      const landing = device.lands[target];

      test(`${target}: ${landing}`, async ({ guest }) => {
        const { portal, page } = guest;
        await portal.open(guest.link(event));
        await isTakenFor(guest, device);
        if (landing !== 'wrong-device') {
          await portal.sees('introduction.heading');
          await expect(portal.button('introduction.go.sign-in')).toBeVisible();
          if (landing === 'in-app') await expect(portal.says('device.in-app')).toBeVisible();
          if (landing === 'unsure') await expect(portal.says(`device.unsure.${target}`)).toBeVisible();
          return;
        }

        // What was seen, why it matters, how to go on.
        await portal.sees(`device.heading.${target}`);
        await expect(page.getByRole('listitem').filter({ hasText: word(`device.reason.${device.reason}`) })).toBeVisible();
        await expect(portal.says(`device.lead.${target}`)).toBeVisible();
        const share = portal.button('handoff.share');
        const mail = portal.link('device.mail');
        await expect(share).toHaveCount(device.shares ? 1 : 0);
        await expect(mail).toBeVisible();
        const primary = { share, mail, type: undefined }[device.best ?? 'type'];
        if (primary) await expect(primary).toHaveClass(/button--primary/);
        else await expect(page.getByRole('main').locator('.button--primary')).toHaveCount(0);
        const first = device.best === 'type' ? [portal.typed()] : device.shares ? [share] : [];
        await aboveTheFold(guest, [...first, mail, portal.button('device.go-on')]);
        await handsOver(guest, event, device);

        // Whatever we think of the device, the guest goes on with it, and stays on the way.
        await portal.press('device.go-on');
        await portal.sees('introduction.heading', { event: host.event });
        await expect(portal.says(`device.wrong.${target}`)).toBeVisible();
        await portal.reload();
        await portal.sees('introduction.heading');
      });
    }
  });
}

test.describe('a phone of usual size', () => {
  test.use({ device: 'iPhone' });

  test('shows the buttons about a missing license at once, and the message to send under them', async ({ guest }) => {
    const { portal } = guest;
    await guest.open('no-license');
    await portal.press('device.go-on');
    await portal.press('introduction.go.sign-in');
    await guest.signIn.password(personCalled('no-license'));
    await portal.sees('license.missing.heading');
    await aboveTheFold(guest, [portal.button('license.check-again'), portal.button('license.go-on')]);
    await expect(portal.letter()).toHaveValue(/chloe@fabrikam\.com/);
  });
});

/** @param {Guest} guest @param {import('@playwright/test').Locator[]} buttons */
async function aboveTheFold({ page }, buttons) {
  const fold = page.viewportSize()?.height ?? 0;
  for (const button of buttons) {
    const box = await button.boundingBox();
    expect((box?.y ?? fold) + (box?.height ?? 0), `the lower edge of ${button}`).toBeLessThanOrEqual(fold);
  }
}

/** Each way brings the link, and the link opens the event. @param {Guest} guest @param {string} event @param {Device} device */
async function handsOver({ portal, page, link }, event, device) {
  const address = await portal.field('page-link.label').inputValue();
  const { title } = theseEvents()[event];
  expect(address).toBe(link(event));
  const mail = new URL((await portal.link('device.mail').getAttribute('href')) ?? '');
  expect(mail.pathname).toBe('');
  expect(mail.searchParams.get('subject')).toContain(String(title));
  expect(mail.searchParams.get('body')).toContain(`\r\n\r\n${address}`);
  await expect(portal.says('handoff.type')).toBeVisible();
  await expect(portal.typed()).toHaveText(thisRun().portal);
  if (!device.shares) return;
  await portal.press('handoff.share');
  const shared = await page.evaluate(() => /** @type {any} */ (window).shared);
  expect(shared).toEqual([{ text: expect.stringContaining(String(title)), url: address }]);
}

test('the devices are as many and as different as guests have', () => {
  expect(Object.keys(devices).length).toBeGreaterThanOrEqual(14);
  expect(new Set(Object.values(devices).map((device) => JSON.stringify(device))).size).toBe(Object.keys(devices).length);
});
