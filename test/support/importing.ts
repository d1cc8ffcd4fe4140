import assert from 'node:assert/strict';
import { createApp } from '../../src/app.ts';
import { type Client, expectStatus, type Json } from './client.ts';
import { adminKey, type TestPlatform } from './platform.ts';

const app = createApp();

/** What tests of imports do with a shop of their own. */
export function importing(platform: TestPlatform, client: Client) {
  /** Sends a file in pieces of a few bytes, as a network might. */
  async function upload(
    file: string | Uint8Array,
    query: string,
    headers: Record<string, string> = {},
    on = platform,
  ): Promise<Response> {
    const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
    const size = Math.max(Math.ceil(bytes.length / 50), 7);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size)
          controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const init = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { authorization: `Bearer ${adminKey}`, ...headers },
    };
    return await app.request(`/v1/admin/imports?${query}`, init as RequestInit, on);
  }

  async function imported(
    file: string | Uint8Array,
    query = 'format=csv',
    headers: Record<string, string> = {},
  ): Promise<Json> {
    const response = await upload(file, query, headers);
    const report: Json = await response.json();
    assert.equal(response.status, 201, JSON.stringify(report));
    assert.equal(response.headers.get('location'), `/v1/admin/imports/${report.id}`);
    assert.deepEqual(
      expectStatus(await client('GET', `/v1/admin/imports/${report.id}`, { admin: true }), 200),
      report,
    );
    return report;
  }

  async function bySku(sku: string): Promise<Json> {
    return expectStatus(
      await client('GET', `/v1/admin/products?sku=${encodeURIComponent(sku)}`, { admin: true }),
      200,
    ).data[0];
  }
  return { upload, imported, bySku };
}

export const counts = (
  rows: number,
  created: number,
  updated: number,
  unchanged: number,
  failed: number,
) => ({
  rows,
  created,
  updated,
  unchanged,
  failed,
});
export const places = (report: Json) =>
  report.errors.map((error: Json) => [error.line, error.column, error.code]);

export const mugs = `\uFEFFhandle,title,description,status,collections,sku,option1_name,option1_value,price_GBP,price_EUR,on_hand\r
enamel-mug,Enamel mug,"Holds ""350 ml"",\r
dishwasher safe",active,Kitchen & Co;Picnic,MUG-BLUE,Color,Blue,8.50,9.95,40\r
enamel-mug,,,,,MUG-RED,Color,Red,8.5,,12\r
\r
,Salt cellar,,active,Kitchen & Co,SALT-1,,,3,,\r
`;
