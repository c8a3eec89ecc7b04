import type { Kysely } from 'kysely';
import type { EtaReport } from '../../contract/eta.ts';
import { bulkUpdate } from '../../db/bulk-update.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { NewRow, Tables } from '../../db/tables.ts';

type Read = Kysely<Tables>;

const CHUNK = 2000;
const UNDER_WAY = ['inTransit', 'exception'];

/** Shipments with what they are compared by. */
function journeys(read: Read) {
  return read
    .selectFrom('shipment as s')
    .innerJoin('carrier_service as v', 'v.id', 's.service_id')
    .innerJoin('carrier as c', 'c.id', 'v.carrier_id')
    .leftJoin('facility as f', 'f.id', 's.facility_id')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .select(['s.id', 's.shipped_at', 's.promised_at', 's.delivered_at', 's.carrier_eta_at'])
    .select(['c.name as carrier', 'v.name as service', 'f.country as origin', 's.country as destination'])
    .select(['o.promised_at as order_promised_at'])
    .where('s.shipped_at', 'is not', null);
}

/** The newest deliveries, as rows of the columns above, in pieces: others have their turn between them. */
export async function* streamDeliveries(db: Database, since: number, most: number) {
  const query = journeys(db.read)
    .where('s.delivered_at', '>=', since)
    .whereRef('s.delivered_at', '>', 's.shipped_at')
    .orderBy('s.id', 'desc')
    .limit(most);
  for await (const { columns, rows } of db.stream(query, CHUNK)) {
    const at = (name: string) => columns.indexOf(name);
    yield rows.map((row) => ({
      id: row[at('id')] as number,
      shippedAt: row[at('shipped_at')] as number,
      promisedAt: (row[at('promised_at')] ?? row[at('order_promised_at')] ?? null) as number | null,
      deliveredAt: row[at('delivered_at')] as number,
      carrier: row[at('carrier')] as string,
      service: row[at('service')] as string,
      origin: (row[at('origin')] ?? null) as string | null,
      destination: (row[at('destination')] ?? null) as string | null,
    }));
  }
}

/** Scans of shipments delivered since then, from this one on, by shipment, earliest first. */
export async function* streamScans(db: Database, since: number, fromId: number) {
  const query = db.read
    .selectFrom('tracking_event as t')
    .innerJoin('shipment as s', 's.id', 't.shipment_id')
    .select(['t.shipment_id', 't.occurred_at', 't.milestone', 't.eta_at'])
    .where('s.delivered_at', '>=', since)
    .where('t.shipment_id', '>=', fromId)
    .orderBy('t.shipment_id')
    .orderBy('t.occurred_at');
  for await (const { rows } of db.stream(query, CHUNK)) {
    yield rows as [shipmentId: number, at: number, milestone: string, etaAt: number | null][];
  }
}

/** Of these shipments those under way; one that is on a published tour has its arrival from there. */
export async function findUnderWay(read: Read, ids: readonly number[]) {
  const rows = await inPieces(ids, (piece) =>
    journeys(read)
      .select(['s.number', 's.eta_p50_at', 's.eta_p90_at'])
      .where('s.id', 'in', piece)
      .where('s.status', 'in', UNDER_WAY)
      .where('s.delivered_at', 'is', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('route_stop as r')
              .innerJoin('route_plan as p', 'p.id', 'r.plan_id')
              .select('r.number')
              .whereRef('r.shipment_id', '=', 's.id')
              .where('p.status', '=', 'published'),
          ),
        ),
      )
      .execute(),
  );
  return rows.map((row) => ({ ...row, promisedAt: row.promised_at ?? row.order_promised_at }));
}

function underWayIds(read: Read) {
  return read
    .selectFrom('shipment')
    .select('id')
    .where('status', 'in', UNDER_WAY)
    .where('delivered_at', 'is', null)
    .orderBy('id');
}

export async function findUnderWayIds(read: Read): Promise<number[]> {
  return (await underWayIds(read).execute()).map(({ id }) => id);
}

/** What should have arrived by now, more likely than not, by our own forecast. */
export async function findOvertaken(read: Read, now: number): Promise<number[]> {
  const rows = await underWayIds(read)
    .where('eta_p50_at', '<', now)
    .where((eb) =>
      eb.exists(
        eb.selectFrom('shipment_eta').select('shipment_id').whereRef('shipment_id', '=', 'shipment.id'),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Deliveries, counted up to `most`. */
export async function countDeliveries(read: Read, most: number): Promise<number> {
  const rows = await read
    .selectFrom('shipment')
    .select('id')
    .where('delivered_at', 'is not', null)
    .limit(most)
    .execute();
  return rows.length;
}

export function findScans(read: Read, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('tracking_event')
      .select(['shipment_id as shipmentId', 'occurred_at as at', 'milestone'])
      .where('shipment_id', 'in', piece)
      .execute(),
  );
}

/** Rows are the shipment's id, P50, P90. */
export async function writeEtas(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly [id: number, p50At: number, p90At: number])[],
  at: number,
): Promise<void> {
  const columns = { eta_p50_at: 'bigint', eta_p90_at: 'bigint', updated_at: 'bigint' } as const;
  await bulkUpdate(
    trx,
    tools,
    { table: 'shipment', columns },
    rows.map((row) => [...row, at]),
  );
}

const NOW = ['model_id', 'at', 'late_chance', 'since', 'since_at', 'level', 'known'] as const;
const FIRST = [
  'first_at',
  'first_p50_at',
  'first_p90_at',
  'first_late_chance',
  'first_carrier_eta_at',
] as const;

/** Keeps what each forecast is told from; what was said first stays. */
export async function writeForecasts(
  tools: WriteTools,
  forecasts: readonly NewRow<'shipment_eta'>[],
): Promise<void> {
  const columns = ['shipment_id', ...NOW, ...FIRST] as const;
  const rows = forecasts.map((forecast) => columns.map((column) => forecast[column]));
  await tools.bulkUpsert('shipment_eta', columns, rows, { keys: ['shipment_id'], replace: NOW });
}

/** The newest model by name; its content only when it is asked for. */
export function findNewestModel(read: Read) {
  return read
    .selectFrom('eta_model')
    .select(['id', 'token', 'trained_at', 'deliveries', 'took_ms', 'actor'])
    .where('model_json', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function findModelContent(read: Read, id: number) {
  return read.selectFrom('eta_model').select('model_json').where('id', '=', id).executeTakeFirst();
}

/** Reports, the newest first. */
export function findReports(read: Read, most: number) {
  return read
    .selectFrom('eta_model')
    .select(['id', 'trained_at', 'deliveries', 'took_ms', 'actor', 'report_json'])
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** Keeps a model; of older ones only the figures of all their deliveries stay. */
export async function insertModel(trx: WriteTransaction, row: NewRow<'eta_model'>): Promise<number> {
  const older = await trx
    .selectFrom('eta_model')
    .select(['id', 'report_json'])
    .where('model_json', 'is not', null)
    .execute();
  for (const { id, report_json } of older) {
    const figures: EtaReport = { ...JSON.parse(report_json), lanes: [], carriers: [], services: [] };
    await trx
      .updateTable('eta_model')
      .set({ model_json: null, report_json: JSON.stringify(figures) })
      .where('id', '=', id)
      .execute();
  }
  const { id } = await trx.insertInto('eta_model').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** What was said at departure, beside what came: only forecasts made within `soonMs` of the departure. */
export function findKept(read: Read, soonMs: number, most: number) {
  return read
    .selectFrom('shipment_eta as e')
    .innerJoin('shipment as s', 's.id', 'e.shipment_id')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .select(['e.first_p50_at as p50At', 'e.first_p90_at as p90At', 'e.first_carrier_eta_at as carrierEtaAt'])
    .select(['s.delivered_at as deliveredAt'])
    .select((eb) => eb.fn.coalesce('s.promised_at', 'o.promised_at').as('promisedAt'))
    .where('s.delivered_at', 'is not', null)
    .where((eb) => eb(eb('e.first_at', '-', eb.ref('s.shipped_at')), '<=', soonMs))
    .orderBy('e.first_at', 'desc')
    .limit(most)
    .execute();
}

export function findForecasts(read: Read, ids: readonly number[]) {
  return inPieces(ids, (piece) =>
    read
      .selectFrom('shipment_eta as e')
      .innerJoin('shipment as s', 's.id', 'e.shipment_id')
      .innerJoin('carrier_service as v', 'v.id', 's.service_id')
      .innerJoin('carrier as c', 'c.id', 'v.carrier_id')
      .leftJoin('facility as f', 'f.id', 's.facility_id')
      .selectAll('e')
      .select(['c.name as carrier', 'v.name as service', 'f.country as origin', 's.country as destination'])
      .where('e.shipment_id', 'in', piece)
      .execute(),
  );
}

export function findRunningJob(read: Read, kind: string) {
  return read
    .selectFrom('job')
    .select('id')
    .where('kind', '=', kind)
    .where('status', 'in', ['queued', 'running'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
