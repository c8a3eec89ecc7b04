import { describe, expect, it } from 'vitest';
import {
  checkRouting,
  type RoutingObjective,
  type RoutingProblem,
  type RoutingResult,
  solve,
} from '../../../../core/solvers/routing/index.ts';
import { alongARoad, routingStop, van } from '../../../helpers/routing.ts';

const COST: RoutingObjective = { kind: 'cost' };

const problem: RoutingProblem = alongARoad([0, 10, 20, 30], {
  vehicleTypes: [van({ count: 1, shift: { from: 0, to: 100 }, maxStops: 3 }), van({ skills: ['lift'] })],
  stops: [
    routingStop(1, { windows: [{ from: 10, to: 40 }] }),
    routingStop(2, { service: 5 }),
    routingStop(3, { priceOfLeavingOut: 1000 }),
  ],
});

const sound = solve(problem, { seed: 1, objective: COST, stop: { iterations: 100 } });

function codes(change: (result: RoutingResult) => void, given: Partial<RoutingProblem> = {}): string[] {
  const result = structuredClone(sound);
  change(result);
  return [...new Set(checkRouting({ ...problem, ...given }, COST, result).map(({ code }) => code))];
}

describe('checkRouting', () => {
  it('finds nothing wrong with a sound plan', () => {
    expect(codes(() => {})).toEqual([]);
    expect(sound.routes).toHaveLength(1);
  });

  it('finds figures that do not add up', () => {
    expect(codes((result) => result.cost++)).toEqual(['wrongFigure']);
    expect(codes((result) => result.distance++)).toEqual(['wrongFigure']);
    expect(codes((result) => (result.routes[0] as RoutingResult['routes'][number]).waiting++)).toEqual([
      'wrongFigure',
    ]);
    expect(codes((result) => (result.feasible = false))).toEqual(['wrongFeasible']);
  });

  it('finds stops that are missing, visited twice, or unknown', () => {
    expect(codes((result) => result.leftOut.push({ stop: 0, reason: 'noTimeLeft' }))).toContain(
      'visitedTwice',
    );
    expect(codes((result) => result.leftOut.push({ stop: 9, reason: 'noTimeLeft' }))).toContain(
      'unknownStop',
    );
    expect(codes((result) => result.routes[0]?.stops.pop())).toContain('unaccounted');
    expect(codes((result) => result.routes.push(structuredClone(result.routes[0] as never)))).toEqual(
      expect.arrayContaining(['visitedTwice', 'tooManyVehicles']),
    );
  });

  it('finds broken limits, windows, loads and skills', () => {
    const [first] = problem.stops;
    const changed = (change: object) => ({
      stops: [{ ...first, ...change }, ...problem.stops.slice(1)] as never,
    });
    expect(codes(() => {}, changed({ windows: [{ from: 90, to: 95 }] }))).toEqual(['outsideWindow']);
    expect(codes(() => {}, changed({ delivery: [9] }))).toEqual(
      expect.arrayContaining(['overloaded', 'wrongLoad']),
    );
    expect(codes(() => {}, changed({ skills: ['lift'] }))).toEqual(['vehicleNotAllowed']);
    expect(codes(() => {}, { vehicleTypes: [van({ maxStops: 2 }), van()] })).toEqual(['limitExceeded']);
    expect(codes(() => {}, { vehicleTypes: [van({ shift: { from: 0, to: 50 } }), van()] })).toEqual([
      'outsideShift',
    ]);
    expect(
      codes(() => {}, {
        vehicleTypes: [van({ breaks: [{ window: { from: 20, to: 25 }, duration: 5 }] }), van()],
      }),
    ).toEqual(['breakMissing']);
  });

  it('finds what should be together and is not', () => {
    const [first = 0, second = 0] = sound.routes[0]?.stops ?? [];
    expect(codes(() => {}, { pairs: [{ pickup: second, dropOff: first }] })).toContain('pairBroken');
    expect(codes(() => {}, { frozen: [{ vehicleType: 0, stops: [second, first], atStart: false }] })).toEqual(
      ['frozenMoved'],
    );
    const grouped = problem.stops.map((stop) => ({ ...stop, group: 1 }));
    expect(codes(() => {}, { stops: grouped })).toContain('groupVisitedTwice');
  });
});
