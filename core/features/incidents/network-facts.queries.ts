import { type Kysely, sql } from 'kysely';
import { OPEN_UNITS } from '../../db/open-units.ts';
import type { Tables } from '../../db/tables.ts';
import type { FeedFacts } from './detectors/feed-down.ts';
import type { FacilityLoad } from './detectors/over-capacity.ts';
import type { OrderFacts } from './detectors/promise-at-risk.ts';
import type { ShortPickFacts } from './detectors/short-pick.ts';
import type { PositionFacts } from './detectors/stock-discrepancy.ts';
import type { WaitingProduct } from './detectors/stock-out.ts';
import type { WaveFacts } from './detectors/wave-late.ts';

type Read = Kysely<Tables>;

const UNSHIPPED = ['open', 'partiallySourced', 'sourced', 'released', 'picking', 'packed'];
const ACTIVE = ['reserved', 'released'];
const UNPACKED = ['planned', 'picked'];

/** Orders not held, of which something has not left, promised before an instant. */
export function findPromisedOrders(read: Read, before: number): Promise<OrderFacts[]> {
  return read
    .selectFrom('sales_order as o')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .select(['o.id', 'o.number', 'o.promised_at as promisedAt', 'o.priority', 'o.customer_id as customerId'])
    .select(['c.name as customer', 'c.segment', 'o.total_minor as totalMinor', 'o.currency'])
    .select((eb) =>
      eb
        .selectFrom('allocation as a')
        .innerJoin('facility as f', 'f.id', 'a.facility_id')
        .select('f.code')
        .whereRef('a.order_id', '=', 'o.id')
        .where('a.status', 'in', ACTIVE)
        .limit(1)
        .as('facility'),
    )
    .where('o.status', 'in', UNSHIPPED)
    .where('o.hold_reason', 'is', null)
    .where('o.promised_at', '<', before)
    .execute();
}

/** Orders that wait for units which pickers did not find. */
export async function findShortPicks(read: Read): Promise<ShortPickFacts[]> {
  const rows = await read
    .selectFrom('pick_part as k')
    .innerJoin('allocation as a', 'a.id', 'k.allocation_id')
    .innerJoin('order_line as l', 'l.id', 'a.order_line_id')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .innerJoin('facility as f', 'f.id', 'a.facility_id')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .select(['o.id', 'o.number', 'o.promised_at as promisedAt', 'o.priority', 'o.customer_id as customerId'])
    .select(['c.name as customer', 'c.segment', 'o.total_minor as totalMinor', 'o.currency'])
    .select(['f.code as facility', 'l.id as lineId', 'k.short'])
    .select(OPEN_UNITS.as('open'))
    // In the words of the partial index.
    .where(sql<boolean>`k.short > 0`)
    .where('o.status', 'in', ['open', 'partiallySourced', 'partiallyShipped'])
    .where('o.hold_reason', 'is', null)
    .where(OPEN_UNITS, '>', 0)
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((own) => {
    const { lineId: _lineId, short: _short, open: _open, ...order } = own[0] as (typeof own)[number];
    const lines = new Map(own.map(({ lineId, open }) => [lineId, Number(open)]));
    return {
      ...order,
      units: own.reduce((sum, { short }) => sum + short, 0),
      waiting: [...lines.values()].reduce((sum, open) => sum + open, 0),
    };
  });
}

/** Waves that are not over. */
export async function findOpenWaves(read: Read): Promise<WaveFacts[]> {
  const rows = await read
    .selectFrom('wave as w')
    .innerJoin('facility as f', 'f.id', 'w.facility_id')
    .leftJoin('wave_order as o', 'o.wave_id', 'w.id')
    .leftJoin('shipment as s', 's.id', 'o.shipment_id')
    .select(['w.id', 'w.number', 'f.code as facility', 'w.status'])
    .select(['w.release_at as releaseAt', 'w.cut_off_at as cutOffAt'])
    .select((eb) => eb.fn.count<number>('o.id').as('orders'))
    .select((eb) =>
      eb.fn.sum<number>(eb.case().when('s.status', 'in', UNPACKED).then(1).else(0).end()).as('unpacked'),
    )
    .where('w.status', 'in', ['planned', 'released'])
    .groupBy(['w.id', 'w.number', 'f.code', 'w.status', 'w.release_at', 'w.cut_off_at'])
    .execute();
  return rows.map((row) => ({ ...row, orders: Number(row.orders), unpacked: Number(row.unpacked) }));
}

/** Products that open orders wait for, with what is available of them anywhere. */
export async function findWaitingProducts(read: Read): Promise<WaitingProduct[]> {
  const rows = await read
    .selectFrom('order_line as l')
    .innerJoin('sales_order as o', 'o.id', 'l.order_id')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select(['p.id', 'p.sku', 'p.currency'])
    .select((eb) => eb.fn.count<number>('l.order_id').distinct().as('waitingOrders'))
    .select(sql<number>`sum(${OPEN_UNITS})`.as('units'))
    .select(sql<number>`sum(${OPEN_UNITS} * l.unit_price_minor)`.as('value'))
    .select((eb) =>
      eb
        .selectFrom('stock_position as k')
        .select(
          sql<number>`coalesce(sum(case when k.on_hand - k.blocked - k.reserved_external - k.reserved_allocated - k.safety_stock > 0
            then k.on_hand - k.blocked - k.reserved_external - k.reserved_allocated - k.safety_stock else 0 end), 0)`.as(
            'free',
          ),
        )
        .whereRef('k.product_id', '=', 'p.id')
        .as('available'),
    )
    .where('o.status', 'in', ['open', 'partiallySourced'])
    .where('o.hold_reason', 'is', null)
    .where('p.stocked', '=', 1)
    .where(sql<boolean>`l.quantity > l.quantity_allocated + l.quantity_shipped + l.quantity_cancelled`)
    .groupBy(['p.id', 'p.sku', 'p.currency'])
    .execute();
  return rows.map(({ id, sku, currency, waitingOrders, units, value, available }) => ({
    id,
    sku,
    currency,
    waitingOrders: Number(waitingOrders),
    waitingUnits: Number(units),
    valueMinor: Number(value),
    available: Number(available),
  }));
}

/** Positions of which more is promised than is there. */
export function findOverdrawn(read: Read): Promise<PositionFacts[]> {
  return read
    .selectFrom('stock_position as k')
    .innerJoin('product as p', 'p.id', 'k.product_id')
    .innerJoin('facility as f', 'f.id', 'k.facility_id')
    .select(['p.sku', 'f.code as facility', 'k.on_hand as onHand', 'k.blocked'])
    .select(['k.reserved_external as reservedExternal', 'k.reserved_allocated as reservedAllocated'])
    .select(['p.price_minor as valueMinor', 'p.currency'])
    .where(sql<boolean>`k.reserved_external + k.reserved_allocated + k.blocked > k.on_hand`)
    .where('f.active', '=', 1)
    .execute();
}

/** How many orders have stock reserved at each facility that has not left. */
export async function findLoads(read: Read): Promise<FacilityLoad[]> {
  const rows = await read
    .selectFrom('facility as f')
    .innerJoin('allocation as a', 'a.facility_id', 'f.id')
    .select(['f.id', 'f.code', 'f.daily_capacity_orders as dailyCapacityOrders'])
    .select((eb) => eb.fn.count<number>('a.order_id').distinct().as('openOrders'))
    .where('a.status', 'in', ACTIVE)
    .where('f.active', '=', 1)
    .where('f.daily_capacity_orders', 'is not', null)
    .groupBy(['f.id', 'f.code', 'f.daily_capacity_orders'])
    .execute();
  return rows.map((row) => ({ ...row, openOrders: Number(row.openOrders) }));
}

export function findWorkingFeeds(read: Read): Promise<FeedFacts[]> {
  return read
    .selectFrom('feed')
    .select(['id', 'name', 'failures', 'last_success_at as lastSuccessAt'])
    .select('interval_seconds as intervalSeconds')
    .where('active', '=', 1)
    .where('removed_at', 'is', null)
    .execute();
}
