import type { OrderFacts } from './facts.ts';

/** An order with the urgency that rules give it. */
export type Ranked = { order: OrderFacts; priority: number; weight: number };

/** Who comes first among equals: priority 1 before 9, the earlier promise, the older order, the lower id. */
export function byUrgency(a: Ranked, b: Ranked): number {
  const promise = ({ order }: Ranked) => order.promisedAt ?? Number.MAX_SAFE_INTEGER;
  return (
    a.priority - b.priority ||
    promise(a) - promise(b) ||
    a.order.orderedAt - b.order.orderedAt ||
    a.order.id - b.order.id
  );
}

/**
 * Turns by weight: of orders that wait, one of weight 3 is served three times as often as one of weight 1, so that the lesser
 * ones are not starved (weighted fair queueing: each class's orders finish at 1/w, 2/w, 3/w …). Pure.
 */
export function turnsByWeight(ranked: readonly Ranked[]): Map<number, number> {
  const finishes: { ranked: Ranked; at: number }[] = [];
  for (const [weight, group] of Map.groupBy(ranked, (one) => one.weight)) {
    for (const [i, one] of group.toSorted(byUrgency).entries()) {
      finishes.push({ ranked: one, at: (i + 1) / weight });
    }
  }
  finishes.sort((a, b) => a.at - b.at || b.ranked.weight - a.ranked.weight || byUrgency(a.ranked, b.ranked));
  return new Map(finishes.map(({ ranked: { order } }, turn) => [order.id, turn]));
}
