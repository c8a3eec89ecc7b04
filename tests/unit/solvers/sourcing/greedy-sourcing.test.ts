import { describe, expect, it } from 'vitest';
import { checkSourcing, greedySourcing } from '../../../../core/solvers/sourcing/index.ts';
import { decide, only, shipmentsOf } from '../../../helpers/greedy-sourcing.ts';
import {
  BERLIN,
  facility,
  LYON,
  MADRID,
  order,
  problem,
  RUN,
  rate,
  TODAY,
} from '../../../helpers/sourcing-problems.ts';

describe('one order', () => {
  it('ships from the cheapest facility that holds everything', () => {
    const decision = only(
      problem({
        facilities: [facility(1, { country: 'DE' }), facility(2)],
        rates: [rate(1, { priceMinor: 500 }), rate(2, { originCountry: 'DE', priceMinor: 900 })],
        orders: [order(1, [[7, 2]])],
        stock: [
          [7, 1, 5],
          [7, 2, 5],
        ],
      }),
    );
    expect(decision).toMatchObject({ outcome: 'sourced', costMinor: 500, proven: true, shortages: [] });
    expect(shipmentsOf(decision)).toEqual([[2, [2]]]);
    expect(decision.alternatives).toMatchObject([
      { facilityId: 1, code: 'dearer', cost: { totalMinor: 900 }, flip: { cheaperByMinor: 401 } },
    ]);
  });

  it('takes the nearest of equally dear facilities', () => {
    const decision = only(
      problem({
        facilities: [
          facility(1, { point: MADRID }),
          facility(2, { point: LYON }),
          facility(3, { point: BERLIN }),
        ],
        orders: [order(1, [[7, 1]])],
        stock: [
          [7, 1, 1],
          [7, 2, 1],
          [7, 3, 1],
        ],
      }),
    );
    expect(shipmentsOf(decision)).toEqual([[2, [1]]]);
    expect(decision.alternatives[0]).toMatchObject({
      facilityId: 3,
      code: 'dearer',
      flip: { cheaperByMinor: 1 },
    });
  });

  it('adds handling to shipping', () => {
    const decision = only(
      problem({
        facilities: [facility(1, { handlingMinor: 300 }), facility(2, { handlingMinor: 100, point: LYON })],
        orders: [order(1, [[7, 1]])],
        stock: [
          [7, 1, 1],
          [7, 2, 1],
        ],
      }),
    );
    expect(decision.shipments[0]).toMatchObject({ facilityId: 2, shippingMinor: 500, handlingMinor: 100 });
    expect(decision.costMinor).toBe(600);
  });

  it('splits when no facility holds everything, at the penalty', () => {
    const decision = only(
      problem({
        facilities: [facility(1), facility(2, { point: LYON })],
        orders: [
          order(1, [
            [7, 1],
            [8, 1],
          ]),
        ],
        stock: [
          [7, 1, 1],
          [8, 2, 1],
        ],
      }),
    );
    expect(shipmentsOf(decision)).toEqual([
      [1, [1]],
      [2, [1]],
    ]);
    expect(decision).toMatchObject({ outcome: 'sourced', splitPenaltyMinor: 300, costMinor: 1300 });
  });

  it('splits when that is cheaper than one dear facility', () => {
    const network = (splitPenaltyMinor: number) =>
      problem({
        facilities: [
          facility(1),
          facility(2, { point: LYON }),
          facility(3, { country: 'DE', point: BERLIN }),
        ],
        rates: [rate(1, { priceMinor: 400 }), rate(2, { originCountry: 'DE', priceMinor: 2000 })],
        orders: [
          order(1, [
            [7, 1],
            [8, 1],
          ]),
        ],
        stock: [
          [7, 1, 1],
          [8, 2, 1],
          [7, 3, 1],
          [8, 3, 1],
        ],
        parameters: { splitPenaltyMinor },
      });
    expect(only(network(300))).toMatchObject({ costMinor: 1100, proven: true });
    const single = only(network(1300));
    expect(shipmentsOf(single)).toEqual([[3, [1, 1]]]);
    expect(single.alternatives[0]).toMatchObject({
      code: 'partialStock',
      unitsHeld: 1,
      unitsWanted: 2,
      flip: { moreUnits: 1 },
    });
  });

  it('takes 1 + 1 for a line of 2', () => {
    const decision = only(
      problem({
        facilities: [facility(1), facility(2, { point: LYON })],
        orders: [order(1, [[7, 2]])],
        stock: [
          [7, 1, 1],
          [7, 2, 1],
        ],
      }),
    );
    expect(shipmentsOf(decision)).toEqual([
      [1, [1]],
      [2, [1]],
    ]);
  });

  it('ships what there is, from no more facilities than allowed', () => {
    const network = (maxShipments: number) =>
      problem({
        facilities: [facility(1), facility(2), facility(3)],
        orders: [order(1, [[7, 6]])],
        stock: [
          [7, 1, 1],
          [7, 2, 2],
          [7, 3, 2],
        ],
        parameters: { maxShipments },
      });
    expect(only(network(3))).toMatchObject({
      outcome: 'partial',
      shortages: [{ missing: 1, code: 'notEnoughStock', available: 5, availableAtStart: 5 }],
    });
    const two = only(network(2));
    expect(shipmentsOf(two)).toEqual([
      [2, [2]],
      [3, [2]],
    ]);
  });

  it('says when only the split limit stands in the way', () => {
    const decision = only(
      problem({
        facilities: [facility(1), facility(2)],
        orders: [order(1, [[7, 2]])],
        stock: [
          [7, 1, 1],
          [7, 2, 1],
        ],
        parameters: { maxShipments: 1 },
      }),
    );
    expect(decision.shortages).toMatchObject([{ missing: 1, code: 'splitLimit', available: 2 }]);
  });

  it('ships complete or not at all', () => {
    const decision = only(
      problem({
        facilities: [facility(1)],
        orders: [
          order(
            1,
            [
              [7, 1],
              [8, 1],
            ],
            { shipComplete: true },
          ),
        ],
        stock: [[7, 1, 5]],
      }),
    );
    expect(decision).toMatchObject({ outcome: 'unsourced', shipments: [], costMinor: 0 });
    expect(decision.shortages.map(({ code }) => code)).toEqual(['shipComplete', 'noStock']);
  });

  it('fills the first line first when one product stands in two', () => {
    const decision = only(
      problem({
        facilities: [facility(1)],
        orders: [
          order(1, [
            [7, 2],
            [7, 2],
          ]),
        ],
        stock: [[7, 1, 3]],
      }),
    );
    expect(decision.shipments[0]?.lines.map(({ lineId, quantity }) => [lineId, quantity])).toEqual([
      [100, 2],
      [101, 1],
    ]);
    expect(decision.shortages).toMatchObject([{ lineId: 101, missing: 1 }]);
  });
});

describe('many orders', () => {
  it('are served by priority, then promise, then age', () => {
    const decisions = decide(
      problem({
        facilities: [facility(1)],
        orders: [
          order(1, [[7, 1]], { orderedAt: 1 }),
          order(2, [[7, 1]], { orderedAt: 2, promiseDay: TODAY + 9 }),
          order(3, [[7, 1]], { orderedAt: 3, priority: 1 }),
        ],
        stock: [[7, 1, 2]],
      }),
    );
    expect(decisions.map(({ orderId, outcome }) => [orderId, outcome])).toEqual([
      [3, 'sourced'],
      [2, 'sourced'],
      [1, 'unsourced'],
    ]);
    expect(decisions[2]?.shortages).toMatchObject([
      { code: 'takenByEarlierOrders', available: 0, availableAtStart: 2 },
    ]);
  });

  it('stop when told to, with what is decided', () => {
    const given = problem({
      facilities: [facility(1)],
      orders: Array.from({ length: 500 }, (_, i) => order(i + 1, [[7, 1]])),
      stock: [[7, 1, 500]],
    });
    const seen: number[] = [];
    const result = greedySourcing(given, {
      seed: 1,
      stop: { maxNodesPerOrder: 10, shouldStop: () => seen.length > 1 },
      onProgress: (done) => seen.push(done),
    });
    expect(result.stopped).toBe(true);
    expect(result.decisions).toHaveLength(200);
    expect(checkSourcing(given, result)).toEqual([]);
  });
});

describe('the checker', () => {
  it('finds what is wrong with a result', () => {
    const given = problem({
      facilities: [facility(1)],
      orders: [order(1, [[7, 2]])],
      stock: [[7, 1, 2]],
    });
    const result = greedySourcing(given, RUN);
    const [decision] = result.decisions;
    if (!decision?.shipments[0]?.lines[0]) throw new Error('A shipment');
    const codes = () => checkSourcing(given, result).map(({ code }) => code);
    expect(codes()).toEqual([]);
    decision.shipments[0].lines[0].quantity = 3;
    expect(codes()).toEqual(expect.arrayContaining(['stockExceeded', 'demandExceeded', 'wrongCost']));
    decision.shipments[0].lines[0].quantity = 2;
    decision.shipments[0].shippingMinor -= 1;
    expect(codes()).toEqual(expect.arrayContaining(['wrongCost', 'wrongTotal']));
  });
});
