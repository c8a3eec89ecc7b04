import type { AppContext } from '../../features/context.ts';
import { enqueue } from '../../features/outbox/index.ts';
import type { Feed } from '../engine/feed.ts';
import { unregisteredShipments } from './registration.queries.ts';

const MOST_A_TIME = 500;

/** Has carriers' feeds follow the shipments that are under way: once each, through the outbox. Returns how many are new. */
export async function registerShipments(ctx: AppContext, feeds: readonly Feed[]): Promise<number> {
  const takers = feeds.filter(({ active, delivers }) => active && delivers.includes('tracking.register'));
  let registered = 0;
  for (const { id } of takers) {
    registered += await ctx.db.write(async (trx) => {
      const shipments = await unregisteredShipments(trx, id, MOST_A_TIME);
      const messages = shipments.map(({ number, trackingNumber, carrier }) => ({
        feedId: id,
        kind: 'tracking.register' as const,
        subject: trackingNumber ?? '',
        idempotencyKey: `tracking.register:${id}:${trackingNumber}`,
        payload: { shipmentNumber: number, trackingNumber, carrier },
      }));
      return enqueue(trx, messages, ctx.actor, ctx.clock());
    });
  }
  return registered;
}
