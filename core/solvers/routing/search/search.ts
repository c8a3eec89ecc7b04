import type { RoutingModel } from '../model/routing-model.ts';
import type { PlannedRoute, RoutingParameters } from '../routing-problem.ts';
import type { RoutingRun } from '../routing-run.ts';
import { Completion } from './completion.ts';
import { buildFirstPlan } from './first-plan.ts';
import { InsertionOrder } from './insertion-order.ts';
import { Journal } from './journal.ts';
import { Lots } from './lots.ts';
import { PlacementList } from './placement-list.ts';
import { Plan } from './plan.ts';
import type { Progress } from './progress.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { SingleRoutes } from './single-routes.ts';
import { Snapshot } from './snapshot.ts';
import { TypeChange } from './type-change.ts';

/** Temperatures as multiples of what a usual leg of the first plan costs. */
const FIRST_TEMPERATURE = 3;
const LAST_TEMPERATURE = 0.03;
/** Where there is time for more iterations than these for each unit, cooling down several times finds more than once slowly. */
const CYCLE_ITERATIONS = 1000;
const MOST_CYCLES = 8;
/** How much of the run tells how fast it is. */
const SPEED_SHARE = 0.02;
/** A given plan is not to be shaken up as much as one that was built in no time. */
const FIRST_TEMPERATURE_OF_GIVEN_PLAN = 0.3;
/** Requests left out that a ruin near them offers again. */
const MOST_OFFERED = 12;
/** Where stops may be left out: how often a new route is tried for many of them that lie together. */
const NEW_ROUTE_RATE = 0.3;
const MOST_FOR_NEW_ROUTE = 80;
/** Until what share of the time room is sought for missing stops, or fewer vehicles, and how warm. */
const COMPLETION_SHARE = 0.4;
const COMPLETION_TEMPERATURE = 1;
const SECONDS_BETWEEN_NEWS = 0.1;

export type SearchOutcome = {
  routes: PlannedRoute[];
  iterations: number;
  improvements: number;
};

/** Ruins and recreates parts of a plan, accepting worse plans at first and ever fewer later (simulated annealing). */
export class Search {
  private readonly model: RoutingModel;
  private readonly run: RoutingRun;
  readonly lots: Lots;
  readonly plan: Plan;
  readonly journal: Journal;
  readonly singles: SingleRoutes;
  readonly order: InsertionOrder;
  readonly ruin: Ruin;
  private readonly typeChange: TypeChange | null;
  readonly recreate: Recreate;
  private readonly best: Snapshot;
  private readonly progress: Progress;
  readonly placements: PlacementList;
  private readonly completion: Completion;
  private readonly mayLeaveOut: boolean;
  private readonly isGiven: boolean;
  private improvements = 0;
  private told = Number.NEGATIVE_INFINITY;
  private isNews = false;

  constructor(model: RoutingModel, parameters: RoutingParameters, run: RoutingRun, progress: Progress) {
    this.model = model;
    this.run = run;
    this.progress = progress;
    this.lots = new Lots(parameters.seed);
    this.plan = new Plan(model);
    this.journal = new Journal(this.plan);
    this.singles = new SingleRoutes(model, this.lots);
    this.order = new InsertionOrder(model, this.singles, this.lots);
    this.typeChange = TypeChange.of(this.plan, this.lots);
    this.ruin = new Ruin(this.plan, this.lots, this.journal, this.typeChange);
    this.recreate = new Recreate(this.plan, this.lots, this.journal, this.singles);
    this.best = new Snapshot(this.plan);
    this.isGiven = (parameters.start ?? []).length > 0;
    this.mayLeaveOut = model.requests.mandatory.includes(0);
    this.placements = new PlacementList(this.plan, this.ruin);
    this.completion = new Completion(this);
    this.plan.setMissingPrice(this.missingPrice());
    this.journal.begin();
    const isCancelled = () => run.isCancelled?.() ?? false;
    buildFirstPlan(this.plan, parameters.start ?? [], this.order, this.recreate, isCancelled);
    this.keepBest();
  }

  search(): SearchOutcome {
    const { plan, progress } = this;
    const scale = this.usualLegCost();
    this.tell();
    if (plan.units > 0) {
      if (plan.missing > 0) this.complete(scale * COMPLETION_TEMPERATURE, false);
      if (this.model.vehiclePrice > 0) this.complete(scale * COMPLETION_TEMPERATURE, true);
      this.anneal(scale);
    }
    return {
      routes: this.best.routes(plan),
      iterations: progress.iterations,
      improvements: this.improvements,
    };
  }

  /** Counts an iteration, and now and then tells of the best plan. @returns whether to go on. */
  private goOn(untilShare: number): boolean {
    const { progress } = this;
    if (!progress.tick()) return true;
    const goOn = progress.look();
    if (this.isNews && progress.seconds - this.told >= SECONDS_BETWEEN_NEWS) this.tell();
    return goOn && progress.share < untilShare;
  }

  private anneal(scale: number): void {
    const { progress } = this;
    const from = progress.share;
    const first = this.isGiven ? FIRST_TEMPERATURE_OF_GIVEN_PLAN : FIRST_TEMPERATURE;
    let looked = -1;
    let temperature = 0;
    let cycles = 0;
    while (this.goOn(1)) {
      if (progress.share !== looked) {
        looked = progress.share;
        const gone = (looked - from) / (1 - from);
        if (cycles === 0 && gone >= SPEED_SHARE) cycles = this.cyclesToCome(gone);
        const cooled = (gone * Math.max(1, cycles)) % 1;
        temperature = scale * first * (LAST_TEMPERATURE / first) ** cooled;
      }
      this.iterate(temperature);
    }
  }

  private cyclesToCome(share: number): number {
    const all = this.progress.iterations / share;
    const enough = CYCLE_ITERATIONS * this.plan.units;
    return Math.min(MOST_CYCLES, Math.max(1, Math.round(all / enough)));
  }

  /** Finds room for what is missing; then, if vehicles come first, does without one route after the other. */
  private complete(temperature: number, fewerRoutes: boolean): void {
    const { plan, recreate, completion } = this;
    const missingPrice = this.missingPrice();
    plan.setMissingPrice(0);
    recreate.mayOpen = !fewerRoutes;
    while (this.goOn(COMPLETION_SHARE)) {
      if (completion.isComplete) {
        if (this.best.isWorseThan(plan)) this.keepBest();
        if (!fewerRoutes || !completion.emptyRoute()) break;
      }
      completion.step(temperature);
      if (!fewerRoutes && plan.missing < this.best.missing) this.keepBest();
    }
    recreate.mayOpen = true;
    this.best.restore(plan);
    plan.setMissingPrice(missingPrice);
    this.keepBest();
  }

  private iterate(temperature: number): void {
    const { plan, journal } = this;
    const limit = plan.cost - temperature * Math.log(1 - this.lots.share());
    journal.begin();
    this.ruin.ruin();
    const newRoute = this.mayLeaveOut && this.lots.share() < NEW_ROUTE_RATE;
    const { list } = this.placements;
    const count = this.placements.gather(newRoute ? MOST_FOR_NEW_ROUTE : MOST_OFFERED);
    this.order.sort(list, count);
    const placed = this.recreate.place(list, count, limit, newRoute ? this.lots.share() : 1);
    if (!placed) {
      journal.undo();
      return;
    }
    this.typeChange?.cheapenChanged(journal);
    if (this.best.isWorseThan(plan)) this.keepBest();
  }

  private keepBest(): void {
    this.best.keep(this.plan);
    this.improvements++;
    this.isNews = true;
  }

  private tell(): void {
    this.told = this.progress.seconds;
    this.isNews = false;
    const { best, progress, plan } = this;
    this.run.onBest?.({
      cost: best.cost - best.vehicles * this.model.vehiclePrice,
      vehicles: best.vehicles,
      leftOut: best.absentCount,
      iterations: progress.iterations,
      seconds: progress.seconds,
      routes: best.routes(plan),
    });
  }

  /** Visiting a stop is always worth it, by a vehicle of its own or as the dearest detour. */
  private missingPrice(): number {
    const { fleet, travel, units } = this.model;
    let dearest = 0;
    for (let unit = 0; unit < this.plan.units; unit++) {
      const cost = this.singles.cheapest(unit);
      if (cost < Number.POSITIVE_INFINITY) dearest = Math.max(dearest, cost);
    }
    const greatest = (numbers: Float64Array) => numbers.reduce((most, number) => Math.max(most, number), 0);
    const finite = (numbers: Float64Array) => numbers.filter((number) => Number.isFinite(number));
    const day = greatest(finite(units.to)) + greatest(finite(fleet.to)) + greatest(units.duration);
    const perTime = greatest(fleet.perDuration) + greatest(fleet.perOvertime);
    const detour = 2 * greatest(fleet.perDistance) * greatest(travel.distance);
    return 1 + 2 * dearest + detour + perTime * (day + 2 * greatest(travel.duration));
  }

  /** The median, as a few legs may be out of all proportion. */
  private usualLegCost(): number {
    const { plan } = this;
    const { fleet, travel } = this.model;
    const costs: number[] = [];
    for (let s = 0; s < plan.active; s++) {
      const route = plan.slots[s] as number;
      const type = plan.type[route] as number;
      const { placeIn, placeOut } = plan.figures;
      for (let node = plan.startOf(route); node !== plan.startOf(route) + 1; ) {
        const after = plan.next[node] as number;
        const leg =
          (fleet.offset[type] as number) +
          (placeOut[node] as number) * travel.places +
          (placeIn[after] as number);
        const way = (fleet.perDistance[type] as number) * (travel.distance[leg] as number);
        costs.push(way + (fleet.perDuration[type] as number) * (travel.duration[leg] as number));
        node = after;
      }
    }
    costs.sort((a, b) => a - b);
    return costs.find((cost, i) => cost > 0 && i >= costs.length >> 1) ?? 1;
  }
}
