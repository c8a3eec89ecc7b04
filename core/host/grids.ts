import { Worker } from 'node:worker_threads';
import type { CoreEvent } from '../contract/events.ts';
import type { DatabaseTarget } from '../db/database.ts';
import { bothChanges, EVERYTHING, type GridChange, type Grids, gridChanges } from '../features/grids.ts';
import type { UnderWayApi } from '../features/incidents/index.ts';
import type { OrderGridApi } from '../features/orders/index.ts';
import type { StockGridApi } from '../features/stock/index.ts';
import type { GridReply, GridRequest } from './grid-service.ts';
import type { GridThreadData } from './grid-thread.ts';

export interface GridOptions {
  target: DatabaseTarget;
  /** The thread's entry file. */
  threadUrl: URL;
  nativeBinding?: string;
  /** Loads a list when it is first asked for, and answers once it is whole: for programs that come and go. */
  whenAsked?: boolean;
  publish: (event: CoreEvent) => void;
  log: (line: string) => void;
}

/** Each keeps tens of megabytes in typed arrays; what is left to the heap is small and short-lived. */
const HEAP_LIMITS = { maxYoungGenerationSizeMb: 16 };
/** What is under way is objects that stay: with less room they are copied again and again while they are read. */
const ROOMY_LIMITS = { maxYoungGenerationSizeMb: 64 };

/** Starts the threads that keep the lists; they load in the background and answer meanwhile. */
export function openGrids(options: GridOptions): Grids {
  const orders = new GridThread('orders', options);
  const stock = new GridThread('stock', options);
  const underWay = new GridWhenAsked('underWay', options);
  return {
    orders: orders.api<OrderGridApi>(),
    stock: stock.api<StockGridApi>(),
    underWay: underWay.api<UnderWayApi>(),
    rereadUnderWay: () => underWay.reread(),
    async refresh(events) {
      const changes = gridChanges(events);
      if (changes.orders) underWay.note(changes.orders);
      await Promise.all([
        changes.orders && orders.refresh(changes.orders),
        changes.stock && stock.refresh(changes.stock),
      ]);
    },
    loaded: async () => void (await Promise.all([orders.loaded(), stock.loaded()])),
    close: async () => void (await Promise.all([orders.close(), stock.close(), underWay.close()])),
  };
}

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };
type RequestBody = GridRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

/** The caller's side of a grid thread. A thread that dies is replaced once; its open calls fail. */
class GridThread {
  #grid: GridThreadData['grid'];
  #options: GridOptions;
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #closing = false;
  #replaced = false;
  #isLoaded = false;
  #loaded: { promise: Promise<unknown> } & Waiting = withResolvers();

  constructor(grid: GridThreadData['grid'], options: GridOptions) {
    this.#grid = grid;
    this.#options = options;
    this.#loaded.promise.catch(() => {});
    if (!options.whenAsked) this.#hired();
  }

  loaded(): Promise<unknown> {
    this.#hired();
    return this.#loaded.promise;
  }

  /** Every method of the list's interface as a message to the thread. Ids are for work to be done on all: they wait until the list is whole. */
  api<Api extends object>(): Api {
    return new Proxy({} as Api, {
      get: (_, method) => async (input: unknown) => {
        if (this.#options.whenAsked || method === 'ids') await this.loaded();
        return this.#request({ op: 'call', method: String(method), input });
      },
    });
  }

  /** A list that nobody has asked for yet will read what is committed then. */
  async refresh(change: GridChange): Promise<void> {
    if (this.#worker !== null) await this.#request({ op: 'refresh', change });
  }

  /** Somebody has asked for it. */
  get isHired(): boolean {
    return this.#worker !== null;
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#loaded.resolve(undefined);
    await this.#worker?.terminate();
  }

  #hired(): Worker {
    this.#worker ??= this.#hire();
    return this.#worker;
  }

  #hire(): Worker {
    const { target, threadUrl, nativeBinding } = this.#options;
    const workerData: GridThreadData = {
      grid: this.#grid,
      target,
      ...(nativeBinding ? { nativeBinding } : {}),
    };
    const resourceLimits = this.#grid === 'underWay' ? ROOMY_LIMITS : HEAP_LIMITS;
    const worker = new Worker(threadUrl, { workerData, resourceLimits });
    worker.on('message', (reply: GridReply) => this.#settle(reply));
    worker.on('error', (error) => this.#lost(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.#lost(new Error(`The ${this.#grid} list has stopped`)));
    return worker;
  }

  #request(body: RequestBody): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const worker = this.#hired();
      worker.postMessage({ ...body, id });
      worker.ref();
    });
  }

  #settle(reply: GridReply): void {
    if ('progress' in reply) {
      if (this.#grid !== 'underWay') {
        this.#options.publish({ type: 'grids.progress', grid: this.#grid, progress: reply.progress });
      }
      if (reply.progress < 1) return;
      this.#isLoaded = true;
      this.#loaded.resolve(undefined);
      this.#rest();
    } else if ('failed' in reply) {
      this.#options.log(`the ${this.#grid} list could not be loaded: ${reply.failed}`);
      this.#loaded.reject(new Error(reply.failed));
    } else this.#answer(reply);
  }

  /** A list that is whole and has nothing to answer does not keep the program alive. */
  #rest(): void {
    if (this.#isLoaded && this.#waiting.size === 0) this.#worker?.unref();
  }

  #answer(reply: Extract<GridReply, { id: number }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    this.#rest();
    if (!waiting) return;
    if ('ok' in reply) waiting.resolve(reply.ok);
    else waiting.reject(Object.assign(new Error(reply.error.message), { name: reply.error.name }));
  }

  #lost(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
    if (this.#closing) return;
    this.#options.log(`the ${this.#grid} list's thread ended: ${error.message}`);
    this.#worker?.removeAllListeners();
    if (this.#replaced) return;
    this.#replaced = true;
    this.#worker = this.#hire();
  }
}

/** A list that is asked rarely: it is read when first asked for, and takes over changes when it is asked again. */
class GridWhenAsked {
  readonly #thread: GridThread;
  #change: GridChange | null = null;
  /** One after the other: whoever asks next finds what was noted before. */
  #taking: Promise<void> = Promise.resolve();

  constructor(grid: GridThreadData['grid'], options: GridOptions) {
    this.#thread = new GridThread(grid, { ...options, whenAsked: true });
  }

  /** To be taken over before the next answer. */
  note(change: GridChange): void {
    if (this.#thread.isHired) this.#change = bothChanges(this.#change, change);
  }

  /** Reads everything again; who asks meanwhile is answered from what is there. */
  async reread(): Promise<void> {
    if (this.#thread.isHired) await this.#thread.refresh(EVERYTHING);
  }

  api<Api extends object>(): Api {
    const answers = this.#thread.api<Record<string, (input: unknown) => Promise<unknown>>>();
    return new Proxy({} as Api, {
      get: (_, method) => async (input: unknown) => {
        this.#taking = this.#taking.catch(() => {}).then(() => this.#takeOver());
        await this.#taking;
        return answers[String(method)]?.(input);
      },
    });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #takeOver(): Promise<void> {
    const change = this.#change;
    this.#change = null;
    if (!change) return;
    try {
      await this.#thread.refresh(change);
    } catch (error) {
      this.#change = bothChanges(this.#change, change);
      throw error;
    }
  }
}

function withResolvers(): { promise: Promise<unknown> } & Waiting {
  let settle: Waiting | undefined;
  const promise = new Promise<unknown>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...(settle as unknown as Waiting) };
}
