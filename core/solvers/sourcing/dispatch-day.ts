import type { SourcingFacility, SourcingService } from './sourcing-problem.ts';

/** The local day on which a shipment leaves: today until the earlier of both cut-offs, else tomorrow. */
export function dispatchDay(
  facility: Pick<SourcingFacility, 'localDay' | 'localMinutes' | 'cutOffMinutes'>,
  service: SourcingService | null,
): number {
  const cutOff = Math.min(facility.cutOffMinutes, service?.cutOffMinutes ?? facility.cutOffMinutes);
  return facility.localDay + (facility.localMinutes > cutOff ? 1 : 0);
}
