/** One kind of refusal: its status, a title that never changes, and what a client does next. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly next: string;
  /** Whether the very same request may succeed later. */
  readonly retryable?: true;
}

/** Every code Kiosk answers. A code is a promise: it is never renamed, and never means two things. */
export const problemKinds = {
  invalid_json: {
    status: 400,
    title: 'The body is not JSON',
    next: 'Send one well-formed UTF-8 JSON value.',
  },
  invalid_request: {
    status: 400,
    title: 'The request does not have the right shape',
    next: 'Each entry of `errors` points at a field. Correct it and send the request again.',
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor is not one of ours',
    next: 'Use `page.next_cursor` of the same list unchanged, or leave `cursor` out to begin again.',
  },
  idempotency_key_required: {
    status: 400,
    title: 'An Idempotency-Key is required',
    next: 'Send an `Idempotency-Key` header with a fresh random value, and the same value when you retry.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'The Idempotency-Key is not usable',
    next: 'Use 1 to 255 printable ASCII characters; at least 22 random ones to create a cart.',
  },
  unauthorized: {
    status: 401,
    title: 'A valid API key is required',
    next: 'Send `Authorization: Bearer sk_…` with a key that is in force.',
  },
  invalid_signature: {
    status: 401,
    title: 'The signature does not match',
    next: 'Sign the raw body with the current secret, and send the time of signing.',
  },
  insufficient_scope: {
    status: 403,
    title: 'The key may not do this',
    next: 'Use a key that holds the scope named in `required_scope`.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing at this path',
    next: 'See `/docs` for every path there is.',
  },
  product_not_found: {
    status: 404,
    title: 'No such product',
    next: 'Look it up in `/v1/products`; drafts and archived products are not public.',
  },
  variant_not_found: {
    status: 404,
    title: 'No such variant',
    next: 'Use a variant id or SKU of a product.',
  },
  image_not_found: {
    status: 404,
    title: 'No such image',
    next: 'Use an image id of this product.',
  },
  collection_not_found: {
    status: 404,
    title: 'No such collection',
    next: 'Look it up in `/v1/collections`.',
  },
  cart_not_found: {
    status: 404,
    title: 'No such cart',
    next: 'Create a cart. One is forgotten 30 days after it was last touched.',
  },
  line_not_found: {
    status: 404,
    title: 'No such line in the cart',
    next: 'Read the cart for its lines.',
  },
  shop_not_found: {
    status: 404,
    title: 'No shop has this host',
    next: 'This deployment serves many shops: call the host of one, or send an API key that is registered for one (`npm run shops`).',
  },
  order_not_found: {
    status: 404,
    title: 'No such order',
    next: 'Send the `access_token` of the order, or an admin key, as a bearer token.',
  },
  payment_not_found: {
    status: 404,
    title: 'No such payment',
    next: 'Use a payment id of an order.',
  },
  sku_not_found: {
    status: 404,
    title: 'No such SKU',
    next: 'SKUs are compared exactly, upper and lower case too.',
  },
  discount_code_not_found: {
    status: 404,
    title: 'No such discount code',
    next: 'List the discount codes.',
  },
  shipping_zone_not_found: {
    status: 404,
    title: 'No such shipping zone',
    next: 'List the shipping zones.',
  },
  tax_rate_not_found: { status: 404, title: 'No such tax rate', next: 'List the tax rates.' },
  api_key_not_found: { status: 404, title: 'No such API key', next: 'List the API keys.' },
  webhook_endpoint_not_found: {
    status: 404,
    title: 'No such webhook endpoint',
    next: 'List the webhook endpoints.',
  },
  import_not_found: {
    status: 404,
    title: 'No such import',
    next: 'Use the id that the import answered.',
  },
  dead_letter_not_found: {
    status: 404,
    title: 'No such dead letter',
    next: 'List the dead letters; it may have been redriven already.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The path does not have this method',
    next: 'Use one of the methods in the `Allow` header.',
  },
  request_timeout: {
    status: 408,
    title: 'The body did not arrive in time',
    next: 'Send the whole body within ten seconds.',
    retryable: true,
  },
  cart_completed: {
    status: 409,
    title: 'The cart is already an order',
    next: 'Read the order named in `order_id`, or begin a new cart.',
  },
  stock_short: {
    status: 409,
    title: 'There is not enough stock',
    next: 'Lower the quantities named in `items` to what is available.',
  },
  total_changed: {
    status: 409,
    title: 'The total is not the one you expected',
    next: 'Show the buyer `current_total`, and check out again with it and a new key.',
  },
  sku_taken: {
    status: 409,
    title: 'Another variant has this SKU',
    next: 'Choose another SKU; `holder` has this one.',
  },
  handle_taken: {
    status: 409,
    title: 'The handle is taken',
    next: 'Choose another, or leave it out and one is made.',
  },
  code_taken: {
    status: 409,
    title: 'The discount code exists',
    next: 'Change the existing code, or choose another.',
  },
  tax_rate_taken: {
    status: 409,
    title: 'There is a rate for this country and region',
    next: 'Change the existing rate.',
  },
  variant_required: {
    status: 409,
    title: 'A product keeps at least one variant',
    next: 'Archive or delete the product instead.',
  },
  inventory_below_reserved: {
    status: 409,
    title: 'Stock would fall below what is reserved',
    next: 'Adjust by less, or wait until the reservations end; `reserved` says how many there are.',
  },
  invalid_transition: {
    status: 409,
    title: 'The order cannot make this move now',
    next: 'Read the order; `allowed` names the moves it can make.',
  },
  refund_exceeds_captured: {
    status: 409,
    title: 'The refund is more than what is left of the payment',
    next: 'Refund at most `refundable`.',
  },
  replay_running: {
    status: 409,
    title: 'The endpoint is still being sent an earlier replay',
    next: 'Wait until `replay` of the endpoint is null, then ask again with a new key.',
  },
  idempotency_in_flight: {
    status: 409,
    title: 'The first request with this key is still running',
    next: 'Wait as long as Retry-After says, then send the same request with the same key.',
    retryable: true,
  },
  already_created: {
    status: 409,
    title: 'This key created a secret that is shown only once',
    next: 'If the secret was lost, delete the resource named in `id` and create another, or rotate its secret.',
  },
  version_conflict: {
    status: 412,
    title: 'Somebody changed the resource in between',
    next: 'Read it again, apply your change to what you find, and send the new version in If-Match.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    next: 'Send at most 1 MiB; large catalogs go to `/v1/admin/imports`, which streams.',
  },
  uri_too_long: {
    status: 414,
    title: 'The URL is too long',
    next: 'Send at most 8 KiB of path and query.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The media type is not supported here',
    next: 'Send `Content-Type: application/json`, and no `Content-Encoding`; an import may have gzip.',
  },
  cart_incomplete: {
    status: 422,
    title: 'The cart is not ready for checkout',
    next: 'Set what `missing` names, then check out with a new key.',
  },
  code_not_applicable: {
    status: 422,
    title: 'The discount code does not apply',
    next: '`reason` says why: unknown, not_started, ended, used_up, customer_limit, minimum_subtotal, currency.',
  },
  currency_not_available: {
    status: 422,
    title: 'Nothing is sold in this currency',
    next: 'Use one of `currencies` in `/v1/shop`.',
  },
  variant_not_sellable: {
    status: 422,
    title: 'The variant cannot be bought in this cart',
    next: '`reason` says why: not_found, not_active, no_price.',
  },
  cart_limit: {
    status: 422,
    title: 'The cart has reached a limit',
    next: 'A cart has at most 2,000 lines, 100,000 units a line and 10 discount codes.',
  },
  amount_out_of_range: {
    status: 422,
    title: 'The amount is beyond what can be charged',
    next: 'Split the order: totals stay below 2^53 minor units.',
  },
  webhook_endpoint_limit: {
    status: 422,
    title: 'The shop has as many webhook endpoints as it can have',
    next: 'Delete an endpoint, or let one receiver pass events on; `limit` says how many there can be.',
  },
  shipping_option_unavailable: {
    status: 422,
    title: 'The shipping option does not serve this cart',
    next: 'Choose one of `/v1/carts/{id}/shipping-options`.',
  },
  provider_not_enabled: {
    status: 422,
    title: 'The payment provider is not enabled',
    next: 'Use one of `payment_providers` in `/v1/shop`.',
  },
  payment_token_invalid: {
    status: 422,
    title: 'The provider does not know this payment token',
    next: 'Use a token that the provider gave you; those of `test` are listed at `/docs/test-tokens`.',
  },
  amount_not_chargeable: {
    status: 422,
    title: 'The payment provider cannot charge exactly this amount',
    next: 'Pay with another of `payment_providers` in `/v1/shop`.',
  },
  payment_limit: {
    status: 422,
    title: 'The order was tried to be paid too often',
    next: 'Nothing more is charged for this order: begin a new cart. `maximum` says how many attempts there can be.',
  },
  collection_unknown: {
    status: 422,
    title: 'A collection named by the product does not exist',
    next: 'Create the collection first.',
  },
  idempotency_conflict: {
    status: 422,
    title: 'The Idempotency-Key was used with another request',
    next: 'Use a new key for a new request.',
  },
  precondition_required: {
    status: 428,
    title: 'If-Match is required',
    next: 'Read the resource and send its ETag in If-Match, or `*` to overwrite whatever is there.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    next: 'Wait as long as Retry-After says.',
    retryable: true,
  },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    next: 'Send at most 16 KiB of headers; cookies are not read, so leave them out.',
  },
  internal_error: {
    status: 500,
    title: 'Something failed on our side',
    next: 'Try again. If it stays, report the `request_id`.',
    retryable: true,
  },
  database_unavailable: {
    status: 503,
    title: 'The database cannot be reached',
    next: 'Try again after Retry-After with the same key: nothing was done.',
    retryable: true,
  },
  shop_paused: {
    status: 503,
    title: 'The shop takes no changes for now',
    next: 'It is being moved, and can be read meanwhile. Send the same request with the same key after Retry-After.',
    retryable: true,
  },
  overloaded: {
    status: 503,
    title: 'There is more work than can be done in time',
    next: 'Try again after Retry-After with the same key: nothing was done.',
    retryable: true,
  },
  provider_unavailable: {
    status: 503,
    title: 'The payment provider does not answer',
    next: 'Try again after Retry-After with the same key: nothing was asked of it.',
    retryable: true,
  },
  outcome_unknown: {
    status: 503,
    title: 'The answer of the database, or of a provider, did not arrive',
    next: 'Send the same request with the same key after Retry-After: it is done once, whatever happened.',
    retryable: true,
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

/** One wrong field: an RFC 6901 pointer into the body, or the name of a parameter. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** The only error that is shown to a caller. `details` become members of the problem document. */
export class ShopError extends Error {
  override readonly name = 'ShopError';
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, details: Readonly<Record<string, unknown>> = {}, detail?: string) {
    super(detail ?? problemKinds[code].title);
    this.code = code;
    this.details = details;
  }

  /** `details.status` overrides, for the one code that refuses at two places (`code_not_applicable`). */
  get status(): number {
    const { status } = this.details;
    return typeof status === 'number' ? status : problemKinds[this.code].status;
  }
}
