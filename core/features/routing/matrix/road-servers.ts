import type { Point } from '../../../kernel/geo.ts';
import { ask, block, refusal, serverAddress } from './road-http.ts';
import { type RoadServer, RoadServerError, type RoadSource, type RoadTable } from './road-source.ts';

/** Servers as they are set up by default: OSRM takes 100 places in a table, Valhalla 2,500 ways, OpenRouteService 3,500. */
const BLOCK_SIZE = 50;

/** @throws RoadServerError when the address is none */
export function roadServer(
  source: Exclude<RoadSource, { kind: 'greatCircle' }>,
  timeoutMs?: number,
): RoadServer {
  if (source.kind === 'osrm') return osrm(source, timeoutMs);
  return source.kind === 'valhalla' ? valhalla(source, timeoutMs) : openRouteService(source, timeoutMs);
}

/** OSRM's table service: places in the address, `sources` and `destinations` by their number. */
function osrm(
  { url, profile = 'driving' }: Extract<RoadSource, { kind: 'osrm' }>,
  timeoutMs?: number,
): RoadServer {
  const base = serverAddress(url);
  const { host } = base;
  return {
    kind: 'osrm',
    key: `osrm ${base.href} ${profile}`,
    host,
    blockSize: BLOCK_SIZE,
    async table(from, to, signal) {
      const places = [...from, ...to].map((point) => lonLat(point).join(',')).join(';');
      const address = new URL(`table/v1/${encodeURIComponent(profile)}/${places}`, base);
      address.search = `sources=${numbers(0, from.length)}&destinations=${numbers(from.length, to.length)}&annotations=duration,distance`;
      const answer = await ask({ url: address }, signal, timeoutMs);
      const { json } = answer;
      if (json?.code === 'TooBig') throw tooLarge(host);
      if (json?.code !== 'Ok') throw refusal(host, answer, json?.message);
      return tableOf(json.durations, json.distances, from.length, to.length, host);
    },
  };
}

/** Valhalla's matrix service, in its terse and its wordy form; distances are kilometres. */
function valhalla(
  { url, costing = 'auto' }: Extract<RoadSource, { kind: 'valhalla' }>,
  timeoutMs?: number,
): RoadServer {
  const base = serverAddress(url);
  const { host } = base;
  const location = ({ latitude, longitude }: Point) => ({ lat: latitude, lon: longitude });
  return {
    kind: 'valhalla',
    key: `valhalla ${base.href} ${costing}`,
    host,
    blockSize: BLOCK_SIZE,
    async table(from, to, signal) {
      const body = {
        sources: from.map(location),
        targets: to.map(location),
        costing,
        units: 'kilometers',
        verbose: false,
      };
      const answer = await ask({ url: new URL('sources_to_targets', base), body }, signal, timeoutMs);
      const { json } = answer;
      if (json?.error_code === 150 || json?.error_code === 158) throw tooLarge(host);
      const told = json?.sources_to_targets;
      if (answer.status !== 200 || !told) throw refusal(host, answer, json?.error);
      const { durations, distances } = Array.isArray(told) ? wordy(told) : (told as Record<string, unknown>);
      const table = tableOf(durations, distances, from.length, to.length, host);
      return {
        ...table,
        metres: table.metres?.map((row) => row.map((km) => (km === null ? null : km * 1000))) ?? null,
      };
    },
  };
}

function wordy(rows: unknown[]): { durations: unknown; distances: unknown } {
  const each = (name: string) =>
    rows.map((row) =>
      Array.isArray(row) ? row.map((way: Record<string, unknown> | null) => way?.[name] ?? null) : row,
    );
  return { durations: each('time'), distances: each('distance') };
}

/** OpenRouteService's matrix service; its key, where one is needed, goes into a header. */
function openRouteService(
  { url, profile = 'driving-car', apiKey }: Extract<RoadSource, { kind: 'openRouteService' }>,
  timeoutMs?: number,
): RoadServer {
  const base = serverAddress(url);
  const { host } = base;
  return {
    kind: 'openRouteService',
    key: `openRouteService ${base.href} ${profile}`,
    host,
    blockSize: BLOCK_SIZE,
    async table(from, to, signal) {
      const body = {
        locations: [...from, ...to].map(lonLat),
        sources: from.map((_, i) => String(i)),
        destinations: to.map((_, i) => String(from.length + i)),
        metrics: ['duration', 'distance'],
        units: 'm',
      };
      const headers: Record<string, string> = apiKey ? { authorization: apiKey } : {};
      const address = new URL(`v2/matrix/${encodeURIComponent(profile)}`, base);
      const answer = await ask({ url: address, body, headers }, signal, timeoutMs);
      const { json, status } = answer;
      const error = json?.error as { code?: number; message?: string } | string | undefined;
      const detail = typeof error === 'string' ? error : error?.message;
      if (typeof error === 'object' && error.code === 6004) throw tooLarge(host);
      if (status === 401 || status === 403)
        throw new RoadServerError('refused', `${host} refuses the key (${status}).`);
      if (status !== 200 || !json) throw refusal(host, answer, detail);
      return tableOf(json.durations, json.distances, from.length, to.length, host);
    },
  };
}

function tableOf(
  durations: unknown,
  distances: unknown,
  rows: number,
  columns: number,
  host: string,
): RoadTable {
  return {
    seconds: block(durations, rows, columns, host),
    metres: distances === undefined || distances === null ? null : block(distances, rows, columns, host),
  };
}

function tooLarge(host: string): RoadServerError {
  return new RoadServerError('tooLarge', `${host} takes no table of that size.`);
}

/** Six decimals: about a hand's breadth. */
function lonLat({ longitude, latitude }: Point): [number, number] {
  return [Number(longitude.toFixed(6)), Number(latitude.toFixed(6))];
}

function numbers(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => from + i).join(';');
}
