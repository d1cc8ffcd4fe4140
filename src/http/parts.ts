import { getPath } from 'hono/utils/url';
import type { Platform } from '../platform/platform.ts';
import type { AnyOperation } from './operation.ts';

/** A part of the API that a process may never need: it is loaded at the first request for it. */
export interface Part {
  /** How the paths of its operations begin; no other part has such paths. */
  readonly paths: readonly string[];
  readonly load: () => Promise<readonly AnyOperation[]>;
}

/** Serves what is loaded. */
interface Served {
  fetch(request: Request, platform: Platform): Response | Promise<Response>;
}

interface PartedApp extends Served {
  /** Loads what no request has asked for yet. */
  loadAll(): Promise<void>;
}

/**
 * An app that grows: `assemble` makes it of the operations that are loaded. A Worker's isolate that shows
 * products never builds the schemas of the admin's side.
 */
export function inParts(
  parts: readonly Part[],
  assemble: (operations: readonly AnyOperation[]) => Served,
): PartedApp {
  const waiting = new Set(parts);
  let operations: readonly AnyOperation[] = [];
  let app = assemble(operations);

  // No promise is shared: on Workers one request must not wait for what another one began.
  async function load(part: Part): Promise<void> {
    const loaded = await part.load();
    if (!waiting.delete(part)) return;
    operations = [...operations, ...loaded];
    app = assemble(operations);
  }

  function partOf(path: string): Part | undefined {
    for (const part of waiting) if (isBelow(part, path)) return part;
    return undefined;
  }

  return {
    fetch(request, platform) {
      const part = waiting.size > 0 ? partOf(getPath(request)) : undefined;
      if (!part) return app.fetch(request, platform);
      return load(part).then(() => app.fetch(request, platform));
    },
    loadAll: async () => {
      for (const part of waiting) await load(part);
    },
  };
}

export const isBelow = ({ paths }: Part, path: string): boolean =>
  paths.some((begin) => path.startsWith(begin));
