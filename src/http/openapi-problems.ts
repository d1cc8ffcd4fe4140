import { z } from '@hono/zod-openapi';
import { type ProblemCode, problemKinds } from '../core/error.ts';
import { exampleId, Money, Problem } from './contract.ts';
import type { AnyOperation } from './operation.ts';

type Spec = AnyOperation['spec'];

/** Codes for paths, methods and hosts that do not exist: they belong to no operation. */
export const codesOutsideOperations: readonly ProblemCode[] = [
  'not_found',
  'method_not_allowed',
  'shop_not_found',
];

/** The one code that is refused with another status at one place, as `details.status` does it. */
const statusOverrides: Readonly<Record<string, Partial<Record<ProblemCode, number>>>> = {
  placeOrder: { code_not_applicable: 409 },
};

/** The status that this operation answers the code with. */
export const statusOf = (spec: Pick<Spec, 'id'>, code: ProblemCode): number =>
  statusOverrides[spec.id]?.[code] ?? problemKinds[code].status;

/** Everything this operation may refuse: what it says itself, and what the pipeline in front of it may. */
export function problemsOf(spec: Spec): ProblemCode[] {
  const asked = new Set<ProblemCode>([...spec.problems, ...pipelineProblems(spec)]);
  return (Object.keys(problemKinds) as ProblemCode[]).filter((code) => asked.has(code));
}

function pipelineProblems(spec: Spec): ProblemCode[] {
  const mutates = spec.method !== 'get';
  return [
    // Even an operation without parameters refuses those it does not know.
    'invalid_request',
    'uri_too_long',
    'headers_too_large',
    'internal_error',
    // The probes are there to tell about the database; whether they can fail by it is theirs to say.
    ...when(spec.path.startsWith('/v1/'), ['database_unavailable', 'rate_limited']),
    ...when(mutates, ['overloaded', 'outcome_unknown', 'shop_paused']),
    ...when(mutates && !spec.streams, ['invalid_json', 'body_too_large', 'request_timeout']),
    ...when(spec.body !== undefined || spec.streams, ['unsupported_media_type']),
    ...when(spec.idempotency === 'required', ['idempotency_key_required']),
    ...when(spec.idempotency, [
      'idempotency_key_invalid',
      'idempotency_conflict',
      'idempotency_in_flight',
    ]),
    ...when(spec.precondition, ['version_conflict']),
    ...when(spec.precondition === 'required', ['precondition_required']),
    ...when(spec.showsSecret, ['already_created']),
    ...when(spec.access !== 'public' && spec.access !== 'holder', [
      'unauthorized',
      'insufficient_scope',
    ]),
  ];
}

const when = (applies: unknown, codes: ProblemCode[]): ProblemCode[] => (applies ? codes : []);

/** What a problem document of a code says beyond the common members, as an example. */
const extras: Partial<Record<ProblemCode, Readonly<Record<string, unknown>>>> = {
  invalid_request: {
    errors: [
      {
        pointer: '/lines/0/quantity',
        code: 'too_small',
        detail: 'Too small: expected number to be >=1',
      },
    ],
  },
  insufficient_scope: { required_scope: 'catalog:write' },
  cart_completed: { order_id: exampleId('order') },
  cart_incomplete: { missing: ['email', 'shipping_address'] },
  stock_short: { items: [{ sku: '22423', requested: 3, available: 1 }] },
  total_changed: { current_total: { amount: 1445, currency: 'GBP' } },
  code_not_applicable: { reason: 'ended' },
  variant_not_sellable: { reason: 'no_price', line: 0, variant: '22423' },
  currency_not_available: { currency: 'JPY' },
  collection_unknown: { collection: 'kitchen' },
  provider_not_enabled: { provider: 'stripe' },
  sku_taken: { sku: '22423', holder: exampleId('product') },
  sku_not_found: { sku: '22423' },
  handle_taken: { handle: 'regency-cakestand-3-tier' },
  inventory_below_reserved: { on_hand: 5, reserved: 3 },
  invalid_transition: { from: 'completed', to: 'canceled', allowed: ['refunded'] },
  refund_exceeds_captured: { refundable: { amount: 500, currency: 'GBP' } },
  version_conflict: { current_version: 4 },
  rate_limited: { policy: 'buyer' },
  already_created: { id: exampleId('apiKey') },
};

/** A problem document as an example. */
export function problemExample(code: ProblemCode, status: number): Record<string, unknown> {
  const kind = problemKinds[code];
  return {
    type: `/docs/problems/${code}`,
    title: kind.title,
    status,
    detail: kind.title,
    instance: '/v1/…',
    code,
    request_id: 'req_01kaqz3v5m7n0c2d4e6f8g1h3j',
    retryable: 'retryable' in kind,
    ...extras[code],
  };
}

/** The problem document with every member that some code adds, so that typed clients know them. */
export const ProblemDocument = z
  .looseObject({
    // Not `extend`: under the same name the schema would refer to itself.
    ...Problem.shape,
    code: z
      .enum(Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]])
      .openapi('ProblemCode', {
        description:
          'What went wrong. New codes may come; treat one you do not know by its status.',
      }),
    order_id: z.string().optional().openapi({ description: 'The order that the cart has become' }),
    missing: z.array(z.string()).optional().openapi({ description: 'What the cart still needs' }),
    items: z
      .array(z.object({ sku: z.string(), requested: z.int(), available: z.int() }))
      .optional()
      .openapi({ description: 'What there is too little of' }),
    current_total: Money.optional(),
    current_version: z.int().nullable().optional(),
    reason: z.string().optional(),
    policy: z.string().optional().openapi({ description: 'The quota that is used up' }),
    required_scope: z.string().optional(),
    allowed: z
      .array(z.string())
      .optional()
      .openapi({ description: 'The moves that the order can make' }),
    refundable: Money.optional(),
  })
  .openapi('Problem', {
    description:
      'RFC 9457 problem details. `type` is a page that says what to do next; `retryable` says whether the very same request may succeed later.',
  });
