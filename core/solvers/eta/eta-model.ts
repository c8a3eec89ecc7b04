import { createRandom } from '../../kernel/random.ts';
import { type AnchorWeights, firstForecast, weighAnchors } from './anchors.ts';
import {
  type BoostOptions,
  bestRounds,
  boost,
  type Ensemble,
  type Examples,
  forecastOf,
} from './booster/boost.ts';
import { binRows } from './booster/feature-matrix.ts';
import { type Loss, logisticLoss, quantileLoss } from './booster/losses.ts';
import type { FeatureTable } from './feature-table.ts';
import { DAY_MS, type ShipmentHistory } from './history.ts';

export const MEDIAN = 0.5;
export const HIGH = 0.9;

/** How many trees each part of the model has. */
export interface Rounds {
  p50: number;
  p90: number;
  late: number;
}

/** What was learnt: which anchors to start from, and trees that correct them by everything else that is known. */
export interface EtaModel {
  weights: AnchorWeights;
  p50: Ensemble;
  p90: Ensemble;
  /** Null where nothing is promised, or nothing was ever late. */
  late: Ensemble | null;
}

/** A forecast before it is calibrated. */
export interface RawForecast {
  p50At: number;
  p90At: number;
  /** NaN where nothing is promised. */
  lateLogOdds: number;
}

export interface FitOptions {
  seed: number;
  rounds: Rounds;
  /** Rows that are learnt from at most; recent ones are likelier to be among them. */
  mostRows: number;
  shouldStop?: () => boolean;
}

export const MOST_ROUNDS: Rounds = { p50: 160, p90: 120, late: 160 };
/** Being late is rarer than being delivered: shallow trees, and never a handful of them, hold better. */
const LATE_DEPTH = 3;
const LEAST_LATE_ROUNDS = 60;
const MEMORY_DAYS = 900;
const MOST_WEIGHED = 20_000;

/** Learns from rows whose deliveries are known. */
export function fitModel(
  history: ShipmentHistory,
  table: FeatureTable,
  known: Int32Array,
  options: FitOptions,
): EtaModel {
  const rows = sampleOf(history, known, options);
  const weights = weighAnchors(
    table.anchors,
    history,
    rows.subarray(Math.max(0, rows.length - MOST_WEIGHED)),
  );
  const boostOptions = optionsFor(rows.length, options);
  const days = daysExamples(history, table, weights, rows);
  const late = lateExamples(history, rows);
  const { rounds } = options;
  const binned = binRows(table.matrix, rows);
  const lateBinned = late && (late.rows.length === rows.length ? binned : binRows(table.matrix, late.rows));
  return {
    weights,
    p50: boost(binned, days.targets, quantileLoss(MEDIAN), { ...boostOptions, rounds: rounds.p50 }),
    p90: boost(binned, days.targets, quantileLoss(HIGH), { ...boostOptions, rounds: rounds.p90 }),
    late:
      late &&
      lateBinned &&
      boost(lateBinned, late.targets, logisticLoss, {
        ...boostOptions,
        depth: LATE_DEPTH,
        rounds: rounds.late,
      }),
  };
}

/** After how many trees each part does best on rows that it did not learn from. */
export function roundsThatHold(
  model: EtaModel,
  history: ShipmentHistory,
  table: FeatureTable,
  rows: Int32Array,
): Rounds {
  const days = daysExamples(history, table, model.weights, rows);
  const late = lateExamples(history, rows);
  const best = (ensemble: Ensemble, examples: Examples, loss: Loss) =>
    bestRounds(ensemble, table.matrix, examples, loss);
  return {
    p50: best(model.p50, days, quantileLoss(MEDIAN)),
    p90: best(model.p90, days, quantileLoss(HIGH)),
    late: Math.max(LEAST_LATE_ROUNDS, model.late && late ? best(model.late, late, logisticLoss) : 0),
  };
}

/** The model with no more trees than the rounds say. */
export function cutTo(model: EtaModel, rounds: Rounds): EtaModel {
  const cut = (ensemble: Ensemble, trees: number): Ensemble => ({
    ...ensemble,
    trees: ensemble.trees.slice(0, trees),
  });
  return {
    weights: model.weights,
    p50: cut(model.p50, rounds.p50),
    p90: cut(model.p90, rounds.p90),
    late: model.late && cut(model.late, rounds.late),
  };
}

/** When the shipment of a row arrives, by the model. */
export function forecastRow(
  model: EtaModel,
  history: ShipmentHistory,
  table: FeatureTable,
  row: number,
): RawForecast {
  const { columns } = table.matrix;
  const from = firstForecast(table.anchors, model.weights, history, row);
  const promised = !Number.isNaN(history.promisedAt[row]);
  return {
    p50At: from + forecastOf(model.p50, columns, row) * DAY_MS,
    p90At: from + forecastOf(model.p90, columns, row) * DAY_MS,
    lateLogOdds: promised && model.late ? forecastOf(model.late, columns, row) : Number.NaN,
  };
}

function optionsFor(rows: number, { seed, shouldStop }: FitOptions): Omit<BoostOptions, 'rounds'> {
  return {
    seed,
    rate: 0.08,
    depth: rows < 5000 ? 4 : 5,
    leastRows: Math.min(60, Math.max(10, Math.round(rows / 400))),
    rowShare: 0.5,
    featureShare: 0.4,
    ...(shouldStop ? { shouldStop } : {}),
  };
}

function sampleOf(history: ShipmentHistory, known: Int32Array, { mostRows, seed }: FitOptions): Int32Array {
  const random = createRandom(seed).fork('rows');
  const newest = history.momentAt[known[known.length - 1] ?? 0] ?? 0;
  const chance = (row: number) =>
    Math.exp(((history.momentAt[row] ?? newest) - newest) / DAY_MS / MEMORY_DAYS);
  let total = 0;
  for (const row of known) total += chance(row);
  const share = Math.min(1, mostRows / total);
  return known.filter((row) =>
    random.chance(Math.max(share * chance(row), Math.min(1, mostRows / known.length / 4))),
  );
}

function daysExamples(
  history: ShipmentHistory,
  table: FeatureTable,
  weights: AnchorWeights,
  rows: Int32Array,
): Examples {
  const targets = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    targets[i] =
      ((history.deliveredAt[row] ?? 0) - firstForecast(table.anchors, weights, history, row)) / DAY_MS;
  }
  return { rows, targets };
}

function lateExamples({ promisedAt, deliveredAt }: ShipmentHistory, rows: Int32Array): Examples | null {
  const promised = rows.filter((row) => !Number.isNaN(promisedAt[row]));
  const targets = Float64Array.from(promised, (row) =>
    (deliveredAt[row] ?? 0) > (promisedAt[row] ?? 0) ? 1 : 0,
  );
  const ones = targets.reduce((sum, target) => sum + target, 0);
  return ones === 0 || ones === targets.length ? null : { rows: promised, targets };
}
