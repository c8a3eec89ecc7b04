import type { TableSelection } from '../../components/table/table-types.ts';

const PAGE = 1000;

type FetchIds = (page: { offset: number; limit: number }) => Promise<{
  rows: readonly { id: number }[];
  total: number;
}>;

/** The ids that a selection means, also of rows that were never shown. */
export async function selectedIds(selection: TableSelection, fetchPage: FetchIds): Promise<number[]> {
  if (selection.mode === 'some') return [...selection.ids].map(Number);
  const ids: number[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await fetchPage({ offset, limit: PAGE });
    ids.push(...rows.map((row) => row.id).filter((id) => !selection.except.has(id)));
    if (offset + PAGE >= total) return ids;
  }
}
