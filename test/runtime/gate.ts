import { byTheClock, firstStatement } from '../bench/far/passed.ts';
import { watchedWay } from '../bench/watched-way.ts';

/**
 * A way to a database that can be shut: what comes then waits there. So the trips that an answer waits for are
 * told from those that are made behind it, whatever the time they take: without the former there is no answer.
 */
export interface Gate {
  readonly url: string;
  /** What `act` answers while nothing passes. @throws when it was waited for something that could not pass */
  shutFor<Result>(act: () => Promise<Result>): Promise<Result>;
  /** What `act` answers while one trip passes, the first that matches; it has to have waited for it. */
  oneFor<Result>(trip: RegExp, act: () => Promise<Result>): Promise<Result>;
}

interface Held {
  readonly body: string;
  readonly pass: () => void;
}

/** An answer waited for more than it was allowed, until that was given up. */
export class Waited extends Error {
  override readonly name = 'Waited';

  constructor(givenUp: readonly string[], cause?: unknown) {
    super(`it waited until this was given up: ${givenUp.join(' | ')}`, { cause });
  }
}

export async function gatedWay(databaseUrl: string): Promise<Gate> {
  let shut = false;
  let held: Held[] = [];
  const givenUp: string[] = [];
  /** Which trip may pass a shut gate, and what is done when it comes. */
  let wanted: { readonly trip: RegExp; readonly come: () => void } | undefined;
  let passing: string | undefined;

  const url = await watchedWay(databaseUrl, async (body, gone) => {
    // The same words again are the same trip: a busy database did nothing the first time.
    if (!shut || body === passing) return;
    if (passing === undefined && wanted?.trip.test(body)) {
      passing = body;
      wanted.come();
      return;
    }
    await new Promise<void>((pass) => {
      held.push({ body, pass });
      gone.addEventListener('abort', () => {
        if (shut && !byTheClock.test(firstStatement(body))) givenUp.push(firstStatement(body));
        pass();
      });
    });
  });

  async function whileShut<Result>(act: () => Promise<Result>): Promise<Result> {
    givenUp.length = 0;
    shut = true;
    try {
      const result = await act().catch((error: unknown) => {
        // What was given up may be heard of later than the answer.
        const waiting = held.map(({ body }) => firstStatement(body));
        const trips = waiting.filter((sql) => !byTheClock.test(sql));
        throw trips.length > 0 ? new Waited(trips, error) : error;
      });
      if (givenUp.length > 0) throw new Waited(givenUp);
      return result;
    } finally {
      shut = false;
      for (const { pass } of held) pass();
      held = [];
      wanted = undefined;
      passing = undefined;
    }
  }

  return {
    url,
    shutFor: whileShut,
    oneFor: (trip, act) =>
      whileShut(async () => {
        let came = false;
        wanted = { trip, come: () => (came = true) };
        const result = await act();
        if (!came) throw new Error(`it was answered without ${trip}`);
        return result;
      }),
  };
}
