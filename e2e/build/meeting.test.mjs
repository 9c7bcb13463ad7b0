// What the meeting's page takes from elsewhere: the guest's page, the token service, the SDK.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildSync } from 'esbuild';
import { handover as sample } from '../fixtures/handover.mjs';
import { root } from './pages.mjs';

const { outputFiles: [{ text }] } = buildSync({
  stdin: { contents: "export * from './handover'; export * from './token'; export * from './trouble';", resolveDir: join(root, 'meeting/src'), loader: 'ts' },
  bundle: true,
  format: 'esm',
  write: false,
});
const { endOf, languageIn, readHandover, readPass, troubleOf, wayBackIn } = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);

const handover = { ...sample, language: 'de' };

const byId = { ...handover, kind: 'teams-meeting-id', link: undefined, meetingId: '1234567890123', passcode: 'abcDEF' };

/** @param {unknown} value */
const read = (value) => readHandover(typeof value === 'string' ? value : JSON.stringify(value));

test('the meeting is told to the SDK as it was handed over', () => {
  assert.deepEqual(read(handover), {
    locator: { meetingLink: handover.link },
    hasChat: true,
    title: handover.title,
    tenant: handover.tenant,
    event: handover.event,
    returnTo: '#i=abc',
    language: 'de',
  });
  assert.deepEqual(read(byId).locator, { meetingId: '1234567890123', passcode: 'abcDEF' });
  assert.deepEqual(read({ ...byId, passcode: undefined }).locator, { meetingId: '1234567890123' });
  assert.equal(read({ ...handover, kind: 'teams-channel-meeting' }).hasChat, false);
});

/** @type {[string, unknown][]} */
const refused = [
  ['nothing', ''],
  ['a list', '[]'],
  ['half of it', JSON.stringify(handover).slice(0, 90)],
  ['another version', { ...handover, version: 2 }],
  ['a live event', { ...handover, kind: 'teams-live-event' }],
  ['a host that imitates', { ...handover, link: 'https://teams.microsoft.com.contoso.example/meet/1' }],
  ['a name before the host', { ...handover, link: 'https://teams.microsoft.com@contoso.example/' }],
  ['a port', { ...handover, link: 'https://teams.microsoft.com:8443/meet/1' }],
  ['something behind the link', { ...handover, link: `${handover.link}#x` }],
  ['a link with a space before it', { ...handover, link: ` ${handover.link}` }],
  ['plain http', { ...handover, link: handover.link.replace('https', 'http') }],
  ['a personal meeting', { ...handover, link: 'https://teams.live.com/meet/9312345678901?p=abc' }],
  ['a link too long', { ...handover, link: `${handover.link}${'a'.repeat(2048)}` }],
  ['a link and an ID', { ...handover, meetingId: '123456789' }],
  ['an ID with letters', { ...byId, meetingId: 'abc' }],
  ['a passcode with spaces', { ...byId, passcode: 'a b' }],
  ['an unknown field', { ...handover, token: 'x' }],
  ['no title', { ...handover, title: undefined }],
  ['another event', { ...handover, event: 'launch' }],
  ['another tenant', { ...handover, tenant: 'contoso.com' }],
  ['another language', { ...handover, language: 'xx' }],
];
for (const [what, value] of refused) test(`handed over: ${what} is refused`, () => assert.equal(read(value), undefined));

test('the way back never leads away from the portal, and outlives what cannot be read', () => {
  for (const returnTo of ['https://contoso.example/', '//contoso.example', 'javascript:alert(1)', '#i=a b', '#\n', 7, undefined]) {
    assert.equal(read({ ...handover, returnTo }), undefined, String(returnTo));
    assert.equal(wayBackIn(JSON.stringify({ ...handover, returnTo })), './', String(returnTo));
  }
  assert.equal(wayBackIn(JSON.stringify({ ...handover, version: 2 })), './#i=abc');
  assert.equal(wayBackIn(null), './');
  assert.deepEqual([JSON.stringify({ language: 'ja' }), JSON.stringify({ language: '__proto__' }), null].map(languageIn), ['ja', 'en', 'en']);
});

const pass = { userId: '8:acs:8c1f2d34_0001', token: 'a.b.c', expiresOn: '2026-11-23T00:00:00Z' };
const now = Date.parse('2026-11-22T00:00:00Z');

test('a pass is taken as the token service gives it, with or without a chat', () => {
  assert.deepEqual(readPass(pass, now), { userId: pass.userId, token: pass.token, endpoint: undefined });
  const endpoint = 'https://contoso.communication.azure.com/';
  assert.equal(readPass({ ...pass, endpoint }, now).endpoint, endpoint);
});

/** @type {[string, unknown][]} */
const noPasses = [
  ['nothing', undefined],
  ['a text', 'a.b.c'],
  ['one that has run out', { ...pass, expiresOn: '2026-11-21T23:59:59Z' }],
  ['one that ends never', { ...pass, expiresOn: 'never' }],
  ['one without a token', { ...pass, token: '' }],
  ['one whose token has a line break', { ...pass, token: 'a\nb' }],
  ['one for nobody', { ...pass, userId: 'adele' }],
  ['one with a chat elsewhere', { ...pass, endpoint: 'https://contoso.example/?.communication.azure.com' }],
  ['one with a chat without TLS', { ...pass, endpoint: 'http://contoso.communication.azure.com' }],
];
for (const [what, answer] of noPasses) test(`no pass: ${what}`, () => assert.equal(readPass(answer, now), undefined));

test('how a call ended is named by the code where it is known, else by what the library makes of it', () => {
  assert.equal(endOf('call'), undefined);
  assert.equal(endOf('lobby'), undefined);
  assert.equal(endOf('leftCall', { code: 0, subCode: 0 }), 'left');
  assert.equal(endOf('leftCall', { code: 487, subCode: 0 }), 'left');
  for (const [page, reason, id] of /** @type {const} */ ([
    ['leftCall', { code: 490, subCode: 10003 }, 'network'],
    ['leftCall', { code: 408, subCode: 10057 }, 'network'],
    ['leftCall', { code: 500, subCode: 1 }, 'failed'],
    ['leftCall', { code: 403, subCode: 40200 }, '40200'],
    ['badRequest', { code: 400, subCode: 40210 }, '40210'],
    ['badRequest', { code: 400, subCode: 40238 }, '40238'],
    ['badRequest', { code: 400, subCode: 1 }, 'failed'],
    ['removedFromCall', { code: 0, subCode: 5300 }, 'removed'],
    ['accessDeniedTeamsMeeting', { code: 0, subCode: 5854 }, 'not-admitted'],
    ['joinCallFailedDueToNoNetwork', {}, 'network'],
  ])) assert.equal(endOf(page, reason).id, id, `${page} ${JSON.stringify(reason)}`);
});

test("errors are read inside the library's own, and what they say besides is not passed on", () => {
  const inside = { target: 'CallAgent.join', innerError: { code: 400, subCode: 40210, message: 'https://teams.microsoft.com/meet/1?p=secret' } };
  const { id, fixer, details } = troubleOf(inside);
  assert.deepEqual([id, fixer, details], ['40210', 'organizer', '400/40210']);
  for (const odd of [undefined, null, 'x', new Error('x'), { code: 'x' }]) assert.equal(troubleOf(odd).id, 'failed');
});

test('the page says what there are words for, and there are words for all that it says', () => {
  const words = Object.keys(JSON.parse(readFileSync(join(root, 'public/words/en/meeting.json'), 'utf8')));
  const folder = join(root, 'meeting/src');
  const source = [...readdirSync(folder).map((file) => join(folder, file)), join(root, 'meeting.html')].map((file) => readFileSync(file, 'utf8')).join('\n');
  // Names that ids are put together of.
  const fixers = [.../export type Fixer = ([^;]*);/.exec(source)?.[1].matchAll(/'([a-z-]+)'/g) ?? []].map(([, name]) => `meeting.fixer.${name}`);
  const known = [.../'devices', 'lobby'[^\]]*/.exec(source)?.[0].matchAll(/'([a-z-]+)'/g) ?? []].map(([, name]) => `meeting.know.${name}`);
  const troubles = [.../const FIXERS = \{(.*?)\} satisfies/s.exec(source)?.[1].matchAll(/'([a-z-]+)': /g) ?? []]
    .flatMap(([, name]) => ['heading', 'what', 'step'].map((part) => `meeting.trouble.${name}.${part}`));
  const notices = ['meeting.browser', 'meeting.browser.heading'];
  const quoted = [...source.matchAll(/(?:say\('|word:)(meeting\.[a-z.-]+)/g)].map(([, id]) => id);
  assert.ok(fixers.length > 3 && known.length > 4 && troubles.length > 30 && quoted.length > 20);
  assert.deepEqual([...new Set([...fixers, ...known, ...troubles, ...notices, ...quoted])].sort(), words.sort());
});
