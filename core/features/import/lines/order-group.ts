import type { RowIssue, RowRecord } from '../rows/row-reader.ts';

/** A row of a file of order lines, read and waiting for the other rows of its order. */
export interface LineRow {
  row: number;
  record: RowRecord;
  /** The cells as JSON: what makes two rows exact duplicates, and what quarantine keeps. */
  raw: string;
}

/** One line to store, with the file's row that tells of it. */
export interface LineDraft {
  row: number;
  raw: string;
  sku: string;
  quantity: number;
  unitPriceMinor: number;
  /** Given by the file; null when lines are numbered as they come. */
  lineNumber: number | null;
}

/** What the rows say of an order as a whole, by field key. `null` where they say nothing. */
export type HeaderDraft = RowRecord;

/** An order of the file: what was sold under its number and what came back under it. */
export interface OrderGroup {
  number: string;
  firstRow: number;
  header: HeaderDraft;
  currency: string;
  sales: LineDraft[];
  returns: LineDraft[];
  /** Number of the order that a return document names by its own number (C536379: 536379). */
  returnOf: string | null;
}

/** What became of the rows of one order number. */
export interface GroupOutcome {
  group: OrderGroup | null;
  duplicates: number;
  refused: { row: number; raw: string; issue: RowIssue }[];
  details: Record<string, number>;
}
