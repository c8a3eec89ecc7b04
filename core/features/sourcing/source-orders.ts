import { sourcingParameters } from '../../contract/sourcing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { type ApplyOutcome, applyRun } from './apply.service.ts';
import { propose } from './propose.service.ts';

/** Proposes for some orders by the rules in force and applies it at once: for orders that lost what they had. */
export async function sourceOrders(
  ctx: AppContext,
  numbers: string[],
  tools: JobTools,
): Promise<ApplyOutcome> {
  const runId = await propose(
    ctx,
    { selection: { numbers }, parameters: sourcingParameters.parse({}) },
    tools,
  );
  return applyRun(ctx, { runId }, tools);
}
