import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stderr } from 'node:process';
import { gunzipSync } from 'node:zlib';
import { distanceMetres, type Point } from '../../core/kernel/geo.ts';
import type { RoutingObjective, RoutingProblem, RoutingResult } from '../../core/solvers/routing/index.ts';
import { evaluatePlan } from '../../core/solvers/routing/instance/evaluate-plan.ts';

/** A day of real deliveries: our kilometres and vans beside those of three published plans. All by great circle: an orientation. */
export interface LastMileFigures {
  day: number;
  deliveries: number;
  seconds: number;
  km: number;
  vans: number;
  'best of theirs, km': number;
  'its vans': number;
  'against it': string;
  faults: number;
}

type Solve = (
  problem: RoutingProblem,
  seed: number,
  seconds: number,
  objective: RoutingObjective,
) => RoutingResult;

const BASELINES = ['agg', 'part', 'lkh'];

/** The days of a folder; none when it is not there. */
export function lastMileFigures(folder: string, seconds: number, solve: Solve): LastMileFigures[] {
  if (!existsSync(folder)) return [];
  const days = table(readFileSync(join(folder, 'days.csv'), 'utf8'));
  const deliveries = table(gunzipSync(readFileSync(join(folder, 'deliveries.csv.gz'))).toString('utf8'));
  return days.map((day) => {
    const stops = deliveries.filter((delivery) => delivery.day === day.day);
    const problem = problemOf(day, stops);
    const { routes } = solve(problem, 1, seconds, { kind: 'distance' });
    const { cost, faults } = evaluatePlan(problem, routes);
    const theirs = BASELINES.map((name) => ({
      km: day[`${name}_km_haversine`] as number,
      vans: day[`${name}_routes`] as number,
    })).sort((a, b) => a.km - b.km);
    const [best] = theirs as [(typeof theirs)[number]];
    const km = cost / 1000;
    const figures = {
      day: day.day as number,
      deliveries: stops.length,
      seconds,
      km: Number(km.toFixed(1)),
      vans: routes.length,
      'best of theirs, km': best.km,
      'its vans': best.vans,
      'against it': `${((100 * km) / best.km - 100).toFixed(2)} %`,
      faults: faults.length,
    };
    stderr.write(
      `last mile, day ${figures.day}: ${figures.km} km, ${figures.vans} vans; theirs ${best.km} km\n`,
    );
    return figures;
  });
}

type Row = Record<string, number>;

function table(csv: string): Row[] {
  const [head = '', ...rows] = csv.trim().split('\n');
  const columns = head.split(',');
  return rows.map((row) => {
    const cells = row.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, Number(cells[i])]));
  });
}

function problemOf(day: Row, stops: readonly Row[]): RoutingProblem {
  const depot: Point = { latitude: day.origin_lat as number, longitude: day.origin_lng as number };
  const points = [
    depot,
    ...stops.map(({ lat, lng }): Point => ({ latitude: lat as number, longitude: lng as number })),
  ];
  const distance = Float64Array.from(
    points.flatMap((from) => points.map((to) => (from === to ? 0 : Math.round(distanceMetres(from, to))))),
  );
  const vehicle = {
    ...{
      name: 'van',
      count: null,
      profile: 0,
      startPlace: 0,
      endPlace: 0,
      capacity: [day.vehicle_capacity as number],
    },
    ...{ shift: null, breaks: [], skills: [], maxStops: null, maxDistance: null, maxDuration: null },
    ...{ fixedCost: 0, costPerDistance: 1, costPerDuration: 0 },
  };
  return {
    places: points.length,
    profiles: [{ distance, duration: distance }],
    vehicleTypes: [vehicle],
    stops: stops.map(({ size }, i) => ({
      ...{ name: String(i + 1), place: i + 1, delivery: [size as number], collection: [0], service: 0 },
      ...{ windows: [], skills: [], priceOfLeavingOut: null },
    })),
  };
}
