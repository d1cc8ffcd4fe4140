import { ShopError } from '../core/error.ts';
import type { Config } from '../platform/config.ts';
import { type Context, contextWith } from '../platform/context.ts';

/**
 * Changes that a process works on at once. Each takes one or two milliseconds of its one thread, so the
 * last of so many is answered within a second; more would only make all of them late.
 */
const inHandMax = 256;

/** Changes in hand of this process, whichever shop they are of. */
const hands = new WeakMap<Config, { count: number }>();

function handOf(config: Config): { count: number } {
  const whole = config.deployment ?? config;
  const known = hands.get(whole);
  if (known) return known;
  const made = { count: 0 };
  hands.set(whole, made);
  return made;
}

/** How many changes this process works on: what can wait should, while they are many. */
export const changesInHand = (config: Config): number => handOf(config).count;

/** Before anything is read of a change. @throws overloaded */
export function refuseIfCrowded({ config }: Pick<Context, 'config'>): void {
  if (changesInHand(config) >= inHandMax) throw new ShopError('overloaded', { retry_after: 2 });
}

/**
 * Works on a change. While it waits for somebody outside it is not in hand: a slow payment provider
 * makes changes many, but takes nobody's turn.
 * @throws overloaded
 */
export async function inHand<Result>(
  ctx: Context,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  const hand = handOf(ctx.config);
  const outside = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    hand.count -= 1;
    try {
      return await asked;
    } finally {
      hand.count += 1;
    }
  };
  const fetch: Context['fetch'] = (input, init) => outside(ctx.fetch(input, init));
  // Many may have arrived while this one was read.
  refuseIfCrowded(ctx);
  hand.count += 1;
  try {
    return await work(contextWith(ctx, { fetch }));
  } finally {
    hand.count -= 1;
  }
}
