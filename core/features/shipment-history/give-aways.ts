import { DAY_MS, type ShipmentHistory } from '../../solvers/eta/index.ts';

/** A column that was only known once the shipment had arrived, or too late for the forecast. */
export interface GiveAway {
  name: string;
  reason: 'laterDate' | 'knowsOutcome';
}

const LATER_SHARE = 0.005;
const KNOWS_SURELY = 0.985;
const KNOWS_BY_NAME = 0.4;
const TELLING_NAME =
  /\b(deliver(ed)?|arriv(ed|al)|actual|late(ness)?|delay(s|ed)?|status|recorded|received|outcome|overdue|on ?time|elapsed)\b/i;

/**
 * Columns that give the outcome away: dates after the forecast's moment, and figures or names that the delay follows too
 * closely. A telling name ("actual", "delay", "status") is enough where it is followed loosely.
 */
export function giveAways(history: ShipmentHistory): GiveAway[] {
  const outcomes = outcomesOf(history);
  const limit = (name: string) => (TELLING_NAME.test(words(name)) ? KNOWS_BY_NAME : KNOWS_SURELY);
  const found: GiveAway[] = [];
  for (const { name, values } of history.dates) {
    if (shareLater(values, history.momentAt) > LATER_SHARE) found.push({ name, reason: 'laterDate' });
  }
  for (const { name, values } of history.numbers) {
    if (outcomes.some((outcome) => linearFit(values, outcome) > limit(name)))
      found.push({ name, reason: 'knowsOutcome' });
  }
  for (const { name, codes, labels } of history.categories) {
    if (outcomes.some((outcome) => groupFit(codes, labels.length, outcome) > limit(name)))
      found.push({ name, reason: 'knowsOutcome' });
  }
  return found;
}

function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' ');
}

/** Delay, transit, and being late at all. */
function outcomesOf({ deliveredAt, promisedAt, shippedAt }: ShipmentHistory): Float64Array[] {
  const delay = deliveredAt.map((at, row) => (at - (promisedAt[row] ?? Number.NaN)) / DAY_MS);
  const transit = deliveredAt.map((at, row) => (at - (shippedAt[row] ?? Number.NaN)) / DAY_MS);
  const late = delay.map((days) => (Number.isNaN(days) ? days : days > 0 ? 1 : 0));
  return [delay, transit, late];
}

function shareLater(values: Float64Array, momentAt: Float64Array): number {
  let [later, known] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    known++;
    if ((values[row] ?? 0) > (momentAt[row] ?? 0)) later++;
  }
  return later / Math.max(1, known);
}

/** The share of the outcome's variance that a straight line through the figures explains. */
function linearFit(values: Float64Array, outcome: Float64Array): number {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const a = values[row] ?? Number.NaN;
    const b = outcome[row] ?? Number.NaN;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    n++;
    x += a;
    y += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const spread = (n * xx - x * x) * (n * yy - y * y);
  return n < 30 || !(spread > 1e-9) ? 0 : (n * xy - x * y) ** 2 / spread;
}

/** The share of the outcome's variance that lies between the names; less for names that come but a few times. */
function groupFit(codes: Int32Array, size: number, outcome: Float64Array): number {
  const counts = new Float64Array(size);
  const sums = new Float64Array(size);
  let [n, y, yy] = [0, 0, 0];
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    const value = outcome[row] ?? Number.NaN;
    if (code < 0 || Number.isNaN(value)) continue;
    counts[code] = (counts[code] ?? 0) + 1;
    sums[code] = (sums[code] ?? 0) + value;
    n++;
    y += value;
    yy += value * value;
  }
  const whole = yy - (y * y) / Math.max(1, n);
  if (n < 30 || size > n / 10 || !(whole > 1e-9)) return 0;
  let between = -(y * y) / n;
  for (let code = 0; code < size; code++)
    if ((counts[code] ?? 0) > 0) between += (sums[code] ?? 0) ** 2 / (counts[code] ?? 1);
  return between / whole;
}
