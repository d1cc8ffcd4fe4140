import { Balance } from './balance.ts';
import { buy, type PlacedOrder } from './buy.ts';
import { Catalog, type Level, readLevels } from './catalog.ts';
import { inTurn } from './in-turn.ts';
import { type Invoice, readInvoices } from './invoices.ts';
import { Latencies } from './latencies.ts';
import { ShopClient } from './shop-client.ts';
import { SoldLines } from './sold.ts';
import { stockUp, unitsNeeded } from './stock-up.ts';
import { takeBack } from './take-back.ts';

export interface ReplayRequest {
  readonly file: string;
  readonly limit: number;
  readonly concurrency: number;
  readonly url: string;
  readonly adminKey: string;
  /** Hears how far the replay is. */
  readonly progress: (done: number, of: number, orders: number) => void;
  readonly say: (line: string) => void;
}

/** Everything that a replay did, for the report and the checks. */
export interface Replayed {
  readonly shop: ShopClient;
  readonly balance: Balance;
  readonly latencies: Latencies;
  readonly placed: ReadonlyMap<string, PlacedOrder>;
  readonly levelsBefore: ReadonlyMap<string, Level>;
  /** What the API was told to do to each level: added, sold, put back. */
  readonly moved: ReadonlyMap<string, number>;
  readonly seconds: number;
}

/** Replays the invoices of a file against a running shop, through its public API. @throws Complaint */
export async function replay(request: ReplayRequest): Promise<Replayed> {
  const { file, limit, concurrency, say } = request;
  const latencies = new Latencies();
  const shop = new ShopClient(request.url, request.adminKey, latencies);
  const levelsBefore = await readLevels(shop);
  const catalog = new Catalog(levelsBefore.keys());
  const { needed, invoices } = await unitsNeeded(file, limit, catalog.sells);
  say(`${invoices} invoices, ${levelsBefore.size} SKUs in the shop.`);
  const added = await stockUp(shop, { levels: levelsBefore, needed, concurrency });
  const units = [...added.values()].reduce((sum, each) => sum + each, 0);
  say(
    added.size === 0
      ? 'The stock covers all sales.'
      : `The stock did not cover all sales: added ${units} units to ${added.size} SKUs.`,
  );

  const books = {
    balance: new Balance(),
    sold: new SoldLines(),
    placed: new Map<string, PlacedOrder>(),
    moved: new Map(added),
  };
  const startedMs = performance.now();
  const turns = inTurn(concurrency);
  let done = 0;
  for await (const invoice of readInvoices(file, limit)) {
    books.balance.came(invoice.l.length);
    await turns.add(turnOf(invoice), async () => {
      await replayOne({ shop, catalog, latencies }, books, invoice);
      done += 1;
      request.progress(done, invoices, books.balance.orders);
    });
  }
  await turns.end();
  const { balance, placed, moved } = books;
  const seconds = (performance.now() - startedMs) / 1_000;
  return { shop, balance, latencies, placed, levelsBefore, moved, seconds };
}

/** What happens to one customer happens in order; guests are strangers to each other. */
const turnOf = ({ c, i }: Invoice): string => (c === null ? `guest ${i}` : `customer ${c}`);

interface Books {
  readonly balance: Balance;
  readonly sold: SoldLines;
  readonly placed: Map<string, PlacedOrder>;
  readonly moved: Map<string, number>;
}

async function replayOne(
  tools: { shop: ShopClient; catalog: Catalog; latencies: Latencies },
  { balance, sold, placed, moved }: Books,
  invoice: Invoice,
): Promise<void> {
  const move = (sku: string, units: number) => moved.set(sku, (moved.get(sku) ?? 0) + units);
  switch (invoice.k) {
    case 'S': {
      const bought = await buy(tools, invoice);
      balance.ended(bought.outcome);
      if (!bought.placed) return;
      placed.set(bought.placed.id, bought.placed);
      for (const line of bought.placed.lines) {
        move(line.sku, -line.quantity);
        if (invoice.c === null) continue;
        const { id: orderId } = bought.placed;
        sold.add(invoice.c, {
          orderId,
          lineId: line.id,
          sku: line.sku,
          turn: placed.size,
          left: line.quantity,
        });
      }
      return;
    }
    case 'C': {
      const { shop, catalog } = tools;
      const { outcome, restocked } = await takeBack(
        { shop, sells: catalog.sells, sold, placed },
        invoice,
      );
      balance.ended(outcome);
      for (const [sku, units] of restocked) move(sku, units);
      return;
    }
    default: {
      const reason = invoice.k === 'W' ? 'stock movement (W)' : 'bad-debt adjustment (A)';
      balance.ended({ as: 'skipped', reason, skipped: invoice.l.map(() => reason) });
    }
  }
}
