import type { ImportKind, ImportRemark } from '../../../contract/import.ts';
import type { CustomerDraft } from '../lines/customers.ts';
import type { OrderGroup } from '../lines/order-group.ts';
import type { ProductDraft } from '../lines/product-book.ts';
import type { RowIssue, RowRecord } from './row-reader.ts';

/** A row that goes to quarantine. */
export interface RefusedRow {
  row: number;
  /** The cells as a JSON array, as they were in the file. */
  raw: string;
  issue: RowIssue;
}

/** Readable rows of a table whose rows stand for themselves. */
export interface RecordRow {
  row: number;
  raw: string;
  record: RowRecord;
}

/** What reading a table hands on, piece by piece: everything that can be told without the database. */
export type ImportChunk =
  | { type: 'records'; kind: ImportKind; rows: RecordRow[] }
  | { type: 'orders'; groups: OrderGroup[]; products: ProductDraft[]; customers: CustomerDraft[] }
  | {
      type: 'tally';
      rows: number;
      duplicates: number;
      refused: RefusedRow[];
      details: Record<string, number>;
      notes: ImportRemark[];
    };
