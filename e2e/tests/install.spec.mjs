/// <reference lib="dom" />
// Getting the app: every way says what it is, none downloads anything by itself, and where no way is open there is
// something to ask for.

import { copied } from '../fixtures/clipboard.mjs';
import { host } from '../fixtures/events.mjs';
import { expect, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

const storePage = 'https://apps.microsoft.com/detail/9NLXZJ1FDBD7';
const command = 'winget install 9NLXZJ1FDBD7 -s msstore';

/** The quickest way there. @param {Guest} guest @param {string} event @param {string} target */
async function reachesApp(guest, event, target) {
  await guest.portal.open(guest.link(event));
  const { portal } = guest;
  if (await portal.button('device.go-on').isVisible()) await portal.press('device.go-on');
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Sign in');
  await guest.goBack();
  await portal.press('sign-in.without');
  await portal.sees(`app.heading.${target}`);
}

test.describe('on a Windows PC', () => {
  test.use({ device: 'Windows 10 with Edge' });

  test('the Store, by its page and by its app; the command; what is there already', async ({ guest }) => {
    await guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { portal, page, context } = guest;
    await reachesApp(guest, 'nobody in particular', 'mesh-pc');
    /** @type {string[]} */
    const fetched = [];
    context.on('request', (request) => fetched.push(request.url()));
    page.on('download', (download) => fetched.push(download.url()));

    await expect(portal.link('app.install.mesh-pc')).toHaveAttribute('href', storePage);
    await expect(portal.link('app.install.mesh-pc')).toHaveAttribute('target', '_blank');
    await expect(portal.link('app.store')).toHaveAttribute('href', 'ms-windows-store://pdp/?ProductId=9NLXZJ1FDBD7');
    await portal.unfold('app.there.summary');
    await expect(portal.says('app.there.mesh-pc')).toBeVisible();
    await portal.unfold('app.blank.summary');
    await expect(portal.says('app.blank')).toBeVisible();
    await portal.unfold('app.winget.summary');
    await expect(portal.field('app.winget.label')).toHaveValue(command);
    await page.getByRole('group').filter({ has: portal.field('app.winget.label') }).getByRole('button', { name: word('part.copy') }).click();
    await expect(portal.says('part.copy.done')).toBeVisible();
    // Looking at it all has asked for nothing: what is not pressed is not fetched.
    expect(fetched).toEqual([]);
    expect(await copied(page)).toBe(command);
    await portal.press('app.have');
    await portal.sees('launch.heading.mesh-pc');
  });

  test('a PC of a company, or a blocked Store: the message says what to ask for', async ({ guest }) => {
    const { portal } = guest;
    await reachesApp(guest, 'nobody in particular', 'mesh-pc');
    await portal.unfold('app.company.summary');
    await expect(portal.says('app.company.portal')).toBeVisible();
    const letter = await portal.letter().inputValue();
    for (const part of [host.event, host.host, storePage, 'Intune', command]) expect(letter).toContain(part);
    expect(letter).not.toMatch(/[{}]|\*\*/);
    const mail = new URL((await portal.link('part.message.mail').getAttribute('href')) ?? '');
    expect(mail.pathname).toBe('');
    expect(mail.searchParams.get('subject')).toBe(word('app.letter.subject.mesh-pc'));
    expect(mail.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(letter);
  });

  test('another PC than this one: which will do, and the way there', async ({ guest }) => {
    const { portal } = guest;
    await reachesApp(guest, 'nobody in particular', 'mesh-pc');
    await portal.unfold('handoff.summary');
    await expect(portal.says('handoff.which.mesh-pc')).toBeVisible();
    await expect(portal.field('page-link.label')).toHaveValue(guest.link('nobody in particular'));
    await expect(portal.button('handoff.share')).toBeVisible();
  });

  test('in Teams: its own page and message, and nothing of the Mesh app', async ({ guest }) => {
    const { portal } = guest;
    await reachesApp(guest, 'nobody in Teams', 'teams-immersive');
    await expect(portal.link('app.install.teams-immersive')).toHaveAttribute('href', /^https:\/\/www\.microsoft\.com\//);
    await expect(portal.link('app.store')).toHaveCount(0);
    await expect(portal.says('app.winget.summary')).toHaveCount(0);
    await portal.unfold('app.there.summary');
    await expect(portal.says('app.there.teams-immersive')).toBeVisible();
    await portal.unfold('app.company.summary');
    expect(await portal.letter().inputValue()).toContain('https://www.microsoft.com/microsoft-teams/download-app');
  });
});

for (const [device, target, event] of [
  ['Mac with Safari', 'mesh-pc', 'nobody in particular'],
  ['Xbox', 'teams-immersive', 'nobody in Teams'],
]) {
  test.describe(device, () => {
    test.use({ device });

    test('is not where the app goes: the way to another device comes first', async ({ guest }) => {
      const { portal } = guest;
      await reachesApp(guest, event, target);
      await expect(portal.says('app.not-here')).toBeVisible();
      await expect(portal.link('device.mail')).toBeVisible();
      await expect(portal.link('app.store')).toHaveCount(0);
      await expect(portal.says('handoff.type')).toBeVisible();
      await expect(portal.typed()).toHaveText(thisRun().portal);
      await portal.press('app.have');
      await portal.sees(`launch.heading.${target}`);
    });
  });
}
