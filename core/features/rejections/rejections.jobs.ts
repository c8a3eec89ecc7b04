import type { AppContext } from '../context.ts';
import { sourceOrders } from '../sourcing/index.ts';

/** Job kind `rejections.source`: sources an order that a facility has rejected something of; outcome `{applied}`. */
export function defineRejectionJobs(ctx: AppContext): void {
  ctx.jobs.define<{ number: string }>('rejections.source', async ({ number }, tools) => {
    const { applied } = await sourceOrders(ctx, [number], tools);
    return { applied };
  });
}
