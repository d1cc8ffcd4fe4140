import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 30_000;
const pauseMs = 50;

/**
 * Waits until a condition holds that another process brings about.
 * @param told is asked what to add when it does not
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  told: () => string = () => '',
): Promise<void> {
  const deadlineMs = Date.now() + patienceMs;
  while (!(await holds())) {
    assert.ok(Date.now() < deadlineMs, `${what} did not come about ${told()}`);
    await pause(pauseMs);
  }
}
