import { describe, expect, it } from 'vitest';
import { slipRows } from '../../../../core/features/packing/draw-slip.ts';
import { languageOf } from '../../../../core/features/packing/paper-words.ts';
import { checkDigit, readSscc, ssccBarcode, ssccOf } from '../../../../core/features/packing/sscc.ts';
import { code128 } from '../../../../core/features/papers/index.ts';

describe('numbers of parcels', () => {
  it('end in the check digit of GS1', () => {
    expect(checkDigit('37610425002123456')).toBe(9);
    expect(ssccOf('0614141', 123456789)).toBe('006141411234567890');
    expect(ssccOf('3456789', 7)).toBe('034567890000000071');
    expect(ssccOf('3456789', 1_000_000_007)).toBe('134567890000000078');
    expect(() => ssccOf('3456789', 10_000_000_000)).toThrow(RangeError);
  });

  it('are read from labels as scanners give them', () => {
    const sscc = '006141411234567890';
    for (const scanned of [sscc, `00${sscc}`, `]C100${sscc}`, `(00) ${sscc}`]) {
      expect(readSscc(scanned)).toBe(sscc);
    }
    expect(readSscc('006141411234567891')).toBeNull();
    expect(readSscc('SH-O-1-1')).toBeNull();
  });

  it('are barcodes of GS1 data: a function sign follows the start', () => {
    const bars = (widths: number[] | null) => widths?.reduce((sum, width) => sum + width, 0);
    const text = ssccBarcode('006141411234567890');
    const widths = code128(text, { gs1: true });
    expect(widths?.slice(0, 12).join('')).toBe('211232411131');
    expect(bars(widths)).toBe((bars(code128(text)) ?? 0) + 11);
  });
});

describe('a packing slip', () => {
  it('lists each line once, with the parcels that its units are in', () => {
    const parcel = (number: number, ...lines: [lineNumber: number, quantity: number][]) => ({
      number,
      sscc: '',
      box: null,
      weightGrams: 0,
      lines: lines.map(([lineNumber, quantity]) => ({ lineNumber, sku: 'A', name: 'A', quantity })),
    });
    const rows = slipRows({ parcels: [parcel(1, [2, 1], [1, 3]), parcel(2, [1, 4])] });
    expect(rows.map(({ lineNumber, quantity, inParcel }) => [lineNumber, quantity, inParcel])).toEqual([
      [1, 7, '1, 2'],
      [2, 1, '1'],
    ]);
  });

  it('is in the language of its customer’s country', () => {
    expect([languageOf('FR'), languageOf('DE'), languageOf(null)]).toEqual(['fr', 'en', 'en']);
  });
});
