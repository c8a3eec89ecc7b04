import type { GridChange } from '../features/grids.ts';

/** A list that a grid thread keeps in memory. */
export interface KeptGrid {
  /** Answers by name. */
  readonly api: object;
  /** Reads everything, in parts that leave room for queries in between; yields the share done, 0 to 1. */
  load(): AsyncGenerator<number, void>;
  refresh(change: GridChange): Promise<void>;
  /** Work done ahead of the first queries, in small steps; given up when something changes. */
  prepare(): Generator<void, void>;
  setLoading(loading: boolean): void;
  /** Gives back memory that is no longer needed. */
  trim(): void;
}

export type GridRequest =
  | { id: number; op: 'call'; method: string; input: unknown }
  | { id: number; op: 'refresh'; change: GridChange };

export type GridReply =
  | { id: number; ok: unknown }
  | { id: number; error: { name: string; message: string } }
  | { progress: number }
  | { failed: string };

/** After this much quiet, what many queries left behind is cleared away. */
const QUIET_MS = 2000;
const MANY_CALLS = 10;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Runs a list: loads it, answers queries at once from what is there, and takes changes over in the order in which they
 * are told. Reading from the database never overlaps with itself, so that an older read cannot overwrite a newer one.
 */
export class GridService {
  #grid: KeptGrid;
  #send: (reply: GridReply) => void;
  #tail: Promise<unknown> = Promise.resolve();
  #loading: Promise<void> | null = null;
  #nextLoad: Promise<void> | null = null;
  #changes = 0;
  #prepared = false;
  #callsSinceTrim = 0;
  #quiet: NodeJS.Timeout | undefined;

  constructor(grid: KeptGrid, send: (reply: GridReply) => void) {
    this.#grid = grid;
    this.#send = send;
  }

  start(): void {
    this.#reload().catch((error: unknown) => this.#send({ failed: messageOf(error) }));
  }

  async handle(request: GridRequest): Promise<void> {
    try {
      const ok = request.op === 'call' ? await this.#call(request) : await this.#refresh(request.change);
      this.#send({ id: request.id, ok });
      this.#tidyWhenQuiet();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'Error';
      this.#send({ id: request.id, error: { name, message: messageOf(error) } });
    }
  }

  #tidyWhenQuiet(): void {
    if (++this.#callsSinceTrim < MANY_CALLS) return;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#callsSinceTrim = 0;
      this.#grid.trim();
    }, QUIET_MS);
  }

  #call({ method, input }: { method: string; input: unknown }): unknown {
    const answer = (this.#grid.api as Record<string, (input: unknown) => unknown>)[method];
    if (typeof answer !== 'function') throw new Error(`The list answers nothing by the name ${method}`);
    return answer.call(this.#grid.api, input);
  }

  async #refresh(change: GridChange): Promise<void> {
    if (change.all) return this.#reload();
    await this.#exclusive(() => this.#grid.refresh(change));
    if (!this.#loading && !this.#prepared) void this.#prepare();
  }

  /** Everything anew. Asked for during a load, it runs once more after it, however often it is asked for. */
  #reload(): Promise<void> {
    if (this.#loading === null) {
      this.#loading = this.#load().finally(() => {
        this.#loading = null;
      });
      return this.#loading;
    }
    this.#nextLoad ??= this.#loading
      .catch(() => {})
      .then(() => {
        this.#nextLoad = null;
        return this.#reload();
      });
    return this.#nextLoad;
  }

  async #load(): Promise<void> {
    this.#prepared = false;
    this.#grid.setLoading(true);
    const steps = this.#grid.load();
    let told = 0;
    for (;;) {
      const step = await this.#exclusive(() => steps.next());
      if (step.done) break;
      if (step.value - told >= 0.1) {
        told = step.value;
        this.#send({ progress: told });
      }
      await breathe();
    }
    this.#grid.setLoading(false);
    this.#send({ progress: 1 });
    this.#grid.trim();
    void this.#prepare();
  }

  async #prepare(): Promise<void> {
    const changes = this.#changes;
    for (const _ of this.#grid.prepare()) {
      await breathe();
      if (changes !== this.#changes) return;
    }
    this.#prepared = true;
    this.#grid.trim();
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    this.#changes++;
    const run = this.#tail.then(work, work);
    this.#tail = run.catch(() => {});
    return run;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
