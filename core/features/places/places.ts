import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import timeZoneAt from '@photostructure/tz-lookup';
import { isPoint, type Point } from '../../kernel/geo.ts';
import { type Country, CountryIndex } from './countries.ts';
import { CountryPlaces } from './country-places.ts';
import { cityKeys } from './fold.ts';
import { type PlaceMatch, PlaceSearch } from './place-search.ts';

/** How close the answer is: the postal code's own place, its area (50 km or so), the town, or only the country. */
export type Precision = 'postalCode' | 'postalArea' | 'city' | 'country';
export type Address = { country?: string | null; postalCode?: string | null; city?: string | null };
export type Location = Point & { precision: Precision; country: string };

export type Places = {
  /** Where an address lies, as closely as its parts allow; null when not even the country is known. */
  locate(address: Address): Location | null;
  /** The IANA time zone of a point, `UTC` when the point is not on earth. */
  placeTimeZone(point: Point): string;
  /** Towns whose name in any European language begins with the text, the largest first. */
  searchPlaces(text: string, limit: number): PlaceMatch[];
  /** ISO 3166 two-letter code of a country given by code or by name in any main European language. */
  countryCode(text: string): string | null;
};

/**
 * Opens the packaged gazetteer. Nothing is read before it is asked for; each country's towns are read when the
 * first address of that country comes (5 to 60 ms) and kept.
 * @param resourcesDir the product's `resources` folder
 */
export function openGazetteer(resourcesDir: string): Places {
  const folder = join(resourcesDir, 'gazetteer');
  const countries = once(() => new CountryIndex(readLines(join(folder, 'countries.tsv.gz'))));
  const search = once(() => new PlaceSearch(readLines(join(folder, 'search.tsv.gz'))));
  const places = new Map<string, CountryPlaces>();

  function placesOf(country: string): CountryPlaces {
    const known = places.get(country);
    if (known) return known;
    const file = (kind: string) => readLines(join(folder, kind, `${country}.tsv.gz`));
    const opened = new CountryPlaces(country, file('cities'), file('postal'));
    places.set(country, opened);
    return opened;
  }

  return {
    locate({ country, postalCode, city }) {
      const known = country ? countries().find(territory(country, postalCode ?? '')) : undefined;
      if (known) return locateIn(known, placesOf(known.code), postalCode ?? '', city ?? '');
      return city && !country?.trim() ? locateAnywhere(search(), city) : null;
    },
    placeTimeZone: (point) => (isPoint(point) ? timeZoneAt(point.latitude, point.longitude) : 'UTC'),
    searchPlaces: (text, limit) => search().search(text, limit),
    countryCode: (text) => countries().find(text)?.code ?? null,
  };
}

const FRENCH_TERRITORIES: Record<string, string> = {
  '971': 'GP',
  '972': 'MQ',
  '973': 'GF',
  '974': 'RE',
  '975': 'PM',
  '976': 'YT',
  '987': 'PF',
  '988': 'NC',
};

/** Addresses overseas are written with country France; their postal codes tell where they are. */
function territory(country: string, postalCode: string): string {
  if (!/^\s*9[78]\d/.test(postalCode) || !/^\s*(fr|fra|france)\s*$/i.test(country)) return country;
  return FRENCH_TERRITORIES[postalCode.trim().slice(0, 3)] ?? country;
}

function locateIn(country: Country, places: CountryPlaces, postalCode: string, city: string): Location {
  const postal = places.findPostalCode(postalCode);
  const at = (point: Point, precision: Precision): Location => ({
    latitude: point.latitude,
    longitude: point.longitude,
    precision,
    country: country.code,
  });
  if (postal?.exact) return at(postal.point, 'postalCode');
  const town = city ? places.findCity(city, postal?.point) : null;
  if (town) return at(town, 'city');
  return postal ? at(postal.point, 'postalArea') : at(country.centre, 'country');
}

function locateAnywhere(search: PlaceSearch, city: string): Location | null {
  for (const key of cityKeys(city)) {
    const { latitude, longitude, country } = search.best(key) ?? {};
    if (latitude !== undefined && longitude !== undefined && country)
      return { latitude, longitude, precision: 'city', country };
  }
  return null;
}

function readLines(path: string): string[] {
  return existsSync(path) ? gunzipSync(readFileSync(path)).toString('utf8').split('\n') : [];
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
