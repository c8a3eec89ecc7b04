import { describe, expect, test } from 'vitest';
import { winnerOf } from '../../../../core/feeds/differences/precedence.ts';

const says = [
  { feedId: 1, at: 100 },
  { feedId: 2, at: 300 },
  { feedId: 3, at: 200 },
];

describe('whose word counts', () => {
  test('without a rule, that of who spoke last', () => {
    expect(winnerOf('stock', 'onHand', says, [])).toBe(2);
    expect(winnerOf('stock', 'onHand', [...says, { feedId: 4, at: 300 }], [])).toBe(4);
  });

  test('by the rule of the field before that of the kind', () => {
    const rules = [
      { kind: 'stock' as const, field: '*', feedIds: [3] },
      { kind: 'stock' as const, field: 'onHand', feedIds: [1, 2] },
      { kind: 'orders' as const, field: 'onHand', feedIds: [2] },
    ];
    expect(winnerOf('stock', 'onHand', says, rules)).toBe(1);
    expect(winnerOf('stock', 'reserved', says, rules)).toBe(3);
    expect(winnerOf('products', 'price', says, rules)).toBe(2);
  });

  test('the first of the rule that says anything', () => {
    const rules = [{ kind: 'stock' as const, field: '*', feedIds: [9, 3] }];
    expect(winnerOf('stock', 'onHand', says, rules)).toBe(3);
    expect(winnerOf('stock', 'onHand', says, [{ kind: 'stock', field: '*', feedIds: [9] }])).toBe(2);
    expect(winnerOf('stock', 'onHand', [], rules)).toBeNull();
  });
});
