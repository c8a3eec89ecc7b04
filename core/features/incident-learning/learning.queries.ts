import { setImmediate } from 'node:timers/promises';
import { type Compilable, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Known, LearningPeriod } from '../../contract/incident-learning.ts';
import type { IncidentKind, OptionKind } from '../../contract/incidents.ts';
import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Tables } from '../../db/tables.ts';
import type { CarrierVolume, LearnedAction, LearnedIncident } from './learning-facts.ts';

type Read = Kysely<Tables>;

const CHUNK = 1000;

/** Rows in pieces: the RPC loop has its turn between them. */
async function* records<Output>(
  db: Database,
  query: SelectQueryBuilder<Tables, never, Output> | Compilable<Output>,
): AsyncGenerator<Output[]> {
  for await (const { columns, rows } of db.stream(query as Compilable, CHUNK)) {
    yield rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])) as Output);
    await setImmediate();
  }
}

/** Found in the period; a shared cause is told by those inside it. */
function foundIn(read: Read, { from, to }: LearningPeriod) {
  return read
    .selectFrom('incident as i')
    .where('i.detected_at', '>=', from)
    .where('i.detected_at', '<', to)
    .where('i.entity', '!=', 'cause');
}

/** Incidents of the period, in pieces. @param arrivals of those that arrived otherwise than by their shipment */
export async function* streamIncidents(
  db: Database,
  period: LearningPeriod,
  arrivals: ReadonlyMap<number, number>,
): AsyncGenerator<LearnedIncident[]> {
  const query = foundIn(db.read, period)
    .leftJoin('shipment as s', (join) =>
      join.onRef('s.id', '=', 'i.entity_id').on('i.entity', '=', 'shipment'),
    )
    .leftJoin('facility as f', 'f.code', 'i.facility')
    .leftJoin('incident as p', (join) => join.onRef('p.id', '=', 'i.parent_id').on('p.cause', 'is not', null))
    .select(['i.id', 'i.kind', 'i.state', 'i.entity', 'i.entity_key', 'i.carrier', 'i.facility'])
    .select(['i.detected_at', 'i.began_at', 'i.resolved_at', 'i.promised_at', 'i.promise_held'])
    .select(['f.name as facility_name', 'f.country as origin', 's.country as destination'])
    .select(['s.delivered_at', 'p.entity_key as cause_key', 'p.place as cause_place']);
  for await (const rows of records(db, query)) {
    yield rows.map((row) => ({
      id: row.id,
      kind: row.kind as IncidentKind,
      state: row.state,
      entity: row.entity,
      key: row.entity_key,
      carrier: row.carrier,
      facility: row.facility,
      facilityName: row.facility_name,
      lane: row.origin && row.destination ? `${row.origin}→${row.destination}` : null,
      sharedCause:
        row.cause_key === null
          ? null
          : { key: row.cause_key, name: row.cause_place ?? row.cause_key.replace(/^\w+:/, '') },
      detectedAt: row.detected_at,
      beganAt: row.began_at,
      resolvedAt: row.resolved_at,
      promisedAt: row.promised_at,
      promiseHeld: row.promise_held === null ? null : row.promise_held === 1,
      arrivedAt: arrivals.get(row.id) ?? row.delivered_at,
    }));
  }
}

/** What was done about them, with what came of claims. */
export async function findLearnedActions(
  db: Database,
  period: LearningPeriod,
  currency: string,
): Promise<{ byIncident: Map<number, LearnedAction[]>; replacements: Map<string, number> }> {
  const query = foundIn(db.read, period)
    .innerJoin('incident_action as a', 'a.incident_id', 'i.id')
    .leftJoin('incident_claim as c', 'c.action_id', 'a.id')
    .select(['i.id', 'a.option', 'a.actor', 'a.at', 'a.cost_minor', 'a.currency', 'a.made', 'a.undone_at'])
    .select(['c.carrier', 'c.claimed_minor', 'c.paid_minor']);
  const byIncident = new Map<number, LearnedAction[]>();
  const replacements = new Map<string, number>();
  for await (const rows of records(db, query)) {
    for (const row of rows) {
      const takenBack = row.undone_at !== null;
      const own = byIncident.get(row.id) ?? [];
      byIncident.set(row.id, own);
      own.push({
        incidentId: row.id,
        option: row.option as OptionKind,
        actor: row.actor,
        at: row.at,
        costMinor: row.cost_minor,
        takenBack,
        counts: row.currency === currency,
        claim:
          row.carrier === null
            ? null
            : { carrier: row.carrier, claimedMinor: row.claimed_minor ?? 0, paidMinor: row.paid_minor ?? 0 },
      });
      if (row.option === 'reship' && row.made && !takenBack) replacements.set(row.made, row.id);
    }
  }
  return { byIncident, replacements };
}

/** When orders were there whole: those of incidents about orders, and those that replace what was lost. */
export async function findArrivals(
  db: Database,
  period: LearningPeriod,
  replacements: ReadonlyMap<string, number>,
): Promise<Map<number, number>> {
  const whole = sql<number>`case when count(s.id) = count(s.delivered_at) then max(s.delivered_at) end`;
  const arrivals = new Map<number, number>();
  const orders = foundIn(db.read, period)
    .innerJoin('sales_order as o', 'o.id', 'i.order_id')
    .innerJoin('shipment as s', 's.order_id', 'o.id')
    .select(['i.id', whole.as('arrived_at')])
    .where('i.entity', '=', 'order')
    .where('o.status', 'in', ['shipped', 'delivered'])
    .where('s.status', '!=', 'cancelled')
    .groupBy('i.id');
  for await (const rows of records(db, orders)) {
    for (const { id, arrived_at } of rows) if (arrived_at !== null) arrivals.set(id, arrived_at);
  }
  const sentAgain = await inPieces([...replacements.keys()], (piece) =>
    db.read
      .selectFrom('sales_order as o')
      .innerJoin('shipment as s', 's.order_id', 'o.id')
      .select(['o.number', whole.as('arrived_at')])
      .where('o.number', 'in', piece)
      .where('s.status', '!=', 'cancelled')
      .groupBy('o.number')
      .execute(),
  );
  for (const { number, arrived_at } of sentAgain) {
    const incident = replacements.get(number);
    if (incident !== undefined && arrived_at !== null) arrivals.set(incident, Number(arrived_at));
  }
  return arrivals;
}

type Things = Map<number, { key: string; name: string }[]>;

/** The products of each incident. */
export async function findLearnedProducts(db: Database, period: LearningPeriod): Promise<Things> {
  const shipped = foundIn(db.read, period)
    .innerJoin('shipment_line as l', 'l.shipment_id', 'i.entity_id')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select(['i.id', 'p.sku', 'p.name'])
    .where('i.entity', '=', 'shipment');
  const ordered = foundIn(db.read, period)
    .innerJoin('order_line as l', 'l.order_id', 'i.order_id')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select(['i.id', 'p.sku', 'p.name'])
    .where('i.entity', '=', 'order');
  const short = foundIn(db.read, period)
    .innerJoin('product as p', (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([eb('i.entity', '=', 'product'), eb('p.sku', '=', eb.ref('i.entity_key'))]),
          eb.and([
            eb('i.entity', '=', 'position'),
            eb(sql`p.sku || ' @ ' || coalesce(i.facility, '')`, '=', eb.ref('i.entity_key')),
          ]),
        ]),
      ),
    )
    .select(['i.id', 'p.sku', 'p.name'])
    .where('i.entity', 'in', ['product', 'position']);
  const products: Things = new Map();
  for (const query of [shipped, ordered, short]) {
    for await (const rows of records(db, query)) {
      for (const { id, sku, name } of rows) {
        const own = products.get(id) ?? [];
        products.set(id, own);
        if (!own.some(({ key }) => key === sku)) own.push({ key: sku, name });
      }
    }
  }
  return products;
}

/** Promised and not there in time, by now. */
function lateness(now: number) {
  const promised = sql<number>`coalesce(s.promised_at, o.promised_at)`;
  const arrived = sql<number>`coalesce(s.delivered_at, ${now})`;
  return {
    promised,
    isLate: sql<boolean>`${arrived} > ${promised}`,
    ms: sql<number>`${arrived} - ${promised}`,
  };
}

/** What each carrier was given in the period, and how much of it came too late or is overdue. */
export async function findCarrierVolumes(
  read: Read,
  { from, to }: LearningPeriod,
  now: number,
): Promise<CarrierVolume[]> {
  const { promised, isLate, ms } = lateness(now);
  const rows = await read
    .selectFrom('shipment as s')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .leftJoin('carrier_service as v', 'v.id', 's.service_id')
    .leftJoin('carrier as c', 'c.id', 'v.carrier_id')
    .select(sql<string>`coalesce(c.name, '')`.as('carrier'))
    .select((eb) => eb.fn.countAll<number>().as('shipments'))
    .select(sql<number>`count(${promised})`.as('promised'))
    .select(sql<number>`sum(case when ${isLate} then 1 else 0 end)`.as('late'))
    .select(sql<number>`sum(case when ${isLate} then ${ms} else 0 end)`.as('ms_late'))
    .where('s.shipped_at', '>=', from)
    .where('s.shipped_at', '<', to)
    .where('s.status', 'not in', ['cancelled', 'returned'])
    .groupBy('c.name')
    .execute();
  return rows.map((row) => ({
    carrier: row.carrier,
    shipments: Number(row.shipments),
    promised: Number(row.promised),
    late: Number(row.late),
    msLate: Number(row.ms_late),
  }));
}

/** Of what was delivered in the period with a promise, what was in time. */
export async function countKept(read: Read, { from, to }: LearningPeriod): Promise<Known> {
  const promised = sql<number>`coalesce(s.promised_at, o.promised_at)`;
  const row = await read
    .selectFrom('shipment as s')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .select(sql<number>`count(${promised})`.as('of'))
    .select(sql<number | null>`sum(case when s.delivered_at <= ${promised} then 1 else 0 end)`.as('yes'))
    .where('s.delivered_at', '>=', from)
    .where('s.delivered_at', '<', to)
    .executeTakeFirstOrThrow();
  return { yes: Number(row.yes ?? 0), of: Number(row.of) };
}
