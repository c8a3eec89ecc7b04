import type {
  SourcingFacility,
  SourcingLine,
  SourcingOrder,
  SourcingProblem,
} from '../../solvers/sourcing/index.ts';
import { workingDayFrom } from './calendar.ts';
import type { CompiledRules } from './compile.ts';

/** What a problem does not tell and rules need. */
export interface RunFacts {
  /** Units on hand, side by side with the problem's stock. */
  onHand: ArrayLike<number>;
  /** Orders and units that a facility already holds goods for. */
  ordersByFacility: ReadonlyMap<number, number>;
  unitsByFacility: ReadonlyMap<number, number>;
  categoryOf: (productId: number) => string | null;
  /** Price and cost of a unit, by line. */
  priceOf: (lineId: number) => { unitPriceMinor: number; unitCostMinor: number } | undefined;
}

/** The problem as the rules leave it. Its facilities are those that the rules were compiled for, in the same order. Pure. */
export function applyRules(problem: SourcingProblem, rules: CompiledRules, facts: RunFacts): SourcingProblem {
  return {
    ...problem,
    facilities: problem.facilities.map((facility) => ruledFacility(facility, rules, facts)),
    orders: problem.orders.map((order) => ruledOrder(order, rules, facts)),
    stock: ruledStock(problem.stock, rules, facts),
    sitings: rules.sitings,
    ruleNames: rules.ruleNames,
  };
}

function ruledFacility(facility: SourcingFacility, rules: CompiledRules, facts: RunFacts): SourcingFacility {
  const capacity = rules.capacity(facility.id);
  const left = (aDay: number | null, taken: ReadonlyMap<number, number>) =>
    aDay === null ? null : Math.max(0, aDay - (taken.get(facility.id) ?? 0));
  const orders = left(capacity?.ordersADay ?? null, facts.ordersByFacility);
  const units = left(capacity?.unitsADay ?? null, facts.unitsByFacility);
  return inWorkingTime(
    {
      ...facility,
      capacityOrders: orders ?? facility.capacityOrders,
      ...(units === null ? {} : { capacityUnits: units }),
    },
    rules,
  );
}

/** A facility that works no day to come ships nothing. */
function inWorkingTime(facility: SourcingFacility, rules: CompiledRules): SourcingFacility {
  const working = rules.working(facility.id);
  if (!working) return facility;
  const today = facility.localDay;
  const first = workingDayFrom(working, today);
  const next = first === null ? null : workingDayFrom(working, first + 1);
  const cutOffMinutes = working.cutOffMinutes ?? facility.cutOffMinutes;
  if (first === null) return { ...facility, cutOffMinutes, capacityOrders: 0 };
  const localMinutes = first === today ? facility.localMinutes : 0;
  return { ...facility, cutOffMinutes, localDay: first, localMinutes, nextDay: next ?? first + 1 };
}

function ruledOrder(order: SourcingOrder, rules: CompiledRules, facts: RunFacts): SourcingOrder {
  const { siting, maxShipments, stockClass, priority, weight, turn, marginPercent } = rules.order(order.id);
  return {
    ...order,
    priority,
    ...(siting === undefined ? {} : { siting }),
    ...(maxShipments === undefined ? {} : { maxShipments }),
    ...(stockClass === undefined ? {} : { stockClass }),
    ...(turn === undefined ? {} : { turn }),
    ...(weight === 1 ? {} : { weight }),
    lines:
      marginPercent === undefined
        ? order.lines
        : order.lines.map((line) => budgeted(line, marginPercent, facts)),
  };
}

/** What shipping may cost: the price less the margin asked for and less the cost of the goods. */
function budgeted(line: SourcingLine, marginPercent: number, facts: RunFacts): SourcingLine {
  const price = facts.priceOf(line.id);
  if (!price) return line;
  const kept = price.unitPriceMinor * (1 - marginPercent / 100);
  return { ...line, shippingBudgetMinor: Math.floor(kept - price.unitCostMinor) };
}

function ruledStock(
  stock: SourcingProblem['stock'],
  rules: CompiledRules,
  { onHand, categoryOf }: RunFacts,
): SourcingProblem['stock'] {
  const count = stock.productId.length;
  const at = (list: ArrayLike<number>, i: number) => list[i] as number;
  const available = Int32Array.from({ length: count }, (_, i) =>
    rules.avoided(at(stock.productId, i), at(stock.facilityId, i)) ? 0 : at(stock.available, i),
  );
  const keptBack = Array.from({ length: rules.stockClasses }, (_, stockClass) =>
    Int32Array.from({ length: count }, (_, i) =>
      rules.keptBack(stockClass, {
        facilityId: at(stock.facilityId, i),
        category: categoryOf(at(stock.productId, i)),
        onHand: at(onHand, i),
      }),
    ),
  );
  return { ...stock, available, ...(keptBack.length > 0 ? { keptBack } : {}) };
}
