// Browsers that keep nothing, as private windows may: no sign-in is offered, and there is a way on without it.

import { expect, test } from '../fixtures/guest.mjs';
import { forgetEverything, refuseAccess, refuseWriting } from '../fixtures/refusals.mjs';

for (const [what, script] of /** @type {[string, () => void][]} */ ([
  ['writing is refused', refuseWriting],
  ['access is refused', refuseAccess],
  ['everything is forgotten', forgetEverything],
])) {
  test(`${what}: told why, and led on by mail, app and event link @walk`, async ({ guest }) => {
    await guest.context.addInitScript(script);
    await guest.arrive('licensed');
    const { portal } = guest;
    await portal.press('go.continue');
    await portal.sees('sign-in.not-possible.heading');
    await expect(portal.says('sign-in.not-possible.window')).toBeVisible();
    await expect(portal.field('page-link.label')).toHaveValue(guest.page.url());
    await portal.press('sign-in.without');
    await portal.sees('app.heading.mesh-pc');
    await portal.press('app.have');
    await portal.sees('launch.heading.mesh-pc');
    await portal.press('launch.open.mesh-pc');
    await portal.sees('asking.heading');
    expect(guest.traffic.launches).toHaveLength(1);
    expect((await guest.tenant.recordings()).filter((each) => each.endpoint === 'authorize')).toEqual([]);
  });
}
