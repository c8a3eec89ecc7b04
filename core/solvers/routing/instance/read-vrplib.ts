import type { RoutingProblem, RoutingStop, StopPair, TimeWindow, VehicleType } from '../routing-problem.ts';
import { edgeWeights } from './edge-weights.ts';
import { type Rounder, type Rounding, rounderOf, roundingBy } from './rounding.ts';
import { lineError } from './routing-file-error.ts';
import type { RoutingInstance } from './routing-instance.ts';
import { readFleet, VEHICLE_KEYS } from './vrplib-fleet.ts';
import { VrplibText } from './vrplib-text.ts';

const NODE_KEYS = [
  'NODE_COORD_SECTION',
  'DEMAND_SECTION',
  'LINEHAUL_SECTION',
  'BACKHAUL_SECTION',
  'SERVICE_TIME_SECTION',
  'SERVICE_TIME',
  'TIME_WINDOW_SECTION',
  'RELEASE_TIME_SECTION',
  'PRIZE_SECTION',
  'PICKUP_AND_DELIVERY_SECTION',
  'MUTUALLY_EXCLUSIVE_GROUP_SECTION',
  'DEPOT_SECTION',
  'EDGE_WEIGHT_SECTION',
  'DISPLAY_DATA_SECTION',
];
const HEADER_KEYS = ['NAME', 'COMMENT', 'TYPE', 'DIMENSION', 'EDGE_WEIGHT_TYPE', 'EDGE_WEIGHT_FORMAT'];
const HEADERS_OF_NO_WEIGHT = ['NODE_COORD_TYPE', 'DISPLAY_DATA_TYPE'];
const KNOWN = new Set([...NODE_KEYS, ...HEADER_KEYS, ...HEADERS_OF_NO_WEIGHT, ...VEHICLE_KEYS]);

/** Beyond it, an arc that a rule forbids is never worth its cost: so many times the longest one. */
const FORBIDDEN_ARC = 100;

/** What is read of a node besides its place. */
type Node = {
  delivery: number[];
  collection: number[];
  service: number;
  window: TimeWindow | null;
  prize: number;
  group: number | null;
};

/**
 * Reads a VRPLIB file: CVRP, VRPTW, mixed fleets, several depots, prizes, back-hauls, pickup-and-delivery pairs; distances
 * by coordinates or as a matrix. Travel takes as long as it is far. @throws RoutingFileError naming line and field
 */
export function readVrplib(text: string, chosen?: Rounding): RoutingInstance {
  const file = new VrplibText(text);
  const dimension = file.require(file.wholeNumber('DIMENSION'), 'DIMENSION');
  if (dimension < 2) throw lineError(file.lineOf('DIMENSION'), 'DIMENSION', 'must be 2 or more');
  const depots = depotsOf(file, dimension);
  const rounding = chosen ?? roundingBy(traitsOf(file, depots));
  const rounder = rounderOf(rounding);
  const nodes = nodesOf(file, dimension, depots, rounder);
  const clients = nodes.map((_, node) => node).filter((node) => !depots.includes(node));
  const fleet = readFleet(file, {
    rounder,
    depots,
    windows: nodes.map(({ window }) => window),
    nodes: dimension,
  });
  const backhaulLast = /VRPB/.test(file.text('TYPE') ?? '');
  const distance = edgeWeights(file, dimension, rounder);
  if (backhaulLast) forbidCollectionsFirst(distance, depots, nodes);
  const stops = clients.map((node) => stopOf(node, nodes[node] as Node, fleet.typesOfNode[node] ?? null));
  const pairs = pairsOf(file, dimension, clients);
  const problem: RoutingProblem = {
    places: dimension,
    profiles: [{ distance, duration: distance }],
    vehicleTypes: fleet.types,
    stops,
    ...(pairs.length > 0 ? { pairs } : {}),
    ...(backhaulLast ? { backhaulLast } : {}),
  };
  integralLoads(problem);
  return {
    name: file.text('NAME') ?? '',
    problem,
    rounding,
    scale: rounder.scale,
    stopNumbers: clients,
    vehicles: fleet.vehicles,
    notes: unknownParts(file),
  };
}

function depotsOf(file: VrplibText, dimension: number): number[] {
  const section = file.sections.get('DEPOT_SECTION');
  if (!section) return [0];
  const depots: number[] = [];
  for (const { values, line } of section.rows) {
    const node = values[0] as number;
    if (node === -1) break;
    if (Number.isInteger(node) && node >= 1 && node <= dimension) depots.push(node - 1);
    else
      throw lineError(line, 'DEPOT_SECTION', `${node} is no node: they are numbered from 1 to ${dimension}`);
  }
  if (depots.length === 0) throw lineError(section.line, 'DEPOT_SECTION', 'names no depot');
  return [...new Set(depots)];
}

function traitsOf(file: VrplibText, depots: readonly number[]) {
  const has = (name: string) => file.sections.has(name) || file.fields.has(name);
  const type = file.text('EDGE_WEIGHT_TYPE');
  return {
    explicit: type === 'EXPLICIT' || (type === null && has('EDGE_WEIGHT_SECTION')),
    severalDepots: depots.length > 1,
    mixedFleet:
      has('CAPACITY_SECTION') ||
      has('VEHICLES_FIXED_COST_SECTION') ||
      has('VEHICLES_UNIT_DISTANCE_COST_SECTION') ||
      /HF?VRP|FSM/.test(file.text('TYPE') ?? ''),
    timeWindows: has('TIME_WINDOW_SECTION') || has('PICKUP_AND_DELIVERY_SECTION'),
    routeLimits: has('DISTANCE') || has('VEHICLES_MAX_DISTANCE') || has('VEHICLES_MAX_DURATION'),
  };
}

function nodesOf(file: VrplibText, dimension: number, depots: readonly number[], rounder: Rounder): Node[] {
  const paired = file.table('PICKUP_AND_DELIVERY_SECTION', dimension, 'node', 6);
  const table = (name: string, least: number) => file.table(name, dimension, 'node', least);
  const demands = table('DEMAND_SECTION', 1) ?? table('LINEHAUL_SECTION', 1);
  const backhauls = table('BACKHAUL_SECTION', 1);
  const windows = table('TIME_WINDOW_SECTION', 2) ?? paired?.map((row) => row.slice(1, 3)) ?? null;
  const service = file.perEach('SERVICE_TIME', dimension, 'node') ?? paired?.map((row) => row[3] as number);
  const prizes = file.perEach('PRIZE', dimension, 'node');
  const groups = groupsOf(file, dimension);
  refuseReleaseTimes(file, dimension);
  const dimensions = Math.max(demands?.[0]?.length ?? 0, backhauls?.[0]?.length ?? 0, paired ? 1 : 0);
  const nothing: number[] = new Array(dimensions).fill(0);
  return Array.from({ length: dimension }, (_, i) => {
    const load = paired?.[i]?.[0] ?? 0;
    const window = windows?.[i] as [number, number] | undefined;
    return {
      delivery: paired ? [Math.max(0, -load)] : (demands?.[i] ?? nothing),
      collection: paired ? [Math.max(0, load)] : (backhauls?.[i] ?? nothing),
      service: depots.includes(i) ? 0 : rounder.apply(service?.[i] ?? 0),
      window: window ? windowOf(window, rounder, file, i + 1) : null,
      prize: rounder.apply(prizes?.[i] ?? 0),
      group: groups.get(i) ?? null,
    };
  });
}

function windowOf(
  [from, to]: [number, number],
  rounder: Rounder,
  file: VrplibText,
  node: number,
): TimeWindow {
  if (from <= to) return { from: rounder.apply(from), to: rounder.apply(to) };
  const name = 'TIME_WINDOW_SECTION';
  throw lineError(
    file.lineOf(name),
    name,
    `the window of node ${node} ends (${to}) before it begins (${from})`,
  );
}

/** Each row of the section is a group of nodes of which one is visited. */
function groupsOf(file: VrplibText, dimension: number): Map<number, number> {
  const groups = new Map<number, number>();
  const name = 'MUTUALLY_EXCLUSIVE_GROUP_SECTION';
  file.sections.get(name)?.rows.forEach(({ values, line }, group) => {
    const members = values.slice(1);
    for (const node of members) {
      if (!(node >= 1 && node <= dimension)) throw lineError(line, name, `${node} is no node`);
      if (members.length > 1) groups.set(node - 1, group);
    }
  });
  return groups;
}

function refuseReleaseTimes(file: VrplibText, dimension: number): void {
  const times = file.perEach('RELEASE_TIME', dimension, 'node');
  if (!times?.some((time) => time > 0)) return;
  const name = 'RELEASE_TIME_SECTION';
  throw lineError(file.lineOf(name), name, 'goods that reach the depot during the day cannot be planned');
}

function stopOf(node: number, of: Node, vehicleTypes: number[] | null): RoutingStop {
  return {
    name: String(node),
    place: node,
    delivery: of.delivery,
    collection: of.collection,
    service: of.service,
    windows: of.window ? [of.window] : [],
    skills: [],
    ...(vehicleTypes ? { vehicleTypes } : {}),
    priceOfLeavingOut: of.prize > 0 ? of.prize : null,
    ...(of.group === null ? {} : { group: of.group }),
  };
}

/** With back-hauls last, no vehicle goes out for collections alone: published best-known costs keep to that. */
function forbidCollectionsFirst(
  distance: Float64Array,
  depots: readonly number[],
  nodes: readonly Node[],
): void {
  const longest = distance.reduce((most, value) => Math.max(most, value), 0);
  const some = (amounts: readonly number[]) => amounts.some((amount) => amount > 0);
  nodes.forEach(({ delivery, collection }, node) => {
    if (some(delivery) || !some(collection)) return;
    for (const depot of depots) distance[depot * nodes.length + node] = FORBIDDEN_ARC * longest;
  });
}

/** In Li and Lim's form, a pickup's last column names the node of its delivery. */
function pairsOf(file: VrplibText, dimension: number, clients: readonly number[]): StopPair[] {
  const name = 'PICKUP_AND_DELIVERY_SECTION';
  const rows = file.numbered(name, dimension, 'node') ?? [];
  const pairs: StopPair[] = [];
  rows.forEach(({ values, line }, node) => {
    const [, , , , from = 0, to = 0] = values;
    if (from !== 0 || to === 0) return;
    const pair = { pickup: clients.indexOf(node), dropOff: clients.indexOf(to) };
    if (pair.pickup < 0 || pair.dropOff < 0) throw lineError(line, name, `${to} is no client`);
    pairs.push(pair);
  });
  return pairs;
}

/** Loads with decimals are scaled to whole numbers, so that sums of them are exact. */
function integralLoads({ stops, vehicleTypes }: RoutingProblem): void {
  const lists: number[][] = [
    ...stops.flatMap(({ delivery, collection }) => [delivery, collection]),
    ...vehicleTypes.map(({ capacity }: VehicleType) => capacity),
  ];
  let scale = 1;
  const integral = (value: number) => Math.abs(value * scale - Math.round(value * scale)) < 1e-9 * scale;
  for (const value of lists.flat()) while (scale < 1e6 && !integral(value)) scale *= 10;
  if (scale === 1) return;
  for (const list of new Set(lists))
    list.forEach((value, i) => {
      list[i] = Math.round(value * scale);
    });
}

function unknownParts(file: VrplibText): string[] {
  const parts = [...file.fields.entries(), ...file.sections.entries()];
  return parts
    .filter(([name]) => !KNOWN.has(name))
    .map(([name, { line }]) => `line ${line}, ${name}: is not known and has no effect`);
}
