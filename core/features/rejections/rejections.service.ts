import type { OrderStatus } from '../../contract/orders.ts';
import type { RejectionReason } from '../../contract/rejections.ts';
import { REJECTION_REASONS } from '../../contract/rules.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { setOrderStatus } from '../orders/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { afterRejection, figuresOf, orderAfterRejection, type Position } from './rejection.ts';
import {
  type AllocationToReject,
  findAllocation,
  findPosition,
  giveBack,
  holdsOrShipped,
  insertRejection,
  writePosition,
} from './rejections.queries.ts';

export interface RejectInput {
  allocationId: number;
  quantity?: number | undefined;
  reason: RejectionReason;
  note?: string | undefined;
}

/** The position as it is, and as each reason would leave it. */
export async function rejectionConsequences(
  ctx: AppContext,
  input: Pick<RejectInput, 'allocationId' | 'quantity'>,
) {
  const allocation = rejectable(await findAllocation(ctx.db.read, input.allocationId), input);
  const position = await findPosition(ctx.db.read, allocation);
  const quantity = input.quantity ?? allocation.quantity;
  const after = REJECTION_REASONS.map((reason) => {
    return [reason, figuresOf(afterRejection(position, quantity, reason))] as const;
  });
  const { sku, facility } = allocation;
  return {
    sku,
    facility,
    quantity,
    before: figuresOf(position),
    after: Object.fromEntries(after) as Record<RejectionReason, ReturnType<typeof figuresOf>>,
  };
}

/**
 * A facility will not ship what is reserved there: the units are given back, its stock changes as the reason says, and the order
 * is sourced again, elsewhere first. All but the sourcing is one transaction.
 */
export async function rejectAllocation(
  ctx: AppContext,
  input: RejectInput,
): Promise<{ rejectionId: number; jobId: string | null }> {
  const { rejectionId, number, waits } = await runCommand(ctx, 'rejections.reject', (command) =>
    rejectWithin(command, ctx.actor, input),
  );
  const jobId = waits ? await ctx.jobs.start('rejections.source', { number }, ctx.actor) : null;
  return { rejectionId, jobId };
}

/** What may be sourced again; of a partly shipped order the rest. */
const WAITING: ReadonlySet<OrderStatus> = new Set(['open', 'partiallySourced', 'partiallyShipped']);

/** Rejects as part of a command that does more. @returns the rejection, and whether its order can be sourced again */
export async function rejectWithin(command: Command, actor: string, input: RejectInput) {
  const { trx, at } = command;
  const allocation = rejectable(await findAllocation(trx, input.allocationId), input);
  const quantity = input.quantity ?? allocation.quantity;
  const { reason, note = null } = input;
  const before = await findPosition(trx, allocation);
  await giveBack(trx, allocation, quantity, at);
  const after = afterRejection(before, quantity, reason);
  await writePosition(trx, allocation, after, at);
  const status = orderAfterRejection(
    allocation.orderStatus as OrderStatus,
    await holdsOrShipped(trx, allocation.orderId),
  );
  await setOrderStatus(trx, allocation.orderId, status, at);
  const rejectionId = await insertRejection(trx, { allocation, quantity, reason, note, actor }, at);
  recordRejection(command, allocation, { quantity, reason, note, status }, before, after);
  const waits = allocation.holdReason === null && WAITING.has(status);
  return { rejectionId, number: allocation.number, waits };
}

function recordRejection(
  command: Command,
  allocation: AllocationToReject,
  {
    status,
    ...what
  }: { quantity: number; reason: RejectionReason; note: string | null; status: OrderStatus },
  before: Position,
  after: Position,
): void {
  command.record({
    entity: 'order',
    id: allocation.orderId,
    key: allocation.number,
    before: { status: allocation.orderStatus },
    after: { status, rejected: { ...what, sku: allocation.sku, facility: allocation.facility } },
  });
  command.record({
    entity: 'stock',
    id: allocation.productId,
    key: allocation.facility,
    before: figuresOf(before),
    after: figuresOf(after),
  });
  command.publish({ type: 'orders.changed', ids: [allocation.orderId] });
  command.publish({ type: 'stock.changed', productIds: [allocation.productId] });
}

/** @throws NOT_FOUND, or CONFLICT when nothing (or less) is reserved any more. */
function rejectable(
  allocation: AllocationToReject | undefined,
  { allocationId, quantity }: Pick<RejectInput, 'allocationId' | 'quantity'>,
): AllocationToReject {
  if (!allocation) throw notFound('allocation', String(allocationId));
  if (!['reserved', 'released'].includes(allocation.status)) {
    throw conflict(
      `${allocation.facility} holds nothing of order ${allocation.number} for this any more: it is ${allocation.status}.`,
      allocation.status,
      'Look at the order again.',
    );
  }
  if (quantity !== undefined && quantity > allocation.quantity) {
    throw conflict(
      `Only ${allocation.quantity} units are reserved there.`,
      'notReserved',
      'Reject that many or fewer.',
    );
  }
  return allocation;
}
