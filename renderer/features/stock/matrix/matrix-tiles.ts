import type { FacilityRef, MatrixCell, StockRow } from '../../../../core/contract/stock.ts';

export const TILE_ROWS = 60;
export const TILE_COLUMNS = 40;

export interface MatrixAnswer {
  facilities: FacilityRef[];
  facilityTotal: number;
  rows: StockRow[];
  total: number;
  cells: (MatrixCell | null)[][];
  loading: boolean;
}

export interface TileRequest {
  offset: number;
  limit: number;
  facilityOffset: number;
  facilityLimit: number;
  signal: AbortSignal;
}

/** What is on screen: row and facility indices, ends exclusive. */
export interface MatrixWindow {
  rowStart: number;
  rowEnd: number;
  columnStart: number;
  columnEnd: number;
}

export interface MatrixSnapshot {
  total: number;
  facilityTotal: number;
  ready: boolean;
  loading: boolean;
  error: unknown;
  row: (index: number) => StockRow | undefined;
  facility: (index: number) => FacilityRef | undefined;
  /** `undefined` while on the way, `null` where there is no position. */
  cell: (row: number, column: number) => MatrixCell | null | undefined;
}

interface Tile {
  answer: MatrixAnswer;
  version: number;
}

const KEPT_TILES = 80;
const NO_WINDOW: MatrixWindow = { rowStart: 0, rowEnd: 1, columnStart: 0, columnEnd: 1 };

/** The product × facility matrix, fetched by tiles around what is on screen. */
export class MatrixTiles {
  #fetchTile: (request: TileRequest) => Promise<MatrixAnswer> = () =>
    Promise.reject(new Error('not started'));
  #key = '';
  #version = 0;
  #window = NO_WINDOW;
  #tiles = new Map<string, Tile>();
  #flights = new Map<string, AbortController>();
  #newest: MatrixAnswer | null = null;
  #error: unknown = null;
  readonly #listeners = new Set<() => void>();
  #snapshot: MatrixSnapshot = this.#describe();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): MatrixSnapshot => this.#snapshot;

  /** Says which matrix (filter and sort) is wanted, at which version of the facts. */
  show(key: string, version: number, fetchTile: (request: TileRequest) => Promise<MatrixAnswer>): void {
    this.#fetchTile = fetchTile;
    this.#version = version;
    if (key !== this.#key) {
      this.#key = key;
      this.stop();
      this.#tiles.clear();
      this.#error = null;
    }
    this.#ensure();
  }

  readonly setWindow = (window: MatrixWindow): void => {
    this.#window = window;
    this.#ensure();
  };

  readonly retry = (): void => {
    this.#error = null;
    this.#ensure();
    this.#emit();
  };

  stop(): void {
    for (const flight of this.#flights.values()) flight.abort();
    this.#flights.clear();
  }

  #ensure(): void {
    const wanted = new Set(this.#wantedTiles());
    for (const [id, flight] of this.#flights) {
      if (wanted.has(id)) continue;
      flight.abort();
      this.#flights.delete(id);
    }
    for (const id of wanted) {
      if (this.#tiles.get(id)?.version !== this.#version && !this.#flights.has(id)) this.#fetch(id);
    }
  }

  *#wantedTiles(): Iterable<string> {
    const { rowStart, rowEnd, columnStart, columnEnd } = this.#window;
    const last = (end: number, size: number) => Math.floor(Math.max(0, end - 1) / size);
    for (let r = Math.floor(rowStart / TILE_ROWS); r <= last(rowEnd, TILE_ROWS); r += 1) {
      for (let c = Math.floor(columnStart / TILE_COLUMNS); c <= last(columnEnd, TILE_COLUMNS); c += 1) {
        yield `${r}:${c}`;
      }
    }
  }

  #fetch(id: string): void {
    const [row = 0, column = 0] = id.split(':').map(Number);
    const controller = new AbortController();
    const version = this.#version;
    this.#flights.set(id, controller);
    const request = {
      offset: row * TILE_ROWS,
      limit: TILE_ROWS,
      facilityOffset: column * TILE_COLUMNS,
      facilityLimit: TILE_COLUMNS,
      signal: controller.signal,
    };
    this.#fetchTile(request)
      .then((answer) => {
        if (controller.signal.aborted) return;
        this.#tiles.set(id, { answer, version });
        this.#newest = answer;
        this.#error = null;
        this.#forgetOldest();
      })
      .catch((error: unknown) => {
        if (!controller.signal.aborted) this.#error = error;
      })
      .finally(() => {
        if (this.#flights.get(id) === controller) this.#flights.delete(id);
        if (!controller.signal.aborted) this.#emit();
      });
  }

  #forgetOldest(): void {
    const wanted = new Set(this.#wantedTiles());
    for (const id of this.#tiles.keys()) {
      if (this.#tiles.size <= KEPT_TILES) return;
      if (!wanted.has(id)) this.#tiles.delete(id);
    }
  }

  #describe(): MatrixSnapshot {
    const tiles = this.#tiles;
    const at = (row: number, column: number) =>
      tiles.get(`${Math.floor(row / TILE_ROWS)}:${Math.floor(column / TILE_COLUMNS)}`)?.answer;
    const firstWith = (index: number, size: number, axis: 0 | 1) => {
      const wanted = Math.floor(index / size);
      for (const [id, tile] of tiles) if (Number(id.split(':')[axis]) === wanted) return tile.answer;
      return undefined;
    };
    return {
      total: this.#newest?.total ?? 0,
      facilityTotal: this.#newest?.facilityTotal ?? 0,
      ready: this.#newest !== null,
      loading: this.#newest?.loading ?? false,
      error: this.#error,
      row: (index) => firstWith(index, TILE_ROWS, 0)?.rows[index % TILE_ROWS],
      facility: (index) => firstWith(index, TILE_COLUMNS, 1)?.facilities[index % TILE_COLUMNS],
      cell: (row, column) => at(row, column)?.cells[row % TILE_ROWS]?.[column % TILE_COLUMNS],
    };
  }

  #emit(): void {
    this.#snapshot = this.#describe();
    for (const listener of this.#listeners) listener();
  }
}
