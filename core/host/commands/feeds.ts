import { Command, Option } from 'commander';
import type { FeedRun, FeedView } from '../../contract/feeds.ts';
import { IMPORT_KINDS, type ImportKind } from '../../contract/import.ts';
import { type Client, finishJob, localClient } from './client.ts';
import { printFileAccounts } from './feeds-print.ts';
import { readFiles } from './feeds-read.ts';
import { wholeNumber } from './list-options.ts';
import { printJson, printLine, printTable } from './output.ts';
import { UsageError } from './usage-error.ts';
import { withWorkspace } from './workspace.ts';

interface ReadCommandOptions {
  json?: boolean;
  mapping?: string;
  kind?: ImportKind;
  timeZone: string;
  currency: string;
  inbound?: boolean;
  limit?: number;
}

const RECORDS_SHOWN = 20;

const JSON_SHAPE = `
With --json:
  { "files": [ {
      "file":     as given,
      "format":   csv | xlsx | json | ndjson | x12 | edifact | unknown,
      "kind":     what the rows or messages are, as one word: "stock", "x12.850", "x12.850+x12.856",
      "kinds":    the same as a list,
      "messages": how many messages an EDI file holds; "rows" for tables and JSON,
      "records":  [ { "kind", "key", "fields": { … }, "lines": [ { … } ] } ],
      "counts":   records by kind,
      "warnings": [ { "code", "reason", "place", "value", "message" } ],
      "errors":   the same; "message" is the kind and key of the EDI message that it stands in, else null
  } ] }
Instants are milliseconds since 1970 (UTC), weights grams, amounts major units beside "currency".

Exit codes: 0 read, 1 nothing could be read, 2 called wrongly.`;

export function feedsCommand(): Command {
  const command = new Command('feeds').description('What other systems send, and what is sent to them.');
  for (const one of [readCommand(), listCommand(), syncCommand(), runsCommand()]) {
    command.addCommand(one.exitOverride());
  }
  return command;
}

interface WorkspaceCommandOptions {
  workspace?: string;
  json?: boolean;
  limit: number;
}

function workspaceCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('-w, --workspace <file>', 'the workspace file')
    .option('--json', 'print JSON');
}

function listCommand(): Command {
  return workspaceCommand('list', 'The connections: health, freshness, what waits.').action(
    ({ workspace, json }: WorkspaceCommandOptions) =>
      withWorkspace({ workspace }, async (ctx) => {
        const feeds = await localClient(ctx).feeds.list();
        if (json) return printJson(feeds);
        if (feeds.length === 0) return printLine('There are no feeds yet.');
        printTable(
          feeds.map(({ id, code, name, connector, health, lastSuccessAt, backlog, fault }) => ({
            id,
            code,
            name,
            connector,
            health,
            'up to date': whenText(lastSuccessAt),
            waiting: backlog.waiting,
            quarantined: backlog.quarantined,
            out: backlog.out,
            parked: backlog.parked,
            trouble: fault?.message ?? null,
          })),
        );
      }),
  );
}

function syncCommand(): Command {
  return workspaceCommand(
    'sync',
    'Syncs feeds now and waits for the end; all active ones when none is named.',
  )
    .argument('[feeds...]', 'codes or ids')
    .action((names: string[], { workspace, json }: WorkspaceCommandOptions) =>
      withWorkspace({ workspace }, async (ctx, signal) => {
        const client = localClient(ctx);
        const runs: FeedRun[] = [];
        for (const feed of chosen(await client.feeds.list(), names)) {
          const run = await syncOne(client, feed, signal);
          runs.push(run);
          if (!json) printLine(`${feed.code}: ${runText(run)}`);
        }
        if (json) printJson(runs);
        if (runs.some((run) => run.status !== 'done')) process.exitCode = 1;
      }),
    );
}

/** The run that a sync made; one that failed tells why in itself. */
async function syncOne(client: Client, feed: FeedView, signal: AbortSignal): Promise<FeedRun> {
  const { jobId } = await client.feeds.sync({ id: feed.id });
  try {
    return (await finishJob(client, jobId, signal)).outcome as FeedRun;
  } catch (error) {
    const [last] = (await client.feeds.runs({ feedId: feed.id, offset: 0, limit: 1 })).rows;
    if (signal.aborted || last?.status !== 'failed') throw error;
    return last;
  }
}

/** @throws UsageError for a name that no feed has. */
function chosen(feeds: readonly FeedView[], names: readonly string[]): FeedView[] {
  if (names.length === 0) return feeds.filter((feed) => feed.active);
  return names.map((name) => {
    const found = feeds.find((feed) => feed.code === name || String(feed.id) === name);
    if (found) return found;
    throw new UsageError(
      `There is no feed ${name}; there are ${feeds.map((feed) => feed.code).join(', ') || 'none'}.`,
    );
  });
}

function runText(run: FeedRun): string {
  const { status, received, duplicates, applied, unchanged, waiting, quarantined, error } = run;
  const counts = { received, duplicates, applied, unchanged, waiting, quarantined };
  const told = Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${name}`);
  const what = told.length > 0 ? told.join(', ') : 'nothing new';
  return error ? `${status}: ${error.message}${error.action ? ` ${error.action}` : ''} (${what})` : what;
}

function runsCommand(): Command {
  return workspaceCommand('runs', 'What feeds did, the latest first.')
    .option('-n, --limit <n>', 'runs to print', wholeNumber, RECORDS_SHOWN)
    .action(({ workspace, json, limit }: WorkspaceCommandOptions) =>
      withWorkspace({ workspace }, async (ctx) => {
        const client = localClient(ctx);
        const { rows, total } = await client.feeds.runs({ offset: 0, limit });
        if (json) return printJson({ rows, total });
        if (rows.length === 0) return printLine('No feed has run yet.');
        const codes = new Map((await client.feeds.list()).map((feed) => [feed.id, feed.code]));
        printTable(
          rows.map((run) => ({
            run: run.id,
            feed: codes.get(run.feedId) ?? run.feedId,
            kind: run.kind,
            status: run.status,
            started: whenText(run.startedAt),
            what: runText(run),
          })),
        );
        printLine(`${rows.length} of ${total}`);
      }),
    );
}

function whenText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function readCommand(): Command {
  return new Command('read')
    .description(
      'Shows what files or EDI messages would bring (kinds, records, warnings, errors with their place); changes nothing.',
    )
    .argument('<files...>', 'CSV, XLSX, JSON, X12 or EDIFACT files, gzipped or not; folders are searched')
    .option('--json', 'print JSON')
    .option(
      '-m, --mapping <file>',
      'understand tables as this JSON says (see vigie import --propose-mapping)',
    )
    .addOption(
      new Option('-k, --kind <kind>', 'what tables hold, when it is not found out').choices(IMPORT_KINDS),
    )
    .option('--time-zone <zone>', 'zone of times that bring none', 'UTC')
    .option('--currency <code>', 'currency of amounts that bring none', 'EUR')
    .option('--inbound', 'ship notices (856, DESADV) tell of goods on their way to us')
    .option(
      '-n, --limit <n>',
      `records to show of each file (all with --json, ${RECORDS_SHOWN} without)`,
      wholeNumber,
    )
    .addHelpText('after', JSON_SHAPE)
    .action(read);
}

async function read(paths: string[], options: ReadCommandOptions): Promise<void> {
  const limit = options.limit ?? (options.json ? Number.POSITIVE_INFINITY : RECORDS_SHOWN);
  const files = await readFiles(paths, { ...options, limit });
  if (options.json) printJson({ files: files.map(({ hidden, ...shown }) => shown) });
  else printFileAccounts(files);
  const nothing = files.every(({ counts, errors }) => Object.keys(counts).length === 0 && errors.length > 0);
  if (nothing) process.exitCode = 1;
}
