import { anonymous } from '../core/caller.ts';
import { ShopError } from '../core/error.ts';
import { type IdSource, newId } from '../core/id.ts';
import { originOf } from '../core/target.ts';
import type { Answers } from '../db/commands.ts';
import { classify } from '../db/write-refused.ts';
import { type Context, telling } from '../platform/context.ts';
import type { Platform } from '../platform/platform.ts';
import { timingDatabase, type Waiting } from './database-time.ts';
import { passingOn, traceOf } from './trace.ts';

/** The context of a request before its caller is known. */
export function requestContext(platform: Platform, request: Request): Context {
  const requestId = requestIdOf(platform, request);
  const { waiting, ...reading } = timingDatabase(platform);
  const { writer, mailbox } = platform;
  const { fetch = platform.fetch } = passingOn(platform, traceOf(request));
  return {
    ...platform,
    ...reading,
    ...telling(platform, { request_id: requestId }),
    ...notingEffects({ writer, mailbox, fetch }, waiting),
    requestId,
    origin: originOf(request.url),
    caller: anonymous,
  };
}

/** A caller's own id is taken over when it is harmless, so that logs on both sides meet. */
export function requestIdOf(source: IdSource, { headers }: Request): string {
  const given = headers.get('request-id');
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : newId(source, 'request');
}

/** The platform of a request, noting when the request begins to change something. */
function notingEffects(
  { writer, mailbox, fetch }: Pick<Platform, 'writer' | 'mailbox' | 'fetch'>,
  waiting: Waiting,
): Pick<Context, 'writer' | 'mailbox' | 'fetch' | 'effects'> {
  const effects = { begun: 0 };
  let askedOthers = false;
  const noted = <Args extends readonly unknown[], Result>(
    change: (...args: Args) => Promise<Result>,
  ) => {
    return async (...args: Args): Promise<Result> => {
      effects.begun += 1;
      try {
        return await waiting(change(...args));
      } catch (error) {
        if (!hasDoneNothing(error)) throw error;
        effects.begun -= 1;
        if (effects.begun === 0 && !askedOthers) throw error;
        // This did nothing, but something before it may have: its caller must not be told that nothing was done.
        throw new ShopError('outcome_unknown', { retry_after: 2 }, String(error));
      }
    };
  };
  const timedAnswers = ({ find, keep }: Answers): Answers => ({
    find: (key) => waiting(find(key)),
    keep: noted(keep),
  });
  return {
    effects,
    fetch: (...args) => {
      askedOthers = true;
      return fetch(...args);
    },
    writer: {
      command: noted(writer.command),
      apply: noted(writer.apply),
      batch: noted(writer.batch),
      ...(writer.load ? { load: writer.load } : {}),
    },
    mailbox: (kind) => {
      const { peek, send, answers } = mailbox(kind);
      return {
        peek: (id, db) => waiting(peek(id, db)),
        send: noted(send),
        ...(answers ? { answers: (id) => timedAnswers(answers(id)) } : {}),
      };
    },
  };
}

const hasDoneNothing = (error: unknown): boolean =>
  error instanceof ShopError
    ? error.code === 'database_unavailable'
    : classify(error).kind === 'unsent';
