/**
 * ISO 4217 active currencies by number of minor-unit digits. A table of our own, since `Intl` follows
 * CLDR's customary digits, which differ from ISO for sixteen currencies.
 * Codes without a minor unit (metals, test codes) cannot be charged and are left out.
 */
const byDigits: readonly (readonly [digits: number, codes: string])[] = [
  [
    0,
    `
  BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
    `,
  ],
  [
    2,
    `
  AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
  CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
  GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD
  LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB
  PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
  SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW
  ZWG
    `,
  ],
  [
    3,
    `
  BHD IQD JOD KWD LYD OMR TND
    `,
  ],
  [
    4,
    `
  CLF UYW
    `,
  ],
];

const digits = new Map(
  byDigits.flatMap(([count, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, count] as const),
  ),
);

/** An ISO 4217 alphabetic code that can be charged. */
export type Currency = string;

/** Whether `code` is an active ISO 4217 currency with a minor unit. Case-sensitive: codes are upper case. */
export const isCurrency = (code: string): code is Currency => digits.has(code);

/** How many digits the minor unit has: 2 for GBP, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: Currency): number {
  const count = digits.get(currency);
  if (count === undefined) throw new RangeError(`not an ISO 4217 currency: ${currency}`);
  return count;
}
