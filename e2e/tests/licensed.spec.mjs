// The licensed guest's walk: the shortest way there is.

import { meshLink } from '../fixtures/events.mjs';
import { expect, personCalled, test } from '../fixtures/guest.mjs';

const ada = personCalled('licensed');

test('a licensed guest gets from the link to the launch with three presses, and with one when coming back', async ({ guest }) => {
  const { portal, signIn, traffic } = guest;
  await guest.open('licensed');
  await portal.sees('introduction.heading');
  await portal.press('introduction.go.sign-in');
  await signIn.password(ada);
  await portal.sees('app.heading.mesh-pc');
  await portal.press('app.have');
  await portal.sees('launch.heading.mesh-pc');
  await portal.press('launch.open.mesh-pc');
  await portal.sees('asking.heading');

  expect(traffic.launches).toEqual([meshLink.replace('https:', 'mesh-test:')]);
  expect(traffic.presses.length, traffic.presses.join(', ')).toBeLessThanOrEqual(3);
  expect(guest.secrets.exchanges).toBe(2);

  // The same browser, another time: the tab was closed, what the browser keeps is still there.
  await guest.page.close();
  const before = traffic.presses.length;
  const again = await guest.anotherTab();
  await again.open(guest.link('licensed'));
  await again.sees('launch.heading.mesh-pc');
  await again.press('launch.open.mesh-pc');
  await again.sees('asking.heading');
  expect(traffic.presses.length - before).toBe(1);
  expect(traffic.launches).toHaveLength(2);
});
