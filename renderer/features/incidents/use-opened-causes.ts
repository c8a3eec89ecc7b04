import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { IncidentFilter, IncidentRow } from '../../../core/contract/incidents.ts';
import type { TableSource } from '../../components/table/table-types.ts';
import { orpc } from '../../lib/rpc.ts';
import { withBranches } from './opened-rows.ts';
import type { IncidentsMeta } from './use-incidents.ts';

/** More are looked at on their own: the cause's button shows them all. */
const MOST_INSIDE = 500;

/** Shared causes that are open in the list, with the incidents inside right below them. */
export function useOpenedCauses(source: TableSource<IncidentRow, IncidentsMeta>, filter: IncidentFilter) {
  const [opened, setOpened] = useState<readonly number[]>([]);
  const { states = ['open'] } = filter;
  const branches = useQueries({
    queries: opened.map((parentId) =>
      orpc.incidents.list.queryOptions({ input: { filter: { parentId, states }, limit: MOST_INSIDE } }),
    ),
    combine: (results) =>
      results.map(({ data }, index) => ({ id: opened[index] ?? 0, rows: data?.rows ?? [] })),
  });
  const toggle = useCallback((id: number, open?: boolean) => {
    setOpened((known) => {
      const wanted = open ?? !known.includes(id);
      const others = known.filter((one) => one !== id);
      return wanted ? [...others, id] : others;
    });
  }, []);
  /** Right arrow on a cause, left arrow on it or on what is inside. */
  const onBranch = (row: IncidentRow, open: boolean): boolean => {
    const isOpen = opened.includes(row.id);
    if (open) {
      if (row.children === 0 || isOpen) return false;
      toggle(row.id, true);
      return true;
    }
    const id = isOpen ? row.id : row.parentId;
    if (id === null || !opened.includes(id)) return false;
    toggle(id, false);
    return true;
  };
  const shown = useMemo(() => withBranches(source, branches), [source, branches]);
  const insideIds = branches.flatMap(({ rows }) => rows.map(({ id }) => id));
  return { source: shown, opened, insideIds, toggle, onBranch };
}
