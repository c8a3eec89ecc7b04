import { type CategoryColumn, DAY_MS, type ShipmentHistory } from './history.ts';

/** Shipments that are likely to fare alike. `keys` holds a group's number for each row, -1 for none. */
export interface Grouping {
  name: string;
  keys: Float64Array;
  /** Followed from week to week too, not only in the long run. */
  followed: boolean;
}

/** The groups a history can be looked at by; those that would hold everything, or nothing, are left out. */
export function groupingsOf(history: ShipmentHistory): Grouping[] {
  const { origin, destination, carrier, service } = history;
  const weekday = periodOf(history.momentAt, weekdayOf, 7);
  const arrival = history.promisedAt.some((at) => !Number.isNaN(at)) ? history.promisedAt : history.momentAt;
  const month = periodOf(arrival, monthOf, 12);
  const arrivalWeekday = periodOf(arrival, weekdayOf, 7);
  const lane = pairOf(origin, destination);
  const followed: [string, Keyed][] = [
    ['origin', keyed(origin)],
    ['destination', keyed(destination)],
    ['carrier', keyed(carrier)],
    ['service', keyed(service)],
    ['lane', lane],
    ['carrier and lane', pairOf(pairOf(carrier, service), lane)],
  ];
  const longRun: [string, Keyed][] = [
    ['carrier and weekday', pairOf(carrier, weekday)],
    ['lane and weekday', pairOf(lane, weekday)],
    ['destination and weekday of arrival', pairOf(destination, arrivalWeekday)],
    ['destination and month', pairOf(destination, month)],
    ['month', month],
    ...history.categories.map((column): [string, Keyed] => [column.name, keyed(column)]),
  ];
  return [
    ...followed.map(([name, { keys }]) => ({ name, keys, followed: true })),
    ...longRun.map(([name, { keys }]) => ({ name, keys, followed: false })),
  ].filter(({ keys }) => keys.some((key) => key >= 0 && key !== keys[0]));
}

/** From all shipments to those of one carrier, service and lane. */
export function pathOf({ origin, destination, carrier, service }: ShipmentHistory, row: number): number[] {
  const carrierKey = carrier.codes[row] ?? -1;
  const originKey = origin.codes[row] ?? -1;
  const destinationKey = destination.codes[row] ?? -1;
  const lane =
    originKey < 0 || destinationKey < 0 ? -1 : originKey * (destination.labels.length + 1) + destinationKey;
  const services = service.labels.length + 1;
  const carrierService = carrierKey < 0 ? -1 : carrierKey * services + (service.codes[row] ?? -1) + 1;
  const lanes = (origin.labels.length + 1) * (destination.labels.length + 1);
  return [
    0,
    carrierService,
    destinationKey,
    lane,
    carrierService < 0 || lane < 0 ? -1 : carrierService * lanes + lane,
  ];
}

export const PATH_LEVELS = 5;

interface Keyed {
  keys: Float64Array;
  size: number;
}

function keyed({ codes, labels }: CategoryColumn): Keyed {
  return { keys: Float64Array.from(codes), size: labels.length };
}

/** Groups of both: of one alone where the other is nowhere known. */
function pairOf(first: Keyed | CategoryColumn, second: Keyed | CategoryColumn): Keyed {
  const [a, b] = [first, second].map((side) => ('keys' in side ? side : keyed(side))) as [Keyed, Keyed];
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const keys = a.keys.map((key, row) => {
    const other = b.keys[row] ?? -1;
    return key < 0 || other < 0 ? -1 : key * b.size + other;
  });
  return { keys, size: a.size * b.size };
}

function periodOf(instants: Float64Array, period: (at: number) => number, size: number): Keyed {
  return { keys: instants.map((at) => (Number.isNaN(at) ? -1 : period(at))), size };
}

/** 0 = Monday. */
export function weekdayOf(at: number): number {
  return (((Math.floor(at / DAY_MS) + 3) % 7) + 7) % 7;
}

/** 0 = January. */
export function monthOf(at: number): number {
  return new Date(at).getUTCMonth();
}
