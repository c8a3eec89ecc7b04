import { ORPCError } from '@orpc/server';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import {
  findAvailableAt,
  findReservations,
  moveUnits,
  type ReservationToMove,
} from './reservations.queries.ts';

export type ShipFromInput = { orderLineId: number; facilityId: number; quantity: number };

/**
 * Makes sure that a line's units are reserved where they leave from. Units reserved elsewhere move there with their
 * reservation, so nothing is counted twice and nobody else's stock is taken.
 * @throws CONFLICT `notReserved` when fewer units are reserved at all; INSUFFICIENT_STOCK when the facility does not have them.
 */
export async function reserveWhereShipped(ctx: AppContext, input: ShipFromInput): Promise<{ moved: number }> {
  return runCommand(ctx, 'sourcing.reserveWhereShipped', async (command) => {
    const reservations = await findReservations(command.trx, input.orderLineId);
    const held = (rows: ReservationToMove[]) => rows.reduce((sum, row) => sum + row.quantity, 0);
    const there = reservations.filter((row) => row.facilityId === input.facilityId);
    const elsewhere = reservations.filter((row) => row.facilityId !== input.facilityId);
    const missing = Math.max(0, input.quantity - held(there));
    if (held(elsewhere) < missing) {
      throw conflict(`Only ${held(reservations)} units of the line are reserved.`, 'notReserved');
    }
    const [first] = elsewhere;
    if (missing === 0 || !first) return { moved: 0 };
    const available = await findAvailableAt(command.trx, first.productId, input.facilityId);
    if (available < missing) throw insufficient(first.sku, input.facilityId, available);
    let left = missing;
    for (const reservation of elsewhere) {
      const quantity = Math.min(left, reservation.quantity);
      if (quantity === 0) break;
      await moveUnits(command.trx, reservation, input.facilityId, quantity, command.at);
      left -= quantity;
    }
    const [before, after] = [reservations.map(({ facility, quantity }) => ({ facility, quantity })), input];
    command.record({
      entity: 'order',
      id: first.orderId,
      key: first.number,
      before: { reserved: before },
      after,
    });
    command.publish({ type: 'orders.changed', ids: [first.orderId] });
    command.publish({ type: 'stock.changed', productIds: [first.productId] });
    return { moved: missing };
  });
}

function insufficient(sku: string, facilityId: number, available: number) {
  return new ORPCError('INSUFFICIENT_STOCK', {
    message: `Only ${available} of ${sku} are available there.`,
    data: { sku, facility: String(facilityId), available },
  });
}
