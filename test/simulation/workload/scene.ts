import type { Chance } from '../chance.ts';
import type { Client } from '../client.ts';
import type { History, Json } from '../history.ts';
import type { Faults } from '../faults.ts';
import type { Shop } from '../shop.ts';
import type { World } from '../world.ts';
import { network } from '../world.ts';

/** What everybody in the shop can see and use. */
export interface Scene {
  readonly world: World;
  readonly faults: Faults;
  readonly client: Client;
  readonly shop: Shop;
  readonly history: History;
  /** Orders that somebody was told of: what staff and the bank work on. */
  readonly orders: KnownOrder[];
  /** Whether to begin nothing new. */
  closing(): boolean;
}

export interface KnownOrder {
  readonly id: string;
  readonly token: string;
  /** As it was last answered. */
  latest: Json;
}

/** A new Idempotency-Key, long enough to be a secret. */
export const newKey = (chance: Chance): string => Buffer.from(chance.bytes(18)).toString('hex');

/** Mostly goes on at once, sometimes leaves for tea. */
export async function think({ world }: Scene): Promise<void> {
  const { chance } = world;
  const mean = chance.happens(0.6) ? 20 : chance.pick([200, 2_000, 15_000]);
  await world.pause(network, 'thinks', chance.wait(mean));
}

/** Does all of it at the same time, as two tabs or two clerks would. */
export const together = async <Result>(
  ...works: readonly (() => Promise<Result>)[]
): Promise<Result[]> => await Promise.all(works.map((work) => work()));
