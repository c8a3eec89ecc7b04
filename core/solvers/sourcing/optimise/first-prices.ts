import type { SourcingModel } from './model.ts';
import { productOfPositions } from './model-lookups.ts';
import { type Prices, STOCK } from './prices.ts';

/** Of that price: much of it is in truth paid by what is scarce elsewhere. */
const FIRST_SHARE = 0.2;

/**
 * Prices to start from: where all facilities together have less of a product than is wanted, its units cost what the
 * first customer would pay who goes without.
 */
export function setFirstPrices(model: SourcingModel, prices: Prices, marginal: Float64Array): void {
  const productOf = productOfPositions(model);
  const { kind, at, row, count } = prices.resources;
  for (let i = 0; i < count; i++) {
    if (kind[i] !== STOCK || row[i] !== 0) continue;
    const position = at[i] as number;
    const worth = marginal[productOf[position] as number] as number;
    prices.values[i] = FIRST_SHARE * Math.max(0, worth - (model.positionCost[position] as number));
  }
}

/** By product, what its last unit earns before its own cost when the best customers get it; 0 = there is enough. */
export function marginalValues(model: SourcingModel): Float64Array {
  const products = model.productPositions.length - 1;
  const marginal = new Float64Array(products);
  const offers = offersByProduct(model);
  for (let product = 0; product < products; product++) {
    let supply = 0;
    const end = model.productPositions[product + 1] as number;
    for (let position = model.productPositions[product] as number; position < end; position++) {
      supply += model.positionAvailable[position] as number;
    }
    const lines = offers[product] ?? [];
    lines.sort((a, b) => b.unit - a.unit);
    for (const { unit, units } of lines) {
      supply -= units;
      if (supply >= 0) continue;
      marginal[product] = Math.max(0, unit);
      break;
    }
  }
  return marginal;
}

type Offer = { unit: number; units: number };

function offersByProduct(model: SourcingModel): Offer[][] {
  const offers: Offer[][] = [];
  for (let order = 0; order < model.orderCount; order++) {
    const first = model.orderLines[order] as number;
    const end = model.orderLines[order + 1] as number;
    const fixed = lowestFixed(model, order) / (end - first);
    for (let line = first; line < end; line++) {
      const units = model.lineQuantity[line] as number;
      const product = model.lineProduct[line] as number;
      offers[product] ??= [];
      offers[product].push({ unit: (model.lineValue[line] as number) - fixed / units, units });
    }
  }
  return offers;
}

function lowestFixed(model: SourcingModel, order: number): number {
  let lowest = Number.POSITIVE_INFINITY;
  const end = model.orderCandidates[order + 1] as number;
  for (let c = model.orderCandidates[order] as number; c < end; c++) {
    lowest = Math.min(lowest, model.candidateFixed[c] as number);
  }
  return lowest;
}
