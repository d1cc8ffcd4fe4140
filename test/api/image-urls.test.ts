import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { aProduct } from '../support/factories.ts';
import { testPlatform } from '../support/platform.ts';

// Images are shown, and one day fetched, by others: no URL of one may lead inside.

const inside = [
  'http://127.0.0.1/a.jpg',
  'http://2130706433/a.jpg',
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/a.jpg',
  'http://[::1]/a.jpg',
  'http://[::ffff:192.168.0.1]/a.jpg',
  'http://localhost/a.jpg',
  'http://files.internal/a.jpg',
  'https://user:pass@images.example/a.jpg',
];

test('an inside URL is refused wherever an image is given', async () => {
  const client = clientOf(await testPlatform());
  const product = await aProduct(client, {
    images: [{ url: 'https://images.example/a.jpg', alt: 'A' }],
  });
  const images = `/v1/admin/products/${product.id}/images`;
  for (const url of inside) {
    const ask = { admin: true, ifMatch: '*' };
    const title = 'With an image';
    const tries = [
      [
        'POST',
        '/v1/admin/products',
        { title, variants: [{ sku: url, prices: [] }], images: [{ url }] },
      ],
      ['POST', images, { url }],
      ['PATCH', `${images}/${product.images[0].id}`, { url }],
      ['POST', '/v1/admin/collections', { title, image_url: url }],
    ] as const;
    for (const [method, path, body] of tries) {
      const answer = await client(method, path, { ...ask, body });
      const { errors } = expectProblem(answer, 400, 'invalid_request');
      assert.match(errors[0].pointer, /url$/, `${path} ${url}`);
    }
  }
});

test('a row of an import with an inside URL is refused by itself', async () => {
  const client = clientOf(await testPlatform());
  const body = `handle,title,status,sku,price_GBP,image_url
good,Good,active,GOOD,1.00,https://images.example/good.jpg
bad,Bad,active,BAD,1.00,http://127.0.0.1/bad.jpg
`;
  const made = await client('POST', '/v1/admin/imports?format=csv', {
    admin: true,
    body,
    headers: { 'content-type': 'text/csv' },
  });
  const report = expectStatus(made, 201);
  assert.equal(report.errors.length, 1, made.text);
  expectStatus(await client('GET', '/v1/products/good'), 200);
  expectProblem(await client('GET', '/v1/products/bad'), 404, 'product_not_found');
});
