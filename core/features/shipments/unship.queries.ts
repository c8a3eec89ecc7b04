import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

/** Shipments that a carrier has scanned; being booked is no scan. */
export function findCarrierScans(trx: WriteTransaction, shipmentIds: readonly number[]) {
  return inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('tracking_event as e')
      .innerJoin('shipment as s', 's.id', 'e.shipment_id')
      .select('s.number')
      .distinct()
      .where('e.shipment_id', 'in', piece)
      .where('e.milestone', '!=', 'booked')
      .orderBy('s.number')
      .execute(),
  );
}

type Told = Awaited<ReturnType<typeof findTold>>[number];

/** What owners are told, or wait to be told, of shipments that moved on. */
export function findTold(
  trx: WriteTransaction,
  numbers: readonly string[],
  kind: 'shipment.assign' | 'shipment.pack' | 'shipment.ship' | 'order.shipped',
) {
  const subjects = numbers.map((number) => `shipment:${number}`);
  return inPieces(subjects, (piece) =>
    trx
      .selectFrom('outbox')
      .select(['id', 'feed_id as feedId', 'subject', 'state', 'attempts', 'idempotency_key as key'])
      .where('kind', '=', kind)
      .where('state', '!=', 'cancelled')
      .where('subject', 'in', piece)
      .execute(),
  );
}

/** Cancels messages and frees their keys: when it happens again, the owners are told anew. */
export async function withdrawTold(
  trx: WriteTransaction,
  messages: readonly Told[],
  at: number,
): Promise<void> {
  for (const { id, key } of messages) {
    await trx
      .updateTable('outbox')
      .set({ state: 'cancelled', next_attempt_at: null, idempotency_key: `${key}:withdrawn:${at}` })
      .where('id', '=', id)
      .execute();
  }
}
