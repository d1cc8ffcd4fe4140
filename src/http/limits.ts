import { failures, policies, strangers } from './rate-policies.ts';

const rates = [...Object.values(policies), { quota: failures }, { quota: strangers }].map(
  (policy) => {
    const { quota, each } = { each: undefined, ...policy };
    const one = each ? `; ${each.limit} for one cart or order` : '';
    const whom = quota.name === 'admin' ? 'an API key' : 'an address';
    return [
      `Requests a minute, ${quota.name} (RATE_LIMITS=on)`,
      `${quota.limit} from ${whom}${one}`,
    ] as const;
  },
);

/** Every limit a client can meet, for people; each is enforced where it belongs. */
export const limits: readonly (readonly [what: string, limit: string])[] = [
  ['Request body', '1 MiB (imports stream without limit)'],
  ['URL', '8 KiB, 50 query parameters'],
  [
    'Headers',
    '16 KiB in all; where the server in front refuses more itself, its 431 has no body of ours',
  ],
  ['Database call', '5 seconds'],
  ['Answer of a payment provider', '5 seconds, then it is asked again in the background'],
  ['Rows on a page', '1 to 100, 24 by default'],
  ['Lines in a cart', '2,000'],
  ['Units on a line', '1 to 100,000'],
  ['Discount codes in a cart', '10'],
  ['Discount codes tried in a cart', '20 in 15 minutes, whether they apply or not'],
  ['Attempts to pay an order', '5 in 10 minutes, 20 in all'],
  ['Orders of a cart', '1'],
  ['Lifetime of a cart', '30 days after it was last touched'],
  ['Variants in an availability request', '100'],
  ['Variants of a product', '250'],
  ['Images of a product', '250'],
  ['Idempotency-Key', '1 to 255 printable ASCII characters; at least 22 to create a cart'],
  ['Answers kept for replay', 'at least 24 hours'],
  ['Webhook endpoints', '50'],
  ['Answer of a webhook receiver', '10 seconds'],
  ['Attempts to deliver an event', '12, over a little more than five days'],
  ['Delivered events in the delivery log', '30 days; the event log itself is kept for ever'],
  ...rates,
  ['Hold of stock for a card payment', 'HOLD_SECONDS, 15 minutes by default'],
  ['Hold of stock for a bank transfer', '7 days'],
];
