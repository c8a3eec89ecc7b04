export type ServiceLevel = 'economy' | 'standard' | 'express';
export type Zone = 'domestic' | 'near' | 'middle' | 'far';

export interface DemoService {
  readonly code: string;
  readonly name: string;
  readonly level: ServiceLevel;
  readonly cutOffMinutes: number;
  readonly maxWeightGrams: number;
  /** Relative to the carrier's standard tariff. */
  readonly priceFactor: number;
}

export interface DemoCarrier {
  readonly code: string;
  readonly name: string;
  /** Countries it collects in and delivers to; null = all of the network. */
  readonly countries: readonly string[] | null;
  readonly priceFactor: number;
  readonly trackingPrefix: string;
  readonly services: readonly DemoService[];
}

const service = (
  code: string,
  name: string,
  level: ServiceLevel,
  cutOffMinutes: number,
  maxKilograms: number,
  priceFactor: number,
): DemoService => ({ code, name, level, cutOffMinutes, maxWeightGrams: maxKilograms * 1000, priceFactor });

/** Invented carriers: two for the whole network, two regional ones, one for bulky goods. */
export const CARRIERS: readonly DemoCarrier[] = [
  {
    code: 'HIRO',
    name: 'Hirondelle Colis',
    countries: null,
    priceFactor: 1,
    trackingPrefix: 'HR',
    services: [
      service('ECO', 'Hirondelle Éco', 'economy', 16 * 60, 30, 0.82),
      service('STD', 'Hirondelle Domicile', 'standard', 17 * 60, 30, 1),
      service('EXP', 'Hirondelle Express', 'express', 15 * 60, 20, 1.9),
    ],
  },
  {
    code: 'FLUX',
    name: 'PaketFlux',
    countries: ['DE', 'AT', 'CH', 'LU', 'NL', 'BE', 'PL', 'CZ', 'DK', 'FR'],
    priceFactor: 0.95,
    trackingPrefix: 'PF',
    services: [
      service('SPAR', 'PaketFlux Spar', 'economy', 15 * 60, 30, 0.78),
      service('NORM', 'PaketFlux Normal', 'standard', 18 * 60, 30, 0.98),
      service('BLITZ', 'PaketFlux Blitz', 'express', 16 * 60, 20, 1.8),
    ],
  },
  {
    code: 'TRAM',
    name: 'Tramontane Messagerie',
    countries: ['FR', 'ES', 'PT', 'IT', 'CH', 'BE', 'LU'],
    priceFactor: 0.93,
    trackingPrefix: 'TM',
    services: [
      service('CALM', 'Tramontane Calme', 'economy', 14 * 60, 30, 0.8),
      service('SUD', 'Tramontane Sud', 'standard', 16 * 60 + 30, 30, 1),
      service('RAFALE', 'Tramontane Rafale', 'express', 14 * 60 + 30, 20, 1.85),
    ],
  },
  {
    code: 'BORE',
    name: 'Boreal Parcel',
    countries: ['GB', 'IE', 'DK', 'SE', 'NL', 'BE', 'DE', 'PL', 'FR'],
    priceFactor: 1.02,
    trackingPrefix: 'BP',
    services: [
      service('SLOW', 'Boreal Economy', 'economy', 15 * 60, 30, 0.8),
      service('HOME', 'Boreal Home', 'standard', 17 * 60, 30, 1),
      service('NEXT', 'Boreal Next Day', 'express', 15 * 60, 10, 1.95),
    ],
  },
  {
    code: 'GRAND',
    name: 'Grand Large Fret',
    countries: null,
    priceFactor: 1.55,
    trackingPrefix: 'GL',
    services: [
      service('QUAI', 'Grand Large Quai', 'economy', 13 * 60, 400, 0.85),
      service('DUO', 'Grand Large Deux Livreurs', 'standard', 14 * 60, 400, 1.15),
      service('PRIO', 'Grand Large Priorité', 'express', 12 * 60, 120, 2.1),
    ],
  },
];

/** Upper bounds of the weight steps in grams, with the tariff of a domestic standard parcel in cents. */
export const WEIGHT_STEPS: readonly (readonly [grams: number, priceMinor: number])[] = [
  [500, 390],
  [1_000, 450],
  [2_000, 520],
  [5_000, 690],
  [10_000, 940],
  [20_000, 1_390],
  [30_000, 1_990],
  [60_000, 3_490],
  [120_000, 5_900],
  [400_000, 11_900],
];

export const ZONES: Readonly<
  Record<
    Zone,
    {
      upToKilometres: number;
      priceFactor: number;
      days: Readonly<Record<ServiceLevel, readonly [number, number]>>;
    }
  >
> = {
  domestic: {
    upToKilometres: 0,
    priceFactor: 1,
    days: { economy: [3, 4], standard: [1, 2], express: [1, 1] },
  },
  near: {
    upToKilometres: 700,
    priceFactor: 1.55,
    days: { economy: [4, 5], standard: [2, 3], express: [1, 2] },
  },
  middle: {
    upToKilometres: 1_300,
    priceFactor: 1.95,
    days: { economy: [5, 7], standard: [3, 4], express: [1, 2] },
  },
  far: {
    upToKilometres: Number.POSITIVE_INFINITY,
    priceFactor: 2.5,
    days: { economy: [6, 9], standard: [4, 6], express: [2, 3] },
  },
};

/** Islands: a dearer, slower tariff by postal prefix. */
export const ISLANDS: readonly { country: string; postalPrefix: string }[] = [
  { country: 'FR', postalPrefix: '20' },
  { country: 'ES', postalPrefix: '07' },
  { country: 'IT', postalPrefix: '07' },
  { country: 'IT', postalPrefix: '09' },
  { country: 'IT', postalPrefix: '90' },
  { country: 'IT', postalPrefix: '95' },
];
