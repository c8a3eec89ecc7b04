import { writeFile } from 'node:fs/promises';
import { env, stderr } from 'node:process';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { RoadSource } from '../../features/routing/matrix/road-source.ts';
import type { RoutingObjective, RoutingResult } from '../../solvers/routing/index.ts';
import { evaluatePlan } from '../../solvers/routing/instance/evaluate-plan.ts';
import { INSTANCE_FORMATS, type InstanceFormat } from '../../solvers/routing/instance/instance-format.ts';
import { LEFT_OUT_WORDS } from '../../solvers/routing/instance/left-out-words.ts';
import { inFileUnit, type Rounding } from '../../solvers/routing/instance/rounding.ts';
import {
  type NumberedRoute,
  numberedRoutes,
  type RoutingInstance,
} from '../../solvers/routing/instance/routing-instance.ts';
import { solutionText } from '../../solvers/routing/instance/solution-text.ts';
import { threadCount, wholeNumber } from './list-options.ts';
import { printJson, printLine } from './output.ts';
import { roundingOption } from './route-check.ts';
import { formatOf, readInstanceText, readText } from './route-file.ts';
import { runSolver } from './route-run.ts';
import { solveVroom } from './route-vroom.ts';
import { UsageError } from './usage-error.ts';

export interface RouteSolveOptions {
  format?: InstanceFormat;
  time?: number;
  threads: number;
  seed: number;
  objective: 'distance' | 'vehicles-first';
  rounding?: Rounding;
  roads?: RoadSource;
  solution?: string;
  json?: boolean;
}

/** What `--json` prints. */
interface Told {
  cost: number;
  vehicles: number;
  unassigned: number[];
  routes: NumberedRoute[];
  seconds: number;
  seed: number;
  feasible: boolean;
  reasons?: Record<number, string>;
}

const DEFAULT_SECONDS = 10;

const NOTES = `
Objectives: distance = least cost as the file counts it (distance; a vehicle's cost and price per distance, and prizes missed,
where the file has them); vehicles-first = fewest vehicles, then least cost.
Rounding follows from the file: a matrix as it stands; several depots, mixed fleets and route limits to three decimals; time
windows by DIMACS (one decimal, truncated); all else to whole numbers. Costs are in the file's own unit.
--json: { "cost", "vehicles", "unassigned": [stop], "routes": [{ "vehicle", "stops": [..] }], "seconds", "seed", "feasible" },
stops and vehicles numbered as in a .sol. To VROOM's JSON the answer is VROOM's own.`;

export function routeSolveCommand(): Command {
  return new Command('solve')
    .description('Plans the tours of a file, without a workspace. Ctrl-C ends with the best plan so far.')
    .argument('<file>', 'VRPLIB, Solomon’s text form or VROOM’s JSON; - for what is piped in')
    .addOption(new Option('--format <format>', 'guessed when not given').choices(INSTANCE_FORMATS))
    .option('-t, --time <seconds>', `stop after (${DEFAULT_SECONDS}; for VROOM’s JSON by its size)`, seconds)
    .option('--threads <n>', 'search on so many threads, each by its own seed', threadCount, 1)
    .option('--seed <n>', 'seed of the search', wholeNumber, 1)
    .addOption(
      new Option('--objective <objective>', 'what is least')
        .choices(['distance', 'vehicles-first'])
        .default('distance'),
    )
    .addOption(roundingOption())
    .option(
      '--roads <server>',
      'for VROOM’s JSON without matrices: osrm=URL, valhalla=URL or ors=URL (its key in VIGIE_ORS_KEY); else by great circle',
      roadServer,
    )
    .option('--solution <file>', 'write the plan there, as a .sol')
    .option('--json', 'print the plan as JSON')
    .addHelpText('after', NOTES)
    .action(solveFile)
    .exitOverride();
}

const SERVERS: Record<string, (url: string) => RoadSource> = {
  osrm: (url) => ({ kind: 'osrm', url }),
  valhalla: (url) => ({ kind: 'valhalla', url }),
  ors: (url) => ({
    kind: 'openRouteService',
    url,
    ...(env.VIGIE_ORS_KEY ? { apiKey: env.VIGIE_ORS_KEY } : {}),
  }),
};

function roadServer(text: string): RoadSource {
  const [, name = '', url = ''] = /^(\w+)=(https?:.+)$/.exec(text) ?? [];
  const source = Object.hasOwn(SERVERS, name) ? SERVERS[name]?.(url) : undefined;
  if (source) return source;
  throw new InvalidArgumentError('Give osrm=URL, valhalla=URL or ors=URL, e.g. osrm=http://localhost:5000.');
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0)) throw new InvalidArgumentError('A number above 0 is needed.');
  return value;
}

async function solveFile(file: string, options: RouteSolveOptions): Promise<void> {
  const content = await readText(file);
  const format = formatOf(file, content, options.format);
  if (format === 'vroom') {
    if (options.solution)
      throw new UsageError('--solution writes a .sol, which VROOM’s JSON cannot be put into.');
    return solveVroom(content, { ...options, objective: objectiveOf(options) });
  }
  const instance = readInstanceText(file, content, format, options.rounding);
  for (const note of instance.notes) stderr.write(`vigie: ${file}: ${note}\n`);
  const { result, seconds } = await runSolver(instance.problem, {
    ...options,
    objective: objectiveOf(options),
    time: options.time ?? DEFAULT_SECONDS,
    tell: ({ cost }) => String(inFileUnit(cost, instance.scale)),
  });
  const told = toldOf(instance, result, { seconds, seed: options.seed });
  if (options.solution) await writeFile(options.solution, solutionText(told, instance.vehicles !== null));
  if (options.json) printJson(told);
  else printSummary(told);
}

/** A file's own costs are what counts: in most files, distance. */
function objectiveOf({ objective }: RouteSolveOptions): RoutingObjective {
  return objective === 'vehicles-first' ? { kind: 'vehiclesFirst' } : { kind: 'cost' };
}

function toldOf(
  instance: RoutingInstance,
  result: RoutingResult,
  { seconds, seed }: { seconds: number; seed: number },
): Told {
  const routes = result.routes.filter(({ stops }) => stops.length > 0);
  const { cost, faults } = evaluatePlan(instance.problem, routes);
  const number = (stop: number) => instance.stopNumbers[stop] as number;
  const reasons = Object.fromEntries(
    result.leftOut.map(({ stop, reason }) => [number(stop), LEFT_OUT_WORDS[reason]]),
  );
  return {
    cost: inFileUnit(cost, instance.scale),
    vehicles: routes.length,
    unassigned: result.leftOut.map(({ stop }) => number(stop)).sort((a, b) => a - b),
    routes: numberedRoutes(instance, routes),
    seconds,
    seed,
    feasible: faults.length === 0,
    ...(result.leftOut.length > 0 ? { reasons } : {}),
  };
}

function printSummary({ cost, vehicles, unassigned, routes, seconds, seed, feasible, reasons }: Told): void {
  for (const { vehicle, stops } of routes) printLine(`Route #${vehicle}: ${stops.join(' ')}`);
  printLine(`cost      ${cost}`);
  printLine(`vehicles  ${vehicles}`);
  printLine(`left out  ${unassigned.length}`);
  for (const stop of unassigned) printLine(`  ${stop}: ${reasons?.[stop] ?? ''}`);
  printLine(`time      ${seconds} s (seed ${seed})`);
  if (!feasible) printLine('The plan does not serve every stop that must be served.');
}
