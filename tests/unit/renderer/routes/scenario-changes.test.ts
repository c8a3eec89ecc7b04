import { expect, test } from 'vitest';
import { routeParameters } from '../../../../core/contract/routes.ts';
import { scenarioParameters } from '../../../../core/contract/simulations.ts';
import {
  changesBetween,
  isSupposed,
  withoutChange,
} from '../../../../renderer/features/routes/simulation/scenario-changes.ts';

const BASIS = routeParameters.parse({ depots: ['LYON'], day: '2026-05-05' });
const FLEET = [{ vehicleType: 'VAN', depot: 'LYON', count: 10 }];

test('what a scenario does otherwise is what differs from the basis, and leads back to it', () => {
  expect(changesBetween(BASIS, BASIS)).toEqual({});
  const wanted = {
    ...BASIS,
    depots: ['LYON', 'BRON'],
    goodsOf: ['LYON'],
    fleet: FLEET,
    trafficPercent: 130,
    prices: { ...BASIS.prices, perKmPercent: 120 },
  };
  const changes = changesBetween(BASIS, wanted);
  expect(Object.keys(changes).sort()).toEqual(['depots', 'fleet', 'goodsOf', 'prices', 'trafficPercent']);
  expect(scenarioParameters(BASIS, changes)).toEqual(wanted);
});

test('what the basis tells can be taken back: the fleet as it is kept, each depot its own goods', () => {
  const told = { ...BASIS, fleet: FLEET, goodsOf: ['LYON'] };
  const changes = changesBetween(told, BASIS);
  expect(changes).toEqual({ fleet: null, goodsOf: null });
  const planned = scenarioParameters(told, changes);
  expect(planned.fleet).toBeUndefined();
  expect(planned.goodsOf).toBeUndefined();
});

test('goods go with the depots that they were chosen for', () => {
  const changes = { depots: ['BRON'], goodsOf: ['LYON'], trafficPercent: 120 };
  expect(withoutChange(changes, 'depots')).toEqual({ trafficPercent: 120 });
  expect(withoutChange(changes, 'trafficPercent')).toEqual({ depots: ['BRON'], goodsOf: ['LYON'] });
});

test('more demand and goods elsewhere are suppositions', () => {
  expect(isSupposed(BASIS)).toBe(false);
  expect(isSupposed({ ...BASIS, demandPercent: 80 })).toBe(false);
  expect(isSupposed({ ...BASIS, demandPercent: 120 })).toBe(true);
  expect(isSupposed({ ...BASIS, goodsOf: ['LYON'] })).toBe(false);
  expect(isSupposed({ ...BASIS, depots: ['BRON'], goodsOf: ['LYON'] })).toBe(true);
});
