import type { RoutePlanDetail, RoutePlanView, StopChange } from '../../contract/routes.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { type ComparedStop, compareStops } from './compare-plans.ts';
import { closePlan, openPlan } from './open-plans.ts';
import { type StoredPlan, toPlanDetail, toPlanView } from './plan-views.ts';
import { deletePlan, findDriverCodes, findPlanRow, loadPlan, setPlanName } from './plans.queries.ts';
import { keepDraft } from './solve.service.ts';
import { tourCsv, tourGeoJson, tourGpx } from './tour-files.ts';
import { visitKey } from './tour-plan.ts';

async function existing(ctx: AppContext, planId: number): Promise<StoredPlan> {
  const stored = await loadPlan(ctx.db.read, planId);
  if (!stored) throw notFound('route plan', String(planId));
  return stored;
}

/** @throws NOT_FOUND */
export async function showPlan(ctx: AppContext, planId: number): Promise<RoutePlanDetail> {
  const [stored, drivers] = await Promise.all([existing(ctx, planId), findDriverCodes(ctx.db.read)]);
  return toPlanDetail(stored, drivers);
}

/** Plans side by side, and what becomes of each stop from the first to each other one. @throws NOT_FOUND */
export async function comparePlans(
  ctx: AppContext,
  planIds: readonly number[],
): Promise<{ plans: RoutePlanView[]; changes: StopChange[][] }> {
  const stored = await Promise.all(planIds.map((planId) => existing(ctx, planId)));
  const [first = [], ...others] = stored.map(comparedStops);
  return {
    plans: stored.map(({ row }) => toPlanView(row)),
    changes: others.map((stops) => compareStops(first, stops)),
  };
}

function comparedStops({ plan, times }: StoredPlan): ComparedStop[] {
  return plan.stops.map((stop) => {
    const visit = times.get(stop.number);
    return {
      key: visitKey(stop),
      kind: stop.kind,
      reference: stop.reference,
      name: stop.facts.name,
      route: visit?.route ?? null,
      position: visit?.position ?? null,
      etaAt: visit?.etaAt ?? null,
    };
  });
}

/** @throws NOT_FOUND */
export function renamePlan(ctx: AppContext, planId: number, name: string): Promise<void> {
  return runCommand(ctx, 'routes.rename', async (command) => {
    const row = await findPlanRow(command.trx, planId);
    if (!row) throw notFound('route plan', String(planId));
    await setPlanName(command.trx, planId, name);
    command.record({
      entity: 'routePlan',
      id: planId,
      key: name,
      before: { name: row.name },
      after: { name },
    });
    command.publish({ type: 'routes.changed', planId });
  });
}

/** The plan as it is, as the next version. @throws NOT_FOUND */
export async function copyPlan(ctx: AppContext, planId: number): Promise<{ planId: number }> {
  const { row, plan, meter, notes } = await openPlan(ctx, planId);
  const { series, name, seconds } = row;
  return keepDraft(ctx, plan, { meter, notes }, { series, name, seconds, procedure: 'routes.copy' });
}

/** @throws NOT_FOUND; CONFLICT for a plan that others build on */
export async function removePlan(ctx: AppContext, planId: number): Promise<void> {
  await runCommand(ctx, 'routes.remove', async (command) => {
    const row = await findPlanRow(command.trx, planId);
    if (!row) throw notFound('route plan', String(planId));
    if (row.status !== 'draft') {
      throw conflict(
        `Plan ${planId} is ${row.status}: only a draft can be removed.`,
        row.status,
        'Take its publication back first.',
      );
    }
    await deletePlan(command.trx, planId);
    const before = { version: row.version, day: row.day };
    command.record({ entity: 'routePlan', id: planId, key: row.name, before, after: null });
    command.publish({ type: 'routes.changed', planId });
  });
  closePlan(ctx, planId);
}

const FILES = {
  csv: { mediaType: 'text/csv', write: tourCsv },
  gpx: { mediaType: 'application/gpx+xml', write: tourGpx },
  geojson: { mediaType: 'application/geo+json', write: tourGeoJson },
} as const;

/** The tours as a file. @throws NOT_FOUND */
export async function exportPlan(
  ctx: AppContext,
  { planId, format, language }: { planId: number; format: keyof typeof FILES; language: 'en' | 'fr' },
): Promise<{ fileName: string; mediaType: string; text: string }> {
  const plan = await showPlan(ctx, planId);
  const { mediaType, write } = FILES[format];
  const fileName = `vigie-tours-${plan.day}-v${plan.version}.${format}`;
  return { fileName, mediaType, text: write(plan, language) };
}
