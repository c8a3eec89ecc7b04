import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code128 } from '../../../../core/features/papers/code128.ts';

const signs = (text: string) => code128(text)?.join('').match(/.{6}/g)?.slice(0, -1);

describe('code128', () => {
  it('begins in set B, ends with the check sign and the stop', () => {
    expect(code128('A')?.join('')).toBe('211214111323131123' + '2331112');
  });

  it('takes digits in pairs, and changes where that is worth it', () => {
    expect(signs('123456')).toHaveLength(1 + 3 + 1);
    expect(signs('S7026797')).toHaveLength(1 + 1 + 1 + 3 + 1 + 1 + 1);
    expect(signs('A12')).toHaveLength(1 + 3 + 1);
  });

  it('is eleven units a sign for every text that it can show', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,30}$/), (text) => {
        const widths = code128(text) ?? [];
        expect((widths.reduce((sum, width) => sum + width, 0) - 13) % 11).toBe(0);
        expect(widths.every((width) => width >= 1 && width <= 4)).toBe(true);
      }),
    );
  });

  it.each(['', 'Commande n° 4', 'A\nB'])('has no barcode for %j', (text) => {
    expect(code128(text)).toBeNull();
  });
});
