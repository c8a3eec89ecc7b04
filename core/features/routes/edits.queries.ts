import type { WriteTransaction } from '../../db/database.ts';
import type { PlanRoute, PlanStop, TourPlan } from './tour-plan.ts';

/** What a change by hand may alter. */
export type Arrangement = {
  routes: PlanRoute[];
  /** Only those that it altered. */
  stops: Pick<PlanStop, 'number' | 'locked' | 'leftOut'>[];
};

/** How a plan was arranged before a change by hand; stops that it left alone are the same objects in both. */
export function arrangementBefore({ routes, stops }: TourPlan, after: TourPlan): Arrangement {
  const untouched = new Set(after.stops);
  const altered = stops.filter((stop) => !untouched.has(stop));
  return { routes, stops: altered.map(({ number, locked, leftOut }) => ({ number, locked, leftOut })) };
}

/** The plan arranged as it was; drivers who are gone since stay gone. */
export function rearranged(
  plan: TourPlan,
  { routes, stops }: Arrangement,
  drivers: ReadonlyMap<number, string>,
): TourPlan {
  const states = new Map(stops.map((state) => [state.number, state]));
  return {
    ...plan,
    routes: routes.map((route) => {
      const gone = route.driverId !== null && !drivers.has(route.driverId);
      return gone ? { ...route, driverId: null } : route;
    }),
    stops: plan.stops.map((stop) => {
      const state = states.get(stop.number);
      return state ? { ...stop, ...state } : stop;
    }),
  };
}

export async function keepEdit(
  trx: WriteTransaction,
  edit: { planId: number; revision: number; before: Arrangement; actor: string; at: number },
): Promise<void> {
  const { planId, revision, before, actor, at } = edit;
  await trx
    .insertInto('route_plan_edit')
    .values({ plan_id: planId, revision, before_json: JSON.stringify(before), actor, at })
    .execute();
}

/** Takes the last change out of the list. @returns what was before it; null when there is none */
export async function popEdit(trx: WriteTransaction, planId: number): Promise<Arrangement | null> {
  const last = await trx
    .selectFrom('route_plan_edit')
    .select(['revision', 'before_json'])
    .where('plan_id', '=', planId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return null;
  await trx
    .deleteFrom('route_plan_edit')
    .where('plan_id', '=', planId)
    .where('revision', '=', last.revision)
    .execute();
  return JSON.parse(last.before_json) as Arrangement;
}
