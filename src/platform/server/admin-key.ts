import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomText } from '../../core/id.ts';
import { ConfigError } from '../config.ts';

/** The admin key of a development installation: generated once, kept in the data folder. */
export function adminKeyOf(dataDir: string, environment: 'development' | 'production'): string {
  if (environment === 'production')
    throw new ConfigError('ADMIN_KEY must be set when KIOSK_ENV=production.');
  const file = join(dataDir, 'admin-key');
  if (!existsSync(file)) {
    const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
    try {
      // `wx` lets the first of several starters win.
      writeFileSync(file, `dev_${randomText({ random }, 40)}`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}
