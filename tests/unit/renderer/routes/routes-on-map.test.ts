import { expect, test } from 'vitest';
import { boundsOf, nearestLeg, routeLine } from '../../../../renderer/components/map/routes-geometry.ts';
import type { MapDepot, MapRoute, MapStop } from '../../../../renderer/components/map/routes-map-types.ts';
import { comparedIds } from '../../../../renderer/features/routes/compare/compared-ids.ts';
import { suppositionsOf } from '../../../../renderer/features/routes/plan/suppositions.ts';

const depot: MapDepot = { code: 'D', name: 'Depot', latitude: 0, longitude: 0 };
const depots = new Map([['D', depot]]);

function stop(number: number, longitude: number, latitude: number): [number, MapStop] {
  const rest = { name: `Stop ${number}`, mark: 'delivery', state: 'planned', locked: false } as const;
  return [number, { number, longitude, latitude, ...rest }];
}

/** Route A goes east along y = 0, route B along y = 50; one degree is one pixel here. */
const stops = new Map([stop(1, 100, 0), stop(2, 200, 0), stop(3, 100, 50), stop(4, 200, 50)]);
const route = (key: string, numbers: number[]): MapRoute => ({
  key,
  label: key,
  colour: '#000000',
  depot: 'D',
  stops: numbers,
});
const routes = [route('A', [1, 2]), route('B', [3, 4])];

function legAt(x: number, y: number, moved = 99, among = routes) {
  return nearestLeg({
    routes: among,
    depots,
    stops,
    moved,
    project: ([longitude, latitude]) => ({ x: longitude, y: latitude }),
    point: { x, y },
    reachPixels: 20,
  })?.place;
}

test('a route goes from its depot over its stops and back', () => {
  expect(routeLine(route('A', [1, 2]), depots, stops)).toEqual([
    [0, 0],
    [100, 0],
    [200, 0],
    [0, 0],
  ]);
});

test('stops and depots that are not known are passed over', () => {
  expect(routeLine({ ...route('A', [1, 77]), depot: 'elsewhere' }, depots, stops)).toEqual([[100, 0]]);
});

test('a stop goes between the two that it is dropped between', () => {
  expect(legAt(150, 45)).toEqual({ route: 'B', position: 1 });
});

test('the position is counted without the stop that moves', () => {
  expect(legAt(150, 0, 1, [route('A', [1, 2])])).toEqual({ route: 'A', position: 0 });
});

test('without its depot a route still has places between its stops', () => {
  expect(legAt(150, 2, 99, [{ ...route('A', [1, 2]), depot: 'elsewhere' }])).toEqual({
    route: 'A',
    position: 1,
  });
});

test('nothing is near enough, and faint routes take nothing', () => {
  expect(legAt(150, 300)).toBeUndefined();
  expect(legAt(150, 50, 99, [{ ...route('B', [3, 4]), faint: true }])).toBeUndefined();
});

test('everything that is drawn is within the bounds', () => {
  expect(boundsOf(stops.values())).toEqual([100, 0, 200, 50]);
  expect(boundsOf([])).toBeNull();
});

test('an address compares at most four plans, each once', () => {
  expect(comparedIds('3,3,x,-1,7,8,9,10')).toEqual([3, 7, 8, 9]);
  expect(comparedIds(undefined)).toEqual([]);
});

test('a plan supposes stops that are made up, and goods that lie elsewhere', () => {
  const stop = (number: number, more: object) => ({ number, madeUp: false, depot: 'A', route: 1, ...more });
  const plan = {
    routes: [{ number: 1, depot: 'A' }],
    stops: [
      stop(1, {}),
      stop(2, { madeUp: true }),
      stop(3, { depot: 'B' }),
      stop(4, { depot: 'B', route: null }),
    ],
  };
  expect(suppositionsOf(plan as never)).toEqual({ madeUp: 1, elsewhere: 1 });
});
