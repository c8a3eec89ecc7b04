import type { Point } from '../../kernel/geo.ts';
import { foldPlaceName } from './fold.ts';

export type PlaceMatch = Point & { name: string; country: string; region: string; population: number };

/** Search as you type over the world's larger towns, under every name that they are known by. */
export class PlaceSearch {
  private readonly lines: string[];

  /** @param lines sorted by their first column, the folded name */
  constructor(lines: string[]) {
    this.lines = lines;
  }

  /** Towns whose name begins with the text, the largest first (nicknames after own names), each once. */
  search(text: string, limit: number): PlaceMatch[] {
    const prefix = foldPlaceName(text);
    if (prefix.length === 0) return [];
    const found = new Map<string, PlaceMatch>();
    for (let i = this.lowerBound(prefix); i < this.lines.length; i++) {
      const line = this.lines[i] ?? '';
      if (!line.startsWith(prefix)) break;
      const match = parse(line);
      found.set(`${match.country} ${match.name} ${match.latitude}`, match);
    }
    const named = (match: PlaceMatch) => Number(foldPlaceName(match.name).startsWith(prefix));
    const weight = (match: PlaceMatch) => match.population * (named(match) ? 8 : 1);
    return [...found.values()].sort((a, b) => weight(b) - weight(a)).slice(0, limit);
  }

  /** The town that most people mean by this name, wherever it is. */
  best(key: string): PlaceMatch | null {
    let best: PlaceMatch | null = null;
    for (let i = this.lowerBound(`${key}\t`); this.lines[i]?.startsWith(`${key}\t`); i++) {
      const match = parse(this.lines[i] ?? '');
      if (!best || match.population > best.population) best = match;
    }
    return best;
  }

  private lowerBound(text: string): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function parse(line: string): PlaceMatch {
  const [, name = '', country = '', region = '', latitude, longitude, population] = line.split('\t');
  return {
    name,
    country,
    region,
    latitude: Number(latitude),
    longitude: Number(longitude),
    population: Number(population),
  };
}
