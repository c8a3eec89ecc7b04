import type { PromiseLevel } from '../../contract/promise.ts';
import { distanceMetres } from '../../kernel/geo.ts';
import {
  DEFAULT_SOURCING_PARAMETERS,
  distancePrice,
  distanceTransitDays,
} from '../../solvers/sourcing/index.ts';
import { type Dispatch, dispatchOn } from './dispatch.ts';
import type { LocalTime, localClock } from './local-time.ts';
import type { PromiseFacility, PromiseLane, PromiseProblem } from './promise-problem.ts';
import {
  addWorkingDays,
  firstWorkingDay,
  MONDAY_TO_FRIDAY,
  type WorkCalendar,
  worksOn,
} from './work-calendar.ts';

export const MINUTES_A_DAY = 1440;
/** A parcel promised for a day is there by this hour. */
const DELIVERED_BY_MINUTES = 20 * 60;
/** What leaves where no rate is known between two countries counts as this level; price and speed are as in sourcing. */
const LEVEL_WITHOUT_RATE = 'standard';
const TARIFF_WITHOUT_RATE = DEFAULT_SOURCING_PARAMETERS.fallback;

/** How goods of one facility get to where they are wanted. */
export interface Reach {
  facility: PromiseFacility;
  /** Local minutes since 1970-01-01 at which they are there for good, where they are wanted. */
  arrival: number;
  arriveFromDay: number;
  arriveByDay: number;
  dispatch: Dispatch;
  /** Null when they are handed out where they are. */
  shipDay: number | null;
  cutOffMinutes: number;
  cutOffOf: 'facility' | 'service' | 'store';
  leadDays: number;
  lane: PromiseLane | null;
  transitDaysMin: number;
  transitDaysMax: number;
  shippingMinor: number;
  handlingMinor: number;
}

/** The earliest way for goods of a weight that are ready at an instant; with `by`, the cheapest that is there by then. */
export type Route = (
  facility: PromiseFacility,
  readyAt: number,
  weightGrams: number,
  by?: number,
) => Reach | null;

type Clock = ReturnType<typeof localClock>;

/** Ways to a customer by services of a level. */
export function deliveryRoute(problem: PromiseProblem, level: PromiseLevel, clock: Clock): Route {
  const lanesFrom = lanesTo(problem);
  return (facility, readyAt, weightGrams, by) => {
    const lanes = lanesFrom(facility.country);
    const ready = clock(readyAt, facility.timeZone);
    if (lanes.length === 0) {
      return level === LEVEL_WITHOUT_RATE ? withoutRate(problem, facility, ready, weightGrams, by) : null;
    }
    const ofLevel = lanes.filter(({ service }) => service.level === level);
    return bestReach(ofLevel, by, (lane) => byLane(problem, facility, ready, weightGrams, lane));
  };
}

/** Ways into the hands of who collects at the store: from its own stock, or sent there first. */
export function collectRoute(problem: PromiseProblem, store: PromiseFacility, clock: Clock): Route {
  const lanesFrom = lanesTo(problem);
  return (facility, readyAt, weightGrams, by) => {
    const ready = clock(readyAt, facility.timeZone);
    if (facility.id === store.id) return handedOut(problem, store, ready, by);
    const lanes = lanesFrom(facility.country);
    const sent =
      lanes.length === 0
        ? handOutSent(problem, store, withoutRate(problem, facility, ready, weightGrams))
        : bestReach(lanes, by, (lane) =>
            handOutSent(problem, store, byLane(problem, facility, ready, weightGrams, lane)),
          );
    return sent && (by === undefined || sent.arrival <= by) ? sent : null;
  };
}

function lanesTo({ destination, network }: PromiseProblem): (origin: string | null) => PromiseLane[] {
  const known = new Map<string | null, PromiseLane[]>();
  return (origin) => {
    let lanes = known.get(origin);
    if (!lanes) {
      const { country, postalCode } = destination;
      lanes =
        country === null ? [] : network.rates.lanesTo(origin, { country, postalCode, serviceLevel: null });
      known.set(origin, lanes);
    }
    return lanes;
  };
}

function bestReach(
  lanes: readonly PromiseLane[],
  by: number | undefined,
  reachBy: (lane: PromiseLane) => Reach | null,
): Reach | null {
  let best: Reach | null = null;
  for (const lane of lanes) {
    const reach = reachBy(lane);
    if (!reach || (by !== undefined && reach.arrival > by)) continue;
    if (!best || isBetter(reach, best, by !== undefined)) best = reach;
  }
  return best;
}

function isBetter(reach: Reach, best: Reach, priceFirst: boolean): boolean {
  const sooner = reach.arrival - best.arrival;
  const cheaper = reach.shippingMinor - best.shippingMinor;
  return (priceFirst ? cheaper || sooner : sooner || cheaper) < 0;
}

function byLane(
  { network }: PromiseProblem,
  facility: PromiseFacility,
  ready: LocalTime,
  weightGrams: number,
  lane: PromiseLane,
): Reach | null {
  const step = lane.steps.find(({ upToWeightGrams }) => weightGrams <= upToWeightGrams);
  if (!step) return null;
  const { service } = lane;
  const carrier = network.carrierCalendars.get(service.carrierId) ?? MONDAY_TO_FRIDAY;
  const ofService = service.cutOffMinutes < facility.cutOffMinutes;
  return sentOut(network, facility, ready, carrier, {
    cutOffMinutes: ofService ? service.cutOffMinutes : facility.cutOffMinutes,
    cutOffOf: ofService ? 'service' : 'facility',
    lane,
    transitDaysMin: step.transitDaysMin,
    transitDaysMax: step.transitDays,
    shippingMinor: step.priceMinor,
  });
}

function withoutRate(
  { network, destination }: PromiseProblem,
  facility: PromiseFacility,
  ready: LocalTime,
  weightGrams: number,
  by?: number,
): Reach | null {
  if (destination.country === null || !TARIFF_WITHOUT_RATE) return null;
  const { point } = facility;
  const metres = point && destination.point ? distanceMetres(point, destination.point) : null;
  const transitDays = distanceTransitDays(TARIFF_WITHOUT_RATE, metres);
  const reach = sentOut(network, facility, ready, MONDAY_TO_FRIDAY, {
    cutOffMinutes: facility.cutOffMinutes,
    cutOffOf: 'facility',
    lane: null,
    transitDaysMin: transitDays,
    transitDaysMax: transitDays,
    shippingMinor: distancePrice(TARIFF_WITHOUT_RATE, metres, weightGrams),
  });
  return reach && (by === undefined || reach.arrival <= by) ? reach : null;
}

type Sending = Pick<
  Reach,
  'cutOffMinutes' | 'cutOffOf' | 'lane' | 'transitDaysMin' | 'transitDaysMax' | 'shippingMinor'
>;

function sentOut(
  network: PromiseProblem['network'],
  facility: PromiseFacility,
  ready: LocalTime,
  carrier: WorkCalendar,
  sending: Sending,
): Reach | null {
  const leadDays = network.settings.leadDays[facility.kind];
  const dispatch = dispatchOn(ready, sending.cutOffMinutes, leadDays, facility.calendar, carrier);
  if (!dispatch) return null;
  const arriveFromDay = addWorkingDays(carrier, dispatch.day, sending.transitDaysMin);
  const arriveByDay = addWorkingDays(carrier, dispatch.day, sending.transitDaysMax);
  if (arriveFromDay === null || arriveByDay === null) return null;
  const { handlingMinor } = facility;
  const arrival = arriveByDay * MINUTES_A_DAY + DELIVERED_BY_MINUTES;
  return {
    facility,
    ...sending,
    arrival,
    arriveFromDay,
    arriveByDay,
    dispatch,
    shipDay: dispatch.day,
    leadDays,
    handlingMinor,
  };
}

/** From the store's own shelf, after the time that it needs, while it is open. */
function handedOut(
  { network }: PromiseProblem,
  store: PromiseFacility,
  ready: LocalTime,
  by?: number,
): Reach | null {
  const { storeOpensMinutes, storeClosesMinutes, collectPreparationMinutes } = network.settings;
  const cutOffMinutes = storeClosesMinutes - collectPreparationMinutes;
  const openToday = worksOn(store.calendar, ready.day);
  const missedCutOff = openToday && ready.minutes > cutOffMinutes;
  const first = missedCutOff ? ready.day + 1 : ready.day;
  const day = firstWorkingDay(first, store.calendar);
  if (day === null) return null;
  const from = day === ready.day ? Math.max(ready.minutes, storeOpensMinutes) : storeOpensMinutes;
  const arrival = day * MINUTES_A_DAY + from + collectPreparationMinutes;
  if (by !== undefined && arrival > by) return null;
  return {
    facility: store,
    arrival,
    arriveFromDay: day,
    arriveByDay: day,
    dispatch: { day, missedCutOff, closedDays: day - first },
    shipDay: null,
    cutOffMinutes,
    cutOffOf: 'store',
    leadDays: 0,
    lane: null,
    transitDaysMin: 0,
    transitDaysMax: 0,
    shippingMinor: 0,
    handlingMinor: store.handlingMinor,
  };
}

/** What was sent to the store can be collected from the next day's opening on. */
function handOutSent({ network }: PromiseProblem, store: PromiseFacility, sent: Reach | null): Reach | null {
  if (!sent) return null;
  const from = firstWorkingDay(sent.arriveFromDay + 1, store.calendar);
  const day = firstWorkingDay(sent.arriveByDay + 1, store.calendar);
  if (from === null || day === null) return null;
  const arrival = day * MINUTES_A_DAY + network.settings.storeOpensMinutes;
  return { ...sent, arrival, arriveFromDay: from, arriveByDay: day };
}
