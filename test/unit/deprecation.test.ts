import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { announceEnd } from '../../src/http/deprecation.ts';

test('an operation that is going to end says since when, until when, and what replaces it', async () => {
  const app = new Hono();
  const end = { since: '2027-01-01', sunset: '2027-07-01', successor: '/v1/products' };
  app.on('GET', '/old', announceEnd(end));
  app.get('/old', (c) => c.json({}));
  const { headers } = await app.request('/old');
  assert.equal(headers.get('deprecation'), '@1798761600');
  assert.equal(headers.get('sunset'), 'Thu, 01 Jul 2027 00:00:00 GMT');
  assert.equal(headers.get('link'), '</v1/products>; rel="successor-version"');
});

test('a refusal of a deprecated operation says so too', async () => {
  const app = new Hono();
  app.on('GET', '/old', announceEnd({ since: '2027-01-01' }));
  app.get('/old', () => {
    throw new Error('refused');
  });
  app.onError((_error, c) => c.json({}, 400));
  const response = await app.request('/old');
  assert.equal(response.status, 400);
  assert.equal(response.headers.get('deprecation'), '@1798761600');
  assert.equal(response.headers.get('sunset'), null);
});
