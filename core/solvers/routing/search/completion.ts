import type { InsertionOrder } from './insertion-order.ts';
import type { Journal } from './journal.ts';
import type { Lots } from './lots.ts';
import type { PlacementList } from './placement-list.ts';
import type { Plan } from './plan.ts';
import type { Recreate } from './recreate.ts';
import type { Ruin } from './ruin.ts';
import type { SingleRoutes } from './single-routes.ts';

const MOST_OFFERED = 20;

/** What a completion works with: the parts of the search that it shares. */
export type SearchParts = {
  plan: Plan;
  lots: Lots;
  journal: Journal;
  ruin: Ruin;
  recreate: Recreate;
  order: InsertionOrder;
  placements: PlacementList;
  singles: SingleRoutes;
};

/**
 * Looks for room for stops that must be visited and have none, and empties routes so that fewer are needed. A plan is better if
 * its missing requests have been missing less often before: the hard ones come to be placed, and easy ones take their turn.
 */
export class Completion {
  private readonly parts: SearchParts;
  /** By request, how often it has been missing; 0 for what no vehicle could serve. */
  private readonly absences: Float64Array;

  constructor(parts: SearchParts) {
    const { requests } = parts.plan.model;
    this.parts = parts;
    this.absences = Float64Array.from({ length: requests.count }, (_, request) => {
      return this.isPossible(request) ? (requests.weight[request] as number) : 0;
    });
  }

  private isPossible(request: number): boolean {
    const { plan, singles } = this.parts;
    const { requests } = plan.model;
    if (requests.mandatory[request] === 0) return false;
    const end = requests.firstTask[request + 1] as number;
    for (let task = requests.firstTask[request] as number; task < end; task++) {
      if (singles.cheapest(requests.taskUnit[task] as number) < Number.POSITIVE_INFINITY) return true;
    }
    return false;
  }

  /** Whether all is visited that must be and can be. */
  get isComplete(): boolean {
    return this.missedNow() === 0;
  }

  private missedNow(): number {
    const { plan } = this.parts;
    let missed = 0;
    for (let i = 0; i < plan.absentCount; i++) missed += this.absences[plan.absent[i] as number] as number;
    return missed;
  }

  /** Takes everything off the route whose stops are easiest to place, and gives its vehicle back. @returns whether there is one. */
  emptyRoute(): boolean {
    const { plan, journal, ruin } = this.parts;
    const { fixed } = plan.model.units;
    let easiest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let s = 0; s < plan.active; s++) {
      const route = plan.slots[s] as number;
      let missed = 0;
      const start = plan.startOf(route);
      for (let node = plan.next[start] as number; node < plan.units; node = plan.next[node] as number) {
        missed +=
          fixed[node] === 1
            ? Number.POSITIVE_INFINITY
            : (this.absences[plan.model.requests.requestOf[node] as number] as number);
      }
      if (missed >= least) continue;
      least = missed;
      easiest = route;
    }
    if (easiest < 0 || plan.active < 2) return false;
    journal.begin();
    ruin.empty(easiest);
    return true;
  }

  /** One ruin, taken back unless less is missing or the plan costs less. */
  step(temperature: number): void {
    const { plan, lots, journal, ruin, recreate, order, placements } = this.parts;
    const before = this.missedNow();
    const limit = plan.cost - temperature * Math.log(1 - lots.share());
    journal.begin();
    ruin.ruin();
    const count = placements.gather(MOST_OFFERED);
    order.sort(placements.list, count);
    recreate.place(placements.list, count, Number.POSITIVE_INFINITY);
    const missed = this.missedNow();
    for (let i = 0; i < plan.absentCount; i++) {
      const request = plan.absent[i] as number;
      if (this.absences[request] !== 0) this.absences[request] = (this.absences[request] as number) + 1;
    }
    const isBetter = missed < before || (missed === before && plan.cost < limit);
    if (!isBetter) journal.undo();
  }
}
