import { distanceMetres, type Point } from '../../kernel/geo.ts';
import { cityKeys, foldPlaceName, foldPostalCode } from './fold.ts';

export type PostalMatch = { point: Point; exact: boolean };
export type City = Point & { name: string; region: string; population: number };

/** Farther than this from its postal area, a town of the right name is another town. */
const AREA_REACH_METRES = 160_000;

/** The towns and postal codes of one country, indexed once. */
export class CountryPlaces {
  private readonly cities: City[] = [];
  private readonly byKey = new Map<string, number[]>();
  private readonly codes = new Map<string, Point>();
  private readonly areas = new Map<string, Point>();
  private longestArea = 0;
  private readonly country: string;

  constructor(country: string, cityLines: string[], postalLines: string[]) {
    this.country = country;
    for (const line of cityLines) this.addCity(line);
    for (const line of postalLines) this.addCode(line);
  }

  private addCity(line: string): void {
    const [name, region = '', latitude, longitude, population, keys = ''] = line.split('\t');
    if (!name) return;
    const index = this.cities.length;
    this.cities.push({
      name,
      region,
      latitude: Number(latitude),
      longitude: Number(longitude),
      population: Number(population),
    });
    for (const key of keys.split('|')) {
      const list = this.byKey.get(key);
      if (list) list.push(index);
      else this.byKey.set(key, [index]);
    }
  }

  private addCode(line: string): void {
    const [code, latitude, longitude] = line.split('\t');
    if (!code) return;
    const point = { latitude: Number(latitude), longitude: Number(longitude) };
    if (code.endsWith('*')) {
      this.areas.set(code.slice(0, -1), point);
      this.longestArea = Math.max(this.longestArea, code.length - 1);
    } else this.codes.set(code, point);
  }

  findPostalCode(text: string): PostalMatch | null {
    const code = foldPostalCode(text, this.country);
    if (!code) return null;
    const exact = this.codes.get(code) ?? this.codes.get(code.slice(0, 5));
    if (exact) return { point: exact, exact: true };
    const area = this.country === 'GB' ? this.britishArea(code) : this.longestPrefix(code);
    return area ? { point: area, exact: false } : null;
  }

  private britishArea(code: string): Point | undefined {
    return this.areas.get(/^[A-Z]{1,2}(?=\d)/.exec(code)?.[0] ?? '');
  }

  private longestPrefix(code: string): Point | undefined {
    for (let length = Math.min(this.longestArea, code.length); length > 0; length--) {
      const area = this.areas.get(code.slice(0, length));
      if (area) return area;
    }
    return undefined;
  }

  /** The town of that name; of several, the one within reach of `near`, else the one most people mean. */
  findCity(text: string, near?: Point): City | null {
    for (const key of cityKeys(text)) {
      const found = this.bestOf(key, near);
      if (found) return found;
    }
    return near ? this.findShortened(foldPlaceName(text), near) : null;
  }

  /** `frankfurt a m`, `neuilly s seine`: the first words, if a town of that name lies near the postal area. */
  private findShortened(key: string, near: Point): City | null {
    const words = key.split(' ');
    while (words.length > 1) {
      words.pop();
      const shorter = words.join(' ');
      const found = shorter.length > 3 ? this.bestOf(shorter, near) : null;
      if (found && distanceMetres(found, near) < AREA_REACH_METRES) return found;
    }
    return null;
  }

  private bestOf(key: string, near?: Point): City | null {
    let best: City | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const index of this.byKey.get(key) ?? []) {
      const city = this.cities[index];
      const score = city ? fitness(city, key, near) : bestScore;
      if (city && score > bestScore) {
        best = city;
        bestScore = score;
      }
    }
    return best;
  }
}

/** Tenfold people weigh as much as 40 km nearer; being the town's own name, not a nickname, as much as 60 km. */
function fitness(city: City, key: string, near?: Point): number {
  const size = Math.log10(city.population + 10) * 40;
  const named = foldPlaceName(city.name) === key ? 60 : 0;
  return size + named - (near ? distanceMetres(city, near) / 1000 : 0);
}
