import type { OrderStatus } from '../../contract/orders.ts';
import type { PositionFigures, RejectionReason } from '../../contract/rejections.ts';
import { canMove } from '../../kernel/state-machine.ts';
import { orderLifeCycle } from '../orders/index.ts';

/** The stored figures of a position. */
export interface Position {
  onHand: number;
  reservedExternal: number;
  reservedAllocated: number;
  safetyStock: number;
  blocked: number;
}

export function figuresOf(position: Position): PositionFigures {
  const reserved = position.reservedExternal + position.reservedAllocated;
  const free = position.onHand - position.blocked - reserved - position.safetyStock;
  return { onHand: position.onHand, reserved, blocked: position.blocked, available: Math.max(0, free) };
}

/**
 * A position after a facility has rejected units that were reserved there. The reservation ends in any case; then `notInStock`
 * leaves nothing on hand, `mismatch` takes the units off the shelf, `damaged` leaves them there but blocks them, and `noTime`
 * changes nothing more. Pure.
 */
export function afterRejection(position: Position, quantity: number, reason: RejectionReason): Position {
  const released = {
    ...position,
    reservedAllocated: Math.max(0, position.reservedAllocated - quantity),
  };
  const { onHand, blocked } = position;
  switch (reason) {
    case 'notInStock':
      return { ...released, onHand: 0, blocked: 0 };
    case 'mismatch': {
      const left = Math.max(0, onHand - quantity);
      return { ...released, onHand: left, blocked: Math.min(blocked, left) };
    }
    case 'damaged':
      return { ...released, blocked: Math.min(onHand, blocked + quantity) };
    case 'noTime':
      return released;
  }
}

/** The order's state once units of it wait again; one that has moved on further stays where it is. */
export function orderAfterRejection(status: OrderStatus, holdsOrShippedMore: boolean): OrderStatus {
  const next = holdsOrShippedMore ? 'partiallySourced' : 'open';
  return canMove(orderLifeCycle, status, next) ? next : status;
}
