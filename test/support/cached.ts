import type { Statement } from '../../src/core/statement.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { type Answer, type Client, clientOf, expectStatus, type Json } from './client.ts';
import { type TestPlatform, testPlatform } from './platform.ts';

/** How the cache answered: hit, stale, miss or bypass. */
export const cacheOf = (answer: Answer) =>
  /desc=(\w+)/.exec(answer.headers.get('server-timing') ?? '')?.[1];

/** What the cache says of a path, and the path's body. */
export async function look(client: Client, path: string): Promise<[string | undefined, Json]> {
  const answer = await client('GET', path);
  return [cacheOf(answer), answer.body];
}

export const rename = async (client: Client, product: Json, title: string): Promise<Json> => {
  const path = `/v1/admin/products/${product.id}`;
  return expectStatus(
    await client('PATCH', path, { admin: true, ifMatch: '*', body: { title } }),
    200,
  );
};

/** Another process: what it knows of versions is its own, and up to a second old. */
export async function another(platform: TestPlatform): Promise<Client> {
  return clientOf(await testPlatform({}, platform));
}

/** The platform, reading through `ask`. */
export const reading = (
  platform: TestPlatform,
  ask: (statements: readonly Statement[]) => ReturnType<Platform['db']['ask']>,
): TestPlatform => ({ ...platform, replica: { ...platform.replica, ask } });
