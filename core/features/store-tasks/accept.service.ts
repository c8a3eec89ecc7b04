import type { StoreTaskView } from '../../contract/store-tasks.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { setOrderStatus } from '../orders/index.ts';
import { conflict } from '../procedures.ts';
import { moveShipments } from '../shipments/index.ts';
import { countShipments, findAddresses, insertShipments, releaseAllocations } from '../waves/index.ts';
import { insertLines, insertTask, leavePlannedWaves } from './commands.queries.ts';
import { knownStore, type TaskKey, waitingTask } from './known-store.ts';
import { taskKind } from './store-task.ts';
import type { StoreFacts } from './task-views.ts';
import { findReservedLines, findShipmentsThere, type WaitingRow } from './tasks.queries.ts';
import { showTask } from './tasks.service.ts';

type Reserved = Awaited<ReturnType<typeof findReservedLines>>;

/** A store will do it: the units are on its floor, in a shipment. @throws CONFLICT `notWaiting`, `held` */
export async function acceptTask(ctx: AppContext, key: TaskKey): Promise<StoreTaskView> {
  await runCommand(ctx, 'storeTasks.accept', async (command) => {
    const store = await knownStore(command.trx, key.facility);
    const order = await waitingTask(command, store, key.order);
    if (order.holdReason !== null) {
      throw conflict(`Order ${order.order} is held: ${order.holdReason}.`, 'held', 'Release the hold first.');
    }
    const lines = await findReservedLines(command.trx, store.id, [order.orderId]);
    await leavePlannedWaves(command.trx, store.id, order.orderId);
    await releaseUnits(command, order, lines);
    const shipmentId = await shipmentFor(ctx, command, store, order, lines);
    await insertTask(
      command.trx,
      {
        facilityId: store.id,
        orderId: order.orderId,
        kind: taskKind({ ...order, facilityId: store.id }),
        status: 'accepted',
        shipmentId,
        reason: null,
        note: null,
        actor: ctx.actor,
      },
      command.at,
    );
    command.publish({ type: 'storeTasks.changed', facility: store.code });
  });
  return showTask(ctx, key);
}

async function releaseUnits(command: Command, order: WaitingRow, lines: Reserved): Promise<void> {
  const { trx, at } = command;
  const reserved = lines.filter(({ status }) => status === 'reserved').map(({ id }) => id);
  await releaseAllocations(trx, reserved, at);
  const { orderId, orderStatus } = order;
  const status = orderStatus === 'sourced' ? 'released' : orderStatus;
  await setOrderStatus(trx, orderId, status, at);
  command.record({
    entity: 'order',
    id: orderId,
    key: order.order,
    before: { status: orderStatus },
    after: { status },
  });
  command.publish({ type: 'orders.changed', ids: [orderId] });
}

/** The shipment that a store prepares for an order: the one that waits for it, or a new one. */
async function shipmentFor(
  ctx: AppContext,
  command: Command,
  store: StoreFacts,
  order: WaitingRow,
  lines: Reserved,
): Promise<number> {
  const { trx, at } = command;
  const [waiting] = await findShipmentsThere(trx, store.id, order.orderId);
  if (waiting) {
    if (waiting.assignedAt === null) await moveShipments(ctx, command, 'assign', [waiting.number]);
    return waiting.id;
  }
  const [address] = await findAddresses(trx, [order.orderId]);
  const count = (await countShipments(trx, [order.orderId])).get(order.orderId) ?? 0;
  const number = `SH-${order.order}-${count + 1}`;
  const shipment = {
    ...(address as NonNullable<typeof address>),
    number,
    facilityId: store.id,
    promisedAt: order.promisedAt,
    serviceId: lines[0]?.serviceId ?? null,
    weightGrams: lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0),
    costMinor: lines.reduce((sum, line) => sum + line.costMinor, 0),
  };
  const id = (await insertShipments(trx, [shipment], at)).get(number) as number;
  await insertLines(trx, id, lines);
  command.record({ entity: 'shipment', id, key: number, before: null, after: { status: 'planned' } });
  command.publish({ type: 'shipments.changed', ids: [id] });
  return id;
}
