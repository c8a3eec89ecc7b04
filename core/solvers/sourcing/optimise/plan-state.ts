import type { SourcingModel } from './model.ts';

/** Which classes' rows a unit taken by a class counts against, at one position: those that keep back no more. */
export function sharesRow(model: SourcingModel, row: number, orderClass: number, position: number): boolean {
  if (row === 0) return true;
  const kept = model.keptBack[row]?.[position] ?? 0;
  return kept > 0 && (model.keptBack[orderClass]?.[position] ?? 0) >= kept;
}

/** The plans of all orders, what they earn, and what they leave. Always feasible. */
export class PlanState {
  /** By class of orders: units that may still be taken from a position. */
  readonly rooms: Int32Array[];
  readonly ordersLeft: Float64Array;
  /** Null when no facility counts units. */
  readonly unitsLeft: Float64Array | null;
  /** Quadruples of line, position, candidate and quantity. */
  readonly plans: number[][];
  readonly gains: Float64Array;
  total = 0;
  private readonly model: SourcingModel;
  /** Units left of what the orders of a class and of stricter ones may take together. */
  private readonly rows: Int32Array[];

  constructor(model: SourcingModel) {
    this.model = model;
    this.rows = model.keptBack.map((kept) =>
      model.positionAvailable.map((units, position) => Math.max(0, units - (kept?.[position] ?? 0))),
    );
    this.rooms = this.rows.length === 1 ? this.rows : this.rows.map((row) => row.slice());
    if (this.rows.length > 1) {
      for (let position = 0; position < model.positionAvailable.length; position++)
        this.refreshRooms(position);
    }
    this.ordersLeft = model.orderCapacity.slice();
    this.unitsLeft = model.unitCapacity.some(Number.isFinite) ? model.unitCapacity.slice() : null;
    this.plans = Array.from({ length: model.orderCount }, () => NOTHING);
    this.gains = new Float64Array(model.orderCount);
  }

  /** Gives the order this plan in place of none. */
  put(order: number, plan: number[], gain: number): void {
    this.plans[order] = plan;
    this.gains[order] = gain;
    this.total += gain;
    this.move(order, plan, 1);
  }

  remove(order: number): void {
    this.total -= this.gains[order] as number;
    this.move(order, this.plans[order] as number[], -1);
    this.plans[order] = NOTHING;
    this.gains[order] = 0;
  }

  /** What a plan of the order earns, at no prices. */
  gainOf(order: number, plan: readonly number[]): number {
    const { model } = this;
    let gain = 0;
    for (let i = 0; i < plan.length; i += 4) {
      const value =
        (model.lineValue[plan[i] as number] as number) -
        (model.positionCost[plan[i + 1] as number] as number);
      gain += value * (plan[i + 3] as number);
    }
    if (model.tiers.size > 0) gain -= this.tierLoss(plan);
    return gain - this.shipmentCosts(order, plan);
  }

  private shipmentCosts(order: number, plan: readonly number[]): number {
    const { model } = this;
    const first = model.orderCandidates[order] as number;
    let cost = 0;
    for (let i = 0; i < plan.length; i += 4) {
      const candidate = plan[i + 2] as number;
      if (!isFirstOf(plan, i)) continue;
      cost += model.candidateFixed[first + candidate] as number;
      if (!model.candidateTariff && !model.candidatePerGram) continue;
      const grams = this.gramsFrom(plan, candidate);
      cost += grams * (model.candidatePerGram?.[first + candidate] ?? 0);
      cost += model.candidateTariff?.[first + candidate]?.cost(grams) ?? 0;
    }
    return cost;
  }

  private gramsFrom(plan: readonly number[], candidate: number): number {
    const { model } = this;
    let grams = 0;
    for (let i = 0; i < plan.length; i += 4) {
      if (plan[i + 2] !== candidate) continue;
      const product = model.lineProduct[plan[i] as number] as number;
      grams += (plan[i + 3] as number) * (model.productWeight[product] as number);
    }
    return grams;
  }

  /** Units of the lesser tiers were counted as if they were of the best. */
  private tierLoss(plan: readonly number[]): number {
    let loss = 0;
    const units = new Map<number, number>();
    for (let i = 0; i < plan.length; i += 4) {
      const line = plan[i] as number;
      units.set(line, (units.get(line) ?? 0) + (plan[i + 3] as number));
    }
    for (const [line, all] of units) {
      let left = all;
      const best = this.model.lineValue[line] as number;
      for (const tier of this.model.tiers.get(line) ?? []) {
        const taken = Math.min(left, tier.quantity);
        loss += taken * (best - tier.value);
        left -= taken;
      }
    }
    return loss;
  }

  private move(order: number, plan: readonly number[], sign: 1 | -1): void {
    const { model } = this;
    const first = model.orderCandidates[order] as number;
    const orderClass = model.orderClass[order] as number;
    for (let i = 0; i < plan.length; i += 4) {
      const position = plan[i + 1] as number;
      const units = sign * (plan[i + 3] as number);
      this.take(position, orderClass, units);
      const facility = model.candidateFacility[first + (plan[i + 2] as number)] as number;
      if (this.unitsLeft) this.unitsLeft[facility] = (this.unitsLeft[facility] as number) - units;
      if (isFirstOf(plan, i)) this.ordersLeft[facility] = (this.ordersLeft[facility] as number) - sign;
    }
  }

  private take(position: number, orderClass: number, units: number): void {
    if (this.rows.length === 1) {
      const row = this.rows[0] as Int32Array;
      row[position] = (row[position] as number) - units;
      return;
    }
    for (const [c, row] of this.rows.entries()) {
      if (sharesRow(this.model, c, orderClass, position)) row[position] = (row[position] as number) - units;
    }
    this.refreshRooms(position);
  }

  private refreshRooms(position: number): void {
    for (const [c, room] of this.rooms.entries()) {
      let least = Number.MAX_SAFE_INTEGER;
      for (const [row, left] of this.rows.entries()) {
        if (sharesRow(this.model, row, c, position)) least = Math.min(least, left[position] as number);
      }
      room[position] = least;
    }
  }
}

export const NOTHING: number[] = [];

/** True for the first entry of a shipment. */
export function isFirstOf(plan: readonly number[], at: number): boolean {
  for (let i = 0; i < at; i += 4) if (plan[i + 2] === plan[at + 2]) return false;
  return true;
}
