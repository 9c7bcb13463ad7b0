/// <reference lib="dom" />
// The desk as different people meet it: in the dark, on a phone, at 320 pixels, in a browser that keeps nothing, and
// without the portal's settings.

import { misplaced, overlapping } from '../fixtures/looks.mjs';
import { gathering, outlookInvitation } from '../fixtures/invitations.mjs';
import { expect, test } from '../fixtures/organizer.mjs';
import { forgetEverything, refuseAccess, refuseWriting } from '../fixtures/refusals.mjs';
import { barriersOf } from '../fixtures/screens.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/organizer.mjs').Organizer} Organizer */

test.describe('with less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('no barriers and nothing that does not fit, on any page', async ({ organizer }) => {
    test.slow();
    const { desk, page } = organizer;
    const event = gathering();
    await desk.openAt('events/new');
    await desk.paste(outlookInvitation(event));
    await desk.seesPart('details', event.title);
    await desk.goTo('guests', event.title);
    await desk.addGuests('Ben Okafor\nlee@gmial.com\nada@fabrikam.com\nada@fabrikam.com');
    await expect(desk.says('desk.guests.count.other', { count: '3' })).toBeVisible();
    const id = /events\/(\w+)/.exec(page.url())?.[1];
    const check = await barriersOf(page);

    /** Looks at what is shown, in every color and width. @param {string} screen */
    const looks = async (screen) => {
      await desk.unfoldAll();
      for (const [colorScheme, width] of /** @type {const} */ ([['light', 1280], ['dark', 390], ['light', 320]])) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        expect.soft(await check(), `barriers on ${screen} in ${colorScheme} at ${width}`).toEqual([]);
        if (width === 1280) continue;
        expect.soft([...(await page.evaluate(misplaced)), ...(await page.evaluate(overlapping))], `what does not fit on ${screen} at ${width}`).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    /** Goes to a place without loading the page anew. @param {string} place @param {string} heading */
    const go = async (place, heading) => {
      await page.evaluate((fragment) => { location.hash = fragment; }, `#/${place}`);
      await expect(desk.heading(heading)).toBeVisible();
    };
    await looks('guests, with what came of a list');
    for (const part of /** @type {const} */ (['share', 'checklist', 'sheet'])) {
      await go(`events/${id}/${part}`, word(part === 'sheet' ? 'sheet.heading' : `desk.${part}.heading`, { event: event.title }));
      await looks(part);
    }
    await go(`events/${id}/details`, event.title);
    await desk.unfoldAll();
    for (const field of ['desk.field.event-title', 'desk.field.event-link', 'desk.field.event-ends']) await desk.fill(field, '');
    await desk.fill('desk.field.event-meeting', 'no link');
    await desk.press('desk.details.go-on');
    await expect(desk.summary()).toBeVisible();
    await looks('details with faults');
    await go('events/new', word('desk.new.heading'));
    await desk.press('desk.new.read');
    await looks('a new event, with a fault');
    await go('', word('desk.heading'));
    await desk.press('desk.events.remove', { event: word('desk.untitled') });
    await looks('the beginning, about to delete');
  });
});

for (const [what, script] of /** @type {[string, () => void][]} */ ([
  ['writing is refused', refuseWriting],
  ['access is refused', refuseAccess],
  ['everything is forgotten', forgetEverything],
])) {
  test(`${what}: told at the beginning and with the event, and a link comes out all the same`, async ({ organizer }) => {
    const { desk, context } = organizer;
    await context.addInitScript(script);
    const event = gathering();
    const warned = () => expect(desk.says('desk.keeps-nothing')).toBeVisible();
    await desk.openAt();
    await warned();
    await desk.follow('desk.new');
    await desk.paste(outlookInvitation(event));
    await desk.seesPart('details', event.title);
    await warned();
    await desk.fill('desk.field.event-organizer', 'Megan Bowen');
    await desk.press('desk.details.go-on');
    await desk.seesPart('share', event.title);
    expect(await desk.field('desk.share.mail.label').inputValue()).toContain('Megan Bowen');
    await desk.guestLink();
    await desk.reload();
    await desk.seesPage('desk.lost.heading', 'desk.unknown.title');
  });
}

test('ticks and guests of an event stay until a reload where nothing is kept', async ({ organizer }) => {
  const { desk, context } = organizer;
  await context.addInitScript(refuseWriting);
  const event = await organizer.begins();
  await desk.goTo('checklist', event.title);
  await desk.tick('inviting').check();
  await desk.goTo('guests', event.title);
  await expect(desk.says('desk.keeps-nothing')).toBeVisible();
  await desk.addGuests('ada@fabrikam.com');
  await expect(desk.says('desk.guests.added.one', { count: '1' })).toBeVisible();
  expect(await desk.guests()).toEqual([['ada@fabrikam.com', '', '']]);
  await desk.goTo('checklist', event.title);
  await expect(desk.tick('inviting')).toBeChecked();
});
