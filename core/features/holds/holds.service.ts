import type { Command } from '../journal/index.ts';
import { manualHold, summaryOf } from './hold.ts';
import { activeHolds, endHolds, placeHolds, writeHeldByHand } from './holds.queries.ts';

/** Holds an order for somebody to decide; a hold by hand that lies over it already gives way. */
export async function holdByHand(
  command: Command,
  orderId: number,
  { status, reason }: { status: string; reason: string },
): Promise<void> {
  const { trx, at, actor: by } = command;
  const hold = manualHold(reason, { at, by });
  const others = ((await activeHolds(trx, [orderId])).get(orderId) ?? []).filter(
    ({ code }) => code !== hold.code,
  );
  await endHolds(trx, orderId, [hold.code], { at, by, note: reason });
  await placeHolds(command, [{ ...hold, orderId }]);
  await writeHeldByHand(trx, orderId, { status, ...summaryOf([...others, hold]) }, at);
}
