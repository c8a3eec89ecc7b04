import { expect, it } from 'vitest';
import { type PlanFigures, routeParameters } from '../../../../core/contract/routes.ts';
import { borrowedRoutes } from '../../../../core/features/routes/borrow-plan.ts';
import type { MeasuredPlan } from '../../../../core/features/routes/measure-plan.ts';
import { withinRound } from '../../../../core/features/routes/scenario-rounds.ts';
import type { PlanRoute, PlanStop, TourPlan } from '../../../../core/features/routes/tour-plan.ts';

const PARAMETERS = routeParameters.parse({ depots: ['LYON'], day: '2026-05-05' });

function planOf(references: string[], routes: string[][], vehicleKey = 'VAN@LYON'): TourPlan {
  const stops = references.map((reference, i) => ({
    number: i + 1,
    kind: 'delivery',
    reference,
    depotId: 1,
    facilityId: null,
  }));
  return {
    facts: { vehicles: [{ key: 'VAN@LYON' }] } as TourPlan['facts'],
    parameters: PARAMETERS,
    stops: stops as PlanStop[],
    routes: routes.map((route, i): PlanRoute => {
      const numbers = route.map((reference) => references.indexOf(reference) + 1);
      return { number: i + 1, vehicleKey, driverId: null, locked: false, stops: numbers };
    }),
  };
}

/** A day costs 100 a route, and 10 for each stop that comes before one with a lower number. */
const meter = {
  plan: (plan: TourPlan): MeasuredPlan => {
    const served = plan.routes.flatMap(({ stops }) => stops);
    const turns = plan.routes.flatMap(({ stops }) =>
      stops.filter((stop, i) => (stops[i + 1] ?? stop) < stop),
    );
    const costMinor = plan.routes.length * 100 + turns.length * 10;
    const leftOut = plan.stops.length - served.length;
    return { plan, routes: [], figures: { costMinor, leftOut, broken: 0, co2Grams: 0 } as PlanFigures };
  },
};
const numbersOf = (routes: PlanRoute[] | null) => routes?.map(({ stops }) => stops) ?? null;

it('takes the routes of another scenario where they are better here, in its own numbers', () => {
  const own = planOf(['A', 'B', 'C'], [['A', 'B'], ['C']]);
  const dearer = planOf(['A', 'B', 'C'], [['C', 'B', 'A']]);
  const cheaper = planOf(['C', 'X', 'B', 'A'], [['A', 'X', 'B', 'C']]);
  expect(numbersOf(borrowedRoutes(own, [dearer, own, cheaper], meter))).toEqual([[1, 2, 3]]);
});

it('keeps its own where the other serves less or drives vehicles that are not here', () => {
  const own = planOf(['A', 'B', 'C'], [['A', 'B'], ['C']]);
  const less = planOf(['A', 'B'], [['A', 'B']]);
  const electric = planOf(['A', 'B', 'C'], [['A', 'B', 'C']], 'VAN-E@LYON');
  expect(borrowedRoutes(own, [less, electric], meter)).toBeNull();
});

it('hands what each scenario of a round found to all, and waits for none that fails', async () => {
  const round = { id: 'round', scenarios: 3 };
  const signal = new AbortController().signal;
  const plans = [planOf(['A'], [['A']]), planOf(['B'], [['B']])];
  const working = plans.map((plan) => withinRound(round, ({ share }) => share(plan, signal)));
  const failing = withinRound(round, () => Promise.reject(new Error('no vehicles')));
  await expect(failing).rejects.toThrow('no vehicles');
  expect(await Promise.all(working)).toEqual([plans, plans]);
});

it('ends the wait for the others when it is stopped', async () => {
  const stop = new AbortController();
  const plan = planOf(['A'], [['A']]);
  const waiting = withinRound({ id: 'alone', scenarios: 2 }, ({ share }) => share(plan, stop.signal));
  stop.abort();
  expect(await waiting).toEqual([plan]);
});
