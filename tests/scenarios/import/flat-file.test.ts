import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { importFolder, importPaths, RETAIL_FILE } from '../../helpers/import.ts';
import { describeCores } from '../../helpers/runtime.ts';

const FLAT = `Invoice;Stock code;Description;Quantity;Invoice date;Price;Customer;Country
1001;A1;MUG;6;01/12/2010 08:26;2,55;17850;United Kingdom
1001;a1;mug blue;2;01/12/2010 08:26;2,50;17850;United Kingdom
1001;POST;POSTAGE;1;01/12/2010 08:26;18,00;17850;United Kingdom
1001;A1;MUG;6;01/12/2010 08:26;2,55;17850;United Kingdom
1002;B2;BOWL;3;13/12/2010 09:00;4,00;;EIRE
1003;B2;thrown away;-20;13/12/2010 09:10;0,00;;United Kingdom
C1001;A1;MUG;-1;14/12/2010 10:00;2,55;17850;United Kingdom
1004;B2;BOWL;0;14/12/2010 11:00;4,00;17851;France
1005;B2;BOWL;x;14/12/2010 11:00;4,00;17851;France
1006;B2;BOWL;1;31/02/2011 11:00;4,00;17851;France
1007;B2;BOWL;1;15/12/2010 11:00;4,00;17851;Atlantis
1008;C3;"5"" plate";1;16/12/2010 11:00;4,00;17851;France
`;

describeCores('a flat file of order lines', (cores) => {
  const write = importFolder();

  test('every row is accounted for once, and the account says what it was', async () => {
    const ctx = await cores.open();
    const path = write('flat.csv', FLAT);
    const planned = await importPaths(ctx, [path], { dryRun: true });
    const account = await importPaths(ctx, [path]);
    expect(account.balanced).toBe(true);
    expect(account.totals).toEqual({
      rows: 12,
      inserted: 6,
      updated: 0,
      unchanged: 0,
      duplicates: 1,
      quarantined: 5,
    });
    expect({ ...planned, importId: 0, durationMs: 0, dryRun: false }).toEqual({
      ...account,
      importId: 0,
      durationMs: 0,
      quarantine: account.quarantine,
    });
    expect(account.entities).toMatchObject({
      orders: { inserted: 3 },
      orderLines: { inserted: 5 },
      returns: { inserted: 1 },
      returnLines: { inserted: 1 },
      products: { inserted: 4 },
      customers: { inserted: 2 },
    });
    expect(Object.fromEntries(account.reasons.map(({ code, rows }) => [code, rows]))).toEqual({
      stockCorrection: 1,
      zeroQuantity: 1,
      notANumber: 1,
      noSuchDate: 1,
      unknownCountry: 1,
    });
    expect(account.quarantine.find((entry) => entry.code === 'notANumber')).toMatchObject({
      file: 'flat.csv',
      row: 10,
      column: 'Quantity',
      value: 'x',
    });
  });

  test('what was imported is in the workspace as a planner expects it', async () => {
    const ctx = await cores.open();
    await importPaths(ctx, [write('flat2.csv', FLAT)]);
    const orders = await ctx.db.read.selectFrom('sales_order').selectAll().orderBy('number').execute();
    expect(
      orders.map(({ number, status, country, currency, total_minor }) => [
        number,
        status,
        country,
        currency,
        total_minor,
      ]),
    ).toEqual([
      ['1001', 'open', 'GB', 'EUR', 1530 + 500 + 1800],
      ['1002', 'open', 'IE', 'EUR', 1200],
      ['1008', 'open', 'FR', 'EUR', 400],
    ]);
    expect(orders[0]?.latitude).not.toBeNull();
    expect(orders[1]?.customer_id).toBeNull();
    const products = await ctx.db.read
      .selectFrom('product')
      .select(['sku', 'name', 'stocked'])
      .orderBy('sku')
      .execute();
    expect(products).toEqual([
      { sku: 'A1', name: 'MUG', stocked: 1 },
      { sku: 'B2', name: 'BOWL', stocked: 1 },
      { sku: 'C3', name: '5" plate', stocked: 1 },
      { sku: 'POST', name: 'POSTAGE', stocked: 0 },
    ]);
    const returned = await ctx.db.read
      .selectFrom('order_return')
      .innerJoin('sales_order', 'sales_order.id', 'order_return.order_id')
      .select(['order_return.number', 'sales_order.number as of'])
      .execute();
    expect(returned).toEqual([{ number: 'C1001', of: '1001' }]);
  });

  test('the same file again changes nothing, and quarantines nothing twice', async () => {
    const ctx = await cores.open();
    const path = write('again.csv', FLAT);
    await importPaths(ctx, [path]);
    const again = await importPaths(ctx, [path]);
    expect(again.totals).toEqual({
      rows: 12,
      inserted: 0,
      updated: 0,
      unchanged: 6,
      duplicates: 1,
      quarantined: 5,
    });
    for (const counts of Object.values(again.entities))
      expect(counts).toMatchObject({ inserted: 0, updated: 0 });
    expect((await ctx.db.read.selectFrom('quarantine').selectAll().execute()).length).toBe(5);
  });

  test('a changed quantity updates its line; an order being worked on is left alone', async () => {
    const ctx = await cores.open();
    const path = write('change.csv', FLAT);
    await importPaths(ctx, [path]);
    await ctx.db.write((trx) =>
      trx
        .updateTable('sales_order')
        .set({ worked_on_at: 1, status: 'sourced' })
        .where('number', '=', '1002')
        .execute(),
    );
    write(
      'change.csv',
      FLAT.replace('1002;B2;BOWL;3', '1002;B2;BOWL;9').replace(
        '1008;C3;"5"" plate";1',
        '1008;C3;"5"" plate";2',
      ),
    );
    const account = await importPaths(ctx, [path]);
    expect(account.totals).toMatchObject({ inserted: 0, updated: 1, unchanged: 5 });
    const lines = await ctx.db.read
      .selectFrom('order_line')
      .innerJoin('sales_order', 'sales_order.id', 'order_id')
      .select(['number', 'quantity', 'status'])
      .where('number', 'in', ['1002', '1008'])
      .orderBy('number')
      .execute();
    expect(lines).toEqual([
      { number: '1002', quantity: 3, status: 'sourced' },
      { number: '1008', quantity: 2, status: 'open' },
    ]);
  });
});

describe.skipIf(!existsSync(RETAIL_FILE))('120,000 real order lines', () => {
  describeCores('the retail file', (cores) => {
    const write = importFolder();
    if (cores.databases.dialect === 'postgres') {
      test('imports its beginning, and changes nothing the second time', async () => {
        const ctx = await cores.open();
        const lines = gunzipSync(readFileSync(RETAIL_FILE)).toString('utf8').split('\n', 10_000);
        const path = write('beginning.csv', lines.join('\n'));
        const { balanced, totals } = await importPaths(ctx, [path]);
        expect(balanced).toBe(true);
        const again = await importPaths(ctx, [path]);
        expect(again.totals).toMatchObject({ inserted: 0, updated: 0, unchanged: totals.inserted });
      });
      return;
    }
    test('imports as proposed, adds up, and changes nothing the second time', {
      timeout: 240_000,
    }, async () => {
      const ctx = await cores.open();
      const account = await importPaths(ctx, [RETAIL_FILE]);
      expect(account.balanced).toBe(true);
      expect(account.totals).toEqual({
        rows: 120_000,
        inserted: 118_516,
        updated: 0,
        unchanged: 0,
        duplicates: 1073,
        quarantined: 411,
      });
      expect(account.entities).toMatchObject({
        orders: { inserted: 4346 },
        orderLines: { inserted: 116_352 },
        returns: { inserted: 956 },
        returnLines: { inserted: 2164 },
        customers: { inserted: 1947 },
        products: { inserted: 3079 },
      });
      expect(account.details).toMatchObject({
        saleLines: 115_818,
        chargeLines: 534,
        returnLines: 2034,
        creditLines: 130,
      });
      expect(account.reasons.map(({ code, rows }) => [code, rows])).toEqual([['stockCorrection', 411]]);
      const again = await importPaths(ctx, [RETAIL_FILE]);
      expect(again.totals).toMatchObject({ inserted: 0, updated: 0, unchanged: 118_516 });
    });
  });
});
