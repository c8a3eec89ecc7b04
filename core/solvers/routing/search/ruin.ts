import type { Journal } from './journal.ts';
import type { Lots } from './lots.ts';
import type { Plan } from './plan.ts';
import type { TypeChange } from './type-change.ts';

/** Units taken off on average, and the longest string of them on one route. */
const AVERAGE_TAKEN = 10;
const LONGEST_STRING = 10;
/** How often a string keeps some units in its middle, and how often that middle grows by one more. */
const SPLIT_RATE = 0.5;
const SPLIT_GROWTH_RATE = 0.5;

/**
 * Takes strings of units off routes that lie near each other (slack induction by string removals; J. Christiaens and
 * G. Vanden Berghe, Transportation Science 54, 2020).
 */
export class Ruin {
  /** Requests taken off by the last ruin. */
  readonly taken: Int32Array;
  takenCount = 0;
  /** Unit around which the last ruin was. */
  seed = 0;
  private readonly plan: Plan;
  private readonly lots: Lots;
  private readonly journal: Journal;
  private readonly typeChange: TypeChange | null;
  private readonly string: Int32Array;
  private readonly ruined: Int32Array;
  private round = 0;

  constructor(plan: Plan, lots: Lots, journal: Journal, typeChange: TypeChange | null) {
    this.plan = plan;
    this.lots = lots;
    this.journal = journal;
    this.typeChange = typeChange;
    this.taken = new Int32Array(plan.absent.length);
    this.string = new Int32Array(plan.units);
    this.ruined = new Int32Array(plan.slots.length);
  }

  ruin(): void {
    const { plan, lots } = this;
    const { near, reach } = plan.model.neighbours;
    this.round = (this.round + 1) | 0;
    this.takenCount = 0;
    const perRoute = (plan.absent.length - plan.absentCount) / Math.max(1, plan.active);
    const longest = Math.max(1, Math.min(LONGEST_STRING, perRoute));
    const mostStrings = (4 * AVERAGE_TAKEN) / (1 + longest) - 1;
    let strings = Math.floor(1 + lots.share() * Math.max(1, mostStrings));
    this.seed = lots.below(plan.units);
    if (this.ruinRouteOf(this.seed, longest)) strings--;
    for (let i = this.seed * reach; i < (this.seed + 1) * reach && strings > 0; i++) {
      if (this.ruinRouteOf(near[i] as number, longest)) strings--;
    }
  }

  /** Takes off everything that may go from a route. */
  empty(route: number): void {
    const { plan } = this;
    this.takenCount = 0;
    this.journal.touch(route);
    const count = plan.listUnits(route, this.string, 0);
    for (let i = 0; i < count; i++) this.take(this.string[i] as number);
    this.settle(route);
  }

  /** @returns whether the unit was on a route not ruined yet. */
  private ruinRouteOf(unit: number, longest: number): boolean {
    const { plan, lots } = this;
    const route = plan.routeOf[unit] as number;
    if (route < 0 || this.ruined[route] === this.round) return false;
    this.ruined[route] = this.round;
    this.journal.touch(route);
    const size = plan.size[route] as number;
    const most = Math.min(size, longest);
    const length = Math.floor(1 + lots.share() * most);
    const string = Math.min(length, size);
    if (string > 1 && string < size && lots.share() < SPLIT_RATE) this.takeSplit(unit, string, size);
    else this.takeString(unit, string, 0, 0);
    this.settle(route);
    return true;
  }

  private takeSplit(unit: number, string: number, size: number): void {
    let kept = 1;
    while (string + kept < size && this.lots.share() < SPLIT_GROWTH_RATE) kept++;
    this.takeString(unit, string + kept, kept, this.lots.below(string + 1));
  }

  /** Takes a string of so many units around one, but for `kept` of them after the first `before`. */
  private takeString(unit: number, length: number, kept: number, before: number): void {
    const { plan, lots } = this;
    let back = lots.below(length);
    let first = unit;
    for (let node = plan.previous[unit] as number; back > 0 && node < plan.units; back--) {
      first = node;
      node = plan.previous[node] as number;
    }
    let count = 0;
    let node = first;
    for (; count < length && node < plan.units; node = plan.next[node] as number) this.string[count++] = node;
    for (node = plan.previous[first] as number; count < length && node < plan.units; ) {
      this.string.copyWithin(1, 0, count++);
      this.string[0] = node;
      node = plan.previous[node] as number;
    }
    for (let i = 0; i < count; i++) {
      if (i >= before && i < before + kept) continue;
      this.take(this.string[i] as number);
    }
  }

  /** Takes off a unit, and the other one of its pair. */
  private take(unit: number): void {
    const { plan } = this;
    const { requests, units } = plan.model;
    if ((plan.routeOf[unit] as number) < 0 || units.fixed[unit] === 1) return;
    const partner = requests.partnerOf[unit] as number;
    plan.unlink(unit);
    if (partner >= 0) plan.unlink(partner);
    this.taken[this.takenCount++] = requests.requestOf[unit] as number;
  }

  private settle(route: number): void {
    this.plan.refresh(route);
    if (this.plan.size[route] === 0) this.plan.close(route);
    else this.typeChange?.cheapen(route);
  }
}
