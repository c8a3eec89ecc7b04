import type { AppContext } from '../context.ts';
import { os } from '../procedures.ts';
import { importDone } from './done.service.ts';
import { applyEdit, previewEdit, undoEdit } from './edit.service.ts';
import { liveRun } from './live-runs.ts';
import { openPlan } from './open-plans.ts';
import { planRisk } from './plan-risk.ts';
import { listPlans } from './plans.queries.ts';
import { comparePlans, copyPlan, exportPlan, removePlan, renamePlan, showPlan } from './plans.service.ts';
import { findTourOf } from './publish.queries.ts';
import { planRow, publishPlan, unpublishPlan } from './publish.service.ts';

export const routesProcedures = {
  propose: os.routes.propose.handler(({ context, input }) => start(context, 'routes.propose', input)),
  finish: os.routes.finish.handler(async ({ context, input }) => {
    await planRow(context, input.planId);
    return start(context, 'routes.finish', input);
  }),
  stop: os.routes.stop.handler(({ input }) => {
    liveRun(input.jobId)?.stop();
    return {};
  }),
  live: os.routes.live.handler(async function* ({ input, signal }) {
    const run = liveRun(input.jobId);
    if (run) yield* run.watch(signal);
    else yield { type: 'ended' as const };
  }),
  plans: os.routes.plans.handler(({ context, input }) => listPlans(context.db, input)),
  plan: os.routes.plan.handler(({ context, input }) => showPlan(context, input.planId)),
  rename: os.routes.rename.handler(async ({ context, input }) => {
    await renamePlan(context, input.planId, input.name);
    return {};
  }),
  copy: os.routes.copy.handler(({ context, input }) => copyPlan(context, input.planId)),
  remove: os.routes.remove.handler(async ({ context, input }) => {
    await removePlan(context, input.planId);
    return {};
  }),
  compare: os.routes.compare.handler(({ context, input }) => comparePlans(context, input.planIds)),
  preview: os.routes.preview.handler(({ context, input }) => previewEdit(context, input)),
  edit: os.routes.edit.handler(({ context, input }) => applyEdit(context, input)),
  undoEdit: os.routes.undoEdit.handler(({ context, input }) => undoEdit(context, input.planId)),
  publish: os.routes.publish.handler(({ context, input }) => publishPlan(context, input)),
  unpublish: os.routes.unpublish.handler(({ context, input }) => unpublishPlan(context, input.planId)),
  tourOf: os.routes.tourOf.handler(({ context, input }) => findTourOf(context.db, input.shipment)),
  export: os.routes.export.handler(({ context, input }) => exportPlan(context, input)),
  roundSheets: os.routes.roundSheets.handler(async ({ context, input }) => {
    await planRow(context, input.planId);
    return start(context, 'routes.roundSheets', input);
  }),
  importDone: os.routes.importDone.handler(({ context, input }) => importDone(context, input)),
  risk: os.routes.risk.handler(async ({ context, input }) => {
    const { planId, ...options } = input;
    const { plan, meter } = await openPlan(context, planId);
    return planRisk(meter, plan, options);
  }),
};

async function start(context: AppContext, kind: string, input: unknown): Promise<{ jobId: string }> {
  return { jobId: await context.jobs.start(kind, input, context.actor) };
}
