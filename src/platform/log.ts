import type { Log } from './platform.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;

/** One JSON object a line, on standard error. */
export function createLog(least: (typeof levels)[number], write: (line: string) => void): Log {
  return (level, event, fields) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    write(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }));
  };
}
