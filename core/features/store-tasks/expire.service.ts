import { collectSettings, type StoreTaskView } from '../../contract/store-tasks.ts';
import type { AppContext } from '../context.ts';
import { holdByHand } from '../holds/index.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { cancelOrdersWithin } from '../orders/index.ts';
import { voidParcelsOf } from '../packing/index.ts';
import { readyTask, recordTask } from './collect.service.ts';
import { endTask, findCollectSettings, giveBack, leaveWaves } from './commands.queries.ts';
import type { TaskKey } from './known-store.ts';
import type { TaskRow } from './tasks.queries.ts';
import { showTask } from './tasks.service.ts';
import { withdrawFromStore } from './withdraw.ts';

const NOT_COLLECTED = 'not collected';

/** Nobody comes for an order: its units are available again. @throws CONFLICT `notReady`, `alreadySent`; NOT_FOUND */
export async function expireTask(ctx: AppContext, key: TaskKey): Promise<StoreTaskView> {
  await runCommand(ctx, 'storeTasks.expire', async (command) => {
    await expireWithin(command, await readyTask(command, key));
  });
  return showTask(ctx, key);
}

/** Gives an order's units back and cancels or holds it, as its store's rule says. */
export async function expireWithin(command: Command, task: TaskRow): Promise<void> {
  const { trx, at } = command;
  const { whenExpired } = (await findCollectSettings(trx, task.facilityId)) ?? collectSettings.parse({});
  if (!(await endTask(trx, task.id, { status: 'expired' }, at))) return;
  await withdrawFromStore(command, task.facilityId, task.orderId);
  if (task.shipmentId !== null) await voidParcelsOf(trx, task.shipmentId);
  await leaveWaves(trx, task.facilityId, task.orderId);
  const cancelled =
    whenExpired === 'cancel' &&
    (await cancelOrdersWithin(command, [task.order], NOT_COLLECTED)).changed.length > 0;
  if (!cancelled) await holdForDecision(command, task);
  recordTask(command, task, 'expired', { order: cancelled ? 'cancelled' : 'held' });
}

/** Nobody came for an order of which another system knows more: its stock stays, and somebody has to decide. */
export async function expireHolding(command: Command, task: TaskRow): Promise<void> {
  if (!(await endTask(command.trx, task.id, { status: 'expired' }, command.at))) return;
  const { orderId, order, orderStatus } = task;
  await holdByHand(command, orderId, { status: orderStatus, reason: NOT_COLLECTED });
  const [before, after] = [{ holdReason: null }, { holdReason: NOT_COLLECTED }];
  command.record({ entity: 'order', id: orderId, key: order, before, after });
  command.publish({ type: 'orders.changed', ids: [orderId] });
  recordTask(command, task, 'expired', { order: 'held' });
}

async function holdForDecision(command: Command, task: TaskRow): Promise<void> {
  const { trx, at } = command;
  const { orderId, order, orderStatus, facilityId } = task;
  const productIds = await giveBack(trx, facilityId, orderId, at);
  const status = orderStatus === 'packed' ? 'open' : orderStatus;
  await holdByHand(command, orderId, { status, reason: NOT_COLLECTED });
  command.record({
    entity: 'order',
    id: orderId,
    key: order,
    before: { status: orderStatus, holdReason: null },
    after: { status, holdReason: NOT_COLLECTED },
  });
  command.publish({ type: 'orders.changed', ids: [orderId] });
  if (productIds.length > 0) command.publish({ type: 'stock.changed', productIds });
}
