import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { DatabaseError } from '../../../core/db/errors.ts';
import { MIGRATIONS, migrate } from '../../../core/db/migrate.ts';
import { describeDatabases } from '../../helpers/databases.ts';
import { NOW, networkBuilder } from '../../helpers/network.ts';

describeDatabases('database', (databases) => {
  test('migrates step by step and again without a change', async () => {
    const db = await databases.open({ migrate: false });
    for (const name of Object.keys(MIGRATIONS)) await migrate(db, name);
    await migrate(db);
    const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
      db.migrationDb,
    );
    expect(done.rows.map((row) => row.name)).toEqual(Object.keys(MIGRATIONS));
  });

  test('refuses a file made by a newer Vigie', async () => {
    const db = await databases.open();
    await sql`insert into kysely_migration (name, timestamp) values ('9990-future', '2030-01-01')`.execute(
      db.migrationDb,
    );
    await expect(migrate(db)).rejects.toMatchObject({ code: 'newer_version' });
  });

  test('a failed transaction leaves nothing', async () => {
    const db = await databases.open();
    const attempt = db.write(async (trx) => {
      await trx.insertInto('carrier').values({ code: 'A', name: 'A' }).execute();
      throw new Error('stop');
    });
    await expect(attempt).rejects.toThrow('stop');
    expect(await db.read.selectFrom('carrier').selectAll().execute()).toEqual([]);
  });

  test('readers see what is committed, at once', async () => {
    const db = await databases.open();
    for (let i = 0; i < 20; i++) {
      await db.write((trx) =>
        trx
          .insertInto('carrier')
          .values({ code: `C${i}`, name: 'x' })
          .execute(),
      );
      expect(await db.read.selectFrom('carrier').selectAll().execute()).toHaveLength(i + 1);
    }
  });

  test('foreign keys and checks are enforced', async () => {
    const db = await databases.open();
    const net = networkBuilder(db);
    const product = await net.product('P');
    await expect(net.stock(product, 999, 1)).rejects.toMatchObject({ code: 'constraint' });
    await expect(net.facility('F', { kind: 'castle' })).rejects.toMatchObject({ code: 'constraint' });
  });

  test('bulk insert and streaming carry many rows', async () => {
    const db = await databases.open();
    const rows = Array.from({ length: 12_345 }, (_, i) => [`SKU${i}`, `Name "${i}"`, i, 'EUR', NOW]);
    const columns = ['sku', 'name', 'price_minor', 'currency', 'updated_at'];
    const inserted = await db.write(async (_trx, tools) => {
      const withDefaults = rows.map((row) => [...row, 0, 0, 0, 1, 1]);
      const names = [...columns, 'weight_grams', 'volume_millilitres', 'cost_minor', 'stocked', 'active'];
      return tools.bulkInsert('product', names, withDefaults);
    });
    expect(inserted).toBe(rows.length);
    let seen = 0;
    for await (const chunk of db.stream(
      db.read.selectFrom('product').select(['sku', 'price_minor']).orderBy('id'),
      1000,
    )) {
      expect(chunk.columns).toEqual(['sku', 'price_minor']);
      expect(chunk.rows[0]).toEqual([`SKU${seen}`, seen]);
      seen += chunk.rows.length;
    }
    expect(seen).toBe(rows.length);
  });

  test('bulk upsert replaces what is there and keeps what the new row does not say', async () => {
    const db = await databases.open();
    const columns = ['kind', 'field', 'feed_ids_json'];
    const upsert = (rows: unknown[][], keepWhenNull: string[] = []) =>
      db.write((_trx, tools) =>
        tools.bulkUpsert('precedence', columns, rows, {
          keys: ['kind', 'field'],
          replace: keepWhenNull.length > 0 ? [] : ['feed_ids_json'],
          keepWhenNull,
        }),
      );
    await upsert([
      ['stock', '*', '[1]'],
      ['orders', '*', '[2]'],
    ]);
    await upsert([
      ['stock', '*', '[3]'],
      ['rates', '*', '[4]'],
    ]);
    await upsert([['orders', '*', '[5]']], ['feed_ids_json']);
    const rows = await db.read.selectFrom('precedence').selectAll().orderBy('kind').execute();
    expect(rows.map(({ kind, feed_ids_json }) => `${kind} ${feed_ids_json}`)).toEqual([
      'orders [5]',
      'rates [4]',
      'stock [3]',
    ]);
  });

  test('a stream that is left early gives its connection back', async () => {
    const db = await databases.open({ readers: 1 });
    await db.write((trx) =>
      trx
        .insertInto('carrier')
        .values(Array.from({ length: 100 }, (_, i) => ({ code: `C${i}`, name: 'x' })))
        .execute(),
    );
    for await (const _ of db.stream(db.read.selectFrom('carrier').selectAll(), 10)) break;
    expect(await db.read.selectFrom('carrier').selectAll().execute()).toHaveLength(100);
  });

  test('the database itself refuses to reserve more than is available', async () => {
    const db = await databases.open();
    const net = networkBuilder(db);
    const [product, facility] = [await net.product('P'), await net.facility('F')];
    await net.stock(product, facility, 10, { reserved_external: 3, safety_stock: 2 });
    const order = await net.order('O1', [[product, 9]]);
    const line = order.lineIds[0] as number;
    const refused = await net.allocate(order.id, line, product, facility, 6).catch((error: unknown) => error);
    expect(DatabaseError.fromPostgres(refused)).toMatchObject({ code: 'insufficient_stock' });
    await net.allocate(order.id, line, product, facility, 5);
    const position = await db.read.selectFrom('stock_position').selectAll().executeTakeFirstOrThrow();
    expect(position.reserved_allocated).toBe(5);
    const raised = db.write((trx) =>
      trx.updateTable('stock_position').set({ reserved_allocated: 6 }).execute(),
    );
    await expect(
      raised.catch((error: unknown) => Promise.reject(DatabaseError.fromPostgres(error))),
    ).rejects.toMatchObject({
      code: 'insufficient_stock',
    });
    await db.write((trx) => trx.updateTable('allocation').set({ status: 'cancelled' }).execute());
    expect(
      (await db.read.selectFrom('stock_position').selectAll().executeTakeFirstOrThrow()).reserved_allocated,
    ).toBe(0);
  });
});
