/// <reference lib="dom" />
// Links that lead to places where guests are refused, or that are no invite at all: each is recognized and turned
// into the right way.

import { meshLink, teamsLink } from '../fixtures/events.mjs';
import { expect, test } from '../fixtures/guest.mjs';
import { thisRun } from '../fixtures/servers.mjs';

/** @typedef {{ name: string, text: string, what: string, turn: string, opens?: [string, string | RegExp] }} Pasted */

/** @type {Pasted[]} */
const pasted = [
  { name: 'Mesh on the web', text: 'https://mesh.cloud.microsoft/', what: 'detour.mesh-web.what', turn: 'mesh-web' },
  { name: 'the former Mesh on the web', text: 'Here: https://portal.mesh.microsoft.com', what: 'detour.mesh-web.what', turn: 'mesh-web' },
  { name: 'Mesh for Meta Quest', text: 'https://www.meta.com/experiences/6750166401689690/', what: 'detour.mesh-quest.what', turn: 'mesh-quest' },
  { name: 'the short link for Meta Quest', text: 'Get Mesh on Meta Quest <https://aka.ms/MeshDownloadQuest>', what: 'detour.mesh-quest.what', turn: 'mesh-quest' },
  { name: 'the Store page of the Mesh app', text: 'https://apps.microsoft.com/detail/9NLXZJ1FDBD7', what: 'detour.mesh-store.what', turn: 'mesh-store' },
  { name: 'Mesh in Teams', text: 'https://teams.microsoft.com/l/entity/2c9b4a5e-1f2d-4b8a-9c7d-0e1f2a3b4c5d/mesh', what: 'detour.teams-page.what', turn: 'teams-page' },
  { name: 'a look-alike of Mesh', text: 'https://mesh.cloud.micros0ft/event/1', what: 'detour.look-alike.what', turn: 'look-alike' },
  { name: 'an event link of nobody knows which event', text: `Join: ${meshLink}&unknown=1`, what: 'link.kind.mesh-event', turn: 'into-app' },
  { name: 'a Teams meeting', text: teamsLink.replace('meeting_bG9jYWw', 'meeting_b3RoZXI'), what: 'link.kind.teams-meeting', turn: 'meeting', opens: ['join-meeting.open', /^https:\/\/teams\.microsoft\.com\/l\/meetup-join\//] },
  { name: 'the numbers of a meeting', text: 'Meeting ID: 212 345 678 901 Passcode: aB3dEf', what: 'link.kind.teams-meeting-id', turn: 'meeting-numbers' },
  { name: 'a webinar', text: 'https://events.teams.microsoft.com/event/3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811@3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811', what: 'link.kind.teams-webinar-registration', turn: 'register', opens: ['detour.register.open', /^https:\/\/events\.teams\.microsoft\.com\//] },
  { name: 'a private Teams meeting', text: 'https://teams.live.com/meet/9312345678901?p=abcdef', what: 'link.kind.teams-personal', turn: 'elsewhere' },
  { name: 'another service', text: 'https://us02web.zoom.us/j/1234567890', what: 'link.kind.other-vendor', turn: 'elsewhere' },
  { name: 'something else', text: 'see you there!', what: 'link.kind.not-a-meeting', turn: 'ask' },
];

for (const { name, text, what, turn, opens } of pasted) {
  test(`pasted ${name}: what it is, and the way on`, async ({ guest }) => {
    const { portal, page } = guest;
    await portal.open(`${thisRun().portal}/`);
    await portal.sees('no-invite.heading');
    await guest.hand.write(portal.field('paste.label'), text);
    await portal.press('paste.button');
    await expect(portal.says(what).first()).toBeVisible();
    await expect(portal.says(`detour.${turn}`)).toBeVisible();
    await portal.sees('no-invite.heading');
    // Only what guests may open is a link.
    const links = page.getByRole('main').getByRole('link').filter({ hasNot: page.locator('[href^="#"]') });
    if (opens) await expect(portal.link(opens[0])).toHaveAttribute('href', opens[1]);
    await expect(links.and(page.locator('[target=_blank]'))).toHaveCount(opens ? 1 : 0);
    if (turn === 'into-app') await expect(portal.field('event.link')).toHaveValue(/^https:\/\/mesh\.cloud\.microsoft\/event\//);
  });
}

test('the link of an event that is known here opens that event', async ({ guest }) => {
  const { portal, page } = guest;
  await guest.arrive('nobody in particular');
  await portal.press('introduction.go.sign-in');
  await guest.signIn.sees('Sign in');
  await guest.goBack();
  await portal.sees('sign-in.away.heading');
  for (const text of [meshLink, `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(meshLink)}&data=05%7C01`]) {
    await page.goto(`${thisRun().portal}/#`);
    await page.reload();
    await portal.sees('no-invite.heading');
    await guest.hand.write(portal.field('paste.label'), `Join us: ${text}`);
    await portal.press('paste.button');
    await portal.sees('sign-in.home.heading');
  }
});

test('a link on a phone is turned the same way', async ({ guest }) => {
  const { portal } = await guest.elsewhere('iPhone');
  await portal.open(`${thisRun().portal}/`);
  await guest.hand.write(portal.field('paste.label'), 'https://mesh.cloud.microsoft/');
  await portal.press('paste.button');
  await portal.sees('no-invite.heading');
  await expect(portal.says('detour.mesh-web')).toBeVisible();
});
