import { Command } from 'commander';
import type { PlannedAllocation, SourcingRunView } from '../../contract/sourcing.ts';
import { type Client, finishJob, localClient } from './client.ts';
import { wholeNumber } from './list-options.ts';
import { printJson, printLine, printTable } from './output.ts';
import { sourceGenerateCommand } from './source-generate.ts';
import { sourceSolveCommand } from './source-solve.ts';
import { UsageError } from './usage-error.ts';
import { withWorkspace } from './workspace.ts';

const MOST_ALLOCATIONS_SHOWN = 3;

interface SourceOptions {
  workspace?: string;
  orders?: string[];
  all?: boolean;
  limit?: number;
  apply?: boolean;
  undo?: number;
  maxSplits?: number;
  seed?: number;
  json?: boolean;
}

export function sourceCommand(): Command {
  return new Command('source')
    .description('Proposes which facility ships which order, and why; reserves with --apply.')
    .option('-w, --workspace <file>', 'the workspace file')
    .option('-o, --orders <numbers...>', 'the orders to source')
    .option('-a, --all', 'all orders that wait to be sourced (the default)')
    .option('-n, --limit <n>', 'with --all: the first n, most urgent first', wholeNumber)
    .option('--max-splits <n>', 'most facilities for one order', wholeNumber)
    .option('--seed <n>', 'seed of ties', wholeNumber)
    .option('--apply', 'reserve what is proposed')
    .option('--undo <run>', 'release what a run reserved', wholeNumber)
    .option('--json', 'print the run and its decisions as JSON')
    .action((options: SourceOptions) =>
      withWorkspace({ workspace: options.workspace }, (ctx, signal) => {
        const client = localClient(ctx);
        return options.undo === undefined
          ? source(client, options, signal)
          : undo(client, options.undo, options, signal);
      }),
    )
    .enablePositionalOptions()
    .addCommand(sourceSolveCommand())
    .addCommand(sourceGenerateCommand());
}

async function source(client: Client, options: SourceOptions, signal: AbortSignal): Promise<void> {
  if (options.orders && options.all) throw new UsageError('Give either --orders or --all.');
  const selection = options.orders
    ? { numbers: options.orders }
    : { filter: {}, ...(options.limit === undefined ? {} : { limit: options.limit }) };
  const parameters = {
    ...(options.maxSplits === undefined ? {} : { maxSplits: options.maxSplits }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  };
  const { jobId } = await client.sourcing.propose({ selection, parameters });
  const { runId } = (await finishJob(client, jobId, signal)).outcome as { runId: number };
  let applied: unknown = null;
  if (options.apply) {
    const job = await client.sourcing.apply({ runId });
    applied = (await finishJob(client, job.jobId, signal)).outcome;
  }
  const run = await client.sourcing.run({ runId });
  if (options.json) return printJson({ run, applied, decisions: await allDecisions(client, runId) });
  await printRun(client, run);
  printLine(
    options.apply
      ? `Run ${runId} is applied. "vigie source --undo ${runId}" takes it back.`
      : `Nothing is reserved yet: run again with --apply.`,
  );
}

async function undo(
  client: Client,
  runId: number,
  options: SourceOptions,
  signal: AbortSignal,
): Promise<void> {
  const { jobId } = await client.sourcing.undo({ runId });
  const { outcome } = await finishJob(client, jobId, signal);
  if (options.json) return printJson({ run: await client.sourcing.run({ runId }), undone: outcome });
  printLine(`Run ${runId} is undone: ${JSON.stringify(outcome)}`);
}

async function allDecisions(client: Client, runId: number) {
  const rows = [];
  for (let offset = 0; ; offset += 1000) {
    const page = await client.sourcing.decisions({ runId, offset, limit: 1000 });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) return rows;
  }
}

/** Units by facility; SKUs too where there are few: an order of fifty lines would fill the screen. */
function shipsFrom(allocations: readonly PlannedAllocation[]): string {
  if (allocations.length <= MOST_ALLOCATIONS_SHOWN) {
    return allocations.map((a) => `${a.quantity}× ${a.sku} ${a.facility}`).join(', ');
  }
  return [...Map.groupBy(allocations, ({ facility }) => facility)]
    .map(([facility, lines]) => `${lines.reduce((sum, { quantity }) => sum + quantity, 0)} units ${facility}`)
    .join(', ');
}

async function printRun(client: Client, run: SourcingRunView): Promise<void> {
  const { rows } = await client.sourcing.decisions({ runId: run.id, limit: 20 });
  const table = rows.map((row) => ({
    order: row.number,
    outcome: row.outcome,
    from: shipsFrom(row.allocations),
    cost: row.cost.amountMinor / 100,
    why: row.reason.code,
  }));
  if (table.length > 0) printTable(table);
  const { sourced, partial, unsourced } = run.outcomes;
  printLine(
    `${run.orders} orders: ${sourced} sourced, ${partial} in part, ${unsourced} not; ${run.splitOrders} split; ` +
      `${run.unitsSourced} of ${run.units} units; cost ${run.cost.amountMinor / 100} ${run.cost.currency}; ${Math.round(run.tookMs)} ms`,
  );
}
