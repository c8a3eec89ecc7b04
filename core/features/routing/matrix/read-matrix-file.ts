import type { TravelProfile } from '../../../solvers/routing/index.ts';
import {
  DEFAULT_ROADS,
  drivenMetres,
  drivingSeconds,
  type RoadAssumption,
} from '../../../solvers/routing/matrix/great-circle-matrix.ts';

/** A matrix file cannot be understood; the message begins with the place. */
export class MatrixFileError extends Error {
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
    this.name = 'MatrixFileError';
  }
}

/** A matrix from a file, for the places asked for, in their order. */
export type FileMatrix = {
  profile: TravelProfile;
  /** Pairs of places that the file says nothing of; their distance and duration are those of the other direction, or NaN. */
  missing: { from: string; to: string }[];
};

type Way = { metres: number | null; seconds: number | null };
type Ways = Map<string, Way>;

const FACTORS: Record<string, ['metres' | 'seconds', number]> = {
  metres: ['metres', 1],
  meters: ['metres', 1],
  distance: ['metres', 1],
  distance_m: ['metres', 1],
  km: ['metres', 1000],
  distance_km: ['metres', 1000],
  seconds: ['seconds', 1],
  duration: ['seconds', 1],
  duration_s: ['seconds', 1],
  minutes: ['seconds', 60],
  duration_min: ['seconds', 60],
};

/**
 * Reads distances and times from a file: CSV with a row a way (`from,to,km,minutes`; comma, semicolon or tab), or JSON with square
 * tables (`{ "ids": [..], "distances": [[..]], "durations": [[..]] }`, metres and seconds; without ids in the order of `places`).
 * @param places names of the places, in the order wanted
 * @param roads for ways of which the file tells only the distance, or only the time
 * @throws MatrixFileError
 */
export function readMatrixFile(
  text: string,
  places: readonly string[],
  roads: RoadAssumption = DEFAULT_ROADS,
): FileMatrix {
  const ways = /^\s*\{/.test(text) ? waysOfJson(text, places) : waysOfTable(text);
  const count = places.length;
  const distance = new Float64Array(count * count);
  const duration = new Float64Array(count * count);
  const missing: FileMatrix['missing'] = [];
  places.forEach((from, i) => {
    places.forEach((to, j) => {
      if (i === j) return;
      const way = ways.get(keyOf(from, to));
      if (!way) missing.push({ from, to });
      const { metres, seconds } = completed(way ?? ways.get(keyOf(to, from)), roads);
      distance[i * count + j] = metres;
      duration[i * count + j] = seconds;
    });
  });
  return { profile: { distance, duration }, missing };
}

function completed(way: Way | undefined, roads: RoadAssumption): { metres: number; seconds: number } {
  if (!way) return { metres: Number.NaN, seconds: Number.NaN };
  const { metres, seconds } = way;
  return {
    metres: metres ?? drivenMetres(seconds as number, roads),
    seconds: seconds ?? drivingSeconds(metres as number, roads),
  };
}

function keyOf(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

function waysOfTable(text: string): Ways {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const head = lines[0] ?? '';
  const delimiter = ['\t', ';', ','].find((mark) => head.includes(mark)) ?? ',';
  const cells = (line: string) => line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const columns = cells(head).map((name) => name.toLowerCase());
  const [from, to] = [columns.indexOf('from'), columns.indexOf('to')];
  const measures = columns.flatMap((name, column) =>
    FACTORS[name] ? [{ column, name, factor: FACTORS[name] }] : [],
  );
  if (from < 0 || to < 0 || measures.length === 0) {
    const known = Object.keys(FACTORS).join(', ');
    throw new MatrixFileError(
      'line 1',
      `needs the columns from, to, and one or both of distance and time (${known})`,
    );
  }
  const ways: Ways = new Map();
  lines.slice(1).forEach((line, i) => {
    if (line.trim() === '') return;
    const values = cells(line);
    const key = keyOf(values[from] ?? '', values[to] ?? '');
    if (ways.has(key))
      throw new MatrixFileError(`line ${i + 2}`, `${values[from]} to ${values[to]} occurs twice`);
    const way: Way = { metres: null, seconds: null };
    for (const { column, name, factor } of measures) {
      way[factor[0]] = numberOf(values[column] ?? '', delimiter, `line ${i + 2}, ${name}`) * factor[1];
    }
    ways.set(key, way);
  });
  return ways;
}

/** Where the comma does not part cells, it may part decimals. */
function numberOf(text: string, delimiter: string, place: string): number {
  const value = Number(delimiter === ',' ? text : text.replace(',', '.'));
  if (text !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new MatrixFileError(place, `“${text}” is not a number of 0 or more`);
}

function waysOfJson(text: string, places: readonly string[]): Ways {
  let document: Record<string, unknown>;
  try {
    document = JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new MatrixFileError('file', `is not JSON (${(error as Error).message})`);
  }
  const ids = Array.isArray(document.ids) ? document.ids.map(String) : places;
  const distances = square(document.distances, ids.length, 'distances');
  const durations = square(document.durations, ids.length, 'durations');
  if (!distances && !durations) throw new MatrixFileError('file', 'has neither “distances” nor “durations”');
  const ways: Ways = new Map();
  ids.forEach((from, i) => {
    ids.forEach((to, j) => {
      const way = { metres: distances?.[i]?.[j] ?? null, seconds: durations?.[i]?.[j] ?? null };
      if (way.metres !== null || way.seconds !== null) ways.set(keyOf(from, to), way);
    });
  });
  return ways;
}

function square(value: unknown, size: number, name: string): (number | null)[][] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || value.length !== size) {
    throw new MatrixFileError(name, `must be ${size} rows of ${size} numbers, one for each place`);
  }
  return value.map((row: unknown, i) => {
    if (!Array.isArray(row) || row.length !== size)
      throw new MatrixFileError(`${name}[${i}]`, `must have ${size} numbers`);
    return row.map((way: unknown, j) => {
      if (way === null) return null;
      if (typeof way === 'number' && way >= 0) return way;
      throw new MatrixFileError(
        `${name}[${i}][${j}]`,
        `must be a number of 0 or more, not ${JSON.stringify(way)}`,
      );
    });
  });
}
