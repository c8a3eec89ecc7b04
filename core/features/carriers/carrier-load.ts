import type { CarrierTerms } from '../../contract/carriers.ts';
import { shipmentsPerDay } from './room.service.ts';

/** A carrier's part of the shipments chosen in the period of its mix. */
export interface MixCount {
  had: number;
  of: number;
}

/** How full carriers are, and how near to what is agreed on their shares; what is chosen counts at once. */
export class CarrierLoad {
  readonly #terms: ReadonlyMap<number, CarrierTerms>;
  readonly #taken: Map<string, number>;
  readonly #mix: Map<number, MixCount>;

  /** @param taken shipments by `dayKey` @param mix by carrier */
  constructor(
    terms: ReadonlyMap<number, CarrierTerms>,
    taken: ReadonlyMap<string, number>,
    mix: ReadonlyMap<number, MixCount>,
  ) {
    this.#terms = terms;
    this.#taken = new Map(taken);
    this.#mix = new Map([...mix].map(([id, count]) => [id, { ...count }]));
  }

  hasRoom(carrierId: number, facility: { id: number; code: string }, day: number): boolean {
    const most = shipmentsPerDay(this.#terms.get(carrierId), facility.code);
    return most === null || (this.#taken.get(dayKey(carrierId, facility.id, day)) ?? 0) < most;
  }

  /** Whether the next shipment would take the carrier over its share, or without it would leave it under. */
  share(carrierId: number): 'owed' | 'over' | null {
    const mix = this.#terms.get(carrierId)?.mix;
    if (!mix) return null;
    const { had, of } = this.#mix.get(carrierId) ?? { had: 0, of: 0 };
    const next = of + 1;
    if (had + 1 > Math.ceil(((mix.sharePercent + mix.tolerancePercent) * next) / 100)) return 'over';
    return had < Math.floor(((mix.sharePercent - mix.tolerancePercent) * next) / 100) ? 'owed' : null;
  }

  take(carrierId: number, facilityId: number, day: number): void {
    const key = dayKey(carrierId, facilityId, day);
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
    for (const id of this.#terms.keys()) {
      const count = this.#mix.get(id) ?? { had: 0, of: 0 };
      this.#mix.set(id, { had: count.had + (id === carrierId ? 1 : 0), of: count.of + 1 });
    }
  }
}

/** Names what a carrier takes from a facility on a local day. */
export function dayKey(carrierId: number, facilityId: number, day: number): string {
  return `${carrierId} ${facilityId} ${day}`;
}
