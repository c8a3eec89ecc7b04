import type { TimeWindow } from '../../routing-problem.ts';
import { JsonFields } from '../json-fields.ts';
import { RoutingFileError } from '../routing-file-error.ts';
import type {
  Coordinates,
  VroomInput,
  VroomMatrices,
  VroomPlace,
  VroomStep,
  VroomTask,
  VroomVehicle,
} from './vroom-input.ts';

/** What VROOM takes for the cost of an hour, so that a route costs its seconds of travel. */
export const DEFAULT_PER_HOUR = 3600;

/** Reads VROOM's JSON. @throws RoutingFileError naming the place, `vehicles[0].capacity` */
export function readVroom(text: string): VroomInput {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new RoutingFileError('input', `is not JSON (${(error as Error).message})`);
  }
  const root = new JsonFields(document, '');
  const { matrices, matrixSize } = readMatrices(root);
  const jobs = root.objects('jobs').map((fields) => readTask(fields, 'job', fields));
  const shipments = root.objects('shipments').flatMap(readShipment);
  const vehicles = root.objects('vehicles').map(readVehicle);
  if (vehicles.length === 0) throw new RoutingFileError('vehicles', 'at least one vehicle is needed');
  const input: VroomInput = { tasks: [...jobs, ...shipments], vehicles, matrices, matrixSize };
  checkIds(input);
  checkPlaces(input);
  checkAmounts(input);
  return input;
}

function readTask(fields: JsonFields, kind: VroomTask['kind'], shared: JsonFields): VroomTask {
  const amount = kind === 'job' ? [] : shared.amounts('amount');
  const priority = shared.whole('priority', 0);
  if (priority > 100) throw shared.fail('priority', `must be from 0 to 100, not ${priority}`);
  return {
    kind,
    id: fields.whole('id'),
    description: fields.text('description'),
    place: { location: coordinates(fields, 'location'), index: index(fields, 'location_index') },
    setup: fields.amount('setup', 0),
    service: fields.amount('service', 0),
    setupPerType: fields.numbersByName('setup_per_type'),
    servicePerType: fields.numbersByName('service_per_type'),
    // Before deliveries and pickups were told apart, jobs had an amount.
    delivery:
      kind === 'job'
        ? fields.amounts(fields.has('delivery') ? 'delivery' : 'amount')
        : kind === 'delivery'
          ? amount
          : [],
    pickup: kind === 'job' ? fields.amounts('pickup') : kind === 'pickup' ? amount : [],
    skills: shared.amounts('skills'),
    priority,
    windows: timeWindows(fields),
  };
}

function readShipment(fields: JsonFields): VroomTask[] {
  return (['pickup', 'delivery'] as const).map((kind) => {
    const end = fields.object(kind);
    if (!end) throw fields.fail(kind, 'is missing');
    return readTask(end, kind, fields);
  });
}

function readVehicle(fields: JsonFields): VroomVehicle {
  const costs = fields.object('costs');
  const start = vehiclePlace(fields, 'start');
  const end = vehiclePlace(fields, 'end');
  if (!start && !end) throw fields.fail('start', 'or an end is needed');
  const limit = (name: string) => (fields.has(name) ? fields.amount(name) : null);
  const speedFactor = fields.amount('speed_factor', 1);
  if (speedFactor <= 0 || speedFactor > 5)
    throw fields.fail('speed_factor', `must be above 0 and at most 5, not ${speedFactor}`);
  return {
    id: fields.whole('id'),
    description: fields.text('description'),
    profile: fields.text('profile') ?? 'car',
    type: fields.text('type'),
    start,
    end,
    capacity: fields.amounts('capacity'),
    skills: fields.amounts('skills'),
    window: fields.has('time_window') ? timeWindow(fields.raw('time_window'), fields, 'time_window') : null,
    breaks: fields.objects('breaks').map(readBreak),
    costs: {
      fixed: costs?.amount('fixed', 0) ?? 0,
      perHour: costs?.amount('per_hour', DEFAULT_PER_HOUR) ?? DEFAULT_PER_HOUR,
      perKm: costs?.amount('per_km', 0) ?? 0,
      perTaskHour: costs?.amount('per_task_hour', 0) ?? 0,
    },
    speedFactor,
    maxTasks: limit('max_tasks'),
    maxTravelTime: limit('max_travel_time'),
    maxDistance: limit('max_distance'),
    steps: fields.objects('steps').flatMap(readStep),
  };
}

function readBreak(fields: JsonFields) {
  if (fields.has('max_load'))
    throw fields.fail('max_load', 'is not supported: a break cannot depend on what is on board');
  const windows = timeWindows(fields);
  if (windows.length === 0) throw fields.fail('time_windows', 'a break needs one');
  return {
    id: fields.whole('id', 0),
    description: fields.text('description'),
    windows,
    service: fields.amount('service', 0),
  };
}

function readStep(fields: JsonFields): VroomStep[] {
  const kind = fields.text('type');
  if (kind !== 'job' && kind !== 'pickup' && kind !== 'delivery') return [];
  return [{ kind, id: fields.whole('id') }];
}

function vehiclePlace(fields: JsonFields, name: 'start' | 'end'): VroomPlace | null {
  const place = { location: coordinates(fields, name), index: index(fields, `${name}_index`) };
  return place.location || place.index !== null ? place : null;
}

function coordinates(fields: JsonFields, name: string): Coordinates | null {
  if (!fields.has(name)) return null;
  const [longitude, latitude] = fields.list(name);
  const valid = (value: unknown, most: number) => typeof value === 'number' && Math.abs(value) <= most;
  if (valid(longitude, 180) && valid(latitude, 90)) return [longitude as number, latitude as number];
  throw fields.fail(name, 'must be [longitude, latitude]');
}

function index(fields: JsonFields, name: string): number | null {
  return fields.has(name) ? fields.whole(name) : null;
}

function timeWindows(fields: JsonFields): TimeWindow[] {
  const windows = fields
    .list('time_windows')
    .map((value, i) => timeWindow(value, fields, `time_windows[${i}]`));
  windows.forEach((window, i) => {
    const before = windows[i - 1];
    if (before && before.to >= window.from) {
      throw fields.fail(`time_windows[${i}]`, 'must begin after the one before it ends');
    }
  });
  return windows;
}

function timeWindow(value: unknown, fields: JsonFields, name: string): TimeWindow {
  const [from, to] = Array.isArray(value) ? value : [];
  if (typeof from === 'number' && typeof to === 'number' && from >= 0 && from <= to) return { from, to };
  throw fields.fail(name, `must be [start, end], not ${JSON.stringify(value)}`);
}

function readMatrices(root: JsonFields): Pick<VroomInput, 'matrices' | 'matrixSize'> {
  const matrices = new Map<string, VroomMatrices>();
  let size = 0;
  const matrix = (fields: JsonFields, name: string): Float64Array | null => {
    if (!fields.has(name)) return null;
    const rows = fields.list(name);
    if (size === 0) size = rows.length;
    if (rows.length !== size)
      throw fields.fail(name, `has ${rows.length} rows; the first matrix has ${size}`);
    return squareMatrix(rows, fields, name);
  };
  const profiles = root.object('matrices');
  for (const profile of profiles?.names() ?? []) {
    const fields = profiles?.object(profile) as JsonFields;
    const durations = matrix(fields, 'durations');
    if (!durations) throw fields.fail('durations', 'is missing');
    matrices.set(profile, {
      durations,
      distances: matrix(fields, 'distances'),
      costs: matrix(fields, 'costs'),
    });
  }
  const durations = matrix(root, 'matrix');
  if (durations) matrices.set('car', { durations, distances: null, costs: null });
  return { matrices, matrixSize: size };
}

function squareMatrix(rows: readonly unknown[], fields: JsonFields, name: string): Float64Array {
  const size = rows.length;
  const matrix = new Float64Array(size * size);
  rows.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== size)
      throw fields.fail(`${name}[${i}]`, `must be a list of ${size} numbers`);
    row.forEach((value, j) => {
      if (!(typeof value === 'number' && value >= 0)) {
        throw fields.fail(
          `${name}[${i}][${j}]`,
          `must be a number of 0 or more, not ${JSON.stringify(value)}`,
        );
      }
      matrix[i * size + j] = value;
    });
  });
  return matrix;
}

function checkIds({ tasks, vehicles }: VroomInput): void {
  const seen = new Set<string>();
  const once = (key: string) => {
    if (seen.has(key)) throw new RoutingFileError(key, 'this id occurs twice');
    seen.add(key);
  };
  for (const { kind, id } of tasks) once(`${kind} ${id}`);
  for (const { id } of vehicles) once(`vehicle ${id}`);
}

function checkPlaces({ tasks, vehicles, matrixSize }: VroomInput): void {
  const check = ({ location, index }: VroomPlace, whose: string) => {
    if (matrixSize === 0 && !location)
      throw new RoutingFileError(whose, 'has no location, and there are no matrices');
    if (matrixSize === 0) return;
    if (index === null) throw new RoutingFileError(whose, 'has no location index, which the matrices need');
    if (index >= matrixSize)
      throw new RoutingFileError(
        whose,
        `its location index ${index} is not in a matrix of ${matrixSize} rows`,
      );
  };
  for (const { kind, id, place } of tasks) check(place, `${kind} ${id}`);
  for (const { id, start, end } of vehicles) {
    if (start) check(start, `vehicle ${id}, start`);
    if (end) check(end, `vehicle ${id}, end`);
  }
}

function checkAmounts({ tasks, vehicles }: VroomInput): void {
  const lists: [string, number[]][] = [
    ...vehicles.map(({ id, capacity }): [string, number[]] => [`vehicle ${id}, capacity`, capacity]),
    ...tasks.flatMap(({ kind, id, delivery, pickup }): [string, number[]][] => [
      [`${kind} ${id}, delivery`, delivery],
      [`${kind} ${id}, pickup`, pickup],
    ]),
  ];
  const size = Math.max(0, ...lists.map(([, list]) => list.length));
  for (const [place, list] of lists) {
    if (list.length > 0 && list.length !== size) {
      throw new RoutingFileError(place, `has ${list.length} amounts where others have ${size}`);
    }
  }
  const without = vehicles.find(({ capacity }) => capacity.length !== size);
  if (without)
    throw new RoutingFileError(
      `vehicle ${without.id}, capacity`,
      `must have ${size} amounts, as the tasks have`,
    );
}
