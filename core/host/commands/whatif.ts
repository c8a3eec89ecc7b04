import { Command } from 'commander';
import type { PlanFigures, ScenarioChange } from '../../contract/workbench.ts';
import { type Client, finishJob, localClient } from './client.ts';
import { wholeNumber } from './list-options.ts';
import { printJson, printLine, printTable } from './output.ts';
import { UsageError } from './usage-error.ts';
import { withWorkspace } from './workspace.ts';

interface WhatIfOptions {
  workspace?: string;
  close?: string[];
  stock?: string[];
  capacity?: string[];
  rates?: string[];
  demand?: string[];
  limit?: number;
  keep?: string;
  json?: boolean;
}

export function whatIfCommand(): Command {
  return new Command('whatif')
    .description(
      'Sources the orders that wait on a changed network and on the real one, and compares them. Changes nothing.',
    )
    .option('-w, --workspace <file>', 'the workspace file')
    .option('--close <facilities...>', 'close these facilities')
    .option('--stock <changes...>', 'FACILITY=50% or FACILITY:SKU=+20 or FACILITY:SKU=-20')
    .option('--capacity <changes...>', 'FACILITY=ORDERS a day, or FACILITY=none')
    .option('--rates <changes...>', '120% for every carrier, or CARRIER=120%')
    .option('--demand <changes...>', '150% of the orders, or COUNTRY=150%')
    .option('-n, --limit <n>', 'only the first n orders, most urgent first', wholeNumber)
    .option('--keep <name>', 'keep it as a scenario of this name')
    .option('--json', 'print both plans as JSON')
    .action((options: WhatIfOptions) => {
      const changes = toChanges(options);
      return withWorkspace({ workspace: options.workspace }, (ctx, signal) =>
        whatIf(localClient(ctx), changes, options, signal),
      );
    });
}

async function whatIf(
  client: Client,
  changes: ScenarioChange[],
  options: WhatIfOptions,
  signal: AbortSignal,
): Promise<void> {
  const selection = {
    filter: { toSource: true },
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  };
  const name = options.keep ?? `vigie whatif ${new Date().toISOString()}`;
  const { id } = await client.workbench.saveScenario({ name, changes, selection });
  try {
    const { jobId } = await client.workbench.simulate({ id });
    const { outcome } = await finishJob(client, jobId, signal);
    const { runId, baselineRunId } = outcome as { runId: number; baselineRunId: number };
    const { plans } = await client.workbench.compare({
      plans: [
        { type: 'run', runId: baselineRunId },
        { type: 'run', runId },
      ],
    });
    const [baseline, scenario] = plans as [PlanFigures, PlanFigures];
    if (options.json) printJson({ changes, baseline, scenario });
    else printPlans(baseline, scenario);
  } finally {
    if (options.keep === undefined) await client.workbench.removeScenario({ id });
  }
}

function toChanges(options: WhatIfOptions): ScenarioChange[] {
  const changes: ScenarioChange[] = [
    ...(options.close ?? []).map((facility) => ({ kind: 'closeFacility' as const, facility })),
    ...(options.stock ?? []).map(toStock),
    ...(options.capacity ?? []).map(toCapacity),
    ...(options.rates ?? []).map((text) => {
      const [percent, carrier] = toPercent(text, '--rates');
      return { kind: 'rates' as const, percent, ...(carrier ? { carrier } : {}) };
    }),
    ...(options.demand ?? []).map((text) => {
      const [percent, country] = toPercent(text, '--demand');
      return { kind: 'demand' as const, percent, ...(country ? { country } : {}) };
    }),
  ];
  if (changes.length === 0) throw new UsageError('Say what changes: --close PARIS, say.');
  return changes;
}

function toStock(text: string): ScenarioChange {
  const [, facility = '', sku, amount = '', percent] =
    /^([^=:]+)(?::([^=]+))?=([+-]?\d+)(%)?$/.exec(text) ?? [];
  if (!facility) throw new UsageError(`--stock ${text}: write FACILITY=50% or FACILITY:SKU=+20.`);
  const change = percent ? { percent: Number(amount) } : { units: Number(amount) };
  return { kind: 'stock', facility, ...(sku ? { sku } : {}), ...change };
}

function toCapacity(text: string): ScenarioChange {
  const [, facility = '', amount = ''] = /^([^=]+)=(\d+|none)$/.exec(text) ?? [];
  if (!facility) throw new UsageError(`--capacity ${text}: write FACILITY=100 or FACILITY=none.`);
  return { kind: 'capacity', facility, ordersADay: amount === 'none' ? null : Number(amount) };
}

function toPercent(text: string, option: string): [percent: number, of: string | undefined] {
  const [, of, percent] = /^(?:([^=]+)=)?(\d+)%?$/.exec(text) ?? [];
  if (!percent) throw new UsageError(`${option} ${text}: write 120% or NAME=120%.`);
  return [Number(percent), of];
}

function printPlans(baseline: PlanFigures, scenario: PlanFigures): void {
  const row = (figure: string, of: (plan: PlanFigures) => number | null, digits = 0) => {
    const [before, after] = [of(baseline), of(scenario)];
    const text = (value: number | null) => (value === null ? '' : value.toFixed(digits));
    const change = before === null || after === null ? '' : (after - before).toFixed(digits);
    return { figure, 'as it is': text(before), 'what if': text(after), change };
  };
  const { currency } = baseline;
  printTable([
    row('orders', ({ orders }) => orders),
    row('sourced whole', ({ sourced }) => sourced),
    row('units short', ({ unitsShort }) => unitsShort),
    row(`profit (${currency})`, ({ profitMinor }) => profitMinor / 100, 2),
    row(`cost (${currency})`, ({ cost }) => cost.totalMinor / 100, 2),
    row('split orders', ({ splitOrders }) => splitOrders),
    row('late orders', ({ lateOrders }) => lateOrders),
    row('days to arrive', ({ meanDays }) => meanDays, 2),
    row('CO2 (kg)', ({ co2Grams }) => co2Grams / 1000, 1),
  ]);
  printLine('Nothing is reserved: these are plans.');
}
