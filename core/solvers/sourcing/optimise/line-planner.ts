import type { SourcingModel } from './model.ts';
import type { Market, OrderTask } from './order-task.ts';

type Source = { position: number; candidate: number; unit: number; units: number };

/** Writes out who gives how much, once it is known which facilities ship. */
export class LinePlanner {
  private readonly model: SourcingModel;
  private readonly sources: Source[] = [];

  constructor(model: SourcingModel) {
    this.model = model;
  }

  /** From one facility: all it can give. */
  write(order: number, market: Market, slope: Float64Array, only: number, plan: number[]): void {
    const { model } = this;
    const whole = model.shipComplete[order] === 1;
    const end = model.orderLines[order + 1] as number;
    for (let line = model.orderLines[order] as number; line < end; line++) {
      const position = this.positionOf(line, only);
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
      const sources = this.sourcesOf(task, row, line, chosen);
      const tiers = this.model.tiers.get(line);
      const best = this.model.lineValue[line] as number;
      let left = task.quantity[row] as number;
      for (const { position, candidate, unit, units } of sources) {
        let taken = Math.min(left, units);
        if (tiers)
          taken = Math.min(
            taken,
            worthwhile(tiers, best, unit, task.unserved) - (task.quantity[row] as number) + left,
          );
        else if (unit <= task.unserved) break;
        if (taken <= 0) break;
        plan.push(line, position, candidate, taken);
        left -= taken;
      }
    }
  }

  private sourcesOf(task: OrderTask, row: number, line: number, chosen: number[]): Source[] {
    this.sources.length = 0;
    for (const facility of chosen) {
      const cell = row * task.width + facility;
      const units = task.most[cell] as number;
      if (units === 0) continue;
      const candidate = task.candidate[facility] as number;
      const position = this.positionOf(line, candidate);
      this.sources.push({ position, candidate, unit: task.unit[cell] as number, units });
    }
    return this.sources.sort((a, b) => b.unit - a.unit);
  }

  private positionOf(line: number, candidate: number): number {
    const { model } = this;
    const product = model.lineProduct[line] as number;
    const first = model.productPositions[product] as number;
    const end = model.productPositions[product + 1] as number;
    const entries = (model.lineEntries[line] as number) - first;
    for (let position = first; position < end; position++) {
      if (model.entryCandidate[entries + position] === candidate) return position;
    }
    return -1;
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
