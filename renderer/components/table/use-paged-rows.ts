import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type FetchPage, PagedRows, type PagedRowsOptions } from './paged-rows.ts';
import type { TableSource } from './table-types.ts';

export interface UsePagedRowsOptions<Row, Meta> extends PagedRowsOptions {
  /** Which list: screen, filter, sort. JSON-compared; a change loads another list. */
  key: unknown;
  /** Which state of the facts: a change fetches again what is shown, in place. See `useTopicVersion`. */
  version?: number;
  fetchPage: FetchPage<Row, Meta>;
}

/** Rows for a `DataTable` that come by pages from `fetchPage`. */
export function usePagedRows<Row, Meta = unknown>(
  options: UsePagedRowsOptions<Row, Meta>,
): TableSource<Row, Meta> {
  const { key, version = 0, fetchPage, pageSize, keptPages } = options;
  const [pages] = useState(() => new PagedRows<Row, Meta>({ pageSize, keptPages }));
  const keyText = JSON.stringify(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: fetchPage belongs to the key and need not be stable
  useEffect(() => pages.show(keyText, version, fetchPage), [pages, keyText, version]);
  useEffect(() => () => pages.stop(), [pages]);
  return useSyncExternalStore(pages.subscribe, pages.getSnapshot);
}

export interface RowsSourceState {
  loading?: boolean;
  error?: unknown;
  retry?: () => void;
}

const nothing = () => {};

/** Rows for a `DataTable` that are all here. */
export function useRows<Row>(
  rows: readonly Row[] | undefined,
  state: RowsSourceState = {},
): TableSource<Row> {
  const { loading = rows === undefined, error = null, retry = nothing } = state;
  return useMemo(
    () => ({
      total: rows?.length ?? 0,
      getRow: (index) => rows?.[index],
      meta: undefined,
      loading: loading && !error,
      stale: false,
      error,
      retry,
      setRange: nothing,
      generation: 0,
    }),
    [rows, loading, error, retry],
  );
}
