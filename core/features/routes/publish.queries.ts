import type { Kysely } from 'kysely';
import { bulkUpdate } from '../../db/bulk-update.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Tables } from '../../db/tables.ts';
import { type PlanStop, visitKey } from './tour-plan.ts';

/** When a shipment (`id`) is expected, and at the latest. */
export type Eta = { id: number; orderId: number | null; p50At: number | null; p90At: number | null };

/**
 * Stops with these references that tours serve: published ones, and what closed ones have collected or brought to stores, which
 * may not be booked yet. `key`: as `visitKey` names them.
 */
export async function findOnTours(
  reader: Kysely<Tables>,
  references: readonly string[],
): Promise<{ key: string; reference: string; plan: string; series: string }[]> {
  const rows = await inPieces([...new Set(references)], (piece) =>
    reader
      .selectFrom('route_stop as s')
      .innerJoin('route_plan as p', 'p.id', 's.plan_id')
      .select(['s.kind', 's.reference', 's.depot_id', 's.facility_id', 'p.name as plan', 'p.series'])
      .where('s.reference', 'in', piece)
      .where('s.route_number', 'is not', null)
      .where((eb) =>
        eb.or([
          eb('p.status', '=', 'published'),
          eb('p.status', '=', 'done').and('s.outcome', '=', 'served').and('s.kind', '!=', 'delivery'),
        ]),
      )
      .execute(),
  );
  return rows.map(({ kind, reference, depot_id, facility_id, plan, series }) => ({
    key: visitKey({ kind: kind as PlanStop['kind'], reference, depotId: depot_id, facilityId: facility_id }),
    reference,
    plan,
    series,
  }));
}

export function findPublishedVersion(trx: WriteTransaction, series: string) {
  return trx
    .selectFrom('route_plan')
    .select(['id', 'name', 'status'])
    .where('series', '=', series)
    .where('status', '=', 'published')
    .executeTakeFirst();
}

export async function findEtas(trx: WriteTransaction, shipmentIds: readonly number[]): Promise<Eta[]> {
  const rows = await inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('shipment')
      .select(['id', 'order_id', 'eta_p50_at', 'eta_p90_at'])
      .where('id', 'in', piece)
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    orderId: row.order_id,
    p50At: row.eta_p50_at,
    p90At: row.eta_p90_at,
  }));
}

export function writeEtas(
  trx: WriteTransaction,
  tools: WriteTools,
  etas: readonly Eta[],
  at: number,
): Promise<void> {
  const columns = { eta_p50_at: 'bigint', eta_p90_at: 'bigint', updated_at: 'bigint' } as const;
  return bulkUpdate(
    trx,
    tools,
    { table: 'shipment', columns },
    etas.map(({ id, p50At, p90At }) => [id, p50At, p90At, at]),
  );
}

type StopColumn = 'before_json' | 'outcome' | 'actual_at' | 'remark';

/** Sets columns of many stops of a plan in one statement; values in the order of the columns. */
async function setStops(
  tools: WriteTools,
  planId: number,
  columns: readonly StopColumn[],
  stops: readonly { stop: PlanStop; values: readonly unknown[] }[],
): Promise<void> {
  if (stops.length === 0) return;
  const rows = stops.map(({ stop, values }) => {
    return [planId, stop.number, stop.kind, stop.reference, JSON.stringify(stop.facts), ...values];
  });
  const all = ['plan_id', 'number', 'kind', 'reference', 'facts_json', ...columns];
  await tools.bulkUpsert('route_stop', all, rows, { keys: ['plan_id', 'number'], replace: columns });
}

/** What the ETAs of a plan's shipments were before it was published. */
export function keepEtasBefore(
  tools: WriteTools,
  planId: number,
  stops: readonly { stop: PlanStop; before: Eta }[],
): Promise<void> {
  const values = stops.map(({ stop, before }) => ({ stop, values: [JSON.stringify(before)] }));
  return setStops(tools, planId, ['before_json'], values);
}

/** What was kept of the ETAs before, by the stop's number. */
export async function findEtasBefore(trx: WriteTransaction, planId: number): Promise<Map<number, Eta>> {
  const rows = await trx
    .selectFrom('route_stop')
    .select(['number', 'before_json'])
    .where('plan_id', '=', planId)
    .where('before_json', 'is not', null)
    .execute();
  return new Map(rows.map(({ number, before_json }) => [number, JSON.parse(before_json ?? 'null') as Eta]));
}

/** @returns what was kept; it is forgotten */
export async function takeEtasBefore(trx: WriteTransaction, planId: number): Promise<Eta[]> {
  const rows = await trx
    .selectFrom('route_stop')
    .select('before_json')
    .where('plan_id', '=', planId)
    .where('before_json', 'is not', null)
    .execute();
  await trx.updateTable('route_stop').set({ before_json: null }).where('plan_id', '=', planId).execute();
  return rows.map(({ before_json }) => JSON.parse(before_json ?? 'null') as Eta);
}

export async function setPlanStatus(
  trx: WriteTransaction,
  planId: number,
  to: { status: string; published_at?: number | null; done_at?: number | null; replaces_id?: number | null },
  at: number,
): Promise<void> {
  await trx
    .updateTable('route_plan')
    .set({ ...to, updated_at: at })
    .where('id', '=', planId)
    .execute();
}

/** The published tour that serves a shipment; null when none does. */
export async function findTourOf(db: Database, shipment: string) {
  const row = await db.read
    .selectFrom('route_stop as s')
    .innerJoin('route_plan as p', 'p.id', 's.plan_id')
    .innerJoin('shipment as h', 'h.id', 's.shipment_id')
    .innerJoin('route as r', (join) =>
      join.onRef('r.plan_id', '=', 's.plan_id').onRef('r.number', '=', 's.route_number'),
    )
    .leftJoin('driver as d', 'd.id', 'r.driver_id')
    .select(['p.id', 'p.name', 'r.number', 's.position', 's.eta_at', 'd.code'])
    .where('h.number', '=', shipment)
    .where('p.status', 'in', ['published', 'done'])
    .orderBy('p.published_at', 'desc')
    .executeTakeFirst();
  if (!row || row.position === null || row.eta_at === null) return null;
  return {
    planId: row.id,
    planName: row.name,
    route: row.number,
    position: row.position,
    etaAt: row.eta_at,
    driver: row.code,
  };
}

export type StopOutcome = {
  number: number;
  outcome: 'served' | 'failed';
  actualAt: number;
  remark: string | null;
};

export function writeOutcomes(
  tools: WriteTools,
  planId: number,
  outcomes: readonly StopOutcome[],
  stops: readonly PlanStop[],
): Promise<void> {
  const byNumber = new Map(stops.map((stop) => [stop.number, stop]));
  const values = outcomes.map(({ number, outcome, actualAt, remark }) => ({
    stop: byNumber.get(number) as PlanStop,
    values: [outcome, actualAt, remark],
  }));
  return setStops(tools, planId, ['outcome', 'actual_at', 'remark'], values);
}

/** What the drivers say of shipments, as scans; one that is there already stays. */
export async function insertScans(
  trx: WriteTransaction,
  scans: readonly { shipmentId: number; occurredAt: number; milestone: string; description: string | null }[],
): Promise<void> {
  for (const { shipmentId, occurredAt, milestone, description } of scans) {
    await trx
      .insertInto('tracking_event')
      .values({
        shipment_id: shipmentId,
        occurred_at: occurredAt,
        milestone,
        description,
        city: null,
        country: null,
        latitude: null,
        longitude: null,
        source: 'tour',
        exception_kind: null,
        eta_at: null,
      })
      .onConflict((on) => on.columns(['shipment_id', 'occurred_at', 'milestone']).doNothing())
      .execute();
  }
}
