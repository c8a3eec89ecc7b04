import type { SourcingParameters, SourcingSelection } from '../../contract/sourcing.ts';
import type { AppContext } from '../context.ts';
import { prepareBaseline } from './baseline-ahead.ts';
import { proposeResource } from './resource.service.ts';
import { simulate } from './simulate.service.ts';

/** Job kinds `workbench.simulate`, `workbench.prepare` and `workbench.resource`; outcomes as the contract tells. */
export function defineWorkbenchJobs(ctx: AppContext): void {
  ctx.jobs.define<{ id: number }>('workbench.simulate', (input, tools) => simulate(ctx, input.id, tools));
  ctx.jobs.define<{ id?: number; selection: SourcingSelection; parameters: SourcingParameters }>(
    'workbench.prepare',
    (input, tools) => prepareBaseline(ctx, input, tools),
  );
  ctx.jobs.define<{ parameters: SourcingParameters }>('workbench.resource', (input, tools) =>
    proposeResource(ctx, input.parameters, tools),
  );
}
