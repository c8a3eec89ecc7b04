import { collectSettings, type StoreTaskView } from '../../contract/store-tasks.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { moveShipments, settleOrders, settleShipments } from '../shipments/index.ts';
import { countAttempt, endTask, findCollectSettings, writeCode, writeDelivered } from './commands.queries.ts';
import { knownStore, knownTask, type TaskKey } from './known-store.ts';
import { isPickUpCode, MOST_ATTEMPTS, newPickUpCode } from './pick-up-code.ts';
import { expiryOf } from './store-task.ts';
import type { TaskRow } from './tasks.queries.ts';
import { showTask } from './tasks.service.ts';
import { tellCustomer } from './tell-customer.service.ts';

interface ReadyTask {
  task: StoreTaskView;
  code: string;
  sentTo: string | null;
}

/** A collected order lies ready; the code is told once, and sent to its customer where somebody delivers such messages. @throws CONFLICT `notCollected`, `notAccepted` */
export async function makeReady(ctx: AppContext, key: TaskKey): Promise<ReadyTask> {
  const { code, kept } = newPickUpCode();
  const sentTo = await runCommand(ctx, 'storeTasks.ready', async (command) => {
    const { trx, at } = command;
    const store = await knownStore(trx, key.facility);
    const task = await knownTask(command, key);
    if (task.kind !== 'collect') {
      throw conflict(
        `Order ${key.order} is sent, not collected.`,
        'notCollected',
        'Pack it for its carrier.',
      );
    }
    if (task.status !== 'accepted' || task.shipment === null) {
      throw conflict(`Order ${key.order} is ${task.status}.`, 'notAccepted', 'Accept it first.');
    }
    if (task.shipmentStatus !== 'packed') {
      const [refusal] = (await moveShipments(ctx, command, 'pack', [task.shipment])).refused;
      if (refusal) throw conflict(refusal.reason, 'notAccepted', 'Look at the order again.');
    }
    const { days } = (await findCollectSettings(trx, store.id)) ?? collectSettings.parse({});
    const expiresAt = expiryOf(at, days, store.timeZone);
    await writeCode(trx, task.id, { kept, readyAt: at, expiresAt }, at);
    recordTask(command, task, 'ready', { expiresAt });
    return tellCustomer(command, task, { code, expiresAt });
  });
  return { task: await showTask(ctx, key), code, sentTo };
}

/** A new code for the customer of an order that lies ready. @throws CONFLICT `notReady` */
export async function renewCode(ctx: AppContext, key: TaskKey): Promise<ReadyTask> {
  const { code, kept } = newPickUpCode();
  const sentTo = await runCommand(ctx, 'storeTasks.renewCode', async (command) => {
    const task = await readyTask(command, key);
    const { readyAt, expiresAt } = task;
    await writeCode(command.trx, task.id, { kept, readyAt, expiresAt }, command.at);
    recordTask(command, task, 'ready', { renewed: true });
    return tellCustomer(command, task, { code, expiresAt });
  });
  return { task: await showTask(ctx, key), code, sentTo };
}

/** The task of an order that lies ready. @throws CONFLICT `notReady`; NOT_FOUND */
export async function readyTask(command: Command, key: TaskKey): Promise<TaskRow> {
  const task = await knownTask(command, key);
  if (task.status === 'ready' && task.shipmentStatus === 'packed') return task;
  throw conflict(
    `Order ${key.order} does not lie ready: it is ${task.status}.`,
    'notReady',
    'Look at it again.',
  );
}

type Refused = 'tooManyAttempts' | 'wrongCode' | 'expired';

/** Gives an order to the customer who has its code. @throws CONFLICT `wrongCode`, `tooManyAttempts`, `notReady`, `expired` */
export async function handOver(ctx: AppContext, key: TaskKey & { code: string }): Promise<StoreTaskView> {
  const refused = await runCommand(ctx, 'storeTasks.handOver', async (command): Promise<Refused | null> => {
    const task = await readyTask(command, key);
    const refusal = await refusalOf(command, task, key.code);
    if (refusal === null) await giveToCustomer(ctx, command, task);
    return refusal;
  });
  const task = await showTask(ctx, key);
  if (refused === null) return task;
  throw codeConflict(refused, task);
}

/** Why a code does not open a task. A wrong one is counted, and stays counted although nothing else is done. */
async function refusalOf(command: Command, task: TaskRow, code: string): Promise<Refused | null> {
  const { codeSalt: salt, codeHash: hash } = task;
  const right = isPickUpCode(code, salt !== null && hash !== null ? { salt, hash } : null);
  if (task.attempts >= MOST_ATTEMPTS) return 'tooManyAttempts';
  if (!right) {
    await countAttempt(command.trx, task.id, command.at);
    recordTask(command, task, 'ready', { wrongCode: task.attempts + 1 });
    return 'wrongCode';
  }
  return task.expiresAt !== null && task.expiresAt < command.at ? 'expired' : null;
}

function codeConflict(refused: Refused, { order, attemptsLeft }: StoreTaskView) {
  switch (refused) {
    case 'tooManyAttempts':
      return conflict(
        `Order ${order}: ${MOST_ATTEMPTS} wrong codes were typed.`,
        refused,
        'Check who it is, and make a new code.',
      );
    case 'wrongCode':
      return conflict(
        `This is not the code of order ${order}.`,
        refused,
        `Type it again: ${attemptsLeft} attempts are left.`,
      );
    case 'expired':
      return conflict(`Order ${order} was kept until its date and no longer.`, refused, 'Sell it anew.');
  }
}

async function giveToCustomer(ctx: AppContext, command: Command, task: TaskRow): Promise<void> {
  const { trx, at } = command;
  const shipmentId = task.shipmentId as number;
  const [refusal] = (await moveShipments(ctx, command, 'ship', [task.shipment as string])).refused;
  if (refusal) throw conflict(refusal.reason, refusal.code, 'Look at the order again.');
  await writeDelivered(trx, shipmentId, at);
  const settle = { trx, tools: command, at };
  const { orderIds } = await settleShipments(settle, [shipmentId]);
  await settleOrders(settle, [...orderIds]);
  await endTask(trx, task.id, { status: 'handedOver' }, at);
  recordTask(command, task, 'handedOver');
}

/** Writes into the journal what became of a task, and tells the screens. */
export function recordTask(command: Command, task: TaskRow, status: string, more: object = {}): void {
  command.record({
    entity: 'order',
    id: task.orderId,
    key: task.order,
    before: { storeTask: task.status },
    after: { storeTask: status, facility: task.facility, ...more },
  });
  command.publish({ type: 'storeTasks.changed', facility: task.facility });
}
