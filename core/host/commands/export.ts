import { copyFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { ORDER_COLUMNS, orderFilter } from '../../contract/orders.ts';
import { STOCK_COLUMNS, stockFilter } from '../../contract/stock.ts';
import type { ExportRequest } from '../../contract/workspace.ts';
import { findExportedFile } from '../../features/exports/index.ts';
import { finishJob, localClient } from './client.ts';
import { type ListOptions, readFilter, withListOptions } from './list-options.ts';
import { printJson, printLine } from './output.ts';
import { UsageError } from './usage-error.ts';
import { withWorkspace } from './workspace.ts';

interface ExportOptions extends ListOptions {
  out: string;
  columns?: string;
  language: 'en' | 'fr';
}

type Screen = ExportRequest['list']['screen'];

export function exportCommand(): Command {
  const command = new Command('export')
    .description('Writes a list to CSV or XLSX, by the ending of --out.')
    .addArgument(new Argument('<list>', 'which list').choices(['stock', 'orders', 'matrix']))
    .requiredOption('-o, --out <file>', 'file to write: .csv or .xlsx')
    .option('-c, --columns <keys>', 'columns, separated by commas; all by default')
    .option('--language <en|fr>', 'language of words in cells', 'en');
  return withListOptions(command).action((screen: Screen, options: ExportOptions) =>
    exportList(screen, options),
  );
}

async function exportList(screen: Screen, options: ExportOptions): Promise<void> {
  const format = extname(options.out).slice(1);
  if (format !== 'csv' && format !== 'xlsx') throw new UsageError('--out must end in .csv or .xlsx.');
  const keys = options.columns?.split(',') ?? (screen === 'orders' ? ORDER_COLUMNS : STOCK_COLUMNS);
  const { sort, language } = options;
  const list: ExportRequest['list'] =
    screen === 'orders'
      ? { screen, filter: readFilter(orderFilter, options), sort }
      : screen === 'matrix'
        ? { screen, filter: readFilter(stockFilter, options), sort, figure: 'available' }
        : { screen, filter: readFilter(stockFilter, options), sort };
  await withWorkspace({ workspace: options.workspace }, async (ctx, signal) => {
    const client = localClient(ctx);
    const columns = keys.map((key) => ({ key, heading: key }));
    const { jobId } = await client.exports.start({ format, columns, list, language });
    const outcome = (await finishJob(client, jobId, signal)).outcome as {
      fileId: string;
      rows: number;
      bytes: number;
    };
    const file = await findExportedFile(ctx, outcome.fileId);
    if (!file) throw new Error('The exported file is gone.');
    const path = resolve(options.out);
    await copyFile(file.path, path);
    if (options.json) printJson({ file: path, rows: outcome.rows, bytes: outcome.bytes });
    else printLine(`${path}: ${outcome.rows} rows`);
  });
}
