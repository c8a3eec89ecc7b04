import type { CauseKind } from '../../contract/incidents.ts';
import type { Point } from '../../kernel/geo.ts';
import type { CauseUnit, SharedCause, TroubleFamily } from './shared-cause.ts';

/** Shipments under way that have something in common, counted. */
export interface Group extends Counts {
  kind: CauseKind;
  key: string;
  area: SharedCause['area'];
  /** Of an area: the cells it is made of. */
  cells?: readonly Cell[];
}

export interface Counts {
  troubled: number;
  total: number;
}

/** A square on the map. */
export interface Cell extends Group, Point {}

/** What shipments may have in common, besides lying close to each other. */
const DIMENSIONS = ['hub', 'carrier', 'facility', 'lane'] as const;
/** Groups of a shipment: one a dimension, and its cell. */
const WIDTH = DIMENSIONS.length + 1;
const CELL_DEGREES = 0.25;
const NONE = -1;

/** Which shipments have what in common, whatever is wrong with them: worked out once for every family of troubles. */
export class GroupedUnits {
  readonly units: readonly CauseUnit[];
  /** Of each shipment the numbers of its groups; the last is its cell. */
  readonly groupsOf: Int32Array;
  readonly #groups: { kind: CauseKind; key: string }[] = [];
  readonly #cells: Point[] = [];

  constructor(units: readonly CauseUnit[]) {
    this.units = units;
    this.groupsOf = new Int32Array(units.length * WIDTH).fill(NONE);
    DIMENSIONS.forEach((kind, column) => {
      this.#number(kind, column);
    });
    this.#placeInCells();
  }

  emptyGroups(): Group[] {
    return this.#groups.map((group) => ({ ...group, total: 0, troubled: 0, area: null }));
  }

  emptyCells(): Cell[] {
    return this.#cells.map((centre, index) => {
      return { kind: 'area', key: String(index), ...centre, total: 0, troubled: 0, area: null };
    });
  }

  #number(kind: (typeof DIMENSIONS)[number], column: number): void {
    const numbers = new Map<string, number>();
    this.units.forEach((unit, index) => {
      const key = unit[kind];
      if (key === null) return;
      let number = numbers.get(key);
      if (number === undefined) {
        number = this.#groups.push({ kind, key }) - 1;
        numbers.set(key, number);
      }
      this.groupsOf[index * WIDTH + column] = number;
    });
  }

  #placeInCells(): void {
    const numbers = new Map<number, number>();
    this.units.forEach(({ point }, index) => {
      if (!point) return;
      const row = Math.round(point.latitude / CELL_DEGREES);
      const column = Math.round(point.longitude / CELL_DEGREES);
      const square = row * 10_000 + column;
      let number = numbers.get(square);
      if (number === undefined) {
        const centre = { latitude: row * CELL_DEGREES, longitude: column * CELL_DEGREES };
        number = this.#cells.push(centre) - 1;
        numbers.set(square, number);
      }
      this.groupsOf[index * WIDTH + WIDTH - 1] = number;
    });
  }
}

/** Groups with how many in each are in trouble of one family; what is explained is taken out again. */
export class CauseGroups {
  readonly groups: readonly Group[];
  readonly cells: readonly Cell[];
  readonly #all: Counts = { troubled: 0, total: 0 };
  readonly #kept: GroupedUnits;
  readonly #family: TroubleFamily;
  /** 1: explained already. */
  readonly #out: Uint8Array;

  constructor(family: TroubleFamily, kept: GroupedUnits) {
    this.#family = family;
    this.#kept = kept;
    this.groups = kept.emptyGroups();
    this.cells = kept.emptyCells();
    this.#out = new Uint8Array(kept.units.length);
    for (let index = 0; index < kept.units.length; index++) this.#count(index, 1);
  }

  get counts(): Counts {
    return { ...this.#all };
  }

  /** Takes out those of a group. @returns them */
  remove(group: Group): CauseUnit[] {
    const within = new Set<Group>(group.cells ?? [group]);
    const removed: CauseUnit[] = [];
    this.#kept.units.forEach((unit, index) => {
      if (this.#out[index] === 1 || !this.#groupsAt(index).some((own) => within.has(own))) return;
      this.#out[index] = 1;
      removed.push(unit);
      this.#count(index, -1);
    });
    return removed;
  }

  #groupsAt(index: number): Group[] {
    const own: Group[] = [];
    for (let column = 0; column < WIDTH; column++) {
      const number = this.#kept.groupsOf[index * WIDTH + column] as number;
      const group = column === WIDTH - 1 ? this.cells[number] : this.groups[number];
      if (group) own.push(group);
    }
    return own;
  }

  #count(index: number, sign: 1 | -1): void {
    const hit = this.#kept.units[index]?.trouble === this.#family ? sign : 0;
    for (const counts of this.#groupsAt(index)) {
      counts.total += sign;
      counts.troubled += hit;
    }
    this.#all.total += sign;
    this.#all.troubled += hit;
  }
}
