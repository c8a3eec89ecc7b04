import { type PlanChange, type RoutePlanDetail, routeParameters } from '../../core/contract/routes.ts';
import { editPlan } from '../../core/features/routes/edit-plan.ts';
import type { MeasuredPlan } from '../../core/features/routes/measure-plan.ts';
import { toRouteView, toStopView } from '../../core/features/routes/plan-views.ts';
import type { TourPlan } from '../../core/features/routes/tour-plan.ts';
import { TOUR_DAY } from './routes.ts';
import { emptyTourPlan, meterOf, solvedTourPlan } from './tour-plans.ts';

const NO_DRIVERS = new Map<number, string>();

function withKinds(plan: TourPlan): TourPlan {
  return {
    ...plan,
    stops: plan.stops.map((stop, i) => ({
      ...stop,
      kind: i % 11 === 0 ? 'collection' : i % 17 === 0 ? 'transfer' : 'delivery',
      locked: i % 13 === 0,
      leftOut: i < 4 ? 'noTimeLeft' : null,
    })),
  };
}

/** A plan in the browser's memory that answers changes as the core does. */
export class MadeUpPlan {
  private plan: TourPlan;
  private readonly meter;
  private revision = 0;

  constructor(stops: number) {
    const empty = withKinds(emptyTourPlan(stops, [{ count: Math.ceil(stops / 18) + 2 }]));
    const { plan } = solvedTourPlan(empty, stops > 500 ? 5 : 200);
    const leftOut = new Set([1, 2, 3, 4]);
    const kept = plan.routes.map((route) => ({
      ...route,
      stops: route.stops.filter((stop) => !leftOut.has(stop)),
    }));
    this.plan = { ...plan, routes: kept.filter((route) => route.stops.length > 0) };
    this.meter = meterOf(this.plan);
  }

  private views({ plan, routes }: MeasuredPlan) {
    const times = new Map(routes.flatMap((route) => [...route.times]));
    return {
      routes: routes.map(({ route, view }) => toRouteView(plan.facts, route, view, NO_DRIVERS)),
      stops: plan.stops.map((stop) => toStopView(plan, stop, times.get(stop.number))),
    };
  }

  detail(): RoutePlanDetail {
    const measured = this.meter.plan(this.plan);
    const { facts } = this.plan;
    return {
      id: 1,
      series: 'made-up',
      version: 1,
      name: 'Made up',
      day: TOUR_DAY,
      timeZone: facts.timeZone,
      currency: facts.currency,
      status: 'draft',
      revision: this.revision,
      undoable: this.revision - 1,
      depots: facts.depots,
      parameters: routeParameters.parse({ depots: ['LYON'], day: TOUR_DAY }),
      figures: measured.figures,
      notes: [],
      seconds: 1,
      actor: 'test',
      createdAt: 0,
      updatedAt: 0,
      publishedAt: null,
      doneAt: null,
      vehicles: facts.vehicles.map(({ depotId: _, shift, breaks: _breaks, ...vehicle }) => ({
        ...vehicle,
        depot: 'LYON',
        breaks: [],
        shiftFromMinutes: shift.from / 60,
        shiftToMinutes: shift.to / 60,
        currency: facts.currency,
      })),
      ...this.views(measured),
    };
  }

  async preview(changes: PlanChange[]) {
    const started = performance.now();
    const edited = await editPlan(this.plan, changes, this.meter, new Map());
    if (!edited.ok) throw new Error(edited.error.code);
    const before = this.meter.plan(this.plan);
    const after = this.meter.plan(edited.value);
    const earlier = this.views(before);
    const later = this.views(after);
    const known = new Map(earlier.routes.map((route) => [route.number, JSON.stringify(route)]));
    const routes = later.routes.filter((route) => known.get(route.number) !== JSON.stringify(route));
    const touched = new Set(routes.flatMap(({ stops }) => stops));
    const broken = new Map(
      earlier.routes.map(({ number, broken: limits }) => [
        number,
        new Set(limits.map((one) => `${one.code}${one.stop}`)),
      ]),
    );
    return {
      before: before.figures,
      after: after.figures,
      routes: [
        ...routes,
        ...earlier.routes
          .filter(({ number }) => !later.routes.some((route) => route.number === number))
          .map((route) => ({ ...route, stops: [], costMinor: 0 })),
      ],
      stops: later.stops.filter(({ number, route }) => touched.has(number) || route === null),
      newlyBroken: routes.flatMap(({ number, broken: limits }) =>
        limits
          .filter((one) => !broken.get(number)?.has(`${one.code}${one.stop}`))
          .map((one) => ({ ...one, route: number })),
      ),
      computedInMs: performance.now() - started,
    };
  }

  async apply(changes: PlanChange[]): Promise<void> {
    const edited = await editPlan(this.plan, changes, this.meter, new Map());
    if (!edited.ok) throw new Error(edited.error.code);
    this.plan = edited.value;
    this.revision += 1;
  }
}
