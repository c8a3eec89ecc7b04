import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hashText } from '../rows/seen-table.ts';
import type { LineRow } from './order-group.ts';

const FLUSH_CHARACTERS = 256 * 1024;

/**
 * Brings the rows of each order together without holding the file: rows go to one of several files by their order's
 * number, and each of these is small enough to be held. With a single part everything stays in memory.
 */
export class Partitions {
  private readonly memory: LineRow[] = [];
  private readonly buffers: string[][];
  private readonly sizes: number[];
  private readonly streams: (WriteStream | undefined)[];
  private readonly scratch: string;
  private readonly parts: number;
  private folder: string | undefined;

  constructor(parts: number, scratch: string) {
    this.parts = parts;
    this.scratch = scratch;
    this.buffers = Array.from({ length: parts }, () => []);
    this.sizes = new Array<number>(parts).fill(0);
    this.streams = new Array<WriteStream | undefined>(parts).fill(undefined);
  }

  /** Rows taken in. */
  count = 0;

  /** Takes a row in; a promise only when it must be waited for. */
  add(line: LineRow): Promise<void> | null {
    this.count++;
    if (this.parts === 1) {
      this.memory.push(line);
      return null;
    }
    const part = hashText(String(line.record.orderNumber)) % this.parts;
    const text = JSON.stringify(line);
    this.buffers[part]?.push(text);
    this.sizes[part] = (this.sizes[part] ?? 0) + text.length;
    return (this.sizes[part] ?? 0) > FLUSH_CHARACTERS ? this.flush(part) : null;
  }

  /** Each order's rows in file order, one part after the other. */
  async *orders(): AsyncGenerator<[number: string, rows: LineRow[]]> {
    for (let part = 0; part < this.parts; part++) {
      yield* byOrder(this.parts === 1 ? this.memory : await this.load(part));
    }
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream?.destroy();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }

  private async flush(part: number): Promise<void> {
    const text = `${this.buffers[part]?.join('\n')}\n`;
    this.buffers[part] = [];
    this.sizes[part] = 0;
    const stream = await this.streamOf(part);
    await new Promise<void>((resolve, reject) =>
      stream.write(text, (error) => (error ? reject(error) : resolve())),
    );
  }

  private async streamOf(part: number): Promise<WriteStream> {
    this.folder ??= await mkdtemp(join(this.scratch, 'import-'));
    this.streams[part] ??= createWriteStream(join(this.folder, `${part}.ndjson`));
    return this.streams[part];
  }

  private async load(part: number): Promise<LineRow[]> {
    const rows: LineRow[] = [];
    const stream = this.streams[part];
    if (stream && this.folder) {
      await new Promise((resolve) => stream.end(resolve));
      const lines = createInterface({ input: createReadStream(join(this.folder, `${part}.ndjson`)) });
      for await (const line of lines) if (line) rows.push(JSON.parse(line) as LineRow);
    }
    for (const text of this.buffers[part] ?? []) rows.push(JSON.parse(text) as LineRow);
    this.buffers[part] = [];
    return rows;
  }
}

function byOrder(rows: readonly LineRow[]): Map<string, LineRow[]> {
  const orders = new Map<string, LineRow[]>();
  for (const row of rows) {
    const number = String(row.record.orderNumber);
    const known = orders.get(number);
    if (known) known.push(row);
    else orders.set(number, [row]);
  }
  return orders;
}
