import type { WriteTransaction } from '../../db/database.ts';
import { recordKey } from '../record.ts';
import type { ReceivedRecord } from './outcome.ts';
import { textOf } from './prepare.ts';
import { findShipmentsByNumber } from './shipments.queries.ts';

/**
 * What a warehouse says of a shipment that it was ordered to ship: it names our shipment as the order, and the shipment by its own
 * number. Such a record is about ours; the warehouse's number becomes its reference.
 */
export async function answersToOrders(
  trx: WriteTransaction,
  records: readonly ReceivedRecord[],
): Promise<ReceivedRecord[]> {
  const named = records.flatMap(({ fields }) => textOf(fields, 'orderNumber') ?? []);
  const known = new Set((await findShipmentsByNumber(trx, [...new Set(named)])).map(({ number }) => number));
  if (known.size === 0) return [...records];
  return records.map((record) => {
    const ours = textOf(record.fields, 'orderNumber');
    if (ours === null || !known.has(ours)) return record;
    const { orderNumber: _order, shipmentNumber: theirs, ...rest } = record.fields;
    const fields = { ...rest, shipmentNumber: ours, reference: rest.reference ?? theirs ?? null };
    return { ...record, fields, key: recordKey('shipments', fields) };
  });
}
