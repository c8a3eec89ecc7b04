import { IANAZone } from 'luxon';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Offset of a zone for a whole day of wall-clock time, or null on a day on which it changes. */
const dayOffsets = new Map<string, Map<number, number | null>>();
const zones = new Map<string, IANAZone>();

export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/**
 * The instant of a wall-clock time, given as if it were UTC. A time that a change to summer time skips moves forward; one
 * that occurs twice is taken as the first.
 */
export function wallTimeToInstant(asUtc: number, zoneName: string): number {
  if (zoneName === 'UTC') return asUtc;
  let days = dayOffsets.get(zoneName);
  if (!days) {
    days = new Map();
    dayOffsets.set(zoneName, days);
  }
  const day = Math.floor(asUtc / DAY);
  let offset = days.get(day);
  if (offset === undefined) {
    const begin = offsetMs(day * DAY - 14 * HOUR, zoneName);
    offset = begin === offsetMs(day * DAY + 38 * HOUR, zoneName) ? begin : null;
    days.set(day, offset);
  }
  if (offset !== null) return asUtc - offset;
  const first = asUtc - offsetMs(asUtc - DAY / 2, zoneName);
  if (offsetMs(first, zoneName) === asUtc - first) return first;
  return asUtc - Math.min(offsetMs(asUtc + DAY / 2, zoneName), offsetMs(asUtc - DAY / 2, zoneName));
}

function offsetMs(instant: number, zoneName: string): number {
  let zone = zones.get(zoneName);
  if (!zone) {
    zone = IANAZone.create(zoneName);
    zones.set(zoneName, zone);
  }
  return zone.offset(instant) * 60_000;
}
