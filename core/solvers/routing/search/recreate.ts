import type { RoutingModel } from '../model/routing-model.ts';
import { Insertion, NONE } from './insertion.ts';
import type { Journal } from './journal.ts';
import type { Lots } from './lots.ts';
import { PairInsertion } from './pair-insertion.ts';
import type { Plan } from './plan.ts';
import type { SingleRoutes } from './single-routes.ts';

const BLINK_RATE = 0.01;
/** How often vehicles seem cheaper than they are, so that a new or larger one is taken in the hope of filling it. */
const HOPE_RATE = 0.5;

/** Puts requests on routes, one after the other, each where it costs least, or leaves it out where that costs less. */
export class Recreate {
  /** Whether new routes may be opened. */
  mayOpen = true;
  private readonly plan: Plan;
  private readonly model: RoutingModel;
  private readonly journal: Journal;
  private readonly singles: SingleRoutes;
  private readonly insertion: Insertion;
  private readonly pairs: PairInsertion;
  private readonly lots: Lots;
  /** How much of the cost of the next new route counts. */
  private openingShare = 1;
  /** Most that a vehicle may seem cheaper. */
  private readonly mostHope: number;
  private unit = NONE;
  private partner = NONE;
  private after = NONE;
  private partnerAfter = NONE;
  private type = NONE;
  private opens = false;
  private cost = 0;

  constructor(plan: Plan, lots: Lots, journal: Journal, singles: SingleRoutes) {
    this.plan = plan;
    this.model = plan.model;
    this.journal = journal;
    this.singles = singles;
    this.lots = lots;
    const { fixed } = this.model.fleet;
    this.mostHope = this.model.vehiclePrice > 0 ? 0 : fixed.reduce((most, cost) => Math.max(most, cost), 0);
    this.insertion = new Insertion(plan, lots);
    this.pairs = new PairInsertion(plan);
  }

  blinks(on: boolean): void {
    this.insertion.blinkRate = on ? BLINK_RATE : 0;
  }

  /**
   * @param openingShare how much of the cost of one new route counts when it is opened: the first stop need not be worth it.
   * @returns whether the plan costs less than `limit`; if not, the rest is left undone.
   */
  place(list: Int32Array, count: number, limit: number, openingShare = 1): boolean {
    const { plan } = this;
    const hope = this.drawHope();
    this.openingShare = openingShare;
    let toCome = 0;
    for (let i = 0; i < count; i++) toCome += plan.absentCost[list[i] as number] as number;
    for (let i = 0; i < count; i++) {
      const request = list[i] as number;
      const absentCost = plan.absentCost[request] as number;
      const room = limit - (plan.cost - toCome);
      if (room <= 0) return false;
      toCome -= absentCost;
      const worth =
        this.model.requests.mandatory[request] === 1 ? room + hope : Math.min(room + hope, absentCost);
      this.seek(request, worth, room >= absentCost);
      if (this.unit !== NONE) this.carryOut();
      else if (absentCost >= room) return false;
    }
    return plan.cost < limit;
  }

  /** Draws how much of fixed costs counts by the room used. @returns the most that a place may seem cheaper by it. */
  private drawHope(): number {
    const { lots, insertion } = this;
    insertion.hope = this.mostHope > 0 && lots.share() < HOPE_RATE ? lots.share() : 0;
    return insertion.hope * this.mostHope;
  }

  /** The cheapest way to visit a request, for less than `below`. */
  private seek(request: number, below: number, everywhere: boolean): void {
    const { requests } = this.model;
    this.unit = NONE;
    this.cost = below;
    const end = requests.firstTask[request + 1] as number;
    for (let task = requests.firstTask[request] as number; task < end; task++) {
      const unit = requests.taskUnit[task] as number;
      const partner = requests.taskPartner[task] as number;
      if (partner >= 0) this.seekPair(unit, partner);
      else if (this.isBound(unit)) this.seekBound(unit);
      else this.seekSingle(unit, everywhere);
    }
  }

  private seekSingle(unit: number, everywhere: boolean): void {
    this.insertion.seekNear(unit, this.cost);
    this.keep(unit);
    this.seekOpening(unit, NONE);
    if (this.unit !== NONE || !everywhere) return;
    this.insertion.seekEverywhere(unit, this.cost);
    this.keep(unit);
  }

  private keep(unit: number): void {
    const { insertion } = this;
    if (insertion.after === NONE) return;
    this.unit = unit;
    this.partner = NONE;
    this.after = insertion.after;
    this.type = insertion.type;
    this.cost = insertion.cost;
    this.opens = false;
  }

  private seekOpening(unit: number, partner: number): void {
    if (!this.mayOpen) return;
    const { type, cost } = this.singles.cheapestFree(
      this.plan,
      unit,
      this.cost,
      this.insertion.hope,
      this.openingShare,
    );
    if (type === NONE) return;
    this.unit = unit;
    this.partner = partner;
    this.type = type;
    this.cost = cost;
    this.opens = true;
  }

  /** The other stop of its pair is frozen on a route. */
  private isBound(unit: number): boolean {
    const { mustFollow, mustPrecede } = this.model.requests;
    return (mustFollow[unit] as number) >= 0 || (mustPrecede[unit] as number) >= 0;
  }

  private seekBound(unit: number): void {
    const { plan } = this;
    const { mustFollow, mustPrecede } = this.model.requests;
    const before = mustFollow[unit] as number;
    const other = before >= 0 ? before : (mustPrecede[unit] as number);
    const route = plan.routeOf[other] as number;
    if (route < 0) return;
    const start = plan.startOf(route);
    this.insertion.begin(unit, this.cost);
    if (before >= 0) this.insertion.seekBetween(route, before, start + 1);
    else this.insertion.seekBetween(route, start, other);
    this.keep(unit);
  }

  private seekPair(unit: number, partner: number): void {
    const { pairs } = this;
    pairs.seek(unit, partner, this.cost);
    if (pairs.after !== NONE) {
      this.unit = unit;
      this.partner = partner;
      this.after = pairs.after;
      this.partnerAfter = pairs.partnerAfter;
      this.type = pairs.type;
      this.cost = pairs.cost;
      this.opens = false;
    }
    this.seekOpening(unit, partner);
  }

  private carryOut(): void {
    const { plan, journal } = this;
    if (this.opens) {
      journal.touch(plan.slots[plan.active] as number);
      this.openingShare = 1;
      this.after = plan.startOf(plan.open(this.type));
      this.partnerAfter = this.unit;
    }
    const route = plan.routeOf[this.after] as number;
    journal.touch(route);
    if (plan.type[route] !== this.type) plan.setType(route, this.type);
    plan.link(this.unit, this.after);
    if (this.partner !== NONE) plan.link(this.partner, this.partnerAfter);
    plan.refresh(route);
  }
}
