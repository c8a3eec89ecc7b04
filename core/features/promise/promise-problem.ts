import type { FacilityKind } from '../../contract/base.ts';
import type { PromiseLevel, PromiseSettings } from '../../contract/promise.ts';
import type { FacilityRef } from '../../contract/stock.ts';
import type { Point } from '../../kernel/geo.ts';
import type { RateBook, ServiceLane, SourcingRate, SourcingService } from '../../solvers/sourcing/index.ts';
import type { SupplyFacts } from './supply.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** A facility that may ship or hand out. */
export interface PromiseFacility extends FacilityRef {
  kind: FacilityKind;
  region: string | null;
  postalCode: string | null;
  point: Point | null;
  timeZone: string;
  handlingMinor: number;
  cutOffMinutes: number;
  calendar: WorkCalendar;
}

/** A carrier's service, with what a customer is told of it. */
export type PromiseService = SourcingService & {
  code: string;
  name: string;
  carrierId: number;
  carrier: string;
};

/** A weight step of a rate card; `transitDays` is the longest that it takes. */
export type PromiseRate = SourcingRate & { transitDaysMin: number };
export type PromiseRates = RateBook<PromiseService, PromiseRate>;
export type PromiseLane = ServiceLane<PromiseService, PromiseRate>;

/** What hardly ever changes: who ships, by whom, at what price, on which days. */
export interface PromiseNetwork {
  facilities: ReadonlyMap<number, PromiseFacility>;
  facilityByCode: ReadonlyMap<string, PromiseFacility>;
  services: readonly PromiseService[];
  rates: PromiseRates;
  carrierCalendars: ReadonlyMap<number, WorkCalendar>;
  currency: string;
  settings: PromiseSettings;
}

export interface PromiseLine {
  productId: number;
  sku: string;
  quantity: number;
  unitWeightGrams: number;
}

export interface PromisePlace {
  country: string | null;
  postalCode: string | null;
  point: Point | null;
  timeZone: string;
}

/** Everything that a promise is decided from. */
export interface PromiseProblem {
  now: number;
  lines: readonly PromiseLine[];
  supply: readonly SupplyFacts[];
  network: PromiseNetwork;
  /** Where it goes; the place of the store for a collection. */
  destination: PromisePlace;
  /** Where it is collected; null for a delivery. */
  store: PromiseFacility | null;
  levels: readonly PromiseLevel[];
  /** Facilities that may take part, by kind and by whatever rules say. */
  mayShip: (facility: PromiseFacility) => boolean;
  maxParcels: number;
}
