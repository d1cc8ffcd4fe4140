import { type ReadDatabase, rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import { type Changed, planPurge } from './purge-plan.ts';

interface Parts {
  readonly db: ReadDatabase;
  readonly clock: { nowMs(): number };
  /** The version up to which everything is purged; kept, so that a restart purges nothing twice. */
  readonly purged: { get(): number | undefined; set(version: number): void };
  /** Answers what went wrong, if anything did. */
  readonly purge: (tags: readonly string[]) => Promise<string | undefined>;
  readonly log: (event: string, fields: Record<string, unknown>) => void;
}

/**
 * Purges what has changed, whoever changed it, in one place for the whole Worker. That bodies are right does
 * not depend on it, since the version is in what they are asked by: it frees what nobody will ask for again.
 */
export class Purger {
  readonly #parts: Parts;
  #calledAtMs = -Infinity;
  #busy = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Answers when to look again, if that is known; after a failure the next look will do. */
  async look(): Promise<number | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    try {
      return await this.#purgeChanged();
    } catch (error) {
      this.#parts.log('cache.purge_failed', { error: String(error) });
      return undefined;
    } finally {
      this.#busy = false;
    }
  }

  async #purgeChanged(): Promise<number | undefined> {
    const { db, clock, purged, purge, log } = this.#parts;
    const changed = await rows<Changed>(
      db,
      statement`SELECT scope, version FROM cache_versions WHERE version > ${purged.get() ?? 0}`,
    );
    const nowMs = clock.nowMs();
    const plan = planPurge(changed, { nowMs, calledAtMs: this.#calledAtMs });
    if (plan.kind === 'wait') return plan.untilMs;
    if (plan.kind === 'nothing') return undefined;
    this.#calledAtMs = nowMs;
    const failure = await purge(plan.tags);
    if (failure === undefined) purged.set(plan.upTo);
    else log('cache.purge_failed', { error: failure, tags: plan.tags.length });
    return undefined;
  }
}
