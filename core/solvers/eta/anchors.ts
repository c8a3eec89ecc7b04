import { quantileOf } from './booster/losses.ts';
import { DelayBook, type DelayReading } from './delay-book.ts';
import { PATH_LEVELS, pathOf } from './groups.ts';
import { DAY_MS, type ShipmentHistory } from './history.ts';

/** What an arrival can be told from: the promise, the departure, the carrier's own forecast. */
export const ANCHORS = ['promise', 'transit', 'carrierEta'] as const;
export type Anchor = (typeof ANCHORS)[number];

const MOST_SAMPLED = 50_000;

/** An anchor's instants, what is known of the time between it and the delivery, and its forecasts by row. */
export interface AnchorBook {
  anchor: Anchor;
  from: Float64Array;
  book: DelayBook;
  /** Instants (epoch milliseconds); NaN where the anchor does not say. */
  p50At: Float64Array;
  p90At: Float64Array;
  /** The share of such shipments that came after the promise. */
  late: Float64Array;
}

/** One book an anchor that the history has; their bins suit what was delivered before `cutAt`. */
export function anchorBooks(history: ShipmentHistory, cutAt: number): AnchorBook[] {
  const instants = {
    promise: history.promisedAt,
    transit: history.shippedAt,
    carrierEta: history.carrierEtaAt,
  };
  return ANCHORS.flatMap((anchor) => {
    const from = instants[anchor];
    const sample = sampleOf(history, from, cutAt);
    if (sample.length === 0) return [];
    const empty = () => new Float64Array(history.count).fill(Number.NaN);
    const book = DelayBook.forSample(sample, PATH_LEVELS);
    return [{ anchor, from, book, p50At: empty(), p90At: empty(), late: empty() }];
  });
}

function sampleOf(
  { knownAt, deliveredAt, count }: ShipmentHistory,
  from: Float64Array,
  cutAt: number,
): Float64Array {
  const days: number[] = [];
  const step = Math.max(1, Math.floor(count / MOST_SAMPLED));
  for (let row = 0; row < count; row += step) {
    const took = ((deliveredAt[row] ?? Number.NaN) - (from[row] ?? Number.NaN)) / DAY_MS;
    if ((knownAt[row] ?? Number.POSITIVE_INFINITY) < cutAt && !Number.isNaN(took)) days.push(took);
  }
  return Float64Array.from(days);
}

/** Adds a delivery to the books. */
export function absorbDelivery(books: readonly AnchorBook[], history: ShipmentHistory, row: number): void {
  const path = pathOf(history, row);
  const deliveredAt = history.deliveredAt[row] ?? 0;
  for (const { from, book } of books) {
    const days = (deliveredAt - (from[row] ?? Number.NaN)) / DAY_MS;
    if (!Number.isNaN(days)) book.absorb(path, days, deliveredAt / DAY_MS);
  }
}

/** Writes down what the books say of a row by what they hold now. */
export function readAnchors(books: readonly AnchorBook[], history: ShipmentHistory, row: number): void {
  const path = pathOf(history, row);
  for (const anchor of books) {
    const from = anchor.from[row] ?? Number.NaN;
    if (Number.isNaN(from)) continue;
    const promisedAt = history.promisedAt[row] ?? Number.NaN;
    const reading: DelayReading | null = anchor.book.read(path, (promisedAt - from) / DAY_MS);
    anchor.p50At[row] = from + (reading?.p50 ?? 0) * DAY_MS;
    anchor.p90At[row] = from + (reading?.p90 ?? 0) * DAY_MS;
    if (reading && !Number.isNaN(promisedAt)) anchor.late[row] = reading.passes;
  }
}

/** How much each anchor counts in the first forecast. */
export type AnchorWeights = Partial<Record<Anchor, number>>;

const STEPS = 10;
const LEAST_GAIN = 0.995;

/** The mix of anchors that came nearest in the rows given; a pure one unless a mix is clearly better. */
export function weighAnchors(
  books: readonly AnchorBook[],
  history: ShipmentHistory,
  rows: Int32Array,
): AnchorWeights {
  let best: AnchorWeights = {};
  let least = Number.POSITIVE_INFINITY;
  for (const weights of mixesOf(books.map(({ anchor }) => anchor))) {
    const error = errorOf(books, weights, history, rows);
    const pure = Object.keys(weights).length === 1;
    if (error < least * (pure ? 1 : LEAST_GAIN)) {
      least = error;
      best = weights;
    }
  }
  return best;
}

/** Pure ones first, then all mixes in tenths. */
function mixesOf(anchors: readonly Anchor[]): AnchorWeights[] {
  const mixes: AnchorWeights[] = anchors.map((anchor) => ({ [anchor]: 1 }));
  const [first, second, third] = anchors;
  if (first === undefined || second === undefined) return mixes;
  for (let a = 0; a <= STEPS; a++) {
    for (let b = 0; a + b <= STEPS; b++) {
      const c = STEPS - a - b;
      const shares = [a, b, c].map((share) => share / STEPS);
      if (third === undefined && c > 0) continue;
      const mix = Object.fromEntries(
        anchors.map((anchor, i) => [anchor, shares[i] ?? 0]).filter(([, share]) => share !== 0),
      );
      if (Object.keys(mix).length > 1) mixes.push(mix);
    }
  }
  return mixes;
}

function errorOf(
  books: readonly AnchorBook[],
  weights: AnchorWeights,
  history: ShipmentHistory,
  rows: Int32Array,
): number {
  const errors = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    errors[i] = Math.abs((history.deliveredAt[row] ?? 0) - firstForecast(books, weights, history, row));
  }
  const worst = quantileOf(errors, 0.99);
  return errors.reduce((sum, error) => sum + Math.min(error, worst), 0);
}

/** The weighted anchors of a row; where none of those weighed says anything, any that does. */
export function firstForecast(
  books: readonly AnchorBook[],
  weights: AnchorWeights,
  history: ShipmentHistory,
  row: number,
): number {
  let sum = 0;
  let total = 0;
  let other = Number.NaN;
  for (const { anchor, p50At } of books) {
    const at = p50At[row] ?? Number.NaN;
    if (Number.isNaN(at)) continue;
    other = at;
    const weight = weights[anchor] ?? 0;
    sum += weight * at;
    total += weight;
  }
  if (total > 0) return sum / total;
  return Number.isNaN(other) ? (history.momentAt[row] ?? 0) : other;
}
