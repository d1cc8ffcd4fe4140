import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/platform/server/database.ts';
import { everyStatement } from '../support/every-statement.ts';
import { copyProduct } from '../support/many-products.ts';
import { type Exception, growingSteps, planOf } from '../support/query-plans.ts';

// A libSQL server keeps no statistics, so each query has to have its index by itself: none may read all of a table
// that grows with the shop, nor sort what it found. What is explained is what really ran: every operation of the API
// by its example, lists in every order, the work behind requests, and what the triggers of the hot writes do.

const productsMade = 100_000;
const temporary = /^USE TEMP B-TREE/;

const exceptions: readonly Exception[] = [
  {
    sql: /FROM json_each\(\?\) c ORDER BY c\.key$/,
    step: temporary,
    why: 'the commands of one group, at most 128, in the order in which they came',
  },
  {
    sql: /json_each\(\?\)( e)?\s+(GROUP BY [13]|ORDER BY e\.key)|json_each\(\?\) e WHERE v\.key = \? ORDER BY e\.key/,
    step: temporary,
    why: 'the lines or events of one order, which its command carries',
  },
  {
    sql: /^WITH hits\(seq\)/,
    step: temporary,
    why: 'the thousand hits that are ranked and counted',
  },
  {
    sql: /FROM due WHERE dead_at IS NULL.*LIMIT \?\) GROUP BY/s,
    step: temporary,
    why: 'counts of at most as many rows as the limit says',
  },
  {
    sql: /FROM due\s+WHERE dead_at > 0\s+ORDER BY dead_at DESC/,
    step: /RIGHT PART OF ORDER BY$/,
    why: 'dead letters of one millisecond',
  },
  {
    sql: /FROM (shipping_zones|tax_rates|webhook_endpoints)\b/,
    step: /^SCAN (shipping_zones|tax_rates|webhook_endpoints|w)\b/,
    why: 'settings of a shop: a few rows, all of them wanted (at most 50 endpoints)',
  },
];

test(`no statement reads or sorts a whole table, at ${productsMade} products as at none`, async () => {
  const { statements, databaseUrl, productId } = await everyStatement();
  const database = openDatabase(databaseUrl, undefined);
  assert.ok(statements.length > 200, `${statements.length} statements`);
  const { rows } = await database.execute(`SELECT name FROM sqlite_master WHERE type = 'table'`);
  const tables = rows.map(({ name }) => String(name));
  const small: string[][] = [];
  for (const each of statements) small.push(await planOf(database, each));

  database.close();
  // Other connections, which have prepared nothing yet.
  const filling = openDatabase(databaseUrl, undefined);
  await copyProduct(filling, productId, productsMade);
  filling.close();
  const large = openDatabase(databaseUrl, undefined);
  const grows: string[] = [];
  for (const [index, each] of statements.entries()) {
    const plan = await planOf(large, each);
    // Without statistics, how many rows there are does not change a plan.
    assert.deepEqual(plan, small[index]);
    const steps = growingSteps(each, plan, { tables, exceptions });
    // A list is searched, not scanned, when it is read whole for each hit: it costs as much.
    if (each.sql.startsWith('WITH hits'))
      steps.push(...plan.filter((step) => /^SEARCH l\b(?!.*\(seq=\?)/.test(step)));
    if (steps.length > 0) grows.push(`${each.sql}\n  ${plan.join('\n  ')}`);
  }
  assert.deepEqual(grows, []);
  for (const { sql, step, why } of exceptions) {
    const used = statements.some(
      (each, index) => sql.test(each.sql) && small[index]?.some((one) => step.test(one)),
    );
    assert.ok(used, `an exception that nothing needs: ${why}`);
  }
  large.close();
});
