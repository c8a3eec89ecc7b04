/** An allocation of an order line. `reserved` and `released` hold stock. */
export interface LineAllocation {
  id: number;
  facilityId: number;
  quantity: number;
  status: string;
}

/** What changes about allocations: all of one, or a part that is split off it. */
export interface AllocationChange {
  id: number;
  quantity: number;
  /** The whole allocation; otherwise its rest stays as it is. */
  whole: boolean;
  status: 'shipped' | 'released' | 'cancelled';
}

export interface LineMove {
  quantity: number;
  cancelled: number;
  /** Shipped until now, and shipped in truth. */
  shippedBefore: number;
  shippedAfter: number;
  /** Facilities that the line's goods left from; a null one is not known. */
  leftFrom: readonly (number | null)[];
  allocations: readonly LineAllocation[];
}

const holds = ({ status }: LineAllocation) => status === 'reserved' || status === 'released';

/**
 * Which reservations end because units of a line have left: first those where they left from; others only as far as the line
 * has no units left for them. The same facts again change nothing, since only the difference to what was known ends any.
 */
export function endedByShipping(move: LineMove): AllocationChange[] {
  const active = move.allocations.filter(holds);
  const anywhere = move.leftFrom.includes(null);
  const there = active.filter(({ facilityId }) => anywhere || move.leftFrom.includes(facilityId));
  const changes: AllocationChange[] = [];
  const left = take(there, Math.max(0, move.shippedAfter - move.shippedBefore), 'shipped', changes);
  const held = active.reduce((sum, { quantity }) => sum + quantity, 0) - taken(changes);
  const over = held + move.shippedAfter + move.cancelled - move.quantity;
  const elsewhere = active.filter((allocation) => !there.includes(allocation));
  if (over > 0) take(elsewhere, over, left > 0 ? 'shipped' : 'cancelled', changes);
  return changes;
}

/** Which shipped units come back because they have not left after all: they are reserved again by whoever finds them available. */
export function broughtBack(move: LineMove): AllocationChange[] {
  const shipped = move.allocations.filter(({ status }) => status === 'shipped').reverse();
  const changes: AllocationChange[] = [];
  const held = move.allocations
    .filter(({ status }) => status === 'reserved' || status === 'released')
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const room = move.quantity - move.shippedAfter - move.cancelled - held;
  const units = Math.min(move.shippedBefore - move.shippedAfter, room);
  take(shipped, Math.max(0, units), 'released', changes);
  return changes;
}

const taken = (changes: readonly AllocationChange[]) =>
  changes.reduce((sum, { quantity }) => sum + quantity, 0);

function take(
  from: readonly LineAllocation[],
  units: number,
  status: AllocationChange['status'],
  into: AllocationChange[],
): number {
  let left = units;
  for (const { id, quantity } of from) {
    if (left <= 0) break;
    const part = Math.min(left, quantity);
    into.push({ id, quantity: part, whole: part === quantity, status });
    left -= part;
  }
  return left;
}
