import type { PullMode, RawBatch, RawItem } from '../../../connector.ts';
import { openClient, type TrytonTools } from '../client.ts';
import type { TrytonClient } from '../rpc/tryton-client.ts';
import type { Row } from '../rpc/values.ts';
import { isEmpty, readCursor, sizeOf, type TrytonCursor } from './cursor.ts';
import { DirtyBook } from './dirty.ts';
import { readDocuments } from './documents.ts';
import { documentKind, MOVES, POSITIONS, wantedKinds, watchedModels } from './models.ts';
import { changedSince, newestDate, pollModel, remember, stampRows } from './poll.ts';
import { readPositions, readWarehouses, type Warehouse } from './positions.ts';
import { fingerprintOf } from './stamps.ts';
import { noteStates, sweepOpen } from './sweep.ts';

const MINUTE_MS = 60_000;
const NEW_CURSOR: TrytonCursor = {
  version: 1,
  marks: {},
  open: {},
  sweptAt: 0,
  loaded: [],
  load: null,
  pending: null,
};

/** New and changed documents since the cursor: a first load in pages, then what changed, each read whole again. */
export async function* pullTryton(
  tools: TrytonTools,
  stored: unknown,
  mode: PullMode,
): AsyncGenerator<RawBatch> {
  const cursor = readCursor(stored) ?? structuredClone(NEW_CURSOR);
  const pull = new Pull(tools, openClient(tools), cursor);
  if (mode.type === 'backfill') yield* pull.backfill(mode.from);
  else yield* pull.sync();
}

class Pull {
  readonly #tools: TrytonTools;
  readonly #client: TrytonClient;
  readonly #cursor: TrytonCursor;
  readonly #wanted: readonly string[];
  readonly #overlapMs: number;
  #warehouses: Warehouse[] | null = null;

  constructor(tools: TrytonTools, client: TrytonClient, cursor: TrytonCursor) {
    this.#tools = tools;
    this.#client = client;
    this.#cursor = cursor;
    this.#wanted = wantedKinds(tools.options);
    this.#overlapMs = tools.options.overlapMinutes * MINUTE_MS;
  }

  async *sync(): AsyncGenerator<RawBatch> {
    const missing = this.#wanted.filter((model) => !this.#cursor.loaded.includes(model));
    if (!this.#cursor.load && missing.length > 0) await this.#startLoad(missing, null);
    if (this.#cursor.load) yield* this.#load();
    if (this.#cursor.pending) yield* this.#drain();
    const moved = await this.#poll();
    if (this.#cursor.pending) yield* this.#drain();
    else if (moved) yield this.#batch([], 1);
  }

  async *backfill(from: number): AsyncGenerator<RawBatch> {
    await this.#startLoad(this.#wanted, from * 1000);
    yield* this.#load();
  }

  /** The cursor as it is now: what was handed out must not change any more. */
  #batch(items: RawItem[], progress: number | null): RawBatch {
    return { items, cursor: structuredClone(this.#cursor), progress };
  }

  async #installed(models: readonly string[]): Promise<string[]> {
    const there = await Promise.all(models.map((model) => this.#client.has(model)));
    return models.filter((_, index) => there[index]);
  }

  /** Marks are set before anything is read, so that what changes during the load comes with the next poll. */
  async #startLoad(models: readonly string[], from: number | null): Promise<void> {
    const there = await this.#installed(models.map(rootOf));
    const loadable = models.filter((model) => there.includes(rootOf(model)));
    if (from === null) await this.#setMarks();
    let total = 0;
    for (const model of loadable) total += await this.#client.count(rootOf(model), domainOf(model, from));
    const load = { from, models: loadable, model: loadable[0] ?? '', afterId: 0, done: 0, total };
    this.#cursor.load = loadable.length > 0 ? load : null;
    if (from === null) this.#cursor.loaded = [...new Set([...this.#cursor.loaded, ...models])];
  }

  async #setMarks(): Promise<void> {
    const watched = await this.#installed(watchedModels(this.#tools.options));
    const fresh = watched.filter((model) => !this.#cursor.marks[model]);
    if (fresh.length === 0) return;
    const at = await newestDate(this.#client, watched);
    const since = this.#tools.clock();
    for (const model of fresh) {
      const mark = { at, since, seen: {} };
      const loaded = this.#wanted.includes(model);
      this.#cursor.marks[model] = loaded
        ? mark
        : (await pollModel(this.#client, model, mark, since, this.#overlapMs)).mark;
    }
    if (this.#cursor.sweptAt === 0) this.#cursor.sweptAt = since;
  }

  async *#load(): AsyncGenerator<RawBatch> {
    const { load } = this.#cursor;
    if (!load) return;
    for (const model of load.models.slice(load.models.indexOf(load.model))) {
      const afterId = model === load.model ? load.afterId : 0;
      const domain = domainOf(model, load.from);
      for await (const rows of stampRows(
        this.#client,
        rootOf(model),
        domain,
        this.#tools.options.pageSize,
        afterId,
      )) {
        const items = await this.#readPage(model, rows, load.from === null);
        load.model = model;
        load.afterId = Number(rows.at(-1)?.id);
        load.done += rows.length;
        yield this.#batch(items, load.total > 0 ? Math.min(1, load.done / load.total) : null);
      }
    }
    this.#cursor.load = null;
    yield this.#batch([], 1);
  }

  async #readPage(model: string, rows: readonly Row[], remembered: boolean): Promise<RawItem[]> {
    const ids = rows.map((row) => Number(row.id));
    if (model === POSITIONS) return this.#readStock(ids);
    if (remembered) this.#remember(model, rows);
    const { items, states } = await readDocuments(this.#client, model, ids);
    noteStates(this.#cursor.open, model, ids, states);
    return items;
  }

  async #readStock(ids: readonly number[]): Promise<RawItem[]> {
    const items: RawItem[] = [];
    for (const warehouse of await this.#allWarehouses()) {
      items.push(...(await readPositions(this.#client, warehouse, ids, this.#stockVersion(), () => false)));
    }
    return items;
  }

  #remember(model: string, rows: readonly Row[]): void {
    const mark = this.#cursor.marks[model];
    if (!mark) return;
    const fresh = new Map(rows.map((row): [string, string] => [String(row.id), fingerprintOf(row).text]));
    mark.seen = remember(mark.seen, fresh, mark.at - this.#overlapMs * 1000);
  }

  #stockVersion(): number | null {
    return Math.floor((this.#cursor.marks[MOVES]?.at ?? 0) / 1000) || null;
  }

  async #allWarehouses(): Promise<Warehouse[]> {
    this.#warehouses ??= await readWarehouses(this.#client);
    return this.#warehouses;
  }

  /** Looks for changes and puts down what must be read again. @returns whether the cursor moved */
  async #poll(): Promise<boolean> {
    const now = this.#tools.clock();
    const book = new DirtyBook(this.#client, this.#wanted);
    let moveIds: number[] = [];
    let moved = false;
    for (const model of await this.#installed(watchedModels(this.#tools.options))) {
      const before = this.#cursor.marks[model] ?? { at: 0, since: 0, seen: {} };
      const { ids, mark } = await pollModel(this.#client, model, before, now, this.#overlapMs);
      moved ||= mark !== before;
      this.#cursor.marks[model] = mark;
      if (model === MOVES) moveIds = ids;
      else book.add(model, ids);
    }
    const quiet = now - this.#cursor.sweptAt;
    if (quiet < 0 || quiet >= this.#tools.options.sweepMinutes * MINUTE_MS) {
      for (const [model, ids] of await sweepOpen(this.#client, this.#cursor.open, this.#wanted))
        book.add(model, ids);
      this.#cursor.sweptAt = now;
      moved = true;
    }
    await book.follow(moveIds);
    const changed = book.result(book.touchesStock ? (await this.#allWarehouses()).map(({ id }) => id) : []);
    this.#cursor.pending = isEmpty(changed) ? null : changed;
    return moved;
  }

  /** Reads what was put down, in the order in which one needs the other. */
  async *#drain(): AsyncGenerator<RawBatch> {
    const { pending } = this.#cursor;
    if (!pending) return;
    const total = sizeOf(pending);
    for (const model of this.#wanted) {
      if (model === POSITIONS) {
        for await (const items of this.#drainPositions())
          yield this.#batch(items, 1 - sizeOf(pending) / total);
        continue;
      }
      for (let ids = pending.documents[model] ?? []; ids.length > 0; ids = pending.documents[model] ?? []) {
        const piece = ids.slice(0, this.#tools.options.pageSize);
        const { items, states } = await readDocuments(this.#client, model, piece);
        noteStates(this.#cursor.open, model, piece, states);
        pending.documents[model] = ids.slice(piece.length);
        yield this.#batch(items, 1 - sizeOf(pending) / total);
      }
    }
    this.#cursor.pending = null;
    yield this.#batch([], 1);
  }

  async *#drainPositions(): AsyncGenerator<RawItem[]> {
    const positions = this.#cursor.pending?.positions ?? {};
    for (const warehouse of await this.#allWarehouses()) {
      const left = positions[warehouse.id];
      if (!left) continue;
      const told = new Set(left.must);
      const ids = [...new Set([...left.must, ...left.may])];
      for (let at = 0; at < ids.length; at += this.#tools.options.pageSize) {
        const piece = ids.slice(at, at + this.#tools.options.pageSize);
        const items = await readPositions(this.#client, warehouse, piece, this.#stockVersion(), (id) =>
          told.has(id),
        );
        const rest = new Set(ids.slice(at + piece.length));
        positions[warehouse.id] = {
          must: left.must.filter((id) => rest.has(id)),
          may: left.may.filter((id) => rest.has(id)),
        };
        yield items;
      }
    }
  }
}

/** The model whose records are paged through: positions go by product. */
export function rootOf(model: string): string {
  return model === POSITIONS ? 'product.product' : model;
}

function domainOf(model: string, from: number | null) {
  if (from !== null && model !== POSITIONS) return changedSince(model, from);
  return documentKind(rootOf(model)).domain;
}
