import type { Database } from '../database.ts';
import type { History, Json, Try } from '../history.ts';
import type { Plan } from '../plan.ts';
import type { Receiver } from '../receiver.ts';
import type { Shop } from '../shop.ts';
import type { World } from '../world.ts';

/** What a run leaves behind for those who judge it, once nothing moves any more. */
export interface Evidence {
  readonly world: World;
  readonly plan: Plan;
  readonly history: History;
  readonly shop: Shop;
  readonly database: Database;
  /** Errors that were logged at the level of errors. */
  readonly errors: readonly string[];
  readonly receiver: Receiver;
  /** Carts by id, as they are shown at the end; undefined for one that is gone. */
  readonly carts: ReadonlyMap<string, Json>;
}

/** One rule that must never be broken. */
export interface Checker {
  readonly name: string;
  /** What is wrong, a line each. */
  check(evidence: Evidence): string[] | Promise<string[]>;
}

export type Row = Readonly<Record<string, unknown>>;

export const ask = async ({ database }: Evidence, sql: string): Promise<readonly Row[]> =>
  (await database.primary.execute(sql)).rows as unknown as Row[];

/** A try that was answered. */
export type Answered = Try & {
  readonly answer: NonNullable<Try['answer']>;
  readonly answeredAt: number;
};

export const answered = ({ history }: Evidence): Answered[] =>
  history.tries.filter((each): each is Answered => each.answer !== undefined);

/** Everything with an equal name, together; what has none is left out. */
export function grouped<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string | undefined,
): Map<string, Item[]> {
  const groups = Map.groupBy(items, nameOf);
  groups.delete(undefined);
  return groups as Map<string, Item[]>;
}

/** What one key is valid for: whoever asks, the method and the path. */
export const scopeOf = ({ ask: { bearer = '', method, path, key } }: Try): string | undefined =>
  key === undefined ? undefined : `${bearer} ${method} ${path} ${key}`;

/** What was asked and done under keys, once for each key: a repeat is the same request. */
export function doneOnce(
  evidence: Evidence,
  matches: (each: Answered) => boolean,
): { readonly body: Json; readonly answer: Json; readonly path: string }[] {
  const done = answered(evidence).filter(
    (each) => each.answer.status < 300 && each.ask.key !== undefined && matches(each),
  );
  return [...grouped(done, scopeOf).values()].map(([first]) => ({
    body: first!.ask.body as Json,
    answer: first!.answer.body,
    path: first!.ask.path,
  }));
}
