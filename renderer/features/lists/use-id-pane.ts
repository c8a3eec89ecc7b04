import { useCallback } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { TableSource } from '../../components/table/table-types.ts';

const MOST_LOOKED_AT = 5000;

/** The row that is open in the pane: its id in the address, beside the list's filter. */
export function useIdPane(list: string) {
  const given = useParams().id;
  const id = given === undefined ? null : Number(given);
  const navigate = useNavigate();
  const { search } = useLocation();
  const open = useCallback(
    (next: number) => void navigate({ pathname: `${list}/${next}`, search }, { replace: id !== null }),
    [navigate, search, list, id],
  );
  const close = useCallback(() => void navigate({ pathname: list, search }), [navigate, search, list]);
  return { id, open, close };
}

/** The row with this id among those that are here. */
export function rowById<Row extends { id: number }>(
  source: TableSource<Row, unknown>,
  id: number | null,
): { row: Row; index: number } | null {
  for (let index = 0; index < Math.min(source.total, MOST_LOOKED_AT); index++) {
    const row = source.getRow(index);
    if (row?.id === id) return { row, index };
  }
  return null;
}
