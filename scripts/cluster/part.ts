import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Is told of a process as soon as there is one. */
export type Spawned = (child: ChildProcess) => void;

/** A process of the cluster, and how it is started again. */
export interface PartPlan {
  readonly name: string;
  readonly port: number | undefined;
  /** Starts it: tells of the process at once, resolves when it answers. */
  readonly launch: (spawned: Spawned) => Promise<unknown>;
  /** Whether it still answers. Of the primary the watchdog asks, by writing. */
  readonly probe?: () => Promise<unknown>;
  /** Its round trip to the primary, where that takes time. */
  readonly farMs?: number;
  /** How long a stop may take before it is killed. */
  readonly stopMs?: number;
}

export type PartState = 'starting' | 'up' | 'silent' | 'down' | 'stopping' | 'ended';

/** What happened, for people. */
export type Tell = (event: string) => void;

/** A process that died young is started again after a pause that doubles up to this. */
const pauseMaxMs = 5_000;
const pauseMinMs = 100;
/** One that lived so long was well. */
const wellAfterMs = 10_000;
const probePauseMs = 1_000;
/** So many failures in a row, and it is taken for frozen. */
const silentMax = 5;

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

const ending = (child: ChildProcess): Promise<void> =>
  hasEnded(child) ? Promise.resolve() : new Promise((done) => child.once('exit', () => done()));

/** A process that is started again whenever it ends, until it is told to end. */
export class Part {
  readonly name: string;
  readonly port: number | undefined;
  readonly farMs: number;
  state: PartState = 'starting';
  restarts = 0;
  private readonly plan: PartPlan;
  private readonly tell: Tell;
  private child: ChildProcess | undefined;
  /** Somebody asked for its end, so that there is nothing to tell. */
  private asked = false;
  private readonly over = new AbortController();
  private readonly waiting = new Set<() => void>();
  private readonly lived: Promise<void>;

  constructor(plan: PartPlan, tell: Tell) {
    this.name = plan.name;
    this.port = plan.port;
    this.farMs = plan.farMs ?? 0;
    this.plan = plan;
    this.tell = tell;
    this.lived = this.live();
    if (plan.probe) void this.watch(plan.probe);
  }

  pid(): number | undefined {
    return this.child && !hasEnded(this.child) ? this.child.pid : undefined;
  }

  /** Resolves when it answers, or has ended for good. */
  up(): Promise<void> {
    if (this.state === 'up') return Promise.resolve();
    return new Promise((go) => this.waiting.add(go));
  }

  /** Kills it, and resolves when it is gone; it is started again at once. */
  async kill(reason: string): Promise<void> {
    const { child } = this;
    if (!child || hasEnded(child)) return;
    this.tell(`${this.name} is killed: ${reason}`);
    child.kill('SIGKILL');
    await ending(child);
  }

  /** Asks it to stop, and resolves when its successor answers. */
  async replace(): Promise<void> {
    this.asked = true;
    this.become('stopping');
    await this.stopChild(this.plan.stopMs ?? 4_000);
    await this.up();
  }

  /** Asks it to stop, for good. */
  async end(withinMs: number): Promise<void> {
    this.over.abort();
    this.become('stopping');
    await this.stopChild(withinMs);
    await this.lived;
    this.release();
  }

  private become(next: PartState): void {
    this.state = next;
    if (next === 'up') this.release();
  }

  private release(): void {
    for (const go of this.waiting) go();
    this.waiting.clear();
  }

  private isOver(): boolean {
    return this.over.signal.aborted;
  }

  private async wait(forMs: number): Promise<void> {
    await pause(forMs, undefined, { signal: this.over.signal }).catch(() => undefined);
  }

  private async live(): Promise<void> {
    let pauseMs = pauseMinMs;
    while (!this.isOver()) {
      const began = performance.now();
      await this.once();
      if (this.isOver()) break;
      if (performance.now() - began > wellAfterMs) pauseMs = pauseMinMs;
      this.become('down');
      // A Ctrl-C reaches every process of the group, this one perhaps a moment later.
      await this.wait(this.asked ? 0 : pauseMs);
      if (this.isOver()) break;
      if (!this.asked)
        this.tell(`${this.name} ended (${reasonOf(this.child)}); it is started again`);
      pauseMs = this.asked ? pauseMinMs : Math.min(pauseMs * 2, pauseMaxMs);
      this.asked = false;
      this.restarts += 1;
    }
    this.become('ended');
  }

  /** From its start to its end. */
  private async once(): Promise<void> {
    this.become('starting');
    const began = performance.now();
    try {
      await this.plan.launch((spawned) => {
        this.child = spawned;
        if (this.isOver()) spawned.kill('SIGKILL');
      });
      if (this.isOver()) return;
      this.become('up');
      const tookMs = Math.round(performance.now() - began);
      if (this.restarts > 0) this.tell(`${this.name} answers again after ${tookMs} ms`);
    } catch (error) {
      if (!this.isOver()) this.tell(`${this.name} did not start: ${sentenceOf(error)}`);
      this.child?.kill('SIGKILL');
    }
    if (this.child) await ending(this.child);
  }

  private async watch(probe: () => Promise<unknown>): Promise<void> {
    let failures = 0;
    for (;;) {
      await this.wait(probePauseMs);
      if (this.isOver()) return;
      const watched = this.state === 'up' || this.state === 'silent' ? this.child : undefined;
      const answers = await probe().then(
        () => true,
        () => false,
      );
      if (!watched || watched !== this.child || hasEnded(watched)) failures = 0;
      else if (answers) {
        failures = 0;
        if (this.state === 'silent') this.become('up');
      } else if (this.state === 'up' || this.state === 'silent') {
        failures += 1;
        this.become('silent');
        if (failures === silentMax) await this.kill(`it did not answer ${silentMax} times`);
      }
    }
  }

  private async stopChild(withinMs: number): Promise<void> {
    const { child } = this;
    if (!child || hasEnded(child)) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), withinMs);
    await ending(child);
    clearTimeout(late);
  }
}

/** Without the backtrace that a libSQL server adds to its complaint. */
const sentenceOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1).join();

const reasonOf = (child: ChildProcess | undefined): string =>
  child?.signalCode ?? `exit code ${child?.exitCode ?? 'unknown'}`;
