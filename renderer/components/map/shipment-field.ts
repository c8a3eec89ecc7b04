import { arcBearing, arcPoint, type PlanePoint, planeX, planeY } from './lanes.ts';
import type { MapShipments } from './types.ts';

/** A part of the plane (see lanes.ts). */
export interface PlaneBox {
  west: number;
  north: number;
  east: number;
  south: number;
}

/** Shipments whose marks would overlap, shown as one; `count` 1 is a shipment on its own (`first`). */
export interface ShipmentCell extends PlanePoint {
  count: number;
  late: number;
  first: number;
}

/** Shipments from one origin into one neighbourhood, drawn as one arc. */
export interface Flow {
  from: PlanePoint;
  to: PlanePoint;
  count: number;
  late: number;
  first: number;
}

/** A cell in the making: `last` ends its chain of shipments. */
interface OpenCell extends ShipmentCell {
  last: number;
  merged: boolean;
}

interface Cells {
  list: ShipmentCell[];
  /** Next shipment of the same cell, by shipment; -1 ends. */
  next: Int32Array;
}

const TILE_PIXELS = 512;
/** Marks are merged less, the closer one looks. */
const CELL_PIXELS = { far: 44, near: 24, nearFromZoom: 7 };
const FLOW_CELL_PIXELS = 84;
const GRID = 2 ** 21;
/** With more cells than this over the world, few neighbours are in view together: not worth the time. */
const MERGED_AT_MOST = 8000;

/**
 * Where 50,000 shipments are, as flat arrays: positions on their arcs, what to merge at a zoom, what flows where.
 * Everything that depends on a zoom is worked out once for it (some 10 ms) and kept.
 */
export class ShipmentField {
  readonly count: number;
  readonly source: MapShipments;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly toX: Float64Array;
  private readonly toY: Float64Array;
  private readonly originOf: Int32Array;
  private readonly origins: PlanePoint[] = [];
  private readonly cellsByZoom = new Map<number, Cells>();
  private readonly flowsByZoom = new Map<number, Flow[]>();
  private indexById: Map<number, number> | undefined;

  constructor(source: MapShipments) {
    this.source = source;
    this.count = source.ids.length;
    this.x = new Float64Array(this.count);
    this.y = new Float64Array(this.count);
    this.toX = new Float64Array(this.count);
    this.toY = new Float64Array(this.count);
    this.originOf = new Int32Array(this.count);
    const originIndex = new Map<number, number>();
    for (let i = 0; i < this.count; i++) {
      const from = this.from(i);
      const to = {
        x: planeX(source.destinationLongitudes[i] ?? 0),
        y: planeY(source.destinationLatitudes[i] ?? 0),
      };
      const position = arcPoint(from, to, this.fraction(i));
      this.x[i] = position.x;
      this.y[i] = position.y;
      this.toX[i] = to.x;
      this.toY[i] = to.y;
      this.originOf[i] = this.internOrigin(from, originIndex);
    }
  }

  private internOrigin(from: PlanePoint, known: Map<number, number>): number {
    const key = Math.round(from.x * GRID) * GRID + Math.round(from.y * GRID);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, this.origins.length);
    this.origins.push(from);
    return this.origins.length - 1;
  }

  from(i: number): PlanePoint {
    return {
      x: planeX(this.source.originLongitudes[i] ?? 0),
      y: planeY(this.source.originLatitudes[i] ?? 0),
    };
  }

  to(i: number): PlanePoint {
    return { x: this.toX[i] ?? 0, y: this.toY[i] ?? 0 };
  }

  fraction(i: number): number {
    return Math.max(0, Math.min(1, this.source.fractions[i] ?? 0));
  }

  id(i: number): number {
    return this.source.ids[i] ?? 0;
  }

  isLate(i: number): boolean {
    return this.source.late[i] === 1;
  }

  bearing(i: number): number {
    return arcBearing(this.from(i), this.to(i), this.fraction(i));
  }

  /** The index of a shipment, -1 when it is not under way. */
  indexOf(id: number): number {
    if (!this.indexById) {
      this.indexById = new Map();
      for (let i = 0; i < this.count; i++) this.indexById.set(this.id(i), i);
    }
    return this.indexById.get(id) ?? -1;
  }

  /** Marks in the box at an integer zoom. The same shipments are always merged at the same zoom, so panning moves nothing. */
  cells(zoom: number, box: PlaneBox): ShipmentCell[] {
    return this.cellsAt(zoom).list.filter((cell) => inside(cell, box));
  }

  /** The shipments merged into the cell that begins with `first`. */
  members(zoom: number, first: number): number[] {
    const { next } = this.cellsAt(zoom);
    const indices: number[] = [];
    for (let i = first; i >= 0; i = next[i] ?? -1) indices.push(i);
    return indices;
  }

  /** The smallest box around some shipments' marks. */
  boxOf(indices: readonly number[]): PlaneBox {
    const box = { west: 1, north: 1, east: 0, south: 0 };
    for (const i of indices) {
      const x = this.x[i] ?? 0;
      const y = this.y[i] ?? 0;
      box.west = Math.min(box.west, x);
      box.east = Math.max(box.east, x);
      box.north = Math.min(box.north, y);
      box.south = Math.max(box.south, y);
    }
    return box;
  }

  /** The largest flows that begin, end or pass in the box; of one origin only, when given. */
  flows(zoom: number, box: PlaneBox, limit: number, origin?: PlanePoint): Flow[] {
    const wanted = (flow: Flow) => (origin ? near(flow.from, origin) : touches(flow, box));
    return this.flowsAt(zoom).filter(wanted).slice(0, limit);
  }

  private cellsAt(zoom: number): Cells {
    const known = this.cellsByZoom.get(zoom);
    if (known) return known;
    const made = this.makeCells(cellPixels(zoom) / (TILE_PIXELS * 2 ** zoom));
    this.cellsByZoom.set(zoom, made);
    return made;
  }

  private makeCells(size: number): Cells {
    const next = new Int32Array(this.count).fill(-1);
    const grid = new Map<number, OpenCell>();
    for (let i = 0; i < this.count; i++) {
      const x = this.x[i] ?? 0;
      const y = this.y[i] ?? 0;
      const key = gridKey(x, y, size);
      const cell = grid.get(key);
      const late = this.isLate(i) ? 1 : 0;
      if (cell) join(cell, x, y, late, i, next);
      else grid.set(key, { x, y, count: 1, late, first: i, last: i, merged: false });
    }
    return {
      list: grid.size > MERGED_AT_MOST ? [...grid.values()] : mergeNeighbours(grid, size, next),
      next,
    };
  }

  private flowsAt(zoom: number): Flow[] {
    const known = this.flowsByZoom.get(zoom);
    if (known) return known;
    const made = this.makeFlows(FLOW_CELL_PIXELS / (TILE_PIXELS * 2 ** zoom));
    this.flowsByZoom.set(zoom, made);
    return made;
  }

  private makeFlows(size: number): Flow[] {
    const columns = Math.ceil(1 / size) + 1;
    const flows = new Map<number, Flow>();
    for (let i = 0; i < this.count; i++) {
      const x = this.toX[i] ?? 0;
      const y = this.toY[i] ?? 0;
      const origin = this.originOf[i] ?? 0;
      const key = (origin * columns + Math.floor(x / size)) * columns + Math.floor(y / size);
      const flow = flows.get(key);
      const late = this.isLate(i) ? 1 : 0;
      if (!flow) {
        flows.set(key, { from: this.origins[origin] ?? { x, y }, to: { x, y }, count: 1, late, first: i });
        continue;
      }
      flow.count++;
      flow.late += late;
      flow.to.x += (x - flow.to.x) / flow.count;
      flow.to.y += (y - flow.to.y) / flow.count;
    }
    return [...flows.values()].sort((a, b) => b.count - a.count);
  }
}

function cellPixels(zoom: number): number {
  return zoom < CELL_PIXELS.nearFromZoom ? CELL_PIXELS.far : CELL_PIXELS.near;
}

function gridKey(x: number, y: number, size: number): number {
  return Math.floor(x / size) * GRID + Math.floor(y / size);
}

function join(cell: OpenCell, x: number, y: number, late: number, i: number, next: Int32Array): void {
  next[cell.last] = i;
  cell.last = i;
  cell.count++;
  cell.late += late;
  cell.x += (x - cell.x) / cell.count;
  cell.y += (y - cell.y) / cell.count;
}

function absorb(into: OpenCell, cell: OpenCell, next: Int32Array): void {
  next[into.last] = cell.first;
  into.last = cell.last;
  const share = cell.count / (into.count + cell.count);
  into.x += (cell.x - into.x) * share;
  into.y += (cell.y - into.y) * share;
  into.count += cell.count;
  into.late += cell.late;
}

/** Cells whose centres lie closer than a cell become one, the largest first: marks follow the crowd, not the grid. */
function mergeNeighbours(grid: Map<number, OpenCell>, size: number, next: Int32Array): ShipmentCell[] {
  const kept: OpenCell[] = [];
  const entries = [...grid].sort(([, a], [, b]) => b.count - a.count);
  for (const [key, cell] of entries) {
    if (cell.merged) continue;
    kept.push(cell);
    const { x, y } = cell;
    for (const dx of [-GRID, 0, GRID])
      for (const dy of [-1, 0, 1]) {
        const other = grid.get(key + dx + dy);
        if (!other || other === cell || other.merged || Math.hypot(other.x - x, other.y - y) > size) continue;
        other.merged = true;
        absorb(cell, other, next);
      }
    cell.merged = true;
  }
  return kept;
}

function inside({ x, y }: PlanePoint, box: PlaneBox): boolean {
  return x >= box.west && x <= box.east && y >= box.north && y <= box.south;
}

function near(a: PlanePoint, b: PlanePoint): boolean {
  return Math.abs(a.x - b.x) < 2e-5 && Math.abs(a.y - b.y) < 2e-5;
}

function touches({ from, to }: Flow, box: PlaneBox): boolean {
  if (Math.max(from.x, to.x) < box.west || Math.min(from.x, to.x) > box.east) return false;
  return Math.max(from.y, to.y) >= box.north && Math.min(from.y, to.y) <= box.south;
}
