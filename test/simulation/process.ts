import { createApp } from '../../src/app.ts';
import type { Message } from '../../src/core/message.ts';
import { findDue } from '../../src/db/due.ts';
import { tick, work } from '../../src/jobs.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { forgetExpiredActors } from '../../src/platform/server/mailbox.ts';
import { createCalls } from './calls.ts';
import { type Ground, simulatedPlatform } from './platform.ts';
import type { Life } from './world.ts';

/** A running Kiosk: what it has in memory dies with it, and what it had begun never goes on. */
export interface Process extends Life {
  readonly platform: Platform;
  die(): void;
  /** Undefined when the process dies before it has answered. */
  serve(request: Request): Promise<Response | undefined>;
  /** Works off a nudge. */
  look(message: Message): Promise<void>;
}

/** Due work is looked for this often, as servers do. */
const sweepPauseMs = 1_000;
const ticksEvery = 60;

const app = createApp();
// Loading takes real time, which no seed decides.
await app.loadAll();

export function startProcess(ground: Ground, name: string): Process {
  const { world, faults } = ground;
  const deaths = new Set<() => void>();
  const life = {
    name,
    dead: false,
    die() {
      if (life.dead) return;
      life.dead = true;
      world.trace.note(`${name} dies`);
      for (const tell of deaths) tell();
    },
  };
  const exact = ground.plan.skewMs === 0 || ground.closed();
  let skewMs = exact ? 0 : world.chance.wait(ground.plan.skewMs);
  const calls = createCalls(world, faults, life);
  const nowMs = () => {
    if (faults.happens('clock jumps')) skewMs = world.chance.pick([0, 30_000, 2_000, -500]);
    return Math.floor(world.nowMs() + skewMs);
  };
  const platform = simulatedPlatform(ground, { life, calls, nowMs });

  const started: Process = Object.assign(life, {
    platform,
    serve: (request: Request) =>
      new Promise<Response | undefined>((resolve, reject) => {
        const tell = () => resolve(undefined);
        deaths.add(tell);
        Promise.resolve(app.fetch(request, platform))
          .then(resolve, reject)
          .finally(() => deaths.delete(tell));
      }),
    async look(message: Message) {
      try {
        const outcome = await work(platform, message);
        world.trace.note(`  ${message.kind} ${message.id}: ${outcome}`);
      } catch (error) {
        // Not even its lease could be taken; the sweeper finds it again.
        ground.noteError('work.failed', error);
      }
    },
  });
  void sweep(ground, started);
  return started;
}

/** What the sweeper of a process does for as long as it lives and the shop is open. */
async function sweep({ world, closed, noteError }: Ground, process: Process): Promise<void> {
  const { platform } = process;
  for (let sweeps = 0; ; sweeps += 1) {
    await world.pause(process, 'sweeps', sweepPauseMs * (0.9 + world.chance.fraction() / 5));
    if (closed()) return;
    try {
      for (const message of await findDue(platform.db, platform.clock.nowMs(), 200))
        void process.look(message);
      if (sweeps % ticksEvery === 0) {
        await tick(platform);
        await forgetExpiredActors(platform.writer, platform.clock.nowMs());
      }
    } catch (error) {
      noteError('sweep.failed', error);
    }
  }
}
