import type { RoutingModel } from '../model/routing-model.ts';
import type { PlannedRoute, RoutingParameters } from '../routing-problem.ts';
import type { RoutingRun } from '../routing-run.ts';
import { Progress } from './cooling.ts';
import { buildFirstPlan } from './first-plan.ts';
import { InsertionOrder } from './insertion-order.ts';
import { Journal } from './journal.ts';
import { Lots } from './lots.ts';
import { Plan } from './plan.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { SingleRoutes } from './single-routes.ts';
import { Snapshot } from './snapshot.ts';
import { TypeChange } from './type-change.ts';

/** Temperatures as multiples of what a usual leg of the first plan costs. */
const FIRST_TEMPERATURE = 3;
const LAST_TEMPERATURE = 0.03;
/** Requests left out that a ruin near them offers again. */
const MOST_OFFERED = 12;
/** Where stops may be left out: how often a new route is tried for many of them that lie together. */
const NEW_ROUTE_RATE = 0.3;
const MOST_FOR_NEW_ROUTE = 80;
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
  private readonly lots: Lots;
  private readonly plan: Plan;
  private readonly journal: Journal;
  private readonly singles: SingleRoutes;
  private readonly order: InsertionOrder;
  private readonly ruin: Ruin;
  private readonly typeChange: TypeChange | null;
  private readonly recreate: Recreate;
  private readonly best: Snapshot;
  private readonly progress: Progress;
  private readonly list: Int32Array;
  private readonly listed: Int32Array;
  private readonly mayLeaveOut: boolean;
  private improvements = 0;
  private told = Number.NEGATIVE_INFINITY;
  private isNews = false;

  constructor(model: RoutingModel, parameters: RoutingParameters, run: RoutingRun) {
    this.model = model;
    this.run = run;
    this.progress = new Progress(parameters.stop, run);
    this.lots = new Lots(parameters.seed);
    this.plan = new Plan(model);
    this.journal = new Journal(this.plan);
    this.singles = new SingleRoutes(model, this.lots);
    this.order = new InsertionOrder(model, this.singles, this.lots);
    this.typeChange = TypeChange.of(this.plan, this.lots);
    this.ruin = new Ruin(this.plan, this.lots, this.journal, this.typeChange);
    this.recreate = new Recreate(this.plan, this.lots, this.journal, this.singles);
    this.best = new Snapshot(this.plan);
    this.mayLeaveOut = model.requests.mandatory.includes(0);
    this.list = new Int32Array(model.requests.count);
    this.listed = new Int32Array(model.requests.count).fill(-1);
    this.plan.setMissingPrice(this.missingPrice());
    this.journal.begin();
    buildFirstPlan(this.plan, parameters.start ?? [], this.order, this.recreate);
    this.keepBest();
  }

  search(): SearchOutcome {
    const { progress, plan } = this;
    const scale = this.usualLegCost();
    let temperature = scale * FIRST_TEMPERATURE;
    this.tell();
    if (plan.units > 0) {
      while (true) {
        if (progress.tick()) {
          const goOn = progress.look();
          temperature = scale * FIRST_TEMPERATURE * (LAST_TEMPERATURE / FIRST_TEMPERATURE) ** progress.share;
          if (this.isNews && progress.seconds - this.told >= SECONDS_BETWEEN_NEWS) this.tell();
          if (!goOn) break;
        }
        this.iterate(temperature);
      }
    }
    return {
      routes: this.best.routes(plan),
      iterations: progress.iterations,
      improvements: this.improvements,
    };
  }

  private iterate(temperature: number): void {
    const { plan, journal } = this;
    const limit = plan.cost - temperature * Math.log(1 - this.lots.share());
    journal.begin();
    this.ruin.ruin();
    const newRoute = this.mayLeaveOut && this.lots.share() < NEW_ROUTE_RATE;
    const count = this.listToPlace(newRoute ? MOST_FOR_NEW_ROUTE : MOST_OFFERED);
    this.order.sort(this.list, count);
    const placed = this.recreate.place(this.list, count, limit, newRoute ? this.lots.share() : 1);
    if (!placed) {
      journal.undo();
      return;
    }
    this.typeChange?.cheapenChanged(journal);
    if (this.best.isWorseThan(plan)) this.keepBest();
  }

  /** What was taken off, and near the ruin what was left out before. */
  private listToPlace(mostOffered: number): number {
    const { plan, ruin, list, listed } = this;
    const { near, reach } = this.model.neighbours;
    const { requestOf } = this.model.requests;
    const round = this.progress.iterations;
    let count = 0;
    for (; count < ruin.takenCount; count++) {
      const request = ruin.taken[count] as number;
      list[count] = request;
      listed[request] = round;
    }
    const others = plan.absentCount - count;
    if (others <= mostOffered) {
      for (let i = 0; i < plan.absentCount; i++) {
        const request = plan.absent[i] as number;
        if (listed[request] !== round) list[count++] = request;
      }
      return count;
    }
    const most = count + mostOffered;
    for (let i = ruin.seed * reach; i < (ruin.seed + 1) * reach && count < most; i++) {
      const request = requestOf[near[i] as number] as number;
      if (listed[request] === round || !plan.isAbsent(request)) continue;
      listed[request] = round;
      list[count++] = request;
    }
    return count;
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
