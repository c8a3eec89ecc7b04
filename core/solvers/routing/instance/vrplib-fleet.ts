import type { TimeWindow, VehicleType } from '../routing-problem.ts';
import type { Rounder } from './rounding.ts';
import { lineError } from './routing-file-error.ts';
import type { VrplibText } from './vrplib-text.ts';

const PER_VEHICLE = [
  'CAPACITY',
  'VEHICLES_DEPOT',
  'VEHICLES_FIXED_COST',
  'VEHICLES_UNIT_DISTANCE_COST',
  'VEHICLES_MAX_DISTANCE',
  'VEHICLES_MAX_DURATION',
  'VEHICLES_MAX_TASKS',
  'VEHICLES_ALLOWED_CLIENTS',
  'VEHICLES_RELOAD_DEPOT',
  'VEHICLES_MAX_RELOADS',
];

/** Fields and sections of VRPLIB that are about vehicles. */
export const VEHICLE_KEYS = [
  'VEHICLES',
  'DISTANCE',
  ...PER_VEHICLE.flatMap((key) => [key, `${key}_SECTION`]),
];

export type Fleet = {
  types: VehicleType[];
  /** The type of each numbered vehicle; null = all are alike. */
  vehicles: number[] | null;
  /** Types that may come to a node, where the file restricts them. */
  typesOfNode: number[][];
};

type Surroundings = {
  rounder: Rounder;
  depots: readonly number[];
  windows: readonly (TimeWindow | null)[];
  nodes: number;
};

/** What is read of each vehicle; vehicles that agree in all of it are one type. */
type Vehicle = {
  capacity: number[];
  depot: number;
  fixedCost: number;
  costPerDistance: number;
  maxDistance: number | null;
  maxDuration: number | null;
  maxStops: number | null;
  clients: number[] | null;
};

/** The vehicles of a VRPLIB file, as types of equal ones. @throws RoutingFileError */
export function readFleet(file: VrplibText, around: Surroundings): Fleet {
  refuseReloads(file);
  const stated = file.wholeNumber('VEHICLES');
  const numbered = PER_VEHICLE.some((key) => file.sections.has(`${key}_SECTION`));
  const listed = numbered ? (stated ?? countRows(file)) : 1;
  const vehicles = readVehicles(file, listed, around);
  const kinds = new Map<string, number>();
  const typeOf = vehicles.map((vehicle) => {
    const key = JSON.stringify(vehicle);
    if (!kinds.has(key)) kinds.set(key, kinds.size);
    return kinds.get(key) as number;
  });
  const types = [...kinds.values()].map((type) => {
    const vehicle = vehicles[typeOf.indexOf(type)] as Vehicle;
    const count = numbered ? typeOf.filter((each) => each === type).length : stated;
    return vehicleType(vehicle, `type ${type + 1}`, count, around.windows[vehicle.depot] ?? null);
  });
  return {
    types,
    vehicles: kinds.size > 1 ? typeOf : null,
    typesOfNode: allowedTypes(vehicles, typeOf, around.nodes),
  };
}

function countRows(file: VrplibText): number {
  const rows = PER_VEHICLE.map((key) => file.sections.get(`${key}_SECTION`)?.rows.length ?? 0);
  return Math.max(...rows);
}

function readVehicles(file: VrplibText, count: number, { rounder, depots, nodes }: Surroundings): Vehicle[] {
  const perVehicle = (key: string) => file.perEach(key, count, 'vehicle');
  const capacities = file.table('CAPACITY_SECTION', count, 'vehicle', 1);
  const capacity = file.number('CAPACITY');
  const homes = perVehicle('VEHICLES_DEPOT');
  const fixed = perVehicle('VEHICLES_FIXED_COST');
  const unit = perVehicle('VEHICLES_UNIT_DISTANCE_COST');
  const farthest = perVehicle('VEHICLES_MAX_DISTANCE');
  const longest = perVehicle('VEHICLES_MAX_DURATION') ?? perVehicle('DISTANCE');
  const most = perVehicle('VEHICLES_MAX_TASKS');
  const allowed = file.numbered('VEHICLES_ALLOWED_CLIENTS_SECTION', count, 'vehicle');
  const dimensions = loadDimensions(file);
  const limit = (values: number[] | null, i: number) => (values ? rounder.apply(values[i] as number) : null);
  return Array.from({ length: count }, (_, i) => ({
    capacity: capacities?.[i] ?? new Array(dimensions).fill(capacity ?? Number.MAX_SAFE_INTEGER),
    depot: homes ? depotIndex(homes[i] as number, depots, file) : (depots[0] as number),
    fixedCost: rounder.apply(fixed?.[i] ?? 0),
    costPerDistance: unit?.[i] ?? 1,
    maxDistance: limit(farthest, i),
    maxDuration: limit(longest, i),
    maxStops: most?.[i] ?? null,
    clients: allowed?.[i] ? allowedNodes(allowed[i].values, nodes, allowed[i].line) : null,
  }));
}

function loadDimensions(file: VrplibText): number {
  const width = (name: string) => {
    const row = file.sections.get(name)?.rows[0];
    return row ? row.values.length - 1 : 0;
  };
  const paired = file.sections.has('PICKUP_AND_DELIVERY_SECTION') ? 1 : 0;
  return Math.max(width('DEMAND_SECTION'), width('LINEHAUL_SECTION'), width('BACKHAUL_SECTION'), paired);
}

function depotIndex(node: number, depots: readonly number[], file: VrplibText): number {
  if (depots.includes(node - 1)) return node - 1;
  const name = 'VEHICLES_DEPOT_SECTION';
  throw lineError(file.lineOf(name), name, `${node} is no depot of DEPOT_SECTION`);
}

function allowedNodes(values: readonly number[], nodes: number, line: number): number[] {
  return values.map((node) => {
    if (Number.isInteger(node) && node >= 1 && node <= nodes) return node - 1;
    throw lineError(line, 'VEHICLES_ALLOWED_CLIENTS_SECTION', `${node} is no node`);
  });
}

function vehicleType(
  vehicle: Vehicle,
  name: string,
  count: number | null,
  shift: TimeWindow | null,
): VehicleType {
  const { capacity, depot, fixedCost, costPerDistance, maxDistance, maxDuration, maxStops } = vehicle;
  return {
    name,
    count,
    profile: 0,
    startPlace: depot,
    endPlace: depot,
    capacity,
    shift,
    breaks: [],
    skills: [],
    maxStops,
    maxDistance,
    maxDuration,
    fixedCost,
    costPerDistance,
    costPerDuration: 0,
  };
}

function allowedTypes(vehicles: readonly Vehicle[], typeOf: readonly number[], nodes: number): number[][] {
  if (vehicles.every(({ clients }) => clients === null)) return [];
  return Array.from({ length: nodes }, (_, node) => {
    const may = vehicles.map(({ clients }, i) =>
      clients?.includes(node) === false ? -1 : (typeOf[i] as number),
    );
    return [...new Set(may.filter((type) => type >= 0))].sort((a, b) => a - b);
  });
}

function refuseReloads(file: VrplibText): void {
  for (const name of ['VEHICLES_RELOAD_DEPOT_SECTION', 'VEHICLES_RELOAD_DEPOT']) {
    if (file.sections.has(name) || file.fields.has(name)) {
      throw lineError(file.lineOf(name), name, 'vehicles that load again on their way cannot be planned');
    }
  }
}
