import { distanceMetres, type Point } from '../../core/kernel/geo.ts';
import type { SourceAnswer, SourceCall } from './http-source.ts';

/** The roads of the servers below: longer towards the north than back, so that a transposed table shows. */
export function roadMetres(from: Point, to: Point): number {
  return Math.round(distanceMetres(from, to) * (to.latitude > from.latitude ? 1.5 : 1.25));
}

export function roadSeconds(from: Point, to: Point): number {
  return Math.round(roadMetres(from, to) / 12);
}

const table = (from: Point[], to: Point[], way: (a: Point, b: Point) => number) =>
  from.map((a) => to.map((b) => way(a, b)));

const lonLat = ([longitude, latitude]: number[]) => ({ longitude, latitude }) as Point;

/** Answers as OSRM's table service does, for at most `most` places in a question. */
export function osrmAnswer(call: SourceCall, most = 100): SourceAnswer {
  const [, profile, coordinates] = /^\/table\/v1\/(\w+)\/([\d.,;-]+)$/.exec(call.url.pathname) ?? [];
  if (!profile || !coordinates)
    return { status: 400, json: { code: 'InvalidUrl', message: 'URL string malformed' } };
  const points = coordinates.split(';').map((pair) => lonLat(pair.split(',').map(Number)));
  if (points.length > most)
    return { status: 400, json: { code: 'TooBig', message: 'Too many table coordinates' } };
  const chosen = (name: string) =>
    (call.url.searchParams.get(name) ?? '').split(';').map((i) => points[Number(i)] as Point);
  const [from, to] = [chosen('sources'), chosen('destinations')];
  const asked = call.url.searchParams.get('annotations')?.split(',') ?? ['duration'];
  return {
    json: {
      code: 'Ok',
      ...(asked.includes('duration') ? { durations: table(from, to, roadSeconds) } : {}),
      ...(asked.includes('distance') ? { distances: table(from, to, roadMetres) } : {}),
    },
  };
}

interface ValhallaBody {
  sources: { lat: number; lon: number }[];
  targets: { lat: number; lon: number }[];
  costing: string;
  verbose?: boolean;
}

/** Answers as Valhalla's matrix service does; `wordy` as older ones, which know no other form. */
export function valhallaAnswer(call: SourceCall, wordy = false): SourceAnswer {
  if (call.method !== 'POST' || call.url.pathname !== '/sources_to_targets') {
    return { status: 404, json: { error_code: 106, error: 'Try any of: /route /sources_to_targets' } };
  }
  const { sources, targets, verbose } = JSON.parse(call.body) as ValhallaBody;
  const point = ({ lat, lon }: { lat: number; lon: number }) => ({ latitude: lat, longitude: lon });
  const [from, to] = [sources.map(point), targets.map(point)];
  const km = (a: Point, b: Point) => roadMetres(a, b) / 1000;
  if (verbose !== false || wordy) {
    const way = (a: Point, b: Point, i: number, j: number) => ({
      ...{ from_index: i, to_index: j, distance: km(a, b), time: roadSeconds(a, b) },
    });
    return {
      json: {
        sources_to_targets: from.map((a, i) => to.map((b, j) => way(a, b, i, j))),
        units: 'kilometers',
      },
    };
  }
  return {
    json: { sources_to_targets: { durations: table(from, to, roadSeconds), distances: table(from, to, km) } },
  };
}

interface OrsBody {
  locations: number[][];
  sources: string[];
  destinations: string[];
  metrics: string[];
  units: string;
}

/** Answers as OpenRouteService's matrix service does, to whoever knows the key. */
export function openRouteServiceAnswer(call: SourceCall, key = 'secret'): SourceAnswer {
  if (call.headers.authorization !== key)
    return { status: 403, json: { error: 'Access to this API has been disallowed' } };
  if (call.method !== 'POST' || call.url.pathname !== '/v2/matrix/driving-car')
    return { status: 404, json: { error: 'Not found' } };
  const { locations, sources, destinations, units } = JSON.parse(call.body) as OrsBody;
  if (sources.length * destinations.length > 3500) {
    return { status: 400, json: { error: { code: 6004, message: 'Search exceeds the limit of routes.' } } };
  }
  const chosen = (indices: string[]) => indices.map((i) => lonLat(locations[Number(i)] as number[]));
  const [from, to] = [chosen(sources), chosen(destinations)];
  if (units !== 'm') return { status: 400, json: { error: { code: 6003, message: 'units' } } };
  return { json: { durations: table(from, to, roadSeconds), distances: table(from, to, roadMetres) } };
}
