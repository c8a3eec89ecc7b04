import type { OrderTask } from './order-task.ts';

/** A difference in money that is none. */
export const TOLERANCE = 1e-7;

type Level = {
  /** What each line is worth with the facilities chosen above this level. */
  totals: Float64Array;
  /** Facilities that may still be added, the most gainful first. */
  open: Int32Array;
  gains: Float64Array;
  /** How many facilities gain something. */
  count: number;
};

/**
 * Branch and bound over sets of facilities. What a set is worth is submodular (another facility never gains more once
 * others are in), so gains at a node bound all gains below it.
 */
export class ChoiceSearch {
  /** The best set found, as facilities of the task. */
  readonly best: number[] = [];
  bestValue = 0;
  /** No set is worth more. */
  bound = 0;
  nodes = 0;
  private readonly task: OrderTask;
  private readonly levels: Level[] = [];
  private chosen = new Int32Array(64);
  private mostNodes = 0;
  private ceilings = 0;
  /** No facility's fixed cost is lower. */
  private cheapest = 0;
  private trueValue: ((chosen: Int32Array, count: number) => number) | null = null;

  constructor(task: OrderTask) {
    this.task = task;
  }

  /**
   * @param atLeast a value that is had without this search; `best` stays empty when nothing better is found.
   * @param trueValue what a set is really worth, where the task's prices are only an upper bound.
   */
  run(
    atLeast: number,
    mostNodes: number,
    trueValue: ((chosen: Int32Array, count: number) => number) | null,
  ): void {
    const { task } = this;
    this.best.length = 0;
    this.bestValue = atLeast;
    this.bound = atLeast;
    this.nodes = 0;
    this.mostNodes = mostNodes;
    this.trueValue = trueValue;
    this.ceilings = 0;
    if (this.chosen.length < task.width) this.chosen = new Int32Array(task.width * 2);
    const root = this.level(0);
    let value = 0;
    for (let line = 0; line < task.lines; line++) {
      const total = task.unserved * (task.quantity[line] as number);
      root.totals[line] = total;
      value += total;
      this.ceilings += task.ceiling[line] as number;
    }
    this.cheapest = Number.POSITIVE_INFINITY;
    for (let facility = 0; facility < task.width; facility++) {
      root.open[facility] = facility;
      this.cheapest = Math.min(this.cheapest, task.fixed[facility] as number);
    }
    this.visit(0, value, 0, task.width, Number.POSITIVE_INFINITY);
    this.bound = Math.max(this.bound, this.bestValue);
  }

  private visit(depth: number, value: number, fixed: number, width: number, ceiling: number): void {
    if (depth > 0) this.record(depth, value);
    const more = this.task.mostShipments - depth;
    if (more <= 0 || width === 0) return;
    if (this.ceilings - fixed - this.cheapest <= this.bestValue + TOLERANCE) return;
    this.nodes += 1;
    if (this.nodes > this.mostNodes) {
      this.bound = Math.max(this.bound, ceiling);
      return;
    }
    const level = this.level(depth);
    if (more === 1 && depth > 0 && !this.trueValue) {
      this.addLast(depth, value, width);
      return;
    }
    const count = this.gainsAt(level, depth, width, value);
    if (count === 0) return;
    if (more === 1 && !this.trueValue) {
      this.chosen[depth] = level.open[0] as number;
      this.record(depth + 1, value + (level.gains[0] as number));
      return;
    }
    const most = Math.min(ceiling, this.ceilingAt(level, value, fixed, count));
    if (most <= this.bestValue + TOLERANCE) return;
    this.branch(level, depth, value, fixed, count, more, most);
  }

  private branch(
    level: Level,
    depth: number,
    value: number,
    fixed: number,
    count: number,
    more: number,
    most: number,
  ): void {
    const next = this.level(depth + 1);
    for (let i = 0; i < count; i++) {
      let reach = value;
      for (let j = i; j < count && j < i + more; j++) reach += level.gains[j] as number;
      reach = Math.min(reach, most);
      if (reach <= this.bestValue + TOLERANCE) return;
      const facility = level.open[i] as number;
      this.chosen[depth] = facility;
      this.addFacility(level, next, depth, facility);
      for (let j = i + 1; j < count; j++) next.open[j - i - 1] = level.open[j] as number;
      const cost = this.task.fixed[facility] as number;
      this.visit(depth + 1, value + (level.gains[i] as number), fixed + cost, count - i - 1, reach);
    }
  }

  /** The open facilities are in the sequence of what they gained one level up, where none gained less. */
  private addLast(depth: number, value: number, width: number): void {
    const level = this.level(depth);
    const above = this.level(depth - 1);
    const offset = above.count - width;
    let most = this.bestValue - value + TOLERANCE;
    let best = -1;
    for (let i = 0; i < width; i++) {
      if ((above.gains[offset + i] as number) <= most) break;
      const facility = level.open[i] as number;
      const gain = this.gainOf(level, facility, depth);
      if (gain <= most) continue;
      most = gain;
      best = facility;
    }
    if (best < 0) return;
    this.chosen[depth] = best;
    this.record(depth + 1, value + most);
  }

  private record(count: number, value: number): void {
    if (value <= this.bestValue + TOLERANCE) return;
    let worth = value;
    if (this.trueValue) {
      this.bound = Math.max(this.bound, value);
      worth = this.trueValue(this.chosen, count);
      if (worth <= this.bestValue + TOLERANCE) return;
    }
    this.bestValue = worth;
    this.best.length = count;
    for (let i = 0; i < count; i++) this.best[i] = this.chosen[i] as number;
  }

  /** Gains of the open facilities, sorted; left out is who is in no set that is better than the best. */
  private gainsAt(level: Level, depth: number, width: number, value: number): number {
    const { open, gains } = level;
    let [positive, first, second] = [0, 0, 0];
    for (let i = 0; i < width; i++) {
      const facility = open[i] as number;
      const gain = this.gainOf(level, facility, depth);
      if (gain <= TOLERANCE) continue;
      open[positive] = facility;
      gains[positive] = gain;
      positive += 1;
      if (gain > first) [first, second] = [gain, first];
      else if (gain > second) second = gain;
    }
    const others = Math.max(0, this.task.mostShipments - depth - 2);
    const least = this.bestValue - value - first - others * second;
    level.count = 0;
    for (let i = 0; i < positive; i++) {
      if ((gains[i] as number) > least) keepSorted(level, open[i] as number, gains[i] as number);
    }
    return level.count;
  }

  private gainOf(level: Level, facility: number, depth: number): number {
    let gain = -(this.task.fixed[facility] as number);
    for (let line = 0; line < this.task.lines; line++) gain += this.lineGain(level, line, facility, depth);
    return gain;
  }

  private lineGain(level: Level, line: number, facility: number, depth: number): number {
    const { task } = this;
    const unit = task.unit[line * task.width + facility] as number;
    if (unit <= task.unserved) return 0;
    const before = level.totals[line] as number;
    if (task.partial[line] === 1) return task.lineTotal(line, this.chosen, depth, facility) - before;
    const gain = unit * (task.quantity[line] as number) - before;
    return gain > 0 ? gain : 0;
  }

  private addFacility(level: Level, next: Level, depth: number, facility: number): void {
    for (let line = 0; line < this.task.lines; line++) {
      next.totals[line] = (level.totals[line] as number) + this.lineGain(level, line, facility, depth);
    }
  }

  /**
   * An upper bound of everything below a node: every facility's fixed cost is shared among the lines it would serve, by
   * what it gains there; each line then takes the best offer (the dual of facility location).
   */
  private ceilingAt(level: Level, value: number, fixed: number, count: number): number {
    const { task } = this;
    const { open } = level;
    let cheapest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) cheapest = Math.min(cheapest, task.fixed[open[i] as number] as number);
    const plain = this.ceilings - fixed - cheapest;
    if (plain <= this.bestValue + TOLERANCE) return plain;
    const offers = this.level(task.mostShipments + 1).gains;
    for (let i = 0; i < count; i++) offers[i] = this.keptShare(level, open[i] as number);
    let shared = value;
    for (let line = 0; line < task.lines; line++) {
      let best = 0;
      for (let i = 0; i < count; i++) {
        const offer = this.wholeGain(level, line, open[i] as number) * (offers[i] as number);
        if (offer > best) best = offer;
      }
      shared += Math.min(best, (task.ceiling[line] as number) - (level.totals[line] as number));
    }
    return Math.min(plain, shared);
  }

  /** The share of its gains that a facility keeps after its fixed cost. */
  private keptShare(level: Level, facility: number): number {
    const { task } = this;
    let all = 0;
    for (let line = 0; line < task.lines; line++) {
      const whole = this.wholeGain(level, line, facility);
      if (whole === 0) continue;
      const most = task.most[line * task.width + facility] as number;
      all += (whole * Math.min(most, task.quantity[line] as number)) / (task.quantity[line] as number);
    }
    return all <= 0 ? 0 : Math.max(0, 1 - (task.fixed[facility] as number) / all);
  }

  /** What the facility would gain if it served the whole line; for partial lines, as if nobody served it yet. */
  private wholeGain(level: Level, line: number, facility: number): number {
    const { task } = this;
    const unit = task.unit[line * task.width + facility] as number;
    if (unit <= task.unserved) return 0;
    const quantity = task.quantity[line] as number;
    const before = task.partial[line] === 1 ? task.unserved * quantity : (level.totals[line] as number);
    return Math.max(0, unit * quantity - before);
  }

  private level(depth: number): Level {
    const at = Math.min(depth, this.task.width + 1);
    let level = this.levels[at];
    if (!level || level.open.length < this.task.width || level.totals.length < this.task.lines) {
      const width = Math.max(64, this.task.width * 2);
      const totals = new Float64Array(Math.max(16, this.task.lines * 2));
      level = { totals, open: new Int32Array(width), gains: new Float64Array(width), count: 0 };
      this.levels[at] = level;
    }
    return level;
  }
}

/** Places of the level before `count` are sorted; what is not kept of those behind is lost. */
function keepSorted(level: Level, facility: number, gain: number): void {
  const { open, gains } = level;
  let at = level.count;
  while (at > 0 && (gains[at - 1] as number) < gain) {
    gains[at] = gains[at - 1] as number;
    open[at] = open[at - 1] as number;
    at -= 1;
  }
  gains[at] = gain;
  open[at] = facility;
  level.count += 1;
}
