import type { TableSource } from './table-types.ts';

export interface PageRequest {
  offset: number;
  limit: number;
  signal: AbortSignal;
}

export interface PageAnswer<Row, Meta> {
  rows: readonly Row[];
  total: number;
  meta?: Meta;
}

export type FetchPage<Row, Meta> = (request: PageRequest) => Promise<PageAnswer<Row, Meta>>;

interface Page<Row> {
  rows: readonly Row[];
  version: number;
}

/** One list (a filter and a sort): the pages of it that are known. */
interface List<Row, Meta> {
  key: string;
  fetchPage: FetchPage<Row, Meta>;
  pages: Map<number, Page<Row>>;
  flights: Map<number, AbortController>;
  total: number;
  meta: Meta | undefined;
}

export interface PagedRowsOptions {
  pageSize?: number;
  /** Pages kept in memory; the farthest from the view go first. */
  keptPages?: number;
}

const AHEAD_PAGES = 1;

/**
 * Rows of a list too long to hold, fetched by pages around what is on screen and ahead of it. When the list changes,
 * the old rows stay until the first page of the new list is there; when its version changes, what is shown is
 * fetched again in place.
 */
export class PagedRows<Row, Meta> {
  readonly #pageSize: number;
  readonly #keptPages: number;
  readonly #listeners = new Set<() => void>();
  #shown: List<Row, Meta> | null = null;
  #next: List<Row, Meta> | null = null;
  #version = 0;
  #range = { start: 0, end: 0 };
  #error: unknown = null;
  #generation = 0;
  #snapshot: TableSource<Row, Meta>;

  constructor({ pageSize = 100, keptPages = 60 }: PagedRowsOptions = {}) {
    this.#pageSize = pageSize;
    this.#keptPages = keptPages;
    this.#snapshot = this.#describe();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): TableSource<Row, Meta> => this.#snapshot;

  /** Says which list is wanted, at which version of the facts. */
  show(key: string, version: number, fetchPage: FetchPage<Row, Meta>): void {
    const wanted = this.#next ?? this.#shown;
    this.#version = version;
    if (wanted?.key === key) {
      wanted.fetchPage = fetchPage;
      if (this.#next?.flights.size === 0) this.#fetch(this.#next, 0);
      this.#ensure();
      return;
    }
    if (this.#next) abortFlights(this.#next);
    this.#error = null;
    if (this.#shown?.key === key) {
      this.#next = null;
      this.#shown.fetchPage = fetchPage;
      this.#ensure();
    } else {
      this.#next = { key, fetchPage, pages: new Map(), flights: new Map(), total: 0, meta: undefined };
      this.#fetch(this.#next, 0);
    }
    this.#emit();
  }

  readonly setRange = (start: number, end: number): void => {
    if (start === this.#range.start && end === this.#range.end) return;
    this.#range = { start, end };
    this.#ensure();
  };

  readonly retry = (): void => {
    this.#error = null;
    if (this.#next) this.#fetch(this.#next, 0);
    else this.#ensure();
    this.#emit();
  };

  readonly getRow = (index: number): Row | undefined => {
    const number = Math.floor(index / this.#pageSize);
    return this.#shown?.pages.get(number)?.rows[index - number * this.#pageSize];
  };

  stop(): void {
    if (this.#shown) abortFlights(this.#shown);
    if (this.#next) abortFlights(this.#next);
  }

  /** Starts the flights that the range needs and lands those that it does not need any more. */
  #ensure(): void {
    const list = this.#shown;
    if (!list || this.#next) return;
    const first = Math.max(0, Math.floor(this.#range.start / this.#pageSize) - AHEAD_PAGES);
    const lastPage = Math.max(0, Math.ceil(list.total / this.#pageSize) - 1);
    const last = Math.min(
      lastPage,
      Math.floor(Math.max(0, this.#range.end - 1) / this.#pageSize) + AHEAD_PAGES,
    );
    for (const [number, flight] of list.flights) {
      if (number >= first && number <= last) continue;
      flight.abort();
      list.flights.delete(number);
    }
    for (let number = first; number <= last; number += 1) {
      const known = list.pages.get(number);
      if (known?.version !== this.#version && !list.flights.has(number)) this.#fetch(list, number);
    }
  }

  #fetch(list: List<Row, Meta>, number: number): void {
    const controller = new AbortController();
    const version = this.#version;
    list.flights.get(number)?.abort();
    list.flights.set(number, controller);
    const request = { offset: number * this.#pageSize, limit: this.#pageSize, signal: controller.signal };
    list.fetchPage(request).then(
      (answer) => {
        if (list.flights.get(number) === controller) list.flights.delete(number);
        if (!controller.signal.aborted) this.#land(list, number, version, answer);
      },
      (error: unknown) => {
        if (list.flights.get(number) === controller) list.flights.delete(number);
        if (controller.signal.aborted) return;
        this.#error = error;
        this.#emit();
      },
    );
  }

  #land(list: List<Row, Meta>, number: number, version: number, answer: PageAnswer<Row, Meta>): void {
    list.pages.set(number, { rows: answer.rows, version });
    list.total = answer.total;
    list.meta = answer.meta ?? list.meta;
    this.#error = null;
    if (list === this.#next) {
      if (this.#shown) abortFlights(this.#shown);
      this.#shown = list;
      this.#next = null;
      this.#generation += 1;
      this.#range = { start: 0, end: Math.max(1, this.#range.end - this.#range.start) };
    }
    this.#forgetFarPages(list);
    this.#ensure();
    this.#emit();
  }

  #forgetFarPages(list: List<Row, Meta>): void {
    if (list.pages.size <= this.#keptPages) return;
    const centre = (this.#range.start + this.#range.end) / 2 / this.#pageSize;
    const byDistance = [...list.pages.keys()].sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre));
    for (const number of byDistance.slice(this.#keptPages)) list.pages.delete(number);
  }

  #describe(): TableSource<Row, Meta> {
    const failed = this.#error !== null;
    return {
      total: this.#shown?.total ?? 0,
      getRow: this.getRow,
      meta: this.#shown?.meta,
      loading: this.#shown === null && !failed,
      stale: this.#next !== null && !failed,
      error: this.#error,
      retry: this.retry,
      setRange: this.setRange,
      generation: this.#generation,
    };
  }

  #emit(): void {
    this.#snapshot = this.#describe();
    for (const listener of this.#listeners) listener();
  }
}

function abortFlights(list: { flights: Map<number, AbortController> }): void {
  for (const flight of list.flights.values()) flight.abort();
  list.flights.clear();
}
