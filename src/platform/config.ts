import { isCurrency } from '../core/currency.ts';
import { type IpRange, ipRangeOf } from '../core/ip.ts';

/** Settings, read once from the environment; `.env.example` explains each. */
export interface Config {
  /** Of a shop among many: the settings of the whole deployment. */
  readonly deployment?: Config;
  readonly environment: 'development' | 'production';
  readonly adminKey: string | undefined;
  readonly signingSecret: string | undefined;
  readonly defaultCurrency: string;
  readonly paymentProviders: readonly string[];
  readonly holdSeconds: number;
  readonly testWebhookSecret: string | undefined;
  /** Absent without a key. */
  readonly stripe: StripeConfig | undefined;
  /** `host:port` of webhook receivers that are called although they lie inside. */
  readonly webhookAllow: readonly string[];
  readonly rateLimits: boolean;
  /** Whose word is taken for the address of whoever they speak for. */
  readonly trustedProxies: readonly IpRange[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

export interface StripeConfig {
  /** A secret (`sk_`) or restricted (`rk_`) key. */
  readonly secretKey: string;
  readonly webhookSecret: string | undefined;
  readonly publishableKey: string | undefined;
  readonly apiBase: URL;
  /** Whether money moves at checkout, or when a person captures it. */
  readonly capture: 'automatic' | 'manual';
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the settings that every runtime shares. An empty value counts as unset. */
export function readConfig(environment: Environment): Config {
  const get = (name: string) => environment[name] || undefined;
  const environmentName = get('KIOSK_ENV') ?? 'development';
  if (environmentName !== 'development' && environmentName !== 'production') {
    throw new ConfigError('KIOSK_ENV is development or production.');
  }
  const production = environmentName === 'production';
  const adminKey = get('ADMIN_KEY');
  if (adminKey !== undefined && adminKey.length < 32) {
    throw new ConfigError('ADMIN_KEY must have at least 32 characters.');
  }
  const paymentProviders = providers(get('PAYMENT_PROVIDERS'), production);
  const stripe = stripeConfig(get);
  if (!stripe && paymentProviders.includes('stripe')) {
    throw new ConfigError('PAYMENT_PROVIDERS names stripe, so STRIPE_SECRET_KEY must be set.');
  }
  return {
    environment: production ? 'production' : 'development',
    adminKey,
    signingSecret: get('SIGNING_SECRET'),
    defaultCurrency: currency(get('DEFAULT_CURRENCY') ?? 'GBP'),
    paymentProviders,
    holdSeconds: seconds('HOLD_SECONDS', get('HOLD_SECONDS'), 900),
    testWebhookSecret: get('TEST_WEBHOOK_SECRET'),
    stripe,
    webhookAllow: hosts(get('WEBHOOK_ALLOW')),
    rateLimits: isOn('RATE_LIMITS', get('RATE_LIMITS') ?? 'off'),
    trustedProxies: ranges(get('TRUSTED_PROXIES')),
    logLevel: level(get('LOG_LEVEL')),
  };
}

function currency(code: string): string {
  if (!isCurrency(code)) throw new ConfigError(`DEFAULT_CURRENCY is not an ISO 4217 code: ${code}`);
  return code;
}

function providers(list: string | undefined, production: boolean): readonly string[] {
  if (list === undefined && production) {
    throw new ConfigError('PAYMENT_PROVIDERS must be set when KIOSK_ENV=production.');
  }
  const names = (list ?? 'test,manual')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !knownProviders.includes(name));
  if (unknown !== undefined) {
    throw new ConfigError(
      `PAYMENT_PROVIDERS names ${unknown}; known are ${knownProviders.join(', ')}.`,
    );
  }
  // The test provider takes no money: in production it would give goods away.
  if (production && names.includes('test')) {
    throw new ConfigError('PAYMENT_PROVIDERS may not include test when KIOSK_ENV=production.');
  }
  return names;
}

const knownProviders = ['test', 'manual', 'stripe'];

function stripeConfig(get: (name: string) => string | undefined): StripeConfig | undefined {
  const secretKey = get('STRIPE_SECRET_KEY');
  if (secretKey === undefined) return undefined;
  // A publishable key here would be found out by the first buyer.
  if (!/^(sk|rk)_\S+$/.test(secretKey)) {
    throw new ConfigError('STRIPE_SECRET_KEY is a secret (sk_…) or restricted (rk_…) key.');
  }
  const publishableKey = get('STRIPE_PUBLISHABLE_KEY');
  // This one is shown to everybody.
  if (publishableKey !== undefined && !/^pk_\S+$/.test(publishableKey)) {
    throw new ConfigError('STRIPE_PUBLISHABLE_KEY starts with pk_.');
  }
  const base = get('STRIPE_API_BASE') ?? 'https://api.stripe.com';
  const apiBase = URL.canParse(base) ? new URL(base) : undefined;
  if (!apiBase || !/^https?:$/.test(apiBase.protocol) || apiBase.pathname !== '/') {
    throw new ConfigError('STRIPE_API_BASE is an http(s) URL without a path.');
  }
  const capture = get('STRIPE_CAPTURE') ?? 'automatic';
  if (capture !== 'automatic' && capture !== 'manual') {
    throw new ConfigError('STRIPE_CAPTURE is automatic or manual.');
  }
  const webhookSecret = get('STRIPE_WEBHOOK_SECRET');
  return { secretKey, webhookSecret, publishableKey, apiBase, capture };
}

/** `127.0.0.1:9000,[::1]:9000`, as URLs name them. */
function hosts(list = ''): readonly string[] {
  const names = list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const wrong = names.find((name) => !/^[^\s/:@]+:\d+$|^\[[0-9a-f:]+\]:\d+$/.test(name));
  if (wrong !== undefined)
    throw new ConfigError(`WEBHOOK_ALLOW is a list of host:port, and ${wrong} is not one.`);
  return names;
}

function isOn(name: string, text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new ConfigError(`${name} is on or off.`);
  return text === 'on';
}

/** `10.0.0.0/8,2001:db8::1` */
function ranges(list = ''): readonly IpRange[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return names.map((name) => {
    const range = ipRangeOf(name);
    if (!range)
      throw new ConfigError(
        `TRUSTED_PROXIES is a list of addresses and CIDR ranges, and ${name} is neither.`,
      );
    return range;
  });
}

function seconds(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new ConfigError(`${name} must be a whole number of seconds.`);
  return value;
}

function level(text = 'info'): Config['logLevel'] {
  const found = (['debug', 'info', 'warn', 'error'] as const).find((name) => name === text);
  if (!found) throw new ConfigError('LOG_LEVEL is one of debug, info, warn, error.');
  return found;
}
