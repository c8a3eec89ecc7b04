import { sql } from 'kysely';
import type { FacilityKind } from '../../contract/base.ts';
import type { Database } from '../../db/database.ts';
import type { FacilityFacts } from './facts.ts';
import type { NamedOrder } from './preview.ts';

const SOURCEABLE = ['open', 'partiallySourced'] as const;
const OPEN_UNITS = sql<number>`(l.quantity - l.quantity_allocated - l.quantity_shipped - l.quantity_cancelled)`;

/** Orders that wait to be sourced, with what rules may ask of them. */
export async function findOpenOrders(db: Database): Promise<NamedOrder[]> {
  const [orders, goods] = await Promise.all([
    db.read
      .selectFrom('sales_order as o')
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .select(['o.id', 'o.number', 'o.channel', 'o.country', 'o.region', 'c.segment', 'o.priority'])
      .select(['o.service_level as serviceLevel', 'o.total_minor as valueMinor'])
      .select(['o.ordered_at as orderedAt', 'o.promised_at as promisedAt'])
      .where('o.status', 'in', SOURCEABLE)
      .where('o.hold_reason', 'is', null)
      .orderBy('o.id')
      .execute(),
    db.read
      .selectFrom('sales_order as o')
      .innerJoin('order_line as l', 'l.order_id', 'o.id')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select(['l.order_id as orderId', 'p.category'])
      .select(sql<number>`sum(p.weight_grams * ${OPEN_UNITS})`.as('weight'))
      .select((eb) => eb.fn.max('p.hazardous').as('hazardous'))
      .where('o.status', 'in', SOURCEABLE)
      .where('o.hold_reason', 'is', null)
      .where('p.stocked', '=', 1)
      .where(OPEN_UNITS, '>', 0)
      .groupBy(['l.order_id', 'p.category'])
      .execute(),
  ]);
  const goodsOf = Map.groupBy(goods, ({ orderId }) => orderId);
  return orders.flatMap((order) => {
    const own = goodsOf.get(order.id);
    if (!own) return [];
    return [
      {
        ...order,
        weightGrams: own.reduce((sum, { weight }) => sum + Number(weight), 0),
        categories: own.flatMap(({ category }) => (category === null ? [] : [category])),
        hazardous: own.some(({ hazardous }) => Number(hazardous) === 1),
      },
    ];
  });
}

/** Facilities that work, in the order in which sourcing knows them. */
export function findFacilityFacts(db: Database): Promise<FacilityFacts[]> {
  return db.read
    .selectFrom('facility')
    .select(['id', 'code', 'name', 'kind', 'country', 'region'])
    .where('active', '=', 1)
    .orderBy('id')
    .execute();
}

/** Values that conditions can name, as they occur. */
export async function findChoices(db: Database) {
  const distinct = async (table: 'sales_order' | 'facility', column: 'country' | 'region') => {
    const rows = await db.read
      .selectFrom(table)
      .select(column)
      .distinct()
      .where(column, 'is not', null)
      .execute();
    return sorted(rows.map((row) => row[column] as string));
  };
  const [orderCountries, facilityCountries, orderRegions, facilityRegions, segments, categories, facilities] =
    await Promise.all([
      distinct('sales_order', 'country'),
      distinct('facility', 'country'),
      distinct('sales_order', 'region'),
      distinct('facility', 'region'),
      db.read.selectFrom('customer').select('segment').distinct().execute(),
      db.read.selectFrom('product').select('category').distinct().where('category', 'is not', null).execute(),
      findFacilityFacts(db),
    ]);
  return {
    countries: sorted([...new Set([...orderCountries, ...facilityCountries])]),
    orderRegions,
    facilityRegions,
    segments: sorted(segments.map(({ segment }) => segment)),
    categories: sorted(categories.map(({ category }) => category as string)),
    facilities: facilities.map(({ code, name, kind }) => ({ code, name, kind: kind as FacilityKind })),
  };
}

function sorted(values: string[]): string[] {
  return values.sort((a, b) => a.localeCompare(b));
}
