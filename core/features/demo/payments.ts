import type { Random } from '../../kernel/random.ts';
import { CURRENCY } from './facilities.ts';
import type { OrderDraft } from './order-drafts.ts';
import type { RowBatch } from './row-batch.ts';

const MINUTE_MS = 60_000;
const METHODS = ['card', 'card', 'card', 'wallet', 'wallet', 'bankTransfer', 'giftCard'] as const;
const SHIPPED = new Set(['shipped', 'delivered', 'partiallyShipped']);

export type PaymentState = 'none' | 'pending' | 'authorized' | 'paid' | 'refunded' | 'failed';

export interface PaymentPlan {
  state: PaymentState;
  entries: {
    kind: 'authorization' | 'capture' | 'refund';
    state: 'pending' | 'done' | 'failed';
    at: number;
  }[];
  method: string;
}

/** Payments that fit the order's status, none in the future. */
export function planPayments(
  random: Random,
  draft: OrderDraft,
  shippedAt: number | null,
  now: number,
): PaymentPlan {
  const plan = paymentsOf(random, draft, shippedAt, now);
  return { ...plan, entries: plan.entries.map((entry) => ({ ...entry, at: Math.min(now, entry.at) })) };
}

/** Authorised when ordered, captured when shipped, refunded when returned. */
function paymentsOf(random: Random, draft: OrderDraft, shippedAt: number | null, now: number): PaymentPlan {
  const at = draft.orderedAt + MINUTE_MS;
  const captured = Math.min(now, shippedAt ?? now);
  if (draft.channel === 'edi') return invoice(draft, captured);
  const method = draft.channel === 'marketplace' ? 'marketplace' : random.pick(METHODS);
  const authorized = { kind: 'authorization', state: 'done', at } as const;
  const capture = { kind: 'capture', state: 'done', at: captured } as const;
  const refund = { kind: 'refund', state: 'done', at: Math.min(now, captured + 6 * 86_400_000) } as const;
  if (draft.status === 'returned')
    return { state: 'refunded', method, entries: [authorized, capture, refund] };
  if (SHIPPED.has(draft.status)) return { state: 'paid', method, entries: [authorized, capture] };
  if (draft.status === 'cancelled') return cancelled(random, method, at);
  if (draft.holdReason === 'Payment review' || (draft.status === 'received' && random.chance(0.4))) {
    const failed = draft.holdReason !== null && random.chance(0.3);
    return {
      state: failed ? 'failed' : 'pending',
      method,
      entries: [{ kind: 'authorization', state: failed ? 'failed' : 'pending', at }],
    };
  }
  const paidAtOnce = method === 'bankTransfer' || method === 'giftCard' || method === 'marketplace';
  if (paidAtOnce) return { state: 'paid', method, entries: [authorized, { ...capture, at: at + MINUTE_MS }] };
  return { state: 'authorized', method, entries: [authorized] };
}

export function addPayments(
  plan: PaymentPlan,
  orderId: number,
  amountMinor: number,
  firstId: number,
  batch: RowBatch,
): number {
  let id = firstId;
  for (const entry of plan.entries) {
    batch.add('payment', {
      id,
      order_id: orderId,
      kind: entry.kind,
      state: entry.state,
      amount_minor: amountMinor,
      currency: CURRENCY,
      method: plan.method,
      reference: `PAY-${String(1_000_000 + id)}`,
      occurred_at: entry.at,
    });
    id++;
  }
  return id;
}

/** Business customers pay by invoice, after delivery. */
function invoice(draft: OrderDraft, captured: number): PaymentPlan {
  const settled = draft.status === 'delivered';
  if (draft.status === 'returned') {
    const paid = { kind: 'capture', state: 'done', at: captured } as const;
    return {
      state: 'refunded',
      method: 'invoice',
      entries: [paid, { kind: 'refund', state: 'done', at: captured }],
    };
  }
  if (!settled) return { state: 'none', method: 'invoice', entries: [] };
  return { state: 'paid', method: 'invoice', entries: [{ kind: 'capture', state: 'done', at: captured }] };
}

function cancelled(random: Random, method: string, at: number): PaymentPlan {
  if (random.chance(0.35)) {
    return { state: 'failed', method, entries: [{ kind: 'authorization', state: 'failed', at }] };
  }
  const entries = [
    { kind: 'authorization', state: 'done', at },
    { kind: 'capture', state: 'done', at: at + MINUTE_MS },
    { kind: 'refund', state: 'done', at: at + 120 * MINUTE_MS },
  ] as const;
  return { state: 'refunded', method, entries: [...entries] };
}
