import { lineError, RoutingFileError } from './routing-file-error.ts';

export type VrplibField = { value: string; line: number };
export type VrplibRow = { values: number[]; line: number };
export type VrplibSection = { line: number; rows: VrplibRow[] };

const FIELD = /^([A-Za-z][\w ]*?)\s*:\s*(.*)$/;
const SECTION = /^([A-Z][A-Z0-9_]*_SECTION)\s*:?\s*$/;

/** A VRPLIB file in its parts: fields (`CAPACITY: 200`) and sections of rows of numbers, each with its line. */
export class VrplibText {
  readonly fields = new Map<string, VrplibField>();
  readonly sections = new Map<string, VrplibSection>();

  /** @throws RoutingFileError */
  constructor(text: string) {
    let section: VrplibSection | null = null;
    let name = '';
    const lines = text.split('\n');
    for (let i = 0; i < lines.length; i++) {
      const line = (lines[i] as string).trim();
      if (line === '') continue;
      if (line === 'EOF') break;
      const title = SECTION.exec(line)?.[1];
      const field = title ? null : FIELD.exec(line);
      if (title) {
        name = title;
        section = { line: i + 1, rows: [] };
        this.sections.set(title, section);
      } else if (field) {
        section = null;
        name = field[1] as string;
        this.fields.set(name, { value: field[2] as string, line: i + 1 });
      } else if (section) section.rows.push({ values: numbers(line, i + 1, name), line: i + 1 });
      else if (name !== 'COMMENT')
        throw lineError(i + 1, 'header', `“${line.slice(0, 40)}” is neither a field nor a section`);
    }
  }

  text(name: string): string | null {
    return this.fields.get(name)?.value.trim() ?? null;
  }

  /** A field's number; null = there is none. @throws RoutingFileError */
  number(name: string): number | null {
    const field = this.fields.get(name);
    if (!field) return null;
    const value = Number(field.value);
    if (field.value.trim() !== '' && value >= 0) return value;
    throw lineError(field.line, name, `must be a number of 0 or more, not “${field.value}”`);
  }

  wholeNumber(name: string): number | null {
    const value = this.number(name);
    if (value === null || Number.isInteger(value)) return value;
    throw lineError(this.fields.get(name)?.line ?? 0, name, `must be a whole number, not ${value}`);
  }

  /**
   * A section that begins each row with a number from 1 to `count`: the rest of the rows, by that number less one.
   * @returns null = there is no such section. @throws RoutingFileError
   */
  numbered(name: string, count: number, what: string): VrplibRow[] | null {
    const section = this.sections.get(name);
    if (!section) return null;
    const rows: VrplibRow[] = [];
    for (const { values, line } of section.rows) {
      const number = values[0] as number;
      if (!Number.isInteger(number) || number < 1 || number > count) {
        throw lineError(line, name, `${number} is no ${what}: they are numbered from 1 to ${count}`);
      }
      if (rows[number - 1]) throw lineError(line, name, `${what} ${number} occurs twice`);
      rows[number - 1] = { values: values.slice(1), line };
    }
    for (let i = 0; i < count; i++) {
      if (!rows[i]) throw lineError(section.line, name, `${what} ${i + 1} is missing`);
    }
    return rows;
  }

  /** A numbered section of rows of equally many values, at least `least`. @throws RoutingFileError */
  table(name: string, count: number, what: string, least: number): number[][] | null {
    const rows = this.numbered(name, count, what);
    if (!rows) return null;
    const width = Math.max(least, rows[0]?.values.length ?? 0);
    return rows.map(({ values, line }, i) => {
      if (values.length === width) return values;
      throw lineError(line, name, `${what} ${i + 1} has ${values.length} values, not ${width}`);
    });
  }

  /** One number for each: from the section if there is one, else from the field. */
  perEach(name: string, count: number, what: string): number[] | null {
    const table = this.table(`${name}_SECTION`, count, what, 1);
    if (table) return table.map((row) => row[0] as number);
    const value = this.number(name);
    return value === null ? null : new Array(count).fill(value);
  }

  /** All numbers of a section, whatever its lines. */
  stream(name: string): number[] | null {
    const section = this.sections.get(name);
    if (!section) return null;
    const all: number[] = [];
    for (const { values } of section.rows) for (const value of values) all.push(value);
    return all;
  }

  lineOf(name: string): number {
    return this.sections.get(name)?.line ?? this.fields.get(name)?.line ?? 1;
  }

  require<T>(value: T | null, name: string): T {
    if (value !== null) return value;
    throw new RoutingFileError(name, 'is missing');
  }
}

function numbers(line: string, lineNumber: number, section: string): number[] {
  return line.split(/[\s,]+/).map((word) => {
    const value = Number(word);
    if (word !== '' && Number.isFinite(value)) return value;
    throw lineError(lineNumber, section, `“${word}” is not a number`);
  });
}
