import { describe, expect, it } from 'vitest';
import {
  checkRouting,
  type RoutingObjective,
  type RoutingProblem,
  type RoutingProgress,
  solve,
} from '../../../../core/solvers/routing/index.ts';
import { alongARoad, routingStop, van } from '../../../helpers/routing.ts';
import { randomRouting } from '../../../helpers/routing-problems.ts';

const COST: RoutingObjective = { kind: 'cost' };

function solved(problem: RoutingProblem, objective = COST, iterations = 200) {
  const result = solve(problem, { seed: 1, objective, stop: { iterations } });
  expect(checkRouting(problem, objective, result)).toEqual([]);
  return result;
}

describe('solve', () => {
  it('says why each stop is left out', () => {
    const problem = alongARoad([0, 10, 20, 30, 40, 50, 60], {
      vehicleTypes: [van({ count: 1, capacity: [2], shift: { from: 0, to: 125 } })],
      stops: [
        routingStop(1, { delivery: [3] }),
        routingStop(2, { skills: ['lift'] }),
        routingStop(6, { windows: [{ from: 0, to: 30 }] }),
        routingStop(3, { delivery: [2], priority: 1 }),
        routingStop(4, { delivery: [1] }),
        routingStop(5, { priceOfLeavingOut: 1 }),
      ],
    });
    const result = solved(problem);
    expect(result.feasible).toBe(false);
    expect(result.routes.map(({ stops }) => stops)).toEqual([[3]]);
    expect(result.leftOut).toEqual([
      { stop: 0, reason: 'tooLargeForEveryVehicle' },
      { stop: 1, reason: 'noVehicleWithSkills' },
      { stop: 2, reason: 'unreachableInTime' },
      { stop: 4, reason: 'allVehiclesFull' },
      { stop: 5, reason: 'cheaperLeftOut' },
    ]);
  });

  it('visits one of several alternatives, and leaves a group out for its lowest price', () => {
    const stops = [routingStop(1, { group: 0 }), routingStop(2, { group: 0 })];
    const near = solved(alongARoad([0, 5, 9], { stops }));
    expect(near.leftOut).toEqual([{ stop: 1, reason: 'alternativeVisited' }]);
    const priced = stops.map((stop, i) => ({ ...stop, priceOfLeavingOut: 4 + i }));
    const none = solved(alongARoad([0, 5, 9], { stops: priced }));
    expect(none).toMatchObject({ cost: 4, vehicles: 0, feasible: true });
  });

  it('needs as few vehicles as can be where they come first, though that costs more', () => {
    const at = [0, 100, 101, -100, -101];
    const stops = [1, 2, 3, 4].map((place) => routingStop(place));
    const vehicleTypes = [van({ endPlace: null })];
    const cheap = solved(alongARoad(at, { stops, vehicleTypes }));
    expect(cheap).toMatchObject({ vehicles: 2, cost: 202 });
    const few = solved(alongARoad(at, { stops, vehicleTypes }), { kind: 'vehiclesFirst' });
    expect(few).toMatchObject({ vehicles: 1, cost: 303 });
  });

  it('takes a break between two services, however tight', () => {
    const problem = alongARoad([0, 10, 20], {
      vehicleTypes: [
        van({
          shift: { from: 0, to: 200 },
          breaks: [{ window: { from: 22, to: 30 }, duration: 15 }],
          costPerDuration: 1,
        }),
      ],
      stops: [
        routingStop(1, { service: 10, windows: [{ from: 10, to: 10 }] }),
        routingStop(2, { service: 10, windows: [{ from: 40, to: 60 }] }),
      ],
    });
    const [route] = solved(problem).routes;
    expect(route).toMatchObject({
      leaves: 0,
      returns: 75,
      duration: 75,
      breaks: [{ start: 22, duration: 15 }],
    });
    expect(route?.schedule.map(({ start }) => start)).toEqual([10, 45]);
  });

  it('leaves as late as waiting nowhere allows, choosing among windows', () => {
    const problem = alongARoad([0, 10, 20], {
      vehicleTypes: [van({ costPerDuration: 1 })],
      stops: [
        routingStop(1, {
          windows: [
            { from: 10, to: 20 },
            { from: 90, to: 100 },
          ],
        }),
        routingStop(2, { windows: [{ from: 105, to: 120 }] }),
      ],
    });
    expect(solved(problem).routes[0]).toMatchObject({ leaves: 85, duration: 40, waiting: 0 });
  });

  it('pays overtime and CO2 as the objective weighs them', () => {
    const vehicleTypes = [
      van({ costPerDuration: 1, overtime: { after: 15, costPerDuration: 4 }, co2PerDistance: 3 }),
    ];
    const problem = alongARoad([0, 10], { vehicleTypes, stops: [routingStop(1)] });
    expect(solved(problem)).toMatchObject({ cost: 20 + 20 + 5 * 4, co2: 60 });
    const weighed = solved(problem, { kind: 'cost', perDuration: 2, perCo2: 0.5 });
    expect(weighed.cost).toBe(60 + 20 * 2 + 60 * 0.5);
    expect(solved(problem, { kind: 'distance' }).cost).toBe(20);
  });

  it('keeps frozen parts, and brings what is on board to where it belongs', () => {
    const problem = alongARoad([0, 10, 20, 30], {
      vehicleTypes: [van({ count: 2 })],
      stops: [
        routingStop(3, { delivery: [0], collection: [2] }),
        routingStop(1),
        routingStop(2, { delivery: [2] }),
      ],
      pairs: [{ pickup: 0, dropOff: 2 }],
      frozen: [{ vehicleType: 0, stops: [0, 1], atStart: true }],
    });
    const result = solved(problem);
    expect(result.routes[0]?.stops).toEqual([0, 1, 2]);
  });

  it('goes on from a given plan: pairs, several routes, and without what no longer fits', () => {
    const problem = alongARoad([0, 10, 20, 30, 40], {
      vehicleTypes: [van({ count: 2, maxStops: 3 })],
      stops: [
        routingStop(1, { delivery: [0], collection: [2] }),
        routingStop(2, { delivery: [2] }),
        routingStop(3),
        routingStop(4),
      ],
      pairs: [{ pickup: 0, dropOff: 1 }],
    });
    const start = [
      { vehicleType: 0, stops: [3, 0, 1, 2] },
      { vehicleType: 5, stops: [1] },
    ];
    const result = solve(problem, { seed: 1, objective: COST, stop: { iterations: 0 }, start });
    expect(checkRouting(problem, COST, result)).toEqual([]);
    expect(result.routes.map(({ stops }) => stops)).toEqual([[3, 0, 1], [2]]);
  });

  it('tells of ever better plans and ends when it is told to', () => {
    const problem = randomRouting(7, 60, new Set(['windows']));
    const news: RoutingProgress[] = [];
    let seconds = 0;
    const run = {
      clock: () => {
        seconds += 0.05;
        return seconds;
      },
      onBest: (best: RoutingProgress) => {
        news.push(best);
      },
      isCancelled: () => news.length >= 3,
    };
    const result = solve(problem, { seed: 1, objective: COST, stop: { seconds: 1000 } }, run);
    expect(news.length).toBeGreaterThanOrEqual(3);
    const costs = news.map(({ cost }) => cost);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
    expect(result.cost).toBeLessThanOrEqual(costs.at(-1) as number);
    expect(news.at(-1)?.routes.flatMap(({ stops }) => stops)).toHaveLength(60);
  });

  it('takes the group of a pair from its pickup, and refuses one on its drop-off', () => {
    const problem = (pickupGroup: number | null, dropOffGroup: number | null) =>
      alongARoad([0, 10, 20, 30], {
        stops: [
          { ...routingStop(1, { collection: [2] }), ...(pickupGroup === null ? {} : { group: pickupGroup }) },
          { ...routingStop(2, { delivery: [2] }), ...(dropOffGroup === null ? {} : { group: dropOffGroup }) },
          { ...routingStop(3), group: 1 },
        ],
        pairs: [{ pickup: 0, dropOff: 1 }],
      });
    expect(solved(problem(1, null)).routes.map(({ stops }) => stops)).toEqual([[0, 1]]);
    expect(() => solved(problem(null, 1))).toThrow('drop-off');
  });

  it('plans nothing for no stops, and refuses to run without an end', () => {
    const problem = alongARoad([0], {});
    expect(solved(problem)).toMatchObject({ cost: 0, vehicles: 0, routes: [], leftOut: [], feasible: true });
    expect(() => solve(problem, { seed: 1, objective: COST, stop: {} })).toThrow('when to stop');
    expect(() => solve(problem, { seed: 1, objective: COST, stop: { seconds: 1 } })).toThrow('clock');
  });
});
