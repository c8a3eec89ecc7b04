import type { StockFigures } from '../../contract/stock.ts';
import type { StockSums } from '../../kernel/columns/stock-cube.ts';

/** More days of cover than this, with something on hand, is too much. */
export const OVERSTOCK_DAYS = 120;

/** How long the stock that nobody has reserved lasts at the average demand of the last weeks; null without demand. */
export function daysOfCover(onHand: number, reserved: number, dailyDemand: number): number | null {
  return dailyDemand > 0 ? Math.max(0, onHand - reserved) / dailyDemand : null;
}

/** The figures of one product or group. */
export function figuresAt(sums: StockSums, index: number): StockFigures {
  const onHand = sums.onHand[index] ?? 0;
  const reserved = sums.reserved[index] ?? 0;
  const dailyDemand = sums.dailyDemand[index] ?? 0;
  return {
    onHand,
    reserved,
    available: sums.available[index] ?? 0,
    safetyStock: sums.safetyStock[index] ?? 0,
    inbound: sums.inbound[index] ?? 0,
    dailyDemand,
    daysOfCover: daysOfCover(onHand, reserved, dailyDemand),
  };
}

/** The figures of several products together. */
export function figuresOf(sums: StockSums, products: Uint32Array): StockFigures {
  const total = (values: Float64Array) => products.reduce((sum, product) => sum + (values[product] ?? 0), 0);
  const onHand = total(sums.onHand);
  const reserved = total(sums.reserved);
  const dailyDemand = total(sums.dailyDemand);
  return {
    onHand,
    reserved,
    available: total(sums.available),
    safetyStock: total(sums.safetyStock),
    inbound: total(sums.inbound),
    dailyDemand,
    daysOfCover: daysOfCover(onHand, reserved, dailyDemand),
  };
}
