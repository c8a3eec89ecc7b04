import { positionOf, type SourcingModel } from './model.ts';
import type { Market, OrderTask } from './order-task.ts';

/** Writes out who gives how much, once it is known which facilities ship. */
export class LinePlanner {
  private readonly model: SourcingModel;
  private readonly sources: number[] = [];

  constructor(model: SourcingModel) {
    this.model = model;
  }

  /** From one facility: all it can give. */
  write(order: number, market: Market, slope: Float64Array, only: number, plan: number[]): void {
    const { model } = this;
    const whole = model.shipComplete[order] === 1;
    const end = model.orderLines[order + 1] as number;
    for (let line = model.orderLines[order] as number; line < end; line++) {
      const position = positionOf(model, line, only);
      if (position < 0) continue;
      const product = model.lineProduct[line] as number;
      const cost =
        (market.cost[position] as number) +
        (model.productWeight[product] as number) * (slope[only] as number);
      if (!whole && (model.lineValue[line] as number) - cost <= 0) continue;
      const units = Math.min(model.lineQuantity[line] as number, market.room[position] as number);
      if (units > 0) plan.push(line, position, only, units);
    }
  }

  /** From the facilities of a task that were chosen: each line from where a unit is worth most. */
  writeTask(task: OrderTask, chosen: number[], order: number, plan: number[]): void {
    const first = this.model.orderLines[order] as number;
    for (let row = 0; row < task.lines; row++) {
      const line = first + row;
      const sources = this.sourcesOf(task, row, chosen);
      const tiers = this.model.tiers.get(line);
      const best = this.model.lineValue[line] as number;
      const wanted = task.quantity[row] as number;
      let left = wanted;
      for (let i = 0; i < sources && left > 0; i++) {
        const facility = this.sources[i] as number;
        const cell = row * task.width + facility;
        const unit = task.unit[cell] as number;
        let taken = Math.min(left, task.most[cell] as number);
        if (tiers) taken = Math.min(taken, worthwhile(tiers, best, unit, task.unserved) - wanted + left);
        else if (unit <= task.unserved) break;
        if (taken <= 0) break;
        const candidate = task.candidate[facility] as number;
        plan.push(line, positionOf(this.model, line, candidate), candidate, taken);
        left -= taken;
      }
    }
  }

  /** The chosen facilities that hold some, where a unit is worth most first; gives how many. */
  private sourcesOf(task: OrderTask, row: number, chosen: number[]): number {
    let count = 0;
    for (const facility of chosen) {
      const cell = row * task.width + facility;
      if (task.most[cell] === 0) continue;
      const unit = task.unit[cell] as number;
      let at = count;
      while (at > 0 && (task.unit[row * task.width + (this.sources[at - 1] as number)] as number) < unit) {
        this.sources[at] = this.sources[at - 1] as number;
        at -= 1;
      }
      this.sources[at] = facility;
      count += 1;
    }
    return count;
  }
}

/** Units whose tier pays for a source at this worth. */
function worthwhile(
  tiers: readonly { quantity: number; value: number }[],
  best: number,
  unit: number,
  unserved: number,
): number {
  let units = 0;
  for (const { quantity, value } of tiers) if (unit - (best - value) > unserved) units += quantity;
  return units;
}
