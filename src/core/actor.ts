/**
 * An actor is a pure function with a home: the home loads the state, calls `turn`, saves the state
 * and hands out the reply, one turn at a time for each id. Refusals are replies, never throws,
 * because the properties of an error do not survive a remote call.
 */
export interface Actor<State, Command, Reply> {
  readonly kind: string;
  turn(state: State | null, command: Command, nowMs: number): Turn<State, Reply>;
  /** What happens when the time asked for by `wakeAtMs` has come. */
  wake(state: State | null, nowMs: number): Omit<Turn<State, Reply>, 'reply'>;
}

export interface Turn<State, Reply> {
  /** The state to save; null forgets the actor. The same object as before means nothing to save. */
  readonly state: State | null;
  readonly reply: Reply;
  /** When to call `wake`, in epoch milliseconds. */
  readonly wakeAtMs?: number;
}
