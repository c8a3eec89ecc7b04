import { type AnchorBook, absorbDelivery, anchorBooks, readAnchors } from './anchors.ts';
import type { FeatureMatrix } from './booster/feature-matrix.ts';
import { quantileOf } from './booster/losses.ts';
import { type Grouping, groupingsOf, monthOf, weekdayOf } from './groups.ts';
import { DAY_MS, inOrderOf, type ShipmentHistory } from './history.ts';
import { LaneMeans } from './lane-means.ts';
import { type GroupReading, RunningMeans } from './running-means.ts';

/** What is known of each shipment when its forecast is made: by experience until then, and by itself. */
export interface FeatureTable {
  matrix: FeatureMatrix;
  anchors: AnchorBook[];
  /** The means of the lane until then, plainly: what a forecast has to beat. */
  lanes: LaneMeans;
}

const EDGE_SHARE = 0.005;

/** Goes through time once: every row is described by what had been delivered before its moment, by nothing later. */
export function featureTable(history: ShipmentHistory, cutAt: number): FeatureTable {
  const sweep = new Sweep(history, cutAt);
  const deliveries = inOrderOf(history.knownAt);
  let next = 0;
  for (const row of inOrderOf(history.momentAt)) {
    const at = history.momentAt[row] ?? 0;
    while (next < deliveries.length && (history.knownAt[deliveries[next] ?? 0] ?? 0) <= at) {
      sweep.absorb(deliveries[next++] ?? 0);
    }
    sweep.describe(row);
  }
  return sweep.table();
}

class Sweep {
  private readonly history: ShipmentHistory;
  private readonly names: string[] = [];
  private readonly columns: Float32Array[] = [];
  private readonly anchors: AnchorBook[];
  private readonly groups: { grouping: Grouping; means: RunningMeans; first: number }[];
  private readonly everything = new RunningMeans();
  private readonly lanes: LaneMeans;
  private readonly limits: [number, number];
  private readonly own: { column: number; value: (row: number) => number }[] = [];
  private readonly everythingFirst: number;
  private readonly anchorFirst: number;
  private readonly loads: { column: number; keys: Float64Array; load: Load }[] = [];

  constructor(history: ShipmentHistory, cutAt: number) {
    this.history = history;
    this.anchors = anchorBooks(history, cutAt);
    this.limits = this.usualDelays(cutAt);
    this.lanes = new LaneMeans(history);
    this.everythingFirst = this.add('all, delay', 'all, late', 'all, delay lately', 'all, late lately');
    this.anchorFirst = this.add(
      ...this.anchors.flatMap(({ anchor }) => [`${anchor}, P50`, `${anchor}, spread`, `${anchor}, late`]),
    );
    this.groups = groupingsOf(history).map((grouping) => {
      const { name, followed } = grouping;
      const lately = followed ? [`${name}, delay lately`, `${name}, late lately`] : [];
      const first = this.add(`${name}, delay`, `${name}, late`, `${name}, known`, ...lately);
      return { grouping, means: new RunningMeans(), first };
    });
    for (const { name, keys } of groupingsOf(history).filter(({ followed }) => followed)) {
      this.loads.push({ column: this.add(`${name}, load`), keys, load: new Load() });
    }
    this.describeItself();
  }

  absorb(row: number): void {
    const { deliveredAt, promisedAt } = this.history;
    absorbDelivery(this.anchors, this.history, row);
    this.lanes.absorb(row);
    const delay = this.delayOf(row);
    if (Number.isNaN(delay)) return;
    const at = (deliveredAt[row] ?? 0) / DAY_MS;
    const late = (deliveredAt[row] ?? 0) > (promisedAt[row] ?? Number.NaN) ? 1 : 0;
    const usual = Math.min(this.limits[1], Math.max(this.limits[0], delay));
    this.everything.absorb(0, usual, late, at);
    for (const { grouping, means } of this.groups) {
      const key = grouping.keys[row] ?? -1;
      if (key >= 0) means.absorb(key, usual, late, at);
    }
  }

  describe(row: number): void {
    const at = (this.history.momentAt[row] ?? 0) / DAY_MS;
    const parent = emptyReading();
    this.everything.read(0, at, emptyReading(), parent);
    this.put(row, this.everythingFirst, [
      parent.slowDelay,
      parent.slowLate,
      parent.fastDelay,
      parent.fastLate,
    ]);
    this.describeAnchors(row);
    const reading = emptyReading();
    for (const { grouping, means, first } of this.groups) {
      const key = grouping.keys[row] ?? -1;
      if (key < 0) continue;
      means.read(key, at, parent, reading);
      const { slowDelay, slowLate, weight } = reading;
      const lately = grouping.followed ? [reading.fastDelay, reading.fastLate] : [];
      this.put(row, first, [slowDelay, slowLate, Math.log1p(weight), ...lately]);
    }
    for (const { column, keys, load } of this.loads) {
      const key = keys[row] ?? -1;
      if (key >= 0) this.put(row, column, [load.add(key, at)]);
    }
    for (const { column, value } of this.own) this.put(row, column, [value(row)]);
    this.lanes.read(row);
  }

  table(): FeatureTable {
    return {
      matrix: { names: this.names, rows: this.history.count, columns: this.columns },
      anchors: this.anchors,
      lanes: this.lanes,
    };
  }

  private describeAnchors(row: number): void {
    readAnchors(this.anchors, this.history, row);
    const from = this.referenceOf(row);
    const values = this.anchors.flatMap(({ p50At, p90At, late }) => {
      const p50 = p50At[row] ?? Number.NaN;
      return [(p50 - from) / DAY_MS, ((p90At[row] ?? Number.NaN) - p50) / DAY_MS, late[row] ?? Number.NaN];
    });
    this.put(row, this.anchorFirst, values);
  }

  private describeItself(): void {
    const { momentAt, shippedAt, promisedAt, carrierEtaAt, numbers, dates, wholeDays } = this.history;
    const gap = (to: Float64Array, from: Float64Array) => (row: number) =>
      ((to[row] ?? Number.NaN) - (from[row] ?? Number.NaN)) / DAY_MS;
    const own: [string, (row: number) => number][] = [
      ['planned days', gap(promisedAt, momentAt)],
      ['days the carrier says', gap(carrierEtaAt, momentAt)],
      ['carrier after promise', gap(carrierEtaAt, promisedAt)],
      ['departure known', (row) => (Number.isNaN(shippedAt[row]) ? 0 : 1)],
      ['weekday', (row) => weekdayOf(momentAt[row] ?? 0)],
      ['month', (row) => monthOf(momentAt[row] ?? 0)],
      ['day of the year', (row) => dayOfYear(momentAt[row] ?? 0)],
      ['weekday of the promise', (row) => calendar(promisedAt[row], weekdayOf)],
      ['month of the promise', (row) => calendar(promisedAt[row], monthOf)],
      [
        'day of the month of the promise',
        (row) => calendar(promisedAt[row], (at) => new Date(at).getUTCDate()),
      ],
      ...(wholeDays
        ? []
        : [
            ['hour', (row: number) => ((momentAt[row] ?? 0) % DAY_MS) / 3_600_000] as [
              string,
              (row: number) => number,
            ],
          ]),
      ...numbers.map(({ name, values }): [string, (row: number) => number] => [
        name,
        (row) => values[row] ?? Number.NaN,
      ]),
      ...dates.map(({ name, values }): [string, (row: number) => number] => [
        `days since ${name}`,
        gap(momentAt, values),
      ]),
    ];
    for (const [name, value] of own) this.own.push({ column: this.add(name), value });
  }

  private add(...names: string[]): number {
    const first = this.names.length;
    for (const name of names) {
      this.names.push(name);
      this.columns.push(new Float32Array(this.history.count).fill(Number.NaN));
    }
    return first;
  }

  private put(row: number, first: number, values: readonly number[]): void {
    for (let i = 0; i < values.length; i++)
      (this.columns[first + i] as Float32Array)[row] = values[i] as number;
  }

  private referenceOf(row: number): number {
    const promisedAt = this.history.promisedAt[row] ?? Number.NaN;
    return Number.isNaN(promisedAt) ? (this.history.momentAt[row] ?? 0) : promisedAt;
  }

  /** Days after the promise, or after departure where nothing is promised at all. */
  private delayOf(row: number): number {
    const { deliveredAt, promisedAt, momentAt } = this.history;
    const from = this.anchors.some(({ anchor }) => anchor === 'promise') ? promisedAt : momentAt;
    return ((deliveredAt[row] ?? Number.NaN) - (from[row] ?? Number.NaN)) / DAY_MS;
  }

  private usualDelays(cutAt: number): [number, number] {
    const delays: number[] = [];
    for (let row = 0; row < this.history.count; row++) {
      const delay = (this.history.knownAt[row] ?? Number.NaN) < cutAt ? this.delayOf(row) : Number.NaN;
      if (!Number.isNaN(delay)) delays.push(delay);
    }
    const sorted = Float64Array.from(delays);
    return [quantileOf(sorted, EDGE_SHARE), quantileOf(sorted, 1 - EDGE_SHARE)];
  }
}

function calendar(at: number | undefined, period: (at: number) => number): number {
  return at === undefined || Number.isNaN(at) ? Number.NaN : period(at);
}

function dayOfYear(at: number): number {
  const date = new Date(at);
  return Math.floor((at - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS);
}

function emptyReading(): GroupReading {
  return { slowDelay: 0, slowLate: 0, fastDelay: 0, fastLate: 0, weight: 0 };
}

const WEEK_DAYS = 7;
const QUARTER_DAYS = 90;

/** Shipments of a group that left in the last week, against its usual week. */
class Load {
  private readonly seen = new Map<number, { at: number; week: number; quarter: number }>();

  add(key: number, at: number): number {
    const seen = this.seen.get(key) ?? { at, week: 0, quarter: 0 };
    const age = Math.max(0, at - seen.at);
    seen.week = seen.week * Math.exp(-age / WEEK_DAYS) + 1;
    seen.quarter = seen.quarter * Math.exp(-age / QUARTER_DAYS) + 1;
    seen.at = Math.max(at, seen.at);
    this.seen.set(key, seen);
    return (seen.week / WEEK_DAYS + 0.1) / (seen.quarter / QUARTER_DAYS + 0.1);
  }
}
