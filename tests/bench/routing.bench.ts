import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stderr } from 'node:process';
import { type RoutingObjective, type RoutingProblem, solve } from '../../core/solvers/routing/index.ts';
import { evaluatePlan } from '../../core/solvers/routing/instance/evaluate-plan.ts';
import { readVrplib } from '../../core/solvers/routing/instance/read-vrplib.ts';
import { inFileUnit } from '../../core/solvers/routing/instance/rounding.ts';
import { type BenchFile, benchFiles, FAMILIES, type Family } from './routing-families.ts';
import { type LastMileFigures, lastMileFigures } from './routing-lastmile.ts';

const SHARED = resolve(import.meta.dirname, '../../../shared/benchmarks');

/** One instance solved once. Gaps are shares of the best-known cost. */
interface InstanceFigures {
  set: string;
  instance: string;
  seed: number;
  seconds: number;
  cost: number;
  best: number;
  gap: number;
  vehicles: number;
  bestVehicles: number;
  leftOut: number;
  faults: number;
  iterations: number;
}

interface SetFigures {
  set: string;
  runs: number;
  'time each': string;
  'mean gap': string;
  'worst gap': string;
  'vehicles (best known)': string;
  infeasible: number;
  'left out': number;
  bar: string;
  'VROOM 1.15 (-x 5)': string;
  'PyVRP 0.11, same time': string;
  'OR-Tools 9.15, same time': string;
}

interface Figures {
  instances: InstanceFigures[];
  sets: SetFigures[];
  lastMile: LastMileFigures[];
}

/**
 * `npm run bench -- routing`: every family of ../shared/benchmarks/vrptw (or of `--from DIR`, with or without a bks.csv) against its
 * best-known costs, on one thread. `--sets solomon,x` for some of them, `--seeds N` for several seeds, `--first-seed N`,
 * `--seconds N` instead of each family's own, `--lastmile` for the last-mile days alone.
 */
export async function run(args: string[]): Promise<Figures> {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const seconds = option('--seconds') ? Number(option('--seconds')) : null;
  const from = resolve(option('--from') ?? resolve(SHARED, 'vrptw'));
  const chosen = option('--sets')?.split(',');
  const firstSeed = Number(option('--first-seed') ?? 1);
  const seeds = Array.from({ length: Number(option('--seeds') ?? 1) }, (_, i) => firstSeed + i);
  const instances: InstanceFigures[] = [];
  if (!args.includes('--lastmile')) {
    for (const file of benchFiles(from)) {
      if (chosen && !chosen.includes(file.set)) continue;
      for (const seed of seeds) instances.push(solveFile(file, seed, seconds));
    }
  }
  const sets = [...new Set(instances.map(({ set }) => set))].map((set) => figuresOf(set, instances, seconds));
  if (sets.length > 0) printMarkdown(sets);
  const lastMile =
    chosen || option('--from') ? [] : lastMileFigures(resolve(SHARED, 'lastmile'), seconds ?? 60, timed);
  if (lastMile.length > 0) printMarkdown(lastMile);
  return { instances, sets, lastMile };
}

/** Solves within so many seconds, on this thread. */
function timed(problem: RoutingProblem, seed: number, seconds: number, objective: RoutingObjective) {
  const clock = () => performance.now() / 1000;
  return solve(problem, { seed, objective, stop: { seconds } }, { clock });
}

function solveFile(file: BenchFile, seed: number, secondsGiven: number | null): InstanceFigures {
  const instance = readVrplib(readFileSync(file.path, 'utf8'));
  const seconds = secondsGiven ?? familyOf(file.set).seconds;
  const started = performance.now();
  const result = timed(instance.problem, seed, seconds, { kind: 'cost' });
  const took = (performance.now() - started) / 1000;
  const { cost, faults } = evaluatePlan(instance.problem, result.routes);
  const own = inFileUnit(cost, instance.scale);
  const figures = {
    set: file.set,
    instance: file.instance,
    seed,
    seconds: Number(took.toFixed(1)),
    cost: own,
    best: file.best,
    gap: own / file.best - 1,
    vehicles: result.routes.length,
    bestVehicles: file.bestVehicles,
    leftOut: result.leftOut.filter(({ stop }) => instance.problem.stops[stop]?.priceOfLeavingOut === null)
      .length,
    faults: faults.length,
    iterations: result.statistics.iterations,
  };
  stderr.write(
    `${figures.set} ${figures.instance} seed ${seed}: ${own} (best known ${file.best}, ${percent(figures.gap)}), ` +
      `${figures.vehicles} vehicles, ${figures.seconds} s, ${figures.iterations} iterations` +
      `${faults.length > 0 ? `, BREAKS: ${faults.slice(0, 3).join('; ')}` : ''}\n`,
  );
  return figures;
}

function familyOf(set: string): Family {
  return FAMILIES[set] ?? { seconds: 20, bar: null, vroom: '–', pyvrp: '–', orTools: '–' };
}

function figuresOf(set: string, all: readonly InstanceFigures[], seconds: number | null): SetFigures {
  const runs = all.filter((figures) => figures.set === set);
  const feasible = runs.filter(({ faults }) => faults === 0);
  const family = familyOf(set);
  const sum = (of: (figures: InstanceFigures) => number) =>
    runs.reduce((total, figures) => total + of(figures), 0);
  const gaps = feasible.map(({ gap }) => gap);
  const mean = gaps.reduce((total, gap) => total + gap, 0) / gaps.length;
  return {
    set,
    runs: runs.length,
    'time each': `${seconds ?? family.seconds} s`,
    'mean gap': percent(mean),
    'worst gap': percent(Math.max(...gaps)),
    'vehicles (best known)': `${sum(({ vehicles }) => vehicles)} (${sum(({ bestVehicles }) => bestVehicles)})`,
    infeasible: runs.length - feasible.length,
    'left out': sum(({ leftOut }) => leftOut),
    bar: family.bar === null ? '–' : percent(family.bar),
    'VROOM 1.15 (-x 5)': family.vroom,
    'PyVRP 0.11, same time': family.pyvrp,
    'OR-Tools 9.15, same time': family.orTools,
  };
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(2)} %` : '–';
}

function printMarkdown(rows: readonly object[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  stderr.write(`\n${line(columns)}${line(columns.map(() => '---'))}`);
  for (const row of rows) stderr.write(line(Object.values(row).map(String)));
}
