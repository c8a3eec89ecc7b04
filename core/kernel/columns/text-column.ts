import { foldText } from './fold-text.ts';
import { Ranks } from './ranks.ts';

const CHUNK_ROWS = 2048;

/** The texts of up to CHUNK_ROWS rows in one string, each followed by a line feed: compact, and searched at memory speed. */
type Chunk = {
  text: string;
  starts: Uint32Array;
  folded: { text: string; starts: Uint32Array } | null;
  edits: Map<number, string> | null;
};

function startsOf(text: string, rows: number): Uint32Array {
  const starts = new Uint32Array(rows + 1);
  let position = 0;
  for (let row = 0; row < rows; row++) {
    position = text.indexOf('\n', position) + 1;
    starts[row + 1] = position;
  }
  return starts;
}

function pack(texts: readonly string[]): Chunk {
  const text = `${texts.join('\n')}\n`;
  return { text, starts: startsOf(text, texts.length), folded: null, edits: null };
}

function rowText(chunk: Chunk, row: number): string {
  return chunk.text.slice(chunk.starts[row] as number, (chunk.starts[row + 1] as number) - 1);
}

function withEdits(chunk: Chunk): Chunk {
  if (chunk.edits === null) return chunk;
  const texts: string[] = [];
  for (let row = 0; row < CHUNK_ROWS; row++) texts.push(chunk.edits.get(row) ?? rowText(chunk, row));
  return pack(texts);
}

function foldedOf(chunk: Chunk): { text: string; starts: Uint32Array } {
  if (chunk.folded === null) {
    const text = foldText(chunk.text);
    const sameLength = text.length === chunk.text.length;
    chunk.folded = { text, starts: sameLength ? chunk.starts : startsOf(text, CHUNK_ROWS) };
  }
  return chunk.folded;
}

/** A column of texts that are mostly distinct (codes, names). Null and '' are the same: no value. */
export class TextColumn {
  readonly kind = 'text';
  #chunks: Chunk[] = [];
  #tail: string[] = [];
  #ranks = new Ranks((row) => this.#folded(row));

  get length(): number {
    return this.#chunks.length * CHUNK_ROWS + this.#tail.length;
  }

  get(row: number): string {
    const chunk = this.#chunks[Math.floor(row / CHUNK_ROWS)];
    if (chunk === undefined) return this.#tail[row % CHUNK_ROWS] ?? '';
    return chunk.edits?.get(row % CHUNK_ROWS) ?? rowText(chunk, row % CHUNK_ROWS);
  }

  isNull(row: number): boolean {
    return this.get(row) === '';
  }

  set(row: number, value: string | null): void {
    const text = (value ?? '').replaceAll('\n', ' ');
    if (row > this.length) throw new RangeError(`row ${row} leaves a gap after ${this.length}`);
    if (row < this.length && this.get(row) === text) return;
    this.#ranks.touch(row);
    const chunk = this.#chunks[Math.floor(row / CHUNK_ROWS)];
    if (chunk !== undefined) {
      chunk.edits ??= new Map();
      chunk.edits.set(row % CHUNK_ROWS, text);
      return;
    }
    this.#tail[row % CHUNK_ROWS] = text;
    if (this.#tail.length === CHUNK_ROWS) {
      this.#chunks.push(pack(this.#tail));
      this.#tail = [];
    }
  }

  /** Sets 1 in `marks` for each row that contains the folded word. */
  markContaining(word: string, marks: Uint8Array): void {
    this.#chunks.forEach((_, position) => {
      const { text, starts } = this.#foldedChunk(position);
      const firstRow = position * CHUNK_ROWS;
      let row = 0;
      let found = text.indexOf(word);
      while (found !== -1) {
        while ((starts[row + 1] as number) <= found) row++;
        marks[firstRow + row] = 1;
        found = text.indexOf(word, starts[row + 1]);
      }
    });
    const firstRow = this.#chunks.length * CHUNK_ROWS;
    this.#tail.forEach((text, row) => {
      if (foldText(text).includes(word)) marks[firstRow + row] = 1;
    });
  }

  /** The order of the texts, by row. */
  ranksByRow(): Uint32Array {
    return this.#ranks.of(this.length);
  }

  /** Makes the first search and the first sort fast, in small steps; abandon it when the column changes. */
  *prepare(): Generator<void, void> {
    for (const position of this.#chunks.keys()) {
      this.#foldedChunk(position);
      yield;
    }
    yield* this.#ranks.prepare(this.length);
  }

  #folded(row: number): string {
    const position = Math.floor(row / CHUNK_ROWS);
    if (position >= this.#chunks.length) return foldText(this.get(row));
    const { text, starts } = this.#foldedChunk(position);
    const place = row % CHUNK_ROWS;
    return text.slice(starts[place] as number, (starts[place + 1] as number) - 1);
  }

  #foldedChunk(position: number): { text: string; starts: Uint32Array } {
    const chunk = this.#chunks[position] as Chunk;
    if (chunk.edits !== null) this.#chunks[position] = withEdits(chunk);
    return foldedOf(this.#chunks[position] as Chunk);
  }
}
