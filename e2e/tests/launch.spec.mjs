/// <reference lib="dom" />
// Opening the event: by deep link, by hand, and what the guest is asked and told afterwards.

import { copied } from '../fixtures/clipboard.mjs';
import { meshLink, teamsLink } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';

/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */

/** Walks to the launch the shortest way. @param {Guest} guest @param {string} [event] @param {string} [target] */
async function walkToLaunch(guest, event = 'licensed', target = 'mesh-pc') {
  await guest.arrive(event);
  await guest.portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await guest.portal.sees(`app.heading.${target}`);
  await guest.portal.press('app.have');
  await guest.portal.sees(`launch.heading.${target}`);
}

test.describe('without a configured scheme', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('copying the event link is the main way, and nothing is launched', async ({ guest }) => {
    await guest.configuredAs('no-scheme');
    await walkToLaunch(guest);
    const { portal } = guest;
    await expect(portal.says('launch.lead.paste')).toBeVisible();
    await portal.press('launch.copy');
    await portal.sees('asking.heading');
    await expect(portal.says('asking.copied.mesh-pc')).toBeVisible();
    expect(await copied(guest.page)).toBe(meshLink);
    expect(guest.traffic.launches).toEqual([]);
    expect(guest.traffic.presses).toHaveLength(3);

    await portal.press('asking.did-not-open');
    await portal.seesProblem('LAUNCH-01');
    await portal.press('problem.remedy.try-again');
    await portal.sees('launch.heading.mesh-pc');
  });

  test('the event link opens in a tab of its own, with the warning that the browser admits no guests', async ({ guest }) => {
    await guest.configuredAs('no-scheme');
    // The real address is Microsoft's: what is opened matters, not what answers.
    await guest.context.route(meshLink, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Mesh</title>' }));
    await walkToLaunch(guest);
    await guest.portal.unfold('launch.browser.summary');
    await expect(guest.portal.says('launch.browser.mesh-pc')).toBeVisible();
    const opened = guest.context.waitForEvent('page');
    await guest.hand.press(guest.portal.link('launch.browser.button'));
    const mesh = await opened;
    await mesh.waitForLoadState();
    expect(mesh.url()).toBe(meshLink);
    expect(await mesh.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
    await guest.portal.sees('launch.heading.mesh-pc');
  });
});

test('with a scheme the link can be copied all the same, and says so', async ({ guest }) => {
  await guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await walkToLaunch(guest);
  await expect(guest.portal.says('launch.nobody-admits.mesh-pc')).toBeVisible();
  await expect(guest.portal.field('event.link')).toHaveValue(meshLink);
  await guest.portal.press('part.copy');
  await expect(guest.portal.says('part.copy.done')).toBeVisible();
  expect(await copied(guest.page)).toBe(meshLink);
});

test('a refused clipboard is admitted, and the link stands there to be copied by hand', async ({ guest }) => {
  await guest.context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ({ writeText: () => Promise.reject(new Error('refused')) }) });
  });
  await walkToLaunch(guest);
  await guest.portal.press('part.copy');
  await expect(guest.portal.says('part.copy.failed')).toBeVisible();
  await expect(guest.portal.field('event.link')).toHaveValue(meshLink);
});

test('the second launch works like the first, and saying yes ends inside', async ({ guest }) => {
  await walkToLaunch(guest);
  const { portal, traffic } = guest;
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  await portal.press('launch.open.again.mesh-pc');
  await expect.poll(() => traffic.launches).toHaveLength(2);
  await portal.press('asking.inside');
  await portal.sees('inside.heading');
  await expect(portal.says('inside.organize')).toBeVisible();
  // Coming back later from here takes one press.
  await portal.press('launch.open.mesh-pc');
  await expect.poll(() => traffic.launches).toHaveLength(3);
});

test('what the browser noticed is worded as evidence, never as success', async ({ guest }) => {
  await guest.page.clock.install();
  await walkToLaunch(guest);
  const { portal, page } = guest;
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  await expect(portal.says('asking.seen.waiting')).toBeVisible();
  await page.clock.fastForward(3_000);
  await expect(portal.says('asking.seen.nothing')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(portal.says('asking.seen.left')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(portal.says('asking.seen.returned')).toBeVisible();
  await portal.sees('asking.heading');
});

for (const [message, code] of [
  ['message.schedule', 'EVENT-01'],
  ['message.right-now', 'EVENT-02'],
  ['message.different-tenant', 'EVENT-03'],
  ['message.no-access', 'EVENT-04'],
  ['message.no-permission', 'EVENT-05'],
  ['message.full', 'EVENT-06'],
  ['message.already-joined', 'EVENT-07'],
  ['message.newer-version', 'EVENT-09'],
  ['message.failed-to-connect', 'EVENT-10'],
]) {
  test(`${message} leads to its cause and back to the launch`, async ({ guest }) => {
    await guest.reachLaunchUnsigned('nobody in particular');
    const { portal } = guest;
    await portal.press('launch.open.mesh-pc');
    await portal.sees('asking.heading');
    await portal.unfold('asking.message.summary');
    await portal.press(message);
    await portal.seesProblem(code);
    await portal.press('problem.remedy.try-again');
    await portal.sees('launch.heading.mesh-pc');
  });
}

test('a message in the words of the guest is understood, and an unknown one leads on too', async ({ guest }) => {
  await guest.reachLaunchUnsigned('nobody in particular');
  const { portal } = guest;
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
  await portal.unfold('asking.message.summary');
  await portal.press('saw.button');
  await expect(portal.says('saw.empty').first()).toBeVisible();
  await portal.saw('oops check the events schedule');
  await portal.seesProblem('EVENT-01');
  await portal.press('problem.remedy.try-again');
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.unfold('asking.message.summary');
  await portal.saw('The teapot is on fire');
  await portal.seesProblem('EVENT-14');
});

test('taking "I have the app" back leads to the page that helps to get it', async ({ guest }) => {
  await walkToLaunch(guest);
  const { portal } = guest;
  await portal.press('launch.lack');
  await portal.sees('app.heading.mesh-pc');
  await expect(portal.link('app.install.mesh-pc')).toHaveAttribute('href', 'https://apps.microsoft.com/detail/9NLXZJ1FDBD7');
  await expect(portal.link('app.install.mesh-pc')).toHaveAttribute('rel', /noopener/);
  await portal.unfold('app.winget.summary');
  await expect(portal.field('app.winget.label')).toHaveValue('winget install 9NLXZJ1FDBD7 -s msstore');
  await portal.reload();
  await portal.sees('app.heading.mesh-pc');
});

test('in Teams: the link goes to Teams, and no message of the Mesh app is offered', async ({ guest }) => {
  await walkToLaunch(guest, 'licensed in Teams', 'teams-immersive');
  const { portal } = guest;
  await expect(portal.field('event.link')).toHaveValue(teamsLink);
  await portal.press('launch.open.teams-immersive');
  await portal.sees('asking.heading');
  expect(guest.traffic.launches).toEqual([teamsLink.replace('https:', 'msteams:')]);
  await portal.unfold('asking.message.summary');
  await expect(portal.button('message.schedule')).toHaveCount(0);
  await portal.saw('anything');
  await portal.seesProblem('EVENT-14');
});

test('a retired service is told, with whom to ask, and blocks nothing', async ({ guest }) => {
  await guest.configuredAs('retired');
  await guest.arrive('licensed');
  const { portal } = guest;
  await expect(portal.says('retired.since.mesh-pc')).toBeVisible();
  await expect(portal.says('retired.instead.mesh-pc')).toBeVisible();
  await portal.press('introduction.go.sign-in');
  await guest.signIn.password(personCalled('licensed'));
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await expect(portal.says('retired.since.mesh-pc')).toBeVisible();
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');
});

test("a Teams meeting of the event is offered beside it, a foreign one is left out and said so", async ({ guest }) => {
  await guest.reachLaunchUnsigned('with a meeting');
  const { portal } = guest;
  await portal.press('join-meeting.instead');
  await portal.sees('join-meeting.heading');
  await expect(portal.link('join-meeting.open')).toHaveAttribute('href', teamsLink);
  await portal.press('stuck.back');
  await portal.sees('launch.heading.mesh-pc');
  await guest.open('with a foreign meeting');
  await portal.sees('introduction.heading');
  await expect(portal.says('notice.meeting-dropped')).toBeVisible();
});
