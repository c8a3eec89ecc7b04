import type { FacilityKind } from '../../contract/base.ts';
import type { PromiseLevel, PromiseSettings } from '../../contract/promise.ts';
import type { FacilityRef } from '../../contract/stock.ts';
import type { Point } from '../../kernel/geo.ts';
import type { PromiseService, RateIndex } from './rate-index.ts';
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

/** What hardly ever changes: who ships, by whom, at what price, on which days. */
export interface PromiseNetwork {
  facilities: ReadonlyMap<number, PromiseFacility>;
  facilityByCode: ReadonlyMap<string, PromiseFacility>;
  services: readonly PromiseService[];
  rates: RateIndex;
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
