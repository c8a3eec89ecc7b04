import { describe, expect, it } from 'vitest';
import { sourcingParameters } from '../../../../core/contract/sourcing.ts';
import {
  nothingPlanned,
  type PlannedOrder,
  PlanTally,
  planKey,
} from '../../../../core/features/sourcing/plan-figures.ts';
import { weightedPrices } from '../../../../core/features/sourcing/weights.ts';

function planned(orderId: number, facility: string, daysLate = 0): PlannedOrder {
  const plan = nothingPlanned(orderId, 0);
  const allocation = { facility, facilityName: facility, quantity: 2, costMinor: 600 };
  return {
    ...plan,
    outcome: 'sourced',
    allocations: [allocation as PlannedOrder['allocations'][number]],
    figures: {
      ...plan.figures,
      marginMinor: 3000,
      shippingMinor: 500,
      handlingMinor: 100,
      lateMinor: daysLate * 500,
      shipments: 1,
      arrivalDays: 2,
      daysLate,
      co2Grams: 40,
      units: 2,
    },
  };
}

describe('the figures of a plan', () => {
  it('add up, and an order taken off leaves them as they were', () => {
    const limits = new Map([['LYON', { name: 'Lyon', capacityOrders: 9 }]]);
    const bound = { boundMinor: null, gap: null };
    const tally = new PlanTally(limits);
    tally.add(planned(1, 'LYON'));
    tally.add(nothingPlanned(2, 5));
    const before = tally.totals('EUR', bound);
    expect(before).toMatchObject({
      orders: 2,
      sourced: 1,
      unsourced: 1,
      unitsShort: 5,
      profitMinor: 2400,
      meanDays: 2,
    });
    expect(before.byFacility).toEqual([
      { code: 'LYON', name: 'Lyon', shipments: 1, units: 2, costMinor: 600, capacityOrders: 9 },
    ]);
    const more = PlanTally.from(before, limits);
    more.add(planned(3, 'LILLE', 2));
    expect(more.totals('EUR', bound)).toMatchObject({
      orders: 3,
      lateOrders: 1,
      profitMinor: 3800,
      co2Grams: 80,
    });
    more.add(planned(3, 'LILLE', 2), -1);
    expect(more.totals('EUR', bound)).toEqual(before);
  });

  it('know the same plan however its parts are ordered', () => {
    const [a, b] = [
      { orderLineId: 1, facilityId: 2, quantity: 3 },
      { orderLineId: 4, facilityId: 5, quantity: 6 },
    ];
    expect(planKey([a, b])).toBe(planKey([b, { ...a, quantity: 1 }, { ...a, quantity: 2 }]));
    expect(planKey([a])).not.toBe(planKey([b]));
  });
});

describe('weights', () => {
  const prices = (weights: object) =>
    weightedPrices({
      ...sourcingParameters.parse({}),
      weights: { profit: 50, service: 50, co2: 0, ...weights },
    });

  it('leave prices as they are by default', () => {
    expect(prices({})).toEqual({ lateDayMinor: 500, co2MinorPerKilogram: 0 });
  });

  it('act against profit: late days in proportion, CO2 by the square', () => {
    expect(prices({ service: 100 }).lateDayMinor).toBe(1000);
    expect(prices({ service: 0 }).lateDayMinor).toBe(0);
    expect(prices({ profit: 100 }).lateDayMinor).toBe(250);
    expect(prices({ co2: 5 }).co2MinorPerKilogram).toBe(25);
    expect(prices({ co2: 100 }).co2MinorPerKilogram).toBe(10_000);
    expect(prices({ profit: 0, co2: 1 }).co2MinorPerKilogram).toBe(50);
  });
});
