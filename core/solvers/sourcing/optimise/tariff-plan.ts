import { TOLERANCE } from './choice-search.ts';
import { positionOf, type SourcingModel } from './model.ts';
import type { OrderTask } from './order-task.ts';
import { straightLineBelow } from './straight-line.ts';

const MOST_STEPS = 4000;

/**
 * Distributes an order's units over chosen facilities where weight is priced in steps: depth first, cut by the straight line.
 * Only models with a candidate's `tariff` need it.
 */
export class TariffPlanner {
  private readonly model: SourcingModel;
  private order = 0;
  private task: OrderTask | null = null;
  private readonly best: number[] = [];
  private readonly found: number[] = [];
  private foundValue = 0;
  private chosen: number[] = [];
  private given = new Int32Array(0);
  private grams: number[] = [];
  private steps = 0;
  private lineStart = new Float64Array(0);
  private lineRise = new Float64Array(0);

  constructor(model: SourcingModel) {
    this.model = model;
  }

  /**
   * Puts below every tariff a straight line that touches it, so that sets of facilities can be bounded: `fixed` and
   * `slope` take the line's start and rise; `solo`, the account of a facility alone, is charged the start.
   */
  flatten(order: number, fixed: Float64Array, slope: Float64Array, solo: Float64Array): void {
    const { model } = this;
    const first = model.orderCandidates[order] as number;
    const count = (model.orderCandidates[order + 1] as number) - first;
    const { lightest, all } = this.weightsOf(order);
    if (this.lineStart.length < count) {
      this.lineStart = new Float64Array(count * 2);
      this.lineRise = new Float64Array(count * 2);
    }
    for (let c = 0; c < count; c++) {
      const tariff = model.candidateTariff?.[first + c];
      this.lineStart[c] = 0;
      this.lineRise[c] = 0;
      if (!tariff) continue;
      const { fixed: start, perGram } = straightLineBelow(tariff, lightest, all);
      this.lineStart[c] = start;
      this.lineRise[c] = perGram;
      fixed[c] = (fixed[c] as number) + start;
      slope[c] = (slope[c] as number) + perGram;
      if (solo[c] !== Number.NEGATIVE_INFINITY) solo[c] = (solo[c] as number) - start;
    }
  }

  start(order: number, task: OrderTask): void {
    this.order = order;
    this.task = task;
    this.best.length = 0;
  }

  /** What the set is really worth, if that is more than `above`; its plan is then remembered. */
  value(chosen: Int32Array, count: number, above: number): number {
    const task = this.task as OrderTask;
    this.chosen = [...chosen.subarray(0, count)];
    this.given = new Int32Array(task.lines * count);
    this.grams = new Array<number>(count).fill(0);
    this.steps = 0;
    this.foundValue = above;
    this.found.length = 0;
    let reach = 0;
    for (const facility of this.chosen) reach -= task.fixed[facility] as number;
    for (let line = 0; line < task.lines; line++) reach += this.lineReach(line);
    this.place(0, 0, task.quantity[0] ?? 0, 0, reach);
    if (this.found.length === 0) return above;
    this.best.length = 0;
    this.best.push(...this.found);
    return this.foundValue;
  }

  /** Writes the plan of the last set that was better than those before. */
  write(plan: number[]): void {
    plan.push(...this.best);
  }

  /** @param reach no way to go on is worth more: straight lines instead of steps, every line at its best. */
  private place(line: number, source: number, left: number, value: number, reach: number): void {
    this.steps += 1;
    const task = this.task as OrderTask;
    if (this.steps > MOST_STEPS || reach <= this.foundValue + TOLERANCE) return;
    if (line === task.lines) this.record(value);
    else if (source === this.chosen.length) {
      if (left > 0 && task.unserved < 0) return;
      const next = line + 1;
      this.place(next, 0, next < task.lines ? (task.quantity[next] as number) : 0, value, reach);
    } else this.tryQuantities(line, source, left, value, reach);
  }

  private tryQuantities(line: number, source: number, left: number, value: number, reach: number): void {
    const task = this.task as OrderTask;
    const cell = line * task.width + (this.chosen[source] as number);
    const most = Math.min(left, task.most[cell] as number);
    const unit = task.unit[cell] as number;
    const grams = this.gramsOf(line);
    const before = this.lineReachFrom(line, source, left);
    for (let units = most; units >= 0; units--) {
      const worth = units === 0 ? 0 : units * unit - this.tierLoss(line, left, units);
      const after = this.lineReachFrom(line, source + 1, left - units);
      this.given[line * this.chosen.length + source] = units;
      this.grams[source] = (this.grams[source] as number) + units * grams;
      this.place(line, source + 1, left - units, value + worth, reach - before + worth + after);
      this.grams[source] = (this.grams[source] as number) - units * grams;
    }
    this.given[line * this.chosen.length + source] = 0;
  }

  /** What units are worth less than the line's best ones, when those before them are placed already. */
  private tierLoss(line: number, left: number, units: number): number {
    const at = (this.model.orderLines[this.order] as number) + line;
    const tiers = this.model.tiers.get(at);
    if (!tiers) return 0;
    const best = this.model.lineValue[at] as number;
    const from = (this.model.lineQuantity[at] as number) - left;
    let [loss, start] = [0, 0];
    for (const { quantity, value } of tiers) {
      const overlap = Math.min(from + units, start + quantity) - Math.max(from, start);
      if (overlap > 0) loss += overlap * (best - value);
      start += quantity;
    }
    return loss;
  }

  private lineReach(line: number): number {
    return this.lineReachFrom(line, 0, (this.task as OrderTask).quantity[line] as number);
  }

  private lineReachFrom(line: number, source: number, left: number): number {
    const task = this.task as OrderTask;
    let best = task.unserved < 0 ? Number.NEGATIVE_INFINITY : 0;
    if (left === 0) return 0;
    for (let i = source; i < this.chosen.length; i++) {
      const cell = line * task.width + (this.chosen[i] as number);
      if ((task.most[cell] as number) > 0) best = Math.max(best, task.unit[cell] as number);
    }
    return best === Number.NEGATIVE_INFINITY ? best : best * left;
  }

  private gramsOf(line: number): number {
    const at = (this.model.orderLines[this.order] as number) + line;
    return this.model.productWeight[this.model.lineProduct[at] as number] as number;
  }

  /** Takes the straight lines back and charges the steps. */
  private record(value: number): void {
    const task = this.task as OrderTask;
    const { chosen } = this;
    let worth = value;
    for (const [i, facility] of chosen.entries()) {
      const served = this.unitsFrom(i) > 0;
      if (!served) return;
      worth -= task.fixed[facility] as number;
      worth -= this.correction(facility, this.grams[i] as number);
    }
    if (worth <= this.foundValue + TOLERANCE) return;
    this.foundValue = worth;
    this.found.length = 0;
    const first = this.model.orderLines[this.order] as number;
    for (let line = 0; line < task.lines; line++) {
      for (const [i, facility] of chosen.entries()) {
        const units = this.given[line * chosen.length + i] as number;
        if (units === 0) continue;
        const candidate = task.candidate[facility] as number;
        this.found.push(first + line, positionOf(this.model, first + line, candidate), candidate, units);
      }
    }
  }

  private weightsOf(order: number): { lightest: number; all: number } {
    const { model } = this;
    let lightest = Number.POSITIVE_INFINITY;
    let all = 0;
    const end = model.orderLines[order + 1] as number;
    for (let line = model.orderLines[order] as number; line < end; line++) {
      const grams = model.productWeight[model.lineProduct[line] as number] as number;
      lightest = Math.min(lightest, grams);
      all += grams * (model.lineQuantity[line] as number);
    }
    return { lightest, all };
  }

  private unitsFrom(source: number): number {
    let units = 0;
    const task = this.task as OrderTask;
    for (let line = 0; line < task.lines; line++)
      units += this.given[line * this.chosen.length + source] as number;
    return units;
  }

  /** How much more the tariff asks for this weight than the straight line does. */
  private correction(facility: number, grams: number): number {
    const task = this.task as OrderTask;
    const { model, order } = this;
    const candidate = task.candidate[facility] as number;
    const tariff = model.candidateTariff?.[(model.orderCandidates[order] as number) + candidate];
    if (!tariff) return 0;
    const line = (this.lineStart[candidate] as number) + (this.lineRise[candidate] as number) * grams;
    return tariff.cost(grams) - line;
  }
}
