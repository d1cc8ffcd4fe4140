import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Ip, ipOf, ipRangeOf, isWithin, subscriberOf } from '../../src/core/ip.ts';
import { clientOf } from '../../src/http/client-address.ts';
import { ConfigError, readConfig } from '../../src/platform/config.ts';

const read = (text: string): Ip => {
  const ip = ipOf(text);
  assert.ok(ip, text);
  return ip;
};

/** Who sent this, to a server that trusts 10.0.0.0/8, 2001:db8:1::/48 and 192.0.2.7. */
const config = readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8:1::/48,192.0.2.7' });
const client = (peer: string | undefined, headers: Record<string, string> = {}) =>
  clientOf({ config, peer }, new Headers(headers));

describe('addresses', () => {
  test('an IPv6 subscriber is a /64, and a mapped address is the IPv4 one', () => {
    for (const [text, subscriber] of [
      ['203.0.113.9', '203.0.113.9'],
      ['::ffff:203.0.113.9', '203.0.113.9'],
      ['::ffff:cb00:7109', '203.0.113.9'],
      ['2001:db8:0:5::1', '2001:db8:0:5::/64'],
      ['2001:DB8:0:5:ffff:ffff:ffff:ffff', '2001:db8:0:5::/64'],
      ['2001:db8:0:6::1', '2001:db8:0:6::/64'],
      ['::1', '0:0:0:0::/64'],
    ] as const)
      assert.equal(subscriberOf(read(text)), subscriber, text);
    for (const text of ['', 'x', '256.1.1.1', '1.2.3', '1:2', 'fe80::1%eth0', '1.2.3.4:80'])
      assert.equal(ipOf(text), undefined, text);
  });

  test('a range holds what its leading bits say', () => {
    for (const [range, inside, outside] of [
      ['10.0.0.0/8', '10.255.0.1', '11.0.0.1'],
      ['10.1.2.3', '10.1.2.3', '10.1.2.4'],
      ['0.0.0.0/0', '255.255.255.255', '2001:db8::1'],
      ['192.0.2.128/25', '::ffff:192.0.2.129', '192.0.2.127'],
      ['2001:db8::/33', '2001:db8:7fff::1', '2001:db8:8000::1'],
      ['::/0', '10.0.0.1', undefined],
    ] as const) {
      const parsed = ipRangeOf(range);
      assert.ok(parsed, range);
      assert.ok(isWithin(read(inside), parsed), `${inside} in ${range}`);
      if (outside) assert.ok(!isWithin(read(outside), parsed), `${outside} not in ${range}`);
    }
    for (const text of [
      '10.0.0.0/33',
      '10.0.0.0/',
      '10.0.0.0/-1',
      '::/129',
      'proxy',
      '1.2.3.4/8/8',
    ])
      assert.throws(() => readConfig({ TRUSTED_PROXIES: text }), ConfigError, text);
    assert.throws(() => readConfig({ RATE_LIMITS: 'yes' }), ConfigError);
  });
});

describe('the address of the client', () => {
  test('is the peer, whatever a stranger writes into headers', () => {
    for (const headers of [
      {},
      { 'x-forwarded-for': '198.51.100.1' },
      { forwarded: 'for=198.51.100.1' },
      { 'cf-connecting-ip': '198.51.100.1', 'x-real-ip': '198.51.100.1' },
    ])
      assert.equal(client('203.0.113.9', headers), '203.0.113.9');
    const nobody = { config: readConfig({}) };
    for (const peer of ['203.0.113.9', '::ffff:203.0.113.9', '::ffff:cb00:7109'])
      assert.equal(clientOf({ ...nobody, peer }, new Headers()), '203.0.113.9', peer);
    assert.equal(client(undefined, { 'x-forwarded-for': '198.51.100.1' }), 'unknown');
  });

  test('is whom a trusted proxy names, read from the right up to the first stranger', () => {
    for (const [listed, found] of [
      ['198.51.100.1', '198.51.100.1'],
      ['forged, 192.0.2.200, 198.51.100.1', '198.51.100.1'],
      ['8.8.8.8, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
      ['8.8.8.8, 198.51.100.1 , 2001:db8:1::5,192.0.2.7', '198.51.100.1'],
      ['198.51.100.1:4711', '198.51.100.1'],
      ['[2001:db8:2:3::9]:443', '2001:db8:2:3::/64'],
      ['::ffff:198.51.100.1', '198.51.100.1'],
      // What is no address ends the walk at the last hop that is known.
      ['198.51.100.1, unknown', '10.0.0.1'],
      ['198.51.100.1, , 10.2.2.2', '10.2.2.2'],
      ['', '10.0.0.1'],
      ['10.3.3.3, 10.2.2.2', '10.3.3.3'],
    ] as const)
      assert.equal(client('10.0.0.1', { 'x-forwarded-for': listed }), found, listed);
    assert.equal(client('::ffff:10.0.0.1', { 'x-forwarded-for': '8.8.8.8' }), '8.8.8.8');
  });

  test('can be told by Forwarded, too, but not by both against each other', () => {
    for (const [forwarded, found] of [
      ['for=198.51.100.1', '198.51.100.1'],
      ['for=8.8.8.8, by=10.0.0.1;For="198.51.100.1:80";proto=https', '198.51.100.1'],
      ['for="[2001:db8:2:3::9]:4711"', '2001:db8:2:3::/64'],
      ['for=_hidden', '10.0.0.1'],
    ] as const)
      assert.equal(client('10.0.0.1', { forwarded }), found, forwarded);
    const both = { forwarded: 'for=198.51.100.1', 'x-forwarded-for': '198.51.100.1' };
    assert.equal(client('10.0.0.1', both), '198.51.100.1');
    assert.equal(client('10.0.0.1', { ...both, forwarded: 'for=8.8.8.8' }), '10.0.0.1');
  });
});
