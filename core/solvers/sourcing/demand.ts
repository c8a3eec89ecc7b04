import type { SourcingLine, SourcingOrder } from './sourcing-problem.ts';

/** What an order wants of one product, over all its lines. */
export type ProductDemand = {
  productId: number;
  quantity: number;
  unitWeightGrams: number;
  lines: SourcingLine[];
  /** What shipping a unit may cost at most; `Infinity` without a limit. */
  shippingBudgetMinor: number;
};

/** The order's lines, gathered by product in order of appearance; lines without quantity are left out. */
export function productDemands(order: SourcingOrder): ProductDemand[] {
  const demands: ProductDemand[] = [];
  for (const line of order.lines) {
    if (line.quantity <= 0) continue;
    const known = demands.find((demand) => demand.productId === line.productId);
    if (known) {
      known.quantity += line.quantity;
      known.lines.push(line);
      known.shippingBudgetMinor = Math.min(known.shippingBudgetMinor, budgetOf(line));
    } else {
      const { productId, quantity, unitWeightGrams } = line;
      const shippingBudgetMinor = budgetOf(line);
      demands.push({ productId, quantity, unitWeightGrams, lines: [line], shippingBudgetMinor });
    }
  }
  return demands;
}

function budgetOf({ shippingBudgetMinor }: SourcingLine): number {
  return shippingBudgetMinor ?? Number.POSITIVE_INFINITY;
}

export function unitsOf(demands: ProductDemand[]): number {
  let units = 0;
  for (const demand of demands) units += demand.quantity;
  return units;
}

export function weightOf(demands: ProductDemand[], quantities?: number[]): number {
  let weight = 0;
  for (let p = 0; p < demands.length; p++) {
    const demand = demands[p] as ProductDemand;
    weight += demand.unitWeightGrams * (quantities ? (quantities[p] as number) : demand.quantity);
  }
  return weight;
}

/** The lightest parcel that the order can give: a lower bound of every shipment's weight. */
export function lightestUnit(demands: ProductDemand[]): number {
  let lightest = Number.POSITIVE_INFINITY;
  for (const demand of demands) lightest = Math.min(lightest, demand.unitWeightGrams);
  return Number.isFinite(lightest) ? lightest : 0;
}
