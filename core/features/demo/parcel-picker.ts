import { distanceMetres } from '../../kernel/geo.ts';
import type { Random } from '../../kernel/random.ts';
import { CITIES, type City } from './data/cities.ts';
import type { DemoFacility } from './facilities.ts';
import type { DraftLine } from './order-drafts.ts';
import type { StockBook } from './stock-book.ts';

/** Kilometres that a kind of facility counts as further away than it is. */
const RELUCTANCE = { warehouse: 0, thirdParty: 80, supplier: 120, store: 0 } as const;
const STORE_REACH_KILOMETRES = 60;

export interface PickedLine {
  /** Index in the order's lines. */
  index: number;
  line: DraftLine;
}

/** Lines that one facility sends. */
export interface Pick {
  facility: DemoFacility;
  lines: PickedLine[];
}

export interface PickRules {
  /** True: only what is available, and it is taken. False: history, whose stock has long left the shelf. */
  takesStock: boolean;
  /** A store of the customer's town may send it, where it has everything. */
  preferStore: boolean;
  /** The first facility sends only a part. */
  forceSplit: boolean;
  facilitiesAtMost: number;
  /** Nobody else may send it. */
  only: DemoFacility | null;
}

/** Chooses facilities as a planner of yesterday would: most lines from one place, else the nearest. */
export class ParcelPicker {
  readonly #facilities: readonly DemoFacility[];
  readonly #stock: StockBook;
  readonly #kilometres: Float32Array;
  readonly #covered: Uint8Array;
  readonly #firstStoreId: number;

  constructor(facilities: readonly DemoFacility[], stock: StockBook) {
    this.#facilities = facilities;
    this.#stock = stock;
    this.#covered = new Uint8Array(facilities.length + 1);
    this.#firstStoreId =
      facilities.find((facility) => facility.kind === 'store')?.id ?? facilities.length + 1;
    this.#kilometres = new Float32Array(facilities.length * CITIES.length);
    facilities.forEach((facility, row) => {
      CITIES.forEach((city, column) => {
        this.#kilometres[row * CITIES.length + column] = distanceMetres(facility, city) / 1000;
      });
    });
  }

  kilometres(facility: DemoFacility, city: City): number {
    return this.#kilometres[(facility.id - 1) * CITIES.length + city.index] as number;
  }

  /** Lines that nobody can send are left out of the answer. */
  pick(random: Random, lines: readonly DraftLine[], city: City, rules: PickRules): Pick[] {
    let remaining = lines.map((line, index) => ({ index, line }));
    const picks: Pick[] = [];
    while (remaining.length > 0 && picks.length < rules.facilitiesAtMost) {
      const used = new Set(picks.map(({ facility }) => facility.id));
      const facility = this.#best(remaining, city, rules, used);
      if (!facility) break;
      let sent = remaining.filter(({ line }) => this.#has(line, facility.id, rules.takesStock));
      if (rules.forceSplit && picks.length === 0 && sent.length > 1) {
        sent = sent.slice(0, random.integer(1, sent.length - 1));
      }
      if (rules.takesStock) for (const { line } of sent) this.#take(line, facility.id);
      picks.push({ facility, lines: sent });
      remaining = remaining.filter((candidate) => !sent.includes(candidate));
    }
    return picks;
  }

  /** The nearest store, for purchases carried home; null in a network without stores. */
  nearestStore(city: City): DemoFacility | null {
    let best: DemoFacility | null = null;
    for (let i = this.#firstStoreId - 1; i < this.#facilities.length; i++) {
      const store = this.#facilities[i] as DemoFacility;
      if (!best || this.kilometres(store, city) < this.kilometres(best, city)) best = store;
    }
    return best;
  }

  #best(
    lines: readonly PickedLine[],
    city: City,
    rules: PickRules,
    used: ReadonlySet<number>,
  ): DemoFacility | null {
    const covered = this.#covered.fill(0);
    for (const { line } of lines) {
      const end = this.#stock.end(line.product);
      for (let position = this.#stock.start(line.product); position < end; position++) {
        const facilityId = this.#stock.facilityId(position);
        if (facilityId >= this.#firstStoreId && !rules.preferStore) break;
        if (rules.takesStock && this.#stock.available(position) < line.quantity) continue;
        covered[facilityId] = (covered[facilityId] as number) + 1;
      }
    }
    let best: DemoFacility | null = null;
    let bestScore = Number.POSITIVE_INFINITY;
    for (let id = 1; id < covered.length; id++) {
      if (covered[id] === 0 || used.has(id) || (rules.only && rules.only.id !== id)) continue;
      const facility = this.#facilities[id - 1] as DemoFacility;
      const score = this.#score(facility, city, lines.length - (covered[id] as number));
      if (score < bestScore) {
        best = facility;
        bestScore = score;
      }
    }
    return best;
  }

  #score(facility: DemoFacility, city: City, missing: number): number {
    const kilometres = this.kilometres(facility, city);
    const tooFar = facility.kind === 'store' && kilometres > STORE_REACH_KILOMETRES ? 5_000 : 0;
    return kilometres + RELUCTANCE[facility.kind] + tooFar + missing * 900;
  }

  #has(line: DraftLine, facilityId: number, takesStock: boolean): boolean {
    const position = this.#stock.find(line.product, facilityId);
    return position >= 0 && (!takesStock || this.#stock.available(position) >= line.quantity);
  }

  #take(line: DraftLine, facilityId: number): void {
    this.#stock.take(this.#stock.find(line.product, facilityId), line.quantity);
  }
}
