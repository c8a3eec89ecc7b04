import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { destinationsFor, enqueue } from '../outbox/index.ts';
import { conflict, notFound } from '../procedures.ts';
import {
  countReturns,
  findFacility,
  findOrderToReturn,
  findReturnableLines,
  findReturned,
  insertReturn,
  isReturnTaken,
} from './commands.queries.ts';

export interface ReturnInput {
  orderNumber: string;
  facilityCode: string;
  reason: string | null;
  lines: readonly { lineNumber: number; quantity: number }[];
}

type ReturnableLine = Awaited<ReturnType<typeof findReturnableLines>>[number];
type ReturnLine = ReturnableLine & { quantity: number };

/**
 * Announces goods that come back and tells the system that owns the order.
 * @throws NOT_FOUND for an unknown order or facility; CONFLICT `notShipped` when more is to come back than has left.
 */
export function createReturn(
  ctx: AppContext,
  input: ReturnInput,
): Promise<{ number: string; messages: number }> {
  return runCommand(ctx, 'shipments.createReturn', async (command) => {
    const { trx, at } = command;
    const order = await findOrderToReturn(trx, input.orderNumber);
    if (!order) throw notFound('order', input.orderNumber);
    const facility = await findFacility(trx, input.facilityCode);
    if (!facility) throw notFound('facility', input.facilityCode);
    const lines = await linesToReturn(command, order, input);
    const number = await nextNumber(command, order.number);
    const totalMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
    const { reason } = input;
    const id = await insertReturn(trx, command, { number, order, totalMinor, reason, at }, lines);
    const messages = await tellOwner(ctx, command, { number, input, lines });
    command.record({
      entity: 'return',
      id,
      key: number,
      before: null,
      after: { order: order.number, ...input },
    });
    command.publish({ type: 'orders.changed', ids: [order.id] });
    return { number, messages };
  });
}

async function linesToReturn(
  command: Command,
  order: { id: number; number: string },
  input: ReturnInput,
): Promise<ReturnLine[]> {
  const stored = new Map(
    (await findReturnableLines(command.trx, order.id)).map((line) => [line.lineNumber, line]),
  );
  const shipped = unitsOf([...stored.values()], ({ shipped: units }) => units);
  const returned = unitsOf(await findReturned(command.trx, order.id), ({ quantity }) => quantity);
  const lines = new Map<number, ReturnLine>();
  for (const { lineNumber, quantity } of input.lines) {
    const line = stored.get(lineNumber);
    if (!line) throw notFound('order line', `${order.number}/${lineNumber}`);
    const asked = (lines.get(lineNumber)?.quantity ?? 0) + quantity;
    const back = (shipped.get(line.productId) ?? 0) - (returned.get(line.productId) ?? 0);
    const possible = Math.max(0, Math.min(line.shipped, back));
    if (asked > possible) {
      throw conflict(
        `Only ${possible} of line ${lineNumber} (${line.sku}) have left and are not back yet.`,
        'notShipped',
        'Announce no more than what the customer has.',
      );
    }
    lines.set(lineNumber, { ...line, quantity: asked });
  }
  return [...lines.values()];
}

function unitsOf<T extends { productId: number }>(
  rows: readonly T[],
  units: (row: T) => number,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const row of rows) sums.set(row.productId, (sums.get(row.productId) ?? 0) + units(row));
  return sums;
}

async function nextNumber(command: Command, orderNumber: string): Promise<string> {
  const prefix = `RMA-${orderNumber}-`;
  let next = (await countReturns(command.trx, prefix)) + 1;
  while (await isReturnTaken(command.trx, prefix + next)) next++;
  return prefix + next;
}

async function tellOwner(
  ctx: AppContext,
  command: Command,
  announced: { number: string; input: ReturnInput; lines: readonly ReturnLine[] },
): Promise<number> {
  const { trx, at } = command;
  const { number, input, lines } = announced;
  const owners = await destinationsFor(trx, 'orders', [input.orderNumber], 'return.create');
  const facilities = new Map(
    (await destinationsFor(trx, 'facilities', [input.facilityCode], 'return.create')).map((destination) => [
      destination.feedId,
      destination.upstream,
    ]),
  );
  for (const { feedId } of owners) command.publish({ type: 'feeds.changed', feedId });
  return enqueue(
    trx,
    owners.map(({ feedId, upstream }) => ({
      feedId,
      kind: 'return.create' as const,
      subject: `order:${input.orderNumber}`,
      idempotencyKey: `return.create:${feedId}:${number}`,
      payload: {
        returnNumber: number,
        orderNumber: input.orderNumber,
        orderUpstream: upstream,
        facilityCode: input.facilityCode,
        facilityUpstream: facilities.get(feedId) ?? null,
        reason: input.reason,
        lines: lines.map(({ sku, quantity, lineNumber }) => ({ sku, quantity, lineNumber })),
      },
    })),
    ctx.actor,
    at,
  );
}
