import { afterEach, describe, expect, it } from 'vitest';
import {
  type RoadMatrixTools,
  roadMatrix,
  roadNoteWords,
} from '../../../core/features/routing/matrix/road-matrix.ts';
import type { RoadSource } from '../../../core/features/routing/matrix/road-source.ts';
import { WayCache } from '../../../core/features/routing/matrix/way-cache.ts';
import type { Point } from '../../../core/kernel/geo.ts';
import { greatCircleMatrix } from '../../../core/solvers/routing/matrix/great-circle-matrix.ts';
import {
  type HttpSource,
  type SourceAnswer,
  type SourceCall,
  startSource,
} from '../../helpers/http-source.ts';
import { longestPause } from '../../helpers/longest-pause.ts';
import {
  openRouteServiceAnswer,
  osrmAnswer,
  roadMetres,
  roadSeconds,
  valhallaAnswer,
} from '../../helpers/road-servers.ts';

const servers: HttpSource[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function serve(answer: (call: SourceCall) => SourceAnswer): Promise<HttpSource> {
  const server = await startSource(answer);
  servers.push(server);
  return server;
}

/** Places around Lyon, at six decimals as servers are told them. */
const places = (count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({
    latitude: Number((45.7 + ((i * 37) % 101) / 500).toFixed(6)),
    longitude: Number((4.8 + ((i * 53) % 97) / 400).toFixed(6)),
  }));

const table = (points: Point[], way: (a: Point, b: Point) => number) => {
  return points.flatMap((a) => points.map((b) => (a === b ? 0 : way(a, b))));
};

/** Each question with a memory of its own, unless the test brings one. */
const matrixOf = (points: Point[], source: RoadSource, tools: RoadMatrixTools = {}) =>
  roadMatrix(points, source, { cache: new WayCache(), ...tools });

describe('a matrix by a routing server', () => {
  it.each<[string, (call: SourceCall) => SourceAnswer, (url: string) => RoadSource]>([
    ['OSRM', (call) => osrmAnswer(call), (url) => ({ kind: 'osrm', url })],
    ['Valhalla', (call) => valhallaAnswer(call), (url) => ({ kind: 'valhalla', url })],
    [
      'an older Valhalla',
      (call) => valhallaAnswer(call, true),
      (url) => ({ kind: 'valhalla', url: `${url}/` }),
    ],
    [
      'OpenRouteService',
      (call) => openRouteServiceAnswer(call),
      (url) => ({ kind: 'openRouteService', url, apiKey: 'secret' }),
    ],
  ])('is asked of %s in blocks and put together', async (_, answer, source) => {
    const server = await serve(answer);
    const points = places(120);
    const shares: number[] = [];
    const { profile, basis, notes } = await matrixOf(points, source(server.url), {
      onProgress: (share) => shares.push(share),
    });
    expect({ basis, notes }).toEqual({ basis: source(server.url).kind, notes: [] });
    expect([...profile.distance]).toEqual(table(points, roadMetres));
    expect([...profile.duration]).toEqual(table(points, roadSeconds));
    expect(server.calls).toHaveLength(9);
    expect(shares.at(-1)).toBe(1);
  });

  it('is asked in smaller blocks where the server takes no larger ones', async () => {
    const server = await serve((call) => osrmAnswer(call, 30));
    const points = places(40);
    const { profile, notes } = await matrixOf(points, { kind: 'osrm', url: server.url });
    expect(notes).toEqual([]);
    expect([...profile.distance]).toEqual(table(points, roadMetres));
  });

  it('asks nothing twice: only what new places need', async () => {
    const server = await serve((call) => osrmAnswer(call));
    const cache = new WayCache();
    const source: RoadSource = { kind: 'osrm', url: server.url };
    await matrixOf(places(60), source, { cache });
    expect(server.calls).toHaveLength(4);
    await matrixOf(places(60), source, { cache });
    await matrixOf(places(30), source, { cache });
    expect(server.calls).toHaveLength(4);
    await matrixOf(places(61), source, { cache });
    expect(server.calls).toHaveLength(7);
    await matrixOf(places(5), { ...source, profile: 'bike' }, { cache });
    expect(server.calls.at(-1)?.url.pathname).toMatch(/^\/table\/v1\/bike\//);
  });

  it('keeps to a server below a path', async () => {
    const server = await serve((call) => {
      call.url.pathname = call.url.pathname.replace('/osrm/', '/');
      return osrmAnswer(call);
    });
    const { basis } = await matrixOf(places(3), { kind: 'osrm', url: `${server.url}/osrm` });
    expect(basis).toBe('osrm');
  });

  it('takes the great circle for ways that the server does not know, and says how many', async () => {
    const points = places(4);
    const server = await serve((call) => {
      const answer = osrmAnswer(call) as {
        json: { durations: (number | null)[][]; distances: (number | null)[][] };
      };
      for (const name of ['durations', 'distances'] as const)
        for (const row of answer.json[name]) row.fill(null, 3, 4);
      return answer;
    });
    const { profile, notes } = await matrixOf(points, { kind: 'osrm', url: server.url });
    expect(notes).toEqual([{ code: 'unknownWays', ways: 3, of: 12 }]);
    const assumed = greatCircleMatrix(points);
    expect(profile.distance[3]).toBe(assumed.distance[3]);
    expect(profile.distance[1]).toBe(roadMetres(points[0] as Point, points[1] as Point));
  });

  it('takes distances by great circle from a server that tells times only', async () => {
    const points = places(3);
    const server = await serve((call) => {
      call.url.searchParams.set('annotations', 'duration');
      return osrmAnswer(call);
    });
    const { profile, notes } = await matrixOf(points, { kind: 'osrm', url: server.url });
    expect(notes).toEqual([{ code: 'noDistances' }]);
    expect([...profile.distance]).toEqual([...greatCircleMatrix(points).distance]);
    expect([...profile.duration]).toEqual(table(points, roadSeconds));
  });
});

describe('a matrix of thousands of places', () => {
  it('leaves the thread free while it is worked out', async () => {
    const points = Array.from({ length: 3000 }, (_, i) => ({
      latitude: 44 + ((i * 7919) % 4000) / 1000,
      longitude: 1 + ((i * 104_729) % 5000) / 1000,
    }));
    const { result, longestMs } = await longestPause(() => matrixOf(points, { kind: 'greatCircle' }));
    expect(result.profile.distance).toHaveLength(9_000_000);
    expect(longestMs).toBeLessThan(500);
  });
});

describe('a routing server that fails', () => {
  const points = places(3);
  const reasonOf = async (source: RoadSource, tools: RoadMatrixTools = {}) => {
    const { profile, basis, notes } = await matrixOf(points, source, tools);
    expect(basis).toBe('greatCircle');
    expect([...profile.distance]).toEqual([...greatCircleMatrix(points).distance]);
    expect(notes).toHaveLength(1);
    return roadNoteWords(notes[0] as (typeof notes)[number]);
  };

  it('leaves the great circle, and the reason in words', async () => {
    const url = async (answer: SourceAnswer) => (await serve(() => answer)).url;
    const osrm = async (answer: SourceAnswer) => reasonOf({ kind: 'osrm', url: await url(answer) });
    expect(
      await osrm({ status: 400, json: { code: 'InvalidUrl', message: 'URL string malformed' } }),
    ).toMatch(/by great circle × 1\.3: .* answered 400: URL string malformed/);
    expect(await osrm({ text: '<html>' })).toMatch('something that is not JSON; is the address right?');
    expect(await osrm({ json: { code: 'Ok', durations: [[0]] } })).toMatch('a table that is not 3 by 3');
    expect(await osrm({ status: 503, text: 'starting' })).toMatch('answered 503: starting');
    expect(await osrm({ cutOff: '{"code":' })).toMatch('cannot be reached');
    expect(await reasonOf({ kind: 'osrm', url: 'localhost:5000' })).toMatch('is not an address such as');
    const ors = await serve((call) => openRouteServiceAnswer(call));
    expect(await reasonOf({ kind: 'openRouteService', url: ors.url, apiKey: 'wrong' })).toMatch(
      'refuses the key (403)',
    );
  });

  it('is asked again after a moment’s trouble', async () => {
    let calls = 0;
    const server = await serve((call) => {
      calls += 1;
      return calls === 1 ? { status: 503, text: 'busy' } : osrmAnswer(call);
    });
    expect((await matrixOf(points, { kind: 'osrm', url: server.url })).notes).toEqual([]);
  });

  it('is not waited for', async () => {
    const silent = await serve(() => ({ text: '' }));
    const { url } = silent;
    await silent.close();
    expect(await reasonOf({ kind: 'valhalla', url })).toMatch('cannot be reached (ECONNREFUSED)');
    const { createServer } = await import('node:net');
    const mute = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const { port } = mute.address() as { port: number };
    const muteUrl = `http://127.0.0.1:${port}`;
    expect(await reasonOf({ kind: 'osrm', url: muteUrl }, { timeoutMs: 100 })).toMatch(
      'did not answer within 0.1 s',
    );
    const abort = new AbortController();
    const asking = matrixOf(points, { kind: 'osrm', url: muteUrl }, { signal: abort.signal });
    abort.abort();
    await expect(asking).rejects.toThrow(/abort/i);
    mute.close();
  });
});
