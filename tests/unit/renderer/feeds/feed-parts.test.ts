import { describe, expect, test } from 'vitest';
import type { ConnectorView } from '../../../../core/contract/feeds.ts';
import {
  addRule,
  completeOrder,
  moveSource,
  removeRule,
  setOrder,
} from '../../../../renderer/features/feeds/differences/precedence-edits.ts';
import { placeInFile } from '../../../../renderer/features/feeds/place-in-file.ts';
import { withMappings } from '../../../../renderer/features/feeds/wizard/mapping-files.ts';
import { stepsOf } from '../../../../renderer/features/feeds/wizard/wizard-steps.ts';
import { readQuantity, returnableLines } from '../../../../renderer/features/shipments/return-lines.ts';

test('a place in a file has parts that can be said in any language', () => {
  expect(placeInFile('row 7, column “on hand, counted”')).toEqual([
    { kind: 'row', which: '7' },
    { kind: 'column', which: 'on hand, counted' },
  ]);
  expect(placeInFile('element 3')).toEqual([{ kind: 'element', which: '3' }]);
  expect(placeInFile('lines[2].quantity')).toBeNull();
});

describe('which source wins', () => {
  const rules = addRule([], 'stock', '*', [1, 2, 3]);

  test('a rule is made once', () => {
    expect(addRule(rules, 'stock', '*', [9])).toEqual(rules);
    expect(addRule(rules, 'stock', 'onHand', [1])).toHaveLength(2);
  });

  test('its order changes, and it goes', () => {
    const [rule] = rules;
    if (!rule) throw new Error('no rule');
    expect(setOrder(rules, rule, [3, 1, 2])[0]?.feedIds).toEqual([3, 1, 2]);
    expect(removeRule(rules, rule)).toEqual([]);
  });

  test('a source moves up, down, and not beyond the ends', () => {
    expect(moveSource([1, 2, 3], 2, 0)).toEqual([3, 1, 2]);
    expect(moveSource([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
    expect(moveSource([1, 2, 3], 0, 9)).toEqual([2, 3, 1]);
    expect(moveSource([1, 2, 3], 9, 0)).toEqual([1, 2, 3]);
  });

  test('sources that came later stand last, those that are gone are left out', () => {
    expect(completeOrder([3, 7, 1], [1, 2, 3])).toEqual([3, 1, 2]);
  });
});

describe('the steps of the wizard', () => {
  const connector = {
    abilities: { pull: true, receive: false, backfill: true, reconcile: false },
  } as ConnectorView;

  test('choose only a new feed, preview only what can be asked', () => {
    expect(stepsOf(connector, false)).toEqual(['choose', 'settings', 'test', 'preview', 'schedule']);
    expect(stepsOf(connector, true)).toEqual(['settings', 'test', 'preview', 'schedule']);
    const hook = { abilities: { ...connector.abilities, pull: false, receive: true } } as ConnectorView;
    expect(stepsOf(hook, false)).toEqual(['choose', 'settings', 'test', 'schedule']);
  });
});

describe('mappings from files', () => {
  test('are added to the list, bare ones in their frame', () => {
    const text = withMappings('[{"mapping":{"kinds":["stock"]}}]', [{ kinds: ['orders'] }]);
    expect(JSON.parse(text)).toEqual([{ mapping: { kinds: ['stock'] } }, { mapping: { kinds: ['orders'] } }]);
  });

  test('leave what is no list as it is', () => {
    expect(withMappings('[{', [{ kinds: [] }])).toBe('[{');
    expect(JSON.parse(withMappings('', [{ mapping: 1 }]))).toEqual([{ mapping: 1 }]);
  });
});

describe('goods that come back', () => {
  test('are of lines that have left', () => {
    const line = {
      id: 1,
      name: 'Lamp',
      quantityAllocated: 0,
      quantityPacked: 0,
      quantityCancelled: 0,
      unitPrice: { amountMinor: 1, currency: 'EUR' },
      available: 0,
    };
    const lines = [
      { ...line, lineNumber: 1, sku: 'A', quantity: 3, quantityShipped: 2 },
      { ...line, lineNumber: 2, sku: 'B', quantity: 1, quantityShipped: 0 },
    ];
    expect(returnableLines({ lines })).toEqual([{ lineNumber: 1, sku: 'A', name: 'Lamp', most: 2 }]);
  });

  test.each([
    ['', 0],
    ['2', 2],
    ['3', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['x', undefined],
  ])('the quantity %j of at most 2 is %s', (text, quantity) => {
    expect(readQuantity(text, 2)).toBe(quantity);
  });
});
