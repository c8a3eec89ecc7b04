import { describe, expect, it } from 'vitest';
import { decide, only } from '../../../helpers/greedy-sourcing.ts';
import {
  BERLIN,
  facility,
  LYON,
  MADRID,
  order,
  problem,
  rate,
  TODAY,
} from '../../../helpers/sourcing-problems.ts';

describe('rates', () => {
  const parcel = (id: number, upToWeightGrams: number, priceMinor: number) =>
    rate(id, { upToWeightGrams, priceMinor });
  const shippingOf = (weightGrams: number, changes: Partial<Parameters<typeof problem>[0]> = {}) =>
    only(
      problem({
        facilities: [facility(1)],
        rates: [parcel(1, 1000, 400), parcel(2, 5000, 700), parcel(3, 30_000, 1500)],
        orders: [order(1, [[7, 1, weightGrams]])],
        stock: [[7, 1, 1]],
        ...changes,
      }),
    ).shipments[0];

  it('follow the weight, each step up to and with its end', () => {
    expect([1000, 1001, 5000, 5001].map((weight) => shippingOf(weight)?.shippingMinor)).toEqual([
      400, 700, 700, 1500,
    ]);
  });

  it('make several parcels beyond the heaviest step', () => {
    expect(shippingOf(61_000)).toMatchObject({ parcels: 3, shippingMinor: 1500 + 1500 + 400 });
  });

  it('of the longest postal prefix win, and of an exact country over any', () => {
    const rates = [
      rate(1, { originCountry: '*', destinationCountry: '*', priceMinor: 100 }),
      rate(2, { priceMinor: 600 }),
      rate(3, { priceMinor: 800, destinationPostalPrefix: '75' }),
      rate(4, { priceMinor: 700, destinationPostalPrefix: '7' }),
    ];
    expect(shippingOf(500, { rates })?.rateId).toBe(3);
    const corsica = [order(1, [[7, 1]], { postalCode: '20 000' })];
    expect(shippingOf(500, { rates, orders: corsica })?.rateId).toBe(2);
    const abroad = [order(1, [[7, 1]], { country: 'PT' })];
    expect(shippingOf(500, { rates, orders: abroad })?.rateId).toBe(1);
  });

  it('of a slower service than asked for do not apply', () => {
    const services = [
      { id: 1, level: 'standard', cutOffMinutes: 960, maxWeightGrams: null },
      { id: 2, level: 'express', cutOffMinutes: 960, maxWeightGrams: null },
    ];
    const rates = [rate(1, { priceMinor: 300 }), rate(2, { serviceId: 2, priceMinor: 900, transitDays: 1 })];
    const express = [order(1, [[7, 1]], { serviceLevel: 'express' })];
    expect(shippingOf(500, { services, rates, orders: express })).toMatchObject({
      serviceId: 2,
      shippingMinor: 900,
    });
    expect(shippingOf(500, { services, rates })).toMatchObject({ serviceId: 1, shippingMinor: 300 });
  });

  it('give way to the distance tariff where there are none, or to nothing', () => {
    const nowhere = { rates: [], facilities: [facility(1, { point: LYON })] };
    expect(shippingOf(2000, nowhere)).toMatchObject({
      serviceId: null,
      rateId: null,
      shippingMinor: 726,
      transitDays: 2,
    });
    const decision = only(
      problem({
        ...nowhere,
        orders: [order(1, [[7, 1]])],
        stock: [[7, 1, 1]],
        parameters: { fallback: null },
      }),
    );
    expect(decision.shortages).toMatchObject([{ code: 'noFacilityCanShip' }]);
    expect(decision.alternatives).toMatchObject([{ facilityId: 1, code: 'noRate', cost: null }]);
  });
});

describe('promises', () => {
  const network = (promiseDay: number, parameters: Parameters<typeof problem>[0]['parameters'] = {}) =>
    problem({
      facilities: [facility(1), facility(2, { country: 'DE', point: BERLIN })],
      rates: [
        rate(1, { priceMinor: 500, transitDays: 5 }),
        rate(2, { originCountry: 'DE', priceMinor: 1200, transitDays: 2 }),
      ],
      orders: [order(1, [[7, 1]], { promiseDay })],
      stock: [
        [7, 1, 1],
        [7, 2, 1],
      ],
      parameters,
    });

  it('make the dearer facility win when the cheaper is late by more than it saves', () => {
    const decision = only(network(TODAY + 3));
    expect(decision.shipments[0]).toMatchObject({ facilityId: 2, lateDays: 0, arrivalDay: TODAY + 2 });
    expect(decision.alternatives[0]).toMatchObject({
      facilityId: 1,
      code: 'late',
      lateDays: 2,
      cost: { latenessMinor: 1000 },
      flip: { daysFaster: 2 },
    });
  });

  it('count no more once missed by far', () => {
    const decision = only(network(TODAY - 400));
    expect(decision.shipments[0]).toMatchObject({ facilityId: 1, lateDays: 405, latenessMinor: 7000 });
  });

  it('can be a must', () => {
    const decision = only(network(TODAY + 1, { promiseMode: 'require' }));
    expect(decision.outcome).toBe('unsourced');
    expect(decision.shortages).toMatchObject([{ code: 'noFacilityCanShip' }]);
    expect(decision.alternatives.map(({ code }) => code)).toEqual(['late', 'late']);
  });

  it('are missed by a day after the cut-off', () => {
    const late = facility(1, { localMinutes: 961 });
    const decision = only(
      problem({
        facilities: [late],
        orders: [order(1, [[7, 1]], { promiseDay: TODAY + 2 })],
        stock: [[7, 1, 1]],
      }),
    );
    expect(decision.shipments[0]).toMatchObject({ arrivalDay: TODAY + 3, lateDays: 1 });
  });
});

describe('limits', () => {
  it('leave out facilities that are too far or full', () => {
    const far = only(
      problem({
        facilities: [facility(1, { point: MADRID })],
        orders: [order(1, [[7, 1]])],
        stock: [[7, 1, 1]],
        parameters: { maxDistanceMetres: 500_000 },
      }),
    );
    expect(far.alternatives[0]).toMatchObject({
      code: 'tooFar',
      flip: { closerByMetres: expect.any(Number) },
    });
    const decisions = decide(
      problem({
        facilities: [facility(1, { capacityOrders: 1 })],
        orders: [order(1, [[7, 1]]), order(2, [[7, 1]])],
        stock: [[7, 1, 9]],
      }),
    );
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['sourced', 'unsourced']);
    expect(decisions[1]?.alternatives[0]).toMatchObject({
      code: 'overCapacity',
      flip: { moreOrdersADay: 1 },
    });
  });
});
