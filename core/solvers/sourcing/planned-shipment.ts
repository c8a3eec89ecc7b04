import { finiteOrNull, type OrderLegs } from './leg-pricer.ts';
import type { PlannedShipment } from './sourcing-result.ts';

/** What leaves which facility: its id, and its index in the problem (left out = the problem does not know it). */
export type Leaving = { facilityId: number; at?: number | undefined; lines: PlannedShipment['lines'] };

/**
 * Writes out a shipment at the order's prices. Where nothing goes, the way there is free; an unknown facility ships for nothing.
 * @param today the day on which it arrives where nothing says when
 */
export function plannedShipment(
  legs: OrderLegs,
  { facilityId, at, lines }: Leaving,
  weightGrams: number,
  today: number,
): PlannedShipment {
  const quote = at === undefined ? null : (legs.leg(at)?.quote(weightGrams) ?? null);
  const rulePriceMinor = at === undefined ? 0 : legs.rulePrice(at);
  return {
    facilityId,
    serviceId: quote?.serviceId ?? null,
    rateId: quote?.rateId ?? null,
    distanceMetres: at === undefined ? null : finiteOrNull(legs.distance(at)),
    weightGrams,
    parcels: quote?.parcels ?? 1,
    shippingMinor: quote?.shippingMinor ?? 0,
    handlingMinor: at === undefined ? 0 : legs.handling(at) - rulePriceMinor,
    latenessMinor: quote?.latenessMinor ?? 0,
    ...(rulePriceMinor === 0 ? {} : { rulePriceMinor }),
    ...(quote?.co2Minor ? { co2Minor: quote.co2Minor } : {}),
    transitDays: quote?.transitDays ?? 0,
    arrivalDay: quote?.arrivalDay ?? today,
    lateDays: quote ? legs.lateDays(quote) : 0,
    lines,
  };
}

/** All that a shipment costs, by the prices of its run. */
export function shipmentCost(shipment: PlannedShipment): number {
  const { shippingMinor, handlingMinor, latenessMinor, rulePriceMinor = 0, co2Minor = 0 } = shipment;
  return shippingMinor + handlingMinor + latenessMinor + rulePriceMinor + co2Minor;
}
