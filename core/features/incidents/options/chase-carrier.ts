import { toCarrier } from './drafts.ts';
import { expectedArrival, HOUR_MS, isThere, type WayOut, way } from './option-facts.ts';

const ANSWER_HOURS = 24;

/** Have the carrier look for it, and look again in a day. */
export const chaseCarrier: WayOut = (facts) => {
  const { shipment, now, promisedAt } = facts;
  if (!shipment?.carrier || isThere(facts)) return null;
  const arrival = expectedArrival(facts);
  const late = arrival === null || (promisedAt !== null && arrival.p90 > promisedAt);
  return way('chaseCarrier', {
    etaP50At: arrival?.p50 ?? null,
    etaP90At: arrival?.p90 ?? null,
    customerEffect: arrival === null ? 3 : late ? 1 : 0,
    reason: 'chase',
    values: { carrier: shipment.carrier, hours: ANSWER_HOURS },
    effect: { snoozeUntil: now + ANSWER_HOURS * HOUR_MS, messages: toCarrier(facts, 'trace') },
  });
};
