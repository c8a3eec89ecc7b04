import type { Delivery, Message } from '../../../connector.ts';
import { openClient, type TrytonTools } from '../client.ts';
import { createReturn } from './create-return.ts';
import { COMMANDS, moveShipment } from './shipment-commands.ts';
import { refusal } from './target.ts';

/** Tells Tryton of a decision. What it refuses comes back in words; trouble on the way is thrown and tried again. */
export async function deliverToTryton(tools: TrytonTools, message: Message): Promise<Delivery> {
  const client = openClient(tools);
  switch (message.kind) {
    case 'shipment.assign':
    case 'shipment.pack':
    case 'shipment.ship':
      return moveShipment(client, tools, message, COMMANDS[message.kind]);
    case 'return.create':
      return createReturn(client, message);
    default:
      return refusal('cannotDeliver', `Tryton takes no ${message.kind}.`);
  }
}
