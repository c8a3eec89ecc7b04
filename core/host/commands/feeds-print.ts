import type { RecordView } from '../../contract/feed-records.ts';
import type { FileAccount, ShownProblem } from './feeds-read.ts';
import { printLine } from './output.ts';

const PROBLEMS_SHOWN = 50;
const LINES_SHOWN = 20;

/** What files would bring, for people. */
export function printFileAccounts(accounts: readonly FileAccount[]): void {
  accounts.forEach((account, index) => {
    if (index > 0) printLine();
    printLine(headOf(account));
    for (const record of account.records) printRecord(record);
    if (account.hidden > 0) printLine(`  … and ${account.hidden} more records (--limit shows more)`);
    printProblems('error', account.errors);
    printProblems('warning', account.warnings);
  });
}

function headOf({ file, format, kind, messages, rows, counts, errors, warnings }: FileAccount): string {
  const size = messages === undefined ? plural(rows ?? 0, 'row') : plural(messages, 'message');
  const brings = Object.entries(counts).map(([name, number]) => `${number} ${name}`);
  const parts = [
    format === 'unknown' ? null : format.toUpperCase(),
    kind,
    format === 'unknown' ? null : size,
    brings.length > 0 ? brings.join(', ') : 'brings nothing',
    errors.length > 0 ? plural(errors.length, 'error') : null,
    warnings.length > 0 ? plural(warnings.length, 'warning') : null,
  ];
  return `${printable(file)}: ${parts.filter((part) => part !== null).join(' · ')}`;
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function printRecord({ kind, key, fields, lines = [] }: RecordView): void {
  printLine(`  ${kind} ${printable(key)}  ${fieldsOf(fields)}`);
  for (const line of lines.slice(0, LINES_SHOWN)) printLine(`    - ${fieldsOf(line)}`);
  if (lines.length > LINES_SHOWN) printLine(`    … and ${lines.length - LINES_SHOWN} more lines`);
}

function fieldsOf(fields: RecordView['fields']): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${shownValue(name, value)}`)
    .join(' ');
}

function shownValue(name: string, value: string | number | boolean | null): string {
  if (typeof value === 'number' && /At$/.test(name) && Math.abs(value) < 8.64e15)
    return new Date(value).toISOString();
  const text = printable(String(value));
  return /\s/.test(text) ? `“${text}”` : text;
}

function printProblems(severity: string, problems: readonly ShownProblem[]): void {
  for (const { code, reason, place, value, message } of problems.slice(0, PROBLEMS_SHOWN)) {
    const where = [message, place].filter((part) => part !== null).join(', ');
    const there = value ? ` (there: ${printable(value)})` : '';
    printLine(`  ${severity}: ${where ? `${printable(where)}: ` : ''}${printable(reason)} [${code}]${there}`);
  }
  const left = problems.length - PROBLEMS_SHOWN;
  if (left > 0) printLine(`  … and ${left} more ${severity}s (--json shows all)`);
}

/** What stands in files must not steer a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ');
}
