import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ConfigError, eventName, readConfig } from '../src/config.mjs';
import { entryFor, eventKey, fingerprint } from '../src/key.mjs';
import { event, origin, tenant } from './samples.mjs';

test('the example is a configuration', () => {
  const config = readConfig(readFileSync(new URL('../config.example.json', import.meta.url), 'utf8'));
  assert.deepEqual([...config.origins], [origin]);
  assert.deepEqual(config.events.get(eventName(tenant.toUpperCase(), event)), { from: Date.UTC(2026, 11, 1, 8), until: Date.UTC(2026, 11, 1, 11) });
});

test('what is left out is as careful as it can be', () => {
  const config = readConfig(JSON.stringify({ origins: ['http://localhost:8080'], events: [{ tenant, event }] }));
  assert.deepEqual([config.scopes, config.tokenMinutes, config.proxies, config.deleteIdentities], [['voip'], 60, 0, true]);
  assert.deepEqual(config.limits, { perAddress: { tokens: 30, minutes: 10 }, all: { tokens: 600, minutes: 10 } });
});

const sound = { origins: [origin], events: [{ tenant, event }] };
for (const [what, wrong, said] of /** @type {[string, unknown, RegExp][]} */ ([
  ['no object', [], /the configuration: expected an object, got \[\]/],
  ['no origins', { events: sound.events }, /the configuration: origins is missing/],
  ['an empty list', { ...sound, origins: [] }, /origins: expected a list with something in it, got \[\]/],
  ['a wildcard', { ...sound, origins: ['*'] }, /origins\[0\]: expected an origin .* got "\*"/],
  ['a path', { ...sound, origins: [`${origin}/`] }, /origins\[0\]/],
  ['capitals that no browser sends', { ...sound, origins: ['https://Guests.contoso.com'] }, /origins\[0\]/],
  ['plain http elsewhere', { ...sound, origins: ['http://guests.contoso.com'] }, /origins\[0\]/],
  ['an unknown field', { ...sound, orgins: [] }, /nothing is called "orgins"/],
  ['a tenant by name', { ...sound, events: [{ tenant: 'contoso.com', event }] }, /events\[0\]\.tenant: expected a tenant id, a GUID, got "contoso.com"/],
  ['a key in capitals', { ...sound, events: [{ tenant, event: event.toUpperCase() }] }, /events\[0\]\.event: expected 16 lower-case hexadecimal digits/],
  ['an event twice', { ...sound, events: [{ tenant, event }, { tenant: tenant.toUpperCase(), event }] }, /events\[1\]: expected each event once/],
  ['a time without a zone', { ...sound, events: [{ tenant, event, from: '2026-12-01T08:00:00' }] }, /events\[0\]\.from: expected a time with its zone/],
  ['a day that no month has', { ...sound, events: [{ tenant, event, until: '2027-02-31T08:00:00Z' }] }, /events\[0\]\.until: expected a time with its zone/],
  ['an end before its beginning', { ...sound, events: [{ tenant, event, from: '2026-12-02T08:00Z', until: '2026-12-01T08:00Z' }] }, /events\[0\]\.until: expected a time after from/],
  ['a scope that is none', { ...sound, scopes: ['voip', 'admin'] }, /scopes\[1\]: expected one of voip, /],
  ['a lifetime that Azure refuses', { ...sound, tokenMinutes: 59 }, /tokenMinutes: expected a whole number from 60 to 1440, got 59/],
  ['a number as text', { ...sound, proxies: '1' }, /proxies: expected a whole number from 0 to 10, got "1"/],
  ['half a limit', { ...sound, limits: { perAddress: { tokens: 3 } } }, /limits\.perAddress: minutes is missing/],
  ['no limit at all', { ...sound, limits: { all: { tokens: 0, minutes: 1 } } }, /limits\.all\.tokens: expected a whole number from 1/],
  ['a word for a flag', { ...sound, deleteIdentities: 'no' }, /deleteIdentities: expected true or false/],
])) {
  test(`refused: ${what}`, () => {
    assert.throws(() => readConfig(JSON.stringify(wrong)), (error) => error instanceof ConfigError && said.test(error.message));
  });
}

test('everything that is wrong is named at once', () => {
  assert.throws(() => readConfig('{"origins": ["*"], "events": {}, "proxies": -1}'), ({ message }) => message.split('\n').length === 4);
  assert.throws(() => readConfig('{'), /not JSON/);
});

test('what was pasted into the wrong field is not repeated', () => {
  const secret = `endpoint=https://contoso.communication.azure.com/;accesskey=${'S3cret'.repeat(12)}`;
  for (const wrong of [{ ...sound, origins: [secret] }, { ...sound, [secret]: 1 }]) {
    assert.throws(() => readConfig(JSON.stringify(wrong)), ({ message }) => !message.includes('S3cret') && message.includes('something of '));
  }
});

test('the key of an event is the one the portal makes', () => {
  // The test vectors of FNV's own page, as in src/domain/fingerprint.rs.
  assert.deepEqual(['', 'a', 'foobar'].map(fingerprint), ['cbf29ce484222325', 'af63dc4c8601ec8c', '85944171f73967e8']);
  const invite = { t: 'Contoso autumn gathering', s: 29_800_000, d: 90, h: tenant.toUpperCase(), l: 'https://mesh.cloud.microsoft/event/autumn-gathering' };
  const link = `https://guests.contoso.com/#i=1.${Buffer.from(JSON.stringify(invite)).toString('base64url')}.Ab3_`;
  assert.deepEqual(entryFor(link), {
    tenant,
    event: eventKey(tenant, invite.l),
    from: '2026-08-29T09:40:00Z',
    until: '2026-08-29T12:10:00Z',
  });
  assert.doesNotThrow(() => readConfig(JSON.stringify({ origins: [origin], events: [entryFor(link)] })));
  assert.throws(() => entryFor('https://mesh.cloud.microsoft/event/autumn-gathering'), /whole guest link/);
});
