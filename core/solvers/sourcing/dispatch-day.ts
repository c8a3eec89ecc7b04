import type { SourcingFacility, SourcingService } from './sourcing-problem.ts';

/** The local day on which a shipment leaves: today until the earlier of both cut-offs, else the next day it works. */
export function dispatchDay(
  facility: Pick<SourcingFacility, 'localDay' | 'localMinutes' | 'cutOffMinutes' | 'nextDay'>,
  service: Pick<SourcingService, 'cutOffMinutes'> | null,
): number {
  const cutOff = Math.min(facility.cutOffMinutes, service?.cutOffMinutes ?? facility.cutOffMinutes);
  const { localDay, localMinutes, nextDay = localDay + 1 } = facility;
  return localMinutes > cutOff ? nextDay : localDay;
}
