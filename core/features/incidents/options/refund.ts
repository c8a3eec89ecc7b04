import { toCustomer } from './drafts.ts';
import { goodsValueOf, type WayOut, way } from './option-facts.ts';

/** Give the money back and apologise; the sale is lost. Never more than the order was worth. */
export const refund: WayOut = (facts) => {
  const { order } = facts;
  if (!order) return null;
  const amountMinor = Math.min(goodsValueOf(facts), order.totalMinor - order.refundedMinor);
  if (amountMinor <= 0) return null;
  return way('refund', {
    costMinor: amountMinor,
    customerEffect: 2,
    reason: 'refund',
    effect: { refundMinor: amountMinor, messages: toCustomer(facts, 'refund', { amountMinor }) },
  });
};
