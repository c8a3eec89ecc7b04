import type { CarrierOffer } from '../../contract/carriers.ts';
import { minorDigits } from '../../kernel/money.ts';
import { dayText, type PromiseFacility, toInstant } from '../promise/index.ts';
import type { Offer, Way } from './choose-service.ts';

/** Whom a service belongs to, as people know it. */
export interface CarrierName {
  code: string;
  name: string;
}

export interface OfferContext {
  facility: PromiseFacility;
  carriers: ReadonlyMap<number, CarrierName>;
  currency: string;
  /** Null when nothing can be chosen. */
  chosen: Way | null;
  serviceLevel: string | null;
}

/** An offer with its reason in words. */
export function offerView({ service, verdict, way }: Offer, context: OfferContext): CarrierOffer {
  const { currency, chosen, facility } = context;
  const carrier = context.carriers.get(service.carrierId);
  const dearerMinor = way && chosen ? way.costMinor - chosen.costMinor : null;
  return {
    service: service.code,
    serviceName: service.name,
    carrier: carrier?.code ?? service.carrier,
    carrierName: service.carrier,
    level: service.level,
    verdict,
    reason: reasonOf({ service, verdict, way }, dearerMinor ?? 0, context),
    cost: way && { amountMinor: way.costMinor, currency },
    charges: way?.charges ?? [],
    chargeableGrams: way?.chargeableGrams ?? null,
    leavesAt: way && toInstant({ day: way.departDay, minutes: way.cutOffMinutes }, facility.timeZone),
    arriveByDay: way && dayText(way.arriveByDay),
    lateDays: way?.lateDays ?? null,
    dearerMinor,
    fullDays: way?.fullDays ?? 0,
  };
}

function reasonOf(
  { service, verdict, way }: Offer,
  dearerMinor: number,
  { facility, serviceLevel, currency }: OfferContext,
): string {
  const digits = minorDigits(currency);
  const amount = (minor: number) => `${(Math.abs(minor) / 10 ** digits).toFixed(digits)} ${currency}`;
  const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
  switch (verdict) {
    case 'chosen':
      return (way?.lateDays ?? 0) > 0
        ? `Nothing keeps the promise; this is the least late, by ${days(way?.lateDays ?? 0)}.`
        : 'The cheapest that keeps the promise within what is agreed.';
    case 'late':
      return `Would arrive ${days(way?.lateDays ?? 0)} too late.`;
    case 'full':
      return `${service.carrier} is full at ${facility.code} for ${days(way?.fullDays ?? 0)}: ${days(way?.lateDays ?? 0)} too late.`;
    case 'dearer':
      return `Dearer by ${amount(dearerMinor)}.`;
    case 'slower':
      return `Costs ${dearerMinor < 0 ? `${amount(dearerMinor)} less` : 'as much'} and is no better in time.`;
    case 'overMix':
      return `${service.carrier} has more than its share already, though it is ${amount(dearerMinor)} cheaper.`;
    case 'mixOwed':
      return `Another carrier is owed its share, though this is ${amount(dearerMinor)} cheaper.`;
    case 'belowLevel':
      return `The customer asked for ${serviceLevel ?? 'another level'}; this is ${service.level}.`;
    case 'tooHeavy':
      return 'A parcel is too heavy for it, or too large by volume.';
    case 'notServed':
      return `It does not go there from ${facility.code}.`;
  }
}
