import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateInstance } from '../../core/solvers/sourcing/instance/generate-instance.ts';
import { instanceModel } from '../../core/solvers/sourcing/instance/instance-model.ts';
import { readInstance } from '../../core/solvers/sourcing/instance/read-instance.ts';
import type { SourcingModel } from '../../core/solvers/sourcing/optimise/model.ts';
import { ReverseAuction } from '../../core/solvers/sourcing/optimise/reverse-auction.ts';
import { expectSound, type PlannedOrders, plannedByTurns } from '../helpers/planned-orders.ts';

const BID = 10;

describe('what an auction left over', () => {
  it('is offered until it is sold or costs nothing, at prices that only fall, to orders that take no more than there is', () => {
    const seeds = fc.integer({ min: 1, max: 1e6 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(seeds, share, share, (seed, scarcity, tightness) => {
        const shape = { orders: 40, facilities: 6, products: 10, scarcity, tightness, linesAtMost: 5, seed };
        const model = instanceModel(generateInstance(shape));
        const planned = plannedByTurns(model, seed);
        const before = planned.prices.values.slice();
        sellLeftOvers(model, planned);
        expectSound(planned.desk, model);
        expect(leftAtAPrice(model, planned)).toEqual([]);
        for (const [i, price] of planned.prices.values.entries()) {
          expect(price).toBeGreaterThanOrEqual(0);
          expect(price).toBeLessThanOrEqual((before[i] as number) + 1e-6);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('goes to the order that would give most, for a little less than the second best would give', () => {
    const planned = unsold({
      facilities: [0],
      orders: [
        { lon: 0, penalty: 600 },
        { lon: 0, penalty: 1000 },
      ],
    });
    sellLeftOvers(planned.model, planned);
    expect(planned.servedFrom()).toEqual([null, 0]);
    const price = planned.prices.priceOfStock(0);
    expect(price).toBeLessThan(600);
    expect(price).toBeGreaterThan(600 - 20 * BID);
  });

  it('moves an order to what nobody wants, and sells what that order leaves', () => {
    const orders = [
      { lon: 0.3, penalty: 1000 },
      { lon: -0.3, penalty: 1000 },
      { lon: 1, penalty: 1000, quantity: 2 },
    ];
    const planned = unsold({ facilities: [0, 0.8], orders });
    planned.desk.insert(0, false);
    expect(planned.servedFrom()).toEqual([0, null, null]);
    sellLeftOvers(planned.model, planned);
    expect(planned.servedFrom()).toEqual([1, 0, null]);
  });
});

type Unsold = { facilities: number[]; orders: { lon: number; penalty: number; quantity?: number }[] };

/** One product, of which every facility has a unit at a price that nobody pays; a km costs 1, and 100 km is the most. */
function unsold({ facilities, orders }: Unsold) {
  const instance = readInstance({
    format: 'vigie-sourcing/1',
    facilities: facilities.map((lon, i) => ({ id: `F${i}`, lat: 0, lon })),
    products: [{ id: 'P', weightGrams: 0 }],
    stock: facilities.map((_, i) => ({
      facility: `F${i}`,
      product: 'P',
      available: 1,
      unitOpportunityCost: 0,
    })),
    orders: orders.map(({ lon, penalty, quantity = 1 }, i) => ({
      id: `O${i}`,
      lat: 0,
      lon,
      maxShipments: 1,
      shipComplete: true,
      lines: [{ product: 'P', quantity, unitMargin: 0, unitShortPenalty: penalty }],
    })),
    shipping: { perShipment: 0, perKm: 1, perKg: 0, maxKm: 100 },
  });
  const model = instanceModel(instance);
  const planned = plannedByTurns(model, 1);
  const { desk, prices } = planned;
  for (let order = 0; order < model.orderCount; order++) desk.remove(order);
  prices.values.fill(5000);
  prices.publish();
  const servedFrom = () => desk.state.plans.map((plan) => plan[1] ?? null);
  return { ...planned, model, servedFrom };
}

function sellLeftOvers(model: SourcingModel, { desk, prices }: PlannedOrders): void {
  const bids = new Float64Array(model.positionCost.length).fill(BID);
  for (const _ of new ReverseAuction(model, desk, prices, bids).run(Number.POSITIVE_INFINITY));
}

/** Positions of which something is left, and would still cost something. */
function leftAtAPrice(model: SourcingModel, { desk, prices }: PlannedOrders): number[] {
  const [room] = desk.state.rooms as [Int32Array];
  const positions = Array.from(model.positionCost, (_, position) => position);
  return positions.filter((at) => (room[at] as number) > 0 && prices.priceOfStock(at) > 0);
}
