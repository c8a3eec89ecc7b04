import { foldText } from './fold-text.ts';
import { Ranks } from './ranks.ts';

/** A column of few distinct texts (status, country, brand): a code a row, a label a code. Code 0 means "no value". */
export class CategoryColumn {
  readonly kind = 'category';
  #codes: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(1024);
  #length = 0;
  #labels: string[] = [''];
  #codeOf = new Map<string, number>([['', 0]]);
  #ranks = new Ranks((code) => this.#labels[code] ?? '');

  get length(): number {
    return this.#length;
  }

  /** Labels by code; the first is the empty one. */
  get labels(): readonly string[] {
    return this.#labels;
  }

  get(row: number): string | null {
    return this.#labels[this.#codes[row] as number] || null;
  }

  code(row: number): number {
    return this.#codes[row] as number;
  }

  isNull(row: number): boolean {
    return this.#codes[row] === 0;
  }

  /** The code of a label, or -1 when no row ever had it. */
  find(label: string): number {
    return this.#codeOf.get(label) ?? -1;
  }

  set(row: number, label: string | null): void {
    const code = this.#intern(label ?? '');
    if (row >= this.#codes.length) this.#widen(Math.max(row + 1, Math.ceil(this.#codes.length * 1.5)));
    if (row >= this.#length) this.#length = row + 1;
    this.#codes[row] = code;
  }

  /** Which codes have a label that contains the folded word: 1 or 0 by code. */
  codesContaining(word: string): Uint8Array {
    return Uint8Array.from(this.#labels, (label) => (label !== '' && foldText(label).includes(word) ? 1 : 0));
  }

  /** The order of the labels, by code. */
  ranksByCode(): Uint32Array {
    return this.#ranks.of(this.#labels.length);
  }

  /** Makes room before a load of known size. */
  reserve(rows: number): void {
    if (rows > this.#codes.length) this.#widen(rows);
  }

  #intern(label: string): number {
    const known = this.#codeOf.get(label);
    if (known !== undefined) return known;
    const code = this.#labels.push(label) - 1;
    this.#codeOf.set(label, code);
    if (code === 0x100 || code === 0x10000) this.#widen(this.#codes.length);
    return code;
  }

  #widen(capacity: number): void {
    const count = this.#labels.length;
    const Codes = count <= 0x100 ? Uint8Array : count <= 0x10000 ? Uint16Array : Uint32Array;
    const codes = new Codes(capacity);
    codes.set(this.#codes);
    this.#codes = codes;
  }
}
