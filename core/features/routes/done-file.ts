import { DateTime } from 'luxon';
import { CsvSplitter } from '../import/index.ts';
import type { StopOutcome } from './publish.queries.ts';

export type RefusedRow = { row: number; code: string; reason: string };
export type DoneFile = { outcomes: StopOutcome[]; unsaid: number; refused: RefusedRow[] };

export type DrivenPlan = {
  /** By number; `etaAt`: when it happened where the file tells no time. */
  stops: ReadonlyMap<number, { reference: string; etaAt: number }>;
  timeZone: string;
  day: string;
};

const OUTCOMES: Record<string, StopOutcome['outcome']> = {
  served: 'served',
  delivered: 'served',
  done: 'served',
  servi: 'served',
  livré: 'served',
  failed: 'failed',
  échec: 'failed',
  echec: 'failed',
};
const FORMATS = ['yyyy-MM-dd HH:mm', 'yyyy-MM-dd HH:mm:ss', 'dd/MM/yyyy HH:mm', 'HH:mm'];

/**
 * What happened, from a file of tours that came back: rows are known by their stop and reference; an empty `outcome` says nothing.
 * A time of day alone is one of the plan's day; without any time it happened as planned.
 * @returns null when the file lacks its columns
 */
export function readDoneFile(text: string, plan: DrivenPlan): DoneFile | null {
  const clean = text.replace(/^\uFEFF/, '');
  const head = clean.slice(0, clean.search(/[\r\n]|$/));
  const delimiter = [';', ',', '\t'].sort((a, b) => head.split(b).length - head.split(a).length)[0] as string;
  const [header, ...records] = new CsvSplitter(delimiter).push(clean, true);
  const columns = new Map((header?.cells ?? []).map((name, i) => [name.trim().toLowerCase(), i]));
  if (!columns.has('stop') || !columns.has('outcome')) return null;
  const file: DoneFile = { outcomes: [], unsaid: 0, refused: [] };
  const told = new Set<number>();
  records.forEach(({ cells }, i) => {
    if (cells.every((text) => text.trim() === '')) return;
    const cell = (name: string) => (cells[columns.get(name) ?? -1] ?? '').trim();
    const read = readRow(cell, plan);
    if (read === 'unsaid') file.unsaid += 1;
    else if ('code' in read) file.refused.push({ row: i + 2, ...read });
    else if (told.has(read.number)) {
      const reason = `Stop ${read.number} is in the file twice.`;
      file.refused.push({ row: i + 2, code: 'toldTwice', reason });
    } else {
      told.add(read.number);
      file.outcomes.push(read);
    }
  });
  return file;
}

function readRow(
  cell: (name: string) => string,
  { stops, day, timeZone }: DrivenPlan,
): StopOutcome | 'unsaid' | Omit<RefusedRow, 'row'> {
  const number = Number(cell('stop'));
  const stop = stops.get(number);
  if (!stop) return { code: 'unknownStop', reason: `The plan has no stop ${cell('stop')}.` };
  if (cell('reference') !== '' && bare(cell('reference')) !== stop.reference) {
    return { code: 'otherPlan', reason: `Stop ${number} is ${stop.reference}, not ${cell('reference')}.` };
  }
  const said = cell('outcome').toLowerCase();
  if (said === '') return 'unsaid';
  const outcome = OUTCOMES[said];
  if (!outcome)
    return { code: 'unknownOutcome', reason: `"${cell('outcome')}" is neither served nor failed.` };
  const actualAt = cell('actual') === '' ? stop.etaAt : readTime(cell('actual'), day, timeZone);
  if (actualAt === null) {
    return { code: 'notATime', reason: `"${cell('actual')}" is no time, such as ${day} 14:30.` };
  }
  return { number, outcome, actualAt, remark: bare(cell('remark')) || null };
}

/** Without the apostrophe that keeps a text from being run as a formula. */
function bare(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function readTime(text: string, day: string, zone: string): number | null {
  const iso = DateTime.fromISO(text, { zone });
  if (/T/.test(text) && iso.isValid) return iso.toMillis();
  for (const format of FORMATS) {
    const whole = format === 'HH:mm' ? `${day} ${text}` : text;
    const read = DateTime.fromFormat(whole, format === 'HH:mm' ? 'yyyy-MM-dd H:mm' : format, { zone });
    if (read.isValid) return read.toMillis();
  }
  return null;
}
