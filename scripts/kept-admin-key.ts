import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from './complaint.ts';

/** The admin key of a running server: of the environment, or the one that it keeps. @throws Complaint */
export function keptAdminKey(): string {
  const given = process.env['ADMIN_KEY'];
  if (given) return given;
  const kept = join(process.env['DATA_DIR'] || '.data', 'admin-key');
  if (existsSync(kept)) return readFileSync(kept, 'utf8').trim();
  throw new Complaint(
    `Set ADMIN_KEY, or DATA_DIR to the folder of the server: there is no ${kept}.`,
  );
}
