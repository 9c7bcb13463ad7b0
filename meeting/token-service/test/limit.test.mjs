import assert from 'node:assert/strict';
import { test } from 'node:test';
import { network } from '../src/address.mjs';
import { Limit } from '../src/limit.mjs';

test('so many at once, then one after the other, for each by itself', () => {
  let now = 0;
  const limit = new Limit({ tokens: 3, minutes: 1 }, () => now);
  assert.deepEqual([1, 2, 3, 4].map(() => limit.take('a')), [0, 0, 0, 20]);
  assert.equal(limit.take('b'), 0);
  now = 19_000;
  assert.equal(limit.take('a'), 1);
  now = 20_000;
  assert.deepEqual([limit.take('a'), limit.take('a')], [0, 20]);
  now = 10 * 60_000;
  assert.deepEqual([1, 2, 3, 4].map(() => limit.take('a') > 0), [false, false, false, true]);
});

test('a clock that is set back gives nothing away and takes nothing', () => {
  let now = 100_000;
  const limit = new Limit({ tokens: 1, minutes: 1 }, () => now);
  limit.take('a');
  now = 0;
  assert.equal(limit.take('a'), 60);
});

test('memory is bounded: those longest unseen begin anew, the others do not', () => {
  const limit = new Limit({ tokens: 1, minutes: 60 }, () => 0);
  limit.take('early');
  for (let each = 0; each < 20_000; each += 1) limit.take(`a${each}`);
  assert.ok(limit.take('a19999') > 0);
  assert.equal(limit.take('early'), 0);
});

for (const [what, proxies, forwarded, peer, expected] of /** @type {[string, number, string | null, string | undefined, string][]} */ ([
  ['nobody stands before the service: the header is a claim', 0, '198.51.100.1', '192.0.2.7', '192.0.2.7'],
  ['one proxy: what it added', 1, '203.0.113.9, 198.51.100.1', '10.0.0.1', '198.51.100.1'],
  ['two proxies', 2, '203.0.113.9, 198.51.100.1, 10.0.0.2', '10.0.0.1', '198.51.100.1'],
  ['fewer entries than proxies', 3, '198.51.100.1, 10.0.0.2', '10.0.0.1', '198.51.100.1'],
  ['past the proxy', 1, null, '192.0.2.7', '192.0.2.7'],
  ['a port, as Azure adds one', 1, '198.51.100.1:50001', undefined, '198.51.100.1'],
  ['IPv6 by its network', 1, '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['IPv6 with a port', 1, '[2001:db8:1:2::6]:443', undefined, '2001:db8:1:2::/64'],
  ['the same network, written shorter', 1, '2001:db8:1:2::6', undefined, '2001:db8:1:2::/64'],
  ['loopback', 0, null, '::1', '0:0:0:0::/64'],
  ['a zone', 0, null, 'fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['IPv4 inside IPv6', 0, null, '::ffff:192.0.2.7', '192.0.2.7'],
  ['IPv4 inside IPv6, in hexadecimal', 0, null, '::ffff:c000:207', '192.0.2.7'],
  ['nonsense', 1, '<script>', undefined, 'unknown'],
  ['nothing', 1, null, undefined, 'unknown'],
])) {
  test(`who asks: ${what}`, () => assert.equal(network(proxies, forwarded, peer), expected));
}
