import type { SourcingModel } from './model.ts';

const MOST_SWEEPS = 24;
/** Few orders have little to exchange. */
const ROUNDS_AN_ORDER = 2000;

/** How much of each kind of work a model of this size is worth; counted, so that the result is the same on every machine. */
export type Effort = {
  sweeps: number;
  priceRounds: number;
  /** How often an order bids at an auction, at most and on average; 0 = no auction. */
  bids?: number;
  improvementRounds: number;
  /** How much worse a change may be at first, in losses of a typical order by its next best plan. */
  heat: number;
  /** Improvement ends when so many rounds together gain next to nothing. */
  patience: number;
};

/** Small models get hundreds of rounds, large ones the few that pay most. */
export function effortFor(model: SourcingModel): Effort {
  const { orderCount } = model;
  if (orderCount <= 500) {
    const improvementRounds = Math.min(400_000, orderCount * ROUNDS_AN_ORDER);
    return { sweeps: 30, priceRounds: 150, improvementRounds, heat: 4, patience: 40_000 };
  }
  if (orderCount <= 4000) {
    return { sweeps: 24, priceRounds: 100, improvementRounds: 500_000, heat: 5, patience: 40_000 };
  }
  const auctioned = { priceRounds: 0, bids: 3, improvementRounds: 16_000, heat: 0, patience: 16_000 };
  if (orderCount <= 20_000) return { ...auctioned, improvementRounds: 8000, sweeps: sweepsFor(model, 12) };
  return { ...auctioned, sweeps: sweepsFor(model, 6) };
}

/** Where few positions hold a product more is fought over, and a sweep is quick. */
function sweepsFor({ entryCandidate, lineProduct }: SourcingModel, least: number): number {
  const positionsOfLine = entryCandidate.length / Math.max(1, lineProduct.length);
  return Math.round(Math.min(MOST_SWEEPS, Math.max(least, 3000 / positionsOfLine ** 2)));
}
