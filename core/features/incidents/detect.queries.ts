import type { Kysely } from 'kysely';
import { inPieces } from '../../db/in-pieces.ts';
import type { Tables } from '../../db/tables.ts';

type Read = Kysely<Tables>;

/** What is in each shipment at the price that was paid for it. */
export async function findShipmentValues(read: Read, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await inPieces(ids, (piece) =>
    read
      .selectFrom('shipment_line as l')
      .innerJoin('order_line as o', 'o.id', 'l.order_line_id')
      .select('l.shipment_id as id')
      .select((eb) => eb.fn.sum<number>(eb('l.quantity', '*', eb.ref('o.unit_price_minor'))).as('value'))
      .where('l.shipment_id', 'in', piece)
      .groupBy('l.shipment_id')
      .execute(),
  );
  return new Map(rows.map(({ id, value }) => [id, Number(value)]));
}

/** Of these shipments those that have arrived. */
export async function findDelivered(read: Read, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await inPieces(numbers, (piece) =>
    read
      .selectFrom('shipment')
      .select('number')
      .where('number', 'in', piece)
      .where((eb) => eb.or([eb('status', '=', 'delivered'), eb('delivered_at', 'is not', null)]))
      .execute(),
  );
  return new Set(rows.map(({ number }) => number));
}

export async function findShipmentNumbers(read: Read, ids: readonly number[]): Promise<string[]> {
  const rows = await inPieces(ids, (piece) =>
    read.selectFrom('shipment').select('number').where('id', 'in', piece).execute(),
  );
  return rows.map(({ number }) => number);
}

/** The segments that customers are in. */
export async function findSegmentNames(read: Read): Promise<string[]> {
  const rows = await read.selectFrom('customer').select('segment').distinct().orderBy('segment').execute();
  return rows.map(({ segment }) => segment);
}
