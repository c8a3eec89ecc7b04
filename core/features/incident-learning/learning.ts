import {
  type KindFigures,
  type Known,
  type Learning,
  PARETO_DIMENSIONS,
  type ParetoDimension,
} from '../../contract/incident-learning.ts';
import type { IncidentKind } from '../../contract/incidents.ts';
import { CarrierCount } from './carrier-count.ts';
import type { CarrierVolume, LearnedAction, LearnedIncident, LearningContext } from './learning-facts.ts';
import { ParetoCount } from './pareto.ts';
import { Durations, Tally } from './spread.ts';
import { WorkedCount } from './worked.ts';

/** Whether the promise was kept; null while it is open, and where there is none. */
export function wasKept(
  { promisedAt, arrivedAt }: Pick<LearnedIncident, 'promisedAt' | 'arrivedAt'>,
  now: number,
): boolean | null {
  if (promisedAt === null) return null;
  if (arrivedAt !== null) return arrivedAt <= promisedAt;
  return promisedAt < now ? false : null;
}

interface KindCount {
  incidents: number;
  open: number;
  dismissed: number;
  costMinor: number;
  toDetect: Durations;
  toResolve: Durations;
}

/** Learns from incidents as they come in, one by one: their rows are never all held. Pure. */
export class Learner {
  readonly #given: LearningContext;
  readonly #paretos = new Map(PARETO_DIMENSIONS.map((dimension) => [dimension, new ParetoCount(dimension)]));
  readonly #kinds = new Map<IncidentKind, KindCount>();
  readonly #carriers = new CarrierCount();
  readonly #worked = new WorkedCount();
  readonly #toDetect = new Durations();
  readonly #toResolve = new Durations();
  readonly #held = new Tally();
  readonly #kept = new Tally();
  readonly #cost = { actionsMinor: 0, refundsMinor: 0, claimedMinor: 0, paidMinor: 0 };
  #incidents = 0;
  #dismissed = 0;
  #otherCurrency = 0;

  constructor(given: LearningContext) {
    this.#given = given;
  }

  add(incident: LearnedIncident): void {
    const kind = this.#kindOf(incident.kind);
    if (incident.state === 'dismissed') {
      kind.dismissed++;
      this.#dismissed++;
      return;
    }
    this.#incidents++;
    const costMinor = this.#addActions(incident);
    kind.incidents++;
    kind.costMinor += costMinor;
    if (incident.resolvedAt === null) kind.open++;
    this.#addTimes(incident, kind);
    this.#addPromise(incident);
    this.#carriers.add(incident, costMinor);
    for (const [dimension, count] of this.#paretos) count.add(this.#thingsOf(incident, dimension), costMinor);
  }

  result(volumes: readonly CarrierVolume[], promise: { now: Known; before: Known }): Learning {
    const { actionsMinor, refundsMinor, paidMinor } = this.#cost;
    return {
      currency: this.#given.currency,
      incidents: this.#incidents,
      dismissed: this.#dismissed,
      otherCurrency: this.#otherCurrency,
      cost: { ...this.#cost, netMinor: actionsMinor + refundsMinor - paidMinor },
      toDetect: this.#toDetect.times(),
      toResolve: this.#toResolve.times(),
      promise: { ...promise, heldWhenFound: this.#held.known(), kept: this.#kept.known() },
      paretos: [...this.#paretos.values()].map((count) => count.result()),
      kinds: [...this.#kinds].map(([kind, count]) => figuresOf(kind, count)).sort(mostFirst),
      options: this.#worked.options(),
      playbooks: this.#worked.playbooks(),
      carriers: this.#carriers.scores(volumes),
    };
  }

  /** @returns what was spent on it */
  #addActions(incident: LearnedIncident): number {
    const kept = wasKept(incident, this.#given.now);
    let costMinor = 0;
    for (const action of this.#given.actions.get(incident.id) ?? []) {
      this.#worked.add(action, incident, kept);
      if (action.takenBack) continue;
      if (!action.counts) this.#otherCurrency++;
      else costMinor += this.#addMoney(action);
      if (action.claim) this.#carriers.addClaim(action.claim, action.counts);
    }
    return costMinor;
  }

  #addMoney({ option, costMinor, claim }: LearnedAction): number {
    if (option === 'refund') this.#cost.refundsMinor += costMinor;
    else this.#cost.actionsMinor += costMinor;
    this.#cost.claimedMinor += claim?.claimedMinor ?? 0;
    this.#cost.paidMinor += claim?.paidMinor ?? 0;
    return costMinor - (claim?.paidMinor ?? 0);
  }

  #addTimes({ beganAt, detectedAt, resolvedAt }: LearnedIncident, kind: KindCount): void {
    if (beganAt !== null) {
      this.#toDetect.add(detectedAt - beganAt);
      kind.toDetect.add(detectedAt - beganAt);
    }
    if (resolvedAt !== null) {
      this.#toResolve.add(resolvedAt - detectedAt);
      kind.toResolve.add(resolvedAt - detectedAt);
    }
  }

  #addPromise(incident: LearnedIncident): void {
    const kept = wasKept(incident, this.#given.now);
    if (kept === null || incident.promiseHeld === null) return;
    this.#held.add(incident.promiseHeld);
    this.#kept.add(kept);
  }

  #thingsOf(incident: LearnedIncident, dimension: ParetoDimension): readonly { key: string; name: string }[] {
    const { carrier, lane, facility, facilityName, kind, sharedCause } = incident;
    const one = (key: string | null, name = key) => (key === null ? [] : [{ key, name: name ?? key }]);
    if (dimension === 'carrier') return one(carrier);
    if (dimension === 'lane') return one(lane);
    if (dimension === 'facility') return one(facility, facilityName ?? facility);
    if (dimension === 'kind') return one(kind);
    if (dimension === 'sharedCause') return sharedCause ? [sharedCause] : [];
    return this.#given.products.get(incident.id) ?? [];
  }

  #kindOf(kind: IncidentKind): KindCount {
    const own = this.#kinds.get(kind) ?? {
      incidents: 0,
      open: 0,
      dismissed: 0,
      costMinor: 0,
      toDetect: new Durations(),
      toResolve: new Durations(),
    };
    this.#kinds.set(kind, own);
    return own;
  }
}

function figuresOf(kind: IncidentKind, { toDetect, toResolve, ...counts }: KindCount): KindFigures {
  return { kind, ...counts, toDetect: toDetect.times(), toResolve: toResolve.times() };
}

function mostFirst(a: KindFigures, b: KindFigures): number {
  return b.incidents - a.incidents || a.kind.localeCompare(b.kind);
}
