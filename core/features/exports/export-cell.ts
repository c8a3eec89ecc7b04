/** A cell of a file: text, a number, or an instant (UTC epoch ms) to be shown in a time zone. */
export type ExportCell = string | number | { instant: number } | null;

/** Spreadsheets take a text that begins so for a formula. */
const LOOKS_LIKE_FORMULA = /^[=+\-@\t\r]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML 1.0 cannot carry
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text that no spreadsheet will run: an apostrophe keeps it text. */
export function harmless(text: string): string {
  return LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text;
}

/** Text without the characters that a workbook cannot hold. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}
