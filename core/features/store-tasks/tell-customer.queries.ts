import type { WriteTransaction } from '../../db/database.ts';

/** Who collects an order of a store, and where that is. */
export function findReader(
  trx: WriteTransaction,
  { orderId, facilityId }: { orderId: number; facilityId: number },
) {
  return trx
    .selectFrom('sales_order as o')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .innerJoin('facility as f', (join) => join.on('f.id', '=', facilityId))
    .select(['c.email', 'c.phone', 'o.country', 'f.name as store', 'f.time_zone as timeZone'])
    .select(['f.street', 'f.city'])
    .where('o.id', '=', orderId)
    .executeTakeFirstOrThrow();
}
