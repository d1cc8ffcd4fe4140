import type { Chance } from './chance.ts';

/** What crosses the boundary between a process and the rest of the world. */
export type CallKind =
  | 'read'
  | 'replica'
  | 'write'
  | 'mailbox'
  | 'queue'
  | 'cache'
  | 'outgoing'
  | 'http';

/** How a call ends. */
export const fates = [
  'works',
  /** Nothing ran: somebody else held the lock. */
  'busy',
  /** It never arrived, and the caller hears of a time-out. */
  'lost',
  /** It was done, and the caller hears of a time-out. */
  'answer lost',
  /** The caller hears of a time-out, and it is done after that. */
  'done later',
  /** The calling process dies, and the call was never sent, or was done. */
  'dies before',
  'dies after',
] as const;
export type Fate = (typeof fates)[number];

/**
 * What may go wrong, and how often at most: a share of the calls or moments concerned. A seed turns each
 * on or off and draws its rate, because faults that always come together hide what a single one does.
 */
const faultRates = {
  'read lost': 0.03,
  'write busy': 0.1,
  'write lost': 0.15,
  'write answer lost': 0.2,
  'write done later': 0.1,
  'mailbox lost': 0.05,
  'mailbox answer lost': 0.05,
  'request lost': 0.05,
  'response lost': 0.1,
  'client impatient': 0.1,
  'nudge lost': 0.5,
  'nudge doubled': 0.3,
  'nudge late': 0.3,
  'call slow': 0.02,
  'cache forgets': 0.3,
  'process dies': 0.02,
  'write outlives its sender': 0.5,
  'clock jumps': 0.002,
  'replica lags': 0.9,
  'bank silent': 0.95,
  'notification repeated': 0.5,
  'message lost': 0.1,
  'message answer lost': 0.1,
  'receiver fails': 0.3,
} as const;

export type Fault = keyof typeof faultRates;

export interface Faults {
  /** How long a call is under way before it is done. */
  latencyMs(kind: CallKind): number;
  fate(kind: CallKind): Fate;
  happens(fault: Fault): boolean;
}

/** Every call works, and takes a moment. */
export const noFaults: Faults = {
  latencyMs: () => 1,
  fate: () => 'works',
  happens: () => false,
};

export interface SwarmFaults extends Faults {
  /** From now on things go wrong, or everything works. */
  unleash(): void;
  calm(): void;
  /** What is on in this run. */
  readonly rates: Readonly<Partial<Record<Fault, number>>>;
}

export function swarmOf(chance: Chance): SwarmFaults {
  const rates: Partial<Record<Fault, number>> = {};
  for (const [name, most] of Object.entries(faultRates) as [Fault, number][]) {
    // What hurts only when it is frequent is drawn evenly; of the others even one may matter.
    const share = chance.fraction();
    const rate = most >= 0.5 ? most * share : most * 10 ** -(2 * share);
    if (chance.happens(0.5)) rates[name] = rate;
  }
  let calm = true;
  const happens = (fault: Fault) => !calm && chance.happens(rates[fault] ?? 0);
  const meanMs = chance.pick([1, 5, 20]);

  function fate(kind: CallKind): Fate {
    // A client does not take the process that it talks to with it.
    if (kind !== 'http' && happens('process dies'))
      return chance.pick(['dies before', 'dies after']);
    switch (kind) {
      case 'read':
      case 'replica':
        return happens('read lost') ? 'lost' : 'works';
      case 'write':
        if (happens('write busy')) return 'busy';
        if (happens('write lost')) return 'lost';
        if (happens('write answer lost')) return 'answer lost';
        return happens('write done later') ? 'done later' : 'works';
      case 'mailbox':
        if (happens('mailbox lost')) return 'lost';
        return happens('mailbox answer lost') ? 'answer lost' : 'works';
      case 'http':
        if (happens('request lost')) return 'lost';
        return happens('response lost') ? 'answer lost' : 'works';
      case 'outgoing':
        if (happens('message lost')) return 'lost';
        return happens('message answer lost') ? 'answer lost' : 'works';
      case 'queue':
      case 'cache':
        return 'works';
    }
  }

  return {
    rates,
    happens,
    fate,
    latencyMs: () => (happens('call slow') ? chance.wait(4_000) : chance.wait(meanMs)),
    unleash: () => {
      calm = false;
    },
    calm: () => {
      calm = true;
    },
  };
}
