import { DurableObject } from 'cloudflare:workers';
import type { Actor } from '../../core/actor.ts';
import type { Environment } from './environment.ts';

// oxlint-disable-next-line no-explicit-any -- an actor of any state, command and reply
type AnyActor = Actor<any, any, any>;

/** The home of one actor on Workers. Nothing is awaited between load and save, so turns never interleave. */
export abstract class ActorObject extends DurableObject<Environment> {
  protected abstract readonly actor: AnyActor;

  async send(command: unknown): Promise<unknown> {
    const { kv } = this.ctx.storage;
    const before = kv.get('state') ?? null;
    const { state, reply, wakeAtMs } = this.actor.turn(before, command, Date.now());
    if (state !== before) {
      kv.put('state', state);
      // An earlier alarm looks, finds nothing to do, and asks to be woken again.
      if (wakeAtMs !== undefined && (await this.ctx.storage.getAlarm()) === null) {
        await this.ctx.storage.setAlarm(wakeAtMs);
      }
    }
    return reply;
  }

  async peek(): Promise<unknown> {
    return this.ctx.storage.kv.get('state') ?? null;
  }

  override async alarm(): Promise<void> {
    const before = this.ctx.storage.kv.get('state') ?? null;
    const { state, wakeAtMs } = this.actor.wake(before, Date.now());
    if (state === null) await this.ctx.storage.deleteAll();
    else if (wakeAtMs !== undefined) await this.ctx.storage.setAlarm(wakeAtMs);
  }
}
