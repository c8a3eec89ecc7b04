import type { Random } from '../../kernel/random.ts';
import type { OrderDraft } from './order-drafts.ts';
import type { Parcel } from './parcels.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Promises are due in the evening (UTC): the present may move on through the day without making everything late. */
const PROMISE_HOUR = 20;
/** Few parcels under way are promised for today: nothing delivers them, so tonight they would all be late. */
const DUE_TODAY_SHARE = 0.02;

/** A parcel with its instants; `promisedAt` is the order's. */
export interface TimedParcel extends Parcel {
  allocatedAt: number;
  shippedAt: number | null;
  etaP50At: number | null;
  etaP90At: number | null;
  deliveredAt: number | null;
}

export interface OrderTimeline {
  promisedAt: number;
  parcels: TimedParcel[];
}

/** How a parcel under way stands to its promise. 3 % overdue + 5 % expected late; 6 % may become late. */
type Fate = 'fine' | 'risk' | 'expectedLate' | 'overdue';

/** Gives a packed order its dates, consistent with its status and the present. */
export function timeOrder(
  random: Random,
  draft: OrderDraft,
  parcels: readonly Parcel[],
  now: number,
): OrderTimeline {
  const usual = usualPromise(random, draft);
  const allocatedAt = between(draft.orderedAt, now, 0.1 + random.next() * 0.3, 20 * HOUR_MS);
  const fate = drawFate(random);
  const timed = parcels.map((parcel) => timeParcel(random, draft, parcel, allocatedAt, now, fate));
  const promisedAt = draft.ownTour?.promisedAt ?? promise(random, draft, timed, usual, now, fate);
  return { promisedAt, parcels: timed };
}

function drawFate(random: Random): Fate {
  return (
    (['fine', 'risk', 'expectedLate', 'overdue'] as const)[random.weightedIndex([86, 6, 5, 3])] ?? 'fine'
  );
}

function usualPromise(random: Random, draft: OrderDraft): number {
  const days = { economy: 7, standard: 4, express: 2 }[draft.level ?? 'economy'];
  const due = endOfDay(draft.orderedAt + (days + random.integer(0, 1)) * DAY_MS);
  return new Date(due).getUTCDay() === 0 ? due + DAY_MS : due;
}

function timeParcel(
  random: Random,
  draft: OrderDraft,
  parcel: Parcel,
  allocatedAt: number,
  now: number,
  fate: Fate,
): TimedParcel {
  const base = { ...parcel, allocatedAt, shippedAt: null, etaP50At: null, etaP90At: null, deliveredAt: null };
  if (!parcel.service && parcel.stage === 'delivered') {
    const at = draft.orderedAt;
    return { ...base, allocatedAt: at, shippedAt: at, etaP50At: at, etaP90At: at, deliveredAt: at };
  }
  switch (parcel.stage) {
    case 'reserved':
    case 'released':
      return base;
    case 'planned':
    case 'packed':
      if (draft.ownTour) return { ...base, ...onTour(random, draft.ownTour.promisedAt) };
      return { ...base, ...expectation(random, parcel, now + random.integer(6, 20) * HOUR_MS, now) };
    case 'inTransit':
    case 'exception':
      return underWay(random, draft, base, now, fate);
    default:
      return arrived(random, draft, base, now);
  }
}

/** On the day that was promised, before the promise. */
function onTour(random: Random, promisedAt: number) {
  const etaP50At = promisedAt - Math.round((1.5 + random.next() * 3) * HOUR_MS);
  return { etaP50At, etaP90At: etaP50At + HOUR_MS };
}

function expectation(random: Random, parcel: Parcel, shippedAt: number, now: number) {
  const days = transitDays(random, parcel);
  const etaP50At = daytime(random, Math.max(now + HOUR_MS, shippedAt + days * DAY_MS), now);
  return { etaP50At, etaP90At: etaP50At + Math.round((5 + days * (4 + random.next() * 4)) * HOUR_MS) };
}

function underWay(
  random: Random,
  draft: OrderDraft,
  base: TimedParcel,
  now: number,
  fate: Fate,
): TimedParcel {
  const days = transitDays(random, base);
  const earliest = draft.orderedAt + 5 * HOUR_MS;
  const progress = 0.05 + random.next() * 0.85;
  const shippedAt = Math.min(now - HOUR_MS, Math.max(earliest, Math.round(now - progress * days * DAY_MS)));
  const allocatedAt = Math.min(base.allocatedAt, shippedAt - 2 * HOUR_MS);
  const eta = expectation(random, base, shippedAt, now);
  if (fate === 'overdue') {
    eta.etaP50At = daytime(random, now + random.integer(4, 44) * HOUR_MS, now);
    eta.etaP90At = eta.etaP50At + random.integer(14, 40) * HOUR_MS;
  }
  return { ...base, allocatedAt, shippedAt, ...eta };
}

function arrived(random: Random, draft: OrderDraft, base: TimedParcel, now: number): TimedParcel {
  const span = now - draft.orderedAt;
  const handling = (0.5 + random.next() * 1.4) * DAY_MS;
  let shippedAt = Math.round(draft.orderedAt + handling);
  let deliveredAt = daytime(random, shippedAt + transitDays(random, base) * DAY_MS, shippedAt + 6 * HOUR_MS);
  if (deliveredAt > now - HOUR_MS) {
    shippedAt = Math.round(draft.orderedAt + span * 0.3);
    deliveredAt = Math.round(draft.orderedAt + span * 0.92);
  }
  const allocatedAt = Math.round(draft.orderedAt + (shippedAt - draft.orderedAt) * 0.3);
  return { ...base, allocatedAt, shippedAt, etaP50At: deliveredAt, etaP90At: deliveredAt, deliveredAt };
}

function transitDays(random: Random, parcel: Parcel): number {
  const [min, max] = parcel.transitDays;
  return Math.max(0.6, min + random.next() * (max - min) - 0.2);
}

/** The order's promise: the usual one, unless the facts make it unlikely; then nearly always one that can be kept. */
function promise(
  random: Random,
  draft: OrderDraft,
  parcels: readonly TimedParcel[],
  usual: number,
  now: number,
  fate: Fate,
): number {
  const travelling = parcels.filter(({ stage }) => stage === 'inTransit' || stage === 'exception');
  if (travelling.length > 0) return promiseUnderWay(random, draft, travelling, usual, now, fate);
  const delivered = Math.max(0, ...parcels.map((parcel) => parcel.deliveredAt ?? 0));
  if (draft.status === 'cancelled') return usual;
  if (delivered > 0 && parcels.every((parcel) => parcel.deliveredAt !== null)) {
    if (random.chance(0.945)) return Math.max(usual, endOfDay(delivered));
    return Math.max(endOfDay(draft.orderedAt), endOfDay(delivered - random.integer(1, 2) * DAY_MS));
  }
  const expected = Math.max(0, ...parcels.map((parcel) => parcel.etaP90At ?? 0));
  return promiseWaiting(random, usual, expected, now);
}

function promiseUnderWay(
  random: Random,
  draft: OrderDraft,
  parcels: readonly TimedParcel[],
  usual: number,
  now: number,
  fate: Fate,
): number {
  const latest = Math.max(...parcels.map((parcel) => parcel.etaP90At ?? now));
  if (fate === 'fine') {
    const soonest = endOfDay(now + (random.chance(DUE_TODAY_SHARE) ? 0 : DAY_MS));
    return Math.max(usual, soonest, endOfDay(latest), endOfDay(slowest(parcels)));
  }
  if (fate === 'overdue') {
    return Math.max(endOfDay(draft.orderedAt), endOfDay(now - random.integer(2, 4) * DAY_MS));
  }
  const promisedAt = endOfDay(now + random.integer(1, 2) * DAY_MS);
  for (const parcel of parcels) {
    const after = fate === 'risk' ? -random.integer(1, 4) : random.integer(4, 30);
    parcel.etaP50At = promisedAt + after * HOUR_MS;
    parcel.etaP90At = parcel.etaP50At + random.integer(8, 24) * HOUR_MS;
  }
  return promisedAt;
}

/** When the last of the parcels is there if its carrier takes as long as it may: what past deliveries make one expect. */
function slowest(parcels: readonly TimedParcel[]): number {
  return Math.max(...parcels.map(({ shippedAt, transitDays: [, most] }) => (shippedAt ?? 0) + most * DAY_MS));
}

/** Orders that have not left: a small share is overdue or cannot be on time any more. */
function promiseWaiting(random: Random, usual: number, expected: number, now: number): number {
  const reachable = Math.max(expected, now + random.integer(4, 6) * DAY_MS);
  if (usual < now) return random.chance(0.1) ? usual : endOfDay(reachable + random.integer(0, 6) * DAY_MS);
  if (usual >= reachable) return usual;
  return random.chance(0.05) ? usual : endOfDay(reachable + random.integer(0, 1) * DAY_MS);
}

/** The evening of the instant's day, or of the next where that has passed. */
function endOfDay(at: number): number {
  const due = Math.floor(at / DAY_MS) * DAY_MS + PROMISE_HOUR * HOUR_MS;
  return due >= at ? due : due + DAY_MS;
}

/** The instant moved to delivery hours (8:00 to 18:30 UTC) of its day, not before `earliest`. */
function daytime(random: Random, at: number, earliest: number): number {
  const moved = Math.floor(at / DAY_MS) * DAY_MS + Math.round((8 + random.next() * 10.5) * HOUR_MS);
  return moved > earliest ? moved : moved + DAY_MS;
}

function between(from: number, to: number, fraction: number, longest: number): number {
  return Math.round(from + Math.min(longest, (to - from) * fraction));
}
