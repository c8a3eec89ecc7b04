import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluatePlan } from '../../../../core/solvers/routing/instance/evaluate-plan.ts';
import { guessFormat } from '../../../../core/solvers/routing/instance/instance-format.ts';
import { readSolomon } from '../../../../core/solvers/routing/instance/read-solomon.ts';
import { readVrplib } from '../../../../core/solvers/routing/instance/read-vrplib.ts';
import { inFileUnit } from '../../../../core/solvers/routing/instance/rounding.ts';
import {
  numberedRoutes,
  plannedRoutes,
  type RoutingInstance,
} from '../../../../core/solvers/routing/instance/routing-instance.ts';
import { readSolution, solutionText } from '../../../../core/solvers/routing/instance/solution-text.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../fixtures/routing');
const SHARED = resolve(import.meta.dirname, '../../../../../shared/benchmarks/vrptw');

function recomputed(instance: RoutingInstance, sol: string) {
  const routes = plannedRoutes(instance, readSolution(sol).routes);
  const { cost, faults } = evaluatePlan(instance.problem, routes);
  return { cost: inFileUnit(cost, instance.scale), faults };
}

const lines = (...text: string[]) => text.join('\n');

describe('best-known solutions', () => {
  it.each([
    ['C101', 'dimacs', 827.3],
    ['X-n106-k14', 'round', 26362],
    ['X115-HVRP', 'exact', 1941256.006],
  ])('%s has its published cost (%s)', (name, rounding, cost) => {
    const instance = readVrplib(readFileSync(join(FIXTURES, `${name}.vrp`), 'utf8'));
    expect(instance).toMatchObject({ name, rounding, notes: [] });
    expect(recomputed(instance, readFileSync(join(FIXTURES, `${name}.sol`), 'utf8'))).toEqual({
      cost,
      faults: [],
    });
  });

  it.skipIf(!existsSync(SHARED))('have it in every family that lies beside the project', () => {
    const [head, ...rows] = readFileSync(join(SHARED, 'bks.csv'), 'utf8').trim().split('\n');
    const columns = (head as string).split(',');
    const found = rows.map((row) => {
      const value = (column: string) => row.split(',')[columns.indexOf(column)] as string;
      const path = join(SHARED, value('file'));
      const instance = readVrplib(readFileSync(path, 'utf8'));
      const told = recomputed(instance, readFileSync(path.replace(/vrp$/, 'sol'), 'utf8'));
      expect(told, path).toEqual({ cost: Number(value('bks_cost')), faults: [] });
      expect(instance.rounding).toBe(value('rounding'));
      expect(instance.problem.stops).toHaveLength(Number(value('clients')));
      return value('set');
    });
    expect(new Set(found).size).toBeGreaterThan(6);
  });
});

const SMALL = ['NAME: small', 'TYPE: CVRP', 'DIMENSION: 3', 'CAPACITY: 10', 'EDGE_WEIGHT_TYPE: EUC_2D'];
const COORDINATES = ['NODE_COORD_SECTION', '1 0 0', '2 3 4', '3 0 8'];
const DEMANDS = ['DEMAND_SECTION', '1 0', '2 4', '3 6'];
const END = ['DEPOT_SECTION', '1', '-1', 'EOF'];

/** The small file with one of its lines replaced, or more lines before its end. */
function small(replaced: Record<string, string> = {}, more: string[] = []): string {
  const all = [...SMALL, ...COORDINATES, ...DEMANDS, ...more, ...END];
  return lines(...all.map((line) => replaced[line] ?? line));
}

describe('a VRPLIB file', () => {
  it('is told from the other forms', () => {
    expect(guessFormat(small())).toBe('vrplib');
    expect(guessFormat(' {"vehicles": []}')).toBe('vroom');
    expect(guessFormat(SOLOMON)).toBe('solomon');
    expect(guessFormat('id,weight\n1,2')).toBeNull();
  });

  it('gives clients, loads and distances', () => {
    const { problem, stopNumbers, scale } = readVrplib(small());
    expect([...(problem.profiles[0]?.distance ?? [])]).toEqual([0, 5, 8, 5, 0, 5, 8, 5, 0]);
    expect(problem.stops.map(({ delivery, windows }) => [delivery, windows])).toEqual([
      [[4], []],
      [[6], []],
    ]);
    expect(problem.vehicleTypes).toMatchObject([{ count: null, capacity: [10], shift: null, startPlace: 0 }]);
    expect({ stopNumbers, scale }).toEqual({ stopNumbers: [1, 2], scale: 1 });
  });

  it.each([
    ['FULL_MATRIX', '0 1 2 3 0 4 5 6 0', [0, 1, 2, 3, 0, 4, 5, 6, 0]],
    ['UPPER_ROW', '1 2 3', [0, 1, 2, 1, 0, 3, 2, 3, 0]],
    ['LOWER_ROW', '1\n2 3', [0, 1, 2, 1, 0, 3, 2, 3, 0]],
    ['UPPER_DIAG_ROW', '0 1 2 0 3 0', [0, 1, 2, 1, 0, 3, 2, 3, 0]],
    ['LOWER_DIAG_ROW', '0 1 0 2 3 0', [0, 1, 2, 1, 0, 3, 2, 3, 0]],
    ['UPPER_COL', '1 2 3', [0, 1, 2, 1, 0, 3, 2, 3, 0]],
    ['LOWER_COL', '1 2 3', [0, 1, 2, 1, 0, 3, 2, 3, 0]],
  ])('may hold its own matrix as %s', (format, weights, expected) => {
    const text = small(
      { 'EDGE_WEIGHT_TYPE: EUC_2D': `EDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: ${format}` },
      ['EDGE_WEIGHT_SECTION', weights],
    );
    const { problem, rounding } = readVrplib(text);
    expect(rounding).toBe('none');
    expect([...(problem.profiles[0]?.distance ?? [])]).toEqual(expected);
  });

  it('may have several depots, whose vehicles are numbered', () => {
    const text = lines(
      'DIMENSION: 4',
      'VEHICLES: 3',
      'CAPACITY: 5',
      ...['NODE_COORD_SECTION', '1 0 0', '2 10 0', '3 1 0', '4 9 0'],
      ...['VEHICLES_DEPOT_SECTION', '1 1', '2 2', '3 1', 'DEPOT_SECTION', '1', '2', '-1'],
    );
    const instance = readVrplib(text);
    expect(instance).toMatchObject({ rounding: 'exact', vehicles: [0, 1, 0], stopNumbers: [2, 3] });
    expect(instance.problem.vehicleTypes.map(({ startPlace, count }) => [startPlace, count])).toEqual([
      [0, 2],
      [1, 1],
    ]);
    const numbered = numberedRoutes(instance, [
      { vehicleType: 0, stops: [0] },
      { vehicleType: 0, stops: [1] },
    ]);
    expect(solutionText({ routes: numbered, cost: 9.5 }, true)).toBe(
      'Route #1: 2\nRoute #2:\nRoute #3: 3\nCost 9.5\n',
    );
    expect(plannedRoutes(instance, numbered).map(({ vehicleType }) => vehicleType)).toEqual([0, 0]);
  });

  it('may have prizes, pairs, groups and loads with decimals', () => {
    const { problem } = readVrplib(
      small({ '2 4': '2 4.5', 'CAPACITY: 10': 'CAPACITY: 10.25' }, ['PRIZE_SECTION', '1 0', '2 7', '3 0']),
    );
    expect(problem.stops.map(({ priceOfLeavingOut }) => priceOfLeavingOut)).toEqual([7, null]);
    expect([problem.stops[0]?.delivery, problem.vehicleTypes[0]?.capacity]).toEqual([[450], [1025]]);
    const groups = readVrplib(small({}, ['MUTUALLY_EXCLUSIVE_GROUP_SECTION', '1 2 3'])).problem.stops;
    expect(groups.map(({ group }) => group)).toEqual([0, 0]);
    const pairs = readVrplib(
      lines(
        ...SMALL,
        ...COORDINATES,
        'PICKUP_AND_DELIVERY_SECTION',
        '1 0 0 99 0 0 0',
        '2 3 5 9 1 0 2',
        '3 -3 6 20 1 1 0',
      ),
    ).problem;
    expect(pairs.pairs).toEqual([{ pickup: 0, dropOff: 1 }]);
    expect(pairs.stops[1]).toMatchObject({
      delivery: [3],
      collection: [0],
      windows: [{ from: 60, to: 200 }],
    });
  });

  it('with back-hauls sends no vehicle out for collections alone', () => {
    const text = small({ 'TYPE: CVRP': 'TYPE: VRPB', '3 6': '3 0' }, [
      'BACKHAUL_SECTION',
      '1 0',
      '2 0',
      '3 5',
    ]);
    const { problem } = readVrplib(text);
    expect(problem.backhaulLast).toBe(true);
    expect(problem.profiles[0]?.distance[2]).toBeGreaterThan(500);
    expect(problem.profiles[0]?.distance[6]).toBe(8);
  });

  it('may have a comment of several lines, and any line ending', () => {
    const text = small({ 'TYPE: CVRP': 'TYPE: CVRP\nCOMMENT: by hand,\nin two lines' });
    expect(readVrplib(text.replaceAll('\n', '\r\n')).problem.stops).toHaveLength(2);
  });

  it('says what it does not know', () => {
    expect(readVrplib(small({}, ['COLOUR_SECTION', '1 7'])).notes).toEqual([
      'line 14, COLOUR_SECTION: is not known and has no effect',
    ]);
  });

  it.each<[string, string, string]>([
    ['2 3 4', '2 3 x', 'line 8, NODE_COORD_SECTION: “x” is not a number'],
    ['2 3 4', '2 3', 'line 8, NODE_COORD_SECTION: node 2 has 1 values, not 2'],
    ['2 3 4', '3 3 4', 'line 9, NODE_COORD_SECTION: node 3 occurs twice'],
    ['2 4', '4 4', 'line 12, DEMAND_SECTION: 4 is no node'],
    ['DIMENSION: 3', 'DIMENSION: x', 'line 3, DIMENSION: must be a number of 0 or more, not “x”'],
    ['DIMENSION: 3', 'SIZE: 3', 'DIMENSION: is missing'],
    ['CAPACITY: 10', 'CAPACITY: 10\nVEHICLES: 1.5', 'line 5, VEHICLES: must be a whole number'],
    ['EDGE_WEIGHT_TYPE: EUC_2D', 'EDGE_WEIGHT_TYPE: ROAD', 'line 5, EDGE_WEIGHT_TYPE: ROAD is not known'],
    ['DEPOT_SECTION', 'DEPOT_SECTION\n9', 'line 15, DEPOT_SECTION: 9 is no node'],
    ['TYPE: CVRP', 'nonsense', 'line 2, header: “nonsense” is neither'],
    [
      'CAPACITY: 10',
      'CAPACITY: 10\nVEHICLES_RELOAD_DEPOT: 1',
      'line 5, VEHICLES_RELOAD_DEPOT: vehicles that load again',
    ],
  ])('names line and field: %s -> %s', (line, by, message) => {
    expect(() => readVrplib(small({ [line]: by }))).toThrow(message);
  });
});

const SOLOMON = lines(
  'R1',
  '',
  'VEHICLE',
  'NUMBER     CAPACITY',
  '  25         200',
  '',
  'CUSTOMER',
  'CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME',
  '',
  '    0      35         35          0          0       230          0',
  '    1      41         49         10        161       171         10',
  '    2      35         17          7         50        60         10',
);

describe('Solomon’s text form', () => {
  it('gives the same as VRPLIB would', () => {
    const { problem, name, scale, stopNumbers } = readSolomon(SOLOMON);
    expect({ name, scale, stopNumbers }).toEqual({ name: 'R1', scale: 10, stopNumbers: [1, 2] });
    expect(problem.profiles[0]?.distance[1]).toBe(152);
    expect(problem.vehicleTypes[0]).toMatchObject({
      count: 25,
      capacity: [200],
      shift: { from: 0, to: 2300 },
    });
    expect(problem.stops[0]).toMatchObject({ service: 100, windows: [{ from: 1610, to: 1710 }] });
  });

  it.each([
    ['171', '111', 'line 11, due date: 111 is before the ready time 161'],
    ['    2  ', '    7  ', 'line 12, number: must be 2, not 7'],
    ['        60         10', '', 'line 12, due date: a number is missing'],
    ['200', '', 'line 5, VEHICLE: a line must say'],
  ])('names line and field: %s -> %s', (part, by, message) => {
    expect(() => readSolomon(SOLOMON.replace(part, by))).toThrow(message);
  });
});

describe('a .sol', () => {
  it.each([
    ['Route #1: 1 two\nCost 3', 'line 1, Route: “two” is not the number of a stop'],
    ['Route #1: 1\nCost: x', 'line 2, Cost: “x” is not a number'],
    ['', 'line 1, Route: no line says'],
  ])('names what is wrong: %j', (text, message) => {
    expect(() => readSolution(text)).toThrow(message);
  });

  it('may not name what the instance has not', () => {
    const instance = readVrplib(small());
    const plan = (text: string) => plannedRoutes(instance, readSolution(text).routes);
    expect(() => plan('Route #1: 1 3')).toThrow('Route #1: the instance has no stop 3');
    expect(plan('Route #1: 2 1\nRoute #2:')).toEqual([{ vehicleType: 0, stops: [1, 0] }]);
  });
});
