import type { LeftOutCode, PlanStatus, RouteParameters, StopKind } from '../../contract/routes.ts';
import { defineLifeCycle } from '../../kernel/state-machine.ts';

/** The life of a plan's version. One that a later version replaced is published again when that one is taken back. */
export const planLifeCycle = defineLifeCycle<PlanStatus>('draft', {
  draft: ['published'],
  published: ['draft', 'replaced', 'done'],
  replaced: ['published'],
  done: [],
});

export type PlanDepot = { id: number; code: string; name: string; latitude: number; longitude: number };

/** Times of day as seconds since the plan's local midnight. */
export type DayWindow = { from: number; to: number };

/** Vehicles of one type at one depot. A capacity or limit of null does not bind. */
export type PlanVehicle = {
  /** `TYPE@DEPOT`. */
  key: string;
  code: string;
  name: string;
  depotId: number;
  count: number;
  capacityWeightGrams: number | null;
  capacityVolumeMillilitres: number | null;
  capacityPallets: number | null;
  shift: DayWindow;
  breaks: { window: DayWindow; seconds: number }[];
  maxStops: number | null;
  maxDistanceMetres: number | null;
  maxDurationSeconds: number | null;
  rangeMetres: number | null;
  fixedCostMinor: number;
  costPerKmMinor: number;
  costPerHourMinor: number;
  overtimeAfterSeconds: number | null;
  overtimePerHourMinor: number;
  speedPercent: number;
  co2GramsPerKm: number;
  skills: string[];
};

/** What a plan was made with; kept with it, so that it means the same whatever becomes of the fleet. */
export type PlanFacts = {
  timeZone: string;
  /** Local midnight of the plan's day. */
  dayStartsAt: number;
  currency: string;
  depots: PlanDepot[];
  vehicles: PlanVehicle[];
};

/** What a stop is and needs, before it is on any route. */
export type StopFacts = {
  name: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
  weightGrams: number;
  volumeMillilitres: number;
  pallets: number;
  serviceSeconds: number;
  windows: DayWindow[];
  /** Higher is kept first. */
  priority: number;
  skills: string[];
  /** There is no such order: it stands for more demand. */
  madeUp?: boolean;
};

export type PlanStop = {
  /** From 1; names it within its plan. */
  number: number;
  kind: StopKind;
  reference: string;
  shipmentId: number | null;
  orderId: number | null;
  returnId: number | null;
  facilityId: number | null;
  depotId: number | null;
  promisedAt: number | null;
  locked: boolean;
  leftOut: LeftOutCode | null;
  facts: StopFacts;
};

/**
 * Names a visit in whatever plan it is: several depots may hold goods of one order, and one transfer may bring goods to several
 * places.
 */
export function visitKey({
  kind,
  reference,
  depotId,
  facilityId,
}: Pick<PlanStop, 'kind' | 'reference' | 'depotId' | 'facilityId'>): string {
  return [kind, reference, depotId ?? '', facilityId ?? ''].join(' ');
}

/** Stops by number, in the order in which they are visited. */
export type PlanRoute = {
  number: number;
  vehicleKey: string;
  driverId: number | null;
  locked: boolean;
  stops: number[];
};

/** Routes and stops as they are decided; times and figures follow from them. */
export type TourPlan = {
  facts: PlanFacts;
  parameters: RouteParameters;
  stops: PlanStop[];
  routes: PlanRoute[];
};

/** Reasons for which no solver can place a stop. */
const NEVER_PLACED: ReadonlySet<LeftOutCode> = new Set(['noPlace', 'closedThatDay']);

/** Whether a stop can be on a route at all. */
export function canBeVisited({ leftOut, facts }: PlanStop): boolean {
  return facts.latitude !== null && facts.longitude !== null && !(leftOut && NEVER_PLACED.has(leftOut));
}
