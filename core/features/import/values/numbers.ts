import type { Cell } from '../readers/table-source.ts';
import { Issue, shown } from './issue.ts';

export type DecimalMark = '.' | ',';

const PLAIN = /^-?\d+(\.\d+)?$/;
const DECORATION = /[\p{Sc}%]|\b(?:kr|sfr|fr|zł|kč|US(?=\p{Sc})|euros?)(?![\p{L}])\.?|\b[A-Z]{3}\b/gu;
const GROUPING = /(?<=\d)[\s\u00A0\u202F'’](?=\d{3}(?:\D|$))/g;
const MINUS = /[\u2212\u2012\u2013\uFE63\uFF0D]/g;

/**
 * A number as people write it: `1,234.56`, `1.234,56`, `1 234,56`, `(12.50)` and `12.50-` for negatives, currency signs
 * and codes ignored. `decimal` says which mark starts the decimals; without it the mark is judged from the text alone.
 */
export function parseNumber(cell: Cell, decimal?: DecimalMark): number | Issue {
  if (typeof cell === 'number') return cell;
  if (PLAIN.test(cell) && (decimal !== ',' || !cell.includes('.'))) return Number(cell);
  const text = cell.trim();
  if (text === '') return new Issue('missingNumber', 'A number is expected here and the cell is empty.');
  const negative = /^\(.*\)$/.test(text) || /^[^\d]*[-\u2212]/.test(text) || /\d\s*[-\u2212]\s*$/.test(text);
  const bare = text
    .replace(MINUS, '-')
    .replace(DECORATION, '')
    .replace(/[()]/g, '')
    .trim()
    .replace(/^[-+]\s*|\s*[-+]$/g, '')
    .trim()
    .replace(GROUPING, '');
  const exponent = /^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(bare);
  const value = exponent ? Number(bare.replace(',', '.')) : unsigned(bare, decimal ?? guessDecimal(bare));
  if (value === null || !Number.isFinite(value)) {
    return new Issue('notANumber', `“${shown(cell)}” is not a number.`);
  }
  return negative ? -value : value;
}

function unsigned(text: string, decimal: DecimalMark): number | null {
  const group = decimal === '.' ? ',' : '.';
  const [whole = '', fraction = '', ...more] = text.split(decimal);
  if (more.length > 0 || !/^\d*$/.test(fraction) || whole + fraction === '') return null;
  const digits = whole.includes(group) ? joinGroups(whole, group) : whole;
  if (digits === null || !/^\d*$/.test(digits)) return null;
  return Number(`${digits || '0'}.${fraction || '0'}`);
}

/** Removes grouping marks; null where they do not stand before groups of three (or two, as in India). */
function joinGroups(whole: string, group: string): string | null {
  const [first = '', ...rest] = whole.split(group);
  const last = rest.at(-1) ?? '';
  const regular = first.length >= 1 && first.length <= 3 && last.length === 3;
  return regular && rest.every((part) => /^\d{2,3}$/.test(part)) ? first + rest.join('') : null;
}

/** The decimal mark that one number shows by itself: the last of two different marks, or a lone mark not before three digits. */
export function guessDecimal(text: string): DecimalMark {
  const evidence = decimalEvidence(text);
  return (
    evidence ??
    (/^\d{1,3}(,\d{3})+$/.test(text) ? '.' : text.includes(',') && !text.includes('.') ? ',' : '.')
  );
}

/** Which decimal mark a number proves; null when it would read well with either. */
export function decimalEvidence(cell: Cell): DecimalMark | null {
  if (typeof cell === 'number') return null;
  const text = cell
    .replace(DECORATION, '')
    .replace(GROUPING, '')
    .replace(/[()\s+-]/g, '');
  if (!/^[\d.,]+$/.test(text)) return null;
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const mark = comma >= 0 ? ',' : '.';
  const parts = text.split(mark);
  if (parts.length === 1) return null;
  if (parts.length > 2) return mark === ',' ? '.' : ',';
  const [whole = '', fraction = ''] = parts;
  const couldBeGroup = fraction.length === 3 && whole.length >= 1 && whole.length <= 3 && whole !== '0';
  return couldBeGroup ? null : mark;
}

/** A whole number; decimals that are all zero are fine, `unit` words behind it (`6 pcs`) too. */
export function parseQuantity(cell: Cell, decimal?: DecimalMark): number | Issue {
  const text =
    typeof cell === 'string'
      ? cell.replace(/(\d)\s*(?:pcs?|pieces?|units?|ea|st(?:k|ück)?|x|pi[eè]ces?|unit[eé]s?|uds?)\.?$/i, '$1')
      : cell;
  const value = parseNumber(text, decimal);
  if (value instanceof Issue) return value;
  if (!Number.isInteger(value)) return new Issue('notWhole', `“${shown(cell)}” is not a whole number.`);
  if (Math.abs(value) > 1_000_000_000)
    return new Issue('tooLarge', `“${shown(cell)}” is too large for a quantity.`);
  return value;
}
