import { DurableObject } from 'cloudflare:workers';
import type { Actor } from '../../core/actor.ts';
import { type Answer, type Answers, answerKeptMs, type ClaimRecord } from '../../db/commands.ts';
import type { Environment } from './environment.ts';
import { KeptAnswers } from './kept-answers.ts';

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
  readonly #answers = new KeptAnswers(this.ctx.storage.sql);

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

  async findAnswer(key: string): Promise<ClaimRecord | undefined> {
    return this.#answers.find(key);
  }

  async keepAnswer(answer: Answer): ReturnType<Answers['keep']> {
    const kept = this.#answers.keep(answer, Date.now());
    // There may be no actor: a refusal is an answer, too.
    if (!this.#hasAlarm) await this.#wakeBy(Date.now() + answerKeptMs);
    return kept;
  }

  override async alarm(): Promise<void> {
    this.#hasAlarm = false;
    const { state, wakeAtMs } = this.actor.wake(this.#load(), Date.now());
    if (state !== null) {
      if (wakeAtMs !== undefined) await this.ctx.storage.setAlarm(wakeAtMs);
      return;
    }
    this.#state = undefined;
    const keptUntilMs = this.#answers.keptUntilMs() ?? 0;
    if (keptUntilMs > Date.now()) {
      this.ctx.storage.kv.delete('state');
      await this.ctx.storage.setAlarm(keptUntilMs);
    } else {
      await this.ctx.storage.deleteAll();
      this.#answers.forget();
    }
  }
}
