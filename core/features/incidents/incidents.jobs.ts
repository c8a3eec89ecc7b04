import type { AppContext } from '../context.ts';
import { type ClaimRequest, writeClaim } from './claim/claim.service.ts';

/** Job kind `incidents.claim`; its outcome as the contract tells. */
export function defineIncidentJobs(ctx: AppContext): void {
  ctx.jobs.define<ClaimRequest>('incidents.claim', (request, tools) => writeClaim(ctx, request, tools));
}
