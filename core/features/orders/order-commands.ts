import type { OrderStatus } from '../../contract/orders.ts';
import type { HoldCode } from '../../contract/validation.ts';
import { type Hold, manualHold, statusAfter, summaryOf } from '../holds/index.ts';
import type { OrderAction } from './order.ts';
import type { OrderForCommand } from './order-commands.queries.ts';

export interface ShipTo {
  name: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  region: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** All of an order that commands change. */
export interface OrderSnapshot {
  status: OrderStatus;
  /** Its holds in words, as the list and the journal tell them. */
  holdReason: string | null;
  holds: Hold[];
  /** Null while it is not closed. */
  closedAt: number | null;
  shipTo: ShipTo;
  /** Active allocations; a command only changes their status. */
  allocations: { id: number; status: string }[];
  lines: { id: number; quantityCancelled: number; quantityOpen: number }[];
}

export interface Refusal {
  number: string;
  code: string;
  reason: string;
}

export type Change = (snapshot: OrderSnapshot) => OrderSnapshot;

const withHolds = (order: OrderSnapshot, holds: Hold[]): OrderSnapshot => ({
  ...order,
  holds,
  holdReason: summaryOf(holds).holdReason,
});

export const holdOrder =
  (reason: string, placed: { at: number; by: string }): Change =>
  (order) =>
    withHolds(order, [...order.holds, manualHold(reason, placed)]);

/** Lifts the holds of some codes, or all; an order that nothing holds at reception any more is open. */
export const releaseOrder =
  (codes: readonly HoldCode[] | undefined, said: string | null): Change =>
  (order) => {
    const lifted = ({ code, mode }: Hold) => (codes ? codes.includes(code) : mode === 'hold');
    const holds = order.holds.filter((hold) => !lifted(hold));
    return withHolds({ ...order, status: statusAfter({ status: order.status, said }, holds) }, holds);
  };

const freed = (order: OrderSnapshot) => order.allocations.map(({ id }) => ({ id, status: 'cancelled' }));

export const cancelOrder: Change = (order) => ({
  ...order,
  status: 'cancelled',
  holdReason: null,
  holds: [],
  allocations: freed(order),
  lines: order.lines.map((line) => ({
    id: line.id,
    quantityCancelled: line.quantityCancelled + line.quantityOpen,
    quantityOpen: 0,
  })),
});

export const unsourceOrder: Change = (order) => ({ ...order, status: 'open', allocations: freed(order) });

export const closeOrder =
  (at: number): Change =>
  (order) => ({ ...order, closedAt: at });

export const reopenOrder: Change = (order) => ({ ...order, closedAt: null });

export const changeAddress =
  (shipTo: ShipTo): Change =>
  (order) => ({ ...order, shipTo });

const NEEDS: Record<OrderAction, string> = {
  hold: 'it is already held by hand or no longer open',
  release: 'it is not held',
  cancel: 'goods have already left or it has ended',
  editAddress: 'picking has begun or it has ended',
  source: 'it is held or not waiting to be sourced',
  unsource: 'nothing of it is reserved, or picking has begun',
  close: 'it has not been delivered, or is closed already',
  reopen: 'it is not closed',
};

/** Why an action is not possible. */
export function refusalOf(order: OrderForCommand | undefined, number: string, action: OrderAction): Refusal {
  if (!order) return { number, code: 'notFound', reason: `There is no order ${number}.` };
  return {
    number,
    code: `${action}NotAllowed`,
    reason: `Order ${number} is ${order.status}: ${NEEDS[action]}.`,
  };
}

/** The parts of two snapshots that differ: what the journal keeps and undo needs. */
export function difference(
  before: OrderSnapshot,
  after: OrderSnapshot,
): { before: Partial<OrderSnapshot>; after: Partial<OrderSnapshot> } {
  const result: { before: Record<string, unknown>; after: Record<string, unknown> } = {
    before: {},
    after: {},
  };
  for (const key of Object.keys(before) as (keyof OrderSnapshot)[]) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    result.before[key] = before[key];
    result.after[key] = after[key];
  }
  return result;
}
