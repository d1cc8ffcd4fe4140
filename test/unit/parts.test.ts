import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parts } from '../../src/app.ts';
import type { AnyOperation } from '../../src/http/operation.ts';
import { inParts, isBelow, type Part } from '../../src/http/parts.ts';
import type { Platform } from '../../src/platform/platform.ts';

const platform = {} as Platform;
const ask = (path: string) => new Request(`http://localhost${path}`);

/** Two parts, and what was loaded of them and assembled so far. */
function scene() {
  const loaded: string[] = [];
  const assembled: string[][] = [];
  const part = (name: string): Part => ({
    paths: [`/${name}`],
    load: async () => {
      loaded.push(name);
      return [{ spec: { id: name } } as AnyOperation];
    },
  });
  const app = inParts([part('fruit'), part('tools')], (operations) => {
    const ids = operations.map(({ spec }) => spec.id);
    assembled.push(ids);
    return { fetch: () => new Response(ids.join()) };
  });
  const answer = async (path: string) => await (await app.fetch(ask(path), platform)).text();
  return { app, answer, loaded, assembled };
}

test('a part is loaded by the first request for it, and by no other', async () => {
  const { answer, loaded } = scene();
  assert.equal(await answer('/elsewhere'), '');
  assert.equal(await answer('/tools/saw'), 'tools');
  assert.equal(await answer('/tools'), 'tools');
  assert.deepEqual(loaded, ['tools']);
  assert.equal(await answer('/%66ruit?taste=sour'), 'tools,fruit');
});

test('requests that come together add a part once', async () => {
  const { answer, assembled } = scene();
  await Promise.all([answer('/fruit/1'), answer('/fruit/2'), answer('/tools'), answer('/fruit')]);
  assert.equal(assembled.length, 3);
  assert.deepEqual(assembled.at(-1)?.toSorted(), ['fruit', 'tools']);
});

test('the rest can be loaded before it is asked for', async () => {
  const { app, answer, loaded } = scene();
  await answer('/tools');
  await app.loadAll();
  assert.deepEqual(loaded, ['tools', 'fruit']);
  assert.equal(await answer('/elsewhere'), 'tools,fruit');
});

test('every operation lies below the paths of its own part and of no other', async () => {
  for (const part of parts) {
    for (const { spec } of await part.load()) {
      const homes = parts.filter((each) => isBelow(each, spec.path));
      assert.deepEqual(homes, [part], spec.path);
    }
  }
});
