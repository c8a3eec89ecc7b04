import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { HistoryFileError, readHistoryFile } from '../../../../core/features/shipment-history/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'eta-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(lines: readonly string[], options: { map?: object; keep?: string[]; zipped?: boolean } = {}) {
  const path = join(folder, 'history.csv');
  const text = lines.join('\n');
  writeFileSync(path, options.zipped ? gzipSync(text) : text);
  return readHistoryFile(path, { map: options.map ?? {}, ignore: [], keep: options.keep ?? [] });
}

const iso = (at: number | undefined) => new Date(at ?? 0).toISOString().slice(0, 10);

describe('a history of shipments from a file', () => {
  it('finds the columns by their names, reads dates in words, and says what it left out', async () => {
    const file = await read(
      [
        'ID,Vendor,Country,Shipment Mode,PO Sent to Vendor Date,Scheduled Delivery Date,Delivered to Client Date,Weight',
        '1,A,Mali,Air,Date Not Captured,02-Jun-06,05-Jun-06,12',
        '2,A,Togo,Truck,2006-05-01,03-Jun-06,04-Jun-06,captured separately',
        '3,B,Mali,Air,2006-05-02,04-Jun-06,some day 99,14',
        '4,B,Togo,Truck,2006-05-03,05-Jun-06,,15',
        '5,B,Mali,Truck,2006-06-09,05-Jun-06,01-Jun-06,16',
      ],
      { zipped: true },
    );
    expect(file.columns.roles).toMatchObject({
      origin: 'Vendor',
      destination: 'Country',
      carrier: 'Shipment Mode',
      shippedAt: 'PO Sent to Vendor Date',
    });
    expect([file.rows, file.history.count, file.notDelivered, file.problems.count]).toEqual([5, 2, 1, 2]);
    expect(file.problems.first.map(({ row, field }) => [row, field])).toEqual([
      [4, 'Delivered to Client Date'],
      [6, 'Delivered to Client Date'],
    ]);
    expect(iso(file.history.deliveredAt[0])).toBe('2006-06-05');
    expect(file.history.shippedAt[0]).toBeNaN();
    expect(iso(file.history.momentAt[0])).toBe('2006-05-03');
    expect(file.history.numbers[0]?.values[1]).toBeNaN();
  });

  it('reads dates that a spreadsheet has turned round as they were meant', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${i},4/${13 + (i % 15)}/10,2010-06-01,2010-06-${i % 9 ? 11 : 12}`,
    );
    const file = await read([
      'id,shipped,promised,delivered',
      ...rows,
      '30,2003-01-10,2010-06-01,2010-06-02',
    ]);
    expect(iso(file.history.shippedAt[30])).toBe('2010-03-01');
    expect(file.remarks.join()).toContain('spreadsheet');
  });

  it('does not use what gives the outcome away, unless told to', async () => {
    const lines = [
      'id,origin,destination,shipped_at,promised_at,delivered_at,days_delayed,scanned_on,weight',
      ...Array.from({ length: 80 }, (_, i) => {
        const late = i % 4 === 0 ? 3 : 0;
        return `${i},A,${i % 2},2024-01-0${1 + (i % 9)},2024-01-12,2024-01-${12 + late},${late},2024-01-${12 + late},${i % 7}`;
      }),
    ];
    const ignored = (await read(lines)).columns;
    expect(ignored.features).toEqual(['weight']);
    expect(ignored.ignored).toEqual([
      { column: 'scanned_on', reason: 'laterDate' },
      { column: 'days_delayed', reason: 'knowsOutcome' },
    ]);
    expect((await read(lines, { keep: ['days_delayed'] })).columns.features).toContain('days_delayed');
  });

  it('says which column it misses, and how to name it', async () => {
    const lines = ['a,b', '1,2024-01-01', '2,2024-01-02'];
    await expect(read(lines)).rejects.toThrow(/--map deliveredAt/);
    await expect(read(lines, { map: { deliveredAt: 'c' } })).rejects.toThrow(HistoryFileError);
  });
});
