import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../../core/db/database.ts';
import { startCoreProcess } from '../../helpers/core-process.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';
import { networkBuilder } from '../../helpers/network.ts';

const ORDERS = 60;
const KILLS = 4;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const running: { kill(): Promise<void> }[] = [];

afterAll(() => Promise.all(running.map((core) => core.kill().catch(() => {}))));

test('a core killed at any moment has every acknowledged command in its file, whole', {
  timeout: 120_000,
}, async () => {
  const target = (await sqliteDatabases().target()) as { file: string };
  const seed = await openDatabase(target);
  const net = networkBuilder(seed);
  const facility = await net.facility('F');
  const product = await net.product('P');
  await net.stock(product, facility, 1000);
  for (let i = 0; i < ORDERS; i++) {
    const order = await net.order(`SO-${i}`, [[product, 2]], { status: 'sourced' });
    await net.allocate(order.id, order.lineIds[0] as number, product, facility, 2);
  }
  await seed.close();

  const acknowledged: string[] = [];
  let next = 0;
  for (let round = 0; round < KILLS; round++) {
    const core = await startCoreProcess(target.file);
    running.push(core);
    const enough = acknowledged.length + 1 + 4 * round;
    const work = (async () => {
      while (next < ORDERS) {
        const number = `SO-${next++}`;
        const { changed } = await core.client.orders.cancel({ numbers: [number], reason: 'test' });
        acknowledged.push(...changed);
      }
    })().catch(() => {});
    while (acknowledged.length < enough && next < ORDERS) await pause(1);
    await pause(3 * round);
    await core.kill();
    await Promise.race([work, pause(200)]);
  }
  expect(acknowledged.length).toBeGreaterThan(KILLS);

  const db = await openDatabase(target);
  const cancelled = await db.read
    .selectFrom('sales_order')
    .select(['id', 'number'])
    .where('status', '=', 'cancelled')
    .execute();
  expect(cancelled.map((order) => order.number)).toEqual(expect.arrayContaining(acknowledged));
  const journalled = await db.read
    .selectFrom('journal')
    .select('entity_key')
    .where('procedure', '=', 'orders.cancel')
    .execute();
  expect(journalled.map((row) => row.entity_key).sort()).toEqual(
    cancelled.map((order) => order.number).sort(),
  );
  const position = await db.read
    .selectFrom('stock_position')
    .select('reserved_allocated')
    .executeTakeFirstOrThrow();
  expect(position.reserved_allocated).toBe(2 * (ORDERS - cancelled.length));
  const lines = await db.read
    .selectFrom('order_line')
    .innerJoin('sales_order', 'sales_order.id', 'order_line.order_id')
    .select(['status', 'quantity_allocated', 'quantity_cancelled'])
    .execute();
  for (const line of lines) {
    const whole = line.status === 'cancelled' ? [0, 2] : [2, 0];
    expect([line.quantity_allocated, line.quantity_cancelled]).toEqual(whole);
  }
  await db.close();
});
