import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { InboundFacts, SupplyFacts } from './supply.ts';

export interface WantedProduct {
  id: number;
  sku: string;
  name: string;
  weightGrams: number;
  stocked: boolean;
}

export async function findProducts(db: Database, skus: readonly string[]): Promise<WantedProduct[]> {
  const rows = await db.read
    .selectFrom('product')
    .select(['id', 'sku', 'name', 'weight_grams', 'stocked'])
    .where('sku', 'in', skus)
    .execute();
  return rows.map(({ weight_grams: weightGrams, stocked, ...row }) => ({
    ...row,
    weightGrams,
    stocked: stocked === 1,
  }));
}

const AVAILABLE = sql<number>`(on_hand - reserved_external - reserved_allocated - safety_stock - blocked)`;
const key = (product: number, facility: number) => `${product}@${facility}`;

/**
 * What is there and what comes of a few products, by index. Holds whose time is over count as given back already; units of
 * back-orders whose inbound has come count as taken.
 */
export async function findSupply(
  db: Database,
  productIds: readonly number[],
  now: number,
): Promise<SupplyFacts[]> {
  const [positions, inbounds, overdue, overdueInbound, owed] = await Promise.all([
    db.read
      .selectFrom('stock_position')
      .select(['product_id', 'facility_id'])
      .select(AVAILABLE.as('available'))
      .where('product_id', 'in', productIds)
      .execute(),
    db.read
      .selectFrom('inbound')
      .select(['id', 'reference', 'product_id', 'facility_id', 'quantity', 'promised', 'expected_at'])
      .where('product_id', 'in', productIds)
      .where('status', '=', 'expected')
      .execute(),
    overdueHolds(db, productIds, now),
    overduePromises(db, productIds, now),
    owedUnits(db, productIds),
  ]);
  const facts = new Map<string, { available: number; inbound: InboundFacts[] } & SupplyFacts>();
  const at = (product: number, facility: number) => {
    const known = facts.get(key(product, facility));
    if (known) return known;
    const fresh = { productId: product, facilityId: facility, available: 0, inbound: [] as InboundFacts[] };
    facts.set(key(product, facility), fresh);
    return fresh;
  };
  for (const row of positions) at(row.product_id, row.facility_id).available = Number(row.available);
  for (const row of overdue) at(row.product_id, row.facility_id).available += Number(row.units);
  for (const row of owed) at(row.product_id, row.facility_id).available -= Number(row.units);
  const given = new Map(overdueInbound.map((row) => [row.inbound_id, Number(row.units)]));
  for (const row of inbounds) {
    at(row.product_id, row.facility_id).inbound.push({
      id: row.id,
      reference: row.reference,
      quantity: row.quantity,
      promised: row.promised - (given.get(row.id) ?? 0),
      expectedAt: row.expected_at,
    });
  }
  return [...facts.values()];
}

function overdueHolds(db: Database, productIds: readonly number[], now: number) {
  return db.read
    .selectFrom('promise_hold_line as l')
    .innerJoin('promise_hold as h', 'h.id', 'l.hold_id')
    .select(['l.product_id', 'l.facility_id'])
    .select((eb) => eb.fn.sum<number>('l.quantity').as('units'))
    .where('l.status', '=', 'held')
    .where('l.product_id', 'in', productIds)
    .where('h.expires_at', '<=', now)
    .groupBy(['l.product_id', 'l.facility_id'])
    .execute();
}

function overduePromises(db: Database, productIds: readonly number[], now: number) {
  return db.read
    .selectFrom('inbound_promise as p')
    .innerJoin('promise_hold as h', 'h.id', 'p.hold_id')
    .select('p.inbound_id')
    .select((eb) => eb.fn.sum<number>('p.quantity').as('units'))
    .where('p.status', '=', 'held')
    .where('p.product_id', 'in', productIds)
    .where('h.expires_at', '<=', now)
    .groupBy('p.inbound_id')
    .execute();
}

/** Units that back-orders wait for though their inbound is in: the next that are there are theirs. */
function owedUnits(db: Database, productIds: readonly number[]) {
  return db.read
    .selectFrom('inbound_promise as p')
    .innerJoin('inbound as i', 'i.id', 'p.inbound_id')
    .select(['p.product_id', 'p.facility_id'])
    .select((eb) => eb.fn.sum<number>('p.quantity').as('units'))
    .where('p.status', 'in', ['held', 'waiting'])
    .where('p.product_id', 'in', productIds)
    .where('i.status', '=', 'received')
    .groupBy(['p.product_id', 'p.facility_id'])
    .execute();
}
