import type { Database } from '../../db/database.ts';
import type { ReservedLine } from './resource-facts.ts';

/** What orders have reserved of which nobody has begun to pick anything: all that may still move. */
export function findMovable(db: Database): Promise<ReservedLine[]> {
  return db.read
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .select(['a.order_id', 'a.order_line_id', 'a.product_id', 'a.facility_id', 'a.quantity'])
    .where('a.status', '=', 'reserved')
    .where('o.status', 'in', ['partiallySourced', 'sourced'])
    .where('o.hold_reason', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('allocation as b')
            .select('b.id')
            .whereRef('b.order_id', '=', 'a.order_id')
            .where('b.status', 'in', ['released', 'shipped']),
        ),
      ),
    )
    .orderBy('a.id')
    .execute();
}
