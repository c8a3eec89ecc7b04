import { addresseeOf, findMessengers } from '../customer-messages/index.ts';
import type { Command } from '../journal/index.ts';
import { confidential, enqueue } from '../outbox/index.ts';
import { pickUpMessage } from './pick-up-message.ts';
import type { TaskRow } from './tasks.queries.ts';
import { findReader } from './tell-customer.queries.ts';

const KIND = 'customer.message';

/**
 * Sends a pick-up code to its customer, where they can be written to and a connection delivers such messages.
 * @returns who is written to; null when somebody at the counter has to tell them
 */
export async function tellCustomer(
  command: Command,
  task: TaskRow,
  { code, expiresAt }: { code: string; expiresAt: number | null },
): Promise<string | null> {
  const { trx, actor, at, commandId } = command;
  const reader = await findReader(trx, task);
  const { recipient, channel } = addresseeOf(reader);
  const feed = (await findMessengers(trx)).get(KIND);
  if (!feed || recipient === null) return null;
  const { order, customer } = task;
  const address = [reader.street, reader.city].filter(Boolean).join(', ');
  const { store, timeZone } = reader;
  const words = { order, customer, store, address, code, expiresAt, timeZone };
  const letter = pickUpMessage(words, reader.country);
  const message = {
    feedId: feed.id,
    kind: KIND,
    subject: `order:${order}`,
    idempotencyKey: `${KIND}:pick-up:${task.id}:${commandId}`,
    payload: confidential(
      { to: 'customer', kind: KIND, recipient, channel, ...letter, order, about: order },
      [code],
    ),
  } as const;
  await enqueue(trx, [message], actor, at);
  command.publish({ type: 'feeds.changed', feedId: feed.id });
  return recipient;
}
