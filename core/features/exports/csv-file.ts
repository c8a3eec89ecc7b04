import { DateTime } from 'luxon';
import { type ExportCell, harmless } from './export-cell.ts';

export interface CsvStyle {
  /** What a spreadsheet in the user's language expects. */
  separator: ',' | ';';
  decimal: '.' | ',';
  timeZone: string;
}

/** How a spreadsheet of a language reads CSV. */
export function csvStyle(language: 'en' | 'fr', timeZone: string): CsvStyle {
  return language === 'fr'
    ? { separator: ';', decimal: ',', timeZone }
    : { separator: ',', decimal: '.', timeZone };
}

/** Excel takes a file for UTF-8 only when it begins so. */
export const BYTE_ORDER_MARK = '\ufeff';

function cellText(cell: ExportCell, style: CsvStyle): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', style.decimal);
  if (typeof cell === 'string') return harmless(cell);
  return DateTime.fromMillis(cell.instant, { zone: style.timeZone }).toFormat('yyyy-MM-dd HH:mm');
}

function quoted(text: string, separator: string): string {
  const plain = !text.includes(separator) && !/["\r\n]/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** One line of RFC 4180, with its line end. */
export function csvLine(cells: readonly ExportCell[], style: CsvStyle): string {
  return `${cells.map((cell) => quoted(cellText(cell, style), style.separator)).join(style.separator)}\r\n`;
}
