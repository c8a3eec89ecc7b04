import type { RowKey, TableSelection } from './table-types.ts';

export const NO_SELECTION: TableSelection = { mode: 'some', ids: new Set() };
export const ALL_SELECTED: TableSelection = { mode: 'all', except: new Set() };

export function isSelected(selection: TableSelection, id: RowKey): boolean {
  return selection.mode === 'all' ? !selection.except.has(id) : selection.ids.has(id);
}

/** How many of `total` matching rows are selected. */
export function countSelected(selection: TableSelection, total: number): number {
  return selection.mode === 'all' ? Math.max(0, total - selection.except.size) : selection.ids.size;
}

/** Selects or clears several rows at once. */
export function withSelected(
  selection: TableSelection,
  ids: Iterable<RowKey>,
  selected: boolean,
): TableSelection {
  const listed = new Set(selection.mode === 'all' ? selection.except : selection.ids);
  const list = selected === (selection.mode === 'some');
  for (const id of ids) {
    if (list) listed.add(id);
    else listed.delete(id);
  }
  return selection.mode === 'all' ? { mode: 'all', except: listed } : { mode: 'some', ids: listed };
}

export function toggleSelected(selection: TableSelection, id: RowKey): TableSelection {
  return withSelected(selection, [id], !isSelected(selection, id));
}
