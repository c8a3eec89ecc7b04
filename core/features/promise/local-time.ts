import { IANAZone } from 'luxon';

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A day since 1970-01-01 and minutes since midnight, on the clocks of some place. */
export interface LocalTime {
  day: number;
  minutes: number;
}

const QUARTER_MS = 900_000;
const MOST_REMEMBERED = 2000;

interface Zone {
  zone: IANAZone | null;
  /** By the quarter of an hour: no clocks change within one. */
  offsets: Map<number, number>;
}
const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  const zone = IANAZone.isValidZone(timeZone) ? IANAZone.create(timeZone) : null;
  const fresh = { zone, offsets: new Map<number, number>() };
  zones.set(timeZone, fresh);
  return fresh;
}

/** Asking a zone takes fifty microseconds, and one request asks for the same ones over and over. */
function offsetMinutes(instant: number, timeZone: string): number {
  const { zone, offsets } = zoneOf(timeZone);
  if (!zone) return 0;
  const quarter = Math.floor(instant / QUARTER_MS);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    if (offsets.size >= MOST_REMEMBERED) offsets.clear();
    offset = zone.offset(quarter * QUARTER_MS);
    offsets.set(quarter, offset);
  }
  return offset;
}

/** What the clocks of a place show; an unknown zone counts as UTC. */
export function toLocal(instant: number, timeZone: string): LocalTime {
  const shifted = instant + offsetMinutes(instant, timeZone) * MINUTE_MS;
  const day = Math.floor(shifted / DAY_MS);
  return { day, minutes: Math.floor((shifted - day * DAY_MS) / MINUTE_MS) };
}

/** The instant at which the clocks of a place show this; where they skip it, as late after the change as it lies after the skip's start. */
export function toInstant({ day, minutes }: LocalTime, timeZone: string): number {
  const shown = day * DAY_MS + minutes * MINUTE_MS;
  const guessed = offsetMinutes(shown, timeZone);
  const nearer = offsetMinutes(shown - guessed * MINUTE_MS, timeZone);
  if (guessed === nearer) return shown - guessed * MINUTE_MS;
  const last = offsetMinutes(shown - nearer * MINUTE_MS, timeZone);
  return shown - Math.min(nearer, last) * MINUTE_MS;
}

/** Remembers the local time of the instants asked for: one request asks for the same ones for every facility. */
export function localClock(): (instant: number, timeZone: string) => LocalTime {
  const known = new Map<string, Map<number, LocalTime>>();
  return (instant, timeZone) => {
    let ofZone = known.get(timeZone);
    if (!ofZone) {
      ofZone = new Map();
      known.set(timeZone, ofZone);
    }
    let local = ofZone.get(instant);
    if (!local) {
      local = toLocal(instant, timeZone);
      ofZone.set(instant, local);
    }
    return local;
  };
}

/** `2026-12-24` of a day since 1970-01-01. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day since 1970-01-01 of `2026-12-24`. */
export function dayOfText(text: string): number {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
}
