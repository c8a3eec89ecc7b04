import type { ExceptionKind } from '../../contract/tracking.ts';

/** What can hit many parcels at once. */
export const DISTURBANCES = ['hubOutage', 'strike', 'lostTruck'] as const;
export type Disturbance = (typeof DISTURBANCES)[number];

/** What was hit, and which parcels: the truth that detection is measured against. */
export interface DisturbanceLabel {
  kind: Disturbance;
  /** Town of the hub, carrier, or town where the truck set out. */
  about: string;
  parcels: Set<string>;
}

/** A parcel as far as it can be hit. */
export interface Hittable {
  trackingCode: string;
  carrier: string;
  /** Where it was last seen. */
  city: string | null;
  /** Where it goes next. */
  nextCity: string | null;
}

const A_TRUCKLOAD = 40;

export const DISTURBANCE_SCANS: Readonly<Record<Disturbance, readonly [ExceptionKind, string]>> = {
  hubOutage: ['delayed', 'Hub closed, parcel held'],
  strike: ['delayed', 'Held up by a strike'],
  lostTruck: ['lost', 'Truck is missing'],
};

/** What hurts most: the fullest hub, the carrier with most parcels, the truck with most on it. Null when nothing is on its way. */
export function beginDisturbance(kind: Disturbance, parcels: readonly Hittable[]): DisturbanceLabel | null {
  const groups = Map.groupBy(parcels, (parcel) => groupOf(kind, parcel));
  groups.delete(null);
  const [most] = [...groups].sort(
    (a, b) => b[1].length - a[1].length || (String(a[0]) < String(b[0]) ? -1 : 1),
  );
  if (!most) return null;
  const [key, hit] = most;
  const about = kind === 'lostTruck' ? (hit[0]?.city ?? '') : String(key);
  const named = kind === 'lostTruck' ? hit.slice(0, A_TRUCKLOAD) : hit;
  return { kind, about, parcels: new Set(named.map(({ trackingCode }) => trackingCode)) };
}

/** Whether a parcel that is about to move is held by what goes on. */
export function isHeld({ kind, about }: DisturbanceLabel, { carrier, city, nextCity }: Hittable): boolean {
  if (kind === 'strike') return carrier === about;
  return kind === 'hubOutage' && (city === about || nextCity === about);
}

function groupOf(kind: Disturbance, { carrier, city, nextCity }: Hittable): string | null {
  if (kind === 'strike') return carrier;
  if (kind === 'hubOutage') return city;
  return city && nextCity && city !== nextCity ? `${city}|${nextCity}` : null;
}
