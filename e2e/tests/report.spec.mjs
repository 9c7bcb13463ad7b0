/// <reference lib="dom" />
// From "Get help" on the guest's page to the help desk: what a report says and what it never says, every way it is
// handed on, and what is left of it when mail programs and hurried people have had it.

import { helpers } from '../faults/helpers.mjs';
import { rows } from '../faults/index.mjs';
import { outwaits, personOf, signsIn } from '../faults/walks.mjs';
import { misplaced, overlapping } from '../fixtures/looks.mjs';
import { expect, fieldsOf, personCalled, secretsOf, test } from '../fixtures/report.mjs';
import { barriers } from '../fixtures/screens.mjs';
import { thisRun } from '../fixtures/servers.mjs';
import { HelpPanel } from '../pages/report.mjs';
import { word, wordPattern, wordsOf } from '../pages/words.mjs';

/** @typedef {import('../faults/row.mjs').Row} Row */
/** @typedef {import('../fixtures/guest.mjs').Guest} Guest */
/** @typedef {import('../pages/portal.mjs').GuestPortal} GuestPortal */
/** @typedef {import('../pages/support.mjs').Support} Support */

/** What the tenant says for its developers: it may name a person. */
const described = 'AADSTS0: The account ada@fabrikam.com of Ada Marsh cannot be used. Call 555-0100.';

/** Steps without any problem, and what support is told there. */
const notKnown = (/** @type {string} */ step) => `glance.why.not-known.${step}`;

/** Opens the report as support gets it. @type {((support: Support, text: string, link: string) => Promise<void>)[]} */
const opens = [pastes, pastes, pastes, choosesFile, follows];

/** @param {Support} support @param {string} text */
async function pastes(support, text) {
  await support.openRoom('find');
  await support.type(text);
}

/** @param {Support} support @param {string} text */
async function choosesFile(support, text) {
  await support.openRoom('report');
  await support.chooseFile('support.report.file', { name: 'mesh-guest-report.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
}

/** @param {Support} support @param {string} _text @param {string} link */
async function follows(support, _text, link) {
  await support.open(link);
  await support.seesRoom('report');
}

/** What the help desk says of a report that is whole. @param {Support} support @param {{ why: string, problem?: string, number?: number }} expected */
async function isTold(support, { why, problem, number }) {
  await expect(support.says('support.report.diagnosis')).toBeVisible();
  await expect(support.says(why)).toBeVisible();
  await expect(support.page.getByText(/^Not in this report|^A part of this report/)).toHaveCount(0);
  // It all comes at once.
  expect(await support.fact('support.fact.problem').allTextContents()).toEqual(problem ? [problem] : []);
  const numbers = await support.fact('glance.fact.aadsts').allTextContents();
  expect(numbers.map((shown) => /AADSTS\d+$/.exec(shown)?.[0])).toEqual(number ? [`AADSTS${number}`] : []);
}

// --- Every problem page ---------------------------------------------------------------------------------------------

/** Pages of problems of every kind: at each step, whoever can fix it, with and without a number. */
const met = [
  'LINK-07', 'NETWORK-01', 'NETWORK-02', 'NETWORK-03',
  'SIGNIN-01', 'SIGNIN-02', 'SIGNIN-03', 'SIGNIN-04', 'SIGNIN-05', 'SIGNIN-06', 'SIGNIN-07', 'SIGNIN-09', 'SIGNIN-13',
  'SIGNIN-14', 'SIGNIN-15', 'SIGNIN-18', 'SIGNIN-21', 'SIGNIN-22', 'SIGNIN-24', 'SIGNIN-31',
];

for (const [index, code] of met.entries()) {
  const row = rows.find(({ page, stranger }) => page === code && !stranger);
  if (!row) throw new Error(`no row of the table of faults ends on ${code}`);
  test(`${code}, ${row.step}: ${row.fault}`, async ({ guest, help, support }) => {
    const portal = await meets(guest, row);
    const panel = portal === guest.portal ? help : new HelpPanel(portal);
    const text = await panel.report();
    const fields = fieldsOf(text);
    expect([fields.problem, fields.aadsts]).toEqual([code, row.number?.toString()]);
    // What was copied is read in a page of another site, which takes a network.
    if (fields.online === 'yes') expect(await panel.copied('text')).toBe(text);
    const link = await panel.link().inputValue();
    const secrets = secretsOf(guest, row.event ?? personOf(row).key, personOf(row));
    expect(guest.secrets.givenAway(text, secrets)).toEqual([]);
    expect(guest.secrets.givenAway(link, secrets)).toEqual([]);

    await opens[index % opens.length](support, text, link);
    await isTold(support, { why: 'glance.why.told', problem: code, number: row.number });
    expect(await support.fact('support.fact.fixer').allTextContents()).toEqual([word(`support.fixer.${helpers[code]}`)]);
  });
}

/** @param {Guest} guest @param {Row} row */
async function meets(guest, row) {
  guest.expectedFaults.push(...(row.console ?? []));
  for (const { match, do: action, times } of row.rules ?? []) {
    await guest.tenant.interfere(match, { description: described, ...(typeof action === 'function' ? action('') : action) }, times);
  }
  if (row.waits) await guest.page.clock.install();
  const portal = (await (row.walk ?? signsIn)(guest, row)) || guest.portal;
  if (row.waits) await outwaits(portal);
  await portal.seesProblem(row.page);
  return portal;
}

// --- Every kind of page ---------------------------------------------------------------------------------------------

/**
 * @typedef {object} Kind
 * @property {string} page
 * @property {(guest: Guest) => Promise<void>} walk
 * @property {string} [step]      as the report names it; a page without an app around it has none
 * @property {string} why         what support is told
 * @property {string} [problem]   which support sees explained
 */

/** @type {Kind[]} */
const kinds = [
  {
    page: 'without an invite',
    walk: async ({ portal }) => {
      await portal.open(thisRun().portal);
      await portal.sees('no-invite.heading');
    },
    step: 'link',
    why: notKnown('link'),
  },
  {
    page: 'with a link that was cut',
    walk: async (guest) => {
      await guest.portal.open(guest.link('licensed').slice(0, -20));
      await guest.portal.seesProblem('LINK-02');
    },
    step: 'link',
    why: 'glance.why.told',
    problem: 'LINK-02',
  },
  { page: 'of arrival', walk: (guest) => guest.arrive('licensed'), step: 'introduction', why: notKnown('introduction') },
  {
    page: 'of the sign-in',
    walk: async (guest) => {
      await guest.arrive('licensed');
      await guest.portal.press('introduction.go.sign-in');
      await guest.signIn.sees('Enter password');
      await guest.goBack();
      await guest.portal.sees('sign-in.away.heading');
    },
    step: 'sign-in',
    why: notKnown('sign-in'),
  },
  {
    page: 'of a license that is missing',
    walk: async (guest) => {
      await guest.signsIn('no-license');
      await guest.portal.sees('license.missing.heading');
    },
    step: 'license',
    why: 'glance.why.guessed',
    problem: 'LICENSE-01',
  },
  {
    page: 'of waiting',
    walk: async (guest) => {
      await guest.signsIn('licensed', 'in three days');
      await guest.portal.press('app.have');
      await guest.portal.sees('waiting.heading');
    },
    step: 'wait',
    why: notKnown('wait'),
  },
  { page: 'of the launch', walk: (guest) => guest.reachLaunchUnsigned('nobody in particular'), step: 'launch', why: notKnown('launch') },
];

for (const { page, walk, step, why, problem } of kinds) {
  test(`on the page ${page}: support is told what is known, and no more`, async ({ guest, help, support }) => {
    await walk(guest);
    const text = await help.report();
    const fields = fieldsOf(text);
    expect([fields.step, fields.problem]).toEqual([step, why === 'glance.why.told' ? problem : undefined]);
    await fitsPhone(guest, page);
    await pastes(support, text);
    await isTold(support, { why, problem });
  });
}

test('after the launch: support is told what is likely, and inside that all seems well', async ({ guest, help, support }) => {
  await guest.reachLaunchUnsigned('nobody in particular');
  await guest.portal.press('launch.open.mesh-pc');
  await guest.portal.sees('asking.heading');
  const asked = await help.report();
  expect(fieldsOf(asked)).toMatchObject({ step: 'launch', done: expect.stringContaining('launched') });
  await fitsPhone(guest, 'of being asked after the launch');
  await guest.portal.press('asking.inside');
  await guest.portal.sees('inside.heading');
  // The report was about the last page.
  await help.open();
  await expect(help.shown()).toHaveCount(0);
  const inside = await help.make();
  expect(fieldsOf(inside)).toMatchObject({ step: 'inside', done: expect.stringContaining('inside') });
  await fitsPhone(guest, 'of being inside');

  await pastes(support, asked);
  await isTold(support, { why: 'glance.why.guessed', problem: 'LAUNCH-01' });
  await pastes(support, inside);
  await isTold(support, { why: notKnown('inside') });
});

test('on the page of a portal that is set up wrongly: all that is known there is told', async ({ guest, help, support }) => {
  await guest.configuredAs('broken');
  await guest.open('licensed');
  await guest.portal.seesProblem('CONFIG-02');
  const text = await help.report();
  const { step, problem, config } = fieldsOf(text);
  expect([step, problem, config]).toEqual([undefined, 'CONFIG-02', undefined]);
  await expect(help.link()).toHaveCount(0);
  expect((await help.saved()).text).toBe(text);
  await fitsPhone(guest, 'misconfigured');
  await pastes(support, text);
  await expect(support.says('glance.why.told')).toBeVisible();
  await expect(support.fact('support.fact.problem')).toHaveText('CONFIG-02');
});

/** The page has no barriers, with the panel open, and fits a phone. @param {{ page: import('@playwright/test').Page }} of @param {string} name */
async function fitsPhone({ page }, name) {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  expect.soft(await barriers(page, 'phone'), `barriers on the page ${name}`).toEqual([]);
  expect.soft(await page.evaluate(misplaced), `what does not fit on the page ${name}`).toEqual([]);
  expect.soft(await page.evaluate(overlapping), `what overlaps on the page ${name}`).toEqual([]);
  if (usual) await page.setViewportSize(usual);
}

// --- What a report never says ---------------------------------------------------------------------------------------

test.describe('a guest with everything to hide', () => {
  const ben = personCalled('pending');
  const event = 'with everything to hide';

  /** Signs in at home and is refused by the host in words that name the guest. @param {Guest} guest */
  async function isRefused(guest) {
    const refusal = /** @type {const} */ ({ kind: 'oauth-error', code: 53003, error: 'access_denied', description: `${ben.name} <${ben.address}> may not` });
    await guest.tenant.interfere({ endpoint: 'authorize', tenant: 'host' }, refusal);
    await guest.open(event);
    await guest.portal.press('introduction.go.invitation');
    await guest.portal.press('invitation.earlier');
    await guest.signIn.password(ben);
    await guest.portal.seesProblem('SIGNIN-06');
  }

  test('gives nothing of it away, in any form, by any way', async ({ guest, help }) => {
    await isRefused(guest);
    const secrets = { ...secretsOf(guest, event, ben), 'what the tenant said': `${ben.name} <` };
    const text = await help.report();
    fieldsOf(text);
    const mail = await help.mailed();
    const everything = { text, link: await help.link().inputValue(), 'the mail': `${mail.subject} ${mail.text}` };
    for (const [what, given] of Object.entries(everything)) expect(guest.secrets.givenAway(given, secrets), what).toEqual([]);
    // The search knows what to look for, or it would prove nothing.
    expect(guest.secrets.exchanges).toBe(1);
    expect(guest.secrets.known()).toEqual(expect.arrayContaining(['the code', 'the verifier', 'the state', 'the nonce', 'the access_token', 'the id_token']));
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining(["the guest's address", 'the event title', 'the redeem ticket', 'the passcode of the meeting']));
  });

  test('adds the address, and with it nothing else', async ({ guest, help }) => {
    await isRefused(guest);
    const without = fieldsOf(await help.report());
    const text = await help.make({ withAddress: true });
    const link = await help.link().inputValue();
    const { address, ...fields } = fieldsOf(text);
    expect(address).toBe(ben.address);
    const moment = { time: '', open: '' };
    expect({ ...fields, ...moment, end: Number(fields.end) }).toEqual({ ...without, ...moment, end: Number(without.end) + 1 });
    // The search finds what is there, in the text and inside the link.
    const secrets = secretsOf(guest, event, ben);
    expect(new Set(guest.secrets.givenAway(text, secrets))).toEqual(new Set(["the guest's address"]));
    expect(new Set(guest.secrets.givenAway(link, secrets))).toEqual(new Set(["the guest's address"]));
    // It was a choice for this report, not for the next.
    expect(fieldsOf(await help.make()).address).toBeUndefined();
  });
});

test('a guest whose address the page does not know is not offered to add it', async ({ guest, help }) => {
  await guest.arrive('nobody in particular');
  await help.open();
  await expect(guest.portal.button('report.make')).toBeVisible();
  await expect(guest.portal.button('report.make.address')).toHaveCount(0);
});

// --- Handing it on --------------------------------------------------------------------------------------------------

test('copied, saved, mailed and as a link it is the same report', async ({ guest, help, support }) => {
  await guest.arrive('licensed');
  const text = await help.report();
  fieldsOf(text);
  expect(await help.copied('text')).toBe(text);
  expect(await help.saved()).toEqual({ name: 'mesh-guest-report.txt', text });
  const mail = await help.mailed();
  expect([mail.protocol, mail.subject]).toEqual(['mailto:', word('report.subject')]);
  expect(mail.text?.trimEnd()).toBe(text.trimEnd());

  const link = await help.copied('link');
  expect(link.startsWith(`${thisRun().portal}/desk.html#/support/report/`)).toBe(true);
  await follows(support, text, link);
  await isTold(support, { why: notKnown('introduction') });
  expect((await guest.tenant.recordings()).length, 'requests to anybody').toBe(0);
});

test.describe('in a browser with a share sheet', () => {
  test.use({ device: 'iPhone' });

  test('it is shared, and a refusal is admitted', async ({ guest, help }) => {
    await guest.open('licensed');
    await guest.portal.sees('device.heading.mesh-pc');
    const text = await help.report();
    const { device, os, verdict } = fieldsOf(text);
    expect([device, os, verdict]).toEqual(['phone', 'ios', 'wrong-device']);
    await guest.portal.press('report.share');
    await expect.poll(() => guest.page.evaluate(() => /** @type {any} */ (window).shared.at(-1))).toEqual({ text, url: await help.link().inputValue() });
    await guest.page.evaluate(() => Object.assign(window, { sharingFails: 'NotAllowedError' }));
    await guest.portal.press('report.share');
    await expect(guest.portal.says('handoff.share.failed').filter({ visible: true })).toBeVisible();
    expect(await help.shown().inputValue()).toBe(text);
  });
});

test('in a browser without a share sheet sharing is not offered', async ({ guest, help }) => {
  await guest.context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
  await guest.arrive('licensed');
  await help.report();
  await expect(guest.portal.button('report.share')).toHaveCount(0);
});

test.describe('with the keyboard alone', () => {
  test.use({ worksWith: 'keyboard' });

  test('it is made, copied and saved', async ({ guest, help }) => {
    await guest.arrive('licensed');
    const text = await help.report();
    expect(await help.copied('text')).toBe(text);
    expect((await help.saved()).text).toBe(text);
  });
});

test('another language leaves the report as it is, and the next one says which', async ({ guest, help }) => {
  await guest.arrive('licensed');
  const text = await help.report();
  await guest.page.getByRole('combobox', { name: word('frame.language'), exact: true }).selectOption('de');
  await expect(guest.page.locator('html')).toHaveAttribute('lang', 'de');
  const german = wordsOf('de');
  const said = (/** @type {string} */ id) => german[id] ?? word(id);
  const report = guest.page.getByLabel(said('report.text'), { exact: true });
  await expect(report).toBeVisible();
  await expect(report).toHaveValue(text);
  await guest.page.getByRole('button', { name: said('report.make'), exact: true }).click();
  await expect(report).toHaveValue(/\nlanguage: de\n/);
  const before = fieldsOf(text);
  const after = fieldsOf(await report.inputValue());
  const same = { time: '', open: '', language: '' };
  expect({ ...after, ...same }).toEqual({ ...before, ...same });
});

test('a reload with the panel open keeps the page, and nothing of the report', async ({ guest, help }) => {
  await guest.reachLaunchUnsigned('nobody in particular');
  await help.report();
  const before = await guest.portal.kept();
  expect(JSON.stringify(before)).not.toContain('mesh-guest-report');
  await guest.portal.reload();
  await guest.portal.sees('launch.heading.mesh-pc');
  expect(Object.keys(await guest.portal.kept())).toEqual(Object.keys(before));
  expect(JSON.stringify(await guest.portal.kept())).not.toContain('mesh-guest-report');
  await help.open();
  await expect(help.shown()).toHaveCount(0);
  expect(fieldsOf(await help.make()).step).toBe('launch');
});

// --- What is left of it on the way ----------------------------------------------------------------------------------

/** The report of a guest whom the host refuses, and its link: made once. @type {{ text: string, link: string } | undefined} */
let kept;

/** @param {Guest} guest @param {HelpPanel} help */
async function refused(guest, help) {
  kept ??= await madeByRefused(guest, help);
  return kept;
}

/** @param {Guest} guest @param {HelpPanel} help */
async function madeByRefused(guest, help) {
  await guest.tenant.interfere({ endpoint: 'authorize', tenant: 'host' }, { kind: 'oauth-error', code: 53003, error: 'access_denied' });
  await guest.signsIn('licensed');
  await guest.portal.seesProblem('SIGNIN-06');
  const text = await help.report();
  return { text, link: await help.link().inputValue() };
}

const trouble = { why: 'glance.why.told', problem: 'SIGNIN-06', number: 53003 };

/** As a mail program quotes it: broken into lines of that length, each with its mark. @param {string} text @param {number} width */
function quoted(text, width) {
  const lines = text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${width}}(?= |$)|\\S+`, 'g')) ?? ['']);
  return ['On Sunday somebody wrote:', ...lines.map((line) => `> ${line.trim()}`), '', '-- ', 'Help desk: Contoso'].join('\r\n');
}

test('from a mail that quotes it, wraps it and signs it, it is read whole', async ({ guest, help, support }) => {
  const { text, link } = await refused(guest, help);
  await pastes(support, quoted(`Hello,\nthis is what I got:\n\n${text}`, 30));
  await isTold(support, trouble);
  await expect(support.page.locator('.timeline').getByRole('listitem')).toHaveCount(text.match(/^event: /gm)?.length ?? 0);
  await fitsPhone(support, 'of a report at the help desk');
  // So is a link that was broken into lines and quoted.
  await pastes(support, `> Hello, please open\r\n> ${link.match(/.{1,76}/g)?.join('\r\n> ')}\r\n> Thanks`);
  await isTold(support, trouble);
});

test('what is missing from a report is said', async ({ guest, help, support }) => {
  const { text, link } = await refused(guest, help);
  const [beginning] = text.split('online: ');
  await pastes(support, beginning);
  await expect(support.says('glance.doubt.cut')).toBeVisible();
  await expect(support.says('glance.doubt.absent', { keys: 'online, storage, sign-in, license, app' })).toBeVisible();
  await expect(support.fact('support.fact.problem')).toHaveText('SIGNIN-06');
  // A link that lost its end is a report that lost its end.
  const [page, report] = link.split('/support/report/');
  await support.open(`${page}/support/report/${report.slice(0, report.length / 2)}`);
  await expect(support.says('glance.doubt.cut')).toBeVisible();
});

test('a link is followed, whatever was pasted before', async ({ guest, help, support }) => {
  const { text, link } = await refused(guest, help);
  await support.openRoom('report');
  await support.fill('support.report.pasted', text.replace('SIGNIN-06', 'SIGNIN-02').replace('aadsts: 53003\n', ''));
  await expect(support.fact('support.fact.problem')).toHaveText('SIGNIN-02');
  await support.open(link);
  await expect(support.fact('support.fact.problem')).toHaveText('SIGNIN-06', { timeout: 3000 });
});

test('what cannot be read is explained', async ({ guest, help, support }) => {
  const { text, link } = await refused(guest, help);
  const told = (/** @type {string} */ id, /** @type {Record<string, string>} */ values = {}) => expect(support.page.getByRole('alert').getByText(wordPattern(id, values))).toBeVisible();
  await choosesFile(support, text.replace('mesh-guest-report 1', 'mesh-guest-report 2'));
  await told('report.fault.too-new', { version: '2', known: '1' });
  await support.open(`${link.split('/support/report/')[0]}/support/report/AAAA`);
  await support.page.reload();
  await told('report.fault.link-damaged');
  await support.openRoom('report');
  await support.fill('support.report.pasted', 'It does not work, please help');
  await told('report.fault.no-report');
  await support.fill('support.report.pasted', 'mesh-guest-report 1');
  await told('report.fault.nothing-left');
  await support.fill('support.report.pasted', `${text}${' '.repeat(300_000)}`);
  await told('report.fault.too-long', { most: '256' });
  // What a newer portal adds does not make it unreadable.
  await support.fill('support.report.pasted', text.replace('\nos: ', '\nwarp: engaged\nos: ').replace(/end: (\d+)/, (_, lines) => `end: ${Number(lines) + 1}`));
  await expect(support.says('glance.doubt.unknown', { lines: 'warp: engaged' })).toBeVisible();
  await expect(support.fact('support.fact.problem')).toHaveText('SIGNIN-06');
});

test('what stands in a report is text, whoever wrote it', async ({ guest, help, support }) => {
  const { text } = await refused(guest, help);
  await pastes(support, text.replace('os: windows', 'os: <img/src=x/onerror="document.title=1"> **bold** {host}'));
  await expect(support.fact('support.fact.problem')).toHaveText('SIGNIN-06');
  await expect(support.page.getByRole('main').getByRole('img', { name: 'x' })).toHaveCount(0);
  await expect(support.page.locator('img[src=x]')).toHaveCount(0);
  await expect(support.page).toHaveTitle(word('support.room.find'));
});

// --- Many reports ---------------------------------------------------------------------------------------------------

/** How many of the reports are about what: counts that differ, so that there is one order. @type {[line: string, values: [string, number][]][]} */
const spread = [
  ['problem', [['SIGNIN-06', 500], ['SIGNIN-02', 300], ['NETWORK-01', 140], ['LICENSE-01', 20]]],
  ['step', [['sign-in', 800], ['license', 160]]],
  ['os', [['windows', 600], ['macos', 360]]],
  ['portal', [['0.1.0', 700], ['0.0.9', 260]]],
];

const thousand = { whole: 955, cut: 5, again: 20, noReport: 12, tooNew: 8 };

test('a thousand reports at once are counted and charted, and the page answers meanwhile', async ({ guest, help, support }) => {
  const { text } = await refused(guest, help);
  const files = manyOf(text);
  expect(files).toHaveLength(1000);
  await support.page.addInitScript(holdBack, 'held-back.txt');
  await support.page.addInitScript(measure);
  await support.openRoom('numbers');
  await support.field('support.numbers.files').setInputFiles(files.map((content, index) => ({
    name: index === files.length - 1 ? 'held-back.txt' : `report-${index}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(content),
  })));
  // The last file does not come yet: all of this happens in the middle of the work.
  await expect(support.page.getByRole('status').filter({ hasText: wordPattern('support.numbers.reading.other', { count: '25' }) })).toBeVisible();
  await support.goToRoom('find');
  await support.goToRoom('numbers');
  await expect(support.page.getByRole('status').filter({ hasText: wordPattern('support.numbers.reading.other', { count: '25' }) })).toBeVisible();
  await support.page.evaluate(() => /** @type {any} */ (window).release());

  const { whole, cut, again, noReport, tooNew } = thousand;
  const all = whole + cut;
  await expect(support.says('support.numbers.counted.other', { count: String(all) })).toBeVisible();
  await expect(support.says('support.numbers.twice.other', { count: String(again) })).toBeVisible();
  await expect(support.says('support.numbers.partial.other', { count: String(cut) })).toBeVisible();
  await expect(support.says('support.numbers.unreadable.other', { count: String(noReport), why: word('report.fault.no-report') })).toBeVisible();
  await expect(support.says('support.numbers.unreadable.other', { count: String(tooNew), why: word('report.fault.too-new', { version: '2', known: '1' }) })).toBeVisible();
  await expect(support.page.getByText(wordPattern('support.numbers.reading.other'))).toHaveCount(0);

  for (const [line, values] of spread) expect(await chart(support, line === 'os' ? 'device' : line), line).toEqual(values.map(([, count]) => [String(count), `${Math.round((count / all) * 100)}%`]));
  const { name, text: csv } = await support.saves('support.numbers.save');
  expect(name).toBe('reports.csv');
  const days = [...daysOf(files)].toSorted(([one], [other]) => one.localeCompare(other));
  expect(csv.replace(/^\ufeff/, '').trimEnd().split('\r\n')).toEqual([
    'By,Value,Reports,Percent',
    ...[...spread, /** @type {const} */ (['day', days])].flatMap(([line, values]) => values.map(([value, count]) =>
      `${line === 'os' ? 'device' : line},${line === 'os' ? `desktop ${value}` : value},${count},${((count / all) * 100).toFixed(1)}`)),
    `unreadable,no-report,${noReport},`,
    `unreadable,too-new,${tooNew},`,
    `again,,${again},`,
  ]);
  expect(csv).not.toContain('@');

  const { longest, gap } = await support.page.evaluate(() => /** @type {any} */ (window).measured);
  console.log(`\na thousand reports: the longest task took ${Math.round(longest)} ms, the longest time between two frames was ${Math.round(gap)} ms`);
  await support.press('support.numbers.forget');
  await expect(support.says('support.numbers.none')).toBeVisible();
});

test('the charts of many reports fit a phone', async ({ guest, help, support }) => {
  const { text } = await refused(guest, help);
  await support.openRoom('numbers');
  await support.field('support.numbers.files').setInputFiles({ name: 'report.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await expect(support.says('support.numbers.counted.one', { count: '1' })).toBeVisible();
  await fitsPhone(support, 'of many reports');
});

/** A thousand files: reports unlike each other, cut ones, ones that come again, and what is none. @param {string} base */
function manyOf(base) {
  const { whole, cut, again, noReport, tooNew } = thousand;
  const start = Date.UTC(2026, 10, 19, 22);
  const reports = Array.from({ length: whole + cut }, (_, index) => {
    const time = new Date(start + index * 120_000).toISOString().replace('.000', '');
    const lines = spread.map(([line, values]) => /** @type {const} */ ([line, dealt(values, index)]));
    return [...lines, /** @type {const} */ (['time', time])].reduce((text, [line, value]) => text.replace(new RegExp(`^${line}: .*$`, 'm'), `${line}: ${value}`), base);
  });
  const cutOnes = reports.splice(whole).map((text) => text.slice(0, text.indexOf('\nend:')));
  return [
    // Handed in twice, once with the address.
    ...reports.slice(0, again).map((text) => text.replace(/end: (\d+)/, (_, lines) => `address: ada@fabrikam.com\nend: ${Number(lines) + 1}`)),
    ...cutOnes,
    ...Array.from({ length: noReport }, (_, index) => `It does not work (${index})`),
    ...Array.from({ length: tooNew }, () => base.replace('mesh-guest-report 1', 'mesh-guest-report 2')),
    ...reports,
  ];
}

/** The value of the report of that place. @param {[string, number][]} values @param {number} index */
function dealt(values, index) {
  let left = index;
  for (const [value, count] of values) {
    if (left < count) return value;
    left -= count;
  }
  throw new Error(`there is no value for report ${index}`);
}

/** How many different reports there are of each day. @param {string[]} files @returns {Map<string, number>} */
function daysOf(files) {
  const times = new Set(files.filter((text) => text.startsWith('mesh-guest-report 1')).map((text) => /^time: (.*)$/m.exec(text)?.[1] ?? ''));
  return [...times].reduce((days, time) => days.set(time.slice(0, 10), (days.get(time.slice(0, 10)) ?? 0) + 1), new Map());
}

/** The counts and shares of a table. @param {Support} support @param {string} by @returns {Promise<string[][]>} */
async function chart({ page }, by) {
  const table = page.locator('section').filter({ has: page.getByRole('heading', { name: word(`tally.by.${by}`), exact: true }) }).getByRole('table');
  const found = table.getByRole('row').filter({ has: page.getByRole('cell') });
  return found.evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim() ?? '')));
}

/** Runs in the page: the file of that name is not read before `release` is called. @param {string} name */
function holdBack(name) {
  const original = Blob.prototype.arrayBuffer;
  const released = new Promise((resolve) => Object.assign(window, { release: resolve }));
  Blob.prototype.arrayBuffer = async function held() {
    if (this instanceof File && this.name === name) await released;
    return original.call(this);
  };
}

/** Runs in the page: the longest task from the choice of the files on, and the longest time between two frames, in milliseconds. */
function measure() {
  const measured = { longest: 0, gap: 0 };
  Object.assign(window, { measured });
  let last = 0;
  const frame = (/** @type {number} */ now) => {
    measured.gap = Math.max(measured.gap, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  addEventListener('change', () => {
    last = performance.now();
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) measured.longest = Math.max(measured.longest, duration);
    }).observe({ type: 'longtask' });
  }, { capture: true, once: true });
}
