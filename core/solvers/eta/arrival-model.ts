import { quantileOf } from './booster/losses.ts';
import {
  carrierOf,
  compareGroups,
  compareMethods,
  type GroupMeasures,
  laneOf,
  type MethodMeasures,
} from './comparison.ts';
import { DelayBook, daysBy, type GroupPath, type SavedBook, sharePast } from './delay-book.ts';
import { DAY_MS, inOrderOf, type ShipmentHistory } from './history.ts';
import { JOURNEY_LEVELS, journeyPath } from './journey.ts';
import { LaneMeans } from './lane-means.ts';
import { LateCalibration, type Opinions } from './late-calibration.ts';
import { LEAST_SHIPMENTS, ThinHistoryError } from './thin-history.ts';

/** What was learnt of journeys: from departure, and from each milestone, to the delivery. Plain data, to be stored. */
export interface ArrivalModel {
  version: typeof ARRIVAL_MODEL_VERSION;
  /** Deliveries that it was learnt from. */
  deliveries: number;
  /** The level of the times under way at which nine in ten came in time. */
  p90Level: number;
  /** The chance of being late once corrected, at log-odds from -`ODDS_SPAN` to `ODDS_SPAN`, evenly spaced. */
  lateChances: number[];
  books: Record<string, SavedBook>;
}

/** A stored model of another version is learnt anew. */
export const ARRIVAL_MODEL_VERSION = 1;
export const DEPARTURE = 'departure';
export const ODDS_SPAN = 6;
const ODDS_STEPS = 48;

/** Scans of a history's shipments, by what is learnt from them on (`scanStart`). */
export interface ScanHistory {
  starts: readonly string[];
  row: Int32Array;
  start: Uint8Array;
  at: Float64Array;
}

/** How the model would have done: each forecast is made at departure from what had been delivered by then. */
export interface ArrivalReport {
  deliveries: number;
  tested: number;
  testFrom: number;
  testUntil: number;
  methods: MethodMeasures[];
  lanes: GroupMeasures[];
  carriers: GroupMeasures[];
  services: GroupMeasures[];
}

export interface LearnOptions {
  /** Share of the deliveries, the latest, that the report is about. */
  testShare: number;
  progress?: (share: number) => void;
}

const BINS = 120;
const LEAST_KEPT = 4;
const FIRST_BINS_SHARE = 0.3;
const TELL_EVERY = 4096;
/** The slowest of those that left last are still under way: who left within this share's time is not judged. */
const JUDGED_ONCE = 0.99;

/** Goes through a history once, forecasting and learning as it would have; then learns from all of it. @throws ThinHistoryError */
export function learnArrivals(
  history: ShipmentHistory,
  scans: ScanHistory,
  options: LearnOptions,
): { model: ArrivalModel; report: ArrivalReport } {
  const order = inOrderOf(history.momentAt).filter((row) => !Number.isNaN(history.deliveredAt[row]));
  if (order.length < LEAST_SHIPMENTS) throw new ThinHistoryError(order.length);
  const paths = pathsOf(history);
  const rehearsal = new Rehearsal(history, paths, order);
  rehearsal.run(options);
  const books: Record<string, SavedBook> = { [DEPARTURE]: departureBook(history, paths, order) };
  for (const [index, start] of scans.starts.entries()) {
    const book = scanBook(history, paths, scans, index);
    if (book) books[start] = book;
    options.progress?.(0.7 + (0.3 * (index + 1)) / scans.starts.length);
  }
  return {
    model: {
      version: ARRIVAL_MODEL_VERSION,
      deliveries: order.length,
      p90Level: rehearsal.level,
      lateChances: rehearsal.lateChances(),
      books,
    },
    report: rehearsal.report(options.testShare),
  };
}

function pathsOf(history: ShipmentHistory): GroupPath[] {
  const { service, origin, destination, momentAt } = history;
  return Array.from(momentAt, (shippedAt, row) =>
    journeyPath({
      carrier: carrierOf(history, row),
      service: service.labels[service.codes[row] ?? -1] ?? null,
      from: origin.labels[origin.codes[row] ?? -1] ?? null,
      to: destination.labels[destination.codes[row] ?? -1] ?? null,
      shippedAt,
    }),
  );
}

function departureBook(history: ShipmentHistory, paths: readonly GroupPath[], order: Int32Array): SavedBook {
  return bookOf(
    Array.from(order, (row) => [row, history.momentAt[row] ?? 0]),
    history,
    paths,
  );
}

/** Null where such scans are too rare to tell anything. */
function scanBook(
  history: ShipmentHistory,
  paths: readonly GroupPath[],
  scans: ScanHistory,
  start: number,
): SavedBook | null {
  const starts: [row: number, at: number][] = [];
  for (let i = 0; i < scans.row.length; i++) {
    const row = scans.row[i] ?? 0;
    const at = scans.at[i] ?? Number.NaN;
    if (scans.start[i] === start && at <= (history.deliveredAt[row] ?? Number.NaN)) starts.push([row, at]);
  }
  return starts.length < LEAST_SHIPMENTS ? null : bookOf(starts, history, paths);
}

function bookOf(
  starts: readonly (readonly [row: number, at: number])[],
  { deliveredAt }: ShipmentHistory,
  paths: readonly GroupPath[],
): SavedBook {
  const days = Float64Array.from(starts, ([row, at]) => ((deliveredAt[row] ?? 0) - at) / DAY_MS);
  const book = DelayBook.forSample(days, JOURNEY_LEVELS.length, BINS);
  const inOrder = Int32Array.from(starts.keys()).sort(
    (a, b) => (deliveredAt[starts[a]?.[0] ?? 0] ?? 0) - (deliveredAt[starts[b]?.[0] ?? 0] ?? 0),
  );
  for (const i of inOrder) {
    const row = starts[i]?.[0] ?? 0;
    book.absorb(paths[row] as GroupPath, days[i] ?? 0, (deliveredAt[row] ?? 0) / DAY_MS);
  }
  return book.saved(LEAST_KEPT);
}

const START_LEVEL = 0.9;
const LEVEL_LIMITS = { least: 0.8, most: 0.985 };
const PACE = 0.004;

/** Plays the history in the order of time: forecasts what leaves, learns what is delivered. */
class Rehearsal {
  private readonly history: ShipmentHistory;
  private readonly paths: readonly GroupPath[];
  private readonly order: Int32Array;
  private readonly book: DelayBook;
  private readonly lanes: LaneMeans;
  private readonly late = LateCalibration.shifting();
  private readonly said = new Map<number, { logOdds: number; opinions: Opinions | null }>();
  private readonly forecasts: { p50At: Float64Array; p90At: Float64Array; lateChance: Float64Array };
  level = START_LEVEL;

  constructor(history: ShipmentHistory, paths: readonly GroupPath[], order: Int32Array) {
    this.history = history;
    this.paths = paths;
    this.order = order;
    const first = order.subarray(0, Math.max(LEAST_SHIPMENTS, Math.round(order.length * FIRST_BINS_SHARE)));
    const days = Float64Array.from(first, (row) => this.daysOf(row));
    this.book = DelayBook.forSample(days, JOURNEY_LEVELS.length, BINS);
    this.lanes = new LaneMeans(history);
    const empty = () => new Float64Array(history.count).fill(Number.NaN);
    this.forecasts = { p50At: empty(), p90At: empty(), lateChance: empty() };
  }

  run({ progress }: LearnOptions): void {
    const { momentAt, knownAt } = this.history;
    const deliveries = inOrderOf(knownAt);
    let next = 0;
    for (const [done, row] of this.order.entries()) {
      while (next < deliveries.length && (knownAt[deliveries[next] ?? 0] ?? 0) <= (momentAt[row] ?? 0)) {
        this.absorb(deliveries[next++] ?? 0);
      }
      this.forecast(row);
      if (done % TELL_EVERY === 0) progress?.((0.7 * done) / this.order.length);
    }
    for (; next < deliveries.length; next++) this.absorb(deliveries[next] ?? 0);
  }

  report(testShare: number): ArrivalReport {
    const { history, order, forecasts } = this;
    const { momentAt, service } = history;
    const lastLeft = momentAt[order[order.length - 1] ?? 0] ?? 0;
    const slowest =
      quantileOf(
        Float64Array.from(order, (row) => this.daysOf(row)),
        JUDGED_ONCE,
      ) * DAY_MS;
    const from = momentAt[order[Math.floor((1 - testShare) * order.length)] ?? 0] ?? 0;
    const recent = order.filter((row) => (momentAt[row] ?? 0) >= from && !Number.isNaN(forecasts.p50At[row]));
    const settled = recent.filter((row) => (momentAt[row] ?? 0) <= lastLeft - slowest);
    const rows = settled.length >= recent.length / 3 ? settled : recent;
    const judged = { history, ours: forecasts, lanes: this.lanes, rows };
    const serviceOf = (row: number) => service.labels[service.codes[row] ?? -1] ?? null;
    return {
      deliveries: order.length,
      tested: rows.length,
      testFrom: from,
      testUntil: momentAt[rows[rows.length - 1] ?? 0] ?? from,
      methods: compareMethods(judged),
      lanes: compareGroups(judged, (row) => laneOf(history, row)),
      carriers: compareGroups(judged, (row) => carrierOf(history, row)),
      services: compareGroups(judged, (row) => {
        const lane = laneOf(history, row);
        const name = serviceOf(row);
        return name === null || lane === null ? null : `${name} ${lane}`;
      }),
    };
  }

  /** What log-odds have to be taken for, as far as it has been seen. */
  lateChances(): number[] {
    return Array.from({ length: ODDS_STEPS + 1 }, (_, i) => {
      const opinions = this.late.opinions(-ODDS_SPAN + (2 * ODDS_SPAN * i) / ODDS_STEPS);
      return opinions ? Math.round(this.late.mix(opinions) * 1e5) / 1e5 : 0;
    });
  }

  private absorb(row: number): void {
    const { deliveredAt, promisedAt } = this.history;
    const at = deliveredAt[row] ?? 0;
    this.book.absorb(this.paths[row] as GroupPath, this.daysOf(row), at / DAY_MS);
    this.lanes.absorb(row);
    const said = this.said.get(row);
    if (!said) return;
    this.said.delete(row);
    if (said.opinions) this.late.learn(said.logOdds, at > (promisedAt[row] ?? 0), said.opinions);
    const missed = at > (this.forecasts.p90At[row] ?? 0) ? 1 : 0;
    const level = this.level + PACE * (missed - (1 - START_LEVEL));
    this.level = Math.min(LEVEL_LIMITS.most, Math.max(LEVEL_LIMITS.least, level));
  }

  private forecast(row: number): void {
    const { momentAt, promisedAt } = this.history;
    this.lanes.read(row);
    const shares = this.book.shares(this.paths[row] as GroupPath);
    if (!shares) return;
    const { middles } = this.book;
    const from = momentAt[row] ?? 0;
    this.forecasts.p50At[row] = from + daysBy(shares, middles, 0.5) * DAY_MS;
    this.forecasts.p90At[row] = from + daysBy(shares, middles, this.level) * DAY_MS;
    const promised = ((promisedAt[row] ?? Number.NaN) - from) / DAY_MS;
    const logOdds = Number.isNaN(promised) ? Number.NaN : logOddsOf(sharePast(shares, middles, promised));
    const opinions = this.late.opinions(logOdds);
    if (opinions) this.forecasts.lateChance[row] = this.late.mix(opinions);
    this.said.set(row, { logOdds, opinions });
  }

  private daysOf(row: number): number {
    return ((this.history.deliveredAt[row] ?? 0) - (this.history.momentAt[row] ?? 0)) / DAY_MS;
  }
}

/** Log-odds of a share, held within what the correction knows. */
export function logOddsOf(share: number): number {
  const odds = Math.log(share / (1 - share));
  return Math.min(ODDS_SPAN, Math.max(-ODDS_SPAN, odds));
}
