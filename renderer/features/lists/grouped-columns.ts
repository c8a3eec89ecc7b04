import type { ReactNode } from 'react';
import type { DataColumn } from '../../components/table/table-types.ts';
import type { GroupedLine } from './grouped-rows.ts';

const LABEL_WIDTH = 260;

/** The columns of a list for its grouped lines: rows as they are, groups with their sums in place. */
export function groupedColumns<Group, Row>(
  columns: readonly DataColumn<Row>[],
  sum: (column: string, group: Group) => { value: number | null; cell: ReactNode } | null,
): DataColumn<GroupedLine<Group, Row>>[] {
  return columns.map(({ value, cell, ...column }, index) => ({
    ...column,
    size: index === 0 ? LABEL_WIDTH : column.size,
    value: (line) => (line.kind === 'row' ? value(line.row) : (sum(column.id, line.group)?.value ?? null)),
    cell: (line) => {
      if (line.kind === 'group') return sum(column.id, line.group)?.cell ?? null;
      return cell ? cell(line.row) : (value(line.row) ?? '–');
    },
  }));
}
