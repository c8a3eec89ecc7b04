import { describe, expect, it } from 'vitest';
import { parseByteRange } from '../../../core/kernel/byte-range.ts';

describe('byte ranges', () => {
  it('are read in the three forms of HTTP', () => {
    expect(parseByteRange('bytes=0-126', 1000)).toEqual({ start: 0, end: 126 });
    expect(parseByteRange('bytes=900-', 1000)).toEqual({ start: 900, end: 999 });
    expect(parseByteRange('bytes=-100', 1000)).toEqual({ start: 900, end: 999 });
  });

  it('end where the file ends', () => {
    expect(parseByteRange('bytes=990-2000', 1000)).toEqual({ start: 990, end: 999 });
    expect(parseByteRange('bytes=-5000', 1000)).toEqual({ start: 0, end: 999 });
  });

  it('are absent when none or several are asked for', () => {
    for (const header of [null, undefined, '', 'bytes=-', 'bytes=0-1,5-9', 'items=0-1'])
      expect(parseByteRange(header, 1000)).toBeNull();
  });

  it('outside the file are refused', () => {
    expect(() => parseByteRange('bytes=1000-', 1000)).toThrow(RangeError);
    expect(() => parseByteRange('bytes=5-3', 1000)).toThrow(RangeError);
  });
});
