import type { Command } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { findTold, withdrawTold } from './unship.queries.ts';

const HAS = {
  'shipment.assign': 'is assigned',
  'shipment.pack': 'is packed',
  'shipment.ship': 'has left',
  'order.shipped': 'has left',
} as const;

/** Takes back what owners wait to be told of shipments. @throws CONFLICT `alreadySent` */
export async function untell(
  command: Command,
  numbers: readonly string[],
  kind: keyof typeof HAS,
): Promise<void> {
  const told = await findTold(command.trx, numbers, kind);
  const sent = told.find(({ state, attempts }) => state !== 'waiting' || attempts > 0);
  if (sent) {
    throw conflict(
      `Another system has been told that ${sent.subject.replace('shipment:', '')} ${HAS[kind]}.`,
      'alreadySent',
      'Correct it there.',
    );
  }
  await withdrawTold(command.trx, told, command.at);
  for (const feedId of new Set(told.map((message) => message.feedId))) {
    command.publish({ type: 'feeds.changed', feedId });
  }
}
