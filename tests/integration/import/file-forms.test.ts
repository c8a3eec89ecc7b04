import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { sqliteDatabases } from '../../helpers/databases.ts';
import { importFolder, importPaths } from '../../helpers/import.ts';
import { testCores } from '../../helpers/runtime.ts';

const cores = testCores(sqliteDatabases());
const write = importFolder();

const LINES = [
  ['1', '85123A', 'Cœur en bois, blanc', 6, 2.55, '2010-12-01T08:26:00', '17850', 'Royaume-Uni'],
  ['1', '71053', 'Lanterne « étoile »', 1234, 3.39, '2010-12-01T08:26:00', '17850', 'Royaume-Uni'],
  ['2', '71053', 'Lanterne « étoile »', 2, 3.39, '2010-12-13T09:41:00', '13047', 'Allemagne'],
  ['C3', '71053', 'Lanterne « étoile »', -1, 3.39, '2010-12-14T10:00:00', '13047', 'Allemagne'],
] as const;
const HEADERS = [
  'Facture',
  'Code article',
  'Libellé',
  'Quantité',
  'Prix unitaire',
  'Date facture',
  'Code client',
  'Pays',
];

interface Form {
  delimiter: string;
  decimal: ',' | '.';
  date: (iso: string) => string;
}

function text({ delimiter, decimal, date }: Form): string {
  const rows = LINES.map(([order, sku, name, quantity, price, at, customer, country]) => {
    const cells = [
      order,
      sku,
      name,
      String(quantity),
      String(price).replace('.', decimal),
      date(at),
      customer,
      country,
    ];
    return cells.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter);
  });
  return [HEADERS.join(delimiter), ...rows].join('\r\n');
}

const french = (iso: string) =>
  `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
const german = (iso: string) =>
  `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
const american = (iso: string) =>
  `${Number(iso.slice(5, 7))}/${Number(iso.slice(8, 10))}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;

async function stored(ctx: AppContext) {
  const lines = await ctx.db.read
    .selectFrom('order_line')
    .innerJoin('sales_order', 'sales_order.id', 'order_id')
    .innerJoin('product', 'product.id', 'product_id')
    .select(['number', 'sku', 'product.name', 'quantity', 'unit_price_minor', 'country'])
    .orderBy('number')
    .orderBy('line_number')
    .execute();
  return lines.map((line) => Object.values(line));
}

const EXPECTED = [
  ['1', '85123A', 'Cœur en bois, blanc', 6, 255, 'GB'],
  ['1', '71053', 'Lanterne « étoile »', 1234, 339, 'GB'],
  ['2', '71053', 'Lanterne « étoile »', 2, 339, 'DE'],
];

describe('one content in every form', () => {
  test.each<[string, Uint8Array]>([
    ['utf8.csv', Buffer.from(text({ delimiter: ',', decimal: '.', date: (iso) => iso }))],
    [
      'bom.csv',
      iconv.encode(text({ delimiter: ';', decimal: ',', date: french }), 'utf-8', { addBOM: true }),
    ],
    ['latin.csv', iconv.encode(text({ delimiter: ';', decimal: ',', date: french }), 'windows-1252')],
    [
      'utf16le.txt',
      iconv.encode(text({ delimiter: '\t', decimal: ',', date: german }), 'utf-16le', { addBOM: true }),
    ],
    [
      'utf16be.txt',
      iconv.encode(text({ delimiter: '\t', decimal: '.', date: american }), 'utf-16be', { addBOM: true }),
    ],
    ['pipe.csv.gz', gzipSync(text({ delimiter: '|', decimal: '.', date: (iso) => iso.replace('T', ' ') }))],
  ])('%s', async (name, bytes) => {
    const ctx = await cores.open();
    const account = await importPaths(ctx, [write(name, bytes)]);
    expect(account.files[0]?.error).toBeNull();
    expect(account.totals).toMatchObject({ rows: 4, inserted: 4, quarantined: 0 });
    expect(await stored(ctx)).toEqual(EXPECTED);
    const order = await ctx.db.read
      .selectFrom('sales_order')
      .select('ordered_at')
      .where('number', '=', '2')
      .executeTakeFirst();
    expect(new Date(order?.ordered_at ?? 0).toISOString().slice(0, 10)).toBe('2010-12-13');
  });

  test('a workbook, with its numbers and dates as Excel keeps them', async () => {
    const rows = LINES.map(([order, sku, name, quantity, price, at, customer, country]) => [
      Number.isNaN(Number(order)) ? order : Number(order),
      sku,
      name,
      quantity,
      price,
      new Date(`${at}Z`),
      Number(customer),
      country,
    ]);
    const columns = HEADERS.map((header, i) => ({
      header,
      ...(i === 5 ? { numFmt: 'dd/mm/yyyy hh:mm' } : {}),
    }));
    const bytes = await writeXlsx({ sheets: [{ name: 'Ventes', columns, rows: [[...HEADERS], ...rows] }] });
    const ctx = await cores.open();
    const account = await importPaths(ctx, [write('ventes.xlsx', bytes)]);
    expect(account.totals).toMatchObject({ rows: 4, inserted: 4, quarantined: 0 });
    expect(await stored(ctx)).toEqual(EXPECTED);
  });
});

describe('files that cannot be read say why and harm nothing', () => {
  test.each<[string, Uint8Array, string]>([
    ['empty.csv', new Uint8Array(), 'emptyFile'],
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'oldWorkbook'],
    ['broken.xlsx', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'notAWorkbook'],
    ['bomb.xlsx', zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(80_000_000) }), 'unsafeArchive'],
    [
      'cut.csv.gz',
      gzipSync(text({ delimiter: ',', decimal: '.', date: (iso) => iso })).subarray(0, 60),
      'unreadableFile',
    ],
    ['words.csv', Buffer.from('colour,shape\nred,round\n'), 'incompleteMapping'],
  ])('%s', async (name, bytes, code) => {
    const ctx = await cores.open();
    const account = await importPaths(ctx, [write(name, bytes)]);
    expect(account.files[0]?.error?.code).toBe(code);
    expect(account.totals.rows).toBe(0);
  });

  test('a file that is not there', async () => {
    const ctx = await cores.open();
    expect((await importPaths(ctx, ['/nowhere/at-all.csv'])).files[0]?.error?.code).toBe('noSuchFile');
  });
});

test('a mapping given is followed, and remembered for files with the same headers', async () => {
  const ctx = await cores.open();
  const path = write('odd-names.csv', 'x1,x2,x3\nA1,W1,5\n');
  await importPaths(ctx, [
    write('products.csv', 'sku,name,price\nA1,Mug,2\n'),
    write('facilities.csv', 'code,name,country\nW1,West,FR\n'),
  ]);
  const mapping = {
    version: 1 as const,
    kinds: ['stock' as const],
    columns: { sku: { column: 'x1' }, facilityCode: { column: 'x2' }, onHand: { column: 'x3' } },
    options: {
      timeZone: 'UTC',
      currency: 'EUR',
      rules: {
        exactDuplicates: 'skip' as const,
        returnPrefixes: [],
        negativeQuantity: 'return' as const,
        stockCorrections: 'quarantine' as const,
        serviceCodes: [],
        productCodes: [],
        mergeSkuCase: true,
        repeatedKeys: 'quarantine' as const,
      },
    },
  };
  expect((await importPaths(ctx, [path], { mapping })).totals).toMatchObject({ inserted: 1 });
  write('odd-names.csv', 'x1,x2,x3\nA1,W1,9\n');
  expect((await importPaths(ctx, [path])).totals).toMatchObject({ updated: 1 });
});

test('a cancelled import leaves what it did, and the file again completes it', async () => {
  const ctx = await cores.open();
  const rows = Array.from({ length: 60_000 }, (_, i) => `P${i},Product ${i},${i % 90}`);
  const path = write('many.csv', ['sku,name,price', ...rows].join('\n'));
  const { importFiles } = await import('../../../core/features/import/index.ts');
  const abort = new AbortController();
  const started = importFiles(
    ctx,
    { files: [{ path }], dryRun: false, remember: true },
    { signal: abort.signal, onProgress: ({ fraction }) => fraction > 0.2 && abort.abort() },
  );
  await expect(started).rejects.toThrow();
  const run = await ctx.db.read.selectFrom('import_run').select('status').executeTakeFirst();
  expect(run?.status).toBe('cancelled');
  const again = await importPaths(ctx, [path]);
  expect(again.totals.inserted + again.totals.unchanged).toBe(60_000);
  expect((await importPaths(ctx, [path])).totals.unchanged).toBe(60_000);
});
