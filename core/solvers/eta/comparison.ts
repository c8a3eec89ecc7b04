import { DAY_MS, type ShipmentHistory } from './history.ts';
import type { LaneMeans } from './lane-means.ts';
import {
  type ErrorMeasures,
  errorMeasures,
  type Forecasts,
  type LateMeasures,
  lateMeasures,
} from './measures.ts';

/** Our forecasts, and what they have to beat. */
export const METHODS = ['ours', 'promise', 'laneMean', 'laneTransit', 'carrierEta'] as const;
export type Method = (typeof METHODS)[number];

export interface MethodMeasures {
  method: Method;
  errors: ErrorMeasures;
  /** Ours over the rows that the method has a forecast for. */
  oursOnSameRows: ErrorMeasures;
  late: LateMeasures | null;
}

/** One lane's, or carrier's, own error beside that of the others; null where they say nothing. */
export interface GroupMeasures {
  group: string;
  rows: number;
  meanAbsoluteDays: number;
  medianAbsoluteDays: number;
  promiseMeanAbsoluteDays: number | null;
  carrierMeanAbsoluteDays: number | null;
  laneMeanAbsoluteDays: number | null;
  coverageP90: number;
  lateShare: number | null;
  /** The chance of being late as it was said, on average. */
  lateChance: number | null;
}

/** Forecasts of some rows of a history, to be compared with how they came out. */
export interface Judged {
  history: ShipmentHistory;
  ours: Forecasts;
  lanes: LaneMeans;
  rows: Int32Array;
}

const MOST_GROUPS = 500;

/** Each method on the rows that it says something of. */
export function compareMethods({ history, ours, lanes, rows }: Judged): MethodMeasures[] {
  const { deliveredAt, promisedAt } = history;
  const all: Record<Method, Forecasts> = { ours, ...baselines(history, lanes) };
  return METHODS.flatMap((method) => {
    const forecasts = all[method];
    const judged = rows.filter((row) => !Number.isNaN(forecasts.p50At[row]));
    if (judged.length === 0) return [];
    return {
      method,
      errors: errorMeasures(forecasts, deliveredAt, judged),
      oursOnSameRows: errorMeasures(ours, deliveredAt, judged),
      late: lateMeasures(forecasts.lateChance, deliveredAt, promisedAt, judged),
    };
  });
}

/** What anyone has without learning: the promise, the lane's mean until then, and what the carrier says. */
function baselines(history: ShipmentHistory, lanes: LaneMeans): Record<Exclude<Method, 'ours'>, Forecasts> {
  const { promisedAt, carrierEtaAt, momentAt } = history;
  const share = shareLate(history);
  const byTransit = transitForecast(history, lanes);
  const isAfterPromise = (instants: Float64Array) =>
    instants.map((at, row) => (Number.isNaN(at) ? Number.NaN : at > (promisedAt[row] ?? Number.NaN) ? 1 : 0));
  const plain = (p50At: Float64Array, lateChance: Float64Array): Forecasts => ({
    p50At,
    p90At: null,
    lateChance,
  });
  return {
    promise: plain(
      promisedAt,
      momentAt.map(() => share),
    ),
    laneMean: plain(delayForecast(history, lanes), lanes.late),
    laneTransit: plain(byTransit, isAfterPromise(byTransit)),
    carrierEta: plain(carrierEtaAt, isAfterPromise(carrierEtaAt)),
  };
}

function delayForecast({ promisedAt }: ShipmentHistory, { delayDays }: LaneMeans): Float64Array {
  return promisedAt.map((at, row) => at + (delayDays[row] ?? Number.NaN) * DAY_MS);
}

function transitForecast({ shippedAt }: ShipmentHistory, { transitDays }: LaneMeans): Float64Array {
  return shippedAt.map((at, row) => at + (transitDays[row] ?? Number.NaN) * DAY_MS);
}

/** The share of all promised deliveries that were late: the best that one figure for all can say, in hindsight. */
function shareLate({ deliveredAt, promisedAt }: ShipmentHistory): number {
  let [late, known] = [0, 0];
  for (let row = 0; row < deliveredAt.length; row++) {
    const delay = (deliveredAt[row] ?? Number.NaN) - (promisedAt[row] ?? Number.NaN);
    if (Number.isNaN(delay)) continue;
    known++;
    if (delay > 0) late++;
  }
  return late / Math.max(1, known);
}

/** The errors of each group, those with most shipments first. */
export function compareGroups(judged: Judged, nameOf: (row: number) => string | null): GroupMeasures[] {
  const groups = new Map<string, number[]>();
  for (const row of judged.rows) {
    const name = nameOf(row);
    if (name === null) continue;
    const members = groups.get(name);
    if (members) members.push(row);
    else groups.set(name, [row]);
  }
  const byTransit = transitForecast(judged.history, judged.lanes);
  return [...groups]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_GROUPS)
    .map(([group, members]) => measuresOf(group, { ...judged, rows: Int32Array.from(members) }, byTransit));
}

function measuresOf(
  group: string,
  { history, ours, rows }: Judged,
  laneTransit: Float64Array,
): GroupMeasures {
  const { deliveredAt, promisedAt, carrierEtaAt } = history;
  const errors = errorMeasures(ours, deliveredAt, rows);
  const promised = rows.filter((row) => !Number.isNaN(promisedAt[row]));
  const late = promised.filter((row) => (deliveredAt[row] ?? 0) > (promisedAt[row] ?? 0)).length;
  const chances = promised.filter((row) => !Number.isNaN(ours.lateChance[row]));
  const errorOf = (p50At: Float64Array): number | null => {
    const known = rows.filter((row) => !Number.isNaN(p50At[row]));
    if (known.length === 0) return null;
    return errorMeasures({ p50At, p90At: null }, deliveredAt, known).meanAbsoluteDays;
  };
  return {
    group,
    rows: rows.length,
    meanAbsoluteDays: errors.meanAbsoluteDays,
    medianAbsoluteDays: errors.medianAbsoluteDays,
    promiseMeanAbsoluteDays: errorOf(promisedAt),
    carrierMeanAbsoluteDays: errorOf(carrierEtaAt),
    laneMeanAbsoluteDays: errorOf(laneTransit),
    coverageP90: errors.coverageP90 ?? 0,
    lateShare: promised.length > 0 ? late / promised.length : null,
    lateChance:
      chances.length > 0
        ? chances.reduce((sum, row) => sum + (ours.lateChance[row] ?? 0), 0) / chances.length
        : null,
  };
}

/** The lane's name, its ends as they were given; null where an end is not known. */
export function laneOf({ origin, destination }: ShipmentHistory, row: number): string | null {
  const from = origin.labels[origin.codes[row] ?? -1];
  const to = destination.labels[destination.codes[row] ?? -1];
  return to === undefined ? null : `${from ?? '?'} → ${to}`;
}

/** The carrier's name; null where it is not known. */
export function carrierOf({ carrier }: ShipmentHistory, row: number): string | null {
  return carrier.labels[carrier.codes[row] ?? -1] ?? null;
}
