import type { SourcingOrder } from './sourcing-problem.ts';
import type { SourcingDecision, SourcingStatistics } from './sourcing-result.ts';

export function emptyStatistics(): SourcingStatistics {
  return {
    orders: 0,
    sourced: 0,
    partial: 0,
    unsourced: 0,
    split: 0,
    late: 0,
    shipments: 0,
    units: 0,
    unitsShort: 0,
    costMinor: 0,
    unproven: 0,
    nodes: 0,
  };
}

/** @param nodes search nodes that the decision took. */
export function addToStatistics(
  statistics: SourcingStatistics,
  order: SourcingOrder,
  decision: SourcingDecision,
  nodes: number,
): void {
  const wanted = order.lines.reduce((sum, line) => sum + Math.max(0, line.quantity), 0);
  const short = decision.shortages.reduce((sum, shortage) => sum + shortage.missing, 0);
  statistics.orders += 1;
  statistics[decision.outcome] += 1;
  statistics.split += decision.shipments.length > 1 ? 1 : 0;
  statistics.late += decision.shipments.some((shipment) => shipment.lateDays > 0) ? 1 : 0;
  statistics.shipments += decision.shipments.length;
  statistics.units += wanted - short;
  statistics.unitsShort += short;
  statistics.costMinor += decision.costMinor;
  statistics.unproven += decision.proven ? 0 : 1;
  statistics.nodes += nodes;
}
