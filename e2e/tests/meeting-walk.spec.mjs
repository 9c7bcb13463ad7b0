/// <reference lib="dom" />
// The whole way from an invite link to the devices of the event's meeting, inside the portal: with the local tenant's
// token service, and the real SDK without a network.

import { expect, test } from '../fixtures/guest.mjs';
import { goesToDevices, withDevices } from '../fixtures/meeting.mjs';
import { word } from '../pages/words.mjs';

test.use({ launchOptions: withDevices, device: 'Mac with Safari' });

test.beforeEach(async ({ guest }) => {
  await guest.configuredAs('meetings');
  await guest.portal.open(guest.link('with a meeting'));
  await guest.portal.press('join-meeting.instead');
  await guest.portal.sees('join-meeting.heading');
});

test('from the invite link to camera and microphone, with one pass for this event', async ({ guest }) => {
  test.setTimeout(150_000);
  const { page, tenant } = guest;
  // Without a network the SDK says so, many times.
  guest.expectedFaults.push(/./);
  await goesToDevices(guest);
  await expect(page.getByRole('button', { name: word('meeting.devices.join') })).toBeVisible({ timeout: 90_000 });
  expect((await tenant.recordings()).filter(({ endpoint }) => endpoint === 'meeting.token')).toHaveLength(2);
  expect(await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))).not.toMatch(/eyJ[\w-]+\.eyJ/);
});

for (const [what, action, trouble] of /** @type {[string, import('../tenant/switchboard.mjs').Action, string][]} */ ([
  ['refuses', { kind: 'status', status: 403, error: 'event-unknown' }, 'pass-refused'],
  ['is asked too often', { kind: 'throttle', retryAfter: 5 }, 'pass-busy'],
  ['gives what has expired', { kind: 'expire' }, 'pass-failed'],
  ['answers nonsense', { kind: 'html' }, 'pass-failed'],
])) {
  test(`a token service that ${what}`, async ({ guest }) => {
    guest.expectedFaults.push(/./);
    await guest.tenant.interfere({ endpoint: 'meeting.token' }, action);
    await goesToDevices(guest);
    await expect(guest.page.getByRole('heading', { name: word(`meeting.trouble.${trouble}.heading`), level: 1 })).toBeVisible({ timeout: 45_000 });
    await guest.page.getByRole('link', { name: word('meeting.back') }).click();
    await guest.portal.sees('device.heading.mesh-pc');
  });
}
