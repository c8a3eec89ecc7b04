import { z } from 'zod';
import type { Message } from '../../connector.ts';
import { type EdiDocument, type EdiOutgoing, writeEdifact, writeX12 } from '../../edi/index.ts';
import { ediAddress, ediText, envelopeOf } from './edi-message.ts';
import type { FolderOptions } from './options.ts';

const line = z.object({ sku: z.string(), name: ediText, quantity: z.number() });

/** What a booking must say to become a transport order; whatever else it says is left out. */
const booking = z.object({
  shipmentNumber: z.string(),
  references: z.object({ orderNumber: ediText, trackingNumber: ediText }).partial().default({}),
  carrier: z.object({ code: ediText }).nullish(),
  shipFrom: ediAddress.nullish(),
  shipTo: ediAddress.nullish(),
  parcels: z
    .array(z.object({ weightGrams: z.number().default(0), lines: z.array(line).default([]) }))
    .default([]),
  promisedAt: ediText,
});

/** A booking as a load tender (204) or a transport instruction (IFTMIN). Its control number follows from its key; null when it lacks what both need. */
export function writeBooking(
  message: Message,
  options: FolderOptions,
  format: 'x12' | 'edifact',
): EdiOutgoing | null {
  const read = booking.safeParse(message.payload);
  if (!read.success) return null;
  const { shipmentNumber, references, carrier, shipFrom, shipTo, parcels, promisedAt } = booking.parse(
    message.payload,
  );
  const document: EdiDocument = {
    number: shipmentNumber,
    orderNumber: references.orderNumber,
    trackingNumber: references.trackingNumber,
    issuedAt: message.createdAt,
    deliverBy: promisedAt ? Date.parse(promisedAt) : null,
    carrierCode: carrier?.code,
    weightGrams: parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0),
    packages: parcels.length,
    shipFrom,
    shipTo,
    lines: parcels
      .flatMap((parcel) => parcel.lines)
      .map(({ sku, name, quantity }, index) => ({ lineNumber: index + 1, sku, quantity, description: name })),
  };
  const envelope = envelopeOf(message, options, carrier?.code || 'CARRIER');
  return format === 'x12' ? writeX12('204', document, envelope) : writeEdifact('IFTMIN', document, envelope);
}
