/// <reference lib="dom" />
// What an event is: everything that can be wrong with it is said where it stands, and nothing that was typed is lost.

import { readFileSync } from 'node:fs';
import { meshLink, teamsLink } from '../fixtures/events.mjs';
import { gathering } from '../fixtures/invitations.mjs';
import { expect, test } from '../fixtures/organizer.mjs';
import { pseudo } from '../fixtures/pseudo.mjs';
import { local } from '../pages/desk.mjs';
import { word } from '../pages/words.mjs';

/** @typedef {import('../fixtures/organizer.mjs').Organizer} Organizer */

const minute = 60_000;

test('of an event without anything, all that is missing is said at once', async ({ organizer, guest }) => {
  const { desk } = organizer;
  await guest.configuredAs('two-hosts');
  await desk.openAt('events/new');
  await desk.press('desk.new.by-hand');
  await desk.press('desk.details.go-on');
  await desk.onlyWrong([
    ['desk.field.event-title', 'draft.fault.title'],
    ['desk.field.event-link', 'draft.fault.event-link.empty'],
    ['desk.field.event-starts', 'draft.fault.starts'],
    ['desk.field.event-host', 'draft.fault.host'],
  ]);
  await desk.seesPart('details', word('desk.untitled'));
});

/** What is done to a whole event, and what is said of it. @type {[string, (organizer: Organizer) => Promise<void>, field: string, says: string][]} */
const faults = [
  ['no end', ({ desk }) => desk.fill('desk.field.event-ends', ''), 'desk.field.event-ends', 'draft.fault.ends'],
  ['an end before the start', ({ desk }) => desk.fill('desk.field.event-ends', local(new Date(gathering().starts.getTime() - minute))), 'desk.field.event-ends', 'draft.fault.ends-before'],
  ['an end months later', ({ desk }) => desk.fill('desk.field.event-ends', local(new Date(gathering().starts.getTime() + 32 * 24 * 60 * minute))), 'desk.field.event-ends', 'draft.fault.too-long'],
  ['a title of spaces', ({ desk }) => desk.fill('desk.field.event-title', '  '), 'desk.field.event-title', 'draft.fault.title'],
  ['a Teams meeting as a Mesh event', ({ desk }) => desk.fill('desk.field.event-link', teamsLink), 'desk.field.event-link', 'draft.fault.event-link.mesh-pc'],
  ['a Mesh event as a Teams meeting', ({ desk }) => desk.choose('desk.field.event-target', 'desk.field.event-target.teams-immersive'), 'desk.field.event-link', 'draft.fault.event-link.teams-immersive'],
];

test('each thing that can be wrong with an event is said of its field alone', async ({ organizer }) => {
  const { desk } = organizer;
  for (const [what, spoil, field, says] of faults) {
    await test.step(what, async () => {
      const event = await organizer.begins();
      await spoil(organizer);
      await desk.press('desk.details.go-on');
      await desk.onlyWrong([[field, says]]);
      await desk.hand.press(desk.summary().getByRole('link'));
      await expect(desk.field(field)).toBeFocused();
      expect(event.title).not.toBe('');
    });
  }
});

/** One line of text for each thing that is wrong with a link, as people copy them. @returns {[problem: string, text: string][]} */
function badLinks() {
  const files = ['clean', 'wrapped', 'refused'].map((name) => new URL(`../../tests/data/links/${name}.json`, import.meta.url));
  /** @type {{ text: string, problem: string | null }[]} */
  const shapes = files.flatMap((name) => JSON.parse(readFileSync(name, 'utf8')));
  /** @type {Map<string, string>} */
  const first = new Map();
  for (const { text, problem } of shapes) {
    if (problem !== null && text.trim() !== '' && !text.includes('\n') && !first.has(problem)) first.set(problem, text);
  }
  return [...first];
}

test('every kind of link that guests cannot use is told from the others', async ({ organizer }) => {
  const { desk } = organizer;
  const links = badLinks();
  expect(links.length).toBeGreaterThanOrEqual(18);
  await organizer.begins();
  for (const [problem, text] of links) {
    await test.step(problem, async () => {
      await desk.fill('desk.field.event-link', text);
      await desk.press('desk.details.go-on');
      await desk.onlyWrong([['desk.field.event-link', `link.problem.${problem}`]]);
      await expect(desk.field('desk.field.event-link')).toHaveValue(text);
    });
  }
  await desk.fill('desk.field.event-link', meshLink);
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', gathering().title);
});

test('what is wrong with a field that is folded away can be gone to', async ({ organizer }) => {
  const { desk } = organizer;
  const event = await organizer.begins();
  await desk.unfold('desk.event.more');
  await desk.fill('desk.field.event-meeting', meshLink);
  await desk.goTo('checklist', event.title);
  await desk.goTo('details', event.title);
  await expect(desk.field('desk.field.event-meeting')).toBeHidden();
  await desk.press('desk.details.go-on');
  await expect(desk.summary().getByRole('link')).toHaveText([word('draft.fault.meeting')]);
  await desk.hand.press(desk.summary().getByRole('link'));
  await expect(desk.field('desk.field.event-meeting')).toBeFocused();
});

test('a portal that sends nobody to an address says so of the link', async ({ organizer }) => {
  const { desk, page } = organizer;
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    const config = await answer.json();
    config.targets['mesh-pc'].eventHosts = ['mesh.contoso.com'];
    await route.fulfill({ json: config });
  });
  const event = await organizer.begins();
  await desk.press('desk.details.go-on');
  await desk.onlyWrong([['desk.field.event-link', 'draft.fault.refused']]);
  await desk.fill('desk.field.event-link', 'https://mesh.contoso.com/event/1');
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', event.title);
});

test('of several hosts one is chosen', async ({ organizer, guest }) => {
  const { desk } = organizer;
  await guest.configuredAs('two-hosts');
  const event = await organizer.begins();
  await desk.press('desk.details.go-on');
  await desk.onlyWrong([['desk.field.event-host', 'draft.fault.host']]);
  await desk.field('desk.field.event-host').selectOption({ label: 'Fabrikam' });
  await desk.press('desk.details.go-on');
  await desk.seesPart('share', event.title);
  await guest.portal.open(await desk.guestLink());
  await guest.portal.sees('introduction.heading', { event: event.title, host: 'Fabrikam' });
});

test('what is typed survives a reload, another language, and Back', async ({ organizer }) => {
  const { desk, page } = organizer;
  const language = await desk.teachPseudo();
  await desk.openAt('events/new');
  await desk.fill('desk.new.pasted', 'half an invitation');
  await desk.language().selectOption(language);
  await expect(page.getByLabel(pseudo(word('desk.new.pasted')))).toHaveValue('half an invitation');
  await desk.language(pseudo).selectOption('en');

  const event = await organizer.begins({ title: 'Contoso evening', link: 'https://mesh.cloud.microsoft/' });
  await desk.choose('desk.field.event-target', 'desk.field.event-target.teams-immersive');
  await desk.unfold('desk.event.more');
  await desk.fill('desk.field.event-meeting', 'not yet');
  /** Everything as it was typed. @param {(sentence: string) => string} in_ the language that the labels are in */
  const stands = async (in_ = (sentence) => sentence) => {
    /** @type {[string, string][]} */
    const typed = [
      ['desk.field.event-title', event.title], ['desk.field.event-link', event.link], ['desk.field.event-starts', local(event.starts)], ['desk.field.event-ends', local(event.ends)],
      ['desk.field.event-organizer', event.organizer.name], ['desk.field.event-contact', event.organizer.contact], ['desk.field.event-target', 'teams-immersive'], ['desk.field.event-meeting', 'not yet'],
    ];
    for (const [field, value] of typed) await expect(page.getByLabel(in_(word(field)), { exact: true })).toHaveValue(value);
  };
  await stands();
  await desk.reload();
  await stands();
  await desk.language().selectOption(language);
  await expect(page.getByRole('button', { name: pseudo(word('desk.details.go-on')) })).toBeVisible();
  await stands(pseudo);
  await desk.language(pseudo).selectOption('en');
  await desk.goTo('checklist', event.title);
  await page.goBack();
  await desk.seesPart('details', event.title);
  await stands();
});

test('what is not wrong but worth a look is said while it is typed', async ({ organizer, guest }) => {
  const { desk } = organizer;
  await guest.configuredAs('retired');
  await organizer.begins();
  await expect(desk.says('draft.hint.retired')).toBeVisible();
  await desk.choose('desk.field.event-target', 'desk.field.event-target.teams-immersive');
  await expect(desk.says('draft.hint.retired')).toHaveCount(0);
  await desk.fill('desk.field.event-contact', '');
  await expect(desk.says('draft.hint.contact')).toBeVisible();
  await desk.fill('desk.field.event-starts', '2026-01-05T18:00');
  await desk.fill('desk.field.event-ends', '2026-01-05T19:00');
  await expect(desk.says('draft.hint.over')).toBeVisible();
});

test('a portal that is not set up says so, and every part of the event does', async ({ organizer, guest }) => {
  const { desk } = organizer;
  await organizer.begins();
  await guest.configuredAs('broken');
  await desk.reload();
  for (const part of /** @type {const} */ (['details', 'share', 'sheet'])) {
    await desk.page.evaluate((name) => { location.hash = location.hash.replace(/\w+$/, name); }, part);
    await expect(desk.says('desk.not-set-up')).toBeVisible();
  }
  await guest.configuredAs('default');
  await desk.reload();
  await desk.seesPart('sheet', gathering().title);
});
