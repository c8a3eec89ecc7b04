import { expect, test } from 'vitest';
import { ORDER_STATUSES, type OrderRow } from '../../../../core/contract/orders.ts';
import { allows, type OrderAction } from '../../../../core/features/orders/order.ts';
import { fits, forecast } from '../../../../renderer/features/orders/order-actions.ts';

const order = (patch: Partial<OrderRow>): OrderRow =>
  ({
    number: 'W1',
    status: 'open',
    holdReason: null,
    holdCodes: [],
    closedAt: null,
    unitsAllocated: 0,
    late: false,
    total: { amountMinor: 1000, currency: 'EUR' },
    ...patch,
  }) as OrderRow;

const ACTIONS = ['source', 'hold', 'release', 'cancel', 'unsource', 'close', 'reopen'] as const satisfies readonly OrderAction[];

test('what the screen foretells is what the core allows, in every state', () => {
  for (const status of ORDER_STATUSES) {
    for (const holdCodes of [[], ['manual'], ['creditLimit']] as OrderRow['holdCodes'][]) {
      const held = holdCodes.length > 0;
      const heldByHand = holdCodes.includes('manual');
      for (const unitsAllocated of [0, 2]) {
        const row = order({ status, holdReason: held ? 'check' : null, holdCodes, unitsAllocated });
        for (const action of ACTIONS) {
          const allowed = allows({ status, held, heldByHand, unitsAllocated }, action);
          const impossible = status === 'received' || status === 'open' ? unitsAllocated > 0 : false;
          if (!impossible) expect([status, action, fits(row, action)]).toEqual([status, action, allowed]);
        }
      }
    }
  }
});

test('a forecast sums what would change and counts what would not', () => {
  const orders = [
    order({ number: 'W1', status: 'sourced', unitsAllocated: 3, late: true }),
    order({ number: 'W2', status: 'picking', unitsAllocated: 2 }),
    order({ number: 'W3', status: 'shipped' }),
  ];
  expect(forecast(orders, 'cancel')).toEqual({
    numbers: ['W1', 'W2'],
    refused: 1,
    unitsReserved: 5,
    totalMinor: 2000,
    currency: 'EUR',
    late: 1,
    inWork: 1,
  });
});
