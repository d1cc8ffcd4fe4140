/**
 * A decider proposes events and never writes them; `evolve` folds them into the state. Whoever
 * appends checks that the state they were decided on is still the latest.
 */
export interface Decider<State, Command, Event> {
  readonly initialState: State;
  decide(state: State, command: Command, nowMs: number): readonly Event[];
  evolve(state: State, event: Event): State;
}

/** Folds a whole history. */
export function replay<State, Event>(
  decider: Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>,
  events: readonly Event[],
): State {
  return events.reduce((state, event) => decider.evolve(state, event), decider.initialState);
}
