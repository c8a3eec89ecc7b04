import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** Facilities by their codes, with where they are. */
export function findDepots(db: Database, codes: readonly string[]) {
  return inPieces(codes, (piece) =>
    db.read
      .selectFrom('facility')
      .select(['id', 'code', 'name', 'latitude', 'longitude', 'time_zone'])
      .where('code', 'in', piece)
      .execute(),
  );
}

/** When places are open on a weekday (0 = Monday); `anyDay`: facilities that have hours at all. */
export async function findOpening(db: Database, weekday: number) {
  const rows = await db.read.selectFrom('opening_hours').selectAll().orderBy('from_minutes').execute();
  return {
    anyDay: new Set(rows.map(({ facility_id }) => facility_id)),
    windows: Map.groupBy(
      rows.filter((row) => row.weekday === weekday),
      ({ facility_id }) => facility_id,
    ),
  };
}

/** Working days of facilities, where they were told. */
export function findWorkCalendars(db: Database) {
  return db.read
    .selectFrom('work_calendar')
    .select(['owner_id', 'working_days', 'closed_days_json'])
    .where('owner', '=', 'facility')
    .execute();
}

const ADDRESS = ['o.street', 'o.city', 'o.postal_code', 'o.country', 'o.latitude', 'o.longitude'] as const;

/** Of shipments that stand at their depot. */
export const AT_DEPOT = ['planned', 'picked', 'packed'] as const;

/** Shipments that have not left their depot and are due; `statuses`: others than those that stand there. */
export function findShipments(
  db: Database,
  {
    depots,
    until,
    numbers,
    statuses = AT_DEPOT,
  }: {
    depots: readonly number[];
    until: number;
    numbers: readonly string[] | undefined;
    statuses?: readonly string[];
  },
) {
  const base = db.read
    .selectFrom('shipment as s')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .select([...ADDRESS, 'o.id as order_id', 'o.number as order_number', 'o.ship_to_name', 'o.priority'])
    .select(['s.id', 's.number', 's.facility_id', 's.weight_grams', 's.promised_at'])
    .select(['s.city as s_city', 's.postal_code as s_postal_code', 's.country as s_country'])
    .select(['s.latitude as s_latitude', 's.longitude as s_longitude', 'o.promised_at as order_promised_at'])
    .where('s.status', 'in', statuses)
    .where('s.facility_id', 'in', depots)
    .where((eb) => eb.or([eb('o.fulfilment', 'is', null), eb('o.fulfilment', '=', 'delivery')]))
    .orderBy('s.id');
  if (numbers) return inPieces(numbers, (piece) => base.where('s.number', 'in', piece).execute());
  const promise = sql<number | null>`coalesce(s.promised_at, o.promised_at)`;
  return base.where((eb) => eb.or([eb(promise, 'is', null), eb(promise, '<=', until)])).execute();
}

/** Weight and volume of what shipments hold. */
export function findShipmentGoods(db: Database, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    db.read
      .selectFrom('shipment_line as l')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .select('l.shipment_id as id')
      .select(sql<number>`sum(l.quantity * p.weight_grams)`.as('weight'))
      .select(sql<number>`sum(l.quantity * p.volume_millilitres)`.as('volume'))
      .where('l.shipment_id', 'in', piece)
      .groupBy('l.shipment_id')
      .execute(),
  );
}

/** What orders have released to a depot, or reserved there, and no shipment holds yet. */
export function findAllocated(
  db: Database,
  {
    depots,
    until,
    statuses,
  }: { depots: readonly number[]; until: number; statuses: readonly ('released' | 'reserved')[] },
) {
  return db.read
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .innerJoin('product as p', 'p.id', 'a.product_id')
    .select([
      ...ADDRESS,
      'o.id',
      'o.number',
      'o.ship_to_name',
      'o.priority',
      'o.promised_at',
      'a.facility_id',
    ])
    .select(sql<number>`sum(a.quantity * p.weight_grams)`.as('weight'))
    .select(sql<number>`sum(a.quantity * p.volume_millilitres)`.as('volume'))
    .where('a.status', 'in', statuses)
    .where((eb) => eb.or([eb('a.status', '=', 'released'), eb('o.hold_reason', 'is', null)]))
    .where('a.facility_id', 'in', depots)
    .where('o.fulfilment', '=', 'delivery')
    .where((eb) => eb.or([eb('o.promised_at', 'is', null), eb('o.promised_at', '<=', until)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('shipment as s')
            .select('s.id')
            .whereRef('s.order_id', '=', 'o.id')
            // Looked up by its order: a facility has sent thousands of shipments, an order few.
            .where(sql`s.facility_id + 0`, '=', eb.ref('a.facility_id'))
            .where('s.status', '!=', 'cancelled'),
        ),
      ),
    )
    .groupBy([
      ...ADDRESS,
      'o.id',
      'o.number',
      'o.ship_to_name',
      'o.priority',
      'o.promised_at',
      'a.facility_id',
    ])
    .orderBy('o.id')
    .orderBy('a.facility_id')
    .execute();
}

/** Stock on its way from a depot (named by code or name) to another facility, expected by the end of the day. */
export function findTransfers(
  db: Database,
  { origins, until }: { origins: readonly string[]; until: number },
) {
  return db.read
    .selectFrom('inbound as i')
    .innerJoin('facility as f', 'f.id', 'i.facility_id')
    .innerJoin('product as p', 'p.id', 'i.product_id')
    .select(['i.reference', 'i.origin', 'f.id', 'f.name', 'f.street', 'f.city', 'f.postal_code', 'f.country'])
    .select(['f.latitude', 'f.longitude'])
    .select(sql<number>`sum(i.quantity * p.weight_grams)`.as('weight'))
    .select(sql<number>`sum(i.quantity * p.volume_millilitres)`.as('volume'))
    .where('i.kind', '=', 'transfer')
    .where('i.status', '=', 'expected')
    .where('i.origin', 'in', origins)
    .where('i.expected_at', '<=', until)
    .groupBy([
      'i.reference',
      'i.origin',
      'f.id',
      'f.name',
      'f.street',
      'f.city',
      'f.postal_code',
      'f.country',
    ])
    .groupBy(['f.latitude', 'f.longitude'])
    .orderBy('i.reference')
    .orderBy('f.id')
    .execute();
}

/** Returns that were announced and wait at their customers. */
export function findReturns(db: Database, { until }: { until: number }) {
  return db.read
    .selectFrom('order_return as r')
    .innerJoin('sales_order as o', 'o.id', 'r.order_id')
    .innerJoin('order_return_line as l', 'l.return_id', 'r.id')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select([...ADDRESS, 'r.id', 'r.number', 'o.id as order_id', 'o.ship_to_name'])
    .select(sql<number>`sum(l.quantity * p.weight_grams)`.as('weight'))
    .select(sql<number>`sum(l.quantity * p.volume_millilitres)`.as('volume'))
    .where('r.status', '=', 'announced')
    .where('r.returned_at', '<=', until)
    .where('r.channel', '!=', 'pos')
    .groupBy([...ADDRESS, 'r.id', 'r.number', 'o.id', 'o.ship_to_name'])
    .orderBy('r.id')
    .execute();
}
