import { toCarrier } from './drafts.ts';
import { expectedArrival, goodsCostOf, type WayOut, way } from './option-facts.ts';

/** Ask the carrier for the goods' cost and the freight of what is lost, damaged or long late. */
export const claim: WayOut = (facts) => {
  const { kind, shipment } = facts;
  if (!shipment?.carrier || !['lost', 'damaged', 'late'].includes(kind)) return null;
  const amountMinor = goodsCostOf(facts) + shipment.costMinor;
  if (amountMinor <= 0) return null;
  const arrival = expectedArrival(facts);
  return way('claim', {
    etaP50At: arrival?.p50 ?? null,
    etaP90At: arrival?.p90 ?? null,
    customerEffect: 3,
    reason: 'claim',
    values: { claimMinor: amountMinor, carrier: shipment.carrier },
    effect: {
      messages: toCarrier(facts, 'claim', `Amount: ${(amountMinor / 100).toFixed(2)} ${facts.currency}`),
    },
  });
};
