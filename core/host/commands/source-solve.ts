import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { InstanceResult, SourcingInstance } from '../../solvers/sourcing/instance/instance.ts';
import { instanceModel } from '../../solvers/sourcing/instance/instance-model.ts';
import {
  type InstancePlan,
  instanceResult,
  sourceGreedily,
} from '../../solvers/sourcing/instance/solve-instance.ts';
import type { SourcingModel } from '../../solvers/sourcing/optimise/model.ts';
import { optimiseInSteps } from '../../solvers/sourcing/optimise/optimise.ts';
import type { SolverHelper } from '../../solvers/sourcing/optimise/solver-helper.ts';
import { readInstanceFile, writeResultFile } from './instance-file.ts';
import { threadCount, wholeNumber } from './list-options.ts';
import { printLine, progressLine } from './output.ts';
import { SourcingHelperWorker } from './sourcing-helper-worker.ts';

interface SolveOptions {
  method: InstanceResult['method'];
  time: number;
  gap?: number;
  seed: number;
  threads: number;
  output?: string;
  json?: boolean;
}

const MOST_MS_WITHOUT_PAUSE = 60;
/** With fewer orders a second thread costs more time than it saves. */
const ORDERS_FOR_TWO = 20_000;

/** The instance format, told by `--help`. Distances by great circle, radius 6371.0088 km. */
const FORMAT = `
Instance (money in minor units; orderCapacity null = no limit; beyond maxKm nothing is shipped):
{ "format": "vigie-sourcing/1", "currency": "EUR",
  "facilities": [{ "id": "W1", "lat": 48.85, "lon": 2.35, "orderCapacity": 500, "perShipment": 120, "perUnit": 15 }],
  "products":   [{ "id": "P1", "weightGrams": 500 }],
  "stock":      [{ "facility": "W1", "product": "P1", "available": 12, "unitOpportunityCost": 40 }],
  "orders":     [{ "id": "O1", "lat": 45.76, "lon": 4.84, "maxShipments": 2, "shipComplete": false,
                   "lines": [{ "product": "P1", "quantity": 2, "unitMargin": 900, "unitShortPenalty": 300 }] }],
  "shipping":   { "perShipment": 350, "perKm": 0.4, "perKg": 20, "maxKm": 3000 } }
profit = shipped units (unitMargin - unitOpportunityCost - perUnit) - short units unitShortPenalty
       - shipments (facility.perShipment + shipping.perShipment + perKm km) - perKg kg
A shipComplete order ships all of its units or none.`;

export function sourceSolveCommand(): Command {
  return new Command('solve')
    .description(
      'Sources an instance from a file (format vigie-sourcing/1) without a workspace: the plan that earns most, and a proven ' +
        'bound that no plan can surpass. Money in minor units, fractions kept. Ctrl-C ends with the best plan so far.',
    )
    .argument('<instance>', 'the file, or - for what is piped in')
    .addOption(
      new Option('-m, --method <method>', 'optimise all orders together, or greedy: one after the other')
        .choices(['optimise', 'greedy'])
        .default('optimise'),
    )
    .option('-t, --time <seconds>', 'stop after; sooner when proven or nothing improves', positive, 13.5)
    .option('-g, --gap <share>', 'stop when (bound − profit) / bound is no more, e.g. 0.005', positive)
    .option('--seed <n>', 'the same seed gives the same plan, unless time ends the run', wholeNumber, 1)
    .option('--threads <n>', `1, or 2: helps with ${ORDERS_FOR_TWO} orders and more`, threadCount, 2)
    .option('-o, --output <file>', 'write the result document there')
    .option('--json', 'print the result document (vigie-sourcing-result/1)')
    .addHelpText('after', FORMAT)
    .action(solve)
    .exitOverride();
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('A number of 0 or more is needed.');
  return value;
}

async function solve(file: string, options: SolveOptions): Promise<void> {
  const instance = await readInstanceFile(file);
  const started = performance.now();
  const elapsedSeconds = () => (performance.now() - started) / 1000;
  const model = instanceModel(instance);
  const outcome =
    options.method === 'greedy' ? sourceGreedily(model) : await search(model, options, elapsedSeconds);
  const seconds = Math.round(elapsedSeconds() * 1000) / 1000;
  const { method, seed } = options;
  const result = instanceResult(instance, model, outcome, { method, seconds, seed });
  if (options.output) await writeResultFile(options.output, result);
  if (options.json) await writeResultFile(null, result);
  else printSummary(instance, result);
}

/** Searches on as many threads as are worth their while. */
async function search(
  model: SourcingModel,
  options: SolveOptions,
  elapsedSeconds: () => number,
): Promise<InstancePlan> {
  if (options.threads < 2 || model.orderCount < ORDERS_FOR_TWO) {
    return optimise(model, options, elapsedSeconds, null);
  }
  const worker = new SourcingHelperWorker();
  try {
    const { model: shared, helper } = await worker.help(model);
    return await optimise(shared, options, elapsedSeconds, helper);
  } finally {
    await worker.close();
  }
}

async function optimise(
  model: SourcingModel,
  { time, gap, seed }: SolveOptions,
  elapsedSeconds: () => number,
  helper: SolverHelper | null,
): Promise<InstancePlan> {
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  const line = progressLine();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const steps = optimiseInSteps(model, {
    seed,
    ...(gap === undefined ? {} : { gap }),
    ...(helper ? { helper } : {}),
    timeSpent: () => (time === 0 ? 1 : elapsedSeconds() / time),
    shouldStop: () => stopped,
  });
  try {
    for (let pausedAt = 0; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() - pausedAt < MOST_MS_WITHOUT_PAUSE) continue;
      const { phase, share, profit } = step.value;
      line.show(share, profit === null ? phase : `${phase}: profit ${Math.round(profit)}`);
      await setImmediate();
      pausedAt = performance.now();
    }
  } finally {
    line.end();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function printSummary({ currency, orders }: SourcingInstance, result: InstanceResult): void {
  const shipped = result.allocations.reduce((sum, { quantity }) => sum + quantity, 0);
  const short = result.short.reduce((sum, { quantity }) => sum + quantity, 0);
  const money = (minor: number) => (minor / 100).toFixed(2);
  printLine(`profit  ${money(result.profit)} ${currency}`);
  printLine(`bound   ${money(result.bound)} ${currency}: no plan earns more`);
  printLine(`gap     ${(result.gap * 100).toFixed(3)} %`);
  printLine(`units   ${shipped} shipped, ${short} short, of ${orders.ids.length} orders`);
  printLine(`time    ${result.seconds} s (${result.method}, seed ${result.seed})`);
}
