import type { Message } from '../../core/message.ts';
import type { ActorObject } from './actor-object.ts';
import type { WriterObject } from './writer-object.ts';

/** The bindings of `wrangler.toml`, and the settings as strings. */
export interface Environment {
  readonly CARTS: DurableObjectNamespace<ActorObject>;
  readonly WRITERS: DurableObjectNamespace<WriterObject>;
  readonly NUDGES: Queue<Message>;
  /** Nudges of work that waits for strangers. */
  readonly WEBHOOKS: Queue<Message>;
  /** Absent where `wrangler.toml` names none: then there is no brake. */
  readonly BRAKE?: RateLimit;
  readonly MONEY_BRAKE?: RateLimit;
  readonly DATABASE_URL: string;
  readonly DATABASE_REPLICA_URL?: string;
  readonly DATABASE_AUTH_TOKEN?: string;
  /** The control table of a deployment that serves many shops. */
  readonly SHOPS_DATABASE_URL?: string;
  /** `on`: bodies are made by `Catalog`, behind Workers Cache. */
  readonly WORKERS_CACHE?: string;
}

/** What this Worker exports, as `ctx.exports` lends it. A `fetch` goes through Workers Cache, a call does not. */
export interface Exports {
  readonly Catalog?: {
    fetch(url: string, init: { signal: AbortSignal }): Promise<Response>;
    purge(tags: readonly string[]): Promise<string | undefined>;
  };
}

/** `Catalog`, in the set-up that has it behind Workers Cache. */
export const catalogOf = (
  { WORKERS_CACHE: setting }: Pick<Environment, 'WORKERS_CACHE'>,
  exports: Exports | undefined,
): Exports['Catalog'] => (setting === 'on' ? exports?.Catalog : undefined);

/** The settings among the bindings: whatever is a string. */
export function settingsOf(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
