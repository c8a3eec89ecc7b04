import { distanceMetres, type Point } from '../../kernel/geo.ts';
import { HUBS, type Hub } from './hubs.ts';

/** Detours a carrier takes to pass a hub: up to so much of the direct way. */
const LONGEST_DETOUR = 1.18;
const NEAR_METRES = 30_000;
/** From these distances on (kilometres) a lane has one, two, three hubs on its way. */
const HUBS_FROM_KM = [180, 700, 1500];

/** A hub on a lane and the share of the way at which it lies. */
export interface HubOnWay {
  hub: Hub;
  share: number;
}

const MOST_LANES_KEPT = 10_000;
const lanes = new Map<string, readonly HubOnWay[]>();

/** The hubs that a parcel passes between two places, in order; none on a short way. Lanes are kept: parcels share them. */
export function hubsBetween(origin: Point, destination: Point): readonly HubOnWay[] {
  const lane = [origin, destination].map(({ latitude, longitude }) => `${latitude} ${longitude}`).join(' ');
  const known = lanes.get(lane);
  if (known) return known;
  const found = findHubs(origin, destination);
  if (lanes.size >= MOST_LANES_KEPT) lanes.clear();
  lanes.set(lane, found);
  return found;
}

function findHubs(origin: Point, destination: Point): HubOnWay[] {
  const direct = distanceMetres(origin, destination);
  const wanted = HUBS_FROM_KM.filter((kilometres) => direct >= kilometres * 1000).length;
  if (wanted === 0) return [];
  const candidates = HUBS.flatMap((hub) => {
    const before = distanceMetres(origin, hub);
    const after = distanceMetres(hub, destination);
    const fits = before > NEAR_METRES && after > NEAR_METRES && before + after <= direct * LONGEST_DETOUR;
    return fits ? [{ hub, share: before / (before + after), detour: (before + after) / direct - 1 }] : [];
  });
  const chosen = new Set<(typeof candidates)[number]>();
  for (let place = 1; place <= wanted; place++) {
    const share = place / (wanted + 1);
    const penalty = (one: (typeof candidates)[number]) => Math.abs(one.share - share) + one.detour;
    const left = candidates.filter((one) => !chosen.has(one));
    const best = left.reduce<(typeof left)[number] | null>(
      (least, one) => (least === null || penalty(one) < penalty(least) ? one : least),
      null,
    );
    if (best && Math.abs(best.share - share) < 0.3) chosen.add(best);
  }
  return [...chosen].sort((a, b) => a.share - b.share).map(({ hub, share }) => ({ hub, share }));
}
