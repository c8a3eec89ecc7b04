import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { evaluatePlan } from '../../core/solvers/routing/instance/evaluate-plan.ts';
import { readVrplib } from '../../core/solvers/routing/instance/read-vrplib.ts';
import { inFileUnit } from '../../core/solvers/routing/instance/rounding.ts';
import { plannedRoutes } from '../../core/solvers/routing/instance/routing-instance.ts';
import { readSolution } from '../../core/solvers/routing/instance/solution-text.ts';

/** How long a family's instances are searched, how near to the best known they must come, and what others reach. */
export interface Family {
  seconds: number;
  bar: number | null;
  vroom: string;
  pyvrp: string;
  orTools: string;
}

const NOT_STATED = 'cannot state it';

/** Peers as measured on the same machine, one thread; PyVRP and OR-Tools within the same time. */
export const FAMILIES: Record<string, Family> = {
  solomon: { seconds: 10, bar: 0.002, vroom: '1.63 % in 4.5 s', pyvrp: '0.14 %', orTools: '4.27 %' },
  gh200: { seconds: 20, bar: 0.006, vroom: '3.21 % in 24 s', pyvrp: '0.47 %', orTools: '–' },
  gh1000: { seconds: 60, bar: 0.05, vroom: '–', pyvrp: '2 of 4 without a feasible answer', orTools: '–' },
  x: { seconds: 20, bar: 0.008, vroom: '1.62 % in 49 s', pyvrp: '1.66 %', orTools: '–' },
  hfvrp: { seconds: 20, bar: 0.012, vroom: '2.04 % in 74 s', pyvrp: '1.70 %', orTools: '–' },
  mdvrptw: { seconds: 30, bar: 0.02, vroom: NOT_STATED, pyvrp: '9.8 %, 1 of 6 infeasible', orTools: '–' },
  vrpb: { seconds: 30, bar: 0.02, vroom: NOT_STATED, pyvrp: '4.27 %', orTools: '–' },
  pcvrptw: { seconds: 60, bar: 0.01, vroom: NOT_STATED, pyvrp: '0.5–11.5 %', orTools: '–' },
  roads: { seconds: 20, bar: 0.025, vroom: '5.02 % in 86 s', pyvrp: '3.30 %', orTools: '–' },
};

/** A file to solve, and the best known of it. */
export interface BenchFile {
  set: string;
  instance: string;
  path: string;
  best: number;
  bestVehicles: number;
}

/** The instances of a folder: those of its bks.csv, else every .vrp with a .sol beside it; the set is the folder it lies in. */
export function benchFiles(folder: string): BenchFile[] {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}; name one with --from.`);
  const list = join(folder, 'bks.csv');
  return existsSync(list) ? listed(folder, readFileSync(list, 'utf8')) : found(folder);
}

function listed(folder: string, csv: string): BenchFile[] {
  const [head = '', ...rows] = csv.trim().split('\n');
  const columns = head.split(',');
  const files = rows.map((row) => {
    const cells = row.split(',');
    const value = (column: string) => cells[columns.indexOf(column)] ?? '';
    return {
      set: value('set'),
      instance: value('instance'),
      path: join(folder, value('file')),
      best: Number(value('bks_cost')),
      bestVehicles: Number(value('bks_routes')),
    };
  });
  const order = Object.keys(FAMILIES);
  const rank = ({ set }: BenchFile) => (order.includes(set) ? order.indexOf(set) : order.length);
  return files.sort((a, b) => rank(a) - rank(b));
}

function found(folder: string): BenchFile[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.vrp') && existsSync(join(folder, path.replace(/\.vrp$/, '.sol'))))
    .sort();
  return paths.map((name) => {
    const path = join(folder, name);
    const instance = readVrplib(readFileSync(path, 'utf8'));
    const { routes } = readSolution(readFileSync(path.replace(/\.vrp$/, '.sol'), 'utf8'));
    const planned = plannedRoutes(instance, routes);
    return {
      set: relative(folder, dirname(path)) || basename(folder),
      instance: basename(name, '.vrp'),
      path,
      best: inFileUnit(evaluatePlan(instance.problem, planned).cost, instance.scale),
      bestVehicles: planned.length,
    };
  });
}
