import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import {
  type HistoryFile,
  HistoryFileError,
  ROLES,
  type Role,
  readHistoryFile,
} from '../../features/shipment-history/index.ts';
import { type Backtest, backtest, DAY_MS, laneOf, ThinHistoryError } from '../../solvers/eta/index.ts';
import { printBacktest } from './eta-print.ts';
import { wholeNumber } from './list-options.ts';
import { printJson, progressLine } from './output.ts';
import { UsageError } from './usage-error.ts';

type Mapping = Partial<Record<Role, string>>;

interface BacktestCliOptions {
  map?: Mapping;
  ignore?: string[];
  keep?: string[];
  testShare: number;
  from?: number;
  leadDays?: number;
  seed: number;
  predictions?: string;
  json?: boolean;
}

const HELP = `
Columns (found by their usual names, in any order; --map where the names do not tell):
  id            what the shipment is called
  origin        where it leaves: a facility, city, vendor …
  destination   where it goes: a city, zone, country …
  carrier       who moves it, or the mode (air, truck …)
  service       its service level
  shippedAt     when it left. The forecast is made then, from what had been delivered before
  promisedAt    when it was promised
  deliveredAt   when it came; empty while under way
  carrierEtaAt  what the carrier said at departure
All other columns are features, unless they give the outcome away (dates after departure, "actual", "delay", "status" …);
--keep uses such a column all the same. Dates: ISO with or without a time and zone, 31/12/2024, 12/31/2024, 02-Jun-06,
Excel and epoch numbers; words such as "Date Not Captured" are a date that is missing.

What is reported: the later part of the shipments (--test-share) is forecast in the order of time; every forecast uses
only what had been delivered by then. Compared with: the promise; the lane's mean delay until then (laneMean) and its
mean time under way (laneTransit); the carrier's own ETA. Errors in days.

  vigie eta backtest shipments.csv
  vigie eta backtest history.csv.gz --map shippedAt="PO Sent to Vendor Date" --ignore "Freight Cost" --json`;

export function etaBacktestCommand(): Command {
  return new Command('backtest')
    .description(
      'Learns from the earlier shipments of a file, forecasts the later ones, and says how far off it was: P50, P90, ' +
        'and "will be late", against the promise, the lane and the carrier.',
    )
    .argument('<file>', 'CSV, gzipped or not, or a workbook: a row a shipment')
    .option('--map <role=column...>', 'which column says what', mapping)
    .option('--ignore <columns...>', 'columns that are not to be used')
    .option('--keep <columns...>', 'columns to use although they look as if they gave the outcome away')
    .option('--test-share <share>', 'share of the shipments, the latest, that are forecast', share, 0.3)
    .option('--from <date>', 'forecast what leaves from this day on instead (YYYY-MM-DD)', day)
    .option(
      '--lead-days <n>',
      'days before its promise that a shipment without a departure is forecast',
      wholeNumber,
    )
    .option('--seed <n>', 'the same seed gives the same figures', wholeNumber, 1)
    .option('--predictions <file>', 'write each forecast there, as CSV')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', HELP)
    .action(run)
    .exitOverride();
}

function mapping(text: string, before: Mapping = {}): Mapping {
  const at = text.indexOf('=');
  const role = ROLES.find((known) => known === text.slice(0, at).trim());
  if (!role) throw new InvalidArgumentError(`role=column is needed, with a role of: ${ROLES.join(', ')}.`);
  return {
    ...before,
    [role]: text
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1'),
  };
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('A share between 0 and 1 is needed.');
  return value;
}

function day(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('A day such as 2024-05-31 is needed.');
  return at;
}

async function run(path: string, options: BacktestCliOptions): Promise<void> {
  const started = performance.now();
  const line = progressLine();
  try {
    const file = await readHistoryFile(path, {
      map: options.map ?? {},
      ignore: options.ignore ?? [],
      keep: options.keep ?? [],
      ...(options.leadDays === undefined ? {} : { leadDays: options.leadDays }),
      progress: (read) => line.show(read * 0.2, 'reading'),
    });
    const outcome = backtest(file.history, {
      testShare: options.testShare,
      ...(options.from === undefined ? {} : { testFrom: options.from }),
      seed: options.seed,
      progress: (done) => line.show(0.2 + 0.8 * done, 'learning and forecasting'),
    });
    line.end();
    if (options.predictions) await writePredictions(options.predictions, file, outcome);
    const report = document(path, file, outcome, (performance.now() - started) / 1000, options.seed);
    if (options.json) printJson(report);
    else printBacktest(report);
  } catch (error) {
    line.end();
    if (error instanceof HistoryFileError || error instanceof ThinHistoryError)
      throw new UsageError(error.message);
    throw error;
  }
}

/** The report as it is printed (vigie-eta-backtest/1). Errors in days, shares 0 to 1. */
export type BacktestDocument = ReturnType<typeof document>;

function document(path: string, file: HistoryFile, { report }: Backtest, seconds: number, seed: number) {
  const { history, rows, notDelivered, problems, columns, remarks } = file;
  const iso = (at: number) => new Date(at).toISOString();
  const { known, trained, tested, underWayAtSplit, testFrom, testUntil, learntAt, ...measured } = report;
  return {
    format: 'vigie-eta-backtest/1',
    file: path,
    rows: { read: rows, used: history.count, notDelivered, leftOut: problems.count },
    problems: problems.first,
    columns,
    remarks,
    split: {
      trained,
      tested,
      underWayAtSplit,
      from: iso(testFrom),
      until: iso(testUntil),
      learntAt: learntAt.map(iso),
    },
    ...measured,
    seed,
    seconds: Math.round(seconds * 10) / 10,
  };
}

async function writePredictions(
  path: string,
  { history, ids }: HistoryFile,
  { forecasts, testRows }: Backtest,
): Promise<void> {
  const stream = createWriteStream(path);
  const iso = (at: number | undefined) =>
    at === undefined || Number.isNaN(at) ? '' : new Date(at).toISOString();
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  stream.write(
    'id,lane,forecast_at,shipped_at,promised_at,delivered_at,p50_at,p90_at,late_chance,error_days\n',
  );
  for (const row of testRows) {
    const chance = forecasts.lateChance[row] ?? Number.NaN;
    const error = ((history.deliveredAt[row] ?? 0) - (forecasts.p50At[row] ?? 0)) / DAY_MS;
    const cells = [
      quoted(ids[row] ?? ''),
      quoted(laneOf(history, row) ?? ''),
      iso(history.momentAt[row]),
      iso(history.shippedAt[row]),
      iso(history.promisedAt[row]),
      iso(history.deliveredAt[row]),
      iso(forecasts.p50At[row]),
      iso(forecasts.p90At[row]),
      Number.isNaN(chance) ? '' : chance.toFixed(5),
      error.toFixed(4),
    ];
    stream.write(`${cells.join(',')}\n`);
  }
  stream.end();
  await finished(stream);
}
