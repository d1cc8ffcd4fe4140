/** Amounts are minor units; weights grams. */
export interface ShippingRate {
  readonly id: string;
  readonly title: string;
  readonly type: 'flat' | 'subtotal' | 'weight';
  readonly price: { readonly amount: number; readonly currency: string };
  /** For `subtotal` and `weight`: from (inclusive) and to (exclusive; null for no end). */
  readonly from: number;
  readonly to: number | null;
}

export interface ShippingZone {
  readonly id: string;
  readonly countries: readonly string[];
  readonly rates: readonly ShippingRate[];
}

export interface ShippingOption {
  readonly id: string;
  readonly title: string;
  readonly price: number;
}

/** The zone that names the country, or else the one that takes the rest of the world. */
export function zoneOf(
  zones: readonly ShippingZone[],
  country: string | undefined,
): ShippingZone | undefined {
  if (country === undefined) return undefined;
  return (
    zones.find((zone) => zone.countries.includes(country)) ??
    zones.find((zone) => zone.countries.includes('*'))
  );
}

/** What a cart may be shipped by: the rates of its zone in its currency whose range it falls in. */
export function shippingOptions(
  zones: readonly ShippingZone[],
  cart: {
    readonly country: string | undefined;
    readonly currency: string;
    readonly subtotal: number;
    readonly weightGrams: number;
  },
): ShippingOption[] {
  const rates = zoneOf(zones, cart.country)?.rates ?? [];
  return rates
    .filter((rate) => rate.price.currency === cart.currency && within(rate, cart))
    .map((rate) => ({ id: rate.id, title: rate.title, price: rate.price.amount }))
    .toSorted((a, b) => a.price - b.price);
}

function within(rate: ShippingRate, cart: { subtotal: number; weightGrams: number }): boolean {
  if (rate.type === 'flat') return true;
  const measure = rate.type === 'subtotal' ? cart.subtotal : cart.weightGrams;
  return measure >= rate.from && (rate.to === null || measure < rate.to);
}
