import { expect, test } from 'vitest';
import { IMPORT_KINDS } from '../../../core/contract/import.ts';
import { makeTemplate } from '../../../core/features/import/templates.ts';
import { importFolder, importPaths } from '../../helpers/import.ts';
import { describeCores } from '../../helpers/runtime.ts';

const FILES: Record<string, string> = {
  'facilities.csv': `code,name,type,city,postal code,country,cut-off
NTE1,Nantes,warehouse,Nantes,44000,France,16:30
BER1,Berlin,Filiale,Berlin,10115,Deutschland,
`,
  'products.csv': `SKU;Designation;Famille;Poids (g);Prix
A1;Tasse;Cuisine;350;9,90
B2;Bol;Cuisine;1,5 kg;4,50
`,
  'substitutes.csv': `SKU,Produit de substitution,Ratio,Remarque
A1,B2,2,Deux bols
B2,B2,1,
`,
  'stock.csv': `sku,facility,on hand,reserved,safety stock
A1,NTE1,120,8,10
a1,BER1,5,0,0
B2,NTE1,40,,
ZZ,NTE1,1,0,0
`,
  'inbound.csv': `PO number,SKU,Warehouse,Qty,ETA,Status
PO-1,A1,NTE1,60,2026-12-03,expected
`,
  'customers.csv': `Code client,Nom,Segment,Ville,Pays
C1,Maison Leroux,gold,Nantes,France
`,
  'orders.csv': `Order number,Order date,Customer id,Status,Promised date,City,Country,Payment status,Channel
1001,2026-11-20 10:00,C1,open,2026-11-24,Nantes,FR,paid,Webshop
1002,2026-11-21 10:00,C2,open,2026-11-25,Berlin,DE,pending,Amazon
`,
  'order-lines.csv': `Order number,Line,SKU,Qty,Unit price
1001,1,A1,2,9.90
1001,2,B2,1,4.50
1002,1,A1,1,9.90
9999,1,A1,1,9.90
`,
  'carriers.csv': `Carrier,Carrier name,Service,Service level,Max weight (kg)
DHL,DHL Parcel,STD,standard,31.5
GLS,GLS,STD,standard,40
DHL,DHL Parcel,EXP,express,20
`,
  'rates.csv': `Carrier,Service,From country,To country,Up to kg,Price,Transit days
DHL,STD,FR,FR,5,6.90,2
DHL,STD,FR,*,5,12.90,4
,EXP,FR,FR,2,14.50,1
,STD,FR,FR,2,14.50,1
`,
  'shipments.csv': `Shipment,Order,Facility,Carrier,Service,Tracking number,Ship date,Status,City,Country
S1,1001,NTE1,DHL,STD,T1,2026-11-21 16:00,in transit,Nantes,FR
`,
  'tracking.csv': `Tracking number,Event time,Event,City,Country
T1,2026-11-22T06:00:00+01:00,out for delivery,Nantes,FR
T9,2026-11-22T06:00:00+01:00,delivered,Nantes,FR
`,
};

describeCores('a file a kind', (cores) => {
  const write = importFolder();
  const paths = () => Object.entries(FILES).map(([name, content]) => write(name, content));

  test('given in any order, each finds what it refers to', { timeout: 60_000 }, async () => {
    const ctx = await cores.open();
    const account = await importPaths(ctx, paths().reverse());
    expect(account.files.filter((file) => file.error)).toEqual([]);
    expect(account.balanced).toBe(true);
    const quarantined = account.quarantine.map(({ file, row, code }) => [file, row, code]);
    expect(quarantined.sort()).toEqual([
      ['order-lines.csv', 5, 'unknownOrder'],
      ['rates.csv', 3, 'unknownCountry'],
      ['rates.csv', 5, 'ambiguousService'],
      ['stock.csv', 5, 'unknownProduct'],
      ['substitutes.csv', 3, 'sameProduct'],
      ['tracking.csv', 3, 'unknownShipment'],
    ]);
    expect(account.totals).toMatchObject({ inserted: 22, updated: 0, unchanged: 0, duplicates: 0 });
    const facilities = await ctx.db.read.selectFrom('facility').selectAll().orderBy('code').execute();
    expect(facilities).toMatchObject([
      { code: 'BER1', kind: 'store', country: 'DE', time_zone: 'Europe/Berlin', cut_off_minutes: 960 },
      { code: 'NTE1', kind: 'warehouse', country: 'FR', time_zone: 'Europe/Paris', cut_off_minutes: 990 },
    ]);
    expect(facilities[0]?.latitude).toBeCloseTo(52.5, 0);
    const products = await ctx.db.read
      .selectFrom('product')
      .select(['sku', 'weight_grams', 'price_minor'])
      .orderBy('sku')
      .execute();
    expect(products).toEqual([
      { sku: 'A1', weight_grams: 350, price_minor: 990 },
      { sku: 'B2', weight_grams: 1500, price_minor: 450 },
    ]);
    const substitutes = await ctx.db.read.selectFrom('product_substitute').selectAll().execute();
    expect(substitutes).toMatchObject([{ units: 2, rank: 1, note: 'Deux bols' }]);
    const stock = await ctx.db.read.selectFrom('stock_position').selectAll().orderBy('on_hand').execute();
    expect(
      stock.map(({ on_hand, reserved_external, safety_stock }) => [on_hand, reserved_external, safety_stock]),
    ).toEqual([
      [5, 0, 0],
      [40, 0, 0],
      [120, 8, 10],
    ]);
    const orders = await ctx.db.read
      .selectFrom('sales_order')
      .select(['number', 'channel', 'payment_state', 'promised_at'])
      .orderBy('number')
      .execute();
    expect(orders.map((order) => [order.channel, order.payment_state])).toEqual([
      ['web', 'paid'],
      ['marketplace', 'pending'],
    ]);
  });

  test('the same files again change nothing; a dry run says so beforehand and writes nothing', {
    timeout: 60_000,
  }, async () => {
    const ctx = await cores.open();
    const files = paths();
    const planned = await importPaths(ctx, files, { dryRun: true });
    expect(await ctx.db.read.selectFrom('facility').selectAll().execute()).toEqual([]);
    expect(await ctx.db.read.selectFrom('import_run').selectAll().execute()).toEqual([]);
    const first = await importPaths(ctx, files);
    expect(planned.totals.inserted + planned.totals.quarantined).toBe(
      first.totals.inserted + first.totals.quarantined,
    );
    const again = await importPaths(ctx, files);
    expect(again.totals).toMatchObject({ inserted: 0, updated: 0, unchanged: 22, quarantined: 6 });
    for (const counts of Object.values(again.entities))
      expect(counts).toMatchObject({ inserted: 0, updated: 0 });
  });

  test('a stock file sets what is reserved elsewhere and never our own reservations', {
    timeout: 60_000,
  }, async () => {
    const ctx = await cores.open();
    await importPaths(ctx, paths());
    const line = await ctx.db.read
      .selectFrom('order_line')
      .selectAll()
      .where('quantity', '=', 2)
      .executeTakeFirstOrThrow();
    const facility = await ctx.db.read
      .selectFrom('facility')
      .select('id')
      .where('code', '=', 'NTE1')
      .executeTakeFirstOrThrow();
    await ctx.db.write((trx) =>
      trx
        .insertInto('allocation')
        .values({
          order_id: line.order_id,
          order_line_id: line.id,
          product_id: line.product_id,
          facility_id: facility.id,
          quantity: 2,
          status: 'reserved',
          cost_minor: 0,
          currency: 'EUR',
          created_at: 1,
          updated_at: 1,
        })
        .execute(),
    );
    const changed = write('stock2.csv', 'sku,facility,on hand,reserved\nA1,NTE1,100,20\n');
    expect((await importPaths(ctx, [changed])).totals).toMatchObject({ updated: 1 });
    const position = await ctx.db.read
      .selectFrom('stock_position')
      .selectAll()
      .where('product_id', '=', line.product_id)
      .where('facility_id', '=', facility.id)
      .executeTakeFirst();
    expect(position).toMatchObject({
      on_hand: 100,
      reserved_external: 20,
      reserved_allocated: 2,
      safety_stock: 10,
    });
  });
});

test.each(IMPORT_KINDS.flatMap((kind) => [[kind, 'csv'] as const, [kind, 'xlsx'] as const]))(
  'the template of %s as %s has its headers',
  async (kind, format) => {
    const template = await makeTemplate(kind, format);
    expect(template.fileName).toBe(`vigie-${kind}.${format}`);
    expect(Buffer.from(template.contentBase64, 'base64').length).toBeGreaterThan(50);
  },
);
