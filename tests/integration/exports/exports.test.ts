import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { ExportRequest } from '../../../core/contract/workspace.ts';
import { findExportedFile } from '../../../core/features/exports/index.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('exports', (cores) => {
  async function exported(
    request: Partial<ExportRequest> & Pick<ExportRequest, 'list' | 'format' | 'columns'>,
    products = 3,
  ) {
    const ctx = await cores.open();
    const net = networkBuilder(ctx.db);
    const facility = await net.facility('LYS');
    await ctx.db.write((_trx, tools) =>
      tools.bulkInsert(
        'product',
        [
          'id',
          'sku',
          'name',
          'price_minor',
          'currency',
          'updated_at',
          'weight_grams',
          'volume_millilitres',
          'cost_minor',
          'stocked',
          'active',
        ],
        Array.from({ length: products }, (_, i) => [
          i + 1,
          `SKU-${String(i).padStart(5, '0')}`,
          i === 0 ? '=cmd()' : 'Lampe',
          100,
          'EUR',
          0,
          1,
          1,
          50,
          1,
          1,
        ]),
      ),
    );
    await net.stock(1, facility, 7);
    await ctx.grids.refresh([{ type: 'stock.changed' }, { type: 'network.changed' }]);
    const outcome = await ctx.jobs.runToEnd<{ fileId: string; rows: number }>(
      'export',
      { language: 'en', timeZone: 'UTC', ...request },
      'tester',
    );
    const file = await findExportedFile(ctx, outcome.fileId);
    return { outcome, path: file?.path ?? '', ctx };
  }
  const columns = [
    { key: 'sku', heading: 'SKU' },
    { key: 'name', heading: 'Product' },
    { key: 'onHand', heading: 'On hand' },
  ];

  test('CSV has the columns and rows shown, over many pages, without formulas', async () => {
    const list = { screen: 'stock' as const, filter: {}, sort: [{ column: 'sku', descending: true }] };
    const { outcome, path } = await exported({ format: 'csv', columns, list }, 2345);
    const lines = readFileSync(path, 'utf8').split('\r\n');
    expect(lines[0]).toBe('\uFEFFSKU,Product,On hand');
    expect(lines[1]).toBe('SKU-02344,Lampe,0');
    expect(lines[2345]).toBe("SKU-00000,'=cmd(),7");
    expect([outcome.rows, lines.length]).toEqual([2345, 2347]);
  });

  test('XLSX keeps text as text and numbers as numbers', async () => {
    const list = { screen: 'stock' as const, filter: { search: 'cmd' }, sort: [] };
    const { path } = await exported({ format: 'xlsx', columns, list });
    const workbook = await readXlsx(readFileSync(path));
    expect(workbook.sheets[0]?.rows).toEqual([
      ['SKU', 'Product', 'On hand'],
      ['SKU-00000', '=cmd()', 7],
    ]);
  });

  test('a matrix has a column a facility', async () => {
    const list = { screen: 'matrix' as const, filter: {}, sort: [], figure: 'available' as const };
    const { path } = await exported({ format: 'csv', columns: columns.slice(0, 1), list });
    expect(readFileSync(path, 'utf8').split('\r\n').slice(0, 3)).toEqual([
      '\uFEFFSKU,LYS',
      'SKU-00000,7',
      'SKU-00001,',
    ]);
  });

  test('no other file can be asked for', async () => {
    const ctx = await cores.open();
    expect(await findExportedFile(ctx, '../../../../../../etc/passwd-aaaaaaaaaaaaaa')).toBeNull();
  });
});
