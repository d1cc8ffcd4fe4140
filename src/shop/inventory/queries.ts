import { timestamp } from '../../core/text.ts';
import { type Query, query, type ReadDatabase, row, rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { StockLevel } from './stock.ts';

interface LevelRow extends StockLevel {
  readonly sku: string;
  readonly variantId: string;
  readonly version: number;
}

const levels = statement`SELECT v.sku, s.variant_id AS variantId, s.on_hand AS onHand, s.reserved, s.policy, s.version
  FROM variants v JOIN stock s ON s.variant_id = v.id`;

/** A level as the admin API shows it. */
export const presentLevel = (level: LevelRow) => ({
  sku: level.sku,
  variant_id: level.variantId,
  on_hand: level.onHand,
  reserved: level.reserved,
  available: level.onHand - level.reserved,
  policy: level.policy,
  version: level.version,
});

export async function findLevel(db: ReadDatabase, sku: string): Promise<LevelRow | undefined> {
  return await row<LevelRow>(db, statement`${levels} WHERE v.sku = ${sku}`);
}

/** Levels in the order of their SKUs. */
export async function listLevels(
  db: ReadDatabase,
  filter: { sku?: string | undefined },
  limit: number,
  afterSku: string | undefined,
): Promise<LevelRow[]> {
  if (filter.sku !== undefined)
    return await rows<LevelRow>(db, statement`${levels} WHERE v.sku = ${filter.sku}`);
  return await rows<LevelRow>(
    db,
    statement`${levels} WHERE v.sku > ${afterSku ?? ''} ORDER BY v.sku LIMIT ${limit}`,
  );
}

interface MovementRow {
  readonly seq: number;
  readonly delta: number;
  readonly reason: string;
  readonly orderId: string | null;
  readonly at: number;
}

export const presentMovement = (movement: MovementRow) => ({
  delta: movement.delta,
  reason: movement.reason,
  order_id: movement.orderId,
  at: timestamp(movement.at),
});

/** Movements of a variant, the newest first. */
export async function listMovements(
  db: ReadDatabase,
  variantId: string,
  limit: number,
  beforeSeq: number | undefined,
): Promise<MovementRow[]> {
  return await rows<MovementRow>(
    db,
    statement`SELECT seq, delta, reason, order_id AS orderId, at FROM movements
      WHERE variant_id = ${variantId} AND seq < ${beforeSeq ?? Number.MAX_SAFE_INTEGER} ORDER BY seq DESC LIMIT ${limit}`,
  );
}

/** The levels of these variants; one without a level is missing. */
export const levelsQuery = (variantIds: readonly string[]): Query<Map<string, StockLevel>> =>
  query<StockLevel & { variantId: string }, Map<string, StockLevel>>(
    statement`SELECT s.variant_id AS variantId, s.on_hand AS onHand, s.reserved, s.policy
      FROM json_each(${JSON.stringify(variantIds)}) w JOIN stock s ON s.variant_id = w.value`,
    (found) => new Map(found.map((level) => [level.variantId, level])),
  );
