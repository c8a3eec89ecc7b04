import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type ColumnDef, writeXlsxStream } from 'hucre/xlsx';
import { DateTime } from 'luxon';
import { type ExportCell, printable } from './export-cell.ts';

/** A workbook keeps no time zone: an instant becomes the wall clock of the zone. */
function wallClock(instant: number, timeZone: string): Date {
  return DateTime.fromMillis(instant, { zone: timeZone }).setZone('utc', { keepLocalTime: true }).toJSDate();
}

function cellValue(cell: ExportCell, timeZone: string): string | number | Date | null {
  if (cell === null || typeof cell === 'number') return cell;
  return typeof cell === 'string' ? printable(cell) : wallClock(cell.instant, timeZone);
}

/** A workbook of one sheet, written while rows come. Texts are text cells: none can become a formula. */
export function xlsxStream(
  rows: AsyncIterable<readonly ExportCell[]>,
  options: { name: string; headings: readonly string[]; instants: ReadonlySet<number>; timeZone: string },
): Readable {
  const columns = options.headings.map(
    (heading, index): ColumnDef => ({
      header: printable(heading),
      width: Math.min(40, Math.max(12, heading.length + 2)),
      ...(options.instants.has(index) ? { numFmt: 'yyyy-mm-dd hh:mm' } : {}),
    }),
  );
  async function* values(): AsyncGenerator<(string | number | Date | null)[]> {
    for await (const row of rows) yield row.map((cell) => cellValue(cell, options.timeZone));
  }
  const stream = writeXlsxStream(values(), {
    name: options.name,
    columns,
    freezePane: { rows: 1, columns: 1 },
  });
  return Readable.fromWeb(stream as ReadableStream);
}
