import type { CarrierTerms, ChargeKind, ChargeView, OfferVerdict } from '../../contract/carriers.ts';
import { meetsLevel, plainPostalCode } from '../../solvers/sourcing/index.ts';
import {
  addWorkingDays,
  dispatchOn,
  firstWorkingDay,
  type LocalTime,
  MONDAY_TO_FRIDAY,
  type PromiseFacility,
  type PromiseLane,
  type PromiseNetwork,
  type PromiseService,
} from '../promise/index.ts';
import type { CarrierLoad } from './carrier-load.ts';

export interface ParcelToSend {
  weightGrams: number;
  volumeMillilitres: number;
  /** Null where its edges are not known. */
  longestMillimetres: number | null;
}

/** A shipment as far as its carriers' prices and days depend on it. */
export interface ShipmentToSend {
  facility: PromiseFacility;
  parcels: readonly ParcelToSend[];
  country: string | null;
  postalCode: string | null;
  /** Null: any. */
  levelAskedFor: string | null;
  residential: boolean;
  valueMinor: number;
  /** Local day until which it is promised. */
  promisedDay: number | null;
  /** From when it can be picked up, on the facility's clocks. */
  ready: LocalTime;
}

/** Who carries, at what price and on which terms. */
export interface ChoiceFacts {
  network: Pick<PromiseNetwork, 'services' | 'rates' | 'carrierCalendars'>;
  terms: ReadonlyMap<number, CarrierTerms>;
  load: CarrierLoad;
}

/** What a service would be for a shipment, when it leaves and arrives. */
export interface Way {
  costMinor: number;
  charges: ChargeView[];
  chargeableGrams: number;
  departDay: number;
  cutOffMinutes: number;
  arriveByDay: number;
  /** Null without a promise. */
  lateDays: number | null;
  fullDays: number;
  /** In time for the promise only without the days on which its carrier is full. */
  lateWhenFull: boolean;
}

export interface Offer {
  service: PromiseService;
  verdict: OfferVerdict;
  way: Way | null;
}

export interface Choice {
  chosen: (Offer & { way: Way }) | null;
  /** All others, the nearest to being chosen first. */
  others: Offer[];
}

/**
 * The cheapest service that keeps the promise, with room that day, within what is agreed on shares; where none keeps it, the least late.
 * A carrier that is owed shipments comes before cheaper ones. Pure.
 */
export function chooseService(shipment: ShipmentToSend, facts: ChoiceFacts): Choice {
  const { network, load } = facts;
  const destination = { country: shipment.country, postalCode: shipment.postalCode, serviceLevel: null };
  const lanes = new Map(
    network.rates
      .laneSet(shipment.facility.country, destination, network.rates.destinationKey(destination))
      .lanes.map((lane) => [lane.service.id, lane]),
  );
  const offers = network.services.map((service) => offerOf(shipment, service, lanes.get(service.id), facts));
  const ranked = offers
    .flatMap((offer) => (offer.way ? [{ ...offer, way: offer.way, share: shareOf(offer, load) }] : []))
    .sort(compare);
  const [best, ...rest] = ranked;
  const unable = offers.filter(({ way }) => way === null);
  if (!best) return { chosen: null, others: unable };
  const others = rest.map(({ service, way, share }): Offer => {
    return { service, way, verdict: whyNot({ way, share }, best) };
  });
  const { service, way } = best;
  return { chosen: { service, way, verdict: 'chosen' }, others: [...others, ...unable] };
}

/** A service for a shipment, whatever speaks against taking it. */
export function offerOf(
  shipment: ShipmentToSend,
  service: PromiseService,
  lane: PromiseLane | undefined,
  facts: ChoiceFacts,
): Offer {
  if (!lane) return { service, verdict: 'notServed', way: null };
  if (!meetsLevel(service.level, shipment.levelAskedFor))
    return { service, verdict: 'belowLevel', way: null };
  const priced = priceOf(shipment, lane, facts.terms.get(service.carrierId));
  if (!priced) return { service, verdict: 'tooHeavy', way: null };
  const days = daysOf(shipment, service, priced.transitDays, facts);
  if (!days) return { service, verdict: 'notServed', way: null };
  const { costMinor, charges, chargeableGrams } = priced;
  return { service, verdict: 'dearer', way: { costMinor, charges, chargeableGrams, ...days } };
}

type Ranked = { service: PromiseService; way: Way; share: number };

const OWED = 0;
const WITHIN = 1;
const OVER = 2;

function shareOf({ service }: Offer, load: CarrierLoad): number {
  const share = load.share(service.carrierId);
  if (share === 'owed') return OWED;
  return share === 'over' ? OVER : WITHIN;
}

/** In time, or the least late; then by what is agreed on shares; then the cheapest. */
function compare(a: Ranked, b: Ranked): number {
  return (
    (a.way.lateDays ?? 0) - (b.way.lateDays ?? 0) ||
    a.share - b.share ||
    a.way.costMinor - b.way.costMinor ||
    a.way.arriveByDay - b.way.arriveByDay ||
    a.service.id - b.service.id
  );
}

function whyNot(
  { way, share }: Pick<Ranked, 'way' | 'share'>,
  chosen: Pick<Ranked, 'way' | 'share'>,
): OfferVerdict {
  if ((way.lateDays ?? 0) > (chosen.way.lateDays ?? 0)) return way.lateWhenFull ? 'full' : 'late';
  if (way.costMinor > chosen.way.costMinor) return 'dearer';
  if (share === chosen.share) return 'slower';
  return share === OVER ? 'overMix' : 'mixOwed';
}

interface Priced {
  costMinor: number;
  charges: ChargeView[];
  chargeableGrams: number;
  transitDays: number;
}

/** What it costs; null when one of its parcels is too heavy, or counts as too heavy by its volume. */
function priceOf(
  shipment: ShipmentToSend,
  lane: PromiseLane,
  terms: CarrierTerms | undefined,
): Priced | null {
  let [base, weight, oversize, chargeableGrams, transitDays] = [0, 0, 0, 0, 0];
  for (const parcel of shipment.parcels) {
    const grams = chargeable(parcel, terms);
    const step = lane.steps.find(({ upToWeightGrams }) => grams <= upToWeightGrams);
    const byScale = lane.steps.find(({ upToWeightGrams }) => parcel.weightGrams <= upToWeightGrams);
    if (!step || !byScale) return null;
    base += byScale.priceMinor;
    weight += step.priceMinor - byScale.priceMinor;
    if (terms?.oversize && isOversize(parcel, terms.oversize)) oversize += terms.oversize.minor;
    chargeableGrams += grams;
    transitDays = Math.max(transitDays, step.transitDays);
  }
  const fuel = Math.round(((base + weight) * (terms?.fuelPercent ?? 0)) / 100);
  const amounts: [ChargeKind, number][] = [
    ['base', base],
    ['weight', weight],
    ['fuel', fuel],
    ['remote', terms?.remote && isRemote(shipment, terms.remote.areas) ? terms.remote.minor : 0],
    ['oversize', oversize],
    ['residential', shipment.residential ? (terms?.residentialMinor ?? 0) : 0],
    ['declaredValue', insuranceOf(shipment.valueMinor, terms)],
  ];
  const charges = amounts.flatMap(([kind, minor]) =>
    minor === 0 && kind !== 'base' ? [] : [{ kind, minor }],
  );
  const costMinor = charges.reduce((sum, { minor }) => sum + minor, 0);
  return { costMinor, charges, chargeableGrams, transitDays };
}

/** By scale, or by volume where that is more: so many cubic centimetres count as a kilogram. */
function chargeable(
  { weightGrams, volumeMillilitres }: ParcelToSend,
  terms: CarrierTerms | undefined,
): number {
  const divisor = terms?.dimensionalDivisor;
  if (!divisor) return weightGrams;
  return Math.max(weightGrams, Math.ceil((volumeMillilitres * 1000) / divisor));
}

function isOversize(
  { longestMillimetres, volumeMillilitres }: ParcelToSend,
  { aboveMillimetres, aboveMillilitres }: NonNullable<CarrierTerms['oversize']>,
): boolean {
  const long = aboveMillimetres !== null && (longestMillimetres ?? 0) > aboveMillimetres;
  return long || (aboveMillilitres !== null && volumeMillilitres > aboveMillilitres);
}

function isRemote({ country, postalCode }: ShipmentToSend, areas: readonly string[]): boolean {
  const place = `${country ?? ''}${plainPostalCode(postalCode)}`;
  return areas.some((area) => place.startsWith(plainPostalCode(area)));
}

function insuranceOf(valueMinor: number, terms: CarrierTerms | undefined): number {
  if (!terms?.declaredValue) return 0;
  const { freeMinor, percent } = terms.declaredValue;
  return Math.round((Math.max(0, valueMinor - freeMinor) * percent) / 100);
}

/** Nobody waits for longer than this for a day with room. */
const MOST_FULL_DAYS = 10;

type Days = Omit<Way, 'costMinor' | 'charges' | 'chargeableGrams'>;

function daysOf(
  { facility, ready, promisedDay }: ShipmentToSend,
  service: PromiseService,
  transitDays: number,
  { network, load }: ChoiceFacts,
): Days | null {
  const carrier = network.carrierCalendars.get(service.carrierId) ?? MONDAY_TO_FRIDAY;
  const cutOffMinutes = Math.min(facility.cutOffMinutes, service.cutOffMinutes);
  const first = dispatchOn(ready, cutOffMinutes, 0, facility.calendar, carrier);
  if (!first) return null;
  let departDay = first.day;
  let fullDays = 0;
  while (!load.hasRoom(service.carrierId, facility, departDay)) {
    fullDays += 1;
    const next = firstWorkingDay(departDay + 1, facility.calendar, carrier);
    if (next === null || fullDays > MOST_FULL_DAYS) return null;
    departDay = next;
  }
  const arriveByDay = addWorkingDays(carrier, departDay, transitDays);
  const withRoom = fullDays > 0 ? addWorkingDays(carrier, first.day, transitDays) : arriveByDay;
  if (arriveByDay === null || withRoom === null) return null;
  return {
    departDay,
    cutOffMinutes,
    arriveByDay,
    lateDays: promisedDay === null ? null : Math.max(0, arriveByDay - promisedDay),
    fullDays,
    lateWhenFull: promisedDay !== null && arriveByDay > promisedDay && withRoom <= promisedDay,
  };
}
