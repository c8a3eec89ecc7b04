import type { Database } from '../../db/database.ts';
import type { HeldUnits } from '../sourcing/index.ts';

/** The code of the carrier that each service is of. */
export async function findCarriersOfServices(db: Database): Promise<Map<number, string>> {
  const rows = await db.read
    .selectFrom('carrier_service as s')
    .innerJoin('carrier as c', 'c.id', 's.carrier_id')
    .select(['s.id', 'c.code'])
    .execute();
  return new Map(rows.map(({ id, code }) => [id, code]));
}

export interface DecisionOfOrder {
  orderId: number;
  number: string;
  outcome: string;
  costMinor: number;
  allocationsJson: string;
  reasonJson: string;
}

export function findDecision(
  db: Database,
  runId: number,
  number: string,
): Promise<DecisionOfOrder | undefined> {
  return decisions(db).where('d.run_id', '=', runId).where('o.number', '=', number).executeTakeFirst();
}

/** Decisions of a run that take any of the products, but for one order's. */
export async function findDecisionsTaking(
  db: Database,
  runId: number,
  skus: readonly string[],
  butOf: number,
): Promise<DecisionOfOrder[]> {
  if (skus.length === 0) return [];
  return decisions(db)
    .where('d.run_id', '=', runId)
    .where('d.order_id', '<>', butOf)
    .where('d.outcome', 'in', ['sourced', 'partial'])
    .where((eb) =>
      eb.or(skus.map((sku) => eb('d.allocations_json', 'like', `%"sku":${JSON.stringify(sku)}%`))),
    )
    .execute();
}

function decisions(db: Database) {
  return db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('sales_order as o', 'o.id', 'd.order_id')
    .select(['d.order_id as orderId', 'o.number', 'd.outcome', 'd.cost_minor as costMinor'])
    .select(['d.allocations_json as allocationsJson', 'd.reason_json as reasonJson']);
}

/** What an order holds, by line. */
export function findHeldOfOrder(
  db: Database,
  orderId: number,
): Promise<(HeldUnits & { order_line_id: number })[]> {
  return db.read
    .selectFrom('allocation')
    .select(['order_line_id', 'product_id', 'facility_id', 'quantity'])
    .where('order_id', '=', orderId)
    .where('status', 'in', ['reserved', 'released'])
    .execute();
}

/** What the other orders of a run have reserved of some products. */
export function findHeldOfRun(
  db: Database,
  runId: number,
  productIds: readonly number[],
  butOf: number,
): Promise<HeldUnits[]> {
  return db.read
    .selectFrom('allocation as a')
    .innerJoin('sourcing_decision as d', 'd.order_id', 'a.order_id')
    .select(['a.product_id', 'a.facility_id', 'a.quantity'])
    .where('d.run_id', '=', runId)
    .where('a.order_id', '<>', butOf)
    .where('a.status', '=', 'reserved')
    .where('a.product_id', 'in', productIds)
    .execute();
}

/**
 * Whether anything that a decision rests on has changed since: the order, the stock of its products, reservations of it by others, the
 * facilities, or an import that may have brought rates.
 */
export async function hasChangedSince(
  db: Database,
  at: number,
  what: { orderId: number; productIds: readonly number[]; runId: number; appliedAt: number | null },
): Promise<boolean> {
  const { orderId, productIds, runId, appliedAt } = what;
  const products = productIds.length > 0 ? productIds : [-1];
  const found = await Promise.all([
    db.read
      .selectFrom('stock_position')
      .select('product_id as id')
      .where('product_id', 'in', products)
      .where('updated_at', '>', at)
      .limit(1)
      .executeTakeFirst(),
    db.read
      .selectFrom('allocation')
      .select('id')
      .where('product_id', 'in', products)
      .where('updated_at', '>', at)
      .where((eb) => eb.or([eb('run_id', 'is', null), eb('run_id', '<>', runId)]))
      .limit(1)
      .executeTakeFirst(),
    db.read
      .selectFrom('sales_order')
      .select('id')
      .where('id', '=', orderId)
      .where('updated_at', '>', Math.max(at, appliedAt ?? at))
      .executeTakeFirst(),
    db.read.selectFrom('facility').select('id').where('updated_at', '>', at).limit(1).executeTakeFirst(),
    db.read.selectFrom('import_run').select('id').where('finished_at', '>', at).limit(1).executeTakeFirst(),
  ]);
  return found.some((row) => row !== undefined);
}
