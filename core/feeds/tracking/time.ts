import timeZoneAt from '@photostructure/tz-lookup';
import { DateTime } from 'luxon';
import type { PlaceFields } from './place.ts';

/** Zones of the countries that have one, or nearly all of whose people live in one. */
const ZONES: Readonly<Record<string, string>> = {
  AE: 'Asia/Dubai',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CH: 'Europe/Zurich',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  DZ: 'Africa/Algiers',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GR: 'Europe/Athens',
  HK: 'Asia/Hong_Kong',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IL: 'Asia/Jerusalem',
  IN: 'Asia/Kolkata',
  IS: 'Atlantic/Reykjavik',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  KR: 'Asia/Seoul',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MA: 'Africa/Casablanca',
  MT: 'Europe/Malta',
  MY: 'Asia/Kuala_Lumpur',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  NZ: 'Pacific/Auckland',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  RS: 'Europe/Belgrade',
  SE: 'Europe/Stockholm',
  SG: 'Asia/Singapore',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  TH: 'Asia/Bangkok',
  TN: 'Africa/Tunis',
  TR: 'Europe/Istanbul',
  TW: 'Asia/Taipei',
  UA: 'Europe/Kyiv',
  VN: 'Asia/Ho_Chi_Minh',
  ZA: 'Africa/Johannesburg',
};

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const WITH_ZONE = /(Z|[+-]\d{2}:?\d{2})$/i;

/** An instant, and whether its zone had to be assumed. */
export interface CarrierTime {
  at: number;
  assumed: boolean;
}

/**
 * A carrier's time (ISO 8601). One without a zone is the wall clock of the place, as far as the place is known: by its
 * coordinates, else its country, else the zone of the feed. Null for what is no date.
 */
export function readCarrierTime(
  value: unknown,
  place: PlaceFields | null,
  fallbackZone: string,
): CarrierTime | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const text = value
    .trim()
    .replace(' ', 'T')
    .replace(/\sUTC$/i, 'Z');
  const zoned = WITH_ZONE.test(text);
  const zone = zoned ? null : zoneOf(place);
  const time = DateTime.fromISO(text, { zone: zone ?? (zoned ? 'UTC' : fallbackZone) });
  if (!time.isValid) return null;
  const at = time.toMillis();
  return at < EARLIEST || at > LATEST ? null : { at, assumed: !zoned && zone === null };
}

function zoneOf(place: PlaceFields | null): string | null {
  if (place?.latitude != null && place.longitude != null) return timeZoneAt(place.latitude, place.longitude);
  return ZONES[place?.country ?? ''] ?? null;
}
