import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { workspaceInfo } from '../../features/workspace/index.ts';
import { finishJob, localClient } from './client.ts';
import { wholeNumber } from './list-options.ts';
import { printJson, printLine } from './output.ts';
import { UsageError } from './usage-error.ts';
import { withWorkspace } from './workspace.ts';

interface DemoOptions {
  seed: number;
  orders: number;
  facilities?: number;
  products?: number;
  now?: string;
  json?: boolean;
}

export function demoCommand(): Command {
  return new Command('demo')
    .description(
      'Writes a workspace with a believable European retailer; the same for the same seed and day.',
    )
    .argument('<file>', 'the workspace to make')
    .option('--seed <n>', 'seed', wholeNumber, 1)
    .option('--orders <n>', 'orders over 60 days', wholeNumber, 30_000)
    .option('--facilities <n>', 'facilities, up to 1000', wholeNumber)
    .option('--products <n>', 'products, up to 100000', wholeNumber)
    .option('--now <instant>', 'the day it happens on (ISO), today by default')
    .option('--json', 'print what was made as JSON')
    .action((file: string, options: DemoOptions) => createDemo(file, options));
}

async function createDemo(file: string, { json, now, ...input }: DemoOptions): Promise<void> {
  const at = now === undefined ? undefined : Date.parse(now);
  if (Number.isNaN(at)) throw new UsageError(`--now ${now} is not a date such as 2026-05-01.`);
  const existed = existsSync(file);
  await withWorkspace({ workspace: file, missing: 'create' }, async (ctx, signal) => {
    if (existed && !(await workspaceInfo(ctx)).empty) {
      throw new UsageError(`${file} already holds a network. Name another file, or delete this one first.`);
    }
    const started = performance.now();
    const jobId = await ctx.jobs.start(
      'demo.create',
      { ...input, ...(at === undefined ? {} : { now: at }) },
      ctx.actor,
    );
    await finishJob(localClient(ctx), jobId, signal);
    const { counts } = await workspaceInfo(ctx);
    const tookSeconds = Math.round((performance.now() - started) / 100) / 10;
    if (json) return printJson({ file, ...counts, tookSeconds });
    printLine(
      `${file}: ${Object.entries(counts)
        .map(([what, count]) => `${count} ${what}`)
        .join(', ')} in ${tookSeconds} s`,
    );
  });
}
