import type { Api } from '../app.ts';
import type { Platform } from '../platform/platform.ts';

/** Says who is connected, where limits are on. */
export type WithPeer = <Asked extends Pick<Platform, 'peer'>>(asked: Asked) => Asked;

/** One shop or many, as requests reach them. */
export interface Served {
  fetch(request: Request, api: Api, withPeer: WithPeer): ReturnType<Api['fetch']>;
  /** Resolves when its database is there; `onWait` is told why that takes its time. */
  opened(onWait: (reason: string) => void): Promise<void>;
  /** Takes no new work, and waits for what is being done. */
  stop(): Promise<void>;
  /** Gives back the leases of work that did not end. */
  giveBack(): Promise<unknown>;
}
