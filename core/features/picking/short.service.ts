import type { PickTaskView, ResourcedLine, ShortReason } from '../../contract/picking.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { destinationsFor, enqueue, type NewMessage } from '../outbox/index.ts';
import { conflict } from '../procedures.ts';
import { rejectWithin } from '../rejections/index.ts';
import { taskView } from './list-views.ts';
import type { PartRow } from './lists.queries.ts';
import { findReservedSince, takeOutOfShipment, writePart, writeReason } from './pick.queries.ts';
import { growPicked, openTask, recordPick, type TaskInHand, type TaskKey } from './pick.service.ts';
import { EFFECT_OF_SHORT, openUnits } from './pick-list.ts';
import { settlePicked } from './settle-picked.ts';

export interface ShortInput extends TaskKey {
  found: number;
  reason: ShortReason;
}

/** Units that an order line lost. */
interface MissingUnits {
  part: PartRow;
  units: number;
  /** The order may be sourced again. */
  waits: boolean;
}

/**
 * Says that a task has fewer units than it should: those found are picked, the rest is given back with its effect on the stock,
 * and the orders are sourced again before this answers. @throws NOT_FOUND; CONFLICT `notPicking`, `taskOver`, `tooMany`
 */
export async function shortPick(
  ctx: AppContext,
  input: ShortInput,
): Promise<{ task: PickTaskView; resourced: ResourcedLine[] }> {
  const { task, missing, at } = await runCommand(ctx, 'picking.short', async (command) => {
    const hand = await openTask(command, input);
    const { after, missing } = await pickShort(command, ctx.actor, hand, input);
    await settlePicked(
      command,
      after.filter((part, i) => part !== hand.parts[i]).map(({ shipmentId }) => shipmentId),
    );
    return { task: taskView({ ...hand.task, reason: input.reason }, after), missing, at: command.at };
  });
  await sourceAgain(ctx, missing);
  return { task, resourced: await resourcedLines(ctx, task.sku, missing, at) };
}

async function pickShort(command: Command, actor: string, hand: TaskInHand, input: ShortInput) {
  const { list, task, parts } = hand;
  const picked = parts.reduce((sum, part) => sum + part.picked, 0);
  const open = parts.reduce((sum, part) => sum + openUnits(part), 0);
  if (input.found < picked || input.found >= picked + open) {
    throw conflict(
      `${picked} of ${task.sku} are picked and ${open} are to be fetched: ${input.found} found is not fewer.`,
      'tooMany',
      `Say how many of ${picked + open} there are in all.`,
    );
  }
  const grown = await growPicked(command, parts, input.found - picked);
  const missing: MissingUnits[] = [];
  const after: PartRow[] = [];
  for (const part of grown) {
    const units = openUnits(part);
    if (units > 0)
      missing.push({ part, units, waits: await giveBack(command, actor, hand, part, input.reason) });
    const next = units > 0 ? { ...part, short: part.short + units } : part;
    if (units > 0) await writePart(command.trx, next);
    after.push(next);
  }
  await writeReason(command.trx, task.id, input.reason);
  const short = missing.reduce((sum, { units }) => sum + units, 0);
  recordPick(command, { list, task, parts }, { picked: input.found - picked, short, reason: input.reason });
  await tellStockOwner(command, actor, hand, { short, reason: input.reason });
  return { after, missing };
}

/** The rest of a part is reserved there no more, and its shipment leaves without it. @returns whether the order waits */
async function giveBack(
  command: Command,
  actor: string,
  { list, task }: TaskInHand,
  part: PartRow,
  reason: ShortReason,
): Promise<boolean> {
  const quantity = openUnits(part);
  const note = `${list.number}/${task.position}: ${reason}`;
  const { allocationId, shipmentId, lineId } = part;
  const rejection = { allocationId, quantity, reason: EFFECT_OF_SHORT[reason], note };
  const { waits } = await rejectWithin(command, actor, rejection);
  await takeOutOfShipment(command.trx, { shipmentId, lineId, units: quantity }, command.at);
  return waits;
}

/** The system that tells this stock learns what the floor found, where it takes such messages. */
async function tellStockOwner(
  command: Command,
  actor: string,
  { list, task }: TaskInHand,
  { short, reason }: { short: number; reason: ShortReason },
): Promise<void> {
  if (EFFECT_OF_SHORT[reason] === 'noTime') return;
  const { trx, at } = command;
  const key = `${task.sku}|${list.facility}`;
  const destinations = await destinationsFor(trx, 'stock', [key], 'stock.discrepancy');
  const messages = destinations.map(({ feedId, upstream }): NewMessage => {
    const stop = `${list.number}/${task.position}`;
    const what = { sku: task.sku, facility: list.facility, bin: task.bin, quantity: short, reason };
    return {
      feedId,
      kind: 'stock.discrepancy',
      subject: `stock:${key}`,
      idempotencyKey: `stock.discrepancy:${feedId}:${stop}:${at}`,
      payload: { ...what, pickList: list.number, upstream },
    };
  });
  await enqueue(trx, messages, actor, at);
  for (const { feedId } of destinations) command.publish({ type: 'feeds.changed', feedId });
}

/** The pick stands whatever becomes of the sourcing: an order for which nothing is found goes on waiting. */
async function sourceAgain(ctx: AppContext, missing: readonly MissingUnits[]): Promise<void> {
  const numbers = [...new Set(missing.filter(({ waits }) => waits).map(({ part }) => part.order))];
  if (numbers.length === 0) return;
  try {
    await ctx.jobs.runToEnd('sourcing.short', { numbers }, ctx.actor);
  } catch (error) {
    ctx.log(`Sourcing ${numbers.join(', ')} again after a short pick failed: ${String(error)}`);
  }
}

async function resourcedLines(
  ctx: AppContext,
  sku: string,
  missing: readonly MissingUnits[],
  since: number,
): Promise<ResourcedLine[]> {
  const lineIds = [...new Set(missing.map(({ part }) => part.lineId))];
  const found = await findReservedSince(ctx.db.read, lineIds, since);
  const waiting = [...Map.groupBy(missing, ({ part }) => part.lineId).values()].flatMap((own) => {
    const { order, lineNumber } = (own[0] as MissingUnits).part;
    const isOfLine = (line: ResourcedLine) => line.order === order && line.lineNumber === lineNumber;
    const units = own.reduce((sum, part) => sum + part.units, 0);
    const reserved = found.filter(isOfLine).reduce((sum, { quantity }) => sum + quantity, 0);
    const quantity = units - reserved;
    return quantity > 0 ? [{ order, lineNumber, sku, quantity, facility: null, facilityName: null }] : [];
  });
  return [...found, ...waiting];
}
