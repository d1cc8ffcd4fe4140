import { ShopError } from './core/error.ts';
import { newId } from './core/id.ts';
import type { Message } from './core/message.ts';
import { pruneCommands } from './db/commands.ts';
import { endLease, type Lease, putOff, takeLease } from './db/due.ts';
import type { Writer } from './db/writer.ts';
import { type Context, systemContext } from './platform/context.ts';
import type { Platform } from './platform/platform.ts';
import { tellOrderedCart } from './shop/checkout/index.ts';
import { lookAtOrder, nextLook, receivePaymentNotification } from './shop/orders/index.ts';
import { testNotifications } from './shop/payments/index.ts';
import { catchUp, deliverEvents, pruneDeliveries, redriveDelivery } from './shop/webhooks/index.ts';

/** How a piece of work ended: done, nothing to do now, put off after a failure, or given up; or nothing may be done. */
export type WorkOutcome = 'done' | 'idle' | 'put_off' | 'dead' | 'paused';

/**
 * What a queue message or the sweeper leads to. Takes the lease of the work first, so that of many
 * who are nudged one works; a failure puts it off, and in the end gives it up.
 */
export async function work(platform: Platform, message: Message): Promise<WorkOutcome> {
  const { kind, id } = message;
  const ctx = systemContext(platform, newId(platform, 'request'), { kind, id });
  const begunMs = ctx.clock.nowMs();
  const lease = await takeLease(ctx.writer, message, {
    nowMs: ctx.clock.nowMs(),
    fraction: fraction(ctx),
  }).catch(pausedOr);
  if (!lease || lease === 'paused') return lease ?? 'idle';
  const held = leasesOf(ctx.writer);
  held.add(lease);
  try {
    const next = await perform(ctx, message);
    if (next !== 'gone') await endLease(ctx.writer, lease, next === 'done');
    // Not before the lease is given back: who is nudged then could not take it.
    if (next === 'again') await ctx.queue.send(message);
    ctx.log('debug', 'work.done', { ms: ctx.clock.nowMs() - begunMs, next });
    return 'done';
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const failure = {
      error: reason,
      nowMs: ctx.clock.nowMs(),
      jitter: fraction(ctx),
    };
    const dead = await putOff(ctx.writer, lease, failure);
    ctx.log(dead ? 'error' : 'warn', dead ? 'work.dead' : 'work.put_off', { error: reason });
    return dead ? 'dead' : 'put_off';
  } finally {
    held.delete(lease);
  }
}

/** The work of a paused shop waits in its rows. */
function pausedOr(error: unknown): 'paused' {
  if (error instanceof ShopError && error.code === 'shop_paused') return 'paused';
  throw error;
}

/** What this process is at work on. */
const leases = new WeakMap<Writer, Set<Lease>>();

function leasesOf(writer: Writer): Set<Lease> {
  const known = leases.get(writer) ?? new Set();
  leases.set(writer, known);
  return known;
}

/** Before the process ends: what it did not finish is free at once, not when its leases run out. */
export async function giveBackLeases(writer: Writer): Promise<void> {
  await Promise.allSettled([...leasesOf(writer)].map((lease) => endLease(writer, lease, false)));
}

/** From 0 up to, and not, 1, in steps of a sixteen-millionth. */
function fraction({ random }: Context): number {
  const [a = 0, b = 0, c = 0] = random.bytes(3);
  return (a * 65_536 + b * 256 + c) / 16_777_216;
}

/** What becomes of the row of the work: it goes, went with what was done, keeps its own time, or is due again at once. */
type Next = 'done' | 'gone' | 'later' | 'again';

/** Every message, one case each. */
async function perform(ctx: Context, { kind, id }: Message): Promise<Next> {
  switch (kind) {
    case 'order': {
      const { found, moved } = await lookAtOrder(ctx, id);
      if (found) await tellOrderedCart(ctx, found.order);
      // The order keeps its own time; one that needs nothing more must not stay due for ever.
      if (found && nextLook(found.order, ctx.clock.nowMs()) !== null) return 'later';
      return moved ? 'gone' : 'done';
    }
    case 'test-notification':
      for (const request of await testNotifications(ctx, id)) {
        await receivePaymentNotification(ctx, { provider: 'test', request });
      }
      return 'done';
    case 'webhook':
      return (await deliverEvents(ctx, id)) ? 'again' : 'later';
    case 'delivery':
      await redriveDelivery(ctx, id);
      return 'done';
  }
}

/** A message that the queue gave up. It was a nudge: its work is still due, and the sweeper finds it. */
export function bury(platform: Platform, message: Message): void {
  platform.log('error', 'queue.dead_letter', { ...message });
}

/** Every timer tick: forget what is past its time. */
export async function tick(platform: Platform): Promise<void> {
  await pruneCommands(platform.writer, platform.clock.nowMs());
  await pruneDeliveries(platform);
  await catchUp(platform);
}
