import type { CarrierTerms } from '../../contract/carriers.ts';
import type { Database } from '../../db/database.ts';
import { countDeparturesOn, findTerms } from './carriers.queries.ts';

/** What a carrier takes from a facility on a day at most; null: no limit. */
export function shipmentsPerDay(terms: CarrierTerms | undefined, facility: string): number | null {
  return terms?.facilityShipmentsPerDay[facility] ?? terms?.shipmentsPerDay ?? null;
}

/** What carriers still take from a facility on a local day, by carrier; those without a limit are left out. */
export async function roomOfCarriers(
  read: Database['read'],
  facility: { id: number; code: string },
  day: number,
): Promise<Map<number, number>> {
  const [terms, taken] = await Promise.all([findTerms(read), countDeparturesOn(read, facility.id, day)]);
  const room = new Map<number, number>();
  for (const [carrierId, own] of terms) {
    const most = shipmentsPerDay(own, facility.code);
    if (most !== null) room.set(carrierId, Math.max(0, most - (taken.get(carrierId) ?? 0)));
  }
  return room;
}
