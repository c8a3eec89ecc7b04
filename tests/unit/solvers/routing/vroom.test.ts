import { describe, expect, it } from 'vitest';
import { type RoutingResult, type SolvedRoute, solve } from '../../../../core/solvers/routing/index.ts';
import { readVroom } from '../../../../core/solvers/routing/instance/vroom/read-vroom.ts';
import { vroomOutput } from '../../../../core/solvers/routing/instance/vroom/vroom-output.ts';
import { vroomProblem } from '../../../../core/solvers/routing/instance/vroom/vroom-problem.ts';

const DURATIONS = [
  [0, 100, 200],
  [110, 0, 50],
  [210, 60, 0],
];
const DISTANCES = DURATIONS.map((row) => row.map((seconds) => seconds * 10));

/** Two jobs and a shipment for two equal vans and a bicycle, over a matrix of three places. */
const SMALL = {
  vehicles: [
    { id: 7, start_index: 0, end_index: 0, capacity: [4], skills: [1], time_window: [0, 5000] },
    { id: 8, start_index: 0, end_index: 0, capacity: [4], skills: [1], time_window: [0, 5000] },
    {
      id: 9,
      profile: 'bike',
      start_index: 0,
      capacity: [1],
      costs: { fixed: 20, per_km: 360 },
      max_distance: 3000,
    },
  ],
  jobs: [
    {
      id: 1,
      location_index: 1,
      location: [2.35, 48.85],
      service: 30,
      setup: 5,
      delivery: [2],
      time_windows: [[300, 400]],
    },
    { id: 2, location_index: 2, pickup: [1], skills: [1], priority: 9, description: 'old fridge' },
  ],
  shipments: [{ amount: [1], pickup: { id: 3, location_index: 1 }, delivery: { id: 3, location_index: 2 } }],
  matrices: {
    car: { durations: DURATIONS },
    bike: { durations: DURATIONS, distances: DISTANCES },
  },
};

type Path = (string | number)[];

/** The small input with one value changed. */
function changed(path: Path, value: unknown): string {
  const document = structuredClone(SMALL);
  let at: unknown = document;
  for (const step of path.slice(0, -1)) at = (at as Record<string | number, unknown>)[step];
  (at as Record<string | number, unknown>)[path.at(-1) as string] = value;
  return JSON.stringify(document);
}

const small = () => vroomProblem(readVroom(JSON.stringify(SMALL)));

describe('VROOM’s input', () => {
  it('becomes stops, pairs and types of equal vehicles', () => {
    const { problem, vehiclesOfType } = small();
    expect(vehiclesOfType).toEqual([[0, 1], [2]]);
    expect(problem.pairs).toEqual([{ pickup: 2, dropOff: 3 }]);
    expect(problem.stops.map(({ delivery, collection }) => [delivery, collection])).toEqual([
      [[2], [0]],
      [[0], [1]],
      [[0], [1]],
      [[1], [0]],
    ]);
    // Another task is at the same place: setup is part of the way to it.
    expect(problem.stops[0]).toMatchObject({ service: 30, place: 3, windows: [{ from: 305, to: 400 }] });
    expect(problem.stops[1]).toMatchObject({ skills: ['1'], priority: 9 });
    expect(problem.vehicleTypes[1]).toMatchObject({ startPlace: 0, endPlace: null, fixedCost: 20, count: 1 });
  });

  it('charges for travel alone: by the hour, by the kilometre, or by a matrix of costs', () => {
    const { problem } = small();
    const cost = (type: number) =>
      problem.profiles[problem.vehicleTypes[type]?.profile as number]?.distance[2];
    expect(cost(0)).toBe(200);
    expect(cost(1)).toBe(200 + 2 * 360);
    expect(problem.vehicleTypes[1]?.maxDistance).toBeCloseTo(3000 * 0.46);
    const own = vroomProblem(readVroom(changed(['matrices', 'car', 'costs'], DISTANCES))).problem;
    expect(own.profiles[own.vehicleTypes[0]?.profile as number]?.distance[2]).toBe(2000);
    expect(own.profiles[own.vehicleTypes[0]?.profile as number]?.duration[2]).toBe(200);
  });

  it('limits travel time exactly, and drives at the vehicle’s speed', () => {
    const limited = vroomProblem(readVroom(changed(['vehicles', 0, 'max_travel_time'], 360))).problem;
    expect(limited.vehicleTypes[0]?.maxDistance).toBe(360);
    const fast = vroomProblem(readVroom(changed(['vehicles', 0, 'speed_factor'], 2))).problem;
    expect(fast.profiles[fast.vehicleTypes[0]?.profile as number]?.duration[2]).toBe(100);
    expect(fast.vehicleTypes).toHaveLength(3);
  });

  it('limits distance by the great circle where the matrix tells times only', () => {
    const near = [2.35, 48.85];
    const places = {
      ...SMALL,
      vehicles: SMALL.vehicles.map((vehicle) => ({ ...vehicle, start: near, profile: 'car', costs: {} })),
    };
    const jobs = [
      { id: 1, location_index: 1, location: [2.45, 48.85] },
      { id: 2, location_index: 2, location: [2.4, 48.8] },
    ];
    const { problem } = vroomProblem(readVroom(JSON.stringify({ ...places, jobs, shipments: [] })));
    const most = problem.vehicleTypes.map(({ maxDistance }) => maxDistance);
    expect(most[0]).toBeNull();
    expect(most[1]).toBeGreaterThan(0);
  });

  it('reckons by the great circle where there is no matrix', () => {
    const paris = [2.3526, 48.8604];
    const { problem } = vroomProblem(
      readVroom(
        JSON.stringify({
          vehicles: [{ id: 1, start: paris, end: paris }],
          jobs: [
            { id: 1, location: [2.3691, 48.8532] },
            { id: 2, location: paris },
          ],
        }),
      ),
    );
    expect(problem.places).toBe(2);
    const seconds = problem.profiles[0]?.duration[1] as number;
    expect(seconds).toBeGreaterThan(180);
    expect(seconds).toBeLessThan(400);
    expect(problem.vehicleTypes[0]?.shift).toBeNull();
  });

  it('counts setup once where tasks follow each other at one place', () => {
    const job = (id: number) => ({ id, location_index: 1, setup: 60, service: 10, time_windows: [[0, 500]] });
    const document = {
      ...SMALL,
      jobs: [job(1), job(2)],
      shipments: [],
      vehicles: SMALL.vehicles.slice(0, 2),
    };
    const asked = vroomProblem(readVroom(JSON.stringify(document)));
    expect(asked.problem.places).toBe(4);
    expect(asked.problem.stops[0]).toMatchObject({ place: 3, service: 10, windows: [{ from: 60, to: 500 }] });
    const result = solve(asked.problem, { seed: 1, objective: { kind: 'cost' }, stop: { iterations: 50 } });
    const { routes, summary } = vroomOutput(asked, result, { loading: 0, solving: 0 });
    expect(routes).toHaveLength(1);
    expect(summary).toMatchObject({ setup: 60, service: 20, duration: 210, waiting_time: 0 });
    const steps = routes[0]?.steps.map(({ type, arrival, setup }) => [type, arrival, setup]);
    expect(steps).toEqual([
      ['start', 0, 0],
      ['job', 100, 60],
      ['job', 170, 0],
      ['end', 290, 0],
    ]);
  });

  it('keeps the first window of a break that the vehicle is on duty in', () => {
    const breaks = [
      {
        id: 1,
        service: 60,
        time_windows: [
          [6000, 7000],
          [7100, 7200],
        ],
      },
    ];
    const late = { ...SMALL.vehicles[0], time_window: [7050, 9000], breaks };
    const { problem } = vroomProblem(readVroom(changed(['vehicles', 0], late)));
    expect(problem.vehicleTypes[0]?.breaks).toEqual([{ window: { from: 7100, to: 7200 }, duration: 60 }]);
  });

  it('may begin with a plan', () => {
    const steps = [{ type: 'start' }, { type: 'job', id: 2 }, { type: 'pickup', id: 3 }, { type: 'end' }];
    const { start } = vroomProblem(readVroom(changed(['vehicles', 1, 'steps'], steps)));
    expect(start).toEqual([{ vehicleType: 0, stops: [1, 2] }]);
  });

  it.each<[Path, unknown, string]>([
    [['jobs', 0, 'service'], 'x', 'jobs[0].service: must be a number of 0 or more, not "x"'],
    [['jobs', 0, 'id'], undefined, 'jobs[0].id: is missing'],
    [['jobs', 0, 'delivery'], [2, 1], 'vehicle 7, capacity: has 1 amounts where others have 2'],
    [['jobs', 0, 'time_windows'], [[9, 3]], 'jobs[0].time_windows[0]: must be [start, end], not [9,3]'],
    [
      ['jobs', 0, 'time_windows'],
      [
        [1, 5],
        [5, 9],
      ],
      'jobs[0].time_windows[1]: must begin after',
    ],
    [['jobs', 0, 'location_index'], 3, 'job 1: its location index 3 is not in a matrix of 3 rows'],
    [['jobs', 0, 'location_index'], null, 'job 1: has no location index'],
    [['jobs', 0, 'location'], [48.85, 200], 'jobs[0].location: must be [longitude, latitude]'],
    [['jobs', 1, 'id'], 1, 'job 1: this id occurs twice'],
    [['jobs', 1, 'priority'], 101, 'jobs[1].priority: must be from 0 to 100'],
    [['shipments', 0, 'delivery'], undefined, 'shipments[0].delivery: is missing'],
    [['vehicles'], [], 'vehicles: at least one vehicle is needed'],
    [['vehicles', 0, 'capacity'], undefined, 'vehicle 7, capacity: must have 1 amounts'],
    [['vehicles', 2, 'start_index'], undefined, 'vehicles[2].start: or an end is needed'],
    [['vehicles', 0, 'speed_factor'], 6, 'vehicles[0].speed_factor: must be above 0'],
    [
      ['vehicles', 0, 'breaks'],
      [{ id: 1, time_windows: [[0, 9]], max_load: [0] }],
      'vehicles[0].breaks[0].max_load: is not',
    ],
    [['vehicles', 0, 'steps'], [{ type: 'job', id: 5 }], 'vehicle 7, steps: there is no job 5'],
    [['vehicles', 0, 'profile'], 'truck', 'vehicle 7, profile truck: has no matrix'],
    [['matrices', 'car', 'durations', 1], [1, 2], 'matrices.car.durations[1]: must be a list of 3 numbers'],
    [
      ['matrices', 'car', 'durations', 1, 2],
      -4,
      'matrices.car.durations[1][2]: must be a number of 0 or more, not -4',
    ],
    [['matrices', 'bike', 'costs'], [[0]], 'matrices.bike.costs: has 1 rows; the first matrix has 3'],
  ])('says where something is wrong: %j = %j', (path, value, message) => {
    expect(() => vroomProblem(readVroom(changed(path, value)))).toThrow(message);
  });

  it('that is not JSON is told so', () => {
    expect(() => readVroom('{"vehicles": [')).toThrow('input: is not JSON');
  });
});

describe('VROOM’s output', () => {
  const visit = (stop: number, arrival: number, waiting: number, departure: number, load: number[]) => {
    return { stop, arrival, waiting, start: arrival + waiting, departure, load, distance: 0 };
  };
  const route: SolvedRoute = {
    ...{ vehicleType: 0, stops: [0, 2, 3], cost: 0, distance: 0, duration: 645, driving: 360, waiting: 100 },
    ...{ service: 35, leaves: 100, returns: 745, peakLoad: [2], breaks: [{ start: 340, duration: 150 }] },
    schedule: [visit(0, 200, 100, 335, [0]), visit(2, 335, 0, 335, [1]), visit(3, 535, 0, 535, [0])],
  };
  const result: RoutingResult = {
    ...{ cost: 360, distance: 360, duration: 645, co2: 0, vehicles: 1, routes: [route], feasible: false },
    leftOut: [{ stop: 1, reason: 'noVehicleWithSkills' }],
    statistics: { iterations: 0, improvements: 0 },
  };

  it('tells steps, loads, travel and what is left out', () => {
    const breaks = [{ id: 4, time_windows: [[300, 400]], service: 150 }];
    const asked = vroomProblem(readVroom(changed(['vehicles', 0, 'breaks'], breaks)));
    const output = vroomOutput(asked, result, { loading: 1, solving: 2 });
    expect(output).toMatchObject({
      code: 0,
      summary: {
        cost: 360,
        routes: 1,
        unassigned: 1,
        duration: 360,
        waiting_time: 100,
        service: 180,
        setup: 5,
      },
      unassigned: [{ id: 2, type: 'job', location_index: 2, description: 'old fridge' }],
    });
    expect(output.summary.computing_times).toEqual({ loading: 1, solving: 2, routing: 0 });
    const [told] = output.routes;
    expect(told).toMatchObject({
      vehicle: 7,
      cost: 360,
      delivery: [3],
      pickup: [1],
      duration: 360,
      priority: 0,
    });
    expect(told).not.toHaveProperty('distance');
    expect(
      told?.steps.map(({ type, id, arrival, duration, load }) => [type, id, arrival, duration, load]),
    ).toEqual([
      ['start', undefined, 100, 0, [2]],
      ['job', 1, 200, 100, [0]],
      ['pickup', 3, 335, 100, [1]],
      ['break', 4, 340, 105, [1]],
      ['delivery', 3, 535, 150, [0]],
      ['end', undefined, 745, 360, [0]],
    ]);
    expect(told?.steps[1]).toMatchObject({
      location: [2.35, 48.85],
      setup: 5,
      service: 30,
      waiting_time: 100,
      violations: [],
    });
  });
});
