import { describe, expect, it } from 'vitest';
import { type Address, openGazetteer, type Precision } from '../../../../core/features/places/index.ts';
import { distanceMetres, type Point } from '../../../../core/kernel/geo.ts';

const places = openGazetteer('resources');

const PARIS: Point = { latitude: 48.853, longitude: 2.349 };
const LYON: Point = { latitude: 45.758, longitude: 4.835 };
const COLOGNE: Point = { latitude: 50.938, longitude: 6.96 };
const FRANKFURT_MAIN: Point = { latitude: 50.115, longitude: 8.684 };
const FRANKFURT_ODER: Point = { latitude: 52.347, longitude: 14.55 };
const VIENNA: Point = { latitude: 48.208, longitude: 16.372 };
const GENEVA: Point = { latitude: 46.202, longitude: 6.146 };
const LISBON: Point = { latitude: 38.717, longitude: -9.133 };
const LONDON: Point = { latitude: 51.509, longitude: -0.126 };
const REUNION: Point = { latitude: -21.1, longitude: 55.5 };

function expectNear(address: Address, point: Point, precision: Precision, withinMetres = 12_000) {
  const found = places.locate(address);
  expect(found, JSON.stringify(address)).not.toBeNull();
  expect(found?.precision, JSON.stringify(address)).toBe(precision);
  expect(found && distanceMetres(found, point), JSON.stringify(address)).toBeLessThan(withinMetres);
}

describe('locating an address offline', () => {
  it('uses the postal code where full codes are packaged', () => {
    expectNear({ country: 'FR', postalCode: '75013', city: 'Paris' }, PARIS, 'postalCode');
    expectNear({ country: 'France', postalCode: '69 003' }, LYON, 'postalCode');
    expectNear({ country: 'FR', postalCode: 'F-69003' }, LYON, 'postalCode');
    expectNear(
      { country: 'US', postalCode: '10001-1234' },
      { latitude: 40.75, longitude: -73.99 },
      'postalCode',
    );
    expectNear({ country: 'NO', postalCode: '0150' }, { latitude: 59.91, longitude: 10.75 }, 'postalCode');
    expectNear({ country: 'FI', postalCode: '00100' }, { latitude: 60.17, longitude: 24.94 }, 'postalCode');
  });

  it('falls back to the postal area', () => {
    expectNear({ country: 'FR', postalCode: '69999' }, LYON, 'postalArea', 30_000);
    expectNear({ country: 'DE', postalCode: '50999' }, COLOGNE, 'postalArea');
    expectNear({ country: 'GB', postalCode: 'SW1A 1AA' }, LONDON, 'postalArea');
    expectNear({ country: 'AT', postalCode: '1010' }, VIENNA, 'postalArea');
  });

  it('knows towns by their names in other languages, without accents, with delivery suffixes', () => {
    for (const city of ['Köln', 'KOELN', 'Cologne', 'koln', 'Keulen'])
      expectNear({ country: 'DE', city }, COLOGNE, 'city');
    for (const city of ['Wien', 'Vienna', 'Vienne', 'WIEN 4'])
      expectNear({ country: 'AT', city }, VIENNA, 'city');
    for (const city of ['Genève', 'Geneva', 'Genf', 'GENEVE'])
      expectNear({ country: 'CH', city }, GENEVA, 'city');
    for (const city of ['Lisboa', 'Lisbon', 'Lisbonne']) expectNear({ country: 'PT', city }, LISBON, 'city');
    for (const city of ['LYON CEDEX 03', 'Lyon 3e', 'lyon'])
      expectNear({ country: 'FR', city }, LYON, 'city');
    expectNear({ country: 'GR', city: 'Αθήνα' }, { latitude: 37.98, longitude: 23.73 }, 'city');
    expectNear({ country: 'FR', city: 'ST ETIENNE' }, { latitude: 45.434, longitude: 4.39 }, 'city');
    expectNear({ country: 'FR', city: 'Saint-Étienne' }, { latitude: 45.434, longitude: 4.39 }, 'city');
  });

  it('tells towns of the same name apart by their postal area', () => {
    expectNear({ country: 'DE', postalCode: '60311', city: 'Frankfurt' }, FRANKFURT_MAIN, 'city');
    expectNear({ country: 'DE', postalCode: '60311', city: 'Frankfurt a. M.' }, FRANKFURT_MAIN, 'city');
    expectNear({ country: 'DE', postalCode: '15230', city: 'Frankfurt' }, FRANKFURT_ODER, 'city');
    expectNear({ country: 'DE', city: 'Frankfurt' }, FRANKFURT_MAIN, 'city');
  });

  it('understands countries as people write them', () => {
    const spellings = {
      FR: ['FR', 'fra', 'France', 'Frankreich', 'Francia'],
      GB: ['UK', 'England', 'United Kingdom'],
    };
    for (const [code, texts] of Object.entries(spellings))
      for (const text of texts) expect(places.countryCode(text), text).toBe(code);
    expect(places.countryCode('EIRE')).toBe('IE');
    expect(places.countryCode('RSA')).toBe('ZA');
    expect(places.countryCode('Channel Islands')).toBe('JE');
    expect(places.countryCode('Unspecified')).toBeNull();
  });

  it('sends French overseas codes overseas', () => {
    expectNear({ country: 'FR', postalCode: '97400', city: 'Saint-Denis' }, REUNION, 'city', 60_000);
  });

  it('says how little it knows', () => {
    expect(places.locate({ country: 'PL' })?.precision).toBe('country');
    expect(places.locate({ country: 'PL', city: 'No Such Town' })?.precision).toBe('country');
    expect(places.locate({ country: 'Unspecified', city: 'Paris' })).toBeNull();
    expect(places.locate({})).toBeNull();
    expectNear({ city: 'Köln' }, COLOGNE, 'city');
  });

  it('is quick: the first address of a large country within 200 ms, the next in no time', () => {
    const fresh = openGazetteer('resources');
    const start = performance.now();
    fresh.locate({ country: 'FR', postalCode: '31000', city: 'Toulouse' });
    expect(performance.now() - start).toBeLessThan(1_000);
    const again = performance.now();
    for (let i = 0; i < 1000; i++) fresh.locate({ country: 'FR', postalCode: '31000', city: 'Toulouse' });
    expect(performance.now() - again).toBeLessThan(200);
  });
});

describe('time zones', () => {
  it('are those of the place', () => {
    expect(places.placeTimeZone(LISBON)).toBe('Europe/Lisbon');
    expect(places.placeTimeZone(COLOGNE)).toBe('Europe/Berlin');
    expect(places.placeTimeZone({ latitude: Number.NaN, longitude: 0 })).toBe('UTC');
  });
});

describe('search as you type', () => {
  it('finds towns under any of their names, the largest first', () => {
    expect(places.searchPlaces('münc', 1)[0]?.name).toBe('Munich');
    expect(places.searchPlaces('muenchen', 1)[0]?.country).toBe('DE');
    expect(places.searchPlaces('lyo', 3)[0]).toMatchObject({ name: 'Lyon', country: 'FR' });
    expect(places.searchPlaces('', 3)).toEqual([]);
    expect(places.searchPlaces('zzzzz', 3)).toEqual([]);
  });

  it('keeps to the limit and names each town once', () => {
    const found = places.searchPlaces('par', 10);
    expect(found).toHaveLength(10);
    expect(new Set(found.map((match) => `${match.country} ${match.name} ${match.latitude}`)).size).toBe(10);
  });
});
