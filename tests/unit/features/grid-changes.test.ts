import { describe, expect, it } from 'vitest';
import { gridChanges } from '../../../core/features/grids.ts';

describe('what events mean for the lists', () => {
  it('gathers ids once, and reads everything when none are named', () => {
    const { orders, stock } = gridChanges([
      { type: 'orders.changed', ids: [1, 2] },
      { type: 'orders.changed', ids: [2, 3] },
      { type: 'shipments.changed', ids: [9] },
      { type: 'stock.changed' },
    ]);
    expect(orders).toEqual({ all: false, heads: false, ids: [1, 2, 3], shipmentIds: [9] });
    expect(stock).toMatchObject({ all: true });
  });

  it('leaves alone what does not change', () => {
    expect(gridChanges([{ type: 'views.changed' }, { type: 'orders.changed', ids: [] }])).toEqual({
      orders: null,
      stock: null,
    });
    expect(gridChanges([{ type: 'network.changed' }]).stock).toEqual({
      all: false,
      heads: true,
      ids: [],
      shipmentIds: [],
    });
  });
});
