import { expect, test } from 'vitest';
import type { PlanChange } from '../../../../core/contract/routes.ts';
import { editPlan } from '../../../../core/features/routes/edit-plan.ts';
import { restProblem } from '../../../../core/features/routes/plan-problem.ts';
import { planRisk } from '../../../../core/features/routes/plan-risk.ts';
import type { TourPlan } from '../../../../core/features/routes/tour-plan.ts';
import { checkRouting, solve } from '../../../../core/solvers/routing/index.ts';
import { longestPause } from '../../../helpers/longest-pause.ts';
import { emptyTourPlan, meterOf, solvedTourPlan } from '../../../helpers/tour-plans.ts';

const { plan, meter } = solvedTourPlan(emptyTourPlan(500));
const NO_DRIVERS = new Map<string, number>();

async function edited(from: TourPlan, ...changes: PlanChange[]): Promise<TourPlan> {
  const result = await editPlan(from, changes, meter, NO_DRIVERS);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const stopsOf = ({ routes }: TourPlan, number: number) =>
  routes.find((route) => route.number === number)?.stops;

test('the effect of a move on a plan of 500 stops is there within 50 ms', async () => {
  meter.plan(plan);
  const times: number[] = [];
  for (let i = 0; i < 25; i++) {
    const started = performance.now();
    const route = (i % plan.routes.length) + 1;
    const { figures } = meter.plan(await edited(plan, { kind: 'move', stops: [i * 7 + 1], route }));
    expect(figures.served).toBe(500);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  expect(times[12]).toBeLessThan(50);
});

test('what is measured route by route is what measuring all anew gives', async () => {
  const after = await edited(
    plan,
    { kind: 'move', stops: [1, 2, 3], route: 2 },
    { kind: 'move', stops: [4], route: null },
  );
  expect(meter.plan(after).figures).toEqual(meterOf(after).plan(after).figures);
  expect(after.stops[3]?.leftOut).toBe('byHand');
});

test('a move without a position goes where the route then costs least', async () => {
  const [first, second] = plan.routes;
  const number = first?.stops[0] as number;
  const after = stopsOf(await edited(plan, { kind: 'move', stops: [number], route: 2 }), 2) as number[];
  const cost = (stops: number[]) => meter.raw('VAN@LYON', stops);
  const others = second?.stops as number[];
  const all = others.concat(0).map((_, at) => cost(others.toSpliced(at, 0, number)));
  const fewest = Math.min(...all.map(({ broken }) => broken.length));
  const least = Math.min(...all.filter(({ broken }) => broken.length === fewest).map((route) => route.cost));
  expect(cost(after).broken.length).toBe(fewest);
  expect(cost(after).cost).toBeCloseTo(least, 6);
});

test('a position is kept, a route that loses its last stop ends, and a new one takes its vehicle', async () => {
  const moved = await edited(plan, { kind: 'move', stops: [1, 2], route: 2, position: 1 });
  expect(stopsOf(moved, 2)?.slice(1, 3)).toEqual([1, 2]);
  const emptied = await edited(plan, { kind: 'move', stops: stopsOf(plan, 1) as number[], route: 2 });
  expect(stopsOf(emptied, 1)).toBeUndefined();
  const fresh = await edited(plan, { kind: 'move', stops: [5], route: 99, vehicle: 'VAN@LYON' });
  expect(stopsOf(fresh, 99)).toEqual([5]);
});

test('many stops that look for their place let others pass', async () => {
  const stops = Array.from({ length: 100 }, (_, i) => i + 100);
  const { longestMs, wholeMs } = await longestPause(() => edited(plan, { kind: 'move', stops, route: 2 }));
  expect(longestMs).toBeLessThan(wholeMs / 3);
});

test('what there is not is refused by name', async () => {
  const codeOf = async (change: PlanChange) => {
    const result = await editPlan(plan, [change], meter, NO_DRIVERS);
    return result.ok ? null : result.error.code;
  };
  expect(await codeOf({ kind: 'move', stops: [501], route: 1 })).toBe('unknownStop');
  expect(await codeOf({ kind: 'move', stops: [1], route: 99 })).toBe('unknownRoute');
  expect(await codeOf({ kind: 'move', stops: [1], route: 99, vehicle: 'TRUCK' })).toBe('unknownVehicle');
  expect(await codeOf({ kind: 'vehicle', route: 1, vehicle: 'TRUCK' })).toBe('unknownVehicle');
  expect(await codeOf({ kind: 'driver', route: 1, driver: 'BO' })).toBe('unknownDriver');
  expect(await codeOf({ kind: 'lockRoute', route: 99, locked: true })).toBe('unknownRoute');
});

test('routes for which no vehicle is left are told', () => {
  const few = solvedTourPlan(emptyTourPlan(60, [{ count: 1, capacityWeightGrams: 400_000 }]));
  const beyond: TourPlan = {
    ...few.plan,
    routes: [1, 2].map((number) => ({
      number,
      vehicleKey: 'VAN@LYON',
      driverId: null,
      locked: false,
      stops: [number],
    })),
  };
  const codes = few.meter.plan(beyond).routes.map(({ view }) => view.broken.map(({ code }) => code));
  expect(codes).toEqual([[], ['tooManyVehicles']]);
});

test('the rest is solved around what is locked: routes as they are, stops on their vehicle and in their order', () => {
  const small = solvedTourPlan(emptyTourPlan(80), 20);
  const route = small.plan.routes[1] as TourPlan['routes'][number];
  const locked = new Set([route.stops[0], route.stops[1], route.stops.at(-1)]);
  const partly: TourPlan = {
    ...small.plan,
    routes: small.plan.routes.map((one) => (one.number === 1 ? { ...one, locked: true } : one)),
    stops: small.plan.stops.map((stop) => ({ ...stop, locked: locked.has(stop.number) })),
  };
  const { rest, start } = restProblem(small.meter.whole, partly);
  const parameters = { seed: 4, objective: { kind: 'cost' } as const, stop: { iterations: 400 }, start };
  const result = solve(rest.problem, parameters);
  expect(checkRouting(rest.problem, parameters.objective, result)).toEqual([]);
  const found = result.routes.map(({ stops }) => stops.map((stop) => rest.stopNumbers[stop]));
  const held = found.find((stops) => stops.includes(route.stops[0]));
  expect(held?.slice(0, 2)).toEqual(route.stops.slice(0, 2));
  expect(held).toContain(route.stops.at(-1));
  expect(found.flat()).not.toContain(small.plan.routes[0]?.stops[0]);
  expect(rest.problem.vehicleTypes.map(({ count }) => count)).toEqual([98, 1]);
});

test('the risk of a plan names the tours that break first, and the P90 comes after the P50', async () => {
  const options = { runs: 100, seed: 1, travelSpread: 0.3, serviceSpread: 0.4 };
  const risk = await planRisk(meter, plan, options);
  expect(risk.stops).toHaveLength(500);
  expect(risk.stops.every(({ p50At, p90At }) => p90At >= p50At)).toBe(true);
  const kept = risk.routes.map((route) => route.kept);
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
  expect(risk.onTime).toBeLessThan(1);
  const calm = await planRisk(meter, plan, { ...options, travelSpread: 0.02, serviceSpread: 0.02 });
  expect(calm.onTime ?? 0).toBeGreaterThan(risk.onTime ?? 1);
});
