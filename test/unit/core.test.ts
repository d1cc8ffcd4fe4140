import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mayUse } from '../../src/core/caller.ts';
import { definedOnly } from '../../src/core/change.ts';
import { countries, isCountry } from '../../src/core/country.ts';
import { isCurrency, minorDigits } from '../../src/core/currency.ts';
import { problemKinds, ShopError } from '../../src/core/error.ts';
import { idPattern, isId, newId } from '../../src/core/id.ts';
import { isMessage } from '../../src/core/message.ts';
import { hmac, sha256 } from '../../src/core/digest.ts';
import { canonicalJson, equalSecrets, slug, timestamp, toBase64Url } from '../../src/core/text.ts';

/** Any UTF-16 unit, lone surrogates and NUL too. */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

describe('currency', () => {
  test('takes its digits from ISO 4217, also where custom differs', () => {
    const digits = {
      GBP: 2,
      JPY: 0,
      KWD: 3,
      CLF: 4,
      HUF: 2,
      ISK: 0,
      TWD: 2,
      UYW: 4,
      CLP: 0,
      IQD: 3,
    };
    for (const [code, count] of Object.entries(digits))
      assert.equal(minorDigits(code), count, code);
  });

  test('knows neither lower case nor metals nor names of object members', () => {
    for (const code of ['gbp', 'XAU', 'XTS', '', 'GB', 'toString', '__proto__'])
      assert.equal(isCurrency(code), false, code);
    assert.throws(() => minorDigits('XAU'), RangeError);
  });
});

test('countries are the assigned ISO 3166-1 codes', () => {
  assert.equal(countries.length, 249);
  assert.ok(isCountry('GB'));
  for (const code of ['UK', 'gb', 'EU', 'XK', '', 'GBR'])
    assert.equal(isCountry(code), false, code);
});

describe('id', () => {
  const at = (nowMs: number, byte = 7) => ({
    clock: { nowMs: () => nowMs },
    random: { bytes: (count: number) => new Uint8Array(count).fill(byte) },
  });

  test('is prefixed, in lower case, and of its own kind only', () => {
    const made = newId(at(1_770_000_000_000), 'order');
    assert.match(made, /^ord_[0-9a-z]{26}$/);
    assert.ok(isId('order', made));
    assert.ok(!isId('cart', made));
    assert.ok(!isId('order', made.toUpperCase()));
    assert.ok(!isId('order', `${made}\n`));
    assert.ok(!idPattern('order').test(` ${made}`));
  });

  test('sorts by age', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 1, max: 1e9 }),
        (ms, later) => {
          assert.ok(newId(at(ms, 31), 'event') < newId(at(ms + later, 0), 'event'));
        },
      ),
    );
  });

  test('of a cart carries at least 128 random bits', () => {
    assert.equal(newId(at(0), 'cart').length - 'cart_'.length - 10, 26);
  });
});

describe('text', () => {
  test('slugs are lower-case ASCII words', () => {
    assert.equal(slug('Crème Brûlée — 2 cups!'), 'creme-brulee-2-cups');
    assert.equal(slug('日本語'), '');
    assert.equal(slug(`${'a'.repeat(79)} b`), 'a'.repeat(79));
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), (text) =>
        assert.match(slug(text), /^([a-z0-9]+(-[a-z0-9]+)*)?$/),
      ),
    );
  });

  test('canonical JSON does not depend on the order of members', () => {
    assert.equal(
      canonicalJson({ b: 1, a: { d: [2, 1], c: null } }),
      canonicalJson({ a: { c: null, d: [2, 1] }, b: 1 }),
    );
    assert.notEqual(canonicalJson({ a: [1, 2] }), canonicalJson({ a: [2, 1] }));
    assert.notEqual(canonicalJson(JSON.parse('{"__proto__":1}')), canonicalJson({}));
  });

  test('secrets are equal only when they are', () => {
    assert.ok(equalSecrets('abc', 'abc'));
    assert.ok(equalSecrets('', ''));
    for (const other of ['', 'ab', 'abd', 'abcabc', 'abc\0'])
      assert.ok(!equalSecrets('abc', other), other);
    assert.ok(!equalSecrets('aa', 'a'));
    assert.ok(!equalSecrets('a', ''));
    assert.ok(!equalSecrets('', 'a'));
  });

  test('digests are those of the standards', async () => {
    assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    assert.equal(
      hmac('key', 'The quick brown fox jumps over the lazy dog'),
      '97yD9DBThCSxMpjmqm-xQ-9NWaFJRhdZl0edvC0aPNg',
    );
    assert.equal(toBase64Url(new Uint8Array([251, 255, 254])), '-__-');
  });

  test('times are RFC 3339 UTC with milliseconds', () => {
    assert.equal(timestamp(0), '1970-01-01T00:00:00.000Z');
  });
});

test('a write scope includes its read scope and no other', () => {
  const caller = { kind: 'key', id: 'key_1', scopes: ['orders:write'] } as const;
  assert.ok(mayUse(caller, 'orders:write'));
  assert.ok(mayUse(caller, 'orders:read'));
  assert.ok(!mayUse(caller, 'catalog:read'));
  assert.ok(!mayUse({ ...caller, scopes: ['orders:read'] }, 'orders:write'));
  assert.ok(mayUse({ ...caller, scopes: ['*'] }, 'keys:write'));
  assert.ok(!mayUse({ kind: 'anonymous', id: 'anonymous' }, 'orders:read'));
});

test('a merge patch names null and leaves out undefined', () => {
  assert.deepEqual(definedOnly({ a: null, b: undefined, c: 0 }), { a: null, c: 0 });
});

test('only nudges of a known kind are messages', () => {
  assert.ok(isMessage({ kind: 'order', id: 'ord_1' }));
  for (const value of [
    null,
    'order',
    {},
    { kind: 'order' },
    { kind: 'order', id: 1 },
    { kind: 'toString', id: 'x' },
  ]) {
    assert.ok(!isMessage(value));
  }
});

test('every problem code has a fitting status, a title and a next step', () => {
  for (const [code, kind] of Object.entries(problemKinds)) {
    assert.match(code, /^[a-z]+(_[a-z]+)*$/);
    assert.ok(kind.status >= 400 && kind.status < 600, code);
    assert.ok(kind.title.length > 5 && kind.next.endsWith('.'), code);
  }
  assert.equal(new ShopError('code_not_applicable').status, 422);
  assert.equal(new ShopError('code_not_applicable', { status: 409 }).status, 409);
});
