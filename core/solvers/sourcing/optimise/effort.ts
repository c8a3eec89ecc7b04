import type { SourcingModel } from './model.ts';

/** How much of each kind of work a model of this size is worth; counted, so that the result is the same on every machine. */
export type Effort = {
  sweeps: number;
  priceRounds: number;
  improvementRounds: number;
  /** How much worse a change may be at first, as a share of what an order earns. */
  heat: number;
  /** Improvement ends when so many rounds together gain next to nothing. */
  patience: number;
};

/** Small models get hundreds of rounds, large ones the few that pay most. */
export function effortFor({ orderCount }: SourcingModel): Effort {
  if (orderCount <= 500) {
    return { sweeps: 30, priceRounds: 150, improvementRounds: 100_000, heat: 0.05, patience: 40_000 };
  }
  if (orderCount <= 4000) {
    return { sweeps: 24, priceRounds: 60, improvementRounds: 200_000, heat: 0.005, patience: 40_000 };
  }
  if (orderCount <= 20_000) {
    return { sweeps: 14, priceRounds: 0, improvementRounds: 10_000, heat: 0, patience: 6000 };
  }
  return { sweeps: 8, priceRounds: 0, improvementRounds: 20_000, heat: 0, patience: 10_000 };
}
