import type { SettledOutcome } from '../../connector.ts';
import { shownName } from './names.ts';
import type { FileOutcome } from './read/file-reading.ts';

const MOST_IN_TEXT = 1000;

/** What is said of a file beside it, for people and for programs. */
export interface FileReport {
  text: string;
  json: string;
}

export interface ReportedProblem {
  severity: string;
  code: string;
  reason: string;
  place: string | null;
  value: string | null;
  kind: string | null;
  key: string | null;
}

/** All that was wrong with a file: what reading it found, and what came up when its records were applied. */
export function problemsOf(outcome: FileOutcome, settled: SettledOutcome | null): ReportedProblem[] {
  const found: ReportedProblem[] = [...outcome.problems];
  const known = new Set(found.map((one) => `${one.kind}|${one.key}|${one.code}`));
  for (const { kind, key, code, reason, place } of settled?.problems ?? []) {
    if (known.has(`${kind}|${key}|${code}`)) continue;
    found.push({ severity: 'error', code, reason, place, value: null, kind, key });
  }
  return found;
}

/** The report of a file. */
export function reportOf(
  name: string,
  verdict: 'refused' | 'usedInPart',
  outcome: FileOutcome,
  problems: readonly ReportedProblem[],
  at: number,
): FileReport {
  const { format, kinds, entries, usable, records, errors, warnings } = outcome;
  const head = [
    `File: ${shownName(name)}`,
    `Read: ${new Date(at).toISOString()}`,
    `Format: ${format}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`,
    verdict === 'refused'
      ? 'Nothing in this file could be used.'
      : `Used in part: ${records} records of ${usable} rows or messages; those named below were not, or not wholly, used.`,
    '',
  ];
  const lines = problems.slice(0, MOST_IN_TEXT).map(({ severity, code, reason, place, value }) => {
    const where = place ? `${place}: ` : '';
    return `${severity.toUpperCase()} ${where}${reason} [${code}]${value ? ` (there: ${oneLine(value)})` : ''}`;
  });
  const left = problems.length - lines.length;
  if (left > 0) lines.push(`… and ${left} more: see the report as JSON.`);
  const end = [
    '',
    'What to do: correct the file and drop it again. What was used already changes nothing when it comes again.',
    '',
  ];
  const json = {
    file: name.toWellFormed(),
    readAt: at,
    verdict,
    format,
    kinds,
    entries,
    usable,
    records,
    errors,
    warnings,
    problems,
  };
  return { text: [...head, ...lines, ...end].join('\n'), json: `${JSON.stringify(json, null, 2)}\n` };
}

function oneLine(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 120);
}
