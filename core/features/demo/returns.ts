import type { Random } from '../../kernel/random.ts';
import { CURRENCY } from './facilities.ts';
import type { OrderDraft } from './order-drafts.ts';
import type { RowBatch } from './row-batch.ts';
import type { TimedParcel } from './timelines.ts';

const DAY_MS = 86_400_000;
const PARTIAL_RETURN_SHARE = 0.05;
const REASONS = [
  'Changed mind',
  'Not as described',
  'Wrong size',
  'Damaged on arrival',
  'Arrived too late',
  'Wrong article',
];
const REASON_WEIGHTS = [38, 20, 16, 12, 8, 6];

export interface ReturnIds {
  return: number;
  returnLine: number;
}

/** A return of everything for returned orders, of one line for a share of the delivered ones. */
export function addReturn(
  random: Random,
  draft: OrderDraft,
  parcels: readonly TimedParcel[],
  now: number,
  ids: ReturnIds,
  batch: RowBatch,
): void {
  const deliveredAt = Math.max(0, ...parcels.map((parcel) => parcel.deliveredAt ?? 0));
  const whole = draft.status === 'returned';
  const announced = draft.returnAnnounced && draft.status === 'delivered';
  if (!whole && !announced && (draft.status !== 'delivered' || !random.chance(PARTIAL_RETURN_SHARE))) return;
  const age = now - deliveredAt;
  if (!whole && age < 2 * DAY_MS) return;
  const returnedAt = announced
    ? Math.round(now - (0.2 + random.next() * 1.5) * DAY_MS)
    : Math.round(deliveredAt + Math.min(age * 0.7, (1 + random.next() * 13) * DAY_MS));
  const lines = whole ? draft.lines : [random.pick(draft.lines)];
  const quantities = lines.map((line) => (whole ? line.quantity : random.integer(1, line.quantity)));
  const id = ids.return++;
  batch.add('order_return', {
    id,
    number: `R${String(900_000 + id)}`,
    order_id: draft.id,
    customer_id: draft.customer.id,
    channel: !announced && (draft.channel === 'pos' || random.chance(0.25)) ? 'pos' : draft.channel,
    status: statusOf(random, now - returnedAt, { whole, announced }),
    returned_at: returnedAt,
    currency: CURRENCY,
    total_minor: lines.reduce((sum, line, index) => sum + line.unitPriceMinor * (quantities[index] ?? 0), 0),
    updated_at: Math.min(now, returnedAt + DAY_MS),
  });
  lines.forEach((line, index) => {
    batch.add('order_return_line', {
      id: ids.returnLine++,
      return_id: id,
      line_number: index + 1,
      product_id: line.product + 1,
      quantity: quantities[index] ?? 1,
      unit_price_minor: line.unitPriceMinor,
      reason: REASONS[random.weightedIndex(REASON_WEIGHTS)] ?? null,
    });
  });
}

function statusOf(random: Random, age: number, { whole, announced }: { whole: boolean; announced: boolean }) {
  if (whole) return 'refunded';
  return announced ? 'announced' : progress(random, age);
}

function progress(random: Random, age: number): string {
  if (age < 3 * DAY_MS) return random.chance(0.5) ? 'announced' : 'inTransit';
  return age < 6 * DAY_MS || random.chance(0.1) ? 'received' : 'refunded';
}
