import { expect, test } from 'vitest';
import {
  dismissRows,
  listQuarantined,
  mendRow,
  replayRows,
} from '../../../core/features/import/quarantine.service.ts';
import { importFolder, importPaths } from '../../helpers/import.ts';
import { describeCores } from '../../helpers/runtime.ts';

const FLAT = `Order,Date,SKU,Name,Qty,Price,Customer,Country
1,2026-01-02,A1,Mug,2,2.50,C1,France
1,2026-01-02,B2,Bowl,two,4.00,C1,France
2,2026-01-03,A1,Mug,1,2.50,C2,Nowhere
`;

describeCores('quarantine', (cores) => {
  const write = importFolder();
  const open = { status: 'open', offset: 0, limit: 100 } as const;

  test('a mended row joins its order, and the file again finds nothing to do', async () => {
    const ctx = await cores.open();
    const path = write('mend.csv', FLAT);
    await importPaths(ctx, [path]);
    const { rows, reasons } = await listQuarantined(ctx, open);
    expect(rows.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [3, 'Qty', 'two', 'notANumber'],
      [4, 'Country', 'Nowhere', 'unknownCountry'],
    ]);
    expect(reasons.map(({ rows: count }) => count)).toEqual([1, 1]);
    const id = rows[0]?.id ?? 0;
    const wrong = await mendRow(ctx, id, { Qty: 'three' });
    expect([wrong.applied, wrong.row.value]).toEqual([false, 'three']);
    expect((await mendRow(ctx, id, { Qty: '3' })).applied).toBe(true);
    const order = await ctx.db.read
      .selectFrom('sales_order')
      .selectAll()
      .where('number', '=', '1')
      .executeTakeFirst();
    expect(order?.total_minor).toBe(2 * 250 + 3 * 400);
    const again = await importPaths(ctx, [path]);
    expect(again.totals).toMatchObject({ inserted: 0, updated: 0 });
    expect((await listQuarantined(ctx, open)).total).toBe(1);
  });

  test('rows that lacked something go in once it is there, by replay or with the file', async () => {
    const ctx = await cores.open();
    const stock = write('stock.csv', 'sku,facility,on hand\nA1,W1,5\nB2,W1,6\n');
    const first = await importPaths(ctx, [stock]);
    expect(first.totals).toMatchObject({ inserted: 0, quarantined: 2 });
    await importPaths(ctx, [
      write('facilities.csv', 'code,name,country\nW1,West,FR\n'),
      write('products.csv', 'sku,name,price\nA1,Mug,2\n'),
    ]);
    expect(await replayRows(ctx, { code: 'unknownProduct' })).toEqual({ tried: 2, applied: 1 });
    await importPaths(ctx, [write('products.csv', 'sku,name,price\nB2,Bowl,2\n')]);
    expect((await importPaths(ctx, [stock])).totals).toMatchObject({ inserted: 1, unchanged: 1 });
    expect((await listQuarantined(ctx, open)).total).toBe(0);
  });

  test('dismissed rows stay dismissed when the file comes again', async () => {
    const ctx = await cores.open();
    const path = write('dismiss.csv', FLAT);
    await importPaths(ctx, [path]);
    const { rows } = await listQuarantined(ctx, open);
    expect(
      await dismissRows(
        ctx,
        rows.map((row) => row.id),
      ),
    ).toBe(2);
    await importPaths(ctx, [path]);
    expect((await listQuarantined(ctx, open)).total).toBe(0);
  });

  test('what stands in a file is kept as data', async () => {
    const ctx = await cores.open();
    const path = write(
      'odd.csv',
      `Order,Date,SKU,Qty,Price\n1,<script>alert(1)</script>,A1,1,1\n2,"=cmd|' /C calc'!A0",A1,1,1\n3,2026-01-02,"x'; drop table product; --",1,1\n`,
    );
    const account = await importPaths(ctx, [path]);
    expect(account.totals).toMatchObject({ inserted: 1, quarantined: 2 });
    expect((await listQuarantined(ctx, open)).rows[0]?.value).toBe('<script>alert(1)</script>');
    expect(await ctx.db.read.selectFrom('product').select('sku').execute()).toEqual([
      { sku: "x'; drop table product; --" },
    ]);
  });
});
