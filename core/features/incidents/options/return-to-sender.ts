import { toCarrier } from './drafts.ts';
import { expectedArrival, isThere, type WayOut, way } from './option-facts.ts';

/** Have it stopped and brought back: for what cannot be delivered. It costs its freight again. */
export const returnToSender: WayOut = (facts) => {
  const { shipment, order, lines } = facts;
  if (!shipment || !order || lines.length === 0 || isThere(facts) || !expectedArrival(facts)) return null;
  return way('returnToSender', {
    costMinor: shipment.costMinor,
    customerEffect: 3,
    reason: 'returnToSender',
    values: { facility: shipment.facility ?? '' },
    effect: { comesBack: true, messages: toCarrier(facts, 'comeBack') },
  });
};
