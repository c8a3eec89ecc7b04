import type {
  EntityCounts,
  FileAccount,
  ImportAccount,
  ImportKind,
  ImportMapping,
  QuarantineEntry,
} from '../../contract/import.ts';
import { explainDetails } from './explain.ts';
import type { RefusedRow } from './rows/chunks.ts';

/** What a reason means in general; a row's own reason quotes its value. */
const REASONS: Record<string, string> = {
  missingValue: 'A value that nothing goes without is empty.',
  missingNumber: 'A number is missing.',
  missingDate: 'A date is missing.',
  notANumber: 'A number cannot be read.',
  notAnAmount: 'An amount of money cannot be read.',
  notWhole: 'A quantity is not a whole number.',
  tooLarge: 'A figure is impossibly large.',
  notADate: 'A date cannot be read.',
  noSuchDate: 'A date does not exist.',
  wrongDateOrder: 'A date does not fit the order of day and month of its column.',
  notATime: 'A time of day cannot be read.',
  notAMeasure: 'A weight or volume cannot be read.',
  unknownUnit: 'A weight or volume is in a unit that is not known.',
  unknownCountry: 'A country is not known.',
  unknownCurrency: 'A currency is not known.',
  unknownTimeZone: 'A time zone is not known.',
  unknownWord: 'A word stands where only certain words can; the mapping can say which of ours it is.',
  notYesOrNo: 'A value is neither yes nor no.',
  belowZero: 'A figure is below zero where it cannot be.',
  notAboveZero: 'A quantity must be above 0.',
  sameProduct: 'A product is no substitute for itself.',
  damagedCode: 'A spreadsheet turned a code into a rounded number.',
  codeTooLong: 'A code is too long.',
  tooManyCells: 'The row has more cells than the table has columns: a separator stands inside a value.',
  brokenQuotes: 'A quote is opened and never closed.',
  repeatedKey: 'An earlier row of the file has the same key with other values.',
  zeroQuantity: 'The quantity is 0: nothing was ordered or returned.',
  negativePrice: 'The price is below zero: a correction of accounts, not a sale or return.',
  negativeQuantity: 'The quantity is below zero and nothing says that it is a return.',
  stockCorrection:
    'No customer and no price: corrections of stock booked as invoices, not customers’ demand.',
  unknownProduct: 'The product is not known: import products first.',
  unknownFacility: 'The facility is not known: import facilities first.',
  unknownOrder: 'The order is not known: import orders first.',
  unknownShipment: 'The shipment is not known: import shipments first.',
  unknownService: 'The carrier service is not known: import carriers first.',
  ambiguousService: 'Several carriers have the service: name the carrier too.',
  daysReversed: 'The fastest transit is slower than the slowest.',
};

const MOST_ENTRIES = 1000;
const MOST_OF_A_REASON = 200;

export const ROW_OUTCOMES = ['inserted', 'updated', 'unchanged', 'duplicates', 'quarantined'] as const;

/** Adds up what became of the rows of one table. */
export class FileTally {
  readonly account: FileAccount;
  readonly entries: QuarantineEntry[] = [];
  private readonly perReason = new Map<string, { reason: string; rows: number }>();
  private readonly kind: ImportKind;

  constructor(path: string, file: string, mapping: ImportMapping | null) {
    this.kind = mapping?.kinds[0] ?? 'orders';
    this.account = {
      file,
      path,
      kinds: mapping?.kinds ?? [],
      rows: 0,
      inserted: 0,
      updated: 0,
      unchanged: 0,
      duplicates: 0,
      quarantined: 0,
      entities: {},
      details: {},
      reasons: [],
      notes: [],
      remarks: [],
      error: null,
      mapping,
    };
  }

  addRows(counts: EntityCounts): void {
    this.account.inserted += counts.inserted;
    this.account.updated += counts.updated;
    this.account.unchanged += counts.unchanged;
  }

  addEntities(entities: Record<string, EntityCounts>): void {
    mergeEntities(this.account.entities, entities);
  }

  addDetails(details: Record<string, number>): void {
    mergeDetails(this.account.details, details);
  }

  refuse(row: RefusedRow, id: number | null): void {
    const { issue } = row;
    this.account.quarantined++;
    const known = this.perReason.get(issue.code) ?? { reason: REASONS[issue.code] ?? issue.reason, rows: 0 };
    known.rows++;
    this.perReason.set(issue.code, known);
    if (known.rows > MOST_OF_A_REASON || this.entries.length >= MOST_ENTRIES) return;
    const { column, value, code, reason } = issue;
    this.entries.push({
      id,
      file: this.account.file,
      kind: this.kind,
      row: row.row,
      column,
      value,
      code,
      reason,
    });
  }

  fail(code: string, message: string): void {
    this.account.error = { code, message };
  }

  finish(): FileAccount {
    this.account.notes.unshift(...explainDetails(this.account));
    this.account.reasons = [...this.perReason]
      .map(([code, { reason, rows }]) => ({ code, reason, rows }))
      .sort((a, b) => b.rows - a.rows);
    return this.account;
  }
}

function mergeEntities(to: Record<string, EntityCounts>, from: Record<string, EntityCounts>): void {
  for (const [name, counts] of Object.entries(from)) {
    const known = to[name] ?? { inserted: 0, updated: 0, unchanged: 0 };
    to[name] = {
      inserted: known.inserted + counts.inserted,
      updated: known.updated + counts.updated,
      unchanged: known.unchanged + counts.unchanged,
    };
  }
}

function mergeDetails(to: Record<string, number>, from: Record<string, number>): void {
  for (const [name, times] of Object.entries(from)) to[name] = (to[name] ?? 0) + times;
}

/** The account of all tables together. */
export function totalAccount(
  tallies: readonly FileTally[],
  facts: { importId: number | null; dryRun: boolean; durationMs: number },
): ImportAccount {
  const files = tallies.map((tally) => tally.finish());
  const totals = { rows: 0, inserted: 0, updated: 0, unchanged: 0, duplicates: 0, quarantined: 0 };
  const entities: Record<string, EntityCounts> = {};
  const details: Record<string, number> = {};
  const reasons = new Map<string, { code: string; reason: string; rows: number }>();
  for (const file of files) {
    totals.rows += file.rows;
    for (const outcome of ROW_OUTCOMES) totals[outcome] += file[outcome];
    mergeEntities(entities, file.entities);
    mergeDetails(details, file.details);
    for (const reason of file.reasons) {
      const known = reasons.get(reason.code);
      reasons.set(reason.code, { ...reason, rows: reason.rows + (known?.rows ?? 0) });
    }
  }
  return {
    ...facts,
    files,
    totals,
    entities,
    details,
    reasons: [...reasons.values()].sort((a, b) => b.rows - a.rows),
    quarantine: tallies.flatMap((tally) => tally.entries).slice(0, MOST_ENTRIES),
    balanced: files.every(
      (file) => file.rows === ROW_OUTCOMES.reduce((sum, outcome) => sum + file[outcome], 0),
    ),
  };
}
