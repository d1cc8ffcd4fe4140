import { anonymous } from '../core/caller.ts';
import { type IdSource, newId } from '../core/id.ts';
import { type Context, telling } from '../platform/context.ts';
import type { Platform } from '../platform/platform.ts';
import { timingDatabase, type Waiting } from './database-time.ts';
import { passingOn, traceOf } from './trace.ts';

/** The context of a request before its caller is known. */
export function requestContext(platform: Platform, request: Request): Context {
  const requestId = requestIdOf(platform, request);
  const { waiting, ...reading } = timingDatabase(platform);
  return Object.assign(Object.create(platform) as Platform, {
    ...reading,
    ...notingEffects(platform, waiting),
    ...telling(platform, { request_id: requestId }),
    ...passingOn(platform, traceOf(request)),
    requestId,
    origin: new URL(request.url).origin,
    caller: anonymous,
  });
}

/** A caller's own id is taken over when it is harmless, so that logs on both sides meet. */
export function requestIdOf(source: IdSource, { headers }: Request): string {
  const given = headers.get('request-id');
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : newId(source, 'request');
}

/** The platform of a request, noting when the request begins to change something. */
function notingEffects(
  platform: Platform,
  waiting: Waiting,
): Pick<Context, 'writer' | 'mailbox' | 'effects'> {
  const effects = { begun: false };
  const noted = <Args extends readonly unknown[], Result>(
    change: (...args: Args) => Promise<Result>,
  ) => {
    return (...args: Args): Promise<Result> => {
      effects.begun = true;
      return waiting(change(...args));
    };
  };
  const { writer } = platform;
  return {
    effects,
    writer: {
      command: noted(writer.command),
      apply: noted(writer.apply),
      batch: noted(writer.batch),
      ...(writer.load ? { load: writer.load } : {}),
    },
    mailbox: (kind) => {
      const mailbox = platform.mailbox(kind);
      return { peek: (id) => waiting(mailbox.peek(id)), send: noted(mailbox.send) };
    },
  };
}
