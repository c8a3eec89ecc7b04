import { Command, Option } from 'commander';
import { IMPORT_KINDS, type ImportKind } from '../../contract/import.ts';
import { printFileAccounts } from './feeds-print.ts';
import { readFiles } from './feeds-read.ts';
import { wholeNumber } from './list-options.ts';
import { printJson } from './output.ts';

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
  command.addCommand(readCommand().exitOverride());
  return command;
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
