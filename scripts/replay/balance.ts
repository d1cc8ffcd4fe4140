import { Counts } from './counts.ts';
import type { SkipReason } from './sort-lines.ts';

/** How one invoice ended. `done` and `skipped` are lines of the invoice, which is all there are. */
export type Outcome =
  | {
      readonly as: 'order' | 'refund';
      readonly done: number;
      readonly skipped: readonly SkipReason[];
    }
  | {
      readonly as: 'skipped';
      readonly reason: SkipReason;
      readonly skipped: readonly SkipReason[];
    };

/** The reason of an invoice without a line that could be done. */
export function reasonOf(skipped: readonly SkipReason[]): SkipReason {
  const distinct = new Set(skipped);
  return distinct.size === 1
    ? (skipped[0] ?? 'no lines')
    : 'every line skipped, for several reasons';
}

/** Books what came in and how it ended, apart from each other: the two sides have to meet. */
export class Balance {
  invoicesIn = 0;
  linesIn = 0;
  orders = 0;
  refunds = 0;
  linesOrdered = 0;
  linesRefunded = 0;
  readonly skippedInvoices = new Counts();
  readonly skippedLines = new Counts();

  came(lines: number): void {
    this.invoicesIn += 1;
    this.linesIn += lines;
  }

  ended(outcome: Outcome): void {
    for (const reason of outcome.skipped) this.skippedLines.add(reason);
    if (outcome.as === 'skipped') {
      this.skippedInvoices.add(outcome.reason);
    } else if (outcome.as === 'order') {
      this.orders += 1;
      this.linesOrdered += outcome.done;
    } else {
      this.refunds += 1;
      this.linesRefunded += outcome.done;
    }
  }

  /** What does not add up; empty when every invoice and every line is accounted for. */
  gaps(): string[] {
    const invoicesOut = this.orders + this.refunds + this.skippedInvoices.total;
    const linesOut = this.linesOrdered + this.linesRefunded + this.skippedLines.total;
    const gaps: string[] = [];
    if (invoicesOut !== this.invoicesIn)
      gaps.push(`${this.invoicesIn} invoices came in, ${invoicesOut} ended`);
    if (linesOut !== this.linesIn) gaps.push(`${this.linesIn} lines came in, ${linesOut} ended`);
    return gaps;
  }
}
