import type { RoutingStop } from '../routing-problem.ts';
import { planeWeights, straightLine } from './edge-weights.ts';
import { type Rounding, rounderOf } from './rounding.ts';
import { lineError } from './routing-file-error.ts';
import type { RoutingInstance } from './routing-instance.ts';

type Row = { values: number[]; line: number };
type Place = [number, x: number, y: number, demand: number, from: number, to: number, service: number];

const CUSTOMER_COLUMNS = ['number', 'x', 'y', 'demand', 'ready time', 'due date', 'service time'];

/**
 * Reads Solomon's text form: a name, the number of vehicles and their capacity, then a line for the depot and each customer.
 * @throws RoutingFileError naming line and field
 */
export function readSolomon(text: string, rounding: Rounding = 'dimacs'): RoutingInstance {
  const { name, count, capacity, table } = parts(text);
  const { scale, apply } = rounderOf(rounding);
  const points = table.map(([, x, y]) => [x, y]);
  const distance = planeWeights(points, straightLine, { scale, apply });
  const [, , , , opens, closes] = table[0] as Place;
  const stops = table.slice(1).map(([number, , , demand, from, to, service], i): RoutingStop => {
    return {
      name: String(number),
      place: i + 1,
      delivery: [demand],
      collection: [0],
      service: apply(service),
      windows: [{ from: apply(from), to: apply(to) }],
      skills: [],
      priceOfLeavingOut: null,
    };
  });
  const vehicle = {
    name: 'vehicle',
    count,
    profile: 0,
    startPlace: 0,
    endPlace: 0,
    capacity: [capacity],
    shift: { from: apply(opens), to: apply(closes) },
    breaks: [],
    skills: [],
    maxStops: null,
    maxDistance: null,
    maxDuration: null,
    fixedCost: 0,
    costPerDistance: 1,
    costPerDuration: 0,
  };
  return {
    name,
    problem: {
      places: table.length,
      profiles: [{ distance, duration: distance }],
      vehicleTypes: [vehicle],
      stops,
    },
    rounding,
    scale,
    stopNumbers: table.slice(1).map(([number]) => number),
    vehicles: null,
    notes: [],
  };
}

function parts(text: string): { name: string; count: number; capacity: number; table: Place[] } {
  const lines = text.split('\n').map((line) => line.trim());
  const rows: Row[] = [];
  lines.forEach((line, i) => {
    if (/^-?[\d.]/.test(line)) rows.push({ values: line.split(/\s+/).map(Number), line: i + 1 });
  });
  const [fleet, ...places] = rows;
  if (fleet?.values.length !== 2 || fleet.values.some(Number.isNaN)) {
    throw lineError(
      fleet?.line ?? 1,
      'VEHICLE',
      'a line must say how many vehicles there are and what they carry',
    );
  }
  places.forEach((row, i) => {
    checkRow(row, i);
  });
  if (places.length < 2)
    throw lineError(lines.length, 'CUSTOMER', 'a depot and at least one customer are needed');
  return {
    name: lines.find((line) => line !== '') ?? '',
    count: fleet.values[0] as number,
    capacity: fleet.values[1] as number,
    table: places.map(({ values }) => values as Place),
  };
}

function checkRow({ values, line }: Row, index: number): void {
  const wrong = CUSTOMER_COLUMNS.findIndex((_, i) => !Number.isFinite(values[i]));
  if (wrong >= 0) throw lineError(line, CUSTOMER_COLUMNS[wrong] as string, 'a number is missing');
  const [number, , , , from = 0, to = 0] = values;
  if (number !== index)
    throw lineError(line, 'number', `must be ${index}, not ${number}: the depot is 0, customers follow`);
  if (from > to) throw lineError(line, 'due date', `${to} is before the ready time ${from}`);
}
