/** The settings that a Worker is given; `.env.example` explains them. */
export const settingNames = [
  'KIOSK_ENV',
  'DATABASE_REPLICA_URL',
  'DATABASE_AUTH_TOKEN',
  'SIGNING_SECRET',
  'DEFAULT_CURRENCY',
  'PAYMENT_PROVIDERS',
  'HOLD_SECONDS',
  'TEST_WEBHOOK_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_PUBLISHABLE_KEY',
  'STRIPE_CAPTURE',
  'STRIPE_API_BASE',
  'WEBHOOK_ALLOW',
  'TRUSTED_PROXIES',
  'LOG_LEVEL',
] as const;
