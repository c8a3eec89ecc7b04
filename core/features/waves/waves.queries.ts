import { sql } from 'kysely';
import type { WaveStatus } from '../../contract/waves.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

type Read = Database['read'];
export type WaveRow = Awaited<ReturnType<typeof findWaves>>[number];
export type WaveOrderRow = Awaited<ReturnType<typeof findWaveOrders>>[number];

/** A shipment that has at least been picked, packed, left. */
const PICKED = ['picked', 'packed', 'inTransit', 'delivered', 'exception', 'returned'];
const PACKED = PICKED.slice(1);
const LEFT = PICKED.slice(2);

/** Waves with how far their shipments are, newest release first. */
export function findWaves(
  read: Read,
  filter: { ids?: readonly number[]; facility?: string; limit?: number },
) {
  let query = read
    .selectFrom('wave as w')
    .innerJoin('facility as f', 'f.id', 'w.facility_id')
    .select([
      'w.id',
      'w.number',
      'w.name',
      'w.status',
      'w.release_at as releaseAt',
      'w.cut_off_at as cutOffAt',
    ])
    .select(['w.actor', 'w.created_at as createdAt', 'w.released_at as releasedAt'])
    .select(['w.facility_id as facilityId', 'f.code as facility', 'f.name as facilityName'])
    .select('f.time_zone as timeZone')
    .orderBy('w.release_at', 'desc')
    .orderBy('w.id', 'desc')
    .limit(filter.limit ?? 1000);
  if (filter.ids) query = query.where('w.id', 'in', filter.ids);
  if (filter.facility) query = query.where('f.code', '=', filter.facility);
  return query.execute();
}

/** Orders, lines and units of waves, and how many of their shipments are how far. */
export async function countWaves(read: Read, waveIds: readonly number[]) {
  const among = (statuses: readonly string[]) =>
    sql<number>`count(distinct case when s.status in (${sql.join(statuses)}) then s.id end)`;
  const rows = await inPieces(waveIds, (piece) =>
    read
      .selectFrom('wave_order as w')
      .leftJoin('shipment as s', 's.id', 'w.shipment_id')
      .select('w.wave_id as waveId')
      .select((eb) => eb.fn.count<number>('w.order_id').distinct().as('orders'))
      .select([among(PICKED).as('picked'), among(PACKED).as('packed'), among(LEFT).as('left')])
      .where('w.wave_id', 'in', piece)
      .groupBy('w.wave_id')
      .execute(),
  );
  const contents = await inPieces(waveIds, (piece) =>
    read
      .selectFrom('wave_order as w')
      .innerJoin('allocation as a', (join) =>
        join.onRef('a.order_id', '=', 'w.order_id').onRef('a.facility_id', '=', 'w.facility_id'),
      )
      .select('w.wave_id as waveId')
      .select((eb) => eb.fn.count<number>('a.id').as('lines'))
      .select((eb) => eb.fn.sum<number>('a.quantity').as('units'))
      .where('w.wave_id', 'in', piece)
      .where('a.status', '!=', 'cancelled')
      .groupBy('w.wave_id')
      .execute(),
  );
  const begun = await inPieces(waveIds, (piece) =>
    read
      .selectFrom('pick_list')
      .select('wave_id as waveId')
      .select((eb) => eb.fn.countAll<number>().as('lists'))
      .where('wave_id', 'in', piece)
      .where('status', 'in', ['picking', 'picked'])
      .groupBy('wave_id')
      .execute(),
  );
  const begunOf = new Map(begun.map(({ waveId, lists }) => [waveId, lists]));
  const contentOf = new Map(contents.map((row) => [row.waveId, row]));
  return new Map(
    rows.map(({ waveId, orders, picked, packed, left }) => {
      const { lines = 0, units = 0 } = contentOf.get(waveId) ?? {};
      const counts = { orders, picked, packed, left, begun: begunOf.get(waveId) ?? 0, lines, units };
      return [waveId, mapNumbers(counts)] as const;
    }),
  );
}

function mapNumbers<K extends string>(counts: Record<K, number | string>): Record<K, number> {
  return Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, Number(value)])) as Record<
    K,
    number
  >;
}

/** Orders of waves with their shipments. */
export function findWaveOrders(read: Read, waveIds: readonly number[]) {
  return inPieces(waveIds, (piece) =>
    read
      .selectFrom('wave_order as w')
      .innerJoin('sales_order as o', 'o.id', 'w.order_id')
      .leftJoin('shipment as s', 's.id', 'w.shipment_id')
      .leftJoin('customer as c', 'c.id', 'o.customer_id')
      .leftJoin('carrier_service as v', 'v.id', 's.service_id')
      .leftJoin('carrier as r', 'r.id', 'v.carrier_id')
      .select(['v.name as service', 'r.name as carrier'])
      .select(['w.id', 'w.wave_id as waveId', 'w.order_id as orderId', 'w.facility_id as facilityId'])
      .select([
        'w.made_shipment as madeShipment',
        'w.message_key as messageKey',
        'w.shipment_id as shipmentId',
      ])
      .select(['o.number', 'o.channel', 'o.priority', 'o.promised_at as promisedAt', 'c.name as customer'])
      .select(['s.number as shipment', 's.status as shipmentStatus'])
      .where('w.wave_id', 'in', piece)
      .where((eb) => eb.or([eb('w.active', '=', 1), eb('w.shipment_id', 'is not', null)]))
      .orderBy('w.id')
      .execute(),
  );
}

export async function countWavesOfDay(read: Read, prefix: string): Promise<number> {
  const row = await read
    .selectFrom('wave')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('number', 'like', `${prefix}%`)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function insertWave(
  trx: WriteTransaction,
  wave: {
    number: string;
    name: string;
    facilityId: number;
    templateId: number | null;
    releaseAt: number;
    cutOffAt: number;
  },
  by: { actor: string; at: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('wave')
    .values({
      number: wave.number,
      name: wave.name,
      facility_id: wave.facilityId,
      template_id: wave.templateId,
      status: 'planned',
      release_at: wave.releaseAt,
      cut_off_at: wave.cutOffAt,
      actor: by.actor,
      created_at: by.at,
      released_at: null,
      updated_at: by.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts orders into a wave. @returns those that no other wave of the facility held */
export async function insertWaveOrders(
  trx: WriteTransaction,
  wave: { id: number; facilityId: number },
  orderIds: readonly number[],
): Promise<Set<number>> {
  const rows = await inPieces(orderIds, (piece) =>
    trx
      .insertInto('wave_order')
      .values(
        piece.map((orderId) => ({
          wave_id: wave.id,
          order_id: orderId,
          facility_id: wave.facilityId,
          active: 1,
          shipment_id: null,
          message_key: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['order_id', 'facility_id', 'active']).doNothing())
      .returning('order_id')
      .execute(),
  );
  return new Set(rows.map((row) => row.order_id));
}

/** Moves on those of these waves that have this status. @returns how many did */
export async function moveWaves(
  trx: WriteTransaction,
  ids: readonly number[],
  from: WaveStatus,
  to: { status: Exclude<WaveStatus, 'picking'>; releasedAt?: number | null },
  at: number,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('wave')
    .set({
      status: to.status,
      updated_at: at,
      ...(to.releasedAt === undefined ? {} : { released_at: to.releasedAt }),
    })
    .where('id', 'in', ids)
    .where('status', '=', from)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Takes orders out of their waves. */
export async function endWaveOrders(trx: WriteTransaction, ids: readonly number[]): Promise<void> {
  await inPieces(ids, async (piece) => {
    await trx.updateTable('wave_order').set({ active: null }).where('id', 'in', piece).execute();
    return [];
  });
}

export async function deleteWaveOrders(trx: WriteTransaction, ids: readonly number[]): Promise<void> {
  await inPieces(ids, async (piece) => {
    await trx.deleteFrom('wave_order').where('id', 'in', piece).execute();
    return [];
  });
}

export async function moveWaveOrders(
  trx: WriteTransaction,
  ids: readonly number[],
  waveId: number,
): Promise<void> {
  await inPieces(ids, async (piece) => {
    await trx.updateTable('wave_order').set({ wave_id: waveId }).where('id', 'in', piece).execute();
    return [];
  });
}

export async function findOrderIds(
  trx: WriteTransaction,
  numbers: readonly string[],
): Promise<Map<string, number>> {
  const rows = await inPieces(numbers, (piece) =>
    trx.selectFrom('sales_order').select(['id', 'number']).where('number', 'in', piece).execute(),
  );
  return new Map(rows.map(({ id, number }) => [number, id]));
}

/** Parcels that shipments are packed in so far; a shipment that is not packed is at least one. */
export async function countParcels(read: Read, shipmentIds: readonly number[]): Promise<number> {
  const rows = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('parcel')
      .select('shipment_id as id')
      .select((eb) => eb.fn.countAll<number>().as('parcels'))
      .where('shipment_id', 'in', piece)
      .where('active', '=', 1)
      .groupBy('shipment_id')
      .execute(),
  );
  return rows.reduce((sum, { parcels }) => sum + Number(parcels), shipmentIds.length - rows.length);
}

/** Lines and units of shipments. */
export async function countContents(
  read: Read,
  shipmentIds: readonly number[],
): Promise<Map<number, { lines: number; units: number }>> {
  const rows = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('shipment_line')
      .select('shipment_id as id')
      .select((eb) => [eb.fn.countAll<number>().as('lines'), eb.fn.sum<number>('quantity').as('units')])
      .where('shipment_id', 'in', piece)
      .groupBy('shipment_id')
      .execute(),
  );
  return new Map(rows.map(({ id, lines, units }) => [id, { lines: Number(lines), units: Number(units) }]));
}
