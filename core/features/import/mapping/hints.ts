import type { ImportMapping } from '../../../contract/import.ts';
import type { TableHints } from '../readers/open-table.ts';

/** What a mapping says of how its file is written. */
export function hintsOf(mapping: ImportMapping | undefined): TableHints {
  const options = mapping?.options;
  return {
    encoding: options?.encoding,
    delimiter: options?.delimiter,
    headerRow: options?.headerRow,
    sheet: options?.sheet,
  };
}
