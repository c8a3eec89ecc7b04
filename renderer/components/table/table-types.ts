import type { ReactNode } from 'react';

/** A column of a `DataTable`; its `id` is the contract's column key. */
export interface DataColumn<Row> {
  id: string;
  /** Already translated. */
  header: string;
  /** A longer explanation, on hover of the head. */
  hint?: string;
  /** What is copied, and shown when there is no `cell`. */
  value: (row: Row) => string | number | null;
  cell?: (row: Row) => ReactNode;
  /** `end` for numbers, amounts and dates that are compared. */
  align?: 'start' | 'end';
  size?: number;
  minSize?: number;
  /** Takes the room that is left over; one column a table. */
  grow?: boolean;
  pin?: 'start' | 'end';
  sortable?: boolean;
  sortDescFirst?: boolean;
  /** Not among the columns shown until the user asks for it. */
  hidden?: boolean;
  /** The user may not hide it. */
  required?: boolean;
  groupable?: boolean;
}

export interface TableSort {
  column: string;
  descending: boolean;
}

/** How the user arranged a table: plain JSON, for saved views and the URL. Missing parts mean "as designed". */
export interface TableView {
  sort: TableSort[];
  order?: string[];
  hidden?: string[];
  pinned?: string[];
  widths?: Record<string, number>;
  groupBy?: string | null;
}

export const EMPTY_VIEW: TableView = { sort: [] };

/** Rows that arrive in windows; see `usePagedRows` and `rowsSource`. */
export interface TableSource<Row, Meta = unknown> {
  total: number;
  /** Undefined while its page is on the way. */
  getRow: (index: number) => Row | undefined;
  /** What came with the newest page: totals, currency. */
  meta: Meta | undefined;
  /** Nothing to show yet. */
  loading: boolean;
  /** Rows of the previous filter or sort are still shown. */
  stale: boolean;
  error: unknown;
  retry: () => void;
  /** The table says which rows it shows: `end` exclusive. */
  setRange: (start: number, end: number) => void;
  /** Grows when another list has replaced the rows: the table goes back to the top. */
  generation: number;
}

export type RowKey = string | number;

/** What is selected: some rows, or all that match except some. */
export type TableSelection =
  | { mode: 'some'; ids: ReadonlySet<RowKey> }
  | { mode: 'all'; except: ReadonlySet<RowKey> };

export interface CellPosition {
  /** −1 = the head. */
  row: number;
  column: number;
}

/** A row that heads a group: drawn across the row with its label, its columns' sums in place. */
export interface GroupHeader {
  label: ReactNode;
  count: string;
  expanded: boolean;
  onToggle: () => void;
}
