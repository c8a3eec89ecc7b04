import type { Kysely } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import { NOT_OVER } from './incident-states.ts';

type Read = Kysely<Tables>;

const SIMILAR = 5;
const MOST_CHILD_PLACES = 2000;

export function findTimeline(read: Read, incidentId: number) {
  return read
    .selectFrom('incident_event')
    .select(['id', 'at', 'actor', 'kind', 'note', 'detail'])
    .where('incident_id', '=', incidentId)
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}

export async function findActions(read: Read, incidentId: number) {
  const rows = await read
    .selectFrom('incident_action as a')
    .leftJoin('incident_claim as c', 'c.action_id', 'a.id')
    .select(['a.id', 'a.option', 'a.at', 'a.actor', 'a.cost_minor as costMinor', 'a.currency', 'a.made'])
    .select(['a.undone_at as undoneAt', 'c.claimed_minor', 'c.paid_minor'])
    .where('a.incident_id', '=', incidentId)
    .orderBy('a.id', 'desc')
    .execute();
  return rows.map(({ claimed_minor, paid_minor, ...row }) => ({
    ...row,
    claim: claimed_minor === null ? null : { claimedMinor: claimed_minor, paidMinor: paid_minor },
  }));
}

export async function findWatchers(read: Read, incidentId: number): Promise<string[]> {
  const rows = await read
    .selectFrom('incident_watch')
    .select('actor')
    .where('incident_id', '=', incidentId)
    .execute();
  return rows.map(({ actor }) => actor);
}

/** A shipment's lane with the names of its ends. */
export function findLane(read: Read, shipmentId: number) {
  return read
    .selectFrom('shipment as s')
    .leftJoin('facility as f', 'f.id', 's.facility_id')
    .select(['f.name as originName', 'f.latitude as originLatitude', 'f.longitude as originLongitude'])
    .select(['s.city', 's.latitude', 's.longitude'])
    .where('s.id', '=', shipmentId)
    .executeTakeFirst();
}

export function findScans(read: Read, shipmentId: number) {
  return read
    .selectFrom('tracking_event')
    .select(['occurred_at as at', 'milestone', 'description', 'city', 'country', 'latitude', 'longitude'])
    .where('shipment_id', '=', shipmentId)
    .orderBy('occurred_at', 'desc')
    .limit(100)
    .execute();
}

export function findFacilityPlace(read: Read, code: string) {
  return read
    .selectFrom('facility')
    .select(['name', 'latitude', 'longitude'])
    .where('code', '=', code)
    .executeTakeFirst();
}

/** Where those inside were last seen. */
export async function findChildPlaces(read: Read, parentId: number) {
  const rows = await read
    .selectFrom('incident')
    .select(['id', 'latitude', 'longitude', 'severity'])
    .where('parent_id', '=', parentId)
    .where('state', 'in', NOT_OVER)
    .where('latitude', 'is not', null)
    .limit(MOST_CHILD_PLACES)
    .execute();
  return rows.flatMap(({ id, latitude, longitude, severity }) =>
    latitude === null || longitude === null ? [] : [{ id, latitude, longitude, severity }],
  );
}

export async function findSegments(read: Read, parentId: number) {
  const rows = await read
    .selectFrom('incident')
    .select('segment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('parent_id', '=', parentId)
    .where('state', 'in', NOT_OVER)
    .where('segment', 'is not', null)
    .groupBy('segment')
    .execute();
  return rows.map(({ segment, count }) => ({ segment: segment ?? '', count: Number(count) }));
}

/** Closed ones of the same kind, those of the same carrier first, with what was done about them. */
export async function findSimilar(
  read: Read,
  { id, kind, carrier }: { id: number; kind: string; carrier: string | null },
) {
  const rows = await read
    .selectFrom('incident as i')
    .select(['i.id', 'i.entity_key as key', 'i.detected_at', 'i.resolved_at', 'i.resolution', 'i.carrier'])
    .select((eb) =>
      eb
        .selectFrom('incident_action as a')
        .select('a.option')
        .whereRef('a.incident_id', '=', 'i.id')
        .where('a.undone_at', 'is', null)
        .orderBy('a.id', 'desc')
        .limit(1)
        .as('option'),
    )
    .where('i.kind', '=', kind)
    .where('i.resolved_at', 'is not', null)
    .where('i.id', '!=', id)
    .orderBy('i.resolved_at', 'desc')
    .limit(10 * SIMILAR)
    .execute();
  const acted = (row: (typeof rows)[number]) =>
    (row.option === null ? 0 : 2) + (row.carrier === carrier ? 1 : 0);
  return rows.sort((a, b) => acted(b) - acted(a)).slice(0, SIMILAR);
}

/** Other orders with units of the same products still to be sourced. */
export async function countWaitingForSame(read: Read, orderId: number): Promise<number> {
  const row = await read
    .selectFrom('order_line as l')
    .innerJoin('sales_order as o', 'o.id', 'l.order_id')
    .select((eb) => eb.fn.count<number>('l.order_id').distinct().as('count'))
    .where('l.product_id', 'in', (eb) =>
      eb.selectFrom('order_line as m').select('m.product_id').where('m.order_id', '=', orderId),
    )
    .where('l.order_id', '!=', orderId)
    .where('o.status', 'in', ['open', 'partiallySourced'])
    .where('o.hold_reason', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
