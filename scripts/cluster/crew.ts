import { Part, type PartPlan, type Tell } from './part.ts';

/** What is killed was durable when it was acknowledged, and leases run out. */
const stopMs = 4_000;

/** Every part that was started: whoever stops them stops all of them, also in the middle of a start. */
export class Crew {
  readonly parts: Part[] = [];
  readonly tell: Tell;
  private over = false;

  constructor(tell: Tell) {
    // What ends because all ends is no news.
    this.tell = (event) => this.over || tell(event);
  }

  /** @throws when the crew was told to end */
  add(plan: PartPlan): Part {
    if (this.over) throw new Error('stopped while it started');
    const part = new Part(plan, this.tell);
    this.parts.push(part);
    return part;
  }

  /** Within five seconds, whatever they are doing. */
  async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.parts.map((part) => part.end(stopMs)));
  }

  pids(): number[] {
    return this.parts.flatMap((part) => part.pid() ?? []);
  }
}
