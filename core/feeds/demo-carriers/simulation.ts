import type { ExceptionKind } from '../../contract/tracking.ts';
import { createRandom, hashText, type Random } from '../../kernel/random.ts';
import { SimulatedClock } from './clock.ts';
import {
  beginDisturbance,
  DISTURBANCE_SCANS,
  DISTURBANCES,
  type Disturbance,
  type DisturbanceLabel,
  type Hittable,
  isHeld,
} from './disturbance.ts';
import { DueQueue } from './due-queue.ts';
import {
  type DemoPlace,
  type KnownScan,
  nextStepAfter,
  planSteps,
  type Step,
  usualTransitMs,
} from './plan.ts';

export interface DemoSettings {
  /** Simulated seconds a second. */
  speed: number;
  delays: boolean;
  losses: boolean;
  outage: boolean;
  hubOutage: boolean;
  strike: boolean;
  lostTruck: boolean;
}

/** A parcel as it is handed over to the demo carriers. */
export interface DemoRegistration {
  trackingCode: string;
  carrier: string;
  reference: string | null;
  origin: DemoPlace;
  destination: DemoPlace;
  shippedAt: number | null;
  promisedAt: number | null;
  /** When it is expected to arrive by what is known. */
  etaAt: number | null;
  /** The last scan that is known, exceptions aside. */
  known: KnownScan | null;
  /** The words of the exception that the parcel is in now. */
  trouble: string | null;
  /** Scans of the past are not told again: nothing happens before this. */
  knownAt: number | null;
}

export interface SimulatedScan extends Omit<Step, 'share'> {
  /** Real time. */
  at: number;
}

export interface SimulatedParcel {
  readonly id: string;
  readonly trackingCode: string;
  readonly carrier: string;
  readonly reference: string | null;
  readonly createdAt: number;
  readonly scans: SimulatedScan[];
  updatedAt: number;
  etaAt: number | null;
  /** Grows with every change of any parcel; 0 before the first scan. */
  revision: number;
}

interface Moving extends SimulatedParcel {
  steps: readonly Step[];
  next: number;
  /** Simulated time each step takes from the one before it. */
  legsMs: readonly number[];
  troubledAt: number;
  lastAt: number;
  place: DemoPlace;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHORTEST_MS = HOUR_MS;
const LONGEST_MS = 14 * DAY_MS;
const MOST_PARCELS = 200_000;
const CHANCE = { delay: 0.006, delayWhenOn: 0.07, lossWhenOn: 0.015 };
/** What is held tries again after so long. */
const HELD_MS = 12 * HOUR_MS;
/** What goes on after a restart as well; a truck is lost once. */
const LASTING = ['hubOutage', 'strike'] as const;
const DELAY_HOURS = [10, 60] as const;

const DELAYS: readonly (readonly [ExceptionKind, string])[] = [
  ['delayed', 'Delayed at hub'],
  ['delayed', 'Vehicle breakdown'],
  ['delayed', 'Missorted, sent on'],
  ['weather', 'Held up by bad weather'],
];

/** Carriers that move parcels on in simulated time. Pure: the clock is given, and chance comes from the seed and the parcel alone. */
export class CarrierSimulation {
  readonly #seed: number;
  readonly #clock: SimulatedClock;
  readonly #parcels = new Map<string, Moving>();
  readonly #due = new DueQueue();
  #settings: DemoSettings;
  #revision = 0;
  readonly #labels = new Map<Disturbance, DisturbanceLabel>();

  constructor(seed: number, settings: DemoSettings, realNow: number) {
    this.#seed = seed;
    this.#settings = settings;
    this.#clock = new SimulatedClock(realNow, settings.speed);
  }

  get settings(): DemoSettings {
    return this.#settings;
  }

  get size(): number {
    return this.#parcels.size;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Takes a parcel over; one that is known stays as it is. */
  register(registration: DemoRegistration, realNow: number): SimulatedParcel | null {
    this.advance(realNow);
    const id = `trk_${idOf(registration.trackingCode)}`;
    const known = this.#parcels.get(id);
    if (known || this.#parcels.size >= MOST_PARCELS) return known ?? null;
    const random = this.#randomOf(registration.trackingCode);
    const steps = planSteps(random.fork('plan'), registration.origin, registration.destination);
    const ending = steps.findIndex(
      (step) => step.milestone === 'exception' && step.description === registration.trouble,
    );
    const next =
      ending < 0 ? nextStepAfter(steps, registration.known, registration.shippedAt !== null) : ending + 1;
    const parcel: Moving = {
      id,
      trackingCode: registration.trackingCode,
      carrier: registration.carrier,
      reference: registration.reference,
      createdAt: realNow,
      updatedAt: realNow,
      scans: [],
      etaAt: registration.etaAt,
      revision: 0,
      steps,
      next,
      legsMs: legsOf(random.fork('legs'), steps, next, registration, realNow),
      troubledAt: registration.trouble === null ? -1 : next,
      lastAt: registration.knownAt ?? 0,
      place: steps[next - 1] ?? registration.origin,
    };
    this.#parcels.set(id, parcel);
    this.#schedule(parcel, this.#clock.simulatedAt(realNow));
    return parcel;
  }

  /** Lets everything happen that is due by now. */
  advance(realNow: number): void {
    const now = this.#clock.simulatedAt(realNow);
    for (const kind of LASTING) if (this.#settings[kind] && !this.#labels.has(kind)) this.#begin(kind, now);
    for (let due = this.#due.peek(); due && due.at <= now; due = this.#due.peek()) {
      this.#due.pop();
      const parcel = this.#parcels.get(due.name);
      if (parcel) this.#takeStep(parcel, due.at);
    }
  }

  change(changes: Partial<DemoSettings>, realNow: number): void {
    this.advance(realNow);
    this.#settings = { ...this.#settings, ...changes };
    this.#clock.setSpeed(realNow, this.#settings.speed);
    for (const kind of DISTURBANCES) {
      if (!this.#settings[kind]) this.#labels.delete(kind);
      else if (!this.#labels.has(kind)) this.#begin(kind, this.#clock.simulatedAt(realNow));
    }
  }

  /** Parcels that changed after a revision, in the order of their last change. */
  changedSince(revision: number, limit: number): SimulatedParcel[] {
    if (revision >= this.#revision) return [];
    const changed = [...this.#parcels.values()].filter((parcel) => parcel.revision > revision);
    return changed.sort((a, b) => a.revision - b.revision).slice(0, limit);
  }

  /** Parcels by the time they were registered, the latest first, those before one of them. */
  latest(beforeId: string | null, limit: number): SimulatedParcel[] {
    const all = [...this.#parcels.values()].reverse();
    const from = beforeId === null ? 0 : all.findIndex(({ id }) => id === beforeId) + 1;
    return beforeId !== null && from === 0 ? [] : all.slice(from, from + limit);
  }

  find(id: string): SimulatedParcel | null {
    return this.#parcels.get(id) ?? null;
  }

  /** What goes on, and which parcels it has hit so far. */
  labels(): DisturbanceLabel[] {
    return [...this.#labels.values()];
  }

  /** Parcels on their way are told at once; those that come later are held when they do. */
  #begin(kind: Disturbance, simulated: number): void {
    const moving = [...this.#parcels.values()].filter(({ steps, next }) => next > 1 && next < steps.length);
    const label = beginDisturbance(kind, moving.map(hittable));
    if (!label) return;
    this.#labels.set(kind, label);
    for (const parcel of moving)
      if (label.parcels.has(parcel.trackingCode)) this.#hit(parcel, kind, simulated);
  }

  #hit(parcel: Moving, kind: Disturbance, simulated: number): void {
    const [exceptionKind, words] = DISTURBANCE_SCANS[kind];
    const lost = exceptionKind === 'lost';
    const left = lost ? null : HELD_MS + remaining(parcel, parcel.next);
    this.#scan(parcel, failureScan(parcel.place, exceptionKind, words), simulated, left);
    if (lost) parcel.next = parcel.steps.length;
  }

  /** True when something that goes on keeps a parcel where it is: it tries again later. */
  #isKept(parcel: Moving, simulated: number): boolean {
    const label = this.labels().find((one) => isHeld(one, hittable(parcel)));
    if (!label) return false;
    if (!label.parcels.has(parcel.trackingCode)) {
      label.parcels.add(parcel.trackingCode);
      this.#hit(parcel, label.kind, simulated);
    }
    this.#due.push(simulated + HELD_MS, parcel.id);
    return true;
  }

  #randomOf(trackingCode: string): Random {
    return createRandom(`${this.#seed}|${trackingCode}`);
  }

  #schedule(parcel: Moving, from: number): void {
    const leg = parcel.legsMs[parcel.next];
    if (leg !== undefined && parcel.next < parcel.steps.length) this.#due.push(from + leg, parcel.id);
  }

  #takeStep(parcel: Moving, simulated: number): void {
    const step = parcel.steps[parcel.next];
    if (!step || this.#isKept(parcel, simulated)) return;
    const trouble = this.#troubleBefore(parcel, step);
    if (trouble === 'lost') {
      this.#scan(parcel, failureScan(parcel.place, 'lost', 'Parcel cannot be found'), simulated, null);
      parcel.next = parcel.steps.length;
      return;
    }
    if (trouble) {
      parcel.troubledAt = parcel.next;
      const { kind, words, delayMs } = trouble;
      this.#scan(
        parcel,
        failureScan(parcel.place, kind, words),
        simulated,
        delayMs + remaining(parcel, parcel.next + 1),
      );
      this.#due.push(simulated + delayMs, parcel.id);
      return;
    }
    parcel.place = step;
    parcel.next++;
    this.#scan(
      parcel,
      step,
      simulated,
      parcel.next < parcel.steps.length ? remaining(parcel, parcel.next) : null,
    );
    this.#schedule(parcel, simulated);
  }

  /** What goes wrong on the way to a step, once a step at most. */
  #troubleBefore(
    parcel: Moving,
    step: Step,
  ): 'lost' | { kind: ExceptionKind; words: string; delayMs: number } | null {
    if (step.share <= 0 || step.share > 1 || parcel.troubledAt === parcel.next) return null;
    const random = this.#randomOf(parcel.trackingCode).fork(`trouble ${parcel.next}`);
    const [loss, delay] = [random.next(), random.next()];
    if (this.#settings.losses && loss < CHANCE.lossWhenOn) return 'lost';
    if (delay >= (this.#settings.delays ? CHANCE.delayWhenOn : CHANCE.delay)) return null;
    const [kind, words] =
      step.milestone === 'customs'
        ? (['customs', 'Held by customs: papers missing'] as const)
        : random.pick(DELAYS);
    return { kind, words, delayMs: random.integer(...DELAY_HOURS) * HOUR_MS };
  }

  /** @param remainingMs simulated time to the end, which is how long it takes at ordinary speed */
  #scan(parcel: Moving, scan: Omit<Step, 'share'>, simulated: number, remainingMs: number | null): void {
    const at = Math.max(this.#clock.realAt(simulated), parcel.lastAt + 1);
    const { milestone, exceptionKind, description, city, country, latitude, longitude } = scan;
    parcel.scans.push({ milestone, exceptionKind, description, city, country, latitude, longitude, at });
    parcel.lastAt = at;
    parcel.updatedAt = at;
    parcel.etaAt = remainingMs === null ? null : Math.round(at + remainingMs);
    parcel.revision = ++this.#revision;
  }
}

function hittable({ trackingCode, carrier, place, steps, next }: Moving): Hittable {
  return { trackingCode, carrier, city: place.city, nextCity: steps[next]?.city ?? null };
}

function remaining(parcel: Moving, from: number): number {
  let sum = 0;
  for (let index = from; index < parcel.steps.length; index++) sum += parcel.legsMs[index] ?? 0;
  return sum;
}

function failureScan(
  place: DemoPlace,
  exceptionKind: ExceptionKind,
  description: string,
): Omit<Step, 'share'> {
  const { city, country, latitude, longitude } = place;
  return { milestone: 'exception', exceptionKind, description, city, country, latitude, longitude };
}

/** Simulated time of each step from the one before it, so that the end falls on the arrival expected. */
function legsOf(
  random: Random,
  steps: readonly Step[],
  next: number,
  registration: DemoRegistration,
  realNow: number,
): number[] {
  const usual = usualTransitMs(registration.origin, registration.destination);
  const shares = steps.map((step, index) =>
    index === 0 ? 0.05 : step.share - (steps[index - 1]?.share ?? 0),
  );
  const left = shares.slice(next).reduce((sum, share) => sum + share, 0);
  const expected = registration.etaAt ?? registration.promisedAt;
  const end = expected === null ? left * usual : (expected - realNow) * endShare(steps, next);
  const total = Math.min(LONGEST_MS, Math.max(SHORTEST_MS * Math.min(1, left), end));
  const firstLeg = 0.03 + random.next() * 0.97;
  return shares.map((share, index) => {
    const leg = left > 0 ? (share / left) * total : 0;
    return Math.round(index === next ? leg * firstLeg : leg * (0.85 + random.next() * 0.3));
  });
}

/** Arrivals are expected for a first attempt; what comes after it takes longer. */
function endShare(steps: readonly Step[], next: number): number {
  const now = steps[next - 1]?.share ?? -0.1;
  const end = steps.at(-1)?.share ?? 1;
  return end <= 1 || now >= 1 ? 1 : (end - now) / (1 - now);
}

function idOf(trackingCode: string): string {
  const part = (salt: string) => hashText(`${salt}${trackingCode}`).toString(16).padStart(8, '0');
  return `${part('a')}${part('b')}${part('c')}${part('d')}`;
}
