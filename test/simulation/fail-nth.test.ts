import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failEveryCall } from './fail-nth.ts';
import { moneyPaths } from './money-path.ts';

describe('whichever call fails, before or after it took effect or with its process, all ends well', () => {
  for (const path of moneyPaths) {
    test(path.name, async (context) => {
      const { calls, walks, failures } = await failEveryCall(path, 'row');
      assert.deepEqual(failures, []);
      assert.ok(calls > 3);
      context.diagnostic(`${calls} calls, ${walks} walks`);
    });
  }

  test('a checkout whose cart lives in an object', async (context) => {
    const [checkout] = moneyPaths;
    const { calls, walks, failures } = await failEveryCall(checkout!, 'object');
    assert.deepEqual(failures, []);
    context.diagnostic(`${calls} calls, ${walks} walks`);
  });
});
