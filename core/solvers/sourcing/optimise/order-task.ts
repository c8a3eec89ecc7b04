import type { SourcingModel } from './model.ts';

/** What an order's choice is made from: prices and what is left. */
export type Market = {
  /** Of one unit, by position: its cost and, when prices are asked, its price. */
  cost: Float64Array;
  /** Units that may be taken, by position. */
  room: Int32Array;
  /** Added to every shipment, by facility. */
  facilityPrice: Float64Array;
  ordersLeft: Float64Array;
  /** Null: no facility counts units, or they only have a price. */
  unitsLeft: Float64Array | null;
};

/**
 * One order against some facilities, small and dense: `unit[l * width + c]` is what a unit of line l from facility c is
 * worth (`-Infinity`: not from there), `most` how many units it can give.
 */
export class OrderTask {
  lines = 0;
  width = 0;
  /** Value of a unit that does not ship: 0, or very low when the order ships as a whole. */
  unserved = 0;
  mostShipments = 0;
  unit = new Float64Array(256);
  most = new Int32Array(256);
  /** Fixed cost by facility. */
  fixed = new Float64Array(64);
  /** The order's candidate that a facility here stands for. */
  candidate = new Int32Array(64);
  quantity = new Int32Array(16);
  /** No plan gets more out of a line. */
  ceiling = new Float64Array(16);
  /** A line that some facility could serve only in part, or whose units are worth different amounts. */
  partial = new Uint8Array(16);
  private readonly model: SourcingModel;
  private firstLine = 0;
  private readonly sourceUnit = new Float64Array(1024);
  private readonly sourceMost = new Int32Array(1024);

  constructor(model: SourcingModel) {
    this.model = model;
  }

  resize(firstLine: number, lines: number, width: number): void {
    this.firstLine = firstLine;
    this.lines = lines;
    this.width = width;
    const cells = lines * width;
    if (cells > this.unit.length) {
      this.unit = new Float64Array(cells * 2);
      this.most = new Int32Array(cells * 2);
    }
    if (width > this.fixed.length) {
      this.fixed = new Float64Array(width * 2);
      this.candidate = new Int32Array(width * 2);
    }
    if (lines > this.quantity.length) {
      this.quantity = new Int32Array(lines * 2);
      this.ceiling = new Float64Array(lines * 2);
      this.partial = new Uint8Array(lines * 2);
    }
    this.unit.fill(Number.NEGATIVE_INFINITY, 0, cells);
    this.most.fill(0, 0, cells);
  }

  /** What a line is worth when these facilities serve it, at best. */
  lineTotal(line: number, chosen: Int32Array, count: number, extra: number): number {
    let sources = 0;
    for (let i = 0; i <= count; i++) {
      const facility = i < count ? (chosen[i] as number) : extra;
      if (facility < 0) continue;
      const cell = line * this.width + facility;
      const units = this.most[cell] as number;
      if (units > 0) sources = this.insertSource(sources, this.unit[cell] as number, units);
    }
    const tiers = this.model.tiers.get(this.firstLine + line);
    if (tiers) return this.tieredTotal(tiers, sources, this.quantity[line] as number);
    let left = this.quantity[line] as number;
    let total = 0;
    for (let i = 0; i < sources && left > 0; i++) {
      const unit = this.sourceUnit[i] as number;
      if (unit <= this.unserved) break;
      const units = Math.min(left, this.sourceMost[i] as number);
      total += units * unit;
      left -= units;
    }
    return total + left * this.unserved;
  }

  /** Sources sorted by what a unit is worth, the best first. */
  private insertSource(count: number, unit: number, units: number): number {
    let at = count;
    while (at > 0 && (this.sourceUnit[at - 1] as number) < unit) {
      this.sourceUnit[at] = this.sourceUnit[at - 1] as number;
      this.sourceMost[at] = this.sourceMost[at - 1] as number;
      at -= 1;
    }
    this.sourceUnit[at] = unit;
    this.sourceMost[at] = units;
    return count + 1;
  }

  private tieredTotal(
    tiers: readonly { quantity: number; value: number }[],
    sources: number,
    wanted: number,
  ): number {
    const best = tiers[0]?.value ?? 0;
    let total = 0;
    let served = 0;
    let source = 0;
    let leftAtSource = sources > 0 ? (this.sourceMost[0] as number) : 0;
    for (const { quantity, value } of tiers) {
      let left = quantity;
      while (left > 0 && source < sources) {
        const unit = (this.sourceUnit[source] as number) - (best - value);
        if (unit <= this.unserved) break;
        const units = Math.min(left, leftAtSource);
        total += units * unit;
        served += units;
        left -= units;
        leftAtSource -= units;
        if (leftAtSource > 0) continue;
        source += 1;
        leftAtSource = source < sources ? (this.sourceMost[source] as number) : 0;
      }
    }
    return total + (wanted - served) * this.unserved;
  }
}
