import { type Client, clientOf, expectStatus, type Json } from './client.ts';
import { testPlatform, type TestPlatform } from './platform.ts';
import { aReceiver, type Receiver } from './receiver.ts';

export const path = '/v1/admin/webhook-endpoints';
export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;

export interface Scene {
  readonly platform: TestPlatform;
  readonly client: Client;
  readonly receiver: Receiver;
  readonly endpoint: Json;
}

/** A shop whose events go to a receiver of the test. */
export async function aScene(events: readonly string[] = ['*']): Promise<Scene> {
  const receiver = await aReceiver();
  const platform = await testPlatform({ WEBHOOK_ALLOW: receiver.host });
  const client = clientOf(platform);
  const endpoint = await anEndpoint(client, receiver, events);
  return { platform, client, receiver, endpoint };
}

/** A new endpoint for the receiver, with its secret. */
export const anEndpoint = async (
  client: Client,
  receiver: Receiver,
  events: readonly string[] = ['*'],
): Promise<Json> => {
  const body = { url: receiver.url, events };
  return expectStatus(await client('POST', path, { admin: true, body }), 201);
};

/** The delivery log of the endpoint, the latest first. */
export const deliveriesOf = async ({ client, endpoint }: Scene, query = ''): Promise<Json[]> =>
  expectStatus(
    await client('GET', `${path}/${endpoint.id}/deliveries?limit=100${query}`, { admin: true }),
    200,
  ).data;

export const readEndpoint = async ({ client, endpoint }: Scene): Promise<Json> =>
  expectStatus(await client('GET', `${path}/${endpoint.id}`, { admin: true }), 200);

export const changeEndpoint = async ({ client, endpoint }: Scene, body: unknown): Promise<Json> =>
  expectStatus(
    await client('PATCH', `${path}/${endpoint.id}`, { admin: true, ifMatch: '*', body }),
    200,
  );
