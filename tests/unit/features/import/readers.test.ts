import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { CsvSplitter } from '../../../../core/features/import/readers/csv-records.ts';
import { detectEncoding } from '../../../../core/features/import/readers/encoding.ts';
import { detectDelimiter, findHeader } from '../../../../core/features/import/readers/layout.ts';
import { SeenTable } from '../../../../core/features/import/rows/seen-table.ts';

function split(text: string, pieces = 1, delimiter = ',') {
  const splitter = new CsvSplitter(delimiter);
  const size = Math.ceil(text.length / pieces);
  const records = [];
  for (let from = 0; from < text.length; from += size)
    records.push(...splitter.push(text.slice(from, from + size)));
  return [...records, ...splitter.push('', true)];
}

describe('CSV records', () => {
  test.each([1, 3, 1000])('are the same however the text is cut (%d pieces)', (pieces) => {
    const text = 'a,b\r\n1,"x, ""y"""\r\n\r\n2,"two\r\nlines"\r\n3,5" pipe\r\n';
    expect(split(text, pieces).map((record) => record.cells)).toEqual([
      ['a', 'b'],
      ['1', 'x, "y"'],
      [''],
      ['2', 'two\nlines'],
      ['3', '5" pipe'],
    ]);
  });

  test('a quote that is never closed costs its own line only', () => {
    const records = split('a,b\n1,"open\n2,x\n3,y\n');
    expect(records.map((record) => record.broken)).toEqual([false, true, false, false]);
    expect(records.at(-1)?.cells).toEqual(['3', 'y']);
  });

  test('line ends of old Macs and a last line without end', () => {
    expect(split('a;b\r1;2\r3;4', 1, ';').map((record) => record.cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });
});

describe('how a file is written', () => {
  test('encodings', () => {
    const text = 'Libellé;Quantité;Prix\nThé à la menthe;1;2,50 €\n';
    expect(detectEncoding(Buffer.from(text))).toBe('utf-8');
    expect(detectEncoding(iconv.encode(text, 'windows-1252'))).toBe('windows-1252');
    expect(detectEncoding(iconv.encode(text, 'utf-16le', { addBOM: true }))).toBe('utf-16le');
    expect(detectEncoding(iconv.encode(text, 'utf-16be'))).toBe('utf-16be');
    expect(detectEncoding(iconv.encode(text, 'utf-8', { addBOM: true }))).toBe('utf-8');
  });

  test.each([',', ';', '\t', '|'])('the separator %j', (delimiter) => {
    const rows = [
      ['sku', 'name', 'price'],
      ['A1', '"Mug, blue; tall"', '1.50'],
      ['A2', 'Bowl', '2.50'],
    ];
    expect(detectDelimiter(rows.map((row) => row.join(delimiter)).join('\n')).delimiter).toBe(delimiter);
  });

  test('decimal commas are no separators', () => {
    expect(detectDelimiter('sku;price\nA;1,5\nB;2,5\nC;3,75\n').delimiter).toBe(';');
  });

  test('headers below a title, and none at all', () => {
    expect(findHeader([['Stock report'], ['sku', 'qty'], ['A1', '5']])).toBe(1);
    expect(
      findHeader([
        ['A1', '5', '2010-01-01'],
        ['A2', '6', '2010-01-02'],
      ]),
    ).toBe(-1);
  });
});

test('a million keys are told apart, and repeated ones found with the row they were on', () => {
  const seen = new SeenTable();
  let repeats = 0;
  for (let i = 0; i < 1_000_000; i++) if (seen.check(`SKU-${i}\u0000WH`, `${i}`, i + 2)) repeats++;
  expect(repeats).toBe(0);
  expect(seen.check('SKU-77\u0000WH', '77', 5)).toEqual({ row: 79, same: true });
  expect(seen.check('SKU-77\u0000WH', 'other', 5)).toEqual({ row: 79, same: false });
});
