import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

// `npm run split`: writes `wrangler.api.toml`, which is `wrangler.toml` without what `wrangler.consumer.toml` does.

/** The configuration of the Worker that only serves the API. */
export function apiOnly(whole: string): string {
  const served = whole
    .replaceAll(/^queues\.consumers = \[\n[\s\S]*?^\]\n/gm, '')
    // Without the line a deployment leaves the timer as it was.
    .replace(/^crons = .*$/m, 'crons = []');
  return `# Written by npm run split from wrangler.toml: edit that one.\n${served}`;
}

/** Writes it, and answers both configurations, the API's first. */
export function writeSplit(): [string, string] {
  const api = join(root, 'wrangler.api.toml');
  writeFileSync(api, apiOnly(readFileSync(join(root, 'wrangler.toml'), 'utf8')));
  return [api, join(root, 'wrangler.consumer.toml')];
}

if (import.meta.main) {
  writeSplit();
  console.log('wrangler.api.toml is written; wrangler.consumer.toml goes with it.');
}
