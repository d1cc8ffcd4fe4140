import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Layout, ownLayout, type Row } from '../../src/shop/catalog/import-row.ts';
import { shopifyLayout } from '../../src/shop/catalog/shopify-row.ts';

const shop = { currency: 'GBP' };

function describeRows(layout: Layout, rows: readonly Record<string, string>[]) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const read = rows.map((row, index): Row => ({
    line: index + 2,
    cell: (column) => row[column] ?? '',
  }));
  return layout.describe(read, { ...shop, columns });
}

describe('a row of our own layout', () => {
  test('is a variant with options, prices in several currencies, weight and stock', () => {
    const { product, problems } = describeRows(ownLayout, [
      {
        title: 'Mug',
        handle: 'mug',
        sku: 'MUG-B',
        option1_name: 'Color',
        option1_value: 'Blue',
        price_gbp: '8.50',
        price_jpy: '1200',
        weight_grams: '240',
        on_hand: '4',
        policy: 'Continue',
        collections: 'Kitchen; Picnic',
        'metadata.origin': 'Leeds',
      },
      { sku: 'MUG-R', option1_name: 'Color', option1_value: 'Red', price_gbp: '' },
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(product, {
      title: 'Mug',
      handle: 'mug',
      collections: ['Kitchen', 'Picnic'],
      metadata: { origin: 'Leeds' },
      variants: [
        {
          sku: 'MUG-B',
          options: { Color: 'Blue' },
          prices: [
            { amount: 850, currency: 'GBP' },
            { amount: 1200, currency: 'JPY' },
          ],
          weight_grams: 240,
          inventory: { on_hand: 4, policy: 'continue' },
        },
        { sku: 'MUG-R', options: { Color: 'Red' }, prices: [] },
      ],
    });
  });

  test('leaves out a variant that cannot be read and says where', () => {
    const { product, problems, variantLines } = describeRows(ownLayout, [
      { title: 'Mug', sku: 'A', price_gbp: '£8' },
      { sku: 'B', price_gbp: '8.555' },
      { sku: 'C', price_gbp: '8', on_hand: 'many' },
      { sku: 'D', price_gbp: '8' },
    ]);
    assert.deepEqual(
      problems.map(({ line, column, sku, code }) => [line, column, sku, code]),
      [
        [2, 'price_gbp', 'A', 'invalid_price'],
        [3, 'price_gbp', 'B', 'invalid_price'],
        [4, 'on_hand', 'C', 'invalid_number'],
      ],
    );
    assert.deepEqual(
      (product['variants'] as { sku: string }[]).map(({ sku }) => sku),
      ['D'],
    );
    assert.deepEqual(variantLines, [5]);
  });

  test('knows its columns, and no currency that is none', () => {
    for (const column of ['sku', 'option3_value', 'price_eur', 'metadata.x'])
      assert.ok(ownLayout.knows(column), column);
    for (const column of ['skus', 'option4_name', 'price_xxx', 'prise_gbp'])
      assert.ok(!ownLayout.knows(column), column);
  });
});

describe('a row of Shopify', () => {
  test('has variants, images and what is kept of the rest', () => {
    const { product, problems } = describeRows(shopifyLayout, [
      {
        handle: 'Täa_Towel',
        title: 'Tea towel',
        'body (html)': '<p>Soft</p>',
        vendor: 'North',
        tags: 'a, b',
        published: 'TRUE',
        'option1 name': 'Size',
        'option1 value': 'S',
        'variant sku': 'T-S',
        'variant price': '4.00',
        'variant grams': '80',
        'variant inventory qty': '-3',
        'variant inventory tracker': 'shopify',
        'variant inventory policy': 'deny',
        'image src': 'https://i.example/1.jpg',
      },
      {
        'option1 value': 'L',
        'variant price': '5.00',
        'variant inventory tracker': '',
        'variant inventory qty': '2',
      },
      { 'image src': 'https://i.example/2.jpg', 'image alt text': 'Back' },
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(product, {
      handle: 'taa-towel',
      title: 'Tea towel',
      description: '<p>Soft</p>',
      status: 'active',
      metadata: { vendor: 'North', tags: 'a, b' },
      images: [
        { url: 'https://i.example/1.jpg', alt: '' },
        { url: 'https://i.example/2.jpg', alt: 'Back' },
      ],
      variants: [
        {
          sku: 'T-S',
          options: { Size: 'S' },
          prices: [{ amount: 400, currency: 'GBP' }],
          weight_grams: 80,
          inventory: { on_hand: 0, policy: 'deny' },
        },
        {
          sku: 'taa-towel-l',
          options: { Size: 'L' },
          prices: [{ amount: 500, currency: 'GBP' }],
          inventory: { on_hand: 2, policy: 'continue' },
        },
      ],
    });
  });

  test('the default title is no option', () => {
    const { product } = describeRows(shopifyLayout, [
      {
        handle: 'x',
        title: 'X',
        'option1 name': 'Title',
        'option1 value': 'Default Title',
        'variant price': '1',
      },
    ]);
    assert.deepEqual((product['variants'] as { options: object }[])[0]?.options, {});
  });
});
