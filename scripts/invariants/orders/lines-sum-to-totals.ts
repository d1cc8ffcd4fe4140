import { sum } from '../order-money.ts';
import type { OrderInvariant, OrderRecord } from '../order-record.ts';

export const linesSumToTotals: OrderInvariant = {
  name: 'lines sum to the totals',
  check,
};

function check({ order }: OrderRecord): string[] {
  const { lines, totals } = order;
  const found: string[] = [];
  for (const line of lines) {
    if (line.unitPrice * line.quantity - line.discount !== line.total)
      found.push(`line ${line.id} does not add up`);
  }
  if (sum(lines.map((line) => line.unitPrice * line.quantity)) !== totals.subtotal)
    found.push('the subtotal');
  if (sum(lines.map((line) => line.discount)) !== totals.discount) found.push('the discount');
  // Inclusive prices contain their tax; exclusive ones have it added, on shipping too.
  const paid = sum(lines.map((line) => line.paid)) + totals.shipping;
  const shippingTax = totals.tax - sum(lines.map((line) => line.tax));
  if (totals.total !== paid && totals.total !== paid + shippingTax)
    found.push(`the total is ${totals.total}`);
  const amounts = [
    ...Object.values(totals),
    ...lines.flatMap((line) => [line.total, line.discount, line.tax, line.paid]),
  ];
  if (amounts.some((amount) => amount < 0)) found.push('an amount is negative');
  return found;
}
