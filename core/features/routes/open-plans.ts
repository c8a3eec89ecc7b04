import type { RoutePlanView } from '../../contract/routes.ts';
import type { Row } from '../../db/tables.ts';
import type { AppContext } from '../context.ts';
import { notFound } from '../procedures.ts';
import { type RoadNote, roadMatrix } from '../routing/index.ts';
import { PlanMeter } from './measure-plan.ts';
import { pacedTravel } from './paced-travel.ts';
import { planPlaces, wholeProblem } from './plan-problem.ts';
import { findPlanRow, loadPlan } from './plans.queries.ts';
import { canBeVisited, type TourPlan } from './tour-plan.ts';

/** A plan with its ways at hand: what is moved about in it is measured at once. */
export type OpenPlan = {
  row: Row<'route_plan'>;
  plan: TourPlan;
  meter: PlanMeter;
  notes: RoutePlanView['notes'];
};

const MOST_OPEN = 4;
/** Ways between the places of all of them, 16 bytes each: one plan of 5,000 places, or several small ones. */
const MOST_WAYS = 25_000_000;
/** The plans that people work on, the last used last. */
const open = new WeakMap<AppContext['db'], Map<number, OpenPlan>>();

/** The ways between a plan's places and its meter. */
export async function openMeter(
  plan: TourPlan,
  tools: { signal?: AbortSignal; onProgress?: (share: number) => void } = {},
): Promise<{ meter: PlanMeter; notes: RoutePlanView['notes'] }> {
  const places = planPlaces(plan);
  const { kind, ...server } = plan.parameters.roads;
  const source = { kind, ...server } as Parameters<typeof roadMatrix>[1];
  const { profile, notes } = await roadMatrix(places.points, source, tools);
  const travel = await pacedTravel(plan, profile);
  return { meter: new PlanMeter(wholeProblem(plan, places, travel)), notes: notes.map(toNote) };
}

function toNote(note: RoadNote): RoutePlanView['notes'][number] {
  const { code, ...values } = note;
  return { code, values };
}

/** A plan as it is now, from memory when it has not changed since. @throws NOT_FOUND */
export async function openPlan(ctx: AppContext, planId: number): Promise<OpenPlan> {
  const plans = plansOf(ctx);
  const row = await findPlanRow(ctx.db.read, planId);
  if (!row) throw notFound('route plan', String(planId));
  const known = plans.get(planId);
  if (known?.row.revision === row.revision) return keepOpen(ctx, { ...known, row });
  const stored = await loadPlan(ctx.db.read, planId);
  if (!stored) throw notFound('route plan', String(planId));
  // What is edited are routes and stops: places and vehicles stay, and so do the ways between them, until a stop comes to it.
  const { meter, notes } = known && knowsAll(known, stored.plan) ? known : await openMeter(stored.plan);
  return keepOpen(ctx, { row: stored.row, plan: stored.plan, meter, notes });
}

function knowsAll({ meter }: OpenPlan, { stops }: TourPlan): boolean {
  return stops.every((stop) => !canBeVisited(stop) || meter.whole.stopIndexes.has(stop.number));
}

/** The plan in memory is what was written, its routes measured before anybody moves a stop. */
export function keepOpen(ctx: AppContext, opened: OpenPlan): OpenPlan {
  const plans = plansOf(ctx);
  plans.delete(opened.row.id);
  plans.set(opened.row.id, opened);
  closeOldest(plans);
  return opened;
}

/** A plan that is gone. */
export function closePlan(ctx: AppContext, planId: number): void {
  plansOf(ctx).delete(planId);
}

function plansOf({ db }: AppContext): Map<number, OpenPlan> {
  let plans = open.get(db);
  if (!plans) {
    plans = new Map();
    open.set(db, plans);
  }
  return plans;
}

/** Versions of a plan share their ways. */
function closeOldest(plans: Map<number, OpenPlan>): void {
  for (const oldest of plans.keys()) {
    const meters = new Set([...plans.values()].map(({ meter }) => meter));
    const ways = [...meters].reduce((sum, { whole }) => sum + whole.problem.places ** 2, 0);
    if (plans.size === 1 || (plans.size <= MOST_OPEN && ways <= MOST_WAYS)) break;
    plans.delete(oldest);
  }
}
