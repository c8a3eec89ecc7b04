import { DateTime } from 'luxon';
import type { Point } from '../../kernel/geo.ts';
import {
  DEFAULT_SOURCING_PARAMETERS,
  type SourcingParameters as SolverParameters,
  type SourcingFacility,
  type SourcingLine,
  type SourcingOrder,
  type SourcingProblem,
  type SourcingRate,
  type SourcingService,
} from '../../solvers/sourcing/index.ts';
import { costCurrency, type Gathered, type LineToSource, type OrderToSource } from './gathered.ts';
import { weightedPrices } from './weights.ts';

const DAY_MS = 86_400_000;

/** Facts of the database as a problem for the solver. Rates in another currency than the run's are left out. */
export function buildProblem(gathered: Gathered): SourcingProblem {
  const currency = costCurrency(gathered);
  const linesOf = Map.groupBy(gathered.lines, (line) => line.order_id);
  const localTime = localTimes(gathered.now);
  return {
    facilities: gathered.facilities.map((facility) => {
      return toFacility(facility, localTime(facility.time_zone), gathered);
    }),
    services: gathered.services.map(toService),
    rates: gathered.rates.filter((rate) => rate.currency === currency).map(toRate),
    orders: gathered.orders.map((order) => toOrder(order, linesOf.get(order.id) ?? [])),
    stock: gathered.stock,
    parameters: toSolverParameters(gathered),
  };
}

function toSolverParameters({ parameters }: Gathered): SolverParameters {
  const { lateDayMinor, co2MinorPerKilogram } = weightedPrices(parameters);
  return {
    ...DEFAULT_SOURCING_PARAMETERS,
    maxShipments: parameters.maxSplits,
    splitPenaltyMinor: parameters.splitPenaltyMinor,
    allowPartial: parameters.allowPartial,
    promiseMode: parameters.promiseIsHard ? 'require' : 'price',
    lateDayMinor,
    co2MinorPerKilogram,
    maxDistanceMetres: parameters.maxDistanceMetres,
  };
}

function toFacility(
  facility: Gathered['facilities'][number],
  local: Pick<SourcingFacility, 'localDay' | 'localMinutes'>,
  { parameters, ordersByFacility }: Gathered,
): SourcingFacility {
  const { daily_capacity_orders: aDay } = facility;
  const used = ordersByFacility.get(facility.id) ?? 0;
  return {
    id: facility.id,
    country: facility.country,
    point: pointOf(facility),
    handlingMinor: facility.handling_cost_minor,
    capacityOrders: parameters.respectCapacity && aDay !== null ? Math.max(0, aDay - used) : null,
    ...local,
    cutOffMinutes: facility.cut_off_minutes,
  };
}

/** A carrier's service as solvers know it. */
export function toService(service: Gathered['services'][number]): SourcingService {
  return {
    id: service.id,
    level: service.level,
    cutOffMinutes: service.cut_off_minutes,
    maxWeightGrams: service.max_weight_grams,
  };
}

/** A weight step of a rate card as solvers know it: it takes as long as it may. */
export function toRate(rate: Gathered['rates'][number]): SourcingRate {
  return {
    id: rate.id,
    serviceId: rate.service_id,
    originCountry: rate.origin_country,
    destinationCountry: rate.destination_country,
    destinationPostalPrefix: rate.destination_postal_prefix,
    upToWeightGrams: rate.up_to_weight_grams,
    priceMinor: rate.price_minor,
    transitDays: rate.transit_days_max,
  };
}

function toOrder(order: OrderToSource, lines: LineToSource[]): SourcingOrder {
  return {
    id: order.id,
    priority: order.priority,
    orderedAt: order.ordered_at,
    promiseDay: order.promised_at === null ? null : Math.floor(order.promised_at / DAY_MS),
    country: order.country,
    postalCode: order.postal_code,
    point: pointOf(order),
    serviceLevel: order.service_level,
    shipComplete: order.ship_complete === 1,
    lines: lines.map((line): SourcingLine => {
      const { id, product_id: productId, quantity, weight_grams: unitWeightGrams } = line;
      return { id, productId, quantity: Number(quantity), unitWeightGrams };
    }),
  };
}

function pointOf({
  latitude,
  longitude,
}: {
  latitude: number | null;
  longitude: number | null;
}): Point | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

/** The planning instant in a zone; an unknown zone counts as UTC. */
function localTimes(now: number) {
  const known = new Map<string, Pick<SourcingFacility, 'localDay' | 'localMinutes'>>();
  return (zone: string) => {
    let local = known.get(zone);
    if (!local) {
      const inZone = DateTime.fromMillis(now, { zone });
      const time = inZone.isValid ? inZone : DateTime.fromMillis(now, { zone: 'utc' });
      const shifted = now + time.offset * 60_000;
      local = {
        localDay: Math.floor(shifted / DAY_MS),
        localMinutes: Math.floor((shifted % DAY_MS) / 60_000),
      };
      known.set(zone, local);
    }
    return local;
  };
}
