import type { Database } from '../../db/database.ts';
import { chunksOf, type DecisionFigures, type PlannedOrder, readPlan } from '../sourcing/index.ts';

/** A decision, as short as comparing needs it. */
export interface PlanRow {
  orderId: number;
  key: string;
  costMinor: number;
  arrivesAt: number | null;
}

export function findPlanRows(db: Database, runId: number): Promise<PlanRow[]> {
  return db.read
    .selectFrom('sourcing_decision')
    .select(['order_id as orderId', 'plan_key as key', 'plain_cost_minor as costMinor'])
    .select('arrives_at as arrivesAt')
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute();
}

/** The plans of some orders of a run, in full. */
export async function findPlans(
  db: Database,
  runId: number,
  orderIds: readonly number[],
): Promise<Map<number, PlannedOrder>> {
  const plans = new Map<number, PlannedOrder>();
  for (const chunk of chunksOf(orderIds)) {
    const rows = await db.read
      .selectFrom('sourcing_decision')
      .select(['order_id as orderId', 'outcome', 'allocations_json as allocationsJson'])
      .select(['arrives_at as arrivesAt', 'figures_json as figuresJson'])
      .where('run_id', '=', runId)
      .where('order_id', 'in', chunk)
      .execute();
    for (const row of rows) plans.set(row.orderId, readPlan(row));
  }
  return plans;
}

/** Units that each order of a run wants. */
export async function findUnitsWanted(
  db: Database,
  runId: number,
): Promise<[orderId: number, units: number][]> {
  const rows = await db.read
    .selectFrom('sourcing_decision')
    .select(['order_id', 'figures_json'])
    .where('run_id', '=', runId)
    .execute();
  return rows.map(({ order_id: id, figures_json: json }) => {
    const { units = 0, unitsShort = 0 } = json ? (JSON.parse(json) as DecisionFigures) : {};
    return [id, units + unitsShort];
  });
}

export interface ReservedUnits {
  orderId: number;
  orderLineId: number;
  productId: number;
  facilityId: number;
  quantity: number;
}

/** What the orders of a run have reserved, are picking or have shipped. */
export function findReservedOfRun(db: Database, runId: number): Promise<ReservedUnits[]> {
  return db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('allocation as a', 'a.order_id', 'd.order_id')
    .select(['a.order_id as orderId', 'a.order_line_id as orderLineId', 'a.product_id as productId'])
    .select(['a.facility_id as facilityId', 'a.quantity'])
    .where('d.run_id', '=', runId)
    .where('a.status', '<>', 'cancelled')
    .orderBy('a.id')
    .execute();
}

export interface OrderFace {
  number: string;
  customer: string | null;
  city: string | null;
  country: string | null;
  promisedAt: number | null;
}

/** What a list shows of orders besides their plans. */
export async function findFaces(db: Database, orderIds: readonly number[]): Promise<Map<number, OrderFace>> {
  const faces = new Map<number, OrderFace>();
  for (const chunk of chunksOf(orderIds)) {
    const rows = await db.read
      .selectFrom('sales_order as o')
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .select([
        'o.id',
        'o.number',
        'o.city',
        'o.country',
        'o.promised_at as promisedAt',
        'c.name as customer',
      ])
      .where('o.id', 'in', chunk)
      .execute();
    for (const { id, ...face } of rows) faces.set(id, face);
  }
  return faces;
}

/** What the orders of a run can be found by: number, city and customer. */
export async function findSearchTexts(db: Database, runId: number): Promise<Map<number, string>> {
  const rows = await db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('sales_order as o', 'o.id', 'd.order_id')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .select(['o.id', 'o.number', 'o.city', 'c.name'])
    .where('d.run_id', '=', runId)
    .execute();
  return new Map(rows.map((row) => [row.id, `${row.number} ${row.city ?? ''} ${row.name ?? ''}`]));
}

/** Where goods go: one row for each order and facility of a plan. */
export interface GoodsMoved {
  facilityId: number;
  units: number;
  country: string | null;
  postalCode: string | null;
  latitude: number | null;
  longitude: number | null;
}

export async function findGoodsOfRun(db: Database, runId: number): Promise<GoodsMoved[]> {
  const rows = await db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('sales_order as o', 'o.id', 'd.order_id')
    .select(['d.plan_key', 'o.country', 'o.postal_code as postalCode', 'o.latitude', 'o.longitude'])
    .where('d.run_id', '=', runId)
    .where('d.plan_key', '<>', '')
    .execute();
  return rows.flatMap(({ plan_key: key, ...place }) => {
    const units = new Map<number, number>();
    for (const part of key.split(' ')) {
      const [, facility = 0, quantity = 0] = /@(-?\d+)x(\d+)$/.exec(part)?.map(Number) ?? [];
      units.set(facility, (units.get(facility) ?? 0) + quantity);
    }
    return [...units].map(([facilityId, quantity]) => ({ facilityId, units: quantity, ...place }));
  });
}

export async function findGoodsReserved(db: Database, runId: number): Promise<GoodsMoved[]> {
  const rows = await db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('allocation as a', 'a.order_id', 'd.order_id')
    .innerJoin('sales_order as o', 'o.id', 'd.order_id')
    .select(['a.facility_id as facilityId', 'o.country', 'o.postal_code as postalCode'])
    .select(['o.latitude', 'o.longitude'])
    .select((eb) => eb.fn.sum<number>('a.quantity').as('units'))
    .where('d.run_id', '=', runId)
    .where('a.status', '<>', 'cancelled')
    .groupBy(['o.id', 'a.facility_id', 'o.country', 'o.postal_code', 'o.latitude', 'o.longitude'])
    .execute();
  return rows.map((row) => ({ ...row, units: Number(row.units) }));
}

/** What each facility is called and can ship a day, by its code. */
export async function findFacilityLimits(
  db: Database,
): Promise<Map<string, { name: string; capacityOrders: number | null }>> {
  const rows = await db.read
    .selectFrom('facility')
    .select(['code', 'name', 'daily_capacity_orders as capacityOrders'])
    .execute();
  return new Map(rows.map(({ code, ...limit }) => [code, limit]));
}

export function findPlaces(db: Database) {
  return db.read.selectFrom('facility').select(['id', 'code', 'latitude', 'longitude']).execute();
}
