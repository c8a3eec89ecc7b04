import { describe, expect, it } from 'vitest';
import { checkInstanceResult } from '../../../../core/solvers/sourcing/instance/check-instance.ts';
import { generateInstance } from '../../../../core/solvers/sourcing/instance/generate-instance.ts';
import { instanceModel } from '../../../../core/solvers/sourcing/instance/instance-model.ts';
import { readInstance } from '../../../../core/solvers/sourcing/instance/read-instance.ts';
import { instanceResult } from '../../../../core/solvers/sourcing/instance/solve-instance.ts';
import type { Tariff } from '../../../../core/solvers/sourcing/optimise/model.ts';
import {
  ModelBuilder,
  type ModelFacility,
} from '../../../../core/solvers/sourcing/optimise/model-builder.ts';
import { optimise, optimiseInSteps } from '../../../../core/solvers/sourcing/optimise/optimise.ts';
import { optimalProfit } from '../../../helpers/optimal-instance.ts';
import {
  AUCTION_EFFORT,
  assignmentInstance,
  SMALL_EFFORT,
  solveChecked,
} from '../../../helpers/sourcing-instances.ts';

const BATCH = [
  [2, 5, 6],
  [7, 19, 20],
  [8, 15, 18],
];

/** One step a parcel size: nothing heavier goes. */
function steps(...prices: [upToGrams: number, price: number][]): Tariff {
  const cost = (grams: number) => prices.find(([upTo]) => grams <= upTo)?.[1] ?? Number.POSITIVE_INFINITY;
  return {
    cost,
    lowestAboveSlope: (slope, from, to) => {
      let lowest = Number.POSITIVE_INFINITY;
      for (const [upTo] of prices) {
        if (upTo >= from) lowest = Math.min(lowest, cost(upTo) - slope * Math.min(upTo, to));
      }
      return lowest;
    },
  };
}

function facilities(count: number, changes: Partial<ModelFacility> = {}): ModelFacility[] {
  return Array.from({ length: count }, () => ({ perUnit: 0, orderCapacity: null, ...changes }));
}

const line = (product: number, quantity: number, unitMargin = 1000, unitShortPenalty = 0) => {
  return { product, quantity, unitMargin, unitShortPenalty };
};

const stock = (facility: number, available: number, keptBack: number[] = []) => {
  return { facility, product: 0, available, unitOpportunityCost: 0, keptBack };
};

describe('orders sourced together', () => {
  it('finds the batch that costs 28 where one order after the other costs 39', () => {
    const instance = assignmentInstance(BATCH);
    expect(solveChecked(instance).profit).toBe(-28);
    expect(solveChecked(instance).bound).toBeLessThan(-27);
    expect(solveChecked(instance, 'greedy').profit).toBe(-39);
  });

  it('comes within 1 % of the proven optimum on scarce stock and tight capacity, and bounds it', async () => {
    for (const seed of [1, 2, 3]) {
      const instance = generateInstance({
        orders: 40,
        facilities: 6,
        products: 12,
        scarcity: 0.8,
        tightness: 0.6,
        linesAtMost: 4,
        seed,
      });
      const optimum = await optimalProfit(instance, 30);
      const effort = { ...SMALL_EFFORT, improvementRounds: 20_000, heat: 4 };
      const { profit, bound } = solveChecked(instance, 'optimise', 1, effort);
      expect(optimum.status).toBe('Optimal');
      expect(profit).toBeLessThanOrEqual(optimum.profit + 1e-3);
      expect(bound).toBeGreaterThanOrEqual(optimum.profit - 1e-3);
      expect((optimum.profit - profit) / Math.abs(optimum.profit)).toBeLessThan(0.01);
    }
  });

  it('proves itself when nothing is scarce', () => {
    const shape = {
      orders: 60,
      facilities: 8,
      products: 20,
      scarcity: 0,
      tightness: 0,
      linesAtMost: 5,
      seed: 4,
    };
    const instance = generateInstance(shape);
    instance.stock.available.fill(1000);
    expect(solveChecked(instance).gap).toBeLessThan(1e-6);
  });

  it('leaves an order short when shipping costs more than the penalty', () => {
    const result = solveChecked(oneOrder({ unitMargin: 10, unitShortPenalty: 5 }));
    expect(result).toMatchObject({ profit: -5, bound: -5, allocations: [] });
    expect(result.short).toEqual([{ order: 'O', line: 0, quantity: 1 }]);
  });

  it('ships a ship-complete order whole or not at all', () => {
    const lines = [
      { product: 'P', quantity: 1, unitMargin: 5000 },
      { product: 'Q', quantity: 1, unitMargin: 5000 },
    ];
    const document = instanceOf(lines, { shipComplete: true });
    expect(solveChecked(readInstance(document)).allocations).toEqual([]);
    const partly = instanceOf(lines, { shipComplete: false });
    expect(solveChecked(readInstance(partly)).allocations).toHaveLength(1);
  });

  it('serves the dearer of two lines of one product first', () => {
    const lines = [
      { product: 'P', quantity: 2, unitMargin: 600 },
      { product: 'P', quantity: 1, unitMargin: 900 },
    ];
    const result = solveChecked(readInstance(instanceOf(lines)));
    expect(result.allocations).toEqual([{ order: 'O', line: 1, facility: 'F', quantity: 1 }]);
  });

  it('ships nothing from a closed facility or beyond the largest distance', () => {
    const lines = [{ product: 'P', quantity: 1, unitMargin: 900 }];
    expect(solveChecked(readInstance(instanceOf(lines, {}, { orderCapacity: 0 }))).allocations).toEqual([]);
    expect(solveChecked(readInstance(instanceOf(lines, { lat: 80 }))).allocations).toEqual([]);
  });
});

describe('the model and its hooks', () => {
  it('splits five items where two parcels are cheaper than one', () => {
    const builder = new ModelBuilder(facilities(2), [725], [stock(0, 5), stock(1, 5)]);
    const parcel = steps([1452, 757], [2178, 834], [3629, 2256]);
    builder.addOrder({ lines: [line(0, 5)], maxShipments: 2, shipComplete: false }, () => {
      return { fixed: 0, tariff: parcel };
    });
    const outcome = optimise(builder.build(), { seed: 1 });
    expect(outcome.profit).toBe(5000 - 834 - 757);
    expect(outcome.bound).toBeGreaterThanOrEqual(outcome.profit);
  });

  it('keeps back what a class of orders must leave', () => {
    const builder = new ModelBuilder(facilities(1), [0], [stock(0, 10, [6])]);
    for (const orderClass of [1, 1, 0]) {
      builder.addOrder({ lines: [line(0, 5)], maxShipments: 1, shipComplete: false, orderClass }, () => {
        return { fixed: 10 };
      });
    }
    for (const effort of [SMALL_EFFORT, AUCTION_EFFORT]) {
      const { plans, profit } = optimise(builder.build(), { seed: 1, effort });
      const units = plans.map((plan) => plan[3] ?? 0);
      expect((units[0] as number) + (units[1] as number)).toBeLessThanOrEqual(4);
      expect(profit).toBe(9000 - 20);
    }
  });

  it('gives scarce stock to the order that weighs more, and keeps soft prices and refusals', () => {
    const builder = new ModelBuilder(facilities(2), [0], [stock(0, 1), stock(1, 1)]);
    const order = (weight: number) => {
      return { lines: [line(0, 1, 100, 50)], maxShipments: 1, shipComplete: false, weight };
    };
    builder.addOrder(order(1), (facility) => (facility === 0 ? { fixed: 0 } : null));
    builder.addOrder(order(5), (facility) => (facility === 0 ? { fixed: 0 } : { fixed: 500 }));
    const { plans } = optimise(builder.build(), { seed: 1 });
    expect(plans[0]).toEqual([]);
    expect(plans[1]?.[1]).toBe(0);
  });

  it('keeps a capacity in units', () => {
    const builder = new ModelBuilder(facilities(1, { unitCapacity: 7 }), [0], [stock(0, 100)]);
    for (let i = 0; i < 5; i++) {
      builder.addOrder({ lines: [line(0, 3)], maxShipments: 1, shipComplete: true }, () => ({ fixed: 10 }));
    }
    for (const effort of [SMALL_EFFORT, AUCTION_EFFORT]) {
      const { plans, bound, profit } = optimise(builder.build(), { seed: 1, effort });
      expect(plans.flatMap((plan) => plan[3] ?? []).reduce((sum, units) => sum + units, 0)).toBe(6);
      expect(bound).toBeGreaterThanOrEqual(profit);
    }
  });
});

describe('a run', () => {
  const shape = {
    orders: 80,
    facilities: 8,
    products: 20,
    scarcity: 0.8,
    tightness: 0.5,
    linesAtMost: 4,
    seed: 9,
  };

  it('stops when told to, with a sound plan and a bound', () => {
    const instance = generateInstance(shape);
    let asked = 0;
    const run = { seed: 1, shouldStop: () => ++asked > 3 };
    const outcome = optimise(instanceModel(instance), run);
    expect(outcome.stoppedBy).toBe('cancel');
    expect(outcome.bound).toBeGreaterThanOrEqual(outcome.profit);
  });

  it('stops when its time is gone', () => {
    const outcome = optimise(instanceModel(generateInstance(shape)), { seed: 1, timeSpent: () => 1 });
    expect(outcome.stoppedBy).toBe('time');
    expect(outcome.bound).toBeGreaterThanOrEqual(outcome.profit);
  });

  it('serves those who still wait when an auction is cut short', () => {
    const model = instanceModel(generateInstance(shape));
    const short = optimise(model, { seed: 1, effort: { ...AUCTION_EFFORT, bids: 0.5 } });
    const whole = optimise(model, { seed: 1, effort: AUCTION_EFFORT });
    expect(short.profit).toBeGreaterThan(0.9 * whole.profit);
  });

  it.each([0.1, 0.3, 0.5, 0.55, 0.7, 0.95, 1])(
    'has a sound plan and a bound with an auction too, when %f of its time is gone at the start',
    (gone) => {
      const instance = generateInstance(shape);
      const model = instanceModel(instance);
      const run = { seed: 1, effort: AUCTION_EFFORT, timeSpent: () => gone };
      const outcome = optimise(model, run);
      const solved = { method: 'optimise', seconds: 0, seed: 1 } as const;
      expect(checkInstanceResult(instance, instanceResult(instance, model, outcome, solved))).toEqual([]);
      const whole = optimise(model, { seed: 1, effort: AUCTION_EFFORT });
      expect(outcome.profit).toBeGreaterThan(0.8 * whole.profit);
      expect(outcome.bound).toBeGreaterThanOrEqual(whole.profit);
    },
  );

  it('is the same each time when it ends in time, however long its steps take', () => {
    const model = instanceModel(generateInstance(shape));
    const run = (clock: (asked: number) => number) => {
      let asked = 0;
      const timeSpent = () => clock(++asked);
      const { profit, bound, plans } = optimise(model, { seed: 1, effort: AUCTION_EFFORT, timeSpent });
      return { profit, bound, plans };
    };
    const quick = run(() => 0);
    expect(run((asked) => asked * 1e-5)).toEqual(quick);
    expect(run((asked) => Math.sqrt(asked) * 1e-4)).toEqual(quick);
  });

  it('stops at the gap asked for', () => {
    const outcome = optimise(instanceModel(generateInstance(shape)), { seed: 1, gap: 0.5 });
    expect(outcome.stoppedBy).toBe('gap');
    expect(outcome.improvements).toBe(0);
  });

  it('tells how far it is', () => {
    const phases = new Set<string>();
    const steps = optimiseInSteps(instanceModel(generateInstance(shape)), { seed: 1, effort: SMALL_EFFORT });
    for (const { phase } of steps) phases.add(phase);
    expect([...phases]).toEqual(['pricing', 'planning', 'improving']);
  });
});

function instanceOf(lines: object[], order: object = {}, facility: object = {}) {
  return {
    format: 'vigie-sourcing/1',
    facilities: [{ id: 'F', lat: 0, lon: 0, perShipment: 20, ...facility }],
    products: [{ id: 'P' }, { id: 'Q' }],
    stock: [{ facility: 'F', product: 'P', available: 1 }],
    orders: [{ id: 'O', lat: 0, lon: 0, lines, ...order }],
    shipping: { perShipment: 30, maxKm: 5000 },
  };
}

function oneOrder(line: object) {
  return readInstance(instanceOf([{ product: 'P', quantity: 1, ...line }]));
}
