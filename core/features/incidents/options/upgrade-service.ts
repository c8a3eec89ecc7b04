import { toCustomer } from './drafts.ts';
import { DAY_MS, HOUR_MS, isThere, type PricedService, type WayOut, way } from './option-facts.ts';

/** A faster service for what has not left yet: the cheapest that keeps the promise, else the fastest. */
export const upgradeService: WayOut = (facts) => {
  const { shipment, services, promisedAt, now } = facts;
  if (!shipment || !isThere(facts)) return null;
  const current = services.find(({ serviceId }) => serviceId === shipment.serviceId);
  const faster = services.filter(({ transitDaysMax }) => transitDaysMax < (current?.transitDaysMax ?? 99));
  const arrives = ({ transitDaysMax }: PricedService) => now + (transitDaysMax + 1) * DAY_MS;
  const inTime = faster.filter((service) => promisedAt !== null && arrives(service) <= promisedAt);
  const byPrice = (a: PricedService, b: PricedService) => a.priceMinor - b.priceMinor;
  const chosen =
    inTime.sort(byPrice)[0] ?? faster.sort((a, b) => a.transitDaysMax - b.transitDaysMax || byPrice(a, b))[0];
  if (!chosen) return null;
  const etaP90At = arrives(chosen);
  const etaP50At = Math.min(etaP90At - 6 * HOUR_MS, now + (chosen.transitDaysMin + 1) * DAY_MS);
  const costMinor = Math.max(0, chosen.priceMinor - shipment.costMinor);
  return way('upgradeService', {
    costMinor,
    etaP50At,
    etaP90At,
    customerEffect: promisedAt !== null && etaP90At > promisedAt ? 1 : 0,
    reason: 'upgrade',
    values: { service: chosen.name, days: chosen.transitDaysMax },
    effect: {
      upgrade: { serviceId: chosen.serviceId, costMinor: chosen.priceMinor, etaP50At, etaP90At },
      messages: toCustomer(facts, 'faster', { day: etaP90At }),
    },
  });
};
