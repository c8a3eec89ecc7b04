import { createHash } from 'node:crypto';
import type { ShipmentCommandResult } from '../../contract/shipments.ts';
import type { AppContext } from '../../features/context.ts';
import { runCommand } from '../../features/journal/index.ts';
import { enqueue, type NewMessage } from '../../features/outbox/index.ts';
import { conflict, notFound } from '../../features/procedures.ts';
import { feedById } from '../engine/feed.queries.ts';
import { bookableShipments } from './booking.queries.ts';
import { type BookingKind, bookingPayload, refuseBooking } from './booking.ts';

/**
 * Asks a carrier, through a feed that delivers such messages, to book shipments or to make their labels. The messages are
 * written in one transaction and go out after it; asking again for a shipment that has not changed sends nothing twice.
 */
export async function requestBooking(
  ctx: AppContext,
  shipmentNumbers: readonly string[],
  feedId: number,
  kind: BookingKind = 'booking.request',
): Promise<ShipmentCommandResult> {
  const feed = await feedById(ctx.db, feedId);
  if (!feed) throw notFound('feed', String(feedId));
  if (!feed.delivers.includes(kind)) {
    throw conflict(
      `${feed.name} does not deliver ${kind}.`,
      'doesNotDeliver',
      'Choose another feed or set it up.',
    );
  }
  return runCommand(ctx, 'shipments.book', async (command) => {
    const numbers = [...new Set(shipmentNumbers)];
    const shipments = await bookableShipments(command.trx, numbers);
    const refused: ShipmentCommandResult['refused'] = [];
    const changed: string[] = [];
    const messages: NewMessage[] = [];
    for (const number of numbers) {
      const shipment = shipments.get(number);
      const refusal = refuseBooking(shipment, number);
      if (refusal) refused.push({ number, ...refusal });
      if (refusal || !shipment) continue;
      const payload = bookingPayload(kind, shipment);
      messages.push({
        feedId,
        kind,
        subject: `shipment:${number}`,
        idempotencyKey: `${kind}:${feedId}:${number}:${digest(payload)}`,
        payload,
      });
      changed.push(number);
      command.record({
        entity: 'shipment',
        id: shipment.id,
        key: number,
        before: null,
        after: { [kind]: feed.code },
      });
    }
    const written = await enqueue(command.trx, messages, ctx.actor, command.at);
    command.publish({ type: 'feeds.changed', feedId });
    return { commandId: command.commandId, changed, messages: written, refused };
  });
}

function digest(payload: unknown): string {
  return createHash('sha256').update(JSON.stringify(payload)).digest('hex').slice(0, 16);
}
