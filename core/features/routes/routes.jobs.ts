import type { RouteParameters } from '../../contract/routes.ts';
import type { AppContext } from '../context.ts';
import { withLiveRun } from './live-runs.ts';
import { type RoundSheetsRequest, writeRoundSheets } from './round-sheets/index.ts';
import { runScenario, type SimulateInput } from './simulations.service.ts';
import { type FinishInput, finishPlan, proposePlan } from './solve.service.ts';
import { planTogether } from './together/index.ts';

/**
 * Job kinds `routes.propose`, `routes.finish` and `routes.simulate`, whose outcome is `{planId}`, `routes.together`, and `routes.roundSheets`, whose
 * outcome is `{fileId, fileName, pages, bytes}`.
 */
export function defineRouteJobs(ctx: AppContext): void {
  ctx.jobs.define<RouteParameters>('routes.propose', (input, tools) =>
    withLiveRun(tools.jobId, (live) => proposePlan(ctx, input, tools, live)),
  );
  ctx.jobs.define<SimulateInput>('routes.simulate', (input, tools) =>
    withLiveRun(tools.jobId, (live) => runScenario(ctx, input, tools, live)),
  );
  ctx.jobs.define<RouteParameters>('routes.together', (input, tools) =>
    withLiveRun(tools.jobId, (live) => planTogether(ctx, input, tools, live)),
  );
  ctx.jobs.define<FinishInput>('routes.finish', (input, tools) =>
    withLiveRun(tools.jobId, (live) => finishPlan(ctx, input, tools, live)),
  );
  ctx.jobs.define<RoundSheetsRequest>('routes.roundSheets', (input, tools) =>
    writeRoundSheets(ctx, input, tools),
  );
}
