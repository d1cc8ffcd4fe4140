import type { Log } from './platform.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

/** One JSON object a line, handed to `write` with its level. */
export function createLog(least: Level, write: (line: string, level: Level) => void): Log {
  return (level, event, fields) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    write(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }), level);
  };
}
