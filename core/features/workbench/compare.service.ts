import type { PlanTotals, SourcingRunView } from '../../contract/sourcing.ts';
import type { ChangedOrder, PlanFigures, PlanFlow, PlanReference } from '../../contract/workbench.ts';
import type { AppContext } from '../context.ts';
import { conflict, notFound } from '../procedures.ts';
import { findRun, nothingPlanned, type PlannedOrder, PlanTally } from '../sourcing/index.ts';
import { changedOrders, type Sides } from './changed-orders.ts';
import { type CurrentPlan, currentPlan, currentPlansOf } from './current-plan.service.ts';
import { flowsOf, goneFlows, type PlaceOfFacility } from './flows.ts';
import {
  findFaces,
  findFacilityLimits,
  findGoodsOfRun,
  findGoodsReserved,
  findPlaces,
  findPlanRows,
  findPlans,
  findSearchTexts,
  findUnitsWanted,
  type PlanRow,
} from './plans.queries.ts';
import { findChangesOfRun } from './scenarios.queries.ts';

export type ChangesInput = {
  before: PlanReference;
  after: PlanReference;
  search?: string | undefined;
  sort: 'number' | 'costChange' | 'daysChange';
  offset: number;
  limit: number;
};

/** A run that must be there. @throws NOT_FOUND */
export async function existingRun(ctx: AppContext, runId: number): Promise<SourcingRunView> {
  const run = await findRun(ctx.db, runId);
  if (!run) throw notFound('sourcing run', String(runId));
  return run;
}

const runOf = (plan: PlanReference) => (plan.type === 'run' ? plan.runId : plan.ofRunId);

/** The figures of plans, in the order asked. */
export async function comparePlans(
  ctx: AppContext,
  plans: readonly PlanReference[],
): Promise<{ plans: PlanFigures[] }> {
  return { plans: await Promise.all(plans.map((plan) => planFigures(ctx, plan))) };
}

async function planFigures(ctx: AppContext, reference: PlanReference): Promise<PlanFigures> {
  const run = await existingRun(ctx, runOf(reference));
  const planned = figuresOf(run);
  if (reference.type === 'run') {
    const { name, scenarioId, parameters } = run;
    return { ...planned, reference, name, scenarioId, method: parameters.method ?? null };
  }
  const totals = await currentTotals(ctx, run, planned);
  return { ...totals, reference, name: '', scenarioId: null, method: null };
}

function figuresOf({ id, figures }: SourcingRunView): PlanTotals {
  if (figures) return figures;
  throw conflict(
    `Run ${id} was made by a version that kept no figures.`,
    'noFigures',
    'Propose for its orders again.',
  );
}

/** Figures of what is reserved: from those of the run, or from nothing, whichever takes fewer orders. */
async function currentTotals(
  ctx: AppContext,
  run: SourcingRunView,
  planned: PlanTotals,
): Promise<PlanTotals> {
  const current = await currentPlan(ctx, run);
  const ids = current.rows.map(({ orderId }) => orderId);
  const same = ids.filter((id) => current.asPlanned.has(id));
  const different = ids.filter((id) => !current.asPlanned.has(id));
  const limits = await findFacilityLimits(ctx.db);
  const anew = run.kind === 'scenario' || different.length > same.length;
  const tally = anew ? new PlanTally(limits) : PlanTally.from(planned, limits);
  if (!anew) {
    for (const plan of (await findPlans(ctx.db, run.id, different)).values()) tally.add(plan, -1);
  }
  const something = (id: number) => current.asPlanned.has(id) || current.others.has(id);
  const plans = await currentPlansOf(ctx, run.id, current, (anew ? ids : different).filter(something));
  for (const plan of plans.values()) tally.add(plan);
  for (const [id, units] of await findUnitsWanted(ctx.db, run.id)) {
    if (!something(id)) tally.add(nothingPlanned(id, units));
  }
  return tally.totals(planned.currency, { boundMinor: null, gap: null });
}

type Side = {
  rows: PlanRow[];
  details: (orderIds: readonly number[]) => Promise<Map<number, PlannedOrder>>;
};

async function sideOf(ctx: AppContext, reference: PlanReference): Promise<Side> {
  const run = await existingRun(ctx, runOf(reference));
  if (reference.type === 'run') {
    return { rows: await findPlanRows(ctx.db, run.id), details: (ids) => findPlans(ctx.db, run.id, ids) };
  }
  const current: CurrentPlan = await currentPlan(ctx, run);
  return { rows: current.rows, details: (ids) => currentPlansOf(ctx, run.id, current, ids) };
}

/** Orders that two plans serve differently, a page at a time. */
export async function listChanges(
  ctx: AppContext,
  input: ChangesInput,
): Promise<{ rows: ChangedOrder[]; total: number }> {
  const [before, after] = await Promise.all([sideOf(ctx, input.before), sideOf(ctx, input.after)]);
  const sides: Sides = { before: before.rows, after: after.rows };
  const words = (input.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const needsTexts = words.length > 0 || input.sort === 'number';
  const texts = needsTexts ? await findSearchTexts(ctx.db, runOf(input.after)) : new Map<number, string>();
  const changed = changedOrders(sides, { sort: input.sort, words, texts });
  const ids = changed.slice(input.offset, input.offset + input.limit);
  const [faces, plansBefore, plansAfter] = await Promise.all([
    findFaces(ctx.db, ids),
    before.details(ids),
    after.details(ids),
  ]);
  const rows = ids.flatMap((id) => {
    const face = faces.get(id);
    if (!face) return [];
    return [{ ...face, before: short(id, plansBefore.get(id)), after: short(id, plansAfter.get(id)) }];
  });
  return { rows, total: changed.length };
}

function short(orderId: number, plan: PlannedOrder = nothingPlanned(orderId, 0)): ChangedOrder['before'] {
  const { figures, allocations, outcome, arrivesAt } = plan;
  const { shippingMinor, handlingMinor, splitMinor, lateMinor, ruleMinor, daysLate } = figures;
  return {
    facilities: [...new Set(allocations.map(({ facility }) => facility))],
    outcome,
    costMinor: shippingMinor + handlingMinor + splitMinor + lateMinor + ruleMinor,
    arrivesAt,
    daysLate,
  };
}

/** What goes from where to where, and what another plan sends and this one does not. */
export async function listFlows(
  ctx: AppContext,
  plan: PlanReference,
  against?: PlanReference,
): Promise<{ flows: PlanFlow[]; gone: PlanFlow[] }> {
  const [flows, others] = await Promise.all([
    flowsOfPlan(ctx, plan),
    against ? flowsOfPlan(ctx, against) : [],
  ]);
  return { flows, gone: goneFlows(flows, others) };
}

async function flowsOfPlan(ctx: AppContext, reference: PlanReference): Promise<PlanFlow[]> {
  const runId = runOf(reference);
  await existingRun(ctx, runId);
  const [goods, places, changes] = await Promise.all([
    reference.type === 'run' ? findGoodsOfRun(ctx.db, runId) : findGoodsReserved(ctx.db, runId),
    findPlaces(ctx.db),
    findChangesOfRun(ctx.db, runId),
  ]);
  const added = changes
    .filter((change) => change.kind === 'addFacility')
    .map(({ code, latitude, longitude }, i): PlaceOfFacility => ({ id: -1 - i, code, latitude, longitude }));
  return flowsOf(goods, [...places, ...added]);
}
