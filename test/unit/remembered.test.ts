import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forgetRemembered, rememberedEach } from '../../src/db/remembered.ts';

/** A reader whose clock stands still, and whose readings end when they are told to. */
function aReader() {
  const config = {};
  let nowMs = 1_000_000;
  const readings: { names: readonly string[]; end(): void }[] = [];
  const works: Promise<unknown>[] = [];
  const reader = {
    config,
    clock: { nowMs: () => nowMs },
    background: (work: Promise<unknown>) => void works.push(work),
    sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
  const kind = {
    kind: 'letter',
    sizeOf: () => 1,
    read: (names: readonly string[]) =>
      new Promise<ReadonlyMap<string, number>>((resolve) => {
        const asOf = nowMs;
        const end = () =>
          resolve(new Map(names.filter((name) => name !== 'none').map((name) => [name, asOf])));
        readings.push({ names, end });
      }),
  };
  const ask = (names: readonly string[], fresh = false) =>
    rememberedEach({ ...reader, fresh }, kind, names);
  return {
    readings,
    ask,
    advance: (ms: number) => void (nowMs += ms),
    endAll: () => readings.forEach(({ end }) => end()),
    works,
    forget: () => forgetRemembered(reader),
  };
}

const asked = ({ readings }: ReturnType<typeof aReader>) => readings.map(({ names }) => names);

describe('what was read', () => {
  test('is known for a second, and then read again with whatever else is wanted', async () => {
    const it = aReader();
    const first = it.ask(['a', 'b']);
    it.endAll();
    assert.deepEqual([...(await first)].length, 2);
    it.advance(300);
    await it.ask(['b', 'a']);
    assert.deepEqual(asked(it), [['a', 'b']]);
    it.advance(700);
    const late = it.ask(['a']);
    it.endAll();
    assert.equal((await late).get('a'), 1_001_000);
    assert.deepEqual(asked(it).slice(1), [['a', 'b']]);
  });

  test('is renewed ahead of its time by one alone, while everybody goes on with it', async () => {
    const it = aReader();
    const first = it.ask(['a']);
    it.endAll();
    await first;
    it.advance(500);
    for (let round = 0; round < 10; round += 1) assert.equal((await it.ask(['a'])).size, 1);
    assert.deepEqual(asked(it), [['a'], ['a']]);
    it.advance(400);
    it.endAll();
    await Promise.all(it.works);
    it.advance(300);
    assert.equal((await it.ask(['a'])).get('a'), 1_000_500);
    assert.equal(it.readings.length, 3);
  });

  test('is read once by however many want it at once', async () => {
    const it = aReader();
    const all = Array.from({ length: 100 }, () => it.ask(['a']));
    assert.equal(it.readings.length, 1);
    it.endAll();
    for (const found of await Promise.all(all)) assert.equal(found.get('a'), 1_000_000);
    assert.equal(it.readings.length, 1);
  });

  test('is not what somebody gets who has to see what is there now, nor after a change of ours', async () => {
    const it = aReader();
    const first = it.ask(['a']);
    it.endAll();
    await first;
    const fresh = it.ask(['a'], true);
    it.endAll();
    await fresh;
    it.forget();
    const changed = it.ask(['a']);
    it.endAll();
    await changed;
    assert.equal(it.readings.length, 3);
  });

  test('says nothing of what does not exist, and of whose reader died', async () => {
    const it = aReader();
    for (const expected of [1, 2]) {
      const missing = it.ask(['none']);
      it.endAll();
      assert.equal((await missing).size, 0);
      assert.equal(it.readings.length, expected);
    }
    const dead = it.ask(['a']);
    it.advance(6_000);
    const next = it.ask(['a']);
    assert.equal(it.readings.length, 4);
    it.endAll();
    assert.equal((await next).size, 1);
    await dead;
  });
});
