import type { Gathered, HeldUnits, PlannedOrder } from '../sourcing/index.ts';

/** What an order has reserved, by line. */
export type ReservedLine = HeldUnits & { order_id: number; order_line_id: number };

/** The facts of a batch as if what its orders have reserved were free; all but the pinned, which keep what they have. Pure. */
export function withoutPinned(
  gathered: Gathered,
  reserved: readonly ReservedLine[],
  pinned: ReadonlySet<number>,
): { orders: Gathered['orders']; lines: Gathered['lines']; kept: HeldUnits[] } {
  return {
    orders: gathered.orders.filter(({ id }) => !pinned.has(id)),
    lines: gathered.lines.filter((line) => !pinned.has(line.order_id)),
    kept: reserved
      .filter(({ order_id: id }) => pinned.has(id))
      .map((units) => ({ ...units, quantity: -units.quantity })),
  };
}

/** Orders and units that facilities hold besides those that may move. Pure. */
export function loadWithout(
  { ordersByFacility, unitsByFacility }: Pick<Gathered, 'ordersByFacility' | 'unitsByFacility'>,
  reserved: readonly ReservedLine[],
  pinned: ReadonlySet<number>,
): Pick<Gathered, 'ordersByFacility' | 'unitsByFacility'> {
  const [orders, units] = [new Map(ordersByFacility), new Map(unitsByFacility)];
  const counted = new Set<string>();
  for (const { order_id: order, facility_id: facility, quantity } of reserved) {
    if (pinned.has(order)) continue;
    units.set(facility, (units.get(facility) ?? 0) - quantity);
    const key = `${order}@${facility}`;
    if (counted.has(key)) continue;
    counted.add(key);
    orders.set(facility, (orders.get(facility) ?? 0) - 1);
  }
  return { ordersByFacility: orders, unitsByFacility: units };
}

/** Orders that would have less than they have: fewer units, or later than now and than promised. Pure. */
export function worseOff(before: ReadonlyMap<number, PlannedOrder>, after: Iterable<PlannedOrder>): number[] {
  const worse: number[] = [];
  for (const { orderId, figures } of after) {
    const was = before.get(orderId)?.figures;
    if (was && (figures.units < was.units || figures.daysLate > was.daysLate)) worse.push(orderId);
  }
  return worse;
}
