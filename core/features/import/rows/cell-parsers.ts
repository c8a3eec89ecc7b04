import type { ColumnBinding, ImportOptions } from '../../../contract/import.ts';
import { choiceOf } from '../fields/choices.ts';
import type { Field } from '../fields/field.ts';
import { squeezed, toWords } from '../fields/words.ts';
import type { Cell } from '../readers/table-source.ts';
import { parseBoolean } from '../values/booleans.ts';
import { parseCountry } from '../values/countries.ts';
import { parseClock, parseInstant } from '../values/dates.ts';
import { Issue, shown } from '../values/issue.ts';
import { parseMeasure } from '../values/measures.ts';
import { parseAmount, parseCurrency } from '../values/money.ts';
import { parseNumber, parseQuantity } from '../values/numbers.ts';
import { isTimeZone } from '../values/time-zones.ts';

/** What a cell becomes: text, figure, yes/no; null when it is empty. Amounts stay in major units until their currency is known. */
export type Value = string | number | boolean | null;
export type CellParser = (cell: Cell) => Value | Issue;

const NOTHING =
  /^(?:null|n\/a|#n\/a|#ref!|#value!|nan|nat|undefined|\\n|-{1,3}|\(blank\)|\(vide\)|\(leer\))$/i;
const CONTROL = /\p{Cc}/gu;
const LONGEST_TEXT = 1000;
const LONGEST_CODE = 120;
/** No figure, date or word of a list is longer; texts and codes judge their length themselves. */
const LONGEST_VALUE = 1000;

/** Whether a cell holds nothing: empty, blank or a program's word for that (`NULL`, `N/A`, `nan`). */
export function isNothing(cell: Cell): boolean {
  if (typeof cell === 'number') return Number.isNaN(cell);
  if (cell === '') return true;
  const first = cell.charCodeAt(0);
  if ((first > 47 && first < 58) || (first > 64 && first < 91 && first !== 78)) return false;
  const text = cell.trim();
  return text === '' || NOTHING.test(text);
}

/** The parser of one field under a mapping's options. */
export function cellParser(field: Field, binding: ColumnBinding, options: ImportOptions): CellParser {
  const parse = typeParser(field, binding, options);
  const mayNotBeLong = field.type !== 'text' && field.type !== 'code';
  const translated = binding.values ? translator(binding.values) : null;
  return (cell) => {
    const own = translated ? (translated(cell) ?? cell) : cell;
    if (isNothing(own)) return null;
    if (mayNotBeLong && typeof own === 'string' && own.length > LONGEST_VALUE) {
      return new Issue('valueTooLong', `“${shown(own)}” is too long for ${field.label.toLowerCase()}.`);
    }
    const value = parse(own);
    if (field.notNegative && typeof value === 'number' && value < 0) {
      return new Issue('belowZero', `${field.label} is ${shown(cell)}: it cannot be below zero.`);
    }
    return value;
  };
}

function translator(values: Record<string, string>): (cell: Cell) => string | undefined {
  const table = new Map(Object.entries(values).map(([word, ours]) => [squeezed(toWords(word)), ours]));
  return (cell) => table.get(squeezed(toWords(String(cell))));
}

function typeParser(field: Field, binding: ColumnBinding, options: ImportOptions): CellParser {
  const decimal = binding.decimal ?? options.decimal;
  const dates = { order: binding.dateOrder ?? options.dateOrder, timeZone: options.timeZone };
  switch (field.type) {
    case 'code':
      return codeParser(binding.transform === 'integerText');
    case 'text':
      return cleanText;
    case 'quantity':
      return (cell) => parseQuantity(cell, decimal);
    case 'number':
      return (cell) => parseNumber(cell, decimal);
    case 'amount':
      return (cell) => parseAmount(cell, decimal);
    case 'date':
      return (cell) => parseInstant(cell, dates);
    case 'deadline':
      return (cell) => parseInstant(cell, { ...dates, endOfDay: true });
    case 'country':
      return parseCountry;
    case 'currency':
      return parseCurrency;
    case 'weight':
    case 'volume': {
      const kind = field.type;
      const unit = binding.unit ?? field.unit ?? 'kg';
      return (cell) => parseMeasure(cell, kind, unit, decimal);
    }
    case 'boolean':
      return parseBoolean;
    case 'choice':
      return choiceParser(field);
    case 'clock':
      return parseMinutes;
    case 'timeZone':
      return (cell) => {
        const name = String(cell).trim();
        return isTimeZone(name) ? name : new Issue('unknownTimeZone', `“${shown(cell)}” is not a time zone.`);
      };
  }
}

function codeParser(integerText: boolean): CellParser {
  return (cell) => {
    if (typeof cell === 'number') return String(cell);
    let text = cell.trim();
    if (text.startsWith('="') && text.endsWith('"')) text = text.slice(2, -1).trim();
    if (integerText && /^\d+[.,]0+$/.test(text)) text = text.replace(/[.,]0+$/, '');
    if (/^\d[.,]\d+E\+\d+$/i.test(text)) {
      return new Issue(
        'damagedCode',
        `“${shown(cell)}” is a code that a spreadsheet turned into a rounded number.`,
      );
    }
    const clean = text.replace(CONTROL, '').replace(/\s+/g, ' ');
    return clean.length > LONGEST_CODE
      ? new Issue('codeTooLong', `“${shown(cell)}” is too long for a code.`)
      : clean;
  };
}

const UNCLEAN = /\p{Cc}|\s\s|^\s|\s$/u;

function cleanText(cell: Cell): string {
  const text = String(cell);
  if (!UNCLEAN.test(text)) return text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  return text.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
}

function choiceParser(field: Field): CellParser {
  const known = new Map<Cell, string | Issue>();
  return (cell) => {
    let value = known.get(cell);
    if (value === undefined) {
      const words = Object.keys(field.choices ?? {}).join(', ');
      value =
        choiceOf(field, String(cell)) ??
        new Issue(
          'unknownWord',
          `${field.label} “${shown(cell)}” is none of ${words}: say in the mapping which it is.`,
        );
      if (known.size < 2000) known.set(cell, value);
    }
    return value;
  };
}

/** Minutes after midnight. A spreadsheet's time is a share of a day. */
function parseMinutes(cell: Cell): number | Issue {
  if (typeof cell === 'number' && cell >= 0 && cell < 1) return Math.round(cell * 1440);
  const clock = parseClock(String(cell));
  return clock
    ? Math.round(clock.seconds / 60)
    : new Issue('notATime', `“${shown(cell)}” is not a time of day such as 16:00.`);
}
