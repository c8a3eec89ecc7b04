import type { RejectionReason } from '../../contract/rejections.ts';
import type { StoreTaskView } from '../../contract/store-tasks.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { rejectWithin } from '../rejections/index.ts';
import { endTask, insertTask, leaveWaves } from './commands.queries.ts';
import { knownStore, notWaiting, type TaskKey } from './known-store.ts';
import { taskKind } from './store-task.ts';
import type { StoreFacts } from './task-views.ts';
import { findReservedLines, findShipmentsThere, findTasks, findWaiting } from './tasks.queries.ts';
import { showTask } from './tasks.service.ts';
import { withdrawFromStore } from './withdraw.ts';

interface DeclineInput extends TaskKey {
  reason: RejectionReason;
  note?: string | undefined;
}

/**
 * A store cannot do it: its units are given back, its stock changes as the reason says, its shipment is over, and a job sources the
 * order again. @throws CONFLICT `notWaiting`, `packed`, `alreadySent`
 */
export async function declineTask(
  ctx: AppContext,
  input: DeclineInput,
): Promise<{ task: StoreTaskView; jobId: string | null }> {
  const waits = await runCommand(ctx, 'storeTasks.decline', async (command) => {
    const store = await knownStore(command.trx, input.facility);
    const orderId = await declinable(command, ctx.actor, store, input);
    await refusePacked(command, store, orderId);
    await withdrawFromStore(command, store.id, orderId);
    await leaveWaves(command.trx, store.id, orderId);
    const { reason, note } = input;
    let sourced = false;
    for (const { id } of await findReservedLines(command.trx, store.id, [orderId])) {
      sourced = (await rejectWithin(command, ctx.actor, { allocationId: id, reason, note })).waits;
    }
    command.publish({ type: 'storeTasks.changed', facility: store.code });
    return sourced;
  });
  const jobId = waits ? await ctx.jobs.start('rejections.source', { number: input.order }, ctx.actor) : null;
  return { task: await showTask(ctx, input), jobId };
}

/** Ends the store's task for the order, which it may not have accepted yet. @returns the order's id */
async function declinable(
  command: Command,
  actor: string,
  store: StoreFacts,
  input: DeclineInput,
): Promise<number> {
  const { trx, at } = command;
  const { order, reason } = input;
  const note = input.note ?? null;
  const [waiting] = await findWaiting(trx, store.id, { order, limit: 1 });
  if (waiting) {
    const { orderId } = waiting;
    const kind = taskKind({ ...waiting, facilityId: store.id });
    const task = { facilityId: store.id, orderId, kind, shipmentId: null, reason, note, actor };
    await insertTask(trx, { ...task, status: 'declined' }, at);
    return orderId;
  }
  const [kept] = await findTasks(trx, { facilityId: store.id, order, limit: 1 });
  const ended =
    kept?.status === 'accepted' && (await endTask(trx, kept.id, { status: 'declined', reason, note }, at));
  if (!kept || !ended) throw notWaiting(store, order);
  return kept.orderId;
}

async function refusePacked({ trx }: Command, store: StoreFacts, orderId: number): Promise<void> {
  const packed = (await findShipmentsThere(trx, store.id, orderId)).find(({ status }) => status === 'packed');
  if (!packed) return;
  throw conflict(`Shipment ${packed.number} is packed already.`, 'packed', 'Unpack it first.');
}
