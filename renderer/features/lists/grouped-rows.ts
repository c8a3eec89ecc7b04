import { type FetchPage, PagedRows } from '../../components/table/paged-rows.ts';
import type { TableSource } from '../../components/table/table-types.ts';

/** A line of a grouped list: the head of a group, or a row of an opened one. */
export type GroupedLine<Group, Row> =
  | { kind: 'group'; value: string; group: Group }
  | { kind: 'row'; value: string; row: Row };

interface Head<Group> {
  value: string;
  group: Group;
}

interface Part<Group, Row> extends Head<Group> {
  /** Rows of the group when it is open. */
  pages: PagedRows<Row, unknown> | null;
  leave: () => void;
}

export interface GroupedOptions<Group, Row> {
  key: string;
  version: number;
  heads: readonly Head<Group>[] | undefined;
  error: unknown;
  retry: () => void;
  opened: ReadonlySet<string>;
  fetchRows: (value: string) => FetchPage<Row, unknown>;
}

const ROWS_OF_A_GROUP_ON_THE_WAY = 1;

/** Groups one below another, each with its rows under it while open, as one list for a `DataTable`. */
export class GroupedRows<Group, Row> {
  readonly #listeners = new Set<() => void>();
  #parts: Part<Group, Row>[] = [];
  #loading = true;
  #error: unknown = null;
  #retry: () => void = () => {};
  #key = '';
  #generation = 0;
  #snapshot: TableSource<GroupedLine<Group, Row>> = this.#describe();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): TableSource<GroupedLine<Group, Row>> => this.#snapshot;

  show({ key, version, heads, error, retry, opened, fetchRows }: GroupedOptions<Group, Row>): void {
    this.#error = error;
    this.#retry = retry;
    this.#loading = heads === undefined && !error;
    const known = new Map(key === this.#key ? this.#parts.map((part) => [part.value, part]) : []);
    if (key !== this.#key) {
      this.stop();
      this.#generation += 1;
    }
    this.#key = key;
    this.#parts = (heads ?? []).map((head) =>
      this.#part(head, known.get(head.value), opened.has(head.value)),
    );
    for (const { value, pages } of this.#parts) pages?.show(`${key}|${value}`, version, fetchRows(value));
    for (const part of known.values()) if (!this.#parts.some((own) => own.pages === part.pages)) close(part);
    this.#emit();
  }

  stop(): void {
    for (const part of this.#parts) close(part);
    this.#parts = [];
  }

  #part(head: Head<Group>, known: Part<Group, Row> | undefined, open: boolean): Part<Group, Row> {
    if (!open) return { ...head, pages: null, leave: () => {} };
    if (known?.pages) return { ...known, ...head };
    const pages = new PagedRows<Row, unknown>();
    const leave = pages.subscribe(() => this.#emit());
    return { ...head, pages, leave };
  }

  #describe(): TableSource<GroupedLine<Group, Row>> {
    const parts = this.#parts;
    const starts: number[] = [];
    let total = 0;
    for (const part of parts) {
      starts.push(total);
      total += 1 + lengthOf(part);
    }
    const find = (index: number): number => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      return low;
    };
    return {
      total,
      getRow: (index) => {
        const at = find(index);
        const part = parts[at];
        if (!part) return undefined;
        const { value, group } = part;
        const offset = index - (starts[at] ?? 0) - 1;
        if (offset < 0) return { kind: 'group', value, group };
        const row = part.pages?.getRow(offset);
        return row === undefined ? undefined : { kind: 'row', value, row };
      },
      meta: undefined,
      loading: this.#loading,
      stale: parts.some(
        (part) => part.pages?.getSnapshot().stale && lengthOf(part) > ROWS_OF_A_GROUP_ON_THE_WAY,
      ),
      error:
        this.#error ??
        parts.find((part) => part.pages?.getSnapshot().error)?.pages?.getSnapshot().error ??
        null,
      retry: () => {
        this.#retry();
        for (const part of parts) part.pages?.retry();
      },
      setRange: (start, end) => {
        parts.forEach((part, at) => {
          const first = (starts[at] ?? 0) + 1;
          const length = lengthOf(part);
          part.pages?.setRange(clamp(start - first, 0, length), clamp(end - first, 0, length));
        });
      },
      generation: this.#generation,
    };
  }

  #emit(): void {
    this.#snapshot = this.#describe();
    for (const listener of this.#listeners) listener();
  }
}

function lengthOf<Group, Row>(part: Part<Group, Row>): number {
  if (!part.pages) return 0;
  const { total, loading } = part.pages.getSnapshot();
  return loading ? ROWS_OF_A_GROUP_ON_THE_WAY : total;
}

function close<Group, Row>(part: Part<Group, Row>): void {
  part.leave();
  part.pages?.stop();
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
