export interface paths {
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products
         * @description Active products. With `currency`, those that have a price in it. `price` sorts by the lowest price, in `currency` or else in the default currency of the shop.
         */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{product}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a product
         * @description By id or handle. Drafts and archived products are not found. With `currency`, variants without a price in it are left out.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List collections
         * @description By title.
         */
        get: operations["listCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{collection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a collection
         * @description By id or handle. Its products are `/v1/products?collection=…`.
         */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search products
         * @description Active products whose title, SKUs or description contain every word; each word may be the beginning of a longer one. The best first: whole words in the title, then in SKUs, then beginnings, then the description; a shorter title, then the newer product first. Of more than 1,000 hits the newest 1,000 are ranked, and the older ones follow by age.
         */
        get: operations["searchProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the availability of variants
         * @description Stock is in no other cached answer: this one is at most a second old. A variant that does not exist is out of stock.
         */
        get: operations["getAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the shop
         * @description What a client needs to draw a checkout: currencies, countries, tax display and payment providers.
         */
        get: operations["getShop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a cart
         * @description Whoever holds the id may use the cart. An Idempotency-Key here is a secret too: use at least 22 random characters.
         */
        post: operations["createCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cart}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a cart
         * @description Never writes. Prices, totals and messages are worked out as they are now.
         */
        get: operations["getCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set email, addresses, shipping option or note
         * @description JSON Merge Patch; an address is replaced as a whole. The billing address is the shipping address until it is set.
         */
        patch: operations["updateCart"];
        trace?: never;
    };
    "/v1/carts/{cart}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a line
         * @description The same variant merges into its line: a hundred parallel adds of one are a hundred units.
         */
        post: operations["addLine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cart}/lines/{line}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a line
         * @description Answers the cart.
         */
        delete: operations["removeLine"];
        options?: never;
        head?: never;
        /**
         * Set the quantity of a line
         * @description 0 removes it.
         */
        patch: operations["setQuantity"];
        trace?: never;
    };
    "/v1/carts/{cart}/discount-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter a discount code
         * @description Upper and lower case are the same. A code that stops applying later stays in the cart, with a message. After 20 codes in 15 minutes more are 429 `rate_limited`, whether or not rates are limited otherwise.
         */
        post: operations["addDiscountCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cart}/discount-codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a discount code out
         * @description Answers the cart; a code that is not there is no error.
         */
        delete: operations["removeDiscountCode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cart}/shipping-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List shipping options
         * @description The cheapest first. Empty before there is a shipping address, and in a shop without shipping zones.
         */
        get: operations["listShippingOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{cart}/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn a cart into an order
         * @description Answers as soon as the order is durable and its stock reserved. The payment is still on its way, except where the buyer has to go on with it (`next_action`, `client_secret`). Poll the order with its `access_token`. Refusals come in this order: incomplete cart, short stock, inapplicable code, changed total.
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an order
         * @description With the `access_token` of the order, or an API key that may read orders, as bearer. Anything else is not found.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{order}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay an order again
         * @description After a decline, while the hold lives. Answers the order. More than 5 attempts in 10 minutes are 429 `rate_limited`, whether or not rates are limited otherwise; more than 20 in all 422 `payment_limit`.
         */
        post: operations["payOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{provider}/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a notification of a payment provider
         * @description For providers. The signature is checked on the raw body (`test` signs as Standard Webhooks do: `webhook-id`, `webhook-timestamp`, `webhook-signature`; `stripe` sends `Stripe-Signature`); an event is claimed once by its id, in the transaction that has its effect. A failure of ours answers 5xx, so that the provider tries again.
         */
        post: operations["receivePaymentNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/test/{payment}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Approve a payment of the test provider
         * @description The page that `next_action.url` of `tok_requires_action` leads to. Finishes the payment and sends the buyer back.
         */
        get: operations["approveTestPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products of any status
         * @description The newest first; of one status, with one handle, or the one that has a SKU.
         *
         *     Needs an API key with the scope `catalog:read`.
         */
        get: operations["listAdminProducts"];
        put?: never;
        /**
         * Create a product
         * @description With options, variants, prices and first stock in one call. Without a `handle` one is made from the title.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a product
         * @description Read from the primary, with its version as ETag.
         *
         *     Needs an API key with the scope `catalog:read`.
         */
        get: operations["getAdminProduct"];
        put?: never;
        post?: never;
        /**
         * Delete a product
         * @description Answers the product as it was. Orders keep what they say of it.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        /**
         * Change a product
         * @description JSON Merge Patch. Variants and images have paths of their own; prices are changed on the variant.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        patch: operations["changeProduct"];
        trace?: never;
    };
    "/v1/admin/products/{id}/variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a variant to a product
         * @description Answers the variant; its version is that of its product.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        post: operations["createVariant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{id}/variants/{variant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a variant
         * @description Read from the primary, with its stock.
         *
         *     Needs an API key with the scope `catalog:read`.
         */
        get: operations["getAdminVariant"];
        put?: never;
        post?: never;
        /**
         * Delete a variant
         * @description Answers the variant as it was. The last variant of a product stays.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        delete: operations["deleteVariant"];
        options?: never;
        head?: never;
        /**
         * Change a variant
         * @description JSON Merge Patch; `prices` is replaced as a whole. What is on hand changes by adjustments only.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        patch: operations["changeVariant"];
        trace?: never;
    };
    "/v1/admin/products/{id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an image to a product
         * @description By URL; the picture itself is not fetched.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        post: operations["createImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{id}/images/{image}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an image
         * @description Answers the image as it was.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        delete: operations["deleteImage"];
        options?: never;
        head?: never;
        /**
         * Change an image
         * @description JSON Merge Patch; `position` moves it, counted from 1.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        patch: operations["changeImage"];
        trace?: never;
    };
    "/v1/admin/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List collections
         * @description By title.
         *
         *     Needs an API key with the scope `catalog:read`.
         */
        get: operations["listAdminCollections"];
        put?: never;
        /**
         * Create a collection
         * @description Products are put into it by their `collections`.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        post: operations["createCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a collection
         * @description Read from the primary, with its version as ETag.
         *
         *     Needs an API key with the scope `catalog:read`.
         */
        get: operations["getAdminCollection"];
        put?: never;
        post?: never;
        /**
         * Delete a collection
         * @description Answers the collection as it was. Its products stay.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        delete: operations["deleteCollection"];
        options?: never;
        head?: never;
        /**
         * Change a collection
         * @description JSON Merge Patch.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        patch: operations["changeCollection"];
        trace?: never;
    };
    "/v1/admin/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports
         * @description The newest first, also one that still runs.
         *
         *     Needs an API key with the scope `catalog:read`.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Import products from a file
         * @description The body is the file, of any size, plain or with `Content-Encoding: gzip`. Products are found by SKU, then by handle; what is not found is created. A row that is wrong is reported and the rest imported. Sending a file again changes nothing, and completes what broke off.
         *
         *     Needs an API key with the scope `catalog:write`.
         */
        post: operations["importCatalog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an import
         * @description While it runs, how far it has come.
         *
         *     Needs an API key with the scope `catalog:read`.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stock levels
         * @description In the order of their SKUs, or the one level of `sku`.
         *
         *     Needs an API key with the scope `inventory:read`.
         */
        get: operations["listInventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/inventory/{sku}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adjust stock
         * @description Adds to what is on hand, or takes from it. Never takes below what orders have reserved, unless the policy is `continue`.
         *
         *     Needs an API key with the scope `inventory:write`.
         */
        post: operations["adjustStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/inventory/{sku}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stock movements
         * @description The newest first. They sum to `on_hand`.
         *
         *     Needs an API key with the scope `inventory:read`.
         */
        get: operations["listMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List orders
         * @description The newest first; filters narrow together.
         *
         *     Needs an API key with the scope `orders:read`.
         */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an order
         * @description Read from the primary.
         *
         *     Needs an API key with the scope `orders:read`.
         */
        get: operations["getAdminOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the history of an order
         * @description Everything that happened to it, the oldest first. The order is the fold of these.
         *
         *     Needs an API key with the scope `orders:read`.
         */
        get: operations["listOrderEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order
         * @description Before anything was sent. Stock comes back; captured money is sent back.
         *
         *     Needs an API key with the scope `orders:write`.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Capture the payment of an order
         * @description An authorized payment, or a bank transfer that has arrived.
         *
         *     Needs an API key with the scope `orders:write`.
         */
        post: operations["captureOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund an order
         * @description An amount, lines (their share of what was paid), or all that is left. Together never more than was captured.
         *
         *     Needs an API key with the scope `orders:write`.
         */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{id}/fulfillments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fulfill an order
         * @description Records that goods were sent. An order whose lines were all sent is completed.
         *
         *     Needs an API key with the scope `orders:write`.
         */
        post: operations["fulfillOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/discount-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List discount codes
         * @description The newest first.
         *
         *     Needs an API key with the scope `promotions:read`.
         */
        get: operations["listDiscountCodes"];
        put?: never;
        /**
         * Create a discount code
         * @description A percentage, a fixed amount or free shipping. Limits count orders that are not canceled.
         *
         *     Needs an API key with the scope `promotions:write`.
         */
        post: operations["createDiscountCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/discount-codes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a discount code
         * @description Read from the primary, with its version as ETag.
         *
         *     Needs an API key with the scope `promotions:read`.
         */
        get: operations["getDiscountCode"];
        put?: never;
        post?: never;
        /**
         * Delete a discount code
         * @description Answers the code as it was. Orders keep their discount.
         *
         *     Needs an API key with the scope `promotions:write`.
         */
        delete: operations["deleteDiscountCode"];
        options?: never;
        head?: never;
        /**
         * Change a discount code
         * @description JSON Merge Patch; null takes a limit away. The type of a code cannot change.
         *
         *     Needs an API key with the scope `promotions:write`.
         */
        patch: operations["changeDiscountCode"];
        trace?: never;
    };
    "/v1/admin/shipping-zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List shipping zones
         * @description All of them on one page, the oldest first.
         *
         *     Needs an API key with the scope `settings:read`.
         */
        get: operations["listShippingZones"];
        put?: never;
        /**
         * Create a shipping zone
         * @description Countries, and the rates that goods are shipped there by. A country named by two zones belongs to the older one.
         *
         *     Needs an API key with the scope `settings:write`.
         */
        post: operations["createShippingZone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/shipping-zones/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a shipping zone
         * @description Read from the primary, with its version as ETag.
         *
         *     Needs an API key with the scope `settings:read`.
         */
        get: operations["getShippingZone"];
        put?: never;
        post?: never;
        /**
         * Delete a shipping zone
         * @description Answers the zone as it was. Orders keep the option they were placed with.
         *
         *     Needs an API key with the scope `settings:write`.
         */
        delete: operations["deleteShippingZone"];
        options?: never;
        head?: never;
        /**
         * Change a shipping zone
         * @description JSON Merge Patch; `rates` is replaced as a whole. A rate that keeps its `id` stays chosen in carts.
         *
         *     Needs an API key with the scope `settings:write`.
         */
        patch: operations["changeShippingZone"];
        trace?: never;
    };
    "/v1/admin/tax-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tax rates
         * @description All of them on one page, by country and region.
         *
         *     Needs an API key with the scope `settings:read`.
         */
        get: operations["listTaxRates"];
        put?: never;
        /**
         * Create a tax rate
         * @description One rate a country, and one for each region that differs from it. Whether listed prices contain it is a setting of the shop.
         *
         *     Needs an API key with the scope `settings:write`.
         */
        post: operations["createTaxRate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/tax-rates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tax rate
         * @description Read from the primary, with its version as ETag.
         *
         *     Needs an API key with the scope `settings:read`.
         */
        get: operations["getTaxRate"];
        put?: never;
        post?: never;
        /**
         * Delete a tax rate
         * @description Answers the rate as it was.
         *
         *     Needs an API key with the scope `settings:write`.
         */
        delete: operations["deleteTaxRate"];
        options?: never;
        head?: never;
        /**
         * Change a tax rate
         * @description JSON Merge Patch. Carts are taxed by the new rate when they are next read; orders keep theirs.
         *
         *     Needs an API key with the scope `settings:write`.
         */
        patch: operations["changeTaxRate"];
        trace?: never;
    };
    "/v1/admin/shop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings of the shop
         * @description Read from the primary.
         *
         *     Needs an API key with the scope `settings:read`.
         */
        get: operations["getShopSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the settings of the shop
         * @description JSON Merge Patch. A new `tax_display` reprices every cart when it is next read.
         *
         *     Needs an API key with the scope `settings:write`.
         */
        patch: operations["changeShop"];
        trace?: never;
    };
    "/v1/admin/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description The newest first, without the keys themselves.
         *
         *     Needs an API key with the scope `keys:read`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description The key is shown in this answer only: a repeat with the same Idempotency-Key is told `already_created`.
         *
         *     Needs an API key with the scope `keys:write`.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key
         * @description Its name, scopes and last four characters.
         *
         *     Needs an API key with the scope `keys:read`.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Delete an API key
         * @description It ends at once. Answers the key as it was.
         *
         *     Needs an API key with the scope `keys:write`.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description The newest first, without their secrets.
         *
         *     Needs an API key with the scope `webhooks:read`.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Create a webhook endpoint
         * @description It gets the events from now on; earlier ones by a replay. The secret is shown in this answer only: a repeat with the same Idempotency-Key is told `already_created`. The key needs `orders:read` too, since the receiver sees every order. A URL that leads to an inside address is refused, here and at every delivery.
         *
         *     Needs an API key with the scope `webhooks:write`.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook endpoint
         * @description Read from the primary, with its version as ETag.
         *
         *     Needs an API key with the scope `webhooks:read`.
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Nothing more is sent to it. Answers the endpoint as it was.
         *
         *     Needs an API key with the scope `webhooks:write`.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description JSON Merge Patch. `status` pauses an endpoint or makes it active again: then it goes on from where it stood, and what had failed is tried at once.
         *
         *     Needs an API key with the scope `webhooks:write`.
         */
        patch: operations["changeWebhookEndpoint"];
        trace?: never;
    };
    "/v1/admin/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the secret of a webhook endpoint
         * @description The new secret is shown in this answer only. For 24 hours deliveries carry a signature by each, so that the receiver can change over without a gap.
         *
         *     Needs an API key with the scope `webhooks:write`.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver a range of events again
         * @description Every event from `from` to `to` that the endpoint wants, both included, with the same ids as before. It is worked off in the background, beside what is new; `replay` of the endpoint says how far it is.
         *
         *     Needs an API key with the scope `webhooks:write`.
         */
        post: operations["replayWebhookEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message to a webhook endpoint
         * @description Posts a signed `webhook.test` at once and tells how it went. It is in no log and has no retries.
         *
         *     Needs an API key with the scope `webhooks:write`.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the delivery log of a webhook endpoint
         * @description One row an event, the latest first: how often it was tried, what the receiver answered, when it is tried next. Delivered ones are kept for 30 days. A dead one is also a dead letter, and is redriven as one.
         *
         *     Needs an API key with the scope `webhooks:read`.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the event log
         * @description Everything that happened, in the order of commits. To follow it, send `next_after` as `after` of the next request: no event is missed and none comes twice, however often or seldom you ask. Events are never changed and never removed.
         *
         *     Needs an API key with the scope `orders:read`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List dead letters
         * @description Work that failed so often that it was given up, the latest first.
         *
         *     Needs an API key with the scope `orders:read`.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/dead-letters/{id}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redrive a dead letter
         * @description Makes the work due again at once, with all its attempts before it.
         *
         *     Needs an API key with the scope `orders:write`.
         */
        post: operations["redriveDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How is the installation doing?
         * @description How much work there is and how late it is, whether the database can be written (a real write, at most one a second), and how webhook receivers stand. Cheap whatever there is: counts end at a limit.
         *
         *     Needs an API key with the scope `orders:read`.
         */
        get: operations["getAdminHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process up?
         * @description Asks nothing of the database.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the database migrated and readable?
         * @description For load balancers: send traffic only where this is 200. Reads the near copy, so it is 200 while only writes are refused; 503 as soon as the process is told to stop.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready/writes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the database be written?
         * @description A real write, at most one a second and shared: for the watchdog that restarts a stuck database.
         */
        get: operations["getWriteReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    event: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Something happened
         * @description Posted to every endpoint that wants the event, at least once, signed as Standard Webhooks say. Verify the signature on the raw body, answer quickly, and know a repeated event by its id.
         */
        post: operations["receiveEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Address: {
            name: string;
            line1: string;
            line2?: string;
            city: string;
            region?: string;
            postal_code?: string;
            /** @description ISO 3166-1 alpha-2 code */
            country: string;
            phone?: string;
            company?: string;
        };
        Adjustment: {
            /** @description Units to add, or to take when negative */
            delta: number;
            reason: string;
        };
        AdminCollection: components["schemas"]["Collection"] & {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        AdminCollectionList: {
            data: components["schemas"]["AdminCollection"][];
            page: components["schemas"]["Page"];
        };
        AdminHealth: {
            /**
             * @description `degraded`: the database cannot be written, work is over a minute late, something was given up, or a receiver is paused because it failed
             * @enum {string}
             */
            status: "ok" | "degraded";
            /** Format: date-time */
            checked_at: string;
            database: {
                writable: boolean;
            };
            /** @description What waits for the writer of this process; null where the writer is elsewhere */
            writer: {
                waiting: number;
                /** @description For the next write */
                predicted_wait_ms: number;
            } | null;
            work: {
                /** Format: date-time */
                oldest_due_at: string | null;
                /** @description Seconds; 0 when there is none */
                oldest_due_age_seconds: number;
                kinds: components["schemas"]["WorkDepth"][];
            };
            /** @description Of all webhook endpoints; each counts up to 1,000 a state */
            deliveries: {
                pending: number;
                retrying: number;
                delivered: number;
                dead: number;
            };
            webhook_endpoints: components["schemas"]["WebhookEndpointHealth"][];
        };
        AdminImage: components["schemas"]["Image"] & {
            product_id: string;
            /** @description Grows with every change; the ETag of the resource */
            version: number;
        };
        AdminProduct: {
            id: string;
            handle: string;
            title: string;
            description: string;
            /** @enum {string} */
            status: "draft" | "active" | "archived";
            options: components["schemas"]["ProductOption"][];
            variants: components["schemas"]["AdminProductVariant"][];
            images: components["schemas"]["Image"][];
            collections: components["schemas"]["CollectionReference"][];
            metadata: {
                [key: string]: string;
            };
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        AdminProductList: {
            data: components["schemas"]["AdminProduct"][];
            page: components["schemas"]["Page"];
        };
        AdminProductVariant: {
            id: string;
            sku: string;
            title: string;
            options: {
                [key: string]: string;
            };
            prices: components["schemas"]["Money"][];
            weight_grams: number;
            inventory: {
                on_hand: number;
                reserved: number;
                available: number;
                /** @enum {string} */
                policy: "deny" | "continue";
            };
        };
        AdminVariant: {
            id: string;
            sku: string;
            title: string;
            options: {
                [key: string]: string;
            };
            product_id: string;
            prices: components["schemas"]["Money"][];
            weight_grams: number;
            inventory: {
                on_hand: number;
                reserved: number;
                available: number;
                /** @enum {string} */
                policy: "deny" | "continue";
            };
            /** @description Grows with every change; the ETag of the resource */
            version: number;
        };
        ApiKey: {
            id: string;
            name: string;
            /** @description The last four characters */
            hint: string;
            scopes: ("*" | "catalog:read" | "catalog:write" | "inventory:read" | "inventory:write" | "orders:read" | "orders:write" | "promotions:read" | "promotions:write" | "webhooks:read" | "webhooks:write" | "settings:read" | "settings:write" | "keys:read" | "keys:write")[];
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            /** Format: date-time */
            created_at: string;
        };
        ApiKeyInput: {
            name: string;
            scopes: ("*" | "catalog:read" | "catalog:write" | "inventory:read" | "inventory:write" | "orders:read" | "orders:write" | "promotions:read" | "promotions:write" | "webhooks:read" | "webhooks:write" | "settings:read" | "settings:write" | "keys:read" | "keys:write")[];
        };
        ApiKeyList: {
            data: components["schemas"]["ApiKey"][];
            page: components["schemas"]["Page"];
        };
        AppliedDiscountCode: {
            code: string;
            /** @description What it takes off the lines */
            amount: components["schemas"]["Money"];
        };
        ApprovedTestPayment: {
            /** @enum {boolean} */
            approved: true;
        };
        Availability: {
            data: {
                variant_id: string;
                /** @enum {string} */
                status: "in_stock" | "low_stock" | "out_of_stock" | "backorder";
            }[];
        };
        Cart: {
            id: string;
            /** @enum {string} */
            status: "active" | "completed" | "merged" | "expired";
            /** @description ISO 4217 alphabetic code */
            currency: string;
            lines: components["schemas"]["CartLine"][];
            discount_codes: components["schemas"]["AppliedDiscountCode"][];
            email: string | null;
            shipping_address: components["schemas"]["Address"] | null;
            billing_address: components["schemas"]["Address"] | null;
            shipping_option: components["schemas"]["ShippingOption"] | null;
            note: string | null;
            totals: components["schemas"]["Totals"];
            messages: components["schemas"]["Message"][];
            order_id?: string;
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            /** Format: date-time */
            expires_at: string;
        };
        CartChange: {
            /** Format: email */
            email?: string | null;
            shipping_address?: components["schemas"]["Address"] | null;
            /** @description The shipping address if left out */
            billing_address?: {
                name: string;
                line1: string;
                line2?: string;
                city: string;
                region?: string;
                postal_code?: string;
                /** @description ISO 3166-1 alpha-2 code */
                country: string;
                phone?: string;
                company?: string;
            } | null;
            shipping_option_id?: string | null;
            note?: string | null;
        };
        CartInput: {
            /** @description The default currency of the shop if left out */
            currency?: string;
            /** @default [] */
            lines?: components["schemas"]["LineInput"][];
        };
        CartLine: {
            id: string;
            variant_id: string;
            sku: string;
            title: string;
            quantity: number;
            unit_price: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            /** @description unit_price × quantity − discount */
            total: components["schemas"]["Money"];
        };
        Checkout: {
            /** @description The total that the buyer was shown */
            expected_total: components["schemas"]["Money"];
            payment: components["schemas"]["PaymentChoice"];
        };
        Collection: {
            id: string;
            handle: string;
            title: string;
            description: string;
            image_url: string | null;
            /** @description Grows with every change; the ETag of the resource */
            version: number;
        };
        CollectionChange: {
            title?: string;
            /** @description The name in URLs */
            handle?: string;
            description?: string;
            /** Format: uri */
            image_url?: string | null;
        };
        CollectionFacet: components["schemas"]["CollectionReference"] & {
            /** @description Hits that have it */
            count: number;
        };
        CollectionInput: {
            title: string;
            /** @description The name in URLs */
            handle?: string;
            /** @default  */
            description?: string;
            /**
             * Format: uri
             * @default null
             */
            image_url?: string | null;
        };
        CollectionList: {
            data: components["schemas"]["Collection"][];
            page: components["schemas"]["Page"];
        };
        CollectionReference: {
            id: string;
            handle: string;
            title: string;
        };
        CreatedApiKey: components["schemas"]["ApiKey"] & {
            /** @description Shown only here */
            key: string;
        };
        DeadLetter: {
            id: string;
            kind: string;
            attempts: number;
            /** @description Why the last attempt failed */
            error: string | null;
            /** Format: date-time */
            dead_at: string;
        };
        DeadLetterList: {
            data: components["schemas"]["DeadLetter"][];
            page: components["schemas"]["Page"];
        };
        Delivery: {
            event_id: string;
            seq: number;
            type: string;
            order_id: string;
            /** @enum {string} */
            state: "pending" | "retrying" | "delivered" | "dead";
            attempts: number;
            /** @description Of the last attempt; null where no answer came */
            response_status: number | null;
            duration_ms: number | null;
            error: string | null;
            /** Format: date-time */
            next_try_at: string | null;
            /** Format: date-time */
            attempted_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        DeliveryList: {
            data: components["schemas"]["Delivery"][];
            page: components["schemas"]["Page"];
        };
        DiscountCode: {
            id: string;
            /** @description Compared without regard to case, and to how accents are composed */
            code: string;
            /** @enum {string} */
            type: "percentage" | "fixed" | "free_shipping";
            /** @description Percent for `percentage`, Money for `fixed`, nothing for `free_shipping` */
            value?: number | components["schemas"]["Money"];
            usage_limit: number | null;
            usage_limit_per_customer: number | null;
            /** Format: date-time */
            starts_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            minimum_subtotal: components["schemas"]["Money"] | null;
            /** @description Orders that use it now; a canceled one gives it back */
            used: number;
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        DiscountCodeChange: {
            /** @description Compared without regard to case, and to how accents are composed */
            code?: string;
            /** @description Percent for `percentage`, Money for `fixed`, nothing for `free_shipping` */
            value?: number | components["schemas"]["Money"];
            /** @description Orders in all */
            usage_limit?: number | null;
            /** @description Orders for each email address */
            usage_limit_per_customer?: number | null;
            /** Format: date-time */
            starts_at?: string | null;
            /** Format: date-time */
            ends_at?: string | null;
            /** @description Of the cart before discount */
            minimum_subtotal?: {
                /** @description Integer minor units of the currency (pence, cents, yen) */
                amount: number;
                /** @description ISO 4217 alphabetic code */
                currency: string;
            } | null;
        };
        DiscountCodeEntry: {
            code: string;
        };
        DiscountCodeInput: {
            /** @description Compared without regard to case, and to how accents are composed */
            code: string;
            /** @enum {string} */
            type: "percentage" | "fixed" | "free_shipping";
            /** @description Percent for `percentage`, Money for `fixed`, nothing for `free_shipping` */
            value?: number | components["schemas"]["Money"];
            /** @description Orders in all */
            usage_limit?: number | null;
            /** @description Orders for each email address */
            usage_limit_per_customer?: number | null;
            /** Format: date-time */
            starts_at?: string | null;
            /** Format: date-time */
            ends_at?: string | null;
            /** @description Of the cart before discount */
            minimum_subtotal?: {
                /** @description Integer minor units of the currency (pence, cents, yen) */
                amount: number;
                /** @description ISO 4217 alphabetic code */
                currency: string;
            } | null;
        };
        DiscountCodeList: {
            data: components["schemas"]["DiscountCode"][];
            page: components["schemas"]["Page"];
        };
        Dispute: {
            /** @description The provider’s id */
            id: string;
            payment_id: string;
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            status: "open" | "won" | "lost";
            reason: string;
            /** Format: date-time */
            created_at: string;
        };
        Event: {
            /** @description Also the `webhook-id`: the same at every delivery */
            id: string;
            /** @description The order of commits over the whole shop */
            seq: number;
            type: string;
            /** Format: date-time */
            timestamp: string;
            order_id: string;
            /** @description Of the order after this event */
            version: number;
            data: {
                [key: string]: unknown;
            };
        };
        EventList: {
            data: components["schemas"]["Event"][];
            page: components["schemas"]["Page"];
            /** @description Send it as `after` next time: there is nothing that you have missed before it */
            next_after: number;
        };
        Facets: {
            /** @description How many hits are counted; not exact when there are more than these 1,000 */
            hits: {
                count: number;
                exact: boolean;
            };
            /** @description With `collection` in `facets`; the largest first */
            collections?: components["schemas"]["CollectionFacet"][];
            /** @description With `option` in `facets`; the most frequent first */
            options?: components["schemas"]["OptionFacet"][];
            /** @description With `price` in `facets`: from the lowest to the highest of what products cost at least */
            price?: {
                min: components["schemas"]["Money"];
                max: components["schemas"]["Money"];
            } | null;
        };
        FacetValue: {
            value: string;
            /** @description Hits that have it */
            count: number;
        };
        Fulfillment: {
            id: string;
            lines: components["schemas"]["LineQuantity"][];
            tracking: {
                carrier: string;
                number: string;
                url?: string;
            } | null;
            /** Format: date-time */
            created_at: string;
        };
        FulfillmentInput: {
            /** @description All that is left if left out */
            lines?: components["schemas"]["LineQuantity"][];
            tracking?: {
                carrier: string;
                number: string;
                /** Format: uri */
                url?: string;
            };
        };
        Healthy: {
            /** @enum {string} */
            status: "ok";
        };
        Image: {
            id: string;
            url: string;
            alt: string;
        };
        ImageChange: {
            /** Format: uri */
            url?: string;
            alt?: string;
            position?: number;
        };
        ImageInput: {
            /** Format: uri */
            url: string;
            /** @default  */
            alt?: string;
        };
        Import: {
            id: string;
            /** @enum {string} */
            format: "csv" | "ndjson" | "shopify-csv";
            /**
             * @description Interrupted: the body broke off. What was imported stays; send the file again to complete it.
             * @enum {string}
             */
            status: "running" | "completed" | "interrupted";
            dry_run: boolean;
            counts: components["schemas"]["ImportCounts"];
            /** @description The first 1,000 */
            errors: components["schemas"]["ImportError"][];
            errors_total: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            completed_at: string | null;
        };
        ImportCounts: {
            /** @description Rows read, without the header and blank lines */
            rows: number;
            /** @description Products */
            created: number;
            /** @description Products */
            updated: number;
            /** @description Products */
            unchanged: number;
            /** @description Rows that were not imported */
            failed: number;
        };
        ImportError: {
            /** @description Where the row begins, counted from 1 */
            line: number;
            column: string | null;
            sku?: string;
            code: string;
            detail: string;
        };
        ImportList: {
            data: components["schemas"]["Import"][];
            page: components["schemas"]["Page"];
        };
        InitialInventory: {
            on_hand: number;
            /**
             * @default deny
             * @enum {string}
             */
            policy?: "deny" | "continue";
        };
        InventoryLevel: {
            /** @description Compared exactly */
            sku: string;
            variant_id: string;
            on_hand: number;
            /** @description Held by orders that are not confirmed yet */
            reserved: number;
            /** @description on_hand − reserved */
            available: number;
            /**
             * @description `continue` sells below zero; `deny` never does
             * @enum {string}
             */
            policy: "deny" | "continue";
            /** @description Grows with every change; the ETag of the resource */
            version: number;
        };
        InventoryLevelList: {
            data: components["schemas"]["InventoryLevel"][];
            page: components["schemas"]["Page"];
        };
        LineInput: {
            variant_id?: string;
            sku?: string;
            quantity: number;
        };
        LineQuantity: {
            line_id: string;
            quantity: number;
        };
        Message: {
            /** @enum {string} */
            type: "warning" | "info";
            code: string;
            /** @description RFC 6901 pointer into the resource */
            path: string;
            detail: string;
        };
        Money: {
            /** @description Integer minor units of the currency (pence, cents, yen) */
            amount: number;
            /** @description ISO 4217 alphabetic code */
            currency: string;
        };
        Movement: {
            delta: number;
            reason: string;
            order_id: string | null;
            /** Format: date-time */
            at: string;
        };
        MovementList: {
            data: components["schemas"]["Movement"][];
            page: components["schemas"]["Page"];
        };
        OptionFacet: {
            name: string;
            values: components["schemas"]["FacetValue"][];
        };
        Order: {
            id: string;
            number: number;
            /** @enum {string} */
            status: "pending" | "confirmed" | "completed" | "canceled" | "on_hold";
            /** @enum {string} */
            payment_status: "pending" | "authorized" | "paid" | "partially_refunded" | "refunded" | "failed" | "voided";
            /** @enum {string} */
            fulfillment_status: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "returned";
            /** @description ISO 4217 alphabetic code */
            currency: string;
            lines: components["schemas"]["OrderLine"][];
            totals: components["schemas"]["Totals"];
            discount_codes: {
                code: string;
                amount: components["schemas"]["Money"];
            }[];
            email: string;
            shipping_address: components["schemas"]["Address"] | null;
            billing_address: components["schemas"]["Address"] | null;
            shipping_option: {
                id: string;
                title: string;
                price: components["schemas"]["Money"];
            } | null;
            note: string | null;
            /** @description The payment that counts, else the latest attempt */
            payment: components["schemas"]["Payment"] | null;
            fulfillments: components["schemas"]["Fulfillment"][];
            refunds: components["schemas"]["Refund"][];
            /** @description What the buyer’s bank wants back. It changes no state of the order: fulfillment is for people to decide, and the answer is given at the provider. */
            disputes: components["schemas"]["Dispute"][];
            messages: components["schemas"]["Message"][];
            /**
             * Format: date-time
             * @description Until when stock is held for a pending order
             */
            hold_expires_at: string | null;
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            /** Format: date-time */
            created_at: string;
        };
        OrderEvent: {
            id: string;
            /** @description The order of commits over the whole shop */
            seq: number;
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            type: string;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
        };
        OrderEventList: {
            data: components["schemas"]["OrderEvent"][];
            page: components["schemas"]["Page"];
        };
        OrderLine: {
            id: string;
            variant_id: string;
            sku: string;
            title: string;
            quantity: number;
            unit_price: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            /** @description unit_price × quantity − discount */
            total: components["schemas"]["Money"];
            tax: components["schemas"]["Money"];
        };
        OrderList: {
            data: components["schemas"]["Order"][];
            page: components["schemas"]["Page"];
        };
        Page: {
            /** @description Send as `cursor` for what follows */
            next_cursor: string | null;
            has_more: boolean;
        };
        Payment: {
            id: string;
            provider: string;
            /** @enum {string} */
            status: "created" | "requires_action" | "authorized" | "captured" | "partially_refunded" | "refunded" | "failed" | "canceled" | "expired" | "unknown";
            amount: components["schemas"]["Money"];
            next_action?: {
                /** @enum {string} */
                type: "redirect";
                url: string;
            };
            /** @description With it the buyer’s browser finishes a payment that is open */
            client_secret?: string;
            reason?: string;
        };
        PaymentChoice: {
            provider: string;
            /** @description What the provider gave the client */
            token?: string;
            /**
             * Format: uri
             * @description Where the provider sends the buyer back to
             */
            return_url?: string;
        };
        PlacedOrder: components["schemas"]["Order"] & {
            /** @description Lets its bearer read the order. Shown here and in replays only. */
            access_token: string;
        };
        PriceRange: {
            min: components["schemas"]["Money"];
            max: components["schemas"]["Money"];
        };
        /** @description RFC 9457 problem details. `type` is a page that says what to do next; `retryable` says whether the very same request may succeed later. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            code: components["schemas"]["ProblemCode"];
            request_id: string;
            retryable: boolean;
            errors?: {
                pointer: string;
                code: string;
                detail: string;
            }[];
            /** @description The order that the cart has become */
            order_id?: string;
            /** @description What the cart still needs */
            missing?: string[];
            /** @description What there is too little of */
            items?: {
                sku: string;
                requested: number;
                available: number;
            }[];
            current_total?: components["schemas"]["Money"];
            current_version?: number | null;
            reason?: string;
            /** @description The quota that is used up */
            policy?: string;
            required_scope?: string;
            /** @description The moves that the order can make */
            allowed?: string[];
            refundable?: components["schemas"]["Money"];
        } & {
            [key: string]: unknown;
        };
        /**
         * @description What went wrong. New codes may come; treat one you do not know by its status.
         * @enum {string}
         */
        ProblemCode: "invalid_json" | "invalid_request" | "invalid_cursor" | "idempotency_key_required" | "idempotency_key_invalid" | "unauthorized" | "invalid_signature" | "insufficient_scope" | "not_found" | "product_not_found" | "variant_not_found" | "image_not_found" | "collection_not_found" | "cart_not_found" | "line_not_found" | "shop_not_found" | "order_not_found" | "payment_not_found" | "sku_not_found" | "discount_code_not_found" | "shipping_zone_not_found" | "tax_rate_not_found" | "api_key_not_found" | "webhook_endpoint_not_found" | "import_not_found" | "dead_letter_not_found" | "method_not_allowed" | "request_timeout" | "cart_completed" | "stock_short" | "total_changed" | "sku_taken" | "handle_taken" | "code_taken" | "tax_rate_taken" | "variant_required" | "inventory_below_reserved" | "invalid_transition" | "refund_exceeds_captured" | "replay_running" | "idempotency_in_flight" | "already_created" | "version_conflict" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "cart_incomplete" | "code_not_applicable" | "currency_not_available" | "variant_not_sellable" | "cart_limit" | "amount_out_of_range" | "webhook_endpoint_limit" | "shipping_option_unavailable" | "provider_not_enabled" | "payment_token_invalid" | "amount_not_chargeable" | "payment_limit" | "collection_unknown" | "idempotency_conflict" | "precondition_required" | "rate_limited" | "headers_too_large" | "internal_error" | "database_unavailable" | "shop_paused" | "overloaded" | "provider_unavailable" | "outcome_unknown";
        Product: {
            id: string;
            handle: string;
            title: string;
            description: string;
            price_range: components["schemas"]["PriceRange"] | null;
            options: components["schemas"]["ProductOption"][];
            variants: components["schemas"]["Variant"][];
            images: components["schemas"]["Image"][];
            collections: components["schemas"]["CollectionReference"][];
            /** @description Grows with every change; the ETag of the resource */
            version: number;
        };
        ProductCard: {
            id: string;
            handle: string;
            title: string;
            price_range: components["schemas"]["PriceRange"] | null;
            image: components["schemas"]["Image"] | null;
            options: components["schemas"]["ProductOption"][];
            /** @description Grows with every change; the ETag of the resource */
            version: number;
        };
        ProductCardList: {
            data: components["schemas"]["ProductCard"][];
            page: components["schemas"]["Page"];
        };
        ProductChange: {
            title?: string;
            /** @description The name in URLs */
            handle?: string;
            description?: string;
            /** @enum {string} */
            status?: "draft" | "active" | "archived";
            options?: components["schemas"]["ProductOption"][];
            /** @description Ids or handles of collections */
            collections?: string[];
            metadata?: {
                [key: string]: string;
            };
        };
        ProductInput: {
            title: string;
            /** @description The name in URLs */
            handle?: string;
            /** @default  */
            description?: string;
            /**
             * @default draft
             * @enum {string}
             */
            status?: "draft" | "active" | "archived";
            options?: components["schemas"]["ProductOption"][];
            variants: components["schemas"]["VariantInput"][];
            /** @default [] */
            images?: components["schemas"]["ImageInput"][];
            /**
             * @description Ids or handles of collections
             * @default []
             */
            collections?: string[];
            /** @default {} */
            metadata?: {
                [key: string]: string;
            };
        };
        ProductOption: {
            name: string;
            values: string[];
        };
        QuantityChange: {
            /** @description 0 removes the line */
            quantity: number;
        };
        Received: {
            /** @enum {boolean} */
            received: true;
        };
        RedrivenDeadLetter: {
            id: string;
            /** @enum {boolean} */
            redriven: true;
        };
        Refund: {
            id: string;
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            status: "pending" | "succeeded" | "failed";
            /**
             * @description `made_at_provider`: somebody sent the money back there, and not here
             * @enum {string}
             */
            reason: "requested" | "order_canceled" | "payment_late" | "paid_twice" | "made_at_provider";
            /** @description Why the money could not be sent back, in the provider’s words */
            failure_reason?: string;
            lines: components["schemas"]["LineQuantity"][];
            restock: boolean;
            /** Format: date-time */
            created_at: string;
        };
        RefundInput: {
            amount?: components["schemas"]["Money"];
            lines?: components["schemas"]["LineQuantity"][];
            /**
             * @description Puts the units of `lines` back into stock
             * @default false
             */
            restock?: boolean;
        };
        ReplayInput: {
            /** @description The first event: its `seq`, or a moment */
            from: number | string;
            /** @description The last event; the latest if left out */
            to?: number | string;
        };
        SearchResult: components["schemas"]["ProductCardList"] & {
            /** @description With `facets` in the request */
            facets?: components["schemas"]["Facets"];
        };
        ShippingOption: {
            id: string;
            title: string;
            price: components["schemas"]["Money"];
        };
        ShippingOptionList: {
            data: components["schemas"]["ShippingOption"][];
        };
        ShippingRateInput: {
            id?: string;
            title: string;
            /**
             * @description What decides whether the rate applies: nothing, the subtotal after discount, or the weight
             * @enum {string}
             */
            type: "flat" | "subtotal" | "weight";
            price: components["schemas"]["Money"];
            /**
             * @description Minor units of subtotal after discount, or grams, from and including
             * @default 0
             */
            from?: number;
            /**
             * @description Minor units of subtotal after discount, or grams, up to and excluding
             * @default null
             */
            to?: number | null;
        };
        ShippingZone: {
            id: string;
            name: string;
            /** @description ISO 3166-1 alpha-2 codes, or `["*"]` for wherever no other zone reaches */
            countries: (string | "*")[];
            rates: {
                title: string;
                /**
                 * @description What decides whether the rate applies: nothing, the subtotal after discount, or the weight
                 * @enum {string}
                 */
                type: "flat" | "subtotal" | "weight";
                price: components["schemas"]["Money"];
                /**
                 * @description Minor units of subtotal after discount, or grams, from and including
                 * @default 0
                 */
                from?: number;
                /**
                 * @description Minor units of subtotal after discount, or grams, up to and excluding
                 * @default null
                 */
                to?: number | null;
                id: string;
            }[];
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ShippingZoneChange: {
            name?: string;
            /** @description ISO 3166-1 alpha-2 codes, or `["*"]` for wherever no other zone reaches */
            countries?: (string | "*")[];
            rates?: components["schemas"]["ShippingRateInput"][];
        };
        ShippingZoneInput: {
            name: string;
            /** @description ISO 3166-1 alpha-2 codes, or `["*"]` for wherever no other zone reaches */
            countries: (string | "*")[];
            rates: components["schemas"]["ShippingRateInput"][];
        };
        ShippingZoneList: {
            data: components["schemas"]["ShippingZone"][];
            page: components["schemas"]["Page"];
        };
        Shop: {
            name: string;
            /** @description ISO 4217 alphabetic code */
            default_currency: string;
            /** @description Those that something is sold in */
            currencies: string[];
            /** @description Where the shop ships to */
            countries: string[];
            /**
             * @description Whether listed prices contain tax
             * @enum {string}
             */
            tax_display: "inclusive" | "exclusive";
            payment_providers: ({
                id: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        ShopSettings: {
            name: string;
            /** @description ISO 4217 alphabetic code */
            default_currency: string;
            /**
             * @description Whether listed prices contain tax
             * @enum {string}
             */
            tax_display: "inclusive" | "exclusive";
            /** @description Grows with every change; the ETag of the resource */
            version: number;
        };
        ShopSettingsChange: {
            name?: string;
            /** @description ISO 4217 alphabetic code */
            default_currency?: string;
            /**
             * @description Whether listed prices contain tax
             * @enum {string}
             */
            tax_display?: "inclusive" | "exclusive";
        };
        TaxRate: {
            id: string;
            /** @description ISO 3166-1 alpha-2 code */
            country: string;
            /** @description State or province; null for the whole country */
            region: string | null;
            name: string;
            /** @description Percent, at most four decimals */
            percentage: number;
            applies_to_shipping: boolean;
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        TaxRateChange: {
            /** @description ISO 3166-1 alpha-2 code */
            country?: string;
            /** @description State or province; null for the whole country */
            region?: string | null;
            name?: string;
            /** @description Percent, at most four decimals */
            percentage?: number;
            applies_to_shipping?: boolean;
        };
        TaxRateInput: {
            /** @description ISO 3166-1 alpha-2 code */
            country: string;
            /**
             * @description State or province; null for the whole country
             * @default null
             */
            region?: string | null;
            name: string;
            /** @description Percent, at most four decimals */
            percentage: number;
            /** @default true */
            applies_to_shipping?: boolean;
        };
        TaxRateList: {
            data: components["schemas"]["TaxRate"][];
            page: components["schemas"]["Page"];
        };
        Totals: {
            /** @description Σ unit price × quantity as listed, before discount */
            subtotal: components["schemas"]["Money"];
            /** @description What is taken off; never negative */
            discount: components["schemas"]["Money"];
            shipping: components["schemas"]["Money"];
            /** @description Contained in the total where prices include tax, added where not */
            tax: components["schemas"]["Money"];
            total: components["schemas"]["Money"];
        };
        Variant: {
            id: string;
            sku: string;
            title: string;
            options: {
                [key: string]: string;
            };
            /** @description Without `currency` in the request */
            prices?: components["schemas"]["Money"][];
            /** @description With `currency` in the request */
            price?: components["schemas"]["Money"];
        };
        VariantChange: {
            /** @description Unique in the shop, compared exactly */
            sku?: string;
            title?: string;
            options?: {
                [key: string]: string;
            };
            prices?: components["schemas"]["Money"][];
            weight_grams?: number;
            inventory?: {
                /** @enum {string} */
                policy: "deny" | "continue";
            };
        };
        VariantInput: {
            /** @description Unique in the shop, compared exactly */
            sku: string;
            title?: string;
            /** @default {} */
            options?: {
                [key: string]: string;
            };
            prices: components["schemas"]["Money"][];
            weight_grams?: number;
            inventory?: components["schemas"]["InitialInventory"];
        };
        WebhookEndpoint: {
            id: string;
            /** @description Where events are posted to, on the public internet; in production over TLS only */
            url: string;
            description: string;
            /** @description `*`, `order.*` or `order.placed` */
            events: string[];
            /**
             * @description A paused one keeps its place and loses nothing
             * @enum {string}
             */
            status: "active" | "paused";
            paused: {
                /**
                 * @description `failing`: nothing got through for five days. `gone`: the receiver answered 410.
                 * @enum {string}
                 */
                reason: "requested" | "failing" | "gone";
                /** Format: date-time */
                at: string;
            } | null;
            /**
             * Format: date-time
             * @description Of the first failure since the last success
             */
            failing_since: string | null;
            /** @description The range of the log that is still to be delivered again */
            replay: {
                next: number;
                to: number;
            } | null;
            /** @description Grows with every change; the ETag of the resource */
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        WebhookEndpointChange: {
            /** @description Where events are posted to, on the public internet; in production over TLS only */
            url?: string;
            description?: string;
            /** @description `*`, `order.*` or `order.placed` */
            events?: string[];
            /** @enum {string} */
            status?: "active" | "paused";
        };
        WebhookEndpointHealth: {
            id: string;
            /** @enum {string} */
            status: "active" | "paused";
            /** Format: date-time */
            failing_since: string | null;
            /** @description Events of the log beyond its place, wanted or not */
            events_behind: number;
            pending: number;
            retrying: number;
            delivered: number;
            dead: number;
            /** Format: date-time */
            oldest_undelivered_at: string | null;
            /** @description Seconds; 0 when there is none */
            oldest_undelivered_age_seconds: number;
        };
        WebhookEndpointInput: {
            /** @description Where events are posted to, on the public internet; in production over TLS only */
            url: string;
            /** @default  */
            description?: string;
            /** @description `*`, `order.*` or `order.placed` */
            events: string[];
        };
        WebhookEndpointList: {
            data: components["schemas"]["WebhookEndpoint"][];
            page: components["schemas"]["Page"];
        };
        WebhookEndpointWithSecret: components["schemas"]["WebhookEndpoint"] & {
            /** @description Signs the deliveries. Shown only here */
            secret: string;
        };
        WebhookTest: {
            delivered: boolean;
            response_status: number | null;
            duration_ms: number;
            error: string | null;
        };
        /** @description `due`: now, and nobody does it. `leased`: being done. `waiting`: for later. `dead`: given up, for a person. Each counts the first 10,000 rows of its state. */
        WorkDepth: {
            kind: string;
            due: number;
            leased: number;
            waiting: number;
            dead: number;
        };
    };
    responses: {
        /**
         * @description - [`invalid_request`](/docs/problems/invalid_request): The request does not have the right shape
         *     - [`invalid_cursor`](/docs/problems/invalid_cursor): The cursor is not one of ours
         */
        "400.invalid_request.invalid_cursor": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "invalid_request" | "invalid_cursor";
                };
            };
        };
        /** @description - [`collection_not_found`](/docs/problems/collection_not_found): No such collection */
        "404.collection_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "collection_not_found";
                };
            };
        };
        /** @description - [`uri_too_long`](/docs/problems/uri_too_long): The URL is too long */
        "414.uri_too_long": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "uri_too_long";
                };
            };
        };
        /** @description - [`currency_not_available`](/docs/problems/currency_not_available): Nothing is sold in this currency */
        "422.currency_not_available": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "currency_not_available";
                };
            };
        };
        /** @description - [`rate_limited`](/docs/problems/rate_limited): Too many requests */
        "429.rate_limited": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "rate_limited";
                };
            };
        };
        /** @description - [`headers_too_large`](/docs/problems/headers_too_large): The headers are too large */
        "431.headers_too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "headers_too_large";
                };
            };
        };
        /** @description - [`internal_error`](/docs/problems/internal_error): Something failed on our side */
        "500.internal_error": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "internal_error";
                };
            };
        };
        /** @description - [`database_unavailable`](/docs/problems/database_unavailable): The database cannot be reached */
        "503.database_unavailable": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "database_unavailable";
                };
            };
        };
        /** @description - [`invalid_request`](/docs/problems/invalid_request): The request does not have the right shape */
        "400.invalid_request": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "invalid_request";
                };
            };
        };
        /** @description - [`product_not_found`](/docs/problems/product_not_found): No such product */
        "404.product_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "product_not_found";
                };
            };
        };
        /**
         * @description - [`invalid_json`](/docs/problems/invalid_json): The body is not JSON
         *     - [`invalid_request`](/docs/problems/invalid_request): The request does not have the right shape
         *     - [`idempotency_key_invalid`](/docs/problems/idempotency_key_invalid): The Idempotency-Key is not usable
         */
        "400.invalid_json.invalid_request.idempotency_key_invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "invalid_json" | "invalid_request" | "idempotency_key_invalid";
                };
            };
        };
        /** @description - [`request_timeout`](/docs/problems/request_timeout): The body did not arrive in time */
        "408.request_timeout": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_timeout";
                };
            };
        };
        /** @description - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running */
        "409.idempotency_in_flight": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "idempotency_in_flight";
                };
            };
        };
        /** @description - [`version_conflict`](/docs/problems/version_conflict): Somebody changed the resource in between */
        "412.version_conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "version_conflict";
                };
            };
        };
        /** @description - [`body_too_large`](/docs/problems/body_too_large): The body is too large */
        "413.body_too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "body_too_large";
                };
            };
        };
        /** @description - [`unsupported_media_type`](/docs/problems/unsupported_media_type): The media type is not supported here */
        "415.unsupported_media_type": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "unsupported_media_type";
                };
            };
        };
        /**
         * @description - [`database_unavailable`](/docs/problems/database_unavailable): The database cannot be reached
         *     - [`shop_paused`](/docs/problems/shop_paused): The shop takes no changes for now
         *     - [`overloaded`](/docs/problems/overloaded): There is more work than can be done in time
         *     - [`outcome_unknown`](/docs/problems/outcome_unknown): The answer of the database, or of a provider, did not arrive
         */
        "503.database_unavailable.shop_paused.overloaded.outcome_unknown": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "database_unavailable" | "shop_paused" | "overloaded" | "outcome_unknown";
                };
            };
        };
        /** @description - [`cart_not_found`](/docs/problems/cart_not_found): No such cart */
        "404.cart_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "cart_not_found";
                };
            };
        };
        /** @description - [`amount_out_of_range`](/docs/problems/amount_out_of_range): The amount is beyond what can be charged */
        "422.amount_out_of_range": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "amount_out_of_range";
                };
            };
        };
        /**
         * @description - [`cart_completed`](/docs/problems/cart_completed): The cart is already an order
         *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
         */
        "409.cart_completed.idempotency_in_flight": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "cart_completed" | "idempotency_in_flight";
                };
            };
        };
        /**
         * @description - [`cart_not_found`](/docs/problems/cart_not_found): No such cart
         *     - [`line_not_found`](/docs/problems/line_not_found): No such line in the cart
         */
        "404.cart_not_found.line_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "cart_not_found" | "line_not_found";
                };
            };
        };
        /**
         * @description - [`amount_out_of_range`](/docs/problems/amount_out_of_range): The amount is beyond what can be charged
         *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
         */
        "422.amount_out_of_range.idempotency_conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "amount_out_of_range" | "idempotency_conflict";
                };
            };
        };
        /**
         * @description - [`invalid_json`](/docs/problems/invalid_json): The body is not JSON
         *     - [`invalid_request`](/docs/problems/invalid_request): The request does not have the right shape
         *     - [`idempotency_key_required`](/docs/problems/idempotency_key_required): An Idempotency-Key is required
         *     - [`idempotency_key_invalid`](/docs/problems/idempotency_key_invalid): The Idempotency-Key is not usable
         */
        "400.invalid_json.invalid_request.idempotency_key_required.idempotency_key_invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "invalid_json" | "invalid_request" | "idempotency_key_required" | "idempotency_key_invalid";
                };
            };
        };
        /** @description - [`order_not_found`](/docs/problems/order_not_found): No such order */
        "404.order_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "order_not_found";
                };
            };
        };
        /**
         * @description - [`invalid_transition`](/docs/problems/invalid_transition): The order cannot make this move now
         *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
         */
        "409.invalid_transition.idempotency_in_flight": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "invalid_transition" | "idempotency_in_flight";
                };
            };
        };
        /**
         * @description - [`invalid_json`](/docs/problems/invalid_json): The body is not JSON
         *     - [`invalid_request`](/docs/problems/invalid_request): The request does not have the right shape
         */
        "400.invalid_json.invalid_request": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "invalid_json" | "invalid_request";
                };
            };
        };
        /** @description - [`payment_not_found`](/docs/problems/payment_not_found): No such payment */
        "404.payment_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "payment_not_found";
                };
            };
        };
        /**
         * @description - [`database_unavailable`](/docs/problems/database_unavailable): The database cannot be reached
         *     - [`shop_paused`](/docs/problems/shop_paused): The shop takes no changes for now
         *     - [`overloaded`](/docs/problems/overloaded): There is more work than can be done in time
         *     - [`provider_unavailable`](/docs/problems/provider_unavailable): The payment provider does not answer
         *     - [`outcome_unknown`](/docs/problems/outcome_unknown): The answer of the database, or of a provider, did not arrive
         */
        "503.database_unavailable.shop_paused.overloaded.provider_unavailable.outcome_unknown": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "database_unavailable" | "shop_paused" | "overloaded" | "provider_unavailable" | "outcome_unknown";
                };
            };
        };
        /** @description - [`unauthorized`](/docs/problems/unauthorized): A valid API key is required */
        "401.unauthorized": {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "unauthorized";
                };
            };
        };
        /** @description - [`insufficient_scope`](/docs/problems/insufficient_scope): The key may not do this */
        "403.insufficient_scope": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "insufficient_scope";
                };
            };
        };
        /**
         * @description - [`sku_taken`](/docs/problems/sku_taken): Another variant has this SKU
         *     - [`handle_taken`](/docs/problems/handle_taken): The handle is taken
         *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
         */
        "409.sku_taken.handle_taken.idempotency_in_flight": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "sku_taken" | "handle_taken" | "idempotency_in_flight";
                };
            };
        };
        /**
         * @description - [`collection_unknown`](/docs/problems/collection_unknown): A collection named by the product does not exist
         *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
         */
        "422.collection_unknown.idempotency_conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "collection_unknown" | "idempotency_conflict";
                };
            };
        };
        /** @description - [`precondition_required`](/docs/problems/precondition_required): If-Match is required */
        "428.precondition_required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "precondition_required";
                };
            };
        };
        /** @description - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request */
        "422.idempotency_conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "idempotency_conflict";
                };
            };
        };
        /**
         * @description - [`product_not_found`](/docs/problems/product_not_found): No such product
         *     - [`variant_not_found`](/docs/problems/variant_not_found): No such variant
         */
        "404.product_not_found.variant_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "product_not_found" | "variant_not_found";
                };
            };
        };
        /**
         * @description - [`product_not_found`](/docs/problems/product_not_found): No such product
         *     - [`image_not_found`](/docs/problems/image_not_found): No such image
         */
        "404.product_not_found.image_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "product_not_found" | "image_not_found";
                };
            };
        };
        /**
         * @description - [`handle_taken`](/docs/problems/handle_taken): The handle is taken
         *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
         */
        "409.handle_taken.idempotency_in_flight": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "handle_taken" | "idempotency_in_flight";
                };
            };
        };
        /** @description - [`sku_not_found`](/docs/problems/sku_not_found): No such SKU */
        "404.sku_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "sku_not_found";
                };
            };
        };
        /**
         * @description - [`line_not_found`](/docs/problems/line_not_found): No such line in the cart
         *     - [`order_not_found`](/docs/problems/order_not_found): No such order
         */
        "404.line_not_found.order_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "line_not_found" | "order_not_found";
                };
            };
        };
        /**
         * @description - [`code_taken`](/docs/problems/code_taken): The discount code exists
         *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
         */
        "409.code_taken.idempotency_in_flight": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "code_taken" | "idempotency_in_flight";
                };
            };
        };
        /** @description - [`discount_code_not_found`](/docs/problems/discount_code_not_found): No such discount code */
        "404.discount_code_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "discount_code_not_found";
                };
            };
        };
        /** @description - [`shipping_zone_not_found`](/docs/problems/shipping_zone_not_found): No such shipping zone */
        "404.shipping_zone_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "shipping_zone_not_found";
                };
            };
        };
        /**
         * @description - [`tax_rate_taken`](/docs/problems/tax_rate_taken): There is a rate for this country and region
         *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
         */
        "409.tax_rate_taken.idempotency_in_flight": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "tax_rate_taken" | "idempotency_in_flight";
                };
            };
        };
        /** @description - [`tax_rate_not_found`](/docs/problems/tax_rate_not_found): No such tax rate */
        "404.tax_rate_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "tax_rate_not_found";
                };
            };
        };
        /**
         * @description - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
         *     - [`already_created`](/docs/problems/already_created): This key created a secret that is shown only once
         */
        "409.idempotency_in_flight.already_created": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "idempotency_in_flight" | "already_created";
                };
            };
        };
        /** @description - [`api_key_not_found`](/docs/problems/api_key_not_found): No such API key */
        "404.api_key_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "api_key_not_found";
                };
            };
        };
        /**
         * @description - [`webhook_endpoint_limit`](/docs/problems/webhook_endpoint_limit): The shop has as many webhook endpoints as it can have
         *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
         */
        "422.webhook_endpoint_limit.idempotency_conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "webhook_endpoint_limit" | "idempotency_conflict";
                };
            };
        };
        /** @description - [`webhook_endpoint_not_found`](/docs/problems/webhook_endpoint_not_found): No such webhook endpoint */
        "404.webhook_endpoint_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "webhook_endpoint_not_found";
                };
            };
        };
    };
    parameters: {
        /** @description The token of an earlier mutation: the answer shows at least that state. */
        ConsistencyToken: string;
        /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
        IdempotencyKey: string;
        /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
        IfMatch: string;
        /** @description The ETag of the answer you have: 304 if it is still the same. */
        IfNoneMatch: string;
        /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
        RequiredIdempotencyKey: string;
        /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
        RequiredIfMatch: string;
        /** @description Whoever sends the same key is answered the same cart: at least 22 random characters. */
        SecretIdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the logs; quote it when you report a problem. */
        "Request-Id": string;
        /** @description Where the time went, and whether a cache answered: `cache;desc=hit`, `miss`, `stale` or `bypass`; `app` in all, `db` waiting for the database, in milliseconds; `db` has `desc=stale` while the primary is away. */
        "Server-Timing": string;
        /** @description The version of the resource, for If-Match and If-None-Match. */
        ETag: string;
        /** @description Where the new resource is read. */
        Location: string;
        /** @description Send it with later reads that must see this change. */
        "Consistency-Token": string;
        /** @description `true` when the answer of an earlier request with this key is repeated. */
        "Idempotency-Replayed": string;
        /** @description What is left of each quota that the request counted for: `r` more now, all of it in `t` seconds. Only where rates are limited. */
        RateLimit: string;
        /** @description Those quotas: `q` requests in `w` seconds. Only where rates are limited. */
        "RateLimit-Policy": string;
        /** @description Seconds to wait before the next try. */
        "Retry-After": number;
        /** @description Which credentials are asked for. */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listProducts: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
                /** @description Id or handle of a collection */
                collection?: string;
                /** @description Leaves out what has no price in it */
                currency?: string;
                sort?: "title" | "-created_at" | "price" | "-price";
            };
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductCardList"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            404: components["responses"]["404.collection_not_found"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.currency_not_available"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    getProduct: {
        parameters: {
            query?: {
                /** @description Leaves out what has no price in it */
                currency?: string;
            };
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                /** @description Id or handle */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            404: components["responses"]["404.product_not_found"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.currency_not_available"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionList"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                /** @description Id or handle */
                collection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            404: components["responses"]["404.collection_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    searchProducts: {
        parameters: {
            query: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
                /** @description Id or handle of a collection */
                collection?: string;
                /** @description Leaves out what has no price in it */
                currency?: string;
                /** @description What the buyer typed */
                q: string;
                /** @description What to count among the hits: some of collection, option, price, separated by commas */
                facets?: string;
            };
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            404: components["responses"]["404.collection_not_found"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.currency_not_available"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    getAvailability: {
        parameters: {
            query: {
                /** @description Variant ids, separated by commas */
                variants: string;
            };
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    getShop: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    createCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Whoever sends the same key is answered the same cart: at least 22 random characters. */
                "Idempotency-Key"?: components["parameters"]["SecretIdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CartInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            /**
             * @description - [`currency_not_available`](/docs/problems/currency_not_available): Nothing is sold in this currency
             *     - [`variant_not_sellable`](/docs/problems/variant_not_sellable): The variant cannot be bought in this cart
             *     - [`cart_limit`](/docs/problems/cart_limit): The cart has reached a limit
             *     - [`amount_out_of_range`](/docs/problems/amount_out_of_range): The amount is beyond what can be charged
             *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "currency_not_available" | "variant_not_sellable" | "cart_limit" | "amount_out_of_range" | "idempotency_conflict";
                    };
                };
            };
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                cart: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            404: components["responses"]["404.cart_not_found"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.amount_out_of_range"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    updateCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                cart: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CartChange"];
                "application/merge-patch+json": components["schemas"]["CartChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            404: components["responses"]["404.cart_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.cart_completed.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            /**
             * @description - [`amount_out_of_range`](/docs/problems/amount_out_of_range): The amount is beyond what can be charged
             *     - [`shipping_option_unavailable`](/docs/problems/shipping_option_unavailable): The shipping option does not serve this cart
             *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "amount_out_of_range" | "shipping_option_unavailable" | "idempotency_conflict";
                    };
                };
            };
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    addLine: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                cart: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LineInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            404: components["responses"]["404.cart_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.cart_completed.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            /**
             * @description - [`variant_not_sellable`](/docs/problems/variant_not_sellable): The variant cannot be bought in this cart
             *     - [`cart_limit`](/docs/problems/cart_limit): The cart has reached a limit
             *     - [`amount_out_of_range`](/docs/problems/amount_out_of_range): The amount is beyond what can be charged
             *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "variant_not_sellable" | "cart_limit" | "amount_out_of_range" | "idempotency_conflict";
                    };
                };
            };
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    removeLine: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                cart: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            404: components["responses"]["404.cart_not_found.line_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.cart_completed.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.amount_out_of_range.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    setQuantity: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                cart: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuantityChange"];
                "application/merge-patch+json": components["schemas"]["QuantityChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            404: components["responses"]["404.cart_not_found.line_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.cart_completed.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.amount_out_of_range.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    addDiscountCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                cart: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscountCodeEntry"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            404: components["responses"]["404.cart_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.cart_completed.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            /**
             * @description - [`code_not_applicable`](/docs/problems/code_not_applicable): The discount code does not apply
             *     - [`cart_limit`](/docs/problems/cart_limit): The cart has reached a limit
             *     - [`amount_out_of_range`](/docs/problems/amount_out_of_range): The amount is beyond what can be charged
             *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "code_not_applicable" | "cart_limit" | "amount_out_of_range" | "idempotency_conflict";
                    };
                };
            };
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    removeDiscountCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                cart: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            404: components["responses"]["404.cart_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.cart_completed.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.amount_out_of_range.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listShippingOptions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                cart: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippingOptionList"];
                };
            };
            400: components["responses"]["400.invalid_request"];
            404: components["responses"]["404.cart_not_found"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.amount_out_of_range"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path: {
                cart: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Checkout"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrder"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_required.idempotency_key_invalid"];
            404: components["responses"]["404.cart_not_found"];
            408: components["responses"]["408.request_timeout"];
            /**
             * @description - [`cart_completed`](/docs/problems/cart_completed): The cart is already an order
             *     - [`stock_short`](/docs/problems/stock_short): There is not enough stock
             *     - [`total_changed`](/docs/problems/total_changed): The total is not the one you expected
             *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
             *     - [`code_not_applicable`](/docs/problems/code_not_applicable): The discount code does not apply
             */
            409: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "cart_completed" | "stock_short" | "total_changed" | "idempotency_in_flight" | "code_not_applicable";
                    };
                };
            };
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            /**
             * @description - [`cart_incomplete`](/docs/problems/cart_incomplete): The cart is not ready for checkout
             *     - [`amount_out_of_range`](/docs/problems/amount_out_of_range): The amount is beyond what can be charged
             *     - [`provider_not_enabled`](/docs/problems/provider_not_enabled): The payment provider is not enabled
             *     - [`payment_token_invalid`](/docs/problems/payment_token_invalid): The provider does not know this payment token
             *     - [`amount_not_chargeable`](/docs/problems/amount_not_chargeable): The payment provider cannot charge exactly this amount
             *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "cart_incomplete" | "amount_out_of_range" | "provider_not_enabled" | "payment_token_invalid" | "amount_not_chargeable" | "idempotency_conflict";
                    };
                };
            };
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                order: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            404: components["responses"]["404.order_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    payOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path: {
                order: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentChoice"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_required.idempotency_key_invalid"];
            404: components["responses"]["404.order_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.invalid_transition.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            /**
             * @description - [`provider_not_enabled`](/docs/problems/provider_not_enabled): The payment provider is not enabled
             *     - [`payment_token_invalid`](/docs/problems/payment_token_invalid): The provider does not know this payment token
             *     - [`amount_not_chargeable`](/docs/problems/amount_not_chargeable): The payment provider cannot charge exactly this amount
             *     - [`payment_limit`](/docs/problems/payment_limit): The order was tried to be paid too often
             *     - [`idempotency_conflict`](/docs/problems/idempotency_conflict): The Idempotency-Key was used with another request
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider_not_enabled" | "payment_token_invalid" | "amount_not_chargeable" | "payment_limit" | "idempotency_conflict";
                    };
                };
            };
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    receivePaymentNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Received"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request"];
            /** @description - [`invalid_signature`](/docs/problems/invalid_signature): The signature does not match */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invalid_signature";
                    };
                };
            };
            404: components["responses"]["404.payment_not_found"];
            408: components["responses"]["408.request_timeout"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            /** @description - [`provider_not_enabled`](/docs/problems/provider_not_enabled): The payment provider is not enabled */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider_not_enabled";
                    };
                };
            };
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.provider_unavailable.outcome_unknown"];
        };
    };
    approveTestPayment: {
        parameters: {
            query: {
                secret: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                payment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovedTestPayment"];
                };
            };
            /** @description Back to the `return_url` of the payment, if it has one */
            303: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            404: components["responses"]["404.payment_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            /**
             * @description - [`database_unavailable`](/docs/problems/database_unavailable): The database cannot be reached
             *     - [`overloaded`](/docs/problems/overloaded): There is more work than can be done in time
             *     - [`outcome_unknown`](/docs/problems/outcome_unknown): The answer of the database, or of a provider, did not arrive
             */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "database_unavailable" | "overloaded" | "outcome_unknown";
                    };
                };
            };
        };
    };
    listAdminProducts: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
                status?: "draft" | "active" | "archived";
                /** @description The name in URLs */
                handle?: string;
                /** @description Unique in the shop, compared exactly */
                sku?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProductList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProduct"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.sku_taken.handle_taken.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.collection_unknown.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getAdminProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProduct"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    deleteProduct: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProduct"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    changeProduct: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProductChange"];
                "application/merge-patch+json": components["schemas"]["ProductChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProduct"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.sku_taken.handle_taken.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.collection_unknown.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    createVariant: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VariantInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminVariant"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found"];
            408: components["responses"]["408.request_timeout"];
            /**
             * @description - [`sku_taken`](/docs/problems/sku_taken): Another variant has this SKU
             *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
             */
            409: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "sku_taken" | "idempotency_in_flight";
                    };
                };
            };
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getAdminVariant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
                variant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminVariant"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found.variant_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    deleteVariant: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
                variant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminVariant"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found.variant_not_found"];
            408: components["responses"]["408.request_timeout"];
            /**
             * @description - [`variant_required`](/docs/problems/variant_required): A product keeps at least one variant
             *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
             */
            409: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "variant_required" | "idempotency_in_flight";
                    };
                };
            };
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    changeVariant: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
                variant: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["VariantChange"];
                "application/merge-patch+json": components["schemas"]["VariantChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminVariant"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found.variant_not_found"];
            408: components["responses"]["408.request_timeout"];
            /**
             * @description - [`sku_taken`](/docs/problems/sku_taken): Another variant has this SKU
             *     - [`inventory_below_reserved`](/docs/problems/inventory_below_reserved): Stock would fall below what is reserved
             *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
             */
            409: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "sku_taken" | "inventory_below_reserved" | "idempotency_in_flight";
                    };
                };
            };
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    createImage: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImageInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminImage"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    deleteImage: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
                image: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminImage"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found.image_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    changeImage: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
                image: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ImageChange"];
                "application/merge-patch+json": components["schemas"]["ImageChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminImage"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.product_not_found.image_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listAdminCollections: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminCollectionList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    createCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectionInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminCollection"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.handle_taken.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getAdminCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminCollection"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.collection_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    deleteCollection: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminCollection"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.collection_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    changeCollection: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CollectionChange"];
                "application/merge-patch+json": components["schemas"]["CollectionChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminCollection"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.collection_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.handle_taken.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    importCatalog: {
        parameters: {
            query: {
                /** @description What the body is; `docs/imports.md` has the columns */
                format: "csv" | "ndjson" | "shopify-csv";
                /** @description Only reads and counts; nothing is changed */
                dry_run?: boolean;
                /** @description Of the prices in a `shopify-csv`, which do not say; the shop's default unless given */
                currency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            /** @description - [`import_not_found`](/docs/problems/import_not_found): No such import */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "import_not_found";
                    };
                };
            };
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    listInventory: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
                /** @description Percent-encoded in the path */
                sku?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryLevelList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    adjustStock: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path: {
                /** @description Percent-encoded in the path */
                sku: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Adjustment"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryLevel"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_required.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.sku_not_found"];
            408: components["responses"]["408.request_timeout"];
            /**
             * @description - [`inventory_below_reserved`](/docs/problems/inventory_below_reserved): Stock would fall below what is reserved
             *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
             */
            409: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "inventory_below_reserved" | "idempotency_in_flight";
                    };
                };
            };
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.amount_out_of_range.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listMovements: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                /** @description Percent-encoded in the path */
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.sku_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
                status?: "pending" | "confirmed" | "completed" | "canceled" | "on_hold";
                payment_status?: "pending" | "authorized" | "paid" | "partially_refunded" | "refunded" | "failed" | "voided";
                fulfillment_status?: "unfulfilled" | "partially_fulfilled" | "fulfilled" | "returned";
                email?: string;
                created_after?: string;
                created_before?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    getAdminOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.order_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    listOrderEvents: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderEventList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.order_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.order_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.invalid_transition.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.provider_unavailable.outcome_unknown"];
        };
    };
    captureOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_required.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.order_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.invalid_transition.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.provider_unavailable.outcome_unknown"];
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefundInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_required.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.line_not_found.order_not_found"];
            408: components["responses"]["408.request_timeout"];
            /**
             * @description - [`invalid_transition`](/docs/problems/invalid_transition): The order cannot make this move now
             *     - [`refund_exceeds_captured`](/docs/problems/refund_exceeds_captured): The refund is more than what is left of the payment
             *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
             */
            409: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invalid_transition" | "refund_exceeds_captured" | "idempotency_in_flight";
                    };
                };
            };
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    fulfillOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["FulfillmentInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.line_not_found.order_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.invalid_transition.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listDiscountCodes: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscountCodeList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    createDiscountCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscountCodeInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscountCode"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.code_taken.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getDiscountCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscountCode"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.discount_code_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    deleteDiscountCode: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscountCode"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.discount_code_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    changeDiscountCode: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DiscountCodeChange"];
                "application/merge-patch+json": components["schemas"]["DiscountCodeChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscountCode"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.discount_code_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.code_taken.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listShippingZones: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippingZoneList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    createShippingZone: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShippingZoneInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippingZone"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getShippingZone: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippingZone"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.shipping_zone_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    deleteShippingZone: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippingZone"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.shipping_zone_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    changeShippingZone: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ShippingZoneChange"];
                "application/merge-patch+json": components["schemas"]["ShippingZoneChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippingZone"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.shipping_zone_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listTaxRates: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxRateList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    createTaxRate: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaxRateInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxRate"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.tax_rate_taken.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getTaxRate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxRate"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.tax_rate_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    deleteTaxRate: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxRate"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.tax_rate_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    changeTaxRate: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TaxRateChange"];
                "application/merge-patch+json": components["schemas"]["TaxRateChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxRate"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.tax_rate_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.tax_rate_taken.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getShopSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopSettings"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    changeShop: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ShopSettingsChange"];
                "application/merge-patch+json": components["schemas"]["ShopSettingsChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopSettings"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight.already_created"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.api_key_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.api_key_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight.already_created"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.webhook_endpoint_limit.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer you have: 304 if it is still the same. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description Not changed since the ETag in If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.webhook_endpoint_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.webhook_endpoint_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The version that the change is meant for, as the ETag told it; `*` for whatever is there. */
                "If-Match": components["parameters"]["RequiredIfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointChange"];
                "application/merge-patch+json": components["schemas"]["WebhookEndpointChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.webhook_endpoint_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.webhook_endpoint_limit.idempotency_conflict"];
            428: components["responses"]["428.precondition_required"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.webhook_endpoint_not_found"];
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight.already_created"];
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    replayWebhookEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    ETag: components["headers"]["ETag"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.webhook_endpoint_not_found"];
            408: components["responses"]["408.request_timeout"];
            /**
             * @description - [`replay_running`](/docs/problems/replay_running): The endpoint is still being sent an earlier replay
             *     - [`idempotency_in_flight`](/docs/problems/idempotency_in_flight): The first request with this key is still running
             */
            409: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "replay_running" | "idempotency_in_flight";
                    };
                };
            };
            412: components["responses"]["412.version_conflict"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            415: components["responses"]["415.unsupported_media_type"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.webhook_endpoint_not_found"];
            408: components["responses"]["408.request_timeout"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
                state?: "pending" | "retrying" | "delivered" | "dead";
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            404: components["responses"]["404.webhook_endpoint_not_found"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
                /** @description The `seq` of the last event you have: what follows it is answered */
                after?: number;
                /** @description `order.*,payment.captured`; all if left out */
                types?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description Rows on a page */
                limit?: number;
                /** @description The `next_cursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterList"];
                };
            };
            400: components["responses"]["400.invalid_request.invalid_cursor"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    redriveDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description A fresh random value for each intent, the same for its retries: 1 to 255 printable ASCII characters. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedrivenDeadLetter"];
                };
            };
            400: components["responses"]["400.invalid_json.invalid_request.idempotency_key_invalid"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            /** @description - [`dead_letter_not_found`](/docs/problems/dead_letter_not_found): No such dead letter */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "dead_letter_not_found";
                    };
                };
            };
            408: components["responses"]["408.request_timeout"];
            409: components["responses"]["409.idempotency_in_flight"];
            413: components["responses"]["413.body_too_large"];
            414: components["responses"]["414.uri_too_long"];
            422: components["responses"]["422.idempotency_conflict"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable.shop_paused.overloaded.outcome_unknown"];
        };
    };
    getAdminHealth: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of an earlier mutation: the answer shows at least that state. */
                "Consistency-Token"?: components["parameters"]["ConsistencyToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminHealth"];
                };
            };
            400: components["responses"]["400.invalid_request"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.insufficient_scope"];
            414: components["responses"]["414.uri_too_long"];
            429: components["responses"]["429.rate_limited"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Healthy"];
                };
            };
            400: components["responses"]["400.invalid_request"];
            414: components["responses"]["414.uri_too_long"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Healthy"];
                };
            };
            400: components["responses"]["400.invalid_request"];
            414: components["responses"]["414.uri_too_long"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    getWriteReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Healthy"];
                };
            };
            400: components["responses"]["400.invalid_request"];
            414: components["responses"]["414.uri_too_long"];
            431: components["responses"]["431.headers_too_large"];
            500: components["responses"]["500.internal_error"];
            503: components["responses"]["503.database_unavailable"];
        };
    };
    receiveEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same at every delivery of it. */
                "webhook-id": string;
                /** @description When this delivery was signed, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and base64 of HMAC-SHA-256 over `{id}.{timestamp}.{body}`; one for each live secret, separated by spaces. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description Not wanted any more: the endpoint is paused. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. Anything else, or nothing within 10 s, is tried again. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
