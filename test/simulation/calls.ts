import type { CallKind, Faults } from './faults.ts';
import { type Life, network, type World } from './world.ts';

/** Calls of one process to what is outside of it: each waits its turn, and may go wrong. */
export interface Calls {
  make<Result>(kind: CallKind, what: string, effect: () => Promise<Result>): Promise<Result>;
}

interface Caller extends Life {
  die(): void;
}

/** How long a caller may wait before it hears of a time-out: what the platform allows a database call. */
const timeoutMs = 5_000;

export function createCalls(world: World, faults: Faults, caller: Caller): Calls {
  return {
    async make(kind, what, effect) {
      const outlives = kind === 'write' && faults.happens('write outlives its sender');
      const owner = outlives ? { ...network, name: caller.name } : caller;
      await world.pause(owner, `${kind} ${what}`, faults.latencyMs(kind));
      const fate = faults.fate(kind);
      if (fate !== 'works') world.trace.note(`  ${fate}`);
      if (caller.dead) {
        await effect().catch(() => undefined);
        return await never();
      }
      switch (fate) {
        case 'works':
          return await effect();
        case 'busy':
          throw lockHeld();
        case 'lost':
          return await timedOut(caller);
        case 'answer lost':
          await effect().catch(() => undefined);
          return await timedOut(caller);
        case 'done later':
          world.later(network, `late ${kind} ${what}`, world.chance.wait(3_000), () => {
            effect().catch(() => undefined);
          });
          return await timedOut(caller);
        case 'dies before':
          caller.die();
          return await never();
        case 'dies after':
          await effect().catch(() => undefined);
          caller.die();
          return await never();
      }
    },
  };

  async function timedOut(owner: Life): Promise<never> {
    await world.pause(owner, 'time-out', world.chance.pick([0, 50, 500, timeoutMs]));
    throw timeOut();
  }
}

const never = <Result>(): Promise<Result> => new Promise<Result>(() => undefined);

export const timeOut = () =>
  Object.assign(new Error('The operation was aborted due to timeout'), { name: 'TimeoutError' });

const lockHeld = () =>
  Object.assign(new Error('SQLITE_BUSY: database is locked'), { code: 'SQLITE_BUSY' });
