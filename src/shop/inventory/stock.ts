/** A variant's stock as its level and policy stand. */
export interface StockLevel {
  readonly onHand: number;
  readonly reserved: number;
  readonly policy: 'deny' | 'continue';
}

/** At or below this many units a variant is nearly gone. */
const lowStockMax = 5;

const availableOf = ({ onHand, reserved }: StockLevel): number => onHand - reserved;

/** What a buyer is told of a level; a variant without one has nothing. */
export function availabilityStatus(
  level: StockLevel | undefined,
): 'in_stock' | 'low_stock' | 'out_of_stock' | 'backorder' {
  if (!level) return 'out_of_stock';
  const available = availableOf(level);
  if (available <= 0) return level.policy === 'continue' ? 'backorder' : 'out_of_stock';
  return available <= lowStockMax ? 'low_stock' : 'in_stock';
}
