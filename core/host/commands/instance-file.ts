import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { stdin, stdout } from 'node:process';
import type { InstanceResult, SourcingInstance } from '../../solvers/sourcing/instance/instance.ts';
import {
  INSTANCE_LISTS,
  InstanceError,
  type InstanceList,
  InstanceReader,
} from '../../solvers/sourcing/instance/read-instance.ts';
import { UsageError } from './usage-error.ts';

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const PIECE_BYTES = 1 << 20;

/**
 * Reads an instance of any size: the document is cut into pieces between the elements of its lists, and only a piece at a
 * time is parsed. @param path a file, or `-` for what is piped in. @throws UsageError naming the place that is wrong.
 */
export async function readInstanceFile(path: string): Promise<SourcingInstance> {
  const cutter = new DocumentCutter(new InstanceReader());
  const stream = path === '-' ? stdin : createReadStream(path, { highWaterMark: PIECE_BYTES });
  try {
    for await (const chunk of stream) cutter.write(chunk as Buffer);
    return cutter.finish();
  } catch (error) {
    if (error instanceof InstanceError || error instanceof SyntaxError) {
      throw new UsageError(`${path} is no sourcing instance. ${error.message}`);
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`There is no file ${path}.`);
    throw error;
  }
}

/** Follows the depth of the document byte by byte; hands over what lies between the commas of the outer lists. */
class DocumentCutter {
  private readonly reader: InstanceReader;
  private depth = 0;
  private inText = false;
  private escaped = false;
  private list: InstanceList | null = null;
  /** Bytes of the piece that is not handed over yet, from earlier chunks. */
  private kept: Buffer[] = [];
  private keptBytes = 0;
  private ended = false;

  constructor(reader: InstanceReader) {
    this.reader = reader;
  }

  write(chunk: Buffer): void {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.inText) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.inText = false;
        continue;
      }
      if (byte === QUOTE) this.inText = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) start = this.open(byte, chunk, start, i);
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) start = this.close(byte, chunk, start, i);
      else if (byte === COMMA) start = this.separate(chunk, start, i);
    }
    this.keep(chunk, start, chunk.length);
  }

  finish(): SourcingInstance {
    if (!this.ended) throw new SyntaxError('The document ends too early.');
    return this.reader.finish();
  }

  private open(byte: number, chunk: Buffer, start: number, at: number): number {
    this.depth += 1;
    if (this.depth === 1) {
      if (byte !== OPEN_OBJECT || this.ended) throw new InstanceError('instance', 'must be an object');
      return at + 1;
    }
    if (this.depth !== 2 || byte !== OPEN_LIST) return start;
    const text = this.text(chunk, start, at);
    const name = /^\s*"(\w+)"\s*:\s*$/.exec(text)?.[1];
    this.list = INSTANCE_LISTS.find((list) => list === name) ?? null;
    if (this.list) return at + 1;
    const bytes = Buffer.from(text);
    this.keep(bytes, 0, bytes.length);
    return at;
  }

  private close(byte: number, chunk: Buffer, start: number, at: number): number {
    this.depth -= 1;
    if (this.depth === 1 && this.list && byte === CLOSE_LIST) {
      this.elements(this.text(chunk, start, at));
      this.list = null;
      return at + 1;
    }
    if (this.depth > 0) return start;
    this.property(this.text(chunk, start, at));
    this.ended = true;
    return at + 1;
  }

  private separate(chunk: Buffer, start: number, at: number): number {
    if (this.depth === 1) {
      this.property(this.text(chunk, start, at));
      return at + 1;
    }
    if (this.depth !== 2 || !this.list || this.keptBytes + at - start < PIECE_BYTES) return start;
    this.elements(this.text(chunk, start, at));
    return at + 1;
  }

  private elements(text: string): void {
    const list = this.list as InstanceList;
    for (const element of this.parse(`[${text}]`, list) as unknown[]) this.reader.element(list, element);
  }

  private property(text: string): void {
    if (text.trim() === '') return;
    const fields = this.parse(`{${text}}`, 'instance') as Record<string, unknown>;
    for (const [name, value] of Object.entries(fields)) this.reader.property(name, value);
  }

  private parse(text: string, place: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new InstanceError(place, `is not JSON (${(error as Error).message})`);
    }
  }

  private keep(chunk: Buffer, start: number, end: number): void {
    if (end <= start) return;
    this.kept.push(chunk.subarray(start, end));
    this.keptBytes += end - start;
  }

  private text(chunk: Buffer, start: number, end: number): string {
    this.keep(chunk, start, end);
    const text = Buffer.concat(this.kept).toString('utf8');
    this.kept = [];
    this.keptBytes = 0;
    return text;
  }
}

/** Writes an instance as JSON, piece by piece. @param path null = standard output. */
export async function writeInstanceFile(path: string | null, instance: SourcingInstance): Promise<void> {
  await writeText(path, instanceText(instance));
}

/** Writes a result as JSON, one allocation a line. @param path null = standard output. */
export async function writeResultFile(path: string | null, result: InstanceResult): Promise<void> {
  await writeText(path, resultText(result));
}

async function writeText(path: string | null, pieces: Iterable<string>): Promise<void> {
  const file = path === null ? null : await open(path, 'w');
  let waiting = '';
  const flush = async () => {
    const text = waiting;
    waiting = '';
    if (file) await file.write(text);
    else await new Promise<void>((resolve) => stdout.write(text, () => resolve()));
  };
  try {
    for (const piece of pieces) {
      waiting += piece;
      if (waiting.length > PIECE_BYTES) await flush();
    }
    await flush();
  } finally {
    await file?.close();
  }
}

function* resultText(result: InstanceResult): Generator<string> {
  const { allocations, short, ...head } = result;
  yield `${JSON.stringify(head).slice(0, -1)},\n"allocations":`;
  yield* listText(allocations);
  yield ',\n"short":';
  yield* listText(short);
  yield '}\n';
}

function* listText(values: Iterable<unknown>): Generator<string> {
  let separator = '[\n';
  for (const value of values) {
    yield `${separator}${JSON.stringify(value)}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]' : '\n]';
}

function* instanceText(instance: SourcingInstance): Generator<string> {
  const { currency, shipping } = instance;
  yield `{"format":"vigie-sourcing/1","currency":${JSON.stringify(currency)},\n"facilities":`;
  yield* listText(facilitiesOf(instance));
  yield ',\n"products":';
  yield* listText(
    instance.products.ids.map((id, i) => ({ id, weightGrams: instance.products.weightGrams[i] })),
  );
  yield ',\n"stock":';
  yield* listText(stockOf(instance));
  yield ',\n"orders":';
  yield* listText(ordersOf(instance));
  const maxKm = Number.isFinite(shipping.maxKm) ? shipping.maxKm : null;
  yield `,\n"shipping":${JSON.stringify({ ...shipping, maxKm })}}\n`;
}

function* facilitiesOf({ facilities }: SourcingInstance): Generator<unknown> {
  for (const [i, id] of facilities.ids.entries()) {
    const capacity = facilities.orderCapacity[i] as number;
    yield {
      id,
      lat: facilities.latitude[i],
      lon: facilities.longitude[i],
      orderCapacity: Number.isFinite(capacity) ? capacity : null,
      perShipment: facilities.perShipment[i],
      perUnit: facilities.perUnit[i],
    };
  }
}

function* stockOf({ stock, facilities, products }: SourcingInstance): Generator<unknown> {
  for (let i = 0; i < stock.facility.length; i++) {
    yield {
      facility: facilities.ids[stock.facility[i] as number],
      product: products.ids[stock.product[i] as number],
      available: stock.available[i],
      unitOpportunityCost: stock.unitOpportunityCost[i],
    };
  }
}

function* ordersOf({ orders, products }: SourcingInstance): Generator<unknown> {
  for (const [i, id] of orders.ids.entries()) {
    const lines = [];
    for (let line = orders.lineStart[i] as number; line < (orders.lineStart[i + 1] as number); line++) {
      lines.push({
        product: products.ids[orders.product[line] as number],
        quantity: orders.quantity[line],
        unitMargin: orders.unitMargin[line],
        unitShortPenalty: orders.unitShortPenalty[line],
      });
    }
    yield {
      id,
      lat: orders.latitude[i],
      lon: orders.longitude[i],
      maxShipments: orders.maxShipments[i],
      shipComplete: orders.shipComplete[i] === 1,
      lines,
    };
  }
}
