import type { Message } from '../../src/core/message.ts';
import type { Queue } from '../../src/platform/platform.ts';
import type { Ground } from './platform.ts';
import { type Process, startProcess } from './process.ts';
import { network } from './world.ts';

/** The processes of a run. One that died is followed by another. */
export interface Cluster {
  /** Some process that lives. */
  pick(): Process;
  /** All die, and others follow: nothing goes on that was in memory. */
  restart(): void;
  readonly queue: Queue;
}

export function startCluster(makeGround: (queue: Queue) => Ground): Cluster {
  const processes: Process[] = [];
  let started = 0;

  const queue: Queue = {
    async send(message, { delaySeconds = 0 } = {}) {
      if (faults.happens('nudge lost')) return;
      const copies = faults.happens('nudge doubled') ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const lateMs = faults.happens('nudge late') ? world.chance.wait(20_000) : 0;
        const waitMs = delaySeconds * 1_000 + world.chance.wait(5) + lateMs;
        world.later(network, `nudge ${message.kind} ${message.id}`, waitMs, () => deliver(message));
      }
    },
  };
  const ground = makeGround(queue);
  const { world, faults, plan } = ground;

  function alive(): readonly Process[] {
    for (let at = 0; at < plan.processes; at += 1) {
      if (processes[at] && !processes[at]?.dead) continue;
      started += 1;
      processes[at] = startProcess(ground, `process-${started}`);
    }
    return processes;
  }

  const pick = () => world.chance.pick(alive());
  const deliver = (message: Message) => void pick().look(message);
  const restart = () => {
    for (const process of processes) process.die();
  };
  return { pick, restart, queue };
}
