import type { RoutePlanView } from '../../contract/routes.ts';
import type { TravelProfile } from '../../solvers/routing/index.ts';
import type { AppContext } from '../context.ts';
import { notFound } from '../procedures.ts';
import { type RoadNote, roadMatrix } from '../routing/index.ts';
import { PlanMeter } from './measure-plan.ts';
import { planPlaces, wholeProblem } from './plan-problem.ts';
import type { StoredPlan } from './plan-views.ts';
import { findPlanRow, loadPlan } from './plans.queries.ts';
import type { TourPlan } from './tour-plan.ts';

/** A plan with its ways at hand: what is moved about in it is measured at once. */
export type OpenPlan = { stored: StoredPlan; meter: PlanMeter; notes: RoutePlanView['notes'] };

const MOST_OPEN = 4;
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
  const travel: TravelProfile = profile;
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
  if (known?.stored.row.revision === row.revision) {
    const current = { ...known, stored: { ...known.stored, row } };
    remember(plans, planId, current);
    return current;
  }
  const stored = await loadPlan(ctx.db.read, planId);
  if (!stored) throw notFound('route plan', String(planId));
  // What is edited are routes and stops: places and vehicles stay, and so do the ways between them.
  const opened = known ? { ...known, stored } : { stored, ...(await openMeter(stored.plan)) };
  remember(plans, planId, opened);
  return opened;
}

/** A plan that was just stored: its ways are known, and its routes are measured before anybody moves a stop. */
export async function openStored(
  ctx: AppContext,
  planId: number,
  known: Pick<OpenPlan, 'meter' | 'notes'>,
): Promise<void> {
  const stored = await loadPlan(ctx.db.read, planId);
  if (!stored) return;
  known.meter.plan(stored.plan);
  remember(plansOf(ctx), planId, { ...known, stored });
}

/** After a change: the plan in memory is what was written. */
export function keepOpen(ctx: AppContext, planId: number, opened: OpenPlan): void {
  remember(plansOf(ctx), planId, opened);
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

function remember(plans: Map<number, OpenPlan>, planId: number, opened: OpenPlan): void {
  plans.delete(planId);
  plans.set(planId, opened);
  for (const oldest of plans.keys()) {
    if (plans.size <= MOST_OPEN) break;
    plans.delete(oldest);
  }
}
