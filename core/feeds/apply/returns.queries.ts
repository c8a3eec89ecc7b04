import type { FeedFault } from '../../contract/feed-records.ts';
import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

export function findReturns(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx
      .selectFrom('order_return')
      .select(['id', 'number', 'currency'])
      .where('number', 'in', piece)
      .execute(),
  );
}

export function findCustomerIds(trx: WriteTransaction, codes: readonly string[]) {
  return inPieces(codes, (piece) =>
    trx.selectFrom('customer').select(['id', 'code']).where('code', 'in', piece).execute(),
  );
}

/** Messages that an acknowledgement of one of these control numbers is about. */
export function findAcknowledgeable(
  trx: WriteTransaction,
  feedId: number,
  controlNumbers: readonly string[],
) {
  return inPieces(controlNumbers, (piece) =>
    trx
      .selectFrom('outbox')
      .select(['id', 'control_number as controlNumber', 'acknowledged', 'state'])
      .where('feed_id', '=', feedId)
      .where('control_number', 'in', piece)
      .execute(),
  );
}

/** Notes what the other side answered; a message that it refuses is parked with its words. */
export async function acknowledge(
  trx: WriteTransaction,
  id: number,
  outcome: string,
  fault: FeedFault | null,
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({
      acknowledged: outcome,
      ...(fault ? { fault_json: JSON.stringify(fault) } : {}),
      ...(outcome === 'rejected' ? { state: 'parked', next_attempt_at: null } : {}),
    })
    .where('id', '=', id)
    .execute();
}
