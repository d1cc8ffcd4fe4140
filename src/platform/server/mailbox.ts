import type { Actor } from '../../core/actor.ts';
import { ShopError } from '../../core/error.ts';
import { LRUCache } from 'lru-cache';
import { row } from '../../db/read.ts';
import type { ReadDatabase } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { Writer } from '../../db/writer.ts';
import type { Mailbox } from '../platform.ts';

/** Processes that change one actor at the same moment retry; more rounds than this means a storm. */
const roundsMax = 50;

interface Tools {
  readonly db: ReadDatabase;
  readonly writer: Writer;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A whole number that no other save has. */
  readonly nonce: () => number;
}

interface StoredActor {
  readonly version: number;
  readonly state: string;
}

/** Texts of the states that this process saw last: a turn that follows a look need not load again. */
const rememberedBytes = 16_000_000;

/**
 * The home of actors on Node and Deno: a row saved by compare-and-set, with a queue for each id in
 * front, so that this process never races itself and several processes stay correct.
 */
export function createMailbox<State, Command, Reply>(
  actor: Actor<State, Command, Reply>,
  tools: Tools,
): Mailbox {
  const turns = new Map<string, Promise<unknown>>();
  const seen = new LRUCache<string, StoredActor>({
    maxSize: rememberedBytes,
    sizeCalculation: ({ state }) => state.length + 100,
  });

  async function load(id: string, db = tools.db): Promise<StoredActor | undefined> {
    const found = await row<StoredActor>(
      db,
      statement`SELECT version, state FROM actors WHERE kind = ${actor.kind} AND id = ${id}`,
    );
    if (found) seen.set(id, found);
    else seen.delete(id);
    return found;
  }

  async function take(id: string, command: Command): Promise<Reply> {
    let saving: { readonly version: number; readonly reply: Reply } | undefined;
    for (let round = 0; round < roundsMax; round += 1) {
      // Another process may have changed it since: then the save finds out, and what saves nothing looks again.
      const known = round === 0 ? seen.get(id) : undefined;
      const stored = known ?? (await load(id).catch((error: unknown) => lost(error, saving)));
      // The save was repeated because its answer was lost, and the first one had gone through.
      if (saving && stored?.version === saving.version) return saving.reply;
      const before = stored ? (JSON.parse(stored.state) as State) : null;
      const { state, reply, wakeAtMs } = actor.turn(before, command, tools.nowMs());
      if (state === before) {
        if (known) continue;
        return reply;
      }
      const text = JSON.stringify(state);
      saving = { version: tools.nonce(), reply };
      const saved = await tools.writer.apply(
        stored
          ? statement`UPDATE actors SET version = ${saving.version}, state = ${text}, wake_at = ${wakeAtMs}
              WHERE kind = ${actor.kind} AND id = ${id} AND version = ${stored.version}`
          : statement`INSERT INTO actors(kind, id, version, state, wake_at)
              VALUES (${actor.kind}, ${id}, ${saving.version}, ${text}, ${wakeAtMs}) ON CONFLICT(kind, id) DO NOTHING`,
      );
      if (saved.rowsAffected > 0) {
        seen.set(id, { version: saving.version, state: text });
        return reply;
      }
      await tools.sleep(round);
    }
    throw new Error(`${actor.kind} ${id} is changed by too many at once`);
  }

  return {
    send(id, command) {
      const turn = (turns.get(id) ?? Promise.resolve()).then(() => take(id, command as Command));
      const settled = turn.catch(() => undefined);
      turns.set(id, settled);
      void settled.then(() => {
        if (turns.get(id) === settled) turns.delete(id);
      });
      return turn;
    },
    async peek(id, db) {
      const stored = await load(id, db);
      return stored ? (JSON.parse(stored.state) as State) : null;
    },
  };
}

/** Nobody can look whether a save that was repeated had gone through before. */
function lost(error: unknown, saving: unknown): never {
  throw saving ? new ShopError('outcome_unknown', { retry_after: 1 }, String(error)) : error;
}

/** Forgets actors whose time has come, a bounded number at a time. */
export async function forgetExpiredActors(writer: Writer, nowMs: number): Promise<number> {
  const { rowsAffected } = await writer.apply(
    statement`DELETE FROM actors WHERE (kind, id) IN
      (SELECT kind, id FROM actors WHERE kind = 'cart' AND wake_at <= ${nowMs} LIMIT 500)`,
  );
  return rowsAffected;
}
