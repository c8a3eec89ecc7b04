import type { TFunction } from 'i18next';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import type { ScenarioChanges } from '../../../../core/contract/simulations.ts';
import type { Format } from '../../../lib/format.ts';

export interface ChangeWords {
  t: TFunction;
  format: Format;
  facilityName: (code: string) => string;
  vehicleName: (code: string) => string;
  /** How many the fleet has. */
  usualCount: (vehicleType: string, depot: string) => number;
  currency: string;
}

export interface ChangeLine {
  key: keyof ScenarioChanges;
  text: string;
}

/** 08:30 from minutes after midnight. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Noon of a local day, for writing its date. */
export function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** "+20 %" from 120. */
function signedPercent(percent: number, format: Format): string {
  const share = (percent - 100) / 100;
  return `${share < 0 ? '−' : '+'}${format.percent(Math.abs(share), 0)}`;
}

type Writers = {
  [Key in keyof Required<ScenarioChanges>]: (
    value: NonNullable<ScenarioChanges[Key]>,
    words: ChangeWords,
  ) => string[];
};

function vehicleLines(value: RouteParameters['vehicles'], { t, format }: ChangeWords): string[] {
  const { endsLaterMinutes, mostMinutes, electric } = value;
  const lines: string[] = [];
  if (endsLaterMinutes !== 0) {
    const time = format.duration(Math.abs(endsLaterMinutes) * 60);
    lines.push(t(`simulation:change.${endsLaterMinutes > 0 ? 'shiftLater' : 'shiftEarlier'}`, { time }));
  }
  if (mostMinutes !== null)
    lines.push(t('simulation:change.mostMinutes', { time: format.duration(mostMinutes * 60) }));
  if (electric) {
    const share = format.percent(electric.sharePercent / 100, 0);
    lines.push(t('simulation:change.electric', { share, range: format.distance(electric.rangeMetres) }));
  }
  return lines.length > 0 ? lines : [t('simulation:change.vehiclesUsual')];
}

/** The vehicles of which there are more or fewer than the fleet has. */
function fleetLines(
  vehicles: NonNullable<RouteParameters['fleet']>,
  { t, format, vehicleName, facilityName, usualCount }: ChangeWords,
): string[] {
  const severalDepots = new Set(vehicles.map(({ depot }) => depot)).size > 1;
  const lines = vehicles
    .filter(({ vehicleType, depot, count }) => count !== usualCount(vehicleType, depot))
    .map(({ vehicleType, depot, count }) =>
      t(`simulation:change.${severalDepots ? 'someVehiclesAt' : 'someVehicles'}`, {
        formatted: format.integer(count),
        vehicle: vehicleName(vehicleType),
        depot: facilityName(depot),
      }),
    );
  return lines.length > 0 ? lines : [t('simulation:change.fleetUsual')];
}

function priceLines(value: RouteParameters['prices'], { t, format }: ChangeWords): string[] {
  const lines = (['fixedPercent', 'perKmPercent', 'perHourPercent'] as const)
    .filter((key) => value[key] !== 100)
    .map((key) => t(`simulation:change.${key}`, { percent: signedPercent(value[key], format) }));
  return lines.length > 0 ? lines : [t('simulation:change.pricesUsual')];
}

const WRITERS: Writers = {
  depots: (codes, { t, facilityName }) => [
    t('simulation:change.depots', { names: codes.map(facilityName).join(', ') }),
  ],
  goodsOf: (codes, { t, facilityName }) => [
    t('simulation:change.goodsOf', { names: codes.map(facilityName).join(', ') }),
  ],
  day: (day, { t, format }) => [t('simulation:change.day', { date: format.date(noonOf(day), 'UTC') })],
  horizonDays: (count, { t }) => [t('simulation:change.horizonDays', { count })],
  fleet: fleetLines,
  demandPercent: (percent, { t, format }) => [
    t('simulation:change.demand', { percent: signedPercent(percent, format) }),
  ],
  deliveryHours: ({ fromMinutes, toMinutes }, { t }) => [
    t('simulation:change.deliveryHours', { from: clockText(fromMinutes), to: clockText(toMinutes) }),
  ],
  widenWindowsMinutes: (minutes, { t, format }) => [
    t(`simulation:change.${minutes >= 0 ? 'wider' : 'narrower'}`, {
      time: format.duration(Math.abs(minutes) * 60),
    }),
  ],
  trafficPercent: (percent, { t, format }) => [
    t('simulation:change.traffic', { percent: signedPercent(percent, format) }),
  ],
  vehicles: vehicleLines,
  prices: priceLines,
  serviceSeconds: ({ customer, facility }, { t, format }) => [
    t('simulation:change.service', {
      customer: format.duration(customer),
      facility: format.duration(facility),
    }),
  ],
  backhaulLast: (last, { t }) => [t(`simulation:change.${last ? 'backhaulLast' : 'backhaulMixed'}`)],
  objective: (objective, { t }) => [
    t('simulation:change.objective', { objective: t(`simulation:objective.${objective}`) }),
  ],
  co2MinorPerTonne: (minor, { t, format, currency }) => [
    t('simulation:change.co2', { price: format.moneyMinor(minor, currency) }),
  ],
};

/** What a scenario does otherwise, a line each. */
export function changeLines(changes: ScenarioChanges, words: ChangeWords): ChangeLine[] {
  const { t } = words;
  return (Object.keys(WRITERS) as (keyof ScenarioChanges)[]).flatMap((key): ChangeLine[] => {
    const value = changes[key];
    if (value === undefined) return [];
    if (value === null) return [{ key, text: t(`simulation:change.${key}Usual`) }];
    const write = WRITERS[key] as (value: unknown, words: ChangeWords) => string[];
    return write(value, words).map((text) => ({ key, text }));
  });
}
