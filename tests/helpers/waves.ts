import type { WaveTemplateDraft } from '../../core/contract/waves.ts';
import type { AppContext } from '../../core/features/context.ts';
import { feedRow } from './feeds.ts';
import { NOW } from './network.ts';
import { addShipment } from './routes.ts';

/** From midnight to midnight, every day, for all orders. */
export const WHOLE_DAY: Omit<WaveTemplateDraft, 'facility' | 'name'> = {
  releaseMinutes: 0,
  cutOffMinutes: 1440,
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  carriers: null,
  services: null,
  zones: null,
  channels: null,
  fulfilment: null,
  priorityUpTo: null,
  mostOrders: null,
  mostLines: null,
  mostUnits: null,
  active: true,
};

/** A planned shipment that another system owns and is told of. @returns the id of that system's feed */
export async function addOwnedShipment(
  ctx: AppContext,
  { number, ...shipment }: { number: string; orderId: number; facilityId: number },
): Promise<number> {
  const feed = await feedRow(ctx.db, `erp-${number}`, { delivers: ['shipment.assign'] });
  await addShipment(ctx, number, { ...shipment, east: 0, north: 0 });
  await ctx.db.write((trx) =>
    trx
      .insertInto('feed_record')
      .values({
        feed_id: feed.id,
        kind: 'shipments',
        key: number,
        version: null,
        said_json: '{}',
        said_at: NOW,
        upstream: `stock.shipment,${number}`,
        item_kind: 'shipments',
        item_key: number,
        deleted_at: null,
      })
      .execute(),
  );
  return feed.id;
}
