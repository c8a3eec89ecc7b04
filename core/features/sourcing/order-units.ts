import type { SourcingOrder, StockColumns } from '../../solvers/sourcing/index.ts';

/** Units that an order wants, by product: one product may stand in several of its lines. Pure. */
export function unitsWanted({ lines }: Pick<SourcingOrder, 'lines'>): Map<number, number> {
  const wanted = new Map<number, number>();
  for (const { productId, quantity } of lines) {
    wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  }
  return wanted;
}

/** Units of what an order wants that a facility holds, whatever rules keep back. Pure. */
export function unitsHeldFor(order: SourcingOrder, stock: StockColumns, facilityId: number): number {
  const wanted = unitsWanted(order);
  let held = 0;
  for (let i = 0; i < stock.productId.length; i++) {
    if (stock.facilityId[i] !== facilityId) continue;
    held += Math.max(0, Math.min(stock.available[i] ?? 0, wanted.get(stock.productId[i] ?? 0) ?? 0));
  }
  return held;
}
