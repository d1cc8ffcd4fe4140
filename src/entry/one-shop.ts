import { pathOf } from '../core/target.ts';
import { reasonOf } from '../db/connection-failure.ts';
import { refuse } from '../http/refusal.ts';
import { isWorthWaiting } from '../platform/server/bring-up.ts';
import { isFile } from '../platform/server/database.ts';
import type { Served } from './served.ts';
import { type Opening, type UnopenedShop, unopenedShop } from './shop-process.ts';

/** Pauses between two tries, doubled from the first to the last of these. */
const pauseMinMs = 250;
const pauseMaxMs = 5_000;
/** A database that stays away is told of this often. */
const tellPauseMs = 60_000;

/** The one shop of a process. One in a file is open now; a server is waited for while requests come in. */
export async function openOneShop(opening: Opening): Promise<Served> {
  const shop = await unopenedShop(opening);
  const { platform, stop, giveBack } = shop;
  const over = new AbortController();
  let isOpen = false;
  const open = async () => {
    await shop.open();
    isOpen = true;
  };
  if (isFile(opening.url)) await open();
  return {
    fetch: (request, api, withPeer) =>
      isOpen || !asksDatabase(request)
        ? api.fetch(request, withPeer(platform))
        : refuse(platform, request, 'database_unavailable'),
    opened: async (onWait) => {
      if (!isOpen) await keepOpening({ ...shop, open }, { onWait, over: over.signal });
    },
    async stop() {
      over.abort();
      await stop();
    },
    giveBack: async () => isOpen && (await giveBack()),
  };
}

/** Tries until it works; while it is told to stop it neither works nor fails. */
async function keepOpening(
  { open, platform: { clock, log, timer } }: UnopenedShop,
  { onWait, over }: { onWait: (reason: string) => void; over: AbortSignal },
): Promise<void> {
  const beganMs = clock.nowMs();
  const waitedSeconds = () => Math.round((clock.nowMs() - beganMs) / 1_000);
  let toldMs = -Infinity;
  for (let pauseMs = pauseMinMs; ; pauseMs = Math.min(pauseMs * 2, pauseMaxMs)) {
    try {
      await open();
      if (toldMs > -Infinity) log('info', 'database.reached', { waited_seconds: waitedSeconds() });
      return;
    } catch (error) {
      if (!isWorthWaiting(error)) throw error;
      const reason = reasonOf(error);
      if (toldMs === -Infinity) onWait(reason);
      if (clock.nowMs() - toldMs >= tellPauseMs) {
        log('warn', 'database.awaited', { error: reason, waited_seconds: waitedSeconds() });
        toldMs = clock.nowMs();
      }
      const pause = timer(pauseMs);
      over.addEventListener('abort', pause.stop, { once: true });
      await pause.over;
    }
  }
}

/** Probes of the process, pages of the docs and preflights are answered without one. */
const asksDatabase = ({ method, url }: Request): boolean =>
  method !== 'OPTIONS' && /^\/(v1|ready)(\/|$)/.test(pathOf(url));
