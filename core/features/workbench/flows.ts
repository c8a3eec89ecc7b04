import type { PlanFlow } from '../../contract/workbench.ts';
import type { GoodsMoved } from './plans.queries.ts';

export interface PlaceOfFacility {
  id: number;
  code: string;
  latitude: number | null;
  longitude: number | null;
}

type Sum = { flow: Omit<PlanFlow, 'to'>; latitude: number; longitude: number; places: number };

/**
 * Goods gathered by facility and region (country and the first two characters of the postal code); a region lies where its orders of
 * this flow lie on average. Facilities and orders without coordinates are left out: a map cannot show them. Pure.
 */
export function flowsOf(goods: readonly GoodsMoved[], places: readonly PlaceOfFacility[]): PlanFlow[] {
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const sums = new Map<string, Sum>();
  for (const { facilityId, units, country, postalCode, latitude, longitude } of goods) {
    const from = placeOf.get(facilityId);
    if (!from || from.latitude === null || from.longitude === null) continue;
    if (latitude === null || longitude === null) continue;
    const region = `${country ?? ''} ${(postalCode ?? '').slice(0, 2)}`.trim();
    const key = `${from.code}>${region}`;
    let sum = sums.get(key);
    if (!sum) {
      const point = { latitude: from.latitude, longitude: from.longitude };
      const flow = { facility: from.code, region, from: point, shipments: 0, units: 0 };
      sum = { flow, latitude: 0, longitude: 0, places: 0 };
      sums.set(key, sum);
    }
    sum.flow.shipments += 1;
    sum.flow.units += units;
    sum.latitude += latitude;
    sum.longitude += longitude;
    sum.places += 1;
  }
  return [...sums.values()]
    .map(({ flow, latitude, longitude, places: count }) => {
      return { ...flow, to: { latitude: latitude / count, longitude: longitude / count } };
    })
    .sort((a, b) => b.shipments - a.shipments || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ facility, region }: PlanFlow) => `${facility}>${region}`;

/** Flows of another plan from a facility to a region that this plan does not have. */
export function goneFlows(flows: readonly PlanFlow[], others: readonly PlanFlow[]): PlanFlow[] {
  const here = new Set(flows.map(keyOf));
  return others.filter((flow) => !here.has(keyOf(flow)));
}
