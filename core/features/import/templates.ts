import { writeXlsx } from 'hucre/xlsx';
import type { ImportKind } from '../../contract/import.ts';
import { fieldKeysOf, fieldOf, requiredOf } from './fields/kinds.ts';

export interface Template {
  fileName: string;
  mediaType: string;
  contentBase64: string;
}

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An empty table of one kind: our own words as headers, required ones first, and a row that shows how values look. */
export async function makeTemplate(kind: ImportKind, format: 'csv' | 'xlsx'): Promise<Template> {
  const required = new Set(requiredOf([kind]));
  const fields = fieldKeysOf([kind])
    .map(fieldOf)
    .filter((field) => field !== undefined)
    .sort((a, b) => Number(required.has(b.key)) - Number(required.has(a.key)));
  const headers = fields.map((field) => field.label);
  const example = fields.map((field) => field.example);
  const fileName = `vigie-${kind}.${format}`;
  if (format === 'xlsx') {
    const bytes = await writeXlsx({ sheets: [{ name: kind, rows: [headers, example] }] });
    return { fileName, mediaType: XLSX_TYPE, contentBase64: Buffer.from(bytes).toString('base64') };
  }
  const text = `\uFEFF${[headers, example].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
  return { fileName, mediaType: 'text/csv', contentBase64: Buffer.from(text, 'utf8').toString('base64') };
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
