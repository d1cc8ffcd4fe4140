import { z } from '@hono/zod-openapi';
import { Money } from '../../http/contract.ts';
import { PaymentChoice } from '../orders/contract.ts';

export const Checkout = z
  .strictObject({
    expected_total: Money.openapi({ description: 'The total that the buyer was shown' }),
    payment: PaymentChoice,
  })
  .openapi('Checkout');
