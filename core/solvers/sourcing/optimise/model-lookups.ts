import type { SourcingModel } from './model.ts';

/** Lines that want product p: `line[start[p]]` to `line[start[p + 1]]`, in the sequence of the orders. */
export type LinesByProduct = { start: Int32Array; line: Int32Array };

export function linesByProduct({ lineProduct, productPositions }: SourcingModel): LinesByProduct {
  const start = new Int32Array(productPositions.length);
  for (const product of lineProduct) start[product + 1] = (start[product + 1] as number) + 1;
  for (let product = 1; product < start.length; product++) {
    start[product] = (start[product] as number) + (start[product - 1] as number);
  }
  const next = start.slice();
  const line = new Int32Array(lineProduct.length);
  for (const [i, product] of lineProduct.entries()) {
    const at = next[product] as number;
    line[at] = i;
    next[product] = at + 1;
  }
  return { start, line };
}

/** By line, its order. */
export function orderOfLines({ orderCount, orderLines, lineProduct }: SourcingModel): Int32Array {
  const orderOf = new Int32Array(lineProduct.length);
  for (let order = 0; order < orderCount; order++) {
    orderOf.fill(order, orderLines[order], orderLines[order + 1]);
  }
  return orderOf;
}

/** By position, its product. */
export function productOfPositions({ productPositions, positionCost }: SourcingModel): Int32Array {
  const productOf = new Int32Array(positionCost.length);
  for (let product = 0; product + 1 < productPositions.length; product++) {
    productOf.fill(product, productPositions[product], productPositions[product + 1]);
  }
  return productOf;
}
