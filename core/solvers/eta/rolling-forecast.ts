import { Calibration, type EtaForecast } from './calibration.ts';
import {
  cutTo,
  type EtaModel,
  fitModel,
  forecastRow,
  MOST_ROUNDS,
  type RawForecast,
  type Rounds,
  roundsThatHold,
} from './eta-model.ts';
import type { FeatureTable } from './feature-table.ts';
import { DAY_MS, inOrderOf, type ShipmentHistory } from './history.ts';
import type { Forecasts } from './measures.ts';

/** When what is learnt and when it is tried. Instants. */
export interface RollingPlan {
  /** From here on forecasts are made, at first only to calibrate the later ones. */
  calibrateFrom: number;
  /** The forecasts from here on are those that are judged. */
  testFrom: number;
  /** When it learns anew, `calibrateFrom` and `testFrom` among them. */
  learnAt: readonly number[];
}

export interface RollingOptions {
  seed: number;
  mostRows: number;
  progress?: (share: number) => void;
  shouldStop?: () => boolean;
}

export interface RollingOutcome {
  forecasts: Forecasts & { p90At: Float64Array };
  /** What it held at the end, for forecasts to come. */
  model: EtaModel;
}

const MORE_ROUNDS = 1.1;

/**
 * Goes through time as a control tower would: learns from what has been delivered, forecasts what leaves, learns anew
 * now and then, and corrects itself by each delivery as it becomes known. Nothing later is ever used.
 */
export function rollThrough(
  history: ShipmentHistory,
  table: FeatureTable,
  plan: RollingPlan,
  options: RollingOptions,
): RollingOutcome {
  const raw = new Map<number, RawForecast>();
  const calibration = new Calibration();
  const empty = () => new Float64Array(history.count).fill(Number.NaN);
  const forecasts = { p50At: empty(), p90At: empty(), lateChance: empty() };
  const judge = new Judge(history, calibration, raw, forecasts, plan);
  const order = inOrderOf(history.momentAt);
  let rounds: Rounds = MOST_ROUNDS;
  let model: EtaModel | null = null;
  for (const [fold, from] of plan.learnAt.entries()) {
    const until = plan.learnAt[fold + 1] ?? Number.POSITIVE_INFINITY;
    const known = order.filter((row) => (history.knownAt[row] ?? Number.POSITIVE_INFINITY) <= from);
    const fitted = fitModel(history, table, known, { ...options, rounds });
    const asked = order.filter(
      (row) => (history.momentAt[row] ?? 0) >= from && (history.momentAt[row] ?? 0) < until,
    );
    model = fitted;
    if (fold === 0) {
      const judged = asked.filter(
        (row) => (history.knownAt[row] ?? Number.POSITIVE_INFINITY) <= plan.testFrom,
      );
      const best = roundsThatHold(fitted, history, table, judged);
      model = cutTo(fitted, best);
      rounds = moreRounds(best);
    }
    for (const row of asked) raw.set(row, forecastRow(model, history, table, row));
    judge.go(asked);
    options.progress?.((fold + 1) / plan.learnAt.length);
  }
  if (model === null) throw new RangeError('A plan has to learn at least once.');
  return { forecasts, model };
}

function moreRounds({ p50, p90, late }: Rounds): Rounds {
  const more = (rounds: number) => Math.ceil(rounds * MORE_ROUNDS);
  return { p50: more(p50), p90: more(p90), late: more(late) };
}

/** Makes the forecasts in the order of time, and learns how each came out once it is known. */
class Judge {
  private readonly history: ShipmentHistory;
  private readonly calibration: Calibration;
  private readonly raw: Map<number, RawForecast>;
  private readonly said = new Map<number, EtaForecast>();
  private readonly deliveries: Int32Array;
  private readonly forecasts: { p50At: Float64Array; p90At: Float64Array; lateChance: Float64Array };
  private readonly testFrom: number;
  private next = 0;

  constructor(
    history: ShipmentHistory,
    calibration: Calibration,
    raw: Map<number, RawForecast>,
    forecasts: { p50At: Float64Array; p90At: Float64Array; lateChance: Float64Array },
    plan: RollingPlan,
  ) {
    this.history = history;
    this.calibration = calibration;
    this.raw = raw;
    this.forecasts = forecasts;
    this.testFrom = plan.testFrom;
    this.deliveries = inOrderOf(history.knownAt).filter(
      (row) => (history.momentAt[row] ?? 0) >= plan.calibrateFrom,
    );
  }

  go(asked: Int32Array): void {
    const { momentAt, wholeDays } = this.history;
    for (const row of asked) {
      this.learnUntil(momentAt[row] ?? 0);
      const said = this.calibration.correct(this.raw.get(row) as RawForecast);
      this.said.set(row, said);
      this.forecasts.p50At[row] = wholeDays ? Math.round(said.p50At / DAY_MS) * DAY_MS : said.p50At;
      this.forecasts.p90At[row] = said.p90At;
      this.forecasts.lateChance[row] = said.lateChance;
    }
  }

  private learnUntil(at: number): void {
    const { knownAt, deliveredAt, promisedAt, momentAt } = this.history;
    for (; this.next < this.deliveries.length; this.next++) {
      const row = this.deliveries[this.next] ?? 0;
      if ((knownAt[row] ?? 0) > at) return;
      const raw = this.raw.get(row);
      const said = this.said.get(row);
      if (!raw || !said) continue;
      const outcome = { deliveredAt: deliveredAt[row] ?? 0, promisedAt: promisedAt[row] ?? Number.NaN };
      this.calibration.learn(raw, outcome, said, (momentAt[row] ?? 0) >= this.testFrom);
      this.raw.delete(row);
      this.said.delete(row);
    }
  }
}
