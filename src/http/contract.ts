import { z } from '@hono/zod-openapi';
import { isCountry } from '../core/country.ts';
import { isCurrency } from '../core/currency.ts';
import { type IdKind, idPattern } from '../core/id.ts';
import { refusalOf } from '../core/network.ts';

/** JSON numbers are exact up to here. */
const amountMax = Number.MAX_SAFE_INTEGER;
export const quantityMax = 100_000;

/** NUL ends strings in too many places, and a lone surrogate cannot be stored as UTF-8. */
const isPlainText = (value: string) => !value.includes('\0') && value.isWellFormed();

/** Text a person wrote: 1 to `max` UTF-16 units, well-formed, not blank. */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => value.trim() !== '', { message: 'must not be blank' })
    .refine(isPlainText, { message: 'must be well-formed Unicode without NUL' });

/** Like `text`, but may be empty. */
export const optionalText = (max: number) =>
  z.string().max(max).refine(isPlainText, { message: 'must be well-formed Unicode without NUL' });

export const id = (kind: IdKind) =>
  z
    .string()
    .regex(idPattern(kind))
    .openapi({ example: exampleId(kind) });

/** An id as examples show it. */
export const exampleId = (kind: IdKind): string =>
  `${idPattern(kind).source.slice(1).split('_')[0]}_01kaqz3v5m7n0c2d4e6f8g1h3j`;

export const currency = z
  .string()
  .refine(isCurrency, { message: 'must be an active ISO 4217 code in upper case' })
  .openapi({ description: 'ISO 4217 alphabetic code', example: 'GBP' });

export const country = z
  .string()
  .refine(isCountry, { message: 'must be an ISO 3166-1 alpha-2 code in upper case' })
  .openapi({ description: 'ISO 3166-1 alpha-2 code', example: 'GB' });

export const Money = z
  .strictObject({
    amount: z.int().min(0).max(amountMax).openapi({
      description: 'Integer minor units of the currency (pence, cents, yen)',
      example: 1999,
    }),
    currency,
  })
  .openapi('Money', { example: { amount: 1999, currency: 'GBP' } });

export const quantity = z.int().min(1).max(quantityMax).openapi({ example: 2 });

export const Address = z
  .strictObject({
    name: text(200),
    line1: text(200),
    line2: text(200).optional(),
    city: text(200),
    region: text(100).optional(),
    postal_code: text(20).optional(),
    country,
    phone: text(40).optional(),
    company: text(200).optional(),
  })
  .openapi('Address', {
    example: {
      name: 'A. Buyer',
      line1: '12 Market Street',
      city: 'Leeds',
      postal_code: 'LS1 6DT',
      country: 'GB',
    },
  });

/** What a cart or an order comes to. */
export const Totals = z
  .object({
    subtotal: Money.openapi({ description: 'Σ unit price × quantity as listed, before discount' }),
    discount: Money.openapi({ description: 'What is taken off; never negative' }),
    shipping: Money,
    tax: Money.openapi({
      description: 'Contained in the total where prices include tax, added where not',
    }),
    total: Money,
  })
  .openapi('Totals');

/** RFC 3339 UTC with milliseconds. */
export const time = z.iso.datetime().openapi({ example: '2026-11-22T09:30:00.000Z' });

export const version = z
  .int()
  .min(1)
  .openapi({ description: 'Grows with every change; the ETag of the resource', example: 1 });

export const httpUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine(isPlainText);

const anywhere = { allow: [], httpsOnly: false };

/** The URL of something on the public internet: whoever shows or fetches it is not led inside. */
export const publicUrl = httpUrl.refine((value) => refusalOf(value, anywhere) === undefined, {
  message: 'must lead to the public internet',
});

/** Percent from `least` to 100 with at most four decimals, which is exact in ten-thousandths. */
export const percent = (least: z.ZodNumber) =>
  least.max(100).refine((value) => Number.isInteger(Math.round(value * 1e8) / 1e4), {
    message: 'has more than four decimals',
  });

/** The member `page` of every list. */
export const Page = z
  .object({
    next_cursor: z
      .string()
      .nullable()
      .openapi({ description: 'Send as `cursor` for what follows', example: null }),
    has_more: z.boolean().openapi({ example: false }),
  })
  .openapi('Page');

export const listOf = <Item extends z.ZodType>(item: Item, name: string) =>
  z.object({ data: z.array(item), page: Page }).openapi(name);

/** A path parameter may be an id or a handle. */
export const idOrHandle = optionalText(200)
  .min(1)
  .openapi({ description: 'Id or handle', example: 'regency-cakestand-3-tier' });

/** Query parameters are text: `limit=24` becomes 24, anything else stays and is refused. */
const wholeNumber = (value: unknown) =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

export const pageQuery = {
  limit: z.preprocess(wholeNumber, z.int().min(1).max(100).default(24)).openapi({
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 24,
    description: 'Rows on a page',
  }),
  cursor: z
    .string()
    .min(1)
    .max(1_000)
    .optional()
    .openapi({ description: 'The `next_cursor` of the page before' }),
};

export const Problem = z
  .looseObject({
    type: z.string().openapi({ example: '/docs/problems/stock_short' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    request_id: z.string(),
    retryable: z.boolean(),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
      .optional(),
  })
  .openapi('Problem', {
    description: 'RFC 9457 problem details. `type` is a page that says what to do next.',
  });

export const Message = z
  .object({
    type: z.enum(['warning', 'info']),
    code: z.string().openapi({ example: 'price_changed' }),
    path: z
      .string()
      .openapi({ description: 'RFC 6901 pointer into the resource', example: '/lines/0' }),
    detail: z.string(),
  })
  .openapi('Message');
