import type { InvoiceLine } from './invoices.ts';

/** What a line of an invoice is left out for. Each is counted under this name in the report. */
export type SkipReason = string;

/** Codes of the till that are no goods. The file marks them by nothing but their name. */
const services: Readonly<Record<string, SkipReason>> = {
  POST: 'postage',
  DOT: 'postage',
  C2: 'postage',
  M: 'manual entry',
  m: 'manual entry',
  B: 'manual entry',
  'BANK CHARGES': 'fee',
  AMAZONFEE: 'fee',
  CRUK: 'fee',
  D: 'discount',
  S: 'sample',
};

/** Why a line has no place in an order of this shop; undefined for goods that it sells. */
export function whySkipped(
  [code, , pence]: InvoiceLine,
  sells: (sku: string) => boolean,
): SkipReason | undefined {
  if (Object.hasOwn(services, code)) return services[code];
  if (pence === 0) return 'free line (unit price 0)';
  if (!Number.isInteger(pence)) return 'price below a penny';
  return sells(code) ? undefined : 'code not in the catalog';
}

export interface SortedLines {
  /** Units by SKU: a code that stands twice in an invoice is one line of the cart. */
  readonly units: ReadonlyMap<string, number>;
  /** How many lines of the invoice those are. */
  readonly kept: number;
  readonly skipped: readonly SkipReason[];
}

/** Parts an invoice's lines into what is ordered, merged by SKU, and what is left out. */
export function sortLines(
  lines: readonly InvoiceLine[],
  sells: (sku: string) => boolean,
): SortedLines {
  const units = new Map<string, number>();
  const skipped: SkipReason[] = [];
  let kept = 0;
  for (const line of lines) {
    const reason = whySkipped(line, sells);
    if (reason !== undefined) {
      skipped.push(reason);
      continue;
    }
    kept += 1;
    const [code, quantity] = line;
    units.set(code, (units.get(code) ?? 0) + quantity);
  }
  return { units, kept, skipped };
}
