import type { RecordKind, RecordProblem } from '../../contract/feed-records.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import type { FieldValue, RecordFields } from '../record.ts';
import { checkFields } from './check-fields.ts';
import {
  findSaid,
  findSaidByOthers,
  type Remembered,
  type Said,
  type SaidFields,
} from './feed-records.queries.ts';
import type { OutcomeBook, ReceivedRecord } from './outcome.ts';

/** The transaction in which records are applied. */
export interface ApplyCommand {
  trx: WriteTransaction;
  tools: WriteTools;
  at: number;
}

export interface ApplyingFeed {
  id: number;
  code: string;
  /** Of amounts that bring none. */
  currency?: string;
}

/** Which feeds win for a field, by `kind field`. */
export type Precedence = ReadonlyMap<string, readonly number[]>;

/** One thing of a batch: what its records say together, and what of that counts. */
export interface Prepared {
  key: string;
  /** The newest record of it. */
  newest: ReceivedRecord;
  /** Raw items that tell of it. */
  items: number[];
  version: number | null;
  deleted: boolean;
  /** The feed spoke of it before. */
  known: boolean;
  /** From the same raw item as before. */
  sameItem: boolean;
  /** It was deleted and is there again. */
  returned: boolean;
  /** What counts: checked, and without fields of which another feed's word comes first. */
  fields: RecordFields;
  lines: RecordFields[] | null;
  /** All that the feed has said, for remembering. */
  said: SaidFields;
  problems: RecordProblem[];
}

/** What became of a prepared record. */
export interface Verdict {
  changed: boolean;
  problems: RecordProblem[];
}

/** Records of one kind, one for each thing: older ones folded into newer ones, stale ones told and left out. */
export async function prepare(
  { trx }: ApplyCommand,
  feed: ApplyingFeed,
  kind: RecordKind,
  records: readonly ReceivedRecord[],
  rules: Precedence,
  book: OutcomeBook,
): Promise<Prepared[]> {
  const groups = Map.groupBy(records, (record) => record.key);
  const said = await findSaid(trx, feed.id, kind, [...groups.keys()]);
  const prepared: Prepared[] = [];
  for (const [key, group] of groups) {
    const one = foldGroup(kind, key, group, said.get(key), book);
    if (one) prepared.push(one);
  }
  if (rules.size > 0) await yieldToOthers(trx, feed, kind, prepared, rules);
  return prepared;
}

function foldGroup(
  kind: RecordKind,
  key: string,
  group: readonly ReceivedRecord[],
  before: Said | undefined,
  book: OutcomeBook,
): Prepared | null {
  const known = before?.version ?? null;
  const fresh = inOrder(group.filter((record) => !isOlder(record, known, book)));
  const newest = fresh.at(-1);
  if (!newest) return null;
  const problems: RecordProblem[] = [];
  const fields: RecordFields = {};
  let lines: RecordFields[] | null = null;
  for (const record of fresh) {
    const told = record.deleted && before ? { ...before.fields, ...record.fields } : record.fields;
    const checked = checkFields(kind, told as RecordFields, problems);
    if (kind === 'shipments') for (const name of takenBack(checked)) delete fields[name];
    takeOver(fields, checked);
    if (record.lines) lines = checkLines(kind, record.lines, problems);
  }
  return {
    key,
    newest,
    items: [...new Set(fresh.map(({ item }) => item))],
    version: newest.version ?? known,
    deleted: newest.deleted === true,
    known: before !== undefined,
    sameItem: before?.itemKind === newest.itemKind && before.itemKey === newest.itemKey,
    returned: before?.deleted === true && newest.deleted !== true,
    fields,
    lines,
    said: saidNow(kind, before?.fields ?? {}, fields, lines),
    problems,
  };
}

/** All that a feed has said, in an order that does not tell how it came to it. */
function saidNow(
  kind: RecordKind,
  before: SaidFields,
  fields: RecordFields,
  lines: RecordFields[] | null,
): SaidFields {
  const { lines: linesBefore, ...rest } = before;
  const all: RecordFields = { ...rest, ...fields };
  if (kind === 'shipments') for (const name of takenBack(fields)) delete all[name];
  const said: SaidFields = {};
  for (const name of Object.keys(all).sort()) said[name] = all[name] ?? null;
  const known = lines ?? linesBefore;
  if (known) said.lines = known;
  return said;
}

/** Dates of a shipment that its source, by the status it states, no longer holds to. */
export function takenBack(fields: RecordFields): string[] {
  const silent = (name: string) => fields[name] == null;
  switch (fields.shipmentStatus) {
    case 'planned':
      return ['shippedAt', 'deliveredAt', ...(fields.assignedAt === null ? ['assignedAt'] : [])].filter(
        silent,
      );
    case 'picked':
    case 'packed':
    case 'cancelled':
      return ['shippedAt', 'deliveredAt'].filter(silent);
    case 'inTransit':
    case 'exception':
      return ['deliveredAt'].filter(silent);
    default:
      return [];
  }
}

function checkLines(
  kind: RecordKind,
  lines: readonly RecordFields[],
  problems: RecordProblem[],
): RecordFields[] {
  return lines.map((line, index) => checkFields(kind, line, problems, `lines[${index + 1}].`));
}

function isOlder(record: ReceivedRecord, known: number | null, book: OutcomeBook): boolean {
  if (known === null || record.version === null || record.version >= known) return false;
  book.stale(record.item);
  return true;
}

/** By version where all have one; else as they came. */
function inOrder(records: ReceivedRecord[]): ReceivedRecord[] {
  if (records.length < 2 || records.some(({ version }) => version === null)) return records;
  return records.sort((a, b) => (a.version ?? 0) - (b.version ?? 0));
}

/** A null says nothing, except that a planned shipment is not assigned (any more). */
function takeOver(to: RecordFields, from: RecordFields): void {
  for (const name in from) {
    const value = from[name] ?? null;
    if (value !== null || (name === 'assignedAt' && from.shipmentStatus === 'planned')) to[name] = value;
  }
}

/** Fields that say which thing is meant: every feed may. */
const NAMING = new Set([
  'facilityCode',
  'sku',
  'customerCode',
  'carrierCode',
  'serviceCode',
  'inboundReference',
  'orderNumber',
  'shipmentNumber',
  'returnNumber',
  'originCountry',
  'destinationCountry',
  'postalPrefix',
  'upToWeight',
]);

async function yieldToOthers(
  trx: WriteTransaction,
  feed: ApplyingFeed,
  kind: RecordKind,
  prepared: readonly Prepared[],
  rules: Precedence,
): Promise<void> {
  const keys = prepared.map(({ key }) => key);
  const others = Map.groupBy(await findSaidByOthers(trx, feed.id, kind, keys), ({ key }) => key);
  for (const one of prepared) {
    const said = others.get(one.key);
    if (!said) continue;
    const isOurs = (field: string, value: FieldValue | RecordFields[] | undefined) => {
      const first = rules.get(`${kind} ${field}`) ?? rules.get(`${kind} *`);
      if (!first || value === undefined) return true;
      const own = first.indexOf(feed.id);
      const earlier = own < 0 ? first : first.slice(0, own);
      return !said.some(({ feedId, fields }) => earlier.includes(feedId) && fields[field] != null);
    };
    one.fields = Object.fromEntries(
      Object.entries(one.fields).filter(([field, value]) => NAMING.has(field) || isOurs(field, value)),
    );
    if (one.lines && !isOurs('lines', one.lines)) one.lines = null;
  }
}

/** Notes what became of things; returns what the feed has said of those that went in. */
export function conclude(
  kind: RecordKind,
  prepared: readonly Prepared[],
  verdicts: readonly Verdict[],
  book: OutcomeBook,
): Remembered[] {
  const remembered: Remembered[] = [];
  for (const [index, one] of prepared.entries()) {
    const verdict = verdicts[index] ?? { changed: false, problems: [] };
    const problems = [...one.problems, ...verdict.problems];
    for (const item of one.items) for (const problem of problems) book.problem(item, problem);
    if (problems.some(({ severity }) => severity !== 'warning')) continue;
    for (const item of one.items) book.took(item, kind, verdict.changed && item === one.newest.item);
    remembered.push({
      key: one.key,
      version: one.version,
      saidJson: JSON.stringify(one.said),
      upstream: one.newest.upstream,
      itemKind: one.newest.itemKind,
      itemKey: one.newest.itemKey,
      sameItem: one.sameItem,
      deleted: one.deleted,
    });
  }
  return remembered;
}

/** Whether a record may be applied at all: what is wrong with it is told already. */
export function isSound({ problems }: Prepared): boolean {
  return problems.every(({ severity }) => severity === 'warning');
}

export function textOf(fields: RecordFields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberOf(fields: RecordFields, name: string): number | null {
  const value = fields[name];
  return typeof value === 'number' ? value : null;
}
