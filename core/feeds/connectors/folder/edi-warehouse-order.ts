import { z } from 'zod';
import type { Message } from '../../connector.ts';
import { type EdiOutgoing, writeX12 } from '../../edi/index.ts';
import { ediAddress, ediText, envelopeOf } from './edi-message.ts';
import type { FolderOptions } from './options.ts';

/** What an order to a warehouse must say to become a 940; whatever else it says is left out. */
const warehouseOrder = z.object({
  shipmentNumber: z.string(),
  orderNumber: ediText,
  promisedAt: ediText,
  customer: ediAddress.nullish(),
  shipTo: ediAddress,
  shipFrom: ediAddress,
  carrier: z.object({ code: ediText }).nullish(),
  lines: z.array(z.object({ lineNumber: z.number(), sku: z.string(), name: ediText, quantity: z.number() })),
});

/** An order to a warehouse as a 940: its number is the shipment's, so that the 945 that answers it names it. Null when it lacks what a 940 needs. */
export function writeWarehouseOrder(message: Message, options: FolderOptions): EdiOutgoing | null {
  const read = warehouseOrder.safeParse(message.payload);
  if (!read.success) return null;
  const { shipmentNumber, orderNumber, promisedAt, customer, shipTo, shipFrom, carrier, lines } = read.data;
  return writeX12(
    '940',
    {
      number: shipmentNumber,
      reference: orderNumber,
      issuedAt: message.createdAt,
      deliverBy: promisedAt ? Date.parse(promisedAt) : null,
      customer,
      shipTo,
      shipFrom,
      carrierCode: carrier?.code,
      lines: lines.map(({ lineNumber, sku, name, quantity }) => ({
        lineNumber,
        sku,
        quantity,
        description: name,
      })),
    },
    envelopeOf(message, options, shipFrom.code ?? 'WAREHOUSE'),
  );
}
