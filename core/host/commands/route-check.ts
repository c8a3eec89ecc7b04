import { Command, Option } from 'commander';
import { evaluatePlan } from '../../solvers/routing/instance/evaluate-plan.ts';
import type { InstanceFormat } from '../../solvers/routing/instance/instance-format.ts';
import { inFileUnit, ROUNDINGS, type Rounding } from '../../solvers/routing/instance/rounding.ts';
import { plannedRoutes } from '../../solvers/routing/instance/routing-instance.ts';
import { readSolution } from '../../solvers/routing/instance/solution-text.ts';
import { printJson, printLine } from './output.ts';
import { explained, formatOf, readInstanceText, readText } from './route-file.ts';
import { UsageError } from './usage-error.ts';

interface CheckOptions {
  format?: InstanceFormat;
  rounding?: Rounding;
  json?: boolean;
}

export function routeCheckCommand(): Command {
  return new Command('check')
    .description(
      'Recomputes a plan from its file alone: what it costs, and what it breaks. Ends with 1 when it breaks anything.',
    )
    .argument('<file>', 'the problem: VRPLIB or Solomon’s text form')
    .argument('<solution>', 'the plan: a .sol')
    .addOption(new Option('--format <format>', 'guessed when not given').choices(['vrplib', 'solomon']))
    .addOption(roundingOption())
    .option('--json', 'print { "cost", "stated", "vehicles", "feasible", "faults" }')
    .action(check)
    .exitOverride();
}

export function roundingOption(): Option {
  return new Option(
    '--rounding <rule>',
    'how distances and times are rounded; by the kind of problem when not given',
  ).choices(ROUNDINGS);
}

async function check(file: string, solution: string, options: CheckOptions): Promise<void> {
  const content = await readText(file);
  const format = formatOf(file, content, options.format);
  if (format === 'vroom')
    throw new UsageError('A .sol belongs to a VRPLIB file or one in Solomon’s form, not to VROOM’s JSON.');
  const instance = readInstanceText(file, content, format, options.rounding);
  const plan = await readText(solution);
  const { routes, cost: stated } = explained(solution, () => readSolution(plan));
  const planned = explained(solution, () => plannedRoutes(instance, routes));
  const { cost, faults } = evaluatePlan(instance.problem, planned);
  const told = {
    cost: inFileUnit(cost, instance.scale),
    stated,
    vehicles: planned.length,
    feasible: faults.length === 0,
    faults,
  };
  if (faults.length > 0) process.exitCode = 1;
  if (options.json) return printJson(told);
  printLine(`cost      ${told.cost}${stated === null ? '' : ` (the file states ${stated})`}`);
  printLine(`vehicles  ${told.vehicles}`);
  printLine(told.feasible ? 'Every stop is served and every limit kept.' : 'It breaks:');
  for (const fault of faults) printLine(`  ${fault}`);
}
