import { describe, expect, it } from 'vitest';
import { addressIn, emailOf, postalCode } from '../../../../core/features/demo/addresses.ts';
import { CITIES, COUNTRIES, cityNamed } from '../../../../core/features/demo/data/cities.ts';
import { distanceMetres } from '../../../../core/kernel/geo.ts';
import { createRandom } from '../../../../core/kernel/random.ts';

describe('addresses', () => {
  it.each([
    ['Paris', /^750(0|1)[1-9]$/],
    ['Amsterdam', /^10\d\d [A-Z]{2}$/],
    ['London', /^SW\d \d[A-Z]{2}$/],
    ['Lisboa', /^1\d{3}-\d{3}$/],
    ['Stockholm', /^11\d \d\d$/],
    ['Toulouse', /^31\d00$/],
  ])('gives %s its postal codes', (name, pattern) => {
    const random = createRandom(5);
    for (let i = 0; i < 50; i++) expect(postalCode(random, cityNamed(name))).toMatch(pattern);
  });

  it('stays near the city', () => {
    const random = createRandom(6);
    for (const city of CITIES) {
      expect(distanceMetres(addressIn(random, city, 3), city)).toBeLessThan(25_000);
    }
  });

  it('writes mail addresses in ASCII and in a reserved domain', () => {
    const random = createRandom(7);
    for (const name of ['Zoë Łukasz', 'Jürgen Groß', 'Aoife O’Brien', 'Søren Sørensen']) {
      expect(emailOf(random, name)).toMatch(/^[a-z][a-z0-9.]*[a-z]\d+@example\.(com|org|net)$/);
    }
  });

  it('knows some 280 cities, each in a country of the network', () => {
    expect(CITIES.length).toBeGreaterThan(250);
    const known = new Set(COUNTRIES.map(({ code }) => code));
    expect(CITIES.filter((city) => !known.has(city.country))).toEqual([]);
    expect(COUNTRIES.reduce((sum, country) => sum + country.customerShare, 0)).toBeGreaterThan(0.95);
  });
});
