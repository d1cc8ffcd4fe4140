/** The words of the API document that belong to no single operation. */

export const description = `Kiosk is a headless shop: catalog, search, carts, checkout, orders, payments and stock behind one JSON API.

**Start here.** List products with \`GET /v1/products\`, create a cart with \`POST /v1/carts\`, fill in email and address with \`PATCH /v1/carts/{cart}\`, and place the order with \`POST /v1/carts/{cart}/checkout\` (\`tok_success\` of the \`test\` provider needs no account). Poll the order until it is \`confirmed\`. See also: [problems](/docs/problems), [limits](/docs/limits), [test tokens](/docs/test-tokens).

**Money** is an integer in minor units with its currency: \`{"amount": 1999, "currency": "GBP"}\` is £19.99. Digits after the point follow ISO 4217. No request sets a price, a shipping cost or a discount amount.

**Ids** carry a prefix (\`prod_\`, \`cart_\`, \`ord_\`) and are opaque beyond it. Whoever holds the id of a cart may use the cart; an order is opened by its \`access_token\` or by an API key.

**Lists** answer \`{"data": […], "page": {"next_cursor", "has_more"}}\`. Send \`next_cursor\` back as \`cursor\` for the next page; it is opaque and belongs to that list and sort.

**Errors** are \`application/problem+json\` (RFC 9457). Branch on \`code\`, never on \`title\` or \`detail\`; \`type\` is a page that says what to do next; \`retryable\` says whether the very same request may succeed later. Every operation lists every code it may answer. A path that does not exist is 404 \`not_found\`, a method that a path does not have 405 \`method_not_allowed\`. Fields and query parameters that are not documented are refused.

**Versions.** Carts and admin resources carry \`version\` and answer it as \`ETag\`. Send it in \`If-Match\` so as not to overwrite somebody else's change: required for PATCH and DELETE under \`/v1/admin\` where the resource has a version, optional on carts. A mismatch is 412 \`version_conflict\`.

**Idempotency.** Every mutation takes an \`Idempotency-Key\`; where money or stock moves it is required. The same key with the same body answers the same as the first time, with \`Idempotency-Replayed: true\`, for at least 24 hours; refusals of the business are kept too, so a new attempt takes a new key. After a 503 or no answer at all, send the same request with the same key.

**Consistency.** Public reads may lag behind by about a second. Every mutation answers a \`Consistency-Token\`; a request that sends it back sees at least that state.

**Events and webhooks.** Everything that happens to an order is an event. Follow \`GET /v1/admin/events?after={seq}\`, or let them be posted to a webhook endpoint: the same rows, signed as [Standard Webhooks](https://www.standardwebhooks.com) say, at least once, with retries over five days.

**Rate limits**, where the installation has them on, count a buyer's address, each cart, or an API key; [limits](/docs/limits) lists them. Answers that are nobody else's tell what is left in \`RateLimit\` and \`RateLimit-Policy\` (draft-ietf-httpapi-ratelimit-headers-10). Above them the answer is 429 \`rate_limited\` with \`Retry-After\`. A server that calls for many buyers sends an API key with every request, or is listed in \`TRUSTED_PROXIES\` and forwards the buyer's address.

**Changes and deprecation.** \`/v1\` only grows: new operations, members, enum values and problem codes may come, so ignore what you do not know. What is going to end says so at least six months ahead in its answers: \`Deprecation\` (RFC 9745, when it began), \`Sunset\` (RFC 8594, when it ends) and a \`Link\` to its successor, such as

    Deprecation: @1798761600
    Sunset: Thu, 01 Jul 2027 00:00:00 GMT
    Link: </v1/products>; rel="successor-version"`;

/** What each tag is about, in the order in which a reader meets them. */
export const tags: Readonly<Record<string, string>> = {
  Shop: 'What a client needs to know of the shop before anything else.',
  Catalog:
    'Products, collections, search and availability, as shoppers see them. Cached, with ETags.',
  Carts:
    'A cart is used by whoever holds its id. Prices, totals and messages are worked out at every read.',
  Checkout: 'From cart to order.',
  Orders: 'Orders, for the buyer who holds the access token.',
  Payments: 'What payment providers call, and what buyers of the test provider visit.',
  'Admin: catalog': 'Products, variants, images and collections, for those who keep the shop.',
  'Admin: inventory': 'Stock levels and their movements.',
  'Admin: orders': 'Every order, its history, and the moves it can make.',
  'Admin: promotions': 'Discount codes.',
  'Admin: shipping': 'Zones and rates.',
  'Admin: tax': 'Rates by country and region.',
  'Admin: settings': 'The shop itself.',
  'Admin: API keys': 'Keys and their scopes.',
  'Admin: webhooks': 'Who is told of what happens, how that went, and the log of all events.',
  'Admin: operations':
    'How the installation does, and the work that was given up and waits for a person.',
  Operations: 'Probes for load balancers and watchdogs.',
};

export const securitySchemes = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'sk_…',
    description:
      'An API key. It needs the scope that the operation names; `:write` includes `:read`, `*` is everything.',
  },
  orderToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The `access_token` that checkout answered for this order.',
  },
} as const;

/** Request headers, by the names that operations refer to. */
export const requestHeaders = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    description:
      'A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters.',
    example: '5f1c9a52-0d3b-4f0e-9f6e-6f2b1c7a9e10',
  },
  SecretIdempotencyKey: {
    name: 'Idempotency-Key',
    description:
      'Whoever sends the same key is answered the same cart: at least 22 random characters.',
    example: '5f1c9a52-0d3b-4f0e-9f6e-6f2b1c7a9e10',
  },
  IfMatch: {
    name: 'If-Match',
    description:
      'The version that the change is meant for, as the ETag told it; `*` for whatever is there.',
    example: '"1"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    description: 'The ETag of the answer you have: 304 if it is still the same.',
    example: undefined,
  },
  ConsistencyToken: {
    name: 'Consistency-Token',
    description: 'The token of an earlier mutation: the answer shows at least that state.',
    example: undefined,
  },
} as const;

/** Response headers, by their names. */
export const responseHeaders = {
  'Request-Id': 'Names this request in the logs; quote it when you report a problem.',
  'Server-Timing':
    'Where the time went, and whether a cache answered: `cache;desc=hit`, `miss`, `stale` or `bypass`; `app` in all, `db` waiting for the database, in milliseconds; `db` has `desc=stale` while the primary is away.',
  ETag: 'The version of the resource, for If-Match and If-None-Match.',
  Location: 'Where the new resource is read.',
  'Consistency-Token': 'Send it with later reads that must see this change.',
  'Idempotency-Replayed': '`true` when the answer of an earlier request with this key is repeated.',
  RateLimit:
    'What is left of each quota that the request counted for: `r` more now, all of it in `t` seconds. Only where rates are limited.',
  'RateLimit-Policy': 'Those quotas: `q` requests in `w` seconds. Only where rates are limited.',
  'Retry-After': 'Seconds to wait before the next try.',
  'WWW-Authenticate': 'Which credentials are asked for.',
} as const;
