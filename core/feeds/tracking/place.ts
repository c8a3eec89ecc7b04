import countries from 'i18n-iso-countries';
import { isNullIsland, isPoint } from '../../kernel/geo.ts';

/** A place as carriers write it: any part may be missing, in capitals, or in one text. */
export interface CarrierPlace {
  city?: unknown;
  state?: unknown;
  country?: unknown;
  /** All in one: `LYON, FR`. */
  text?: unknown;
  latitude?: unknown;
  longitude?: unknown;
}

/** What is known of a place; APPLY finds the coordinates of a city by the gazetteer. */
export interface PlaceFields {
  city: string | null;
  /** Two letters where it is a code, else the country's name as the carrier writes it. */
  country: string | null;
  latitude: number | null;
  longitude: number | null;
}

const LONGEST = 120;
const US_STATES = new Set(
  'AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY'.split(
    ' ',
  ),
);

/** Reads a carrier's place. */
export function readPlace(place: CarrierPlace): PlaceFields {
  const parts = placeParts(place);
  const point = { latitude: figure(place.latitude), longitude: figure(place.longitude) };
  const placed = isPoint(point) && !isNullIsland(point);
  return {
    ...parts,
    latitude: placed ? point.latitude : null,
    longitude: placed ? point.longitude : null,
  };
}

function placeParts(place: CarrierPlace): Pick<PlaceFields, 'city' | 'country'> {
  const city = words(place.city);
  const country = countryOf(words(place.country));
  if (city !== null && (country !== null || !city.includes(','))) return { city: namely(city), country };
  const written = city ?? words(place.text);
  if (written === null) return { city: null, country };
  return splitText(written, country);
}

/** `MEMPHIS, TN, US`, `LYON, FR`, `Lyon`, `FR`. The town comes first, the country last. */
function splitText(text: string, known: string | null): Pick<PlaceFields, 'city' | 'country'> {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  const code = known ?? countryCodeOf(last);
  if (parts.length === 1)
    return code && known === null ? { city: null, country: code } : { city: namely(last), country: known };
  const named = code ?? (US_STATES.has(last.replace(/[\s\d-]+$/, '').toUpperCase()) ? 'US' : null);
  return { city: namely(parts[0] ?? ''), country: named ?? (parts.length > 1 ? last : null) };
}

function countryOf(text: string | null): string | null {
  return text === null ? null : (countryCodeOf(text) ?? text);
}

function countryCodeOf(text: string): string | null {
  const code = text.toUpperCase();
  if (code.length === 2) return countries.isValid(code) ? code : null;
  return code.length === 3 ? (countries.alpha3ToAlpha2(code) ?? null) : null;
}

/** Names in capitals as people write them. */
function namely(text: string): string {
  if (text !== text.toUpperCase() || text === text.toLowerCase()) return text;
  return text
    .toLowerCase()
    .replace(/(^|[\s\-'’/(])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function words(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replace(/\s+/g, ' ').trim();
  return text === '' ? null : text.slice(0, LONGEST);
}

function figure(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,3}(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
