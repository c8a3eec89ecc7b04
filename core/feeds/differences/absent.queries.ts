import { sql } from 'kysely';
import type { Reader } from './current-facts.queries.ts';
import type { ComparedKind } from './fields.ts';
import type { BringingFeed } from './said.queries.ts';
import type { StoredCensus } from './snapshot.queries.ts';

/** A feed that should have all of a kind: it brings it, takes orders for shipments, and was read in full at `at`. */
export interface Owner {
  id: number;
  name: string;
  at: number;
}

/** Kinds of which the system that ships should have every one. */
const OWNED_KINDS = ['stock', 'orders', 'shipments'] as const;
export type OwnerKind = (typeof OWNED_KINDS)[number];

/** So many are told; a workspace with more has been filled from elsewhere. */
const MOST_ABSENT = 5000;
const ENDED_ORDERS = ['partiallyShipped', 'shipped', 'delivered', 'returned', 'cancelled'];
const ENDED_SHIPMENTS = ['delivered', 'returned', 'cancelled'];

export function ownersOf(kind: ComparedKind, feeds: readonly BringingFeed[]): Owner[] {
  if (!(OWNED_KINDS as readonly string[]).includes(kind)) return [];
  return feeds.flatMap(({ id, name, kinds, delivers, active, census }) => {
    if (!active || !census || !kinds.includes(kind) || !delivers.includes('shipment.assign')) return [];
    const { startedAt, kinds: compared } = JSON.parse(census) as StoredCensus;
    return compared.length > 0 && compared.every(({ complete }) => complete)
      ? [{ id, name, at: startedAt }]
      : [];
  });
}

const BY_KIND: Record<OwnerKind, (db: Reader, owner: Owner) => Promise<{ key: string }[]>> = {
  stock: absentStock,
  orders: absentOrders,
  shipments: absentShipments,
};

/** Keys of what the workspace has open and a feed that should have it never spoke of, as far as it is older than the reading. */
export async function absentKeys(db: Reader, kind: OwnerKind, owner: Owner): Promise<string[]> {
  return (await BY_KIND[kind](db, owner)).map(({ key }) => key);
}

function spokenOf(db: Reader, kind: OwnerKind, feedId: number) {
  return db.selectFrom('feed_record').select('key').where('feed_id', '=', feedId).where('kind', '=', kind);
}

function absentOrders(db: Reader, { id, at }: Owner) {
  return db
    .selectFrom('sales_order')
    .select('number as key')
    .where('status', 'not in', ENDED_ORDERS)
    .where('updated_at', '<', at)
    .where('number', 'not in', spokenOf(db, 'orders', id))
    .orderBy('number')
    .limit(MOST_ABSENT)
    .execute();
}

function absentShipments(db: Reader, { id, at }: Owner) {
  return db
    .selectFrom('shipment')
    .select('number as key')
    .where('status', 'not in', ENDED_SHIPMENTS)
    .where('updated_at', '<', at)
    .where('number', 'not in', spokenOf(db, 'shipments', id))
    .orderBy('number')
    .limit(MOST_ABSENT)
    .execute();
}

/** Only in the facilities that the feed speaks of: others keep their stock in another system. */
function absentStock(db: Reader, { id, at }: Owner) {
  const key = sql<string>`product.sku || '|' || facility.code`;
  return db
    .selectFrom('stock_position as s')
    .innerJoin('product', 'product.id', 's.product_id')
    .innerJoin('facility', 'facility.id', 's.facility_id')
    .select(key.as('key'))
    .where('s.on_hand', '<>', 0)
    .where('s.updated_at', '<', at)
    .where(
      'facility.code',
      'in',
      db.selectFrom('feed_record').select('key').where('feed_id', '=', id).where('kind', '=', 'facilities'),
    )
    .where(key, 'not in', spokenOf(db, 'stock', id))
    .orderBy('key')
    .limit(MOST_ABSENT)
    .execute();
}
