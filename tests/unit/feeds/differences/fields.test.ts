import { describe, expect, test } from 'vitest';
import { agree, comparedValue, isKnownField, linesText } from '../../../../core/feeds/differences/fields.ts';
import { keyFields } from '../../../../core/feeds/differences/key-fields.ts';

const HOUR = 3_600_000;
const none = new Set<string>();

describe('whether sources say the same', () => {
  test.each([
    ['city', 'Lyon ', 'LYON', true],
    ['street', '1  rue de la Paix', '1 rue de la paix', true],
    ['city', 'Lyon', 'Lille', false],
    ['onHand', 3, 3.0, true],
    ['onHand', 3, 4, false],
    ['onHand', 3, '3', true],
    ['postalCode', '01000', '1000', false],
    ['active', true, 1, true],
    ['active', true, false, false],
    ['latitude', 45.75, 45.7541, true],
    ['price', '12.5 EUR', 12.5, true],
    ['price', '12.5 EUR', '12.50 USD', false],
    ['price', '12.5 EUR', '12.51 EUR', false],
    ['deliveredAt', 0, 30 * HOUR, true],
    ['deliveredAt', 0, 48 * HOUR, false],
    ['promisedAt', 0, HOUR, false],
    ['shipmentStatus', 'exception', 'inTransit', true],
    ['shipmentStatus', 'delivered', 'inTransit', false],
    ['orderStatus', 'open', 'shipped', true],
    ['orderStatus', 'open', 'cancelled', false],
  ])('%s: %j and %j: %j', (field, a, b, same) => {
    expect(agree(field, [a, b])).toBe(same);
    expect(agree(field, [b, a])).toBe(same);
  });

  test('lines are one value, whatever their order and however they are split', () => {
    const lines = [
      { sku: 'B', quantity: 1 },
      { sku: 'a', quantity: 2 },
      { sku: 'A', quantity: 1 },
    ];
    expect(linesText(lines, none)).toBe('3 x a, 1 x B');
    expect(linesText([...lines, { sku: 'POST', quantity: 1 }], new Set(['POST']))).toBe('3 x a, 1 x B');
    expect(linesText([], none)).toBeNull();
  });

  test('an amount is shown with its currency, and nothing said is nothing', () => {
    expect(comparedValue({ price: 12.5, currency: 'EUR' }, 'price')).toBe('12.5 EUR');
    expect(comparedValue({ price: null, currency: 'EUR' }, 'price')).toBeNull();
    expect(comparedValue({ city: '' }, 'city')).toBeNull();
    expect(comparedValue({ active: false }, 'active')).toBe(false);
  });

  test('a precedence may be set for every field that a source can say of a thing', () => {
    expect(isKnownField('stock', 'dailyDemand')).toBe(true);
    expect(isKnownField('stock', 'city')).toBe(false);
    expect(isKnownField('rates', '*')).toBe(true);
  });

  test('a product code may hold the separator of keys', () => {
    expect(keyFields('stock', 'A|B|LYS')).toEqual({ sku: 'A|B', facilityCode: 'LYS' });
    expect(keyFields('inbound', 'PO|1|SKU|LYS')).toEqual({
      inboundReference: 'PO|1',
      sku: 'SKU',
      facilityCode: 'LYS',
    });
    expect(keyFields('orders', 'SO|1')).toEqual({ orderNumber: 'SO|1' });
  });
});
