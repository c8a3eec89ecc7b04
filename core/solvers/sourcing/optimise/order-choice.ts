import { ChoiceSearch, TOLERANCE } from './choice-search.ts';
import { LinePlanner } from './line-planner.ts';
import { NOT_ELIGIBLE, type SourcingModel } from './model.ts';
import { type Market, OrderTask } from './order-task.ts';
import { Accounts, Shortlist } from './shortlist.ts';
import { TariffPlanner } from './tariff-plan.ts';

/**
 * The best plan of one order at given prices, from what is left. Exact, but for searches cut short and for tariffs by
 * weight; `bound` then says what no plan can surpass.
 */
export class OrderChooser {
  /** Value of the plan found; 0 when nothing ships. */
  value = 0;
  bound = 0;
  /** The plan: quadruples of line, position, candidate (counted from the order's first) and quantity. */
  plan: number[] = [];
  /** Work done since the start, in table look-ups. */
  work = 0;
  private readonly model: SourcingModel;
  private readonly task: OrderTask;
  private readonly search: ChoiceSearch;
  private readonly planner: LinePlanner;
  private readonly tariffs: TariffPlanner | null;
  private readonly blocked = new Set<number>();
  private readonly accounts = new Accounts();
  private readonly shortlist: Shortlist;
  private ceilings = new Float64Array(16);
  private units = 0;
  private bestSolo = -1;
  private lowestFixed = 0;
  private secondFixed = 0;

  constructor(model: SourcingModel) {
    this.model = model;
    this.task = new OrderTask(model);
    this.search = new ChoiceSearch(this.task);
    this.shortlist = new Shortlist(model, this.accounts);
    this.planner = new LinePlanner(model);
    this.tariffs = model.candidateTariff ? new TariffPlanner(model) : null;
  }

  /** Sets `value`, `bound` and `plan`. */
  choose(order: number, market: Market, mostNodes: number): void {
    this.blocked.clear();
    do this.chooseOnce(order, market, mostNodes);
    while (market.unitsLeft && this.blockOverfull(order, market.unitsLeft));
  }

  private chooseOnce(order: number, market: Market, mostNodes: number): void {
    const { model } = this;
    this.value = 0;
    this.bound = 0;
    this.plan.length = 0;
    const most = model.maxShipments[order] as number;
    if (most <= 0 || !this.scan(order, market)) return;
    const simple = this.tariffs === null && !this.hasTiers(order);
    if (simple && this.bestSolo >= 0) this.value = Math.max(0, this.accounts.solo[this.bestSolo] as number);
    this.bound = this.value;
    const reach = this.reachOfSplits(order);
    const done = simple && (most === 1 || reach <= this.value + TOLERANCE);
    if (!done) {
      const width = this.fillTask(order, market, simple ? reach : Number.POSITIVE_INFINITY, simple);
      if (width > (simple ? 1 : 0)) this.searchSets(order, mostNodes, simple ? this.value : 0);
      if (this.plan.length > 0) return;
    }
    if (this.value > 0 && this.bestSolo >= 0) {
      this.planner.write(order, market, this.accounts.slope, this.bestSolo, this.plan);
    }
  }

  private hasTiers(order: number): boolean {
    if (this.model.tiers.size === 0) return false;
    const end = this.model.orderLines[order + 1] as number;
    for (let line = this.model.orderLines[order] as number; line < end; line++) {
      if (this.model.tiers.has(line)) return true;
    }
    return false;
  }

  /** No plan of several shipments is worth more. */
  private reachOfSplits(order: number): number {
    const { orderLines } = this.model;
    let reach = -this.lowestFixed - this.secondFixed;
    const lines = (orderLines[order + 1] as number) - (orderLines[order] as number);
    for (let line = 0; line < lines; line++) reach += this.ceilings[line] as number;
    return reach;
  }

  /** One look at every position: what each facility alone is worth. False when the order cannot ship. */
  private scan(order: number, market: Market): boolean {
    const { model } = this;
    const candidates = this.openCandidates(order, market);
    const first = model.orderLines[order] as number;
    const end = model.orderLines[order + 1] as number;
    const whole = model.shipComplete[order] === 1;
    if (end - first > this.ceilings.length) this.ceilings = new Float64Array((end - first) * 2);
    this.units = 0;
    for (let line = first; line < end; line++) {
      this.units += model.lineQuantity[line] as number;
      const best = this.scanLine(line, market, whole ? Number.NEGATIVE_INFINITY : 0);
      if (whole && best === Number.NEGATIVE_INFINITY) return false;
      this.ceilings[line - first] = best * (model.lineQuantity[line] as number);
    }
    return this.weighCandidates(candidates, whole);
  }

  private openCandidates(order: number, market: Market): number {
    const { model, accounts } = this;
    const first = model.orderCandidates[order] as number;
    const count = (model.orderCandidates[order + 1] as number) - first;
    accounts.resize(count);
    const anyBlocked = this.blocked.size > 0;
    for (let c = 0; c < count; c++) {
      const facility = model.candidateFacility[first + c] as number;
      const closed = anyBlocked && this.blocked.has(c);
      const open = (market.ordersLeft[facility] as number) > 0 && !closed;
      const fixed = (model.candidateFixed[first + c] as number) + (market.facilityPrice[facility] as number);
      accounts.fixed[c] = fixed;
      accounts.slope[c] = model.candidatePerGram?.[first + c] ?? 0;
      accounts.solo[c] = open ? -fixed : Number.NEGATIVE_INFINITY;
      accounts.covered[c] = 0;
    }
    this.tariffs?.flatten(order, accounts.fixed, accounts.slope, accounts.solo);
    this.work += count;
    return count;
  }

  /** Adds the line to every facility's account; gives what its best unit is worth, at least `floor`. */
  private scanLine(line: number, { cost, room, unitsLeft }: Market, floor: number): number {
    const { model } = this;
    const { solo, covered, onlyLine, slope } = this.accounts;
    const { entryCandidate, positionFacility } = model;
    const product = model.lineProduct[line] as number;
    const first = model.productPositions[product] as number;
    const end = model.productPositions[product + 1] as number;
    const entries = (model.lineEntries[line] as number) - first;
    const wanted = model.lineQuantity[line] as number;
    const value = model.lineValue[line] as number;
    const grams = model.candidatePerGram || this.tariffs ? (model.productWeight[product] as number) : 0;
    let best = floor;
    for (let position = first; position < end; position++) {
      const c = entryCandidate[entries + position] as number;
      if (c === NOT_ELIGIBLE || solo[c] === Number.NEGATIVE_INFINITY) continue;
      let units = room[position] as number;
      if (unitsLeft) units = Math.min(units, unitsLeft[positionFacility[position] as number] as number);
      if (units <= 0) continue;
      if (units > wanted) units = wanted;
      let unit = value - (cost[position] as number);
      if (grams > 0) unit -= grams * (slope[c] as number);
      if (unit <= floor) continue;
      if (unit > best) best = unit;
      solo[c] = (solo[c] as number) + units * unit;
      onlyLine[c] = covered[c] === 0 ? line : -1;
      covered[c] = (covered[c] as number) + units;
    }
    this.work += end - first;
    return best;
  }

  private weighCandidates(candidates: number, whole: boolean): boolean {
    const accounts = this.accounts;
    this.bestSolo = -1;
    this.lowestFixed = Number.POSITIVE_INFINITY;
    this.secondFixed = Number.POSITIVE_INFINITY;
    let best = 0;
    for (let c = 0; c < candidates; c++) {
      if (accounts.covered[c] === 0) continue;
      const fixed = accounts.fixed[c] as number;
      if (fixed < this.lowestFixed) {
        this.secondFixed = this.lowestFixed;
        this.lowestFixed = fixed;
      } else if (fixed < this.secondFixed) this.secondFixed = fixed;
      if (whole && accounts.covered[c] !== this.units) continue;
      if ((accounts.solo[c] as number) > best) {
        best = accounts.solo[c] as number;
        this.bestSolo = c;
      }
    }
    return this.lowestFixed < Number.POSITIVE_INFINITY;
  }

  /** The facilities that a better plan may use, as a dense table; gives how many. */
  private fillTask(order: number, market: Market, reach: number, simple: boolean): number {
    const { model, task, accounts, shortlist } = this;
    const first = model.orderLines[order] as number;
    const lines = (model.orderLines[order + 1] as number) - first;
    const candidates =
      (model.orderCandidates[order + 1] as number) - (model.orderCandidates[order] as number);
    const mostFixed = reach - this.value + this.secondFixed;
    const width = shortlist.list({ order, candidates, mostFixed, simple });
    this.work += lines * width;
    if (width === 0 || (simple && width === 1)) return width;
    task.resize(first, lines, width);
    task.mostShipments = model.maxShipments[order] as number;
    task.unserved = model.shipComplete[order] === 1 ? this.forbiddingValue(lines) : 0;
    for (let c = 0; c < candidates; c++) {
      const at = shortlist.place[c] as number;
      if (at < 0) continue;
      task.fixed[at] = accounts.fixed[c] as number;
      task.candidate[at] = c;
    }
    for (let line = 0; line < lines; line++) this.fillLine(first + line, line, market);
    return width;
  }

  /** So low that a plan with a missing unit is never worth anything. */
  private forbiddingValue(lines: number): number {
    let most = 1;
    for (let line = 0; line < lines; line++) most += Math.max(0, this.ceilings[line] as number);
    return -most;
  }

  private fillLine(line: number, row: number, { cost, room, unitsLeft }: Market): void {
    const { model, task } = this;
    const { place } = this.shortlist;
    const { slope } = this.accounts;
    const product = model.lineProduct[line] as number;
    const first = model.productPositions[product] as number;
    const end = model.productPositions[product + 1] as number;
    const entries = (model.lineEntries[line] as number) - first;
    const wanted = model.lineQuantity[line] as number;
    const value = model.lineValue[line] as number;
    const grams = model.productWeight[product] as number;
    task.quantity[row] = wanted;
    task.ceiling[row] = this.ceilings[row] as number;
    task.partial[row] = model.tiers.has(line) ? 1 : 0;
    for (let position = first; position < end; position++) {
      const c = model.entryCandidate[entries + position] as number;
      const at = c === NOT_ELIGIBLE ? -1 : (place[c] as number);
      if (at < 0) continue;
      let units = room[position] as number;
      const facility = model.positionFacility[position] as number;
      if (unitsLeft) units = Math.min(units, unitsLeft[facility] as number);
      if (units <= 0) continue;
      if (units < wanted) task.partial[row] = 1;
      const cell = row * task.width + at;
      task.unit[cell] = value - (cost[position] as number) - grams * (slope[c] as number);
      task.most[cell] = Math.min(units, wanted);
    }
  }

  private searchSets(order: number, mostNodes: number, atLeast: number): void {
    const { search, task } = this;
    const { tariffs } = this;
    if (tariffs) tariffs.start(order, task);
    search.run(
      atLeast,
      mostNodes,
      tariffs ? (chosen, count) => tariffs.value(chosen, count, search.bestValue) : null,
    );
    this.work += search.nodes * task.lines * task.width;
    this.bound = Math.max(this.bound, search.bound);
    if (search.best.length === 0) return;
    this.value = search.bestValue;
    if (tariffs) tariffs.write(this.plan);
    else this.planner.writeTask(task, search.best, order, this.plan);
  }

  /** A facility that would handle more units than it can is left out for this order. */
  private blockOverfull(order: number, unitsLeft: Float64Array): boolean {
    const first = this.model.orderCandidates[order] as number;
    const given = new Map<number, number>();
    for (let i = 0; i < this.plan.length; i += 4) {
      const c = this.plan[i + 2] as number;
      given.set(c, (given.get(c) ?? 0) + (this.plan[i + 3] as number));
    }
    let blocked = false;
    for (const [c, units] of given) {
      const facility = this.model.candidateFacility[first + c] as number;
      if (units <= (unitsLeft[facility] as number)) continue;
      this.blocked.add(c);
      blocked = true;
    }
    return blocked;
  }
}
