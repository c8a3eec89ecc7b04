import type { RouteParameters } from '../../contract/routes.ts';
import { distanceMetres, type Point } from '../../kernel/geo.ts';
import type { DayClock } from './day-clock.ts';
import type { DayWindow, PlanDepot, PlanStop } from './tour-plan.ts';

/** A EUR pallet, loaded one metre high. */
const PALLET_MILLILITRES = 960_000;
const TRANSFER_PRIORITY = 5;
const RETURN_PRIORITY = 0;

export type AddressRow = {
  street: string | null;
  city: string | null;
  postal_code: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
};

/** What is to be visited, before the day's windows are known. */
export type Visit = {
  kind: PlanStop['kind'];
  reference: string;
  shipmentId: number | null;
  orderId: number | null;
  /** Of a shipment's order. */
  orderNumber: string | null;
  returnId: number | null;
  facilityId: number | null;
  depotId: number | null;
  promisedAt: number | null;
  name: string | null;
  address: AddressRow;
  weightGrams: number;
  volumeMillilitres: number;
  /** 1 is the most urgent, 9 the least; null for what no order ranks. */
  orderPriority: number | null;
};

export type StopRules = {
  parameters: RouteParameters;
  clock: DayClock;
  depots: readonly PlanDepot[];
  /** Opening of facilities that day: an empty list = closed; null = no hours of their own. */
  opening: (facilityId: number) => DayWindow[] | null;
  /** Where an address lies that has no coordinates. */
  locate: (address: AddressRow) => Point | null;
};

/** The stops of a day, numbered; what lies too far from its depot is none. */
export function dayStops(visits: readonly Visit[], rules: StopRules): PlanStop[] {
  const stops: PlanStop[] = [];
  for (const visit of visits) {
    if (stops.length >= rules.parameters.mostStops) break;
    const point = placeOf(visit.address, rules);
    if (point && isTooFar(point, visit, rules)) continue;
    stops.push(toStop(visit, point, rules, stops.length + 1));
  }
  return stops;
}

function placeOf(address: AddressRow, { locate }: StopRules): Point | null {
  const { latitude, longitude } = address;
  return latitude !== null && longitude !== null ? { latitude, longitude } : locate(address);
}

function isTooFar(point: Point, { depotId, kind }: Visit, { parameters, depots }: StopRules): boolean {
  const { radiusMetres, returnRadiusMetres } = parameters;
  const limits = kind === 'collection' ? [radiusMetres, returnRadiusMetres] : [radiusMetres];
  const farthest = Math.min(...limits.map((limit) => limit ?? Number.POSITIVE_INFINITY));
  const own = depots.filter(({ id }) => depotId === null || id === depotId);
  return own.every((depot) => distanceMetres(point, depot) > farthest);
}

function toStop(visit: Visit, point: Point | null, rules: StopRules, number: number): PlanStop {
  const { parameters } = rules;
  const windows = windowsOf(visit, rules);
  const service =
    visit.facilityId === null ? parameters.serviceSeconds.customer : parameters.serviceSeconds.facility;
  const { kind, reference, shipmentId, orderId, returnId, facilityId, depotId, promisedAt } = visit;
  let leftOut: PlanStop['leftOut'] = null;
  if (!point) leftOut = 'noPlace';
  else if (windows.length === 0) leftOut = 'closedThatDay';
  return {
    number,
    kind,
    reference,
    shipmentId,
    orderId,
    returnId,
    facilityId,
    depotId,
    promisedAt,
    locked: false,
    leftOut,
    facts: {
      name: visit.name ?? reference,
      address: addressText(visit.address),
      latitude: point?.latitude ?? null,
      longitude: point?.longitude ?? null,
      weightGrams: visit.weightGrams,
      volumeMillilitres: visit.volumeMillilitres,
      pallets: Math.round((visit.volumeMillilitres / PALLET_MILLILITRES) * 1000) / 1000,
      serviceSeconds: service,
      windows,
      priority: priorityOf(visit),
      skills: [],
    },
  };
}

function priorityOf({ kind, orderPriority }: Visit): number {
  if (kind === 'collection') return RETURN_PRIORITY;
  return orderPriority === null ? TRANSFER_PRIORITY : 10 - orderPriority;
}

/** When it may be served: a facility's opening, else delivery hours; no later than promised, where the promise can be kept. */
function windowsOf(
  { facilityId, promisedAt }: Visit,
  { parameters, clock, opening }: StopRules,
): DayWindow[] {
  const { deliveryHours, widenWindowsMinutes } = parameters;
  const hours = clock.window(deliveryHours.fromMinutes, deliveryHours.toMinutes);
  const open = facilityId === null ? null : opening(facilityId);
  const wider = widenWindowsMinutes * 60;
  const windows = joined(
    (open ?? [hours])
      .map(({ from, to }) => ({ from: from - wider, to: to + wider }))
      .filter(({ from, to }) => to >= from),
  );
  if (promisedAt === null || promisedAt >= clock.endsAt) return windows;
  const latest = (promisedAt - clock.startsAt) / 1000 + Math.max(0, wider);
  const kept = windows
    .filter(({ from }) => from < latest)
    .map(({ from, to }) => ({ from, to: Math.min(to, latest) }));
  return kept.length > 0 ? kept : windows;
}

/** Sorted, and one where they meet. */
function joined(windows: readonly DayWindow[]): DayWindow[] {
  const result: DayWindow[] = [];
  for (const window of [...windows].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && window.from <= last.to) last.to = Math.max(last.to, window.to);
    else result.push({ ...window });
  }
  return result;
}

function addressText({ street, postal_code, city, country }: AddressRow): string {
  const town = [postal_code, city].filter(Boolean).join(' ');
  return [street, town, country].filter(Boolean).join(', ');
}
