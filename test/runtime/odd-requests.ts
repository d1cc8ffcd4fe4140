import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendRaw } from '../support/raw-socket.ts';
import type { ServerProcess } from './server-process.ts';

// Bytes that no HTTP client would send, over sockets of our own: what a stranger sends is never a failure of ours.

const close = 'Connection: close\r\n';
const toHost = 'Host: shop.example\r\n';

/** The same answer to GET and HEAD, but for the body. */
export function headPromises(server: () => ServerProcess): void {
  test('HEAD tells the length that GET has, made anew, from memory and in refusals', async () => {
    const { url } = server();
    const paths = ['/v1/shop', '/v1/shop', '/v1/products/none', '/health', '/', '/v1/nothing'];
    for (const path of paths) {
      const ask = (method: string) =>
        sendRaw(url, `${method} ${path} HTTP/1.1\r\n${toHost}Request-Id: the-same\r\n${close}\r\n`);
      const [head, get] = [await ask('HEAD'), await ask('GET')];
      assert.deepEqual(head.statuses, get.statuses, path);
      assert.equal(head.body, '', path);
      assert.equal(head.header('content-length'), String(get.body.length), path);
    }
  });
}

/** Of Node and Deno: in front of a Worker stands a server that is not ours, in development too. */
export function oddRequests(server: () => ServerProcess): void {
  const post = `POST /v1/carts HTTP/1.1\r\n${toHost}Content-Type: application/json\r\n`;
  const chunked = `${post}Transfer-Encoding: chunked\r\n\r\n`;
  const refusedOrClosed = async (name: string, bytes: string, cut?: 'cut') => {
    const { statuses } = await sendRaw(server().url, bytes, cut);
    for (const status of statuses) assert.ok(status >= 400 && status < 500, `${name}: ${status}`);
  };

  test('a body that is not framed as HTTP asks, or breaks off, is its sender’s mistake', async () => {
    for (const [name, bytes] of Object.entries({
      'no size': `${chunked}zz\r\n{}\r\n0\r\n\r\n`,
      'a negative size': `${chunked}-2\r\n{}\r\n0\r\n\r\n`,
      'a size beyond all numbers': `${chunked}fffffffffffffffff\r\n{}\r\n0\r\n\r\n`,
      'a longer chunk than it says': `${chunked}2\r\n{}XX0\r\n\r\n`,
      'an extension that ends in the middle': `${chunked}2;a\n{}\r\n0\r\n\r\n`,
      'an extension without end': `${chunked}2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
      'broken trailers': `${chunked}2\r\n{}\r\n0\r\nno colon\r\n\r\n`,
      'two lengths': `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      'a negative length': `${post}Content-Length: -2\r\n\r\n{}`,
      'a length and chunks': `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    }))
      await refusedOrClosed(name, bytes);
    await refusedOrClosed('a chunk that breaks off', `${chunked}5\r\n{}`, 'cut');
    await refusedOrClosed('a body that breaks off', `${post}Content-Length: 10\r\n\r\n{}`, 'cut');
    assert.doesNotMatch(server().output(), /request\.failed/);
  });

  test('chunks with extensions and trailers are read as they are meant', async () => {
    const bytes = `${post}${close}Transfer-Encoding: chunked\r\n\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX-A: b\r\n\r\n`;
    assert.deepEqual((await sendRaw(server().url, bytes)).statuses, [201]);
  });

  test('a target of another form is answered or refused', async () => {
    const ask = (line: string, host = toHost) =>
      sendRaw(server().url, `${line} HTTP/1.1\r\n${host}${close}\r\n`);
    for (const target of [
      'http://shop.example',
      'http://shop.example?',
      'http://shop.example/health',
      '/v1/../health',
      '/v1/%2e%2e/health',
    ])
      assert.deepEqual((await ask(`GET ${target}`)).statuses, [200], target);
    for (const line of [
      'GET *',
      'GET health',
      'GET ?a=b',
      'GET http://',
      'GET http://[::1/health',
      'GET http://shop.example:99999/health',
      'GET shop.example:443',
      'CONNECT shop.example:443',
      'CONNECT /health',
      'TRACE /health',
      'get /v1/shop',
      'G(T /v1/shop',
    ]) {
      const { statuses } = await ask(line);
      for (const status of statuses) assert.match(String(status), /^4\d\d$/, line);
    }
    const { statuses } = await ask('OPTIONS *');
    for (const status of statuses) assert.match(String(status), /^(204|400)$/);
  });

  test('a host is named once, and readably', async () => {
    for (const hosts of ['one', '[::1', 'one two', 'one:99999', 'one%zz'].map(
      (host) => `Host: ${host}\r\n${host === 'one' ? 'Host: other\r\n' : ''}`,
    )) {
      const bytes = `GET /v1/shop HTTP/1.1\r\n${hosts}${close}\r\n`;
      assert.deepEqual((await sendRaw(server().url, bytes)).statuses, [400], hosts);
    }
  });
}
