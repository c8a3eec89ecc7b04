import { z } from 'zod';
import type { Message } from '../../connector.ts';
import { type EdiDocument, type EdiOutgoing, writeEdifact, writeX12 } from '../../edi/index.ts';
import { ediAddress, ediText, envelopeOf } from './edi-message.ts';
import type { FolderOptions } from './options.ts';

/** What a message about a shipment must say to become EDI; whatever else it says is left out. */
const shipmentMessage = z.object({
  shipmentNumber: z.string(),
  orderNumber: ediText,
  shippedAt: ediText,
  trackingNumber: ediText,
  weightGrams: z.number().nullish(),
  packages: z.number().nullish(),
  serials: z.array(z.string()).default([]),
  promisedAt: ediText,
  customer: ediAddress.nullish(),
  shipTo: ediAddress,
  shipFrom: ediAddress,
  carrier: z.object({ code: ediText }).nullish(),
  lines: z.array(z.object({ lineNumber: z.number(), sku: z.string(), name: ediText, quantity: z.number() })),
});

/**
 * An order to a warehouse as a 940, or its cancellation (W05 `F`): its number is the shipment's, so that the 945 that answers it names it.
 * Null when it lacks what a 940 needs.
 */
export function writeWarehouseOrder(message: Message, options: FolderOptions): EdiOutgoing | null {
  const document = documentOf(message);
  if (!document) return null;
  const { orderNumber: reference, number, issuedAt, deliverBy, customer, shipTo, shipFrom } = document;
  const { carrierCode, lines } = document;
  const cancelled = message.kind === 'warehouse.cancel';
  return writeX12(
    '940',
    { number, reference, cancelled, issuedAt, deliverBy, customer, shipTo, shipFrom, carrierCode, lines },
    envelopeOf(message, options, shipFrom?.code ?? 'WAREHOUSE'),
  );
}

/** A shipment that has left as an 856 or a DESADV, for who sent its order. Null when it lacks what both need. */
export function writeShipNotice(
  message: Message,
  options: FolderOptions,
  format: 'x12' | 'edifact',
): EdiOutgoing | null {
  const document = documentOf(message);
  if (!document) return null;
  const envelope = envelopeOf(message, options, document.customer?.code ?? 'CUSTOMER');
  return format === 'x12' ? writeX12('856', document, envelope) : writeEdifact('DESADV', document, envelope);
}

function documentOf({ payload, createdAt }: Message): EdiDocument | null {
  const read = shipmentMessage.safeParse(payload);
  if (!read.success) return null;
  const { shipmentNumber, orderNumber, promisedAt, shippedAt, carrier, lines, ...rest } = read.data;
  return {
    ...rest,
    number: shipmentNumber,
    orderNumber,
    issuedAt: createdAt,
    shipAt: shippedAt ? Date.parse(shippedAt) : null,
    deliverBy: promisedAt ? Date.parse(promisedAt) : null,
    carrierCode: carrier?.code,
    lines: lines.map(({ lineNumber, sku, name, quantity }) => ({
      lineNumber,
      sku,
      quantity,
      description: name,
    })),
  };
}
