import { CITY_TABLE } from './city-table.ts';

export interface City {
  readonly index: number;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** `#` stands for a digit, `@` for a capital letter; `/` parts alternatives. */
  readonly postalPattern: string;
  readonly region: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Inhabitants in thousands. */
  readonly population: number;
}

export interface Country {
  readonly code: string;
  readonly timeZone: string;
  /** Share of the retailer's customers. */
  readonly customerShare: number;
  /** How eagerly the retailer opens stores there; 1 = as in its home country. */
  readonly storeFactor: number;
  readonly phonePrefix: string;
  /** True when parcels from elsewhere pass customs. */
  readonly customs: boolean;
}

const country = (
  code: string,
  timeZone: string,
  customerShare: number,
  storeFactor: number,
  phonePrefix: string,
  customs = false,
): Country => ({ code, timeZone, customerShare, storeFactor, phonePrefix, customs });

export const COUNTRIES: readonly Country[] = [
  country('FR', 'Europe/Paris', 0.34, 1, '+33'),
  country('DE', 'Europe/Berlin', 0.18, 0.45, '+49'),
  country('IT', 'Europe/Rome', 0.1, 0.4, '+39'),
  country('ES', 'Europe/Madrid', 0.09, 0.45, '+34'),
  country('BE', 'Europe/Brussels', 0.07, 0.7, '+32'),
  country('NL', 'Europe/Amsterdam', 0.055, 0.55, '+31'),
  country('PT', 'Europe/Lisbon', 0.03, 0.45, '+351'),
  country('AT', 'Europe/Vienna', 0.03, 0.45, '+43'),
  country('CH', 'Europe/Zurich', 0.025, 0.35, '+41', true),
  country('GB', 'Europe/London', 0.025, 0.12, '+44', true),
  country('PL', 'Europe/Warsaw', 0.02, 0.2, '+48'),
  country('CZ', 'Europe/Prague', 0.015, 0.2, '+420'),
  country('DK', 'Europe/Copenhagen', 0.01, 0.3, '+45'),
  country('SE', 'Europe/Stockholm', 0.01, 0.25, '+46'),
  country('LU', 'Europe/Luxembourg', 0.01, 0.8, '+352'),
  country('IE', 'Europe/Dublin', 0.01, 0.3, '+353'),
];

/** The country of a city of the table. */
export function countryOf(code: string): Country {
  const found = COUNTRIES.find((candidate) => candidate.code === code);
  if (!found) throw new RangeError(`No country ${code} in the demo network`);
  return found;
}

export const CITIES: readonly City[] = parseCities();

/** A city by its name. @throws RangeError for a name that is not in the table. */
export function cityNamed(name: string): City {
  const found = CITIES.find((city) => city.name === name);
  if (!found) throw new RangeError(`No city ${name} in the demo network`);
  return found;
}

function parseCities(): City[] {
  const cities: City[] = [];
  for (const [code, table] of Object.entries(CITY_TABLE)) {
    for (const line of table.trim().split('\n')) {
      const [name = '', postalPattern = '', region = '', latitude, longitude, population] = line.split('|');
      cities.push({
        index: cities.length,
        name,
        country: code,
        postalPattern,
        region,
        latitude: Number(latitude),
        longitude: Number(longitude),
        population: Number(population),
      });
    }
  }
  return cities;
}
