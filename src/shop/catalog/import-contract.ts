import { z } from '@hono/zod-openapi';
import { currency, id, listOf, time } from '../../http/contract.ts';
import { ProductInput } from './contract.ts';
import { importFormats } from './import-file.ts';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true')
  .openapi({
    type: 'boolean',
    default: false,
    description: 'Only reads and counts; nothing is changed',
  });

export const importQuery = z.strictObject({
  format: z
    .enum(importFormats)
    .openapi({ description: 'What the body is; `docs/imports.md` has the columns' }),
  dry_run: flag,
  currency: currency.optional().openapi({
    description:
      "Of the prices in a `shopify-csv`, which do not say; the shop's default unless given",
    example: 'GBP',
  }),
});

const count = z.int().min(0);

export const Import = z
  .object({
    id: id('import'),
    format: z.enum(importFormats),
    status: z.enum(['running', 'completed', 'interrupted']).openapi({
      description:
        'Interrupted: the body broke off. What was imported stays; send the file again to complete it.',
    }),
    dry_run: z.boolean(),
    counts: z
      .object({
        rows: count.openapi({ description: 'Rows read, without the header and blank lines' }),
        created: count.openapi({ description: 'Products' }),
        updated: count.openapi({ description: 'Products' }),
        unchanged: count.openapi({ description: 'Products' }),
        failed: count.openapi({ description: 'Rows that were not imported' }),
      })
      .openapi('ImportCounts'),
    errors: z
      .array(
        z
          .object({
            line: z
              .int()
              .openapi({ description: 'Where the row begins, counted from 1', example: 17 }),
            column: z.string().nullable().openapi({ example: 'price_GBP' }),
            sku: z.string().optional(),
            code: z.string().openapi({ example: 'invalid_price' }),
            detail: z.string(),
          })
          .openapi('ImportError'),
      )
      .openapi({ description: 'The first 1,000' }),
    errors_total: count,
    created_at: time,
    completed_at: time.nullable(),
  })
  .openapi('Import');
export const ImportList = listOf(Import, 'ImportList');

/** A product as a file describes it, read by the schema that a create is read by. */
export function checkProduct(described: unknown) {
  const checked = ProductInput.safeParse(described);
  if (checked.success) return { product: checked.data };
  const issues = checked.error.issues.map((issue) => ({
    path: issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path,
    code: issue.code === 'unrecognized_keys' ? 'unknown_field' : issue.code,
    detail: issue.code === 'unrecognized_keys' ? 'is not known here' : issue.message,
  }));
  // An empty cell is too short and blank: one word about it is enough.
  const first = new Map(
    issues.toReversed().map((issue) => [issue.path.map(String).join('/'), issue]),
  );
  return { issues: [...first.values()].toReversed() };
}
