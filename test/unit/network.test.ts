import assert from 'node:assert/strict';
import { BlockList, isIPv6 } from 'node:net';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isOutside, refusalOf } from '../../src/core/network.ts';

const open = { allow: [], httpsOnly: false };

const inside = {
  'loopback and unspecified': ['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'link-local and cloud metadata': ['169.254.0.1', '169.254.169.254', '168.63.129.16'],
  'carrier-grade NAT': ['100.64.0.1', '100.100.100.200', '100.127.255.255'],
  'multicast, reserved, broadcast': ['224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
  'benchmarking and documentation': ['198.18.0.1', '198.19.255.255', '192.0.2.1', '203.0.113.9'],
  'special by protocol': ['192.0.0.1', '192.88.99.1', '198.51.100.1'],
  'IPv6 loopback and unspecified': ['::1', '::', '0:0:0:0:0:0:0:1'],
  'IPv6 link-local, site-local, unique local': [
    'fe80::1',
    'febf::1',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
  ],
  'IPv6 multicast': ['ff02::1', 'ff0e::1'],
  'IPv4-mapped and -compatible': [
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '::127.0.0.1',
  ],
  translated: ['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '::ffff:0:127.0.0.1'],
  '6to4 and Teredo': ['2002:7f00:1::', '2002:a00:1::1', '2001::1', '2001:0:53aa:64c::1'],
  'IPv6 documentation, ORCHID, discard': [
    '2001:db8::1',
    '3fff::1',
    '2001:10::1',
    '2001:20::1',
    '100::1',
  ],
  'with a zone, or not an address': [
    'fe80::1%eth0',
    '2606:4700::1%eth0',
    '',
    'x',
    '1.2.3',
    '2606:4700::zz',
  ],
};

const outside = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '168.63.129.15',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2001:4860:4860::8888',
  '2a00:1450:4009::200e',
];

describe('an address', () => {
  for (const [kind, addresses] of Object.entries(inside)) {
    test(`lies inside: ${kind}`, () => {
      for (const address of addresses) assert.equal(isOutside(address), false, address);
    });
  }

  test('lies outside', () => {
    for (const address of outside) assert.equal(isOutside(address), true, address);
  });

  test('of IPv4 is judged as a table of ranges judges it', () => {
    const table = new BlockList();
    const ranges =
      '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
    for (const range of ranges.split(' ')) {
      const [base = '', bits] = range.split('/');
      table.addSubnet(base, Number(bits), 'ipv4');
    }
    const bytes = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(bytes, (parts) => {
        const address = parts.join('.');
        assert.equal(isOutside(address), !table.check(address, 'ipv4'), address);
      }),
      { numRuns: 2_000, seed: 23 },
    );
  });

  test('of IPv6 lies outside only where it is global unicast', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        if (!isIPv6(address) || !isOutside(address)) return;
        const first = Number.parseInt(address.split(':')[0] || '0', 16);
        assert.ok(first >= 0x2000 && first <= 0x3fff, address);
      }),
      { numRuns: 2_000, seed: 23 },
    );
  });
});

describe('a URL', () => {
  const refused: Record<string, readonly string[]> = {
    scheme: [
      'ftp://example.com/',
      'file:///etc/passwd',
      'gopher://example.com',
      'data:,x',
      'javascript:1',
    ],
    not_a_url: [
      '',
      'example.com',
      'http://',
      'http://[::1',
      'http://1.2.3.4.5/',
      '/hook',
      'http://999.1.1.1/',
    ],
    credentials: ['https://a@example.com/', 'https://a:b@example.com/', 'https://:b@example.com/'],
    inside_address: [
      'http://127.0.0.1/',
      'http://127.1/',
      'http://2130706433/',
      'http://0x7f000001/',
      'http://0x7f.1/',
      'http://0177.0.0.1/',
      'http://017700000001/',
      'http://127.0.0.1./',
      'http://１２７.0.0.1/',
      'http://127。0。0。1/',
      'http://%31%32%37.0.0.1/',
      'http://0/',
      'http://169.254.169.254/latest/meta-data/',
      'http://[::1]:8080/',
      'http://[::ffff:127.0.0.1]/',
      'http://[::ffff:a00:1]/',
      'http://[fd00::1]/',
      'http://[0:0:0:0:0:0:0:1]/',
      'http://[64:ff9b::a00:1]/',
    ],
    inside_name: [
      'http://localhost/',
      'http://LOCALHOST:80/',
      'http://localhost./',
      'http://foo.localhost/',
      'http://metadata.google.internal/',
      'http://printer.local/',
      'http://router/',
      'http://router./',
      'http://nas.home.arpa/',
      'http://db.corp/',
      'http://localhost.localdomain/',
    ],
  };
  for (const [code, urls] of Object.entries(refused)) {
    test(`is refused: ${code}`, () => {
      for (const url of urls) assert.equal(refusalOf(url, open)?.code, code, url);
    });
  }

  test('of the public internet is taken', () => {
    for (const url of [
      'https://example.com/hooks?x=1#y',
      'http://example.com:8080/',
      'https://8.8.8.8/',
      'https://[2606:4700:4700::1111]/',
      'https://localhost.example.com/',
      'https://internal.example.com/',
      'https://bücher.example/',
    ]) {
      assert.equal(refusalOf(url, open), undefined, url);
    }
  });

  test('that the installation exempts is taken with this very port', () => {
    const reach = { allow: ['127.0.0.1:9000', '[::1]:80', 'receiver:9000'], httpsOnly: true };
    for (const url of [
      'http://127.0.0.1:9000/x',
      'http://2130706433:9000/',
      'http://[::1]/',
      'http://receiver:9000',
    ]) {
      assert.equal(refusalOf(url, reach), undefined, url);
    }
    for (const url of [
      'http://127.0.0.1:9001/',
      'http://127.0.0.1/',
      'http://127.0.0.2:9000/',
      'http://[::1]:81/',
    ]) {
      assert.ok(refusalOf(url, reach), url);
    }
    assert.equal(refusalOf('http://a:b@127.0.0.1:9000/', reach)?.code, 'credentials');
  });

  test('in production has to be https', () => {
    const reach = { allow: [], httpsOnly: true };
    assert.equal(refusalOf('http://example.com/', reach)?.code, 'scheme');
    assert.equal(refusalOf('https://example.com/', reach), undefined);
  });
});
