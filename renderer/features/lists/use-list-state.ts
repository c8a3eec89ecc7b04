import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { TableSort, TableView } from '../../components/table/table-types.ts';
import { readFilter } from '../../lib/navigation.ts';
import { usePersisted } from './use-persisted.ts';

/** How the user arranged the columns: kept on this machine, and in the URL once changed. */
export type ColumnLayout = Omit<TableView, 'sort' | 'groupBy'>;

export interface ListState<F> {
  filter: F;
  view: TableView;
  /** A parameter of the URL that is the screen's own: `mode`, `figure`. */
  param: (name: string) => string | null;
  setFilter: (filter: F, options?: { replace?: boolean }) => void;
  setView: (view: TableView) => void;
  setParam: (name: string, value: string | null) => void;
  /** All at once: what a saved view holds. */
  restore: (state: { filter: F; view: TableView; params?: Record<string, string | null> }) => void;
}

const DESCENDING = '.desc';

/** `[{column:'onHand',descending:true},{column:'sku'}]` as `onHand.desc,sku`. */
export function writeSort(sort: readonly TableSort[]): string {
  return sort.map((part) => part.column + (part.descending ? DESCENDING : '')).join(',');
}

export function readSort(text: string | null): TableSort[] {
  if (!text) return [];
  return text.split(',').map((part) => {
    const descending = part.endsWith(DESCENDING);
    return { column: descending ? part.slice(0, -DESCENDING.length) : part, descending };
  });
}

/** A filter without what says nothing: empty lists, empty texts, absent values. */
export function tidyFilter<F extends object>(filter: F): F {
  const kept = Object.entries(filter).filter(([, value]) => {
    if (value === undefined || value === null || value === '' || value === false) return false;
    if (Array.isArray(value)) return value.length > 0;
    if (typeof value !== 'object') return true;
    return Object.values(value).some((part) => part !== undefined);
  });
  return Object.fromEntries(kept) as F;
}

type Patch = Record<string, string | null>;

function patched(search: string, patch: Patch): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(patch)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return params.toString();
}

const filterText = (filter: object): string | null => {
  const tidy = tidyFilter(filter);
  return Object.keys(tidy).length > 0 ? JSON.stringify(tidy) : null;
};

function viewPatch({ sort, groupBy }: TableView): Patch {
  return { sort: writeSort(sort) || null, group: groupBy ?? null };
}

function layoutOf({ order, hidden, pinned, widths }: TableView): ColumnLayout {
  return { order, hidden, pinned, widths };
}

/**
 * Filter, sort and grouping of a list live in the URL, so that every list has a link and back goes back; the
 * arrangement of its columns is remembered on this machine under `name`.
 */
export function useListState<F extends object>(name: string): ListState<F> {
  const location = useLocation();
  const navigate = useNavigate();
  const [layout, setLayout] = usePersisted<ColumnLayout>(`list.${name}.columns`, {});
  const { search } = location;
  const apply = useCallback(
    (patch: Patch, replace = false) => {
      const next = patched(search, patch);
      if (next === patched(search, {})) return;
      void navigate({ pathname: location.pathname, search: next }, { replace });
    },
    [search, location.pathname, navigate],
  );
  return useMemo(() => {
    const params = new URLSearchParams(search);
    return {
      filter: readFilter<F>(params),
      view: { ...layout, sort: readSort(params.get('sort')), groupBy: params.get('group') },
      param: (key) => params.get(key),
      setFilter: (filter, options) => apply({ filter: filterText(filter) }, options?.replace),
      setView: (view) => {
        setLayout(layoutOf(view));
        apply(viewPatch(view), true);
      },
      setParam: (key, value) => apply({ [key]: value }),
      restore: ({ filter, view, params: others }) => {
        setLayout(layoutOf(view));
        apply({ filter: filterText(filter), ...viewPatch(view), ...others });
      },
    };
  }, [search, layout, apply, setLayout]);
}
