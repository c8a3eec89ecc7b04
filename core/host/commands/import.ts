import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { z } from 'zod';
import {
  IMPORT_KINDS,
  type ImportAccount,
  type ImportKind,
  type ImportRequest,
  importMapping,
} from '../../contract/import.ts';
import { type Client, finishJob, localClient } from './client.ts';
import { printJson, printLine, printTable } from './output.ts';
import { UsageError } from './usage-error.ts';
import { withWorkspace } from './workspace.ts';

interface ImportOptions {
  workspace?: string;
  kind?: ImportKind;
  proposeMapping?: boolean;
  mapping?: string;
  dryRun?: boolean;
  strict?: boolean;
  json?: boolean;
}

/** What a mapping file may hold: a mapping, a proposal around it, or the proposals of several tables. */
const proposal = z.object({
  path: z.string().optional(),
  sheet: z.string().nullish(),
  mapping: importMapping,
});
const mappingFile = z.union([
  z.object({ proposals: z.array(proposal).min(1) }),
  proposal,
  importMapping.transform((mapping) => ({ mapping })),
]);
type MappingFile = z.infer<typeof mappingFile>;

/** Rows were left in quarantine. */
const EXIT_QUARANTINED = 3;

export function importCommand(): Command {
  return new Command('import')
    .description('Imports CSV and XLSX files (folders are searched); the same file again changes nothing.')
    .argument('<paths...>', 'files or folders')
    .option('-w, --workspace <file>', 'the workspace file; made when it is not there')
    .addOption(
      new Option('-k, --kind <kind>', 'what the files hold, when it is not found out').choices(IMPORT_KINDS),
    )
    .option('--propose-mapping', 'print how the files would be understood, as JSON, and change nothing')
    .option(
      '-m, --mapping <file>',
      'understand the files as this JSON says (as --propose-mapping printed it, edited or not)',
    )
    .option('--dry-run', 'print what would happen and change nothing')
    .option('--strict', 'exit with 3 when rows were left in quarantine')
    .option('--json', 'print the account as JSON')
    .action(run);
}

async function run(given: string[], options: ImportOptions): Promise<void> {
  const paths = given.map((path) => resolve(path));
  const harmless = options.proposeMapping || options.dryRun;
  await withWorkspace(
    { workspace: options.workspace, missing: harmless ? 'pretend' : 'create' },
    async (ctx, signal) => {
      const client = localClient(ctx);
      if (options.proposeMapping) return proposeMapping(client, paths, options.kind);
      const files = await filesToImport(client, paths, options);
      const { jobId } = await client.import.start({ files, dryRun: options.dryRun ?? false });
      const account = (await finishJob(client, jobId, signal)).outcome as ImportAccount;
      if (options.json) printJson(account);
      else explain(account);
      process.exitCode = exitCode(account, options.strict ?? false);
    },
  );
}

async function proposeMapping(client: Client, paths: string[], kind: ImportKind | undefined): Promise<void> {
  const { proposals, errors } = await client.import.propose({ paths, ...(kind ? { kind } : {}) });
  const [only] = proposals;
  if (only && proposals.length === 1 && errors.length === 0) printJson(only);
  else printJson({ proposals, errors });
  if (proposals.length === 0) process.exitCode = 1;
}

/** The tables to import with their mappings: those of the mapping file, else the proposed or remembered ones. */
async function filesToImport(
  client: Client,
  paths: string[],
  options: ImportOptions,
): Promise<ImportRequest['files']> {
  const given = options.mapping ? readMapping(options.mapping) : null;
  if (given && 'mapping' in given) return paths.map((path) => ({ path, mapping: given.mapping }));
  if (given) {
    return given.proposals.map(({ path, sheet, mapping }, i) => ({
      path: path ?? paths[i] ?? paths[0] ?? '',
      ...(sheet ? { sheet } : {}),
      mapping,
    }));
  }
  if (!options.kind) return paths.map((path) => ({ path }));
  const { proposals } = await client.import.propose({ paths, kind: options.kind });
  return proposals.map(({ path, sheet, mapping }) => ({ path, ...(sheet ? { sheet } : {}), mapping }));
}

function readMapping(path: string): MappingFile {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`);
  }
  const result = mappingFile.safeParse(document);
  if (result.success) return result.data;
  const own = importMapping.safeParse((document as { mapping?: unknown })?.mapping ?? document);
  const issue = (own.error ?? result.error).issues[0];
  throw new UsageError(
    `${path} is no mapping: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  );
}

function exitCode(account: ImportAccount, strict: boolean): number {
  if (account.files.some((file) => file.error)) return 1;
  return strict && account.totals.quarantined > 0 ? EXIT_QUARANTINED : 0;
}

function explain(account: ImportAccount): void {
  printTable(
    account.files.map(({ file, kinds, rows, inserted, updated, unchanged, duplicates, quarantined }) => ({
      file,
      kinds: kinds.join('+'),
      rows,
      inserted,
      updated,
      unchanged,
      duplicates,
      quarantined,
    })),
  );
  for (const file of account.files) {
    if (file.error) printLine(`${file.file}: ${file.error.message}`);
    for (const note of file.notes) printLine(`  ${note}`);
  }
  printLine();
  printTable(Object.entries(account.entities).map(([what, counts]) => ({ what, ...counts })));
  if (account.reasons.length > 0) {
    printLine();
    printTable(account.reasons.map(({ rows, reason }) => ({ rows, 'why in quarantine': reason })));
  }
  const seconds = (account.durationMs / 1000).toFixed(1);
  printLine();
  printLine(account.dryRun ? `Dry run, nothing was changed (${seconds} s).` : `Done in ${seconds} s.`);
}
