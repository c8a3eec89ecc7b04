import type { Cell } from './cells.ts';
import { wallClock } from './wall-clock.ts';

export interface CsvStyle {
  delimiter: ',' | ';';
  decimal: '.' | ',';
  timeZone: string;
}

/** How spreadsheets of a language expect a CSV file. */
export function csvStyle(language: 'en' | 'fr', timeZone: string): CsvStyle {
  return language === 'fr'
    ? { delimiter: ';', decimal: ',', timeZone }
    : { delimiter: ',', decimal: '.', timeZone };
}

/** One line with its end. Text that a spreadsheet would run as a formula is neutralised with an apostrophe. */
export function csvLine(cells: readonly Cell[], style: CsvStyle): string {
  return `${cells.map((cell) => csvCell(cell, style)).join(style.delimiter)}\r\n`;
}

function csvCell(cell: Cell, style: CsvStyle): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', style.decimal);
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  if (typeof cell === 'object') return wallClock(cell.instant, style.timeZone).text;
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /["\r\n;,\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
