import { type FeatureTable, featureTable } from './feature-table.ts';
import { DAY_MS, inOrderOf, type ShipmentHistory } from './history.ts';
import {
  type ErrorMeasures,
  errorMeasures,
  type Forecasts,
  type LateMeasures,
  lateMeasures,
} from './measures.ts';
import { type RollingPlan, rollThrough } from './rolling-forecast.ts';

/** Our forecasts, and what they have to beat. */
export const METHODS = ['ours', 'promise', 'laneMean', 'laneTransit', 'carrierEta'] as const;
export type Method = (typeof METHODS)[number];

export interface BacktestOptions {
  /** Share of the shipments, the latest ones, that are forecast. */
  testShare: number;
  /** Forecast everything from here on instead. */
  testFrom?: number;
  seed: number;
  progress?: (share: number) => void;
  shouldStop?: () => boolean;
}

export interface MethodMeasures {
  method: Method;
  errors: ErrorMeasures;
  /** Ours over the rows that the method has a forecast for. */
  oursOnSameRows: ErrorMeasures;
  late: LateMeasures | null;
}

/** One lane's, or carrier's, own error. */
export interface GroupMeasures {
  group: string;
  rows: number;
  meanAbsoluteDays: number;
  promiseMeanAbsoluteDays: number | null;
  coverageP90: number;
  lateShare: number | null;
}

export interface BacktestReport {
  known: number;
  trained: number;
  tested: number;
  /** Left before the split and delivered after it: neither learnt from at first nor forecast. */
  underWayAtSplit: number;
  testFrom: number;
  testUntil: number;
  learntAt: number[];
  anchors: Record<string, number>;
  methods: MethodMeasures[];
  lanes: GroupMeasures[];
  carriers: GroupMeasures[];
}

export interface Backtest {
  report: BacktestReport;
  forecasts: Forecasts & { p90At: Float64Array };
  testRows: Int32Array;
}

const LEAST_SHIPMENTS = 60;
const CALIBRATION_SHARE = 0.2;
const SMALL = 20_000;
const MOST_GROUPS = 200;

/** There are too few delivered shipments to learn from. */
export class ThinHistoryError extends Error {
  constructor(delivered: number) {
    super(
      `Only ${delivered} delivered shipments: at least ${LEAST_SHIPMENTS} are needed to learn and to try.`,
    );
    this.name = 'ThinHistoryError';
  }
}

/** Forecasts the later part of a history from what was known at the time, and measures how it came out. */
export function backtest(history: ShipmentHistory, options: BacktestOptions): Backtest {
  const plan = planFor(history, options);
  const table = featureTable(history, plan.calibrateFrom);
  options.progress?.(0.2);
  const { forecasts, model } = rollThrough(history, table, plan, {
    seed: options.seed,
    mostRows: history.count < SMALL ? history.count : 24_000,
    progress: (share) => options.progress?.(0.2 + 0.75 * share),
    ...(options.shouldStop ? { shouldStop: options.shouldStop } : {}),
  });
  const delivered = inOrderOf(history.momentAt).filter((row) => !Number.isNaN(history.deliveredAt[row]));
  const testRows = delivered.filter((row) => (history.momentAt[row] ?? 0) >= plan.testFrom);
  const before = delivered.filter((row) => (history.momentAt[row] ?? 0) < plan.testFrom);
  const trained = before.filter((row) => (history.knownAt[row] ?? 0) <= plan.testFrom);
  return {
    forecasts,
    testRows,
    report: {
      known: delivered.length,
      trained: trained.length,
      tested: testRows.length,
      underWayAtSplit: before.length - trained.length,
      testFrom: plan.testFrom,
      testUntil: history.momentAt[testRows[testRows.length - 1] ?? 0] ?? plan.testFrom,
      learntAt: plan.learnAt.slice(1),
      anchors: { ...model.weights },
      methods: methodMeasures(history, table, forecasts, testRows),
      lanes: groupMeasures(history, forecasts, testRows, (row) => laneOf(history, row)),
      carriers: groupMeasures(history, forecasts, testRows, (row) => carrierOf(history, row)),
    },
  };
}

/** @throws ThinHistoryError when there is too little to learn from. */
export function planFor(
  history: ShipmentHistory,
  options: Pick<BacktestOptions, 'testShare' | 'testFrom'>,
): RollingPlan {
  const delivered = inOrderOf(history.momentAt).filter((row) => !Number.isNaN(history.knownAt[row]));
  if (delivered.length < LEAST_SHIPMENTS) throw new ThinHistoryError(delivered.length);
  const momentAt = (share: number) =>
    history.momentAt[delivered[Math.min(delivered.length - 1, Math.floor(share * delivered.length))] ?? 0] ??
    0;
  const testFrom = options.testFrom ?? momentAt(1 - options.testShare);
  const before = delivered.filter((row) => (history.momentAt[row] ?? 0) < testFrom).length / delivered.length;
  const calibrateFrom = momentAt(before * (1 - CALIBRATION_SHARE * 1.5));
  const folds = delivered.length < SMALL ? 8 : 3;
  const learnAt = [calibrateFrom];
  for (let fold = 0; fold < folds; fold++) {
    const at = fold === 0 ? testFrom : momentAt(before + ((1 - before) * fold) / folds);
    if (at > (learnAt[learnAt.length - 1] ?? 0)) learnAt.push(at);
  }
  return { calibrateFrom, testFrom, learnAt };
}

function methodMeasures(
  history: ShipmentHistory,
  table: FeatureTable,
  ours: Forecasts,
  testRows: Int32Array,
): MethodMeasures[] {
  const { deliveredAt, promisedAt } = history;
  const all: Record<Method, Forecasts> = { ours, ...baselines(history, table) };
  return METHODS.flatMap((method) => {
    const forecasts = all[method];
    const rows = testRows.filter((row) => !Number.isNaN(forecasts.p50At[row]));
    if (rows.length === 0) return [];
    return {
      method,
      errors: errorMeasures(forecasts, deliveredAt, rows),
      oursOnSameRows: errorMeasures(ours, deliveredAt, rows),
      late: lateMeasures(forecasts.lateChance, deliveredAt, promisedAt, rows),
    };
  });
}

/** What anyone has without learning: the promise, the lane's mean until then, and what the carrier says. */
function baselines(
  history: ShipmentHistory,
  table: FeatureTable,
): Record<Exclude<Method, 'ours'>, Forecasts> {
  const { promisedAt, shippedAt, carrierEtaAt, momentAt } = history;
  const { laneDelayDays, laneTransitDays, laneLate } = table;
  const late = shareLate(history);
  const byTransit = shippedAt.map((at, row) => at + (laneTransitDays[row] ?? Number.NaN) * DAY_MS);
  const byDelay = promisedAt.map((at, row) => at + (laneDelayDays[row] ?? Number.NaN) * DAY_MS);
  const carrierLate = carrierEtaAt.map((at, row) =>
    Number.isNaN(at) ? Number.NaN : at > (promisedAt[row] ?? Number.NaN) ? 1 : 0,
  );
  const plain = (p50At: Float64Array, lateChance: Float64Array): Forecasts => ({
    p50At,
    p90At: null,
    lateChance,
  });
  return {
    promise: plain(
      promisedAt,
      momentAt.map(() => late),
    ),
    laneMean: plain(byDelay, laneLate),
    laneTransit: plain(
      byTransit,
      byTransit.map((at, row) => (Number.isNaN(at) ? Number.NaN : at > (promisedAt[row] ?? 0) ? 1 : 0)),
    ),
    carrierEta: plain(carrierEtaAt, carrierLate),
  };
}

/** The share of all promised deliveries that were late: the best that one figure for all can say. */
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

function groupMeasures(
  history: ShipmentHistory,
  forecasts: Forecasts,
  rows: Int32Array,
  nameOf: (row: number) => string | null,
): GroupMeasures[] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const name = nameOf(row);
    if (name === null) continue;
    const members = groups.get(name);
    if (members) members.push(row);
    else groups.set(name, [row]);
  }
  const largest = [...groups]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_GROUPS);
  return largest.map(([group, members]) => measuresOf(group, Int32Array.from(members), history, forecasts));
}

function measuresOf(
  group: string,
  rows: Int32Array,
  history: ShipmentHistory,
  forecasts: Forecasts,
): GroupMeasures {
  const { deliveredAt, promisedAt } = history;
  const errors = errorMeasures(forecasts, deliveredAt, rows);
  const promised = rows.filter((row) => !Number.isNaN(promisedAt[row]));
  const late = promised.filter((row) => (deliveredAt[row] ?? 0) > (promisedAt[row] ?? 0)).length;
  const promise = { p50At: promisedAt, p90At: null, lateChance: promisedAt };
  return {
    group,
    rows: rows.length,
    meanAbsoluteDays: errors.meanAbsoluteDays,
    promiseMeanAbsoluteDays:
      promised.length > 0 ? errorMeasures(promise, deliveredAt, promised).meanAbsoluteDays : null,
    coverageP90: errors.coverageP90 ?? 0,
    lateShare: promised.length > 0 ? late / promised.length : null,
  };
}

/** The lane's name, its ends as they were given; null where an end is not known. */
export function laneOf({ origin, destination }: ShipmentHistory, row: number): string | null {
  const from = origin.labels[origin.codes[row] ?? -1];
  const to = destination.labels[destination.codes[row] ?? -1];
  return to === undefined ? null : `${from ?? '?'} → ${to}`;
}

function carrierOf({ carrier }: ShipmentHistory, row: number): string | null {
  return carrier.labels[carrier.codes[row] ?? -1] ?? null;
}
