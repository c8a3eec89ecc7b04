import {
  carrierOf,
  compareGroups,
  compareMethods,
  type GroupMeasures,
  laneOf,
  type MethodMeasures,
} from './comparison.ts';
import { featureTable } from './feature-table.ts';
import { inOrderOf, type ShipmentHistory } from './history.ts';
import type { Forecasts } from './measures.ts';
import { type RollingPlan, rollThrough } from './rolling-forecast.ts';
import { LEAST_SHIPMENTS, ThinHistoryError } from './thin-history.ts';

export interface BacktestOptions {
  /** Share of the shipments, the latest ones, that are forecast. */
  testShare: number;
  /** Forecast everything from here on instead. */
  testFrom?: number;
  seed: number;
  progress?: (share: number) => void;
  shouldStop?: () => boolean;
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

const CALIBRATION_SHARE = 0.2;
const SMALL = 20_000;

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
  const judged = { history, ours: forecasts, lanes: table.lanes, rows: testRows };
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
      methods: compareMethods(judged),
      lanes: compareGroups(judged, (row) => laneOf(history, row)),
      carriers: compareGroups(judged, (row) => carrierOf(history, row)),
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
