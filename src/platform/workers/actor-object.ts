import { DurableObject } from 'cloudflare:workers';
import type { Actor } from '../../core/actor.ts';
import type { Environment } from './environment.ts';

// oxlint-disable-next-line no-explicit-any -- an actor of any state, command and reply
type AnyActor = Actor<any, any, any>;

/**
 * The home of one actor on Workers. Nothing is awaited between load and save, so turns never interleave; no
 * reply leaves before what was saved is durable, and when that fails the object, with all it knows, is gone.
 */
export abstract class ActorObject extends DurableObject<Environment> {
  protected abstract readonly actor: AnyActor;
  /** As saved; undefined before it was looked for. */
  #state: unknown;
  #hasAlarm = false;

  #load(): unknown {
    if (this.#state === undefined) this.#state = this.ctx.storage.kv.get('state') ?? null;
    return this.#state;
  }

  async send(command: unknown): Promise<unknown> {
    const before = this.#load();
    const { state, reply, wakeAtMs } = this.actor.turn(before, command, Date.now());
    if (state !== before) {
      this.ctx.storage.kv.put('state', state);
      this.#state = state;
      if (wakeAtMs !== undefined && !this.#hasAlarm) await this.#wakeBy(wakeAtMs);
    }
    return reply;
  }

  /** An earlier alarm looks, finds nothing to do, and asks to be woken again. */
  async #wakeBy(atMs: number): Promise<void> {
    const { storage } = this.ctx;
    if ((await storage.getAlarm()) === null) await storage.setAlarm(atMs);
    this.#hasAlarm = true;
  }

  async peek(): Promise<unknown> {
    return this.#load();
  }

  override async alarm(): Promise<void> {
    this.#hasAlarm = false;
    const { state, wakeAtMs } = this.actor.wake(this.#load(), Date.now());
    if (state === null) await this.#forget();
    else if (wakeAtMs !== undefined) await this.ctx.storage.setAlarm(wakeAtMs);
  }

  async #forget(): Promise<void> {
    this.#state = undefined;
    await this.ctx.storage.deleteAll();
  }
}
