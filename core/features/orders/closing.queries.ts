import type { Kysely } from 'kysely';
import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Tables } from '../../db/tables.ts';
import { CLOSABLE } from './order.ts';

type Db = Kysely<Tables>;

const RETURN_ENDED = ['closed', 'refunded', 'cancelled'];
const INCIDENT_OPEN = ['open', 'snoozed'];

/** Orders with a return or an incident that somebody still works on, with which of the two. */
export async function openMatters(
  db: Db,
  orderIds: readonly number[],
): Promise<Map<number, 'return' | 'incident'>> {
  const returns = await inPieces(orderIds, (piece) =>
    db
      .selectFrom('order_return')
      .select('order_id')
      .where('order_id', 'in', piece)
      .where('status', 'not in', RETURN_ENDED)
      .execute(),
  );
  const incidents = await inPieces(orderIds, (piece) =>
    db
      .selectFrom('incident')
      .select('order_id')
      .where('order_id', 'in', piece)
      .where('state', 'in', INCIDENT_OPEN)
      .execute(),
  );
  const found = new Map<number, 'return' | 'incident'>();
  for (const { order_id } of incidents) if (order_id !== null) found.set(order_id, 'incident');
  for (const { order_id } of returns) if (order_id !== null) found.set(order_id, 'return');
  return found;
}

/** Orders that have ended, of which nothing was told since an instant and nothing is open. */
export function quietOrders(db: Db, before: number, limit: number) {
  return db
    .selectFrom('sales_order as o')
    .select(['o.id', 'o.number'])
    .where('o.status', 'in', CLOSABLE)
    .where('o.closed_at', 'is', null)
    .where('o.updated_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('order_return as r')
            .select('r.id')
            .whereRef('r.order_id', '=', 'o.id')
            .where('r.status', 'not in', RETURN_ENDED),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('incident as i')
            .select('i.id')
            .whereRef('i.order_id', '=', 'o.id')
            .where('i.state', 'in', INCIDENT_OPEN),
        ),
      ),
    )
    .orderBy('o.updated_at')
    .limit(limit)
    .execute();
}

export async function closeByClock(trx: WriteTransaction, ids: readonly number[], at: number): Promise<void> {
  await inPieces(ids, (piece) =>
    trx.updateTable('sales_order').set({ closed_at: at, updated_at: at }).where('id', 'in', piece).execute(),
  );
}
