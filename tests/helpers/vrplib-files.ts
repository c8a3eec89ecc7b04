import type { Random } from '../../core/kernel/random.ts';

export const VRPLIB_KINDS = [
  'CVRP',
  'VRPTW',
  'ACVRPTW',
  'HFVRP',
  'MDVRPTW',
  'PCVRPTW',
  'VRPB',
  'DCVRP',
  'PDPTW',
] as const;
export type VrplibKind = (typeof VRPLIB_KINDS)[number];

/** The text of a random VRPLIB file of a kind, with so many clients; limits are wide enough for a plan to exist. */
export function randomVrplib(random: Random, kind: VrplibKind, clients: number): string {
  const depots = kind === 'MDVRPTW' ? 2 : 1;
  const count = clients + depots;
  const nodes = Array.from({ length: count }, (_, i) => i);
  const each = (name: string, row: (node: number) => (number | string)[]) =>
    [`${name}_SECTION`, ...nodes.map((node) => [node + 1, ...row(node)].join('\t'))].join('\n');
  const points = nodes.map(() => [random.integer(0, 100), random.integer(0, 100)] as const);
  const client = (node: number) => node >= depots;
  const timed = /TW$/.test(kind);
  const lines = [`NAME: ${kind}`, `TYPE: ${kind}`, `DIMENSION: ${count}`];
  if (kind !== 'HFVRP') lines.push('CAPACITY: 20');
  if (kind === 'ACVRPTW') lines.push('EDGE_WEIGHT_TYPE: EXPLICIT', 'EDGE_WEIGHT_FORMAT: FULL_MATRIX');
  else
    lines.push(
      'EDGE_WEIGHT_TYPE: EUC_2D',
      each('NODE_COORD', (node) => [...(points[node] as readonly number[])]),
    );
  if (kind === 'ACVRPTW')
    lines.push('EDGE_WEIGHT_SECTION', ...points.map((from, i) => roads(from, i, points)));
  if (kind === 'DCVRP') lines.push('DISTANCE: 420', 'SERVICE_TIME: 5');
  const collects = nodes.map((node) => client(node) && kind === 'VRPB' && node > clients / 2);
  if (kind === 'PDPTW') lines.push(pairs(random, clients));
  else lines.push(each('DEMAND', (node) => [client(node) && !collects[node] ? random.integer(1, 9) : 0]));
  if (kind === 'VRPB') lines.push(each('BACKHAUL', (node) => [collects[node] ? random.integer(1, 9) : 0]));
  if (timed && kind !== 'PDPTW') {
    lines.push(
      each('TIME_WINDOW', (node) => (client(node) && random.chance(0.5) ? window(random) : [0, 1000])),
    );
    lines.push('SERVICE_TIME: 10');
  }
  if (kind === 'PCVRPTW') lines.push(each('PRIZE', (node) => [client(node) ? random.integer(0, 80) : 0]));
  if (kind === 'HFVRP') lines.push(...mixedFleet(random, clients));
  if (kind === 'MDVRPTW') lines.push(...twoDepots(clients));
  return [...lines, 'DEPOT_SECTION', ...nodes.slice(0, depots).map((node) => node + 1), -1, 'EOF'].join('\n');
}

function roads(
  from: readonly [number, number],
  i: number,
  points: readonly (readonly [number, number])[],
): string {
  return points
    .map(([x, y], j) => (i === j ? 0 : Math.round(Math.hypot(x - from[0], y - from[1]) * (j > i ? 1.3 : 1))))
    .join(' ');
}

function window(random: Random): number[] {
  const from = random.integer(0, 500);
  return [from, from + random.integer(150, 400)];
}

function pairs(random: Random, clients: number): string {
  const rows = ['PICKUP_AND_DELIVERY_SECTION', '1 0 0 1000 0 0 0'];
  for (let node = 1; node < clients; node += 2) {
    const load = random.integer(1, 9);
    rows.push(`${node + 1} ${load} 0 ${random.integer(300, 700)} 10 0 ${node + 1}`);
    rows.push(`${node + 2} ${-load} 0 1000 10 ${node} 0`);
  }
  if (clients % 2 === 1) rows.push(`${clients + 1} 3 0 1000 10 0 0`);
  return rows.join('\n');
}

function mixedFleet(random: Random, clients: number): string[] {
  const capacities = Array.from({ length: clients }, () => random.pick([9, 15, 40]));
  const rows = (name: string, of: (capacity: number) => number) => [
    `${name}_SECTION`,
    ...capacities.map((capacity, i) => `${i + 1} ${of(capacity)}`),
  ];
  return [
    `VEHICLES: ${clients}`,
    ...rows('CAPACITY', (capacity) => capacity),
    ...rows('VEHICLES_FIXED_COST', (capacity) => capacity * 3),
    ...rows('VEHICLES_UNIT_DISTANCE_COST', (capacity) => 1 + capacity / 20),
  ];
}

function twoDepots(clients: number): string[] {
  const homes = Array.from({ length: 2 * clients }, (_, i) => `${i + 1} ${1 + (i % 2)}`);
  return [`VEHICLES: ${2 * clients}`, 'VEHICLES_MAX_DURATION: 700', 'VEHICLES_DEPOT_SECTION', ...homes];
}
