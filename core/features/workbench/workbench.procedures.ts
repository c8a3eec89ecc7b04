import { sourcingParameters } from '../../contract/sourcing.ts';
import { resourcingSchedule } from '../../contract/workbench.ts';
import type { AppContext } from '../context.ts';
import { os } from '../procedures.ts';
import { comparePlans, listChanges, listFlows } from './compare.service.ts';
import { override, priceOverride } from './override.service.ts';
import { listScenarios } from './scenarios.queries.ts';
import { existingScenario, removeScenario, saveScenario } from './scenarios.service.ts';
import { saveSchedule, showSchedule } from './schedule.service.ts';
import { explainOrder } from './why.service.ts';

export const workbenchProcedures = {
  compare: os.workbench.compare.handler(({ context, input }) => comparePlans(context, input.plans)),
  flows: os.workbench.flows.handler(({ context, input }) => listFlows(context, input.plan, input.against)),
  changes: os.workbench.changes.handler(({ context, input }) => listChanges(context, input)),
  why: os.workbench.why.handler(({ context, input }) => explainOrder(context, input)),
  priceOverride: os.workbench.priceOverride.handler(({ context, input }) => priceOverride(context, input)),
  override: os.workbench.override.handler(async ({ context, input }) => {
    await override(context, input);
    return {};
  }),
  resource: os.workbench.resource.handler(({ context, input }) => {
    return start(context, 'workbench.resource', { parameters: sourcingParameters.parse(input.parameters) });
  }),
  schedule: os.workbench.schedule.handler(({ context }) => showSchedule(context)),
  saveSchedule: os.workbench.saveSchedule.handler(({ context, input }) => {
    return saveSchedule(context, resourcingSchedule.parse(input));
  }),
  scenarios: os.workbench.scenarios.handler(({ context }) => listScenarios(context.db)),
  saveScenario: os.workbench.saveScenario.handler(({ context, input }) => saveScenario(context, input)),
  removeScenario: os.workbench.removeScenario.handler(async ({ context, input }) => {
    await removeScenario(context, input.id);
    return {};
  }),
  prepare: os.workbench.prepare.handler(({ context, input }) => {
    return start(context, 'workbench.prepare', {
      ...input,
      parameters: sourcingParameters.parse(input.parameters),
    });
  }),
  simulate: os.workbench.simulate.handler(async ({ context, input }) => {
    await existingScenario(context, input.id);
    return start(context, 'workbench.simulate', input);
  }),
};

async function start(context: AppContext, kind: string, input: unknown): Promise<{ jobId: string }> {
  return { jobId: await context.jobs.start(kind, input, context.actor) };
}
