import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { isHeldLine, isOpenPromise } from './open-promises.ts';
import type { InboundFacts, SupplyFacts } from './supply.ts';

export interface WantedProduct {
  id: number;
  sku: string;
  name: string;
  weightGrams: number;
  priceMinor: number;
  category: string | null;
  hazardous: boolean;
  stocked: boolean;
}

export async function findProducts(db: Database, skus: readonly string[]): Promise<WantedProduct[]> {
  const rows = await db.read
    .selectFrom('product')
    .select(['id', 'sku', 'name', 'weight_grams', 'price_minor', 'category', 'hazardous', 'stocked'])
    .where('sku', 'in', skus)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sku: row.sku,
    name: row.name,
    weightGrams: row.weight_grams,
    priceMinor: row.price_minor,
    category: row.category,
    hazardous: row.hazardous === 1,
    stocked: row.stocked === 1,
  }));
}

const AVAILABLE = sql<number>`(on_hand - reserved_external - reserved_allocated - safety_stock - blocked)`;
const key = (product: number, facility: number) => `${product}@${facility}`;

/**
 * What is there and what comes of a few products, by index. Holds whose time is over count as given back already; units of
 * back-orders whose inbound has come count as taken.
 */
export async function findSupply(db: Database, skus: readonly string[], now: number): Promise<SupplyFacts[]> {
  const [positions, inbounds, corrections] = await Promise.all([
    db.read
      .selectFrom('stock_position')
      .select(['product_id', 'facility_id', 'on_hand'])
      .select(AVAILABLE.as('available'))
      .where('product_id', 'in', idsOf(db, skus))
      .execute(),
    db.read
      .selectFrom('inbound')
      .select(['id', 'reference', 'product_id', 'facility_id', 'quantity', 'promised', 'expected_at'])
      .where('product_id', 'in', idsOf(db, skus))
      .where('status', '=', 'expected')
      .execute(),
    findCorrections(db, skus, now),
  ]);
  const facts = new Map<string, SupplyFacts & { inbound: InboundFacts[] }>();
  const at = (product: number, facility: number) => {
    const known = facts.get(key(product, facility));
    if (known) return known;
    const fresh = {
      productId: product,
      facilityId: facility,
      available: 0,
      onHand: 0,
      inbound: [] as InboundFacts[],
    };
    facts.set(key(product, facility), fresh);
    return fresh;
  };
  for (const row of positions) {
    const position = at(row.product_id, row.facility_id);
    position.available = Number(row.available);
    position.onHand = row.on_hand;
  }
  const given = new Map<number, number>();
  for (const row of corrections) {
    const units = Number(row.units);
    if (row.inbound_id !== null) given.set(row.inbound_id, (given.get(row.inbound_id) ?? 0) + units);
    else at(row.product_id, row.facility_id).available += units;
  }
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

function idsOf(db: Database, skus: readonly string[]) {
  return db.read.selectFrom('product').select('id').where('sku', 'in', skus);
}

/**
 * What makes up for holds whose time is over (of stock, of an inbound), and what back-orders are owed though their inbound is
 * in: the next units that are there are theirs.
 */
function findCorrections(db: Database, skus: readonly string[], now: number) {
  return db.read
    .selectFrom('promise_hold_line as l')
    .innerJoin('promise_hold as h', 'h.id', 'l.hold_id')
    .select([
      'l.product_id',
      'l.facility_id',
      sql<number | null>`null`.as('inbound_id'),
      'l.quantity as units',
    ])
    .where(isHeldLine('l'))
    .where('l.product_id', 'in', idsOf(db, skus))
    .where('h.expires_at', '<=', now)
    .unionAll(
      db.read
        .selectFrom('inbound_promise as p')
        .innerJoin('promise_hold as h', 'h.id', 'p.hold_id')
        .select(['p.product_id', 'p.facility_id', 'p.inbound_id', 'p.quantity as units'])
        .where(isOpenPromise('p'))
        .where('p.status', '=', 'held')
        .where('p.product_id', 'in', idsOf(db, skus))
        .where('h.expires_at', '<=', now),
    )
    .unionAll(
      db.read
        .selectFrom('inbound_promise as p')
        .innerJoin('inbound as i', 'i.id', 'p.inbound_id')
        .select(['p.product_id', 'p.facility_id', sql<number | null>`null`.as('inbound_id')])
        .select(sql<number>`-p.quantity`.as('units'))
        .where(isOpenPromise('p'))
        .where('p.product_id', 'in', idsOf(db, skus))
        .where('i.status', '=', 'received'),
    )
    .execute();
}
