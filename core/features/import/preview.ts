import type { ImportMapping } from '../../contract/import.ts';
import { hintsOf } from './mapping/hints.ts';
import { openTables } from './readers/open-table.ts';
import { createRowReader, mappingProblems } from './rows/row-reader.ts';

/** The first rows of a table as a mapping understands them. */
export async function previewTable(path: string, mapping: ImportMapping, count: number) {
  const [table] = await openTables(path, hintsOf(mapping));
  if (!table) return { columns: [], rows: [], problems: [] };
  const problems = mappingProblems(mapping, table.columns);
  const usable = {
    ...mapping,
    columns: Object.fromEntries(
      Object.entries(mapping.columns).filter(
        ([field]) => !problems.some((problem) => problem.field === field),
      ),
    ),
  };
  const reader = createRowReader(usable, table.columns);
  const rows = [];
  for await (const batch of table.batches()) {
    for (let i = 0; i < batch.cells.length && rows.length < count; i++) {
      const cells = batch.cells[i] ?? [];
      const { record, issues } = reader.inspect(cells);
      rows.push({
        row: batch.rowNumbers[i] ?? 0,
        cells: cells.map(String),
        values: record,
        issues: issues.map(({ field, column, code, reason }) => ({
          field: field ?? '',
          column,
          code,
          reason,
        })),
      });
    }
    if (rows.length >= count) break;
  }
  return { columns: table.columns, rows, problems };
}
