/** A linear axis: where values lie on it, and the round values that it is marked with. */
export interface Scale {
  low: number;
  high: number;
  ticks: readonly number[];
  /** The place of a value, in the axis's own pixels. */
  at: (value: number) => number;
}

const MOST_PARTS = 5;
const ROUND_STEPS = [1, 2, 2.5, 5, 10];

/** The smallest round step that divides `span` into no more than the most parts. */
function roundStep(span: number): number {
  const raw = span / MOST_PARTS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = ROUND_STEPS.find((step) => step * power >= raw) ?? 10;
  return factor * power;
}

/**
 * An axis from `start` to `end` pixels that holds all values between round ends.
 * Values that are all the same get some room on both sides; `leastSpan` is what the axis shows at least, so that no small
 * difference looks large.
 */
export function roundScale(values: readonly number[], start: number, end: number, leastSpan = 0): Scale {
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  const room = greatest > least ? (greatest - least) * 0.12 : Math.max(Math.abs(greatest) * 0.05, 1);
  const margin = Math.max(room, (leastSpan - (greatest - least)) / 2);
  const step = roundStep(greatest - least + 2 * margin);
  const low = Math.floor((least - margin) / step) * step;
  const high = Math.ceil((greatest + margin) / step) * step;
  const count = Math.round((high - low) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((low + i * step).toPrecision(12)));
  return { low, high, ticks, at: (value) => start + ((value - low) / (high - low)) * (end - start) };
}

/** Cuts an axis to what can be: no share above 1, no money below 0. */
export function clampScale(scale: Scale, least: number, greatest: number, start: number, end: number): Scale {
  const low = Math.max(least, scale.low);
  const high = Math.min(greatest, scale.high);
  if (high <= low || (low === scale.low && high === scale.high)) return scale;
  const ticks = scale.ticks.filter((tick) => tick >= low && tick <= high);
  return { low, high, ticks, at: (value) => start + ((value - low) / (high - low)) * (end - start) };
}
