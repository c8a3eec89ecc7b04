/** What decides where a shipment is on its lane. Instants in UTC epoch ms. */
export interface Travel {
  shippedAt: number | null;
  etaP50At: number | null;
  promisedAt: number | null;
}

/** Until a carrier says "delivered", a shipment is shown short of its destination. */
const NEARLY_THERE = 0.97;
/** Where a shipment is drawn of which we know neither start nor end of the journey. */
const SOMEWHERE = 0.5;

/** Share of the lane travelled at `now`, taking the speed as even from dispatch to the expected arrival. */
export function travelledShare({ shippedAt, etaP50At, promisedAt }: Travel, now: number): number {
  const arrival = etaP50At ?? promisedAt;
  if (shippedAt === null || arrival === null || arrival <= shippedAt) return SOMEWHERE;
  return Math.min(NEARLY_THERE, Math.max(0, (now - shippedAt) / (arrival - shippedAt)));
}

/** Promised before now, or expected (P50) after the promise. */
export function isShipmentLate({ etaP50At, promisedAt }: Travel, now: number): boolean {
  return promisedAt !== null && (promisedAt < now || (etaP50At !== null && etaP50At > promisedAt));
}
