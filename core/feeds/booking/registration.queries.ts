import type { WriteTransaction } from '../../db/database.ts';

const SETTLED = ['delivered', 'returned', 'cancelled'];

/** Shipments under way with a number that a feed has not yet been asked to follow. */
export function unregisteredShipments(trx: WriteTransaction, feedId: number, limit: number) {
  return trx
    .selectFrom('shipment as s')
    .leftJoin('carrier_service as v', 'v.id', 's.service_id')
    .leftJoin('carrier as c', 'c.id', 'v.carrier_id')
    .select(['s.number', 's.tracking_number as trackingNumber', 'c.code as carrier'])
    .where('s.tracking_number', 'is not', null)
    .where('s.status', 'not in', SETTLED)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as o')
            .select('o.id')
            .where('o.feed_id', '=', feedId)
            .where('o.kind', '=', 'tracking.register')
            .whereRef('o.subject', '=', 's.tracking_number'),
        ),
      ),
    )
    .orderBy('s.id')
    .limit(limit)
    .execute();
}
