import { type CallKind, type Fate, type Faults, noFaults } from './faults.ts';

/** Faults of which there is one: the n-th call after `arm` has this fate. */
export interface NthFault extends Faults {
  arm(): void;
  disarm(): void;
  /** What was called while it was armed. */
  readonly calls: readonly CallKind[];
}

export function nthFault(n: number, fate: Fate): NthFault {
  const calls: CallKind[] = [];
  let armed = false;
  return {
    ...noFaults,
    calls,
    arm: () => {
      armed = true;
    },
    disarm: () => {
      armed = false;
    },
    fate(kind) {
      // Clients and caches have no part in what must hold.
      if (!armed || kind === 'http' || kind === 'cache') return 'works';
      calls.push(kind);
      return calls.length === n ? fate : 'works';
    },
  };
}
