import type { CarrierScore } from '../../contract/incident-learning.ts';
import type { CarrierVolume, LearnedAction, LearnedIncident } from './learning-facts.ts';

const DAY_MS = 86_400_000;

interface Trouble {
  incidents: number;
  lost: number;
  damaged: number;
  claims: number;
  claimedMinor: number;
  paidMinor: number;
  costMinor: number;
}

const NONE: Trouble = {
  incidents: 0,
  lost: 0,
  damaged: 0,
  claims: 0,
  claimedMinor: 0,
  paidMinor: 0,
  costMinor: 0,
};

/** What went wrong with each carrier. */
export class CarrierCount {
  readonly #troubles = new Map<string, Trouble>();

  add(incident: LearnedIncident, costMinor: number): void {
    if (incident.entity !== 'shipment') return;
    const trouble = this.#of(incident.carrier ?? '');
    trouble.incidents++;
    trouble.costMinor += costMinor;
    if (incident.kind === 'lost') trouble.lost++;
    if (incident.kind === 'damaged') trouble.damaged++;
  }

  addClaim({ carrier, claimedMinor, paidMinor }: NonNullable<LearnedAction['claim']>, counts: boolean): void {
    const trouble = this.#of(carrier);
    trouble.claims++;
    if (!counts) return;
    trouble.claimedMinor += claimedMinor;
    trouble.paidMinor += paidMinor;
  }

  /** With what the carriers were given; the most trouble per shipment first. */
  scores(volumes: readonly CarrierVolume[]): CarrierScore[] {
    const byName = new Map(volumes.map((volume) => [volume.carrier, volume]));
    const names = new Set([...byName.keys(), ...this.#troubles.keys()]);
    return [...names]
      .map((carrier) => scoreOf(carrier, byName.get(carrier), this.#troubles.get(carrier) ?? NONE))
      .sort((a, b) => (b.perThousand ?? -1) - (a.perThousand ?? -1) || a.carrier.localeCompare(b.carrier));
  }

  #of(carrier: string): Trouble {
    const own = this.#troubles.get(carrier) ?? { ...NONE };
    this.#troubles.set(carrier, own);
    return own;
  }
}

function scoreOf(carrier: string, volume: CarrierVolume | undefined, trouble: Trouble): CarrierScore {
  const { shipments = 0, promised = 0, late = 0, msLate = 0 } = volume ?? {};
  return {
    carrier,
    shipments,
    ...trouble,
    perThousand: shipments === 0 ? null : (1000 * trouble.incidents) / shipments,
    late: { yes: late, of: promised },
    meanDaysLate: late === 0 ? null : msLate / late / DAY_MS,
  };
}
