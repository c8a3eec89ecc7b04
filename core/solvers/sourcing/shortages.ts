import type { ProductDemand } from './demand.ts';
import type { Shortage, ShortageCode } from './sourcing-result.ts';
import type { StockView } from './stock-ledger.ts';

export type ShortageContext = {
  /** The stock as the order may take it, and all of it. */
  ledger: StockView;
  wholeLedger?: StockView;
  /** Units of the product in facilities that can ship to the customer. */
  withinReach: (productId: number) => number;
  /** The order was refused as a whole: something else of it is missing, or as `refusedAs` says. */
  refused: boolean;
  refusedAs?: ShortageCode;
};

/**
 * What stays without a facility, a line at a time: later lines of a product go short first.
 * @param sourced units given, a number for each demand.
 */
export function findShortages(
  demands: ProductDemand[],
  sourced: number[],
  context: ShortageContext,
): Shortage[] {
  const shortages: Shortage[] = [];
  for (const [i, demand] of demands.entries()) {
    let given = sourced[i] ?? 0;
    if (given >= demand.quantity) continue;
    const { units, unitsAtStart } = context.ledger.of(demand.productId);
    const available = units.reduce((sum, left) => sum + left, 0);
    const code = shortageCode(demand, available, unitsAtStart, context);
    for (const line of demand.lines) {
      const missing = Math.max(0, line.quantity - given);
      given = Math.max(0, given - line.quantity);
      if (missing === 0) continue;
      const { id: lineId, productId } = line;
      shortages.push({ lineId, productId, missing, code, available, availableAtStart: unitsAtStart });
    }
  }
  return shortages;
}

function shortageCode(
  demand: ProductDemand,
  available: number,
  availableAtStart: number,
  context: ShortageContext,
): ShortageCode {
  if (context.refused && context.refusedAs) return context.refusedAs;
  if (available < demand.quantity && isKeptBack(demand, available, context)) return 'keptBack';
  if (availableAtStart === 0) return 'noStock';
  if (available < demand.quantity) {
    return availableAtStart >= demand.quantity ? 'takenByEarlierOrders' : 'notEnoughStock';
  }
  if (context.withinReach(demand.productId) < demand.quantity) return 'noFacilityCanShip';
  return context.refused ? 'shipComplete' : 'splitLimit';
}

function isKeptBack(demand: ProductDemand, available: number, { wholeLedger }: ShortageContext): boolean {
  const units = wholeLedger?.of(demand.productId).units.reduce((sum, left) => sum + left, 0) ?? 0;
  return units > available && units >= demand.quantity;
}
