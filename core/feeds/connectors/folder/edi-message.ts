import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Message } from '../../connector.ts';
import type { EdiEnvelope } from '../../edi/index.ts';
import type { FolderOptions } from './options.ts';

/** A text that a message may lack. */
export const ediText = z.string().nullish().catch(null);

/** A party of a message as EDI writes it. */
export const ediAddress = z.object({
  code: ediText,
  name: ediText,
  street: ediText,
  city: ediText,
  region: ediText,
  postalCode: ediText,
  country: ediText,
});

/** Who sends a message to whom. Its control number follows from its key: the same message has the same one whenever it goes out. */
export function envelopeOf(
  { idempotencyKey, createdAt }: Message,
  options: FolderOptions,
  receiver: string,
): EdiEnvelope {
  return {
    sender: { id: options.senderId || 'VIGIE', qualifier: options.senderQualifier },
    receiver: { id: options.receiverId || receiver, qualifier: options.receiverQualifier },
    controlNumber: numberOf(idempotencyKey),
    at: createdAt,
    timeZone: options.timeZone,
  };
}

function numberOf(key: string): number {
  const mark = createHash('sha256').update(key).digest('hex');
  return (Number.parseInt(mark.slice(0, 7), 16) % 899_999_999) + 1;
}
