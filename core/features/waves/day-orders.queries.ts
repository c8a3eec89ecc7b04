import type { Database } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { RELEASABLE } from './wave.ts';

export type AllocatedLine = Awaited<ReturnType<typeof findAllocatedLines>>[number];

/**
 * What a facility has reserved for orders that may be released; `waveId`: those of a wave, left out = those of none.
 * `status` released: what of the wave is still to be picked.
 */
export function findAllocatedLines(
  read: Database['read'],
  facilityId: number,
  waveId?: number,
  status: 'reserved' | 'released' = 'reserved',
) {
  const rows = read
    .selectFrom('wave_order as w')
    .select('w.order_id')
    .where('w.facility_id', '=', facilityId);
  const held =
    status === 'reserved' ? rows.where('w.active', '=', 1) : rows.where('w.shipment_id', 'is not', null);
  const query = read
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .innerJoin('order_line as l', 'l.id', 'a.order_line_id')
    .innerJoin('product as p', 'p.id', 'a.product_id')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .leftJoin('bin as b', (join) =>
      join.onRef('b.facility_id', '=', 'a.facility_id').onRef('b.product_id', '=', 'a.product_id'),
    )
    .select(['a.id as allocationId', 'a.order_id as orderId', 'a.order_line_id as lineId', 'a.quantity'])
    .select([
      'a.product_id as productId',
      'a.cost_minor as costMinor',
      'a.service_id as serviceId',
      'p.category',
      'p.weight_grams as weightGrams',
      'p.volume_millilitres as volumeMillilitres',
      'b.zone',
    ])
    .select(['o.number', 'o.channel', 'o.priority', 'o.status', 'o.ordered_at as orderedAt'])
    .select(['o.promised_at as promisedAt', 'o.fulfilment', 'o.ship_complete as shipComplete'])
    .select(['o.country', 'o.postal_code as postalCode', 'o.hold_reason as holdReason', 'c.name as customer'])
    .where('a.facility_id', '=', facilityId)
    .where('a.status', '=', status)
    .orderBy('a.order_id')
    .orderBy('a.id');
  if (waveId === undefined) {
    return query
      .where('o.hold_reason', 'is', null)
      .where('o.status', 'in', RELEASABLE)
      .where('a.order_id', 'not in', held)
      .execute();
  }
  return query.where('a.order_id', 'in', held.where('w.wave_id', '=', waveId)).execute();
}

export async function findFacility(read: Database['read'], code: string) {
  return (
    (await read
      .selectFrom('facility')
      .select(['id', 'code', 'name', 'country', 'time_zone as timeZone', 'cut_off_minutes as cutOffMinutes'])
      .where('code', '=', code)
      .executeTakeFirst()) ?? null
  );
}

/** Facilities with reserved orders that no wave holds, and those with templates. */
export async function findWaveFacilities(read: Database['read']) {
  const [waiting, planned] = await Promise.all([
    read
      .selectFrom('allocation as a')
      .innerJoin('sales_order as o', 'o.id', 'a.order_id')
      .leftJoin('wave_order as w', (join) =>
        join
          .onRef('w.order_id', '=', 'a.order_id')
          .onRef('w.facility_id', '=', 'a.facility_id')
          .on('w.active', '=', 1),
      )
      .select('a.facility_id as id')
      .select((eb) => eb.fn.count<number>('a.order_id').distinct().as('orders'))
      .where('a.status', '=', 'reserved')
      .where('o.hold_reason', 'is', null)
      .where('o.status', 'in', RELEASABLE)
      .where('w.id', 'is', null)
      .groupBy('a.facility_id')
      .execute(),
    read.selectFrom('wave_template').select('facility_id as id').distinct().execute(),
  ]);
  const orders = new Map(waiting.map(({ id, orders: count }) => [id, Number(count)]));
  const ids = [...new Set([...orders.keys(), ...planned.map(({ id }) => id)])];
  const facilities = await inPieces(ids, (piece) =>
    read
      .selectFrom('facility')
      .select(['id', 'code', 'name', 'kind'])
      .where('id', 'in', piece)
      .where('active', '=', 1)
      .execute(),
  );
  return facilities
    .map(({ id, ...facility }) => ({ ...facility, orders: orders.get(id) ?? 0 }))
    .sort((a, b) => b.orders - a.orders || (a.code < b.code ? -1 : 1));
}

/** The largest box of a facility, by what it holds; null where none is known. */
export async function findLargestBox(read: Database['read'], facilityId: number) {
  const boxes = await read
    .selectFrom('box_type')
    .select(['length_mm', 'width_mm', 'height_mm', 'most_weight_grams as mostGrams'])
    .where('facility_id', '=', facilityId)
    .where('active', '=', 1)
    .execute();
  const sizes = boxes.map(({ length_mm, width_mm, height_mm, mostGrams }) => ({
    millilitres: (length_mm * width_mm * height_mm) / 1000,
    mostGrams,
  }));
  return sizes.sort((a, b) => b.millilitres - a.millilitres)[0] ?? null;
}
