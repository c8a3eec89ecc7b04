import type { PickTaskView } from '../../contract/picking.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { taskView } from './list-views.ts';
import { findParts, findTasks, type ListRow, type PartRow, type TaskRow } from './lists.queries.ts';
import { knownList, notPicking } from './lists.service.ts';
import { moveList, writePart } from './pick.queries.ts';
import { allot, isScanOf, openUnits } from './pick-list.ts';
import { settlePicked } from './settle-picked.ts';

/** Which task of which list. */
export interface TaskKey {
  id: number;
  taskId: number;
}

/** A task that is being picked, with its list. */
export interface TaskInHand {
  list: ListRow;
  task: TaskRow;
  parts: PartRow[];
}

/** Puts units of a task into the trolley. @throws NOT_FOUND; CONFLICT `wrongScan`, `tooMany`, `notPicking`, `taskOver` */
export function confirmPick(
  ctx: AppContext,
  { quantity, scanned, ...key }: TaskKey & { quantity: number; scanned?: string | undefined },
): Promise<PickTaskView> {
  return runCommand(ctx, 'picking.confirm', async (command) => {
    const { list, task, parts } = await openTask(command, key);
    if (scanned !== undefined && !isScanOf(scanned, task)) throw wrongScan(scanned, task);
    const open = parts.reduce((sum, part) => sum + openUnits(part), 0);
    if (quantity > open) {
      throw conflict(
        `Only ${open} more of ${task.sku} belong to this stop.`,
        'tooMany',
        'Put the rest back.',
      );
    }
    const after = await growPicked(command, parts, quantity);
    await settlePicked(
      command,
      after.filter((part, i) => part !== parts[i]).map(({ shipmentId }) => shipmentId),
    );
    recordPick(command, { list, task, parts }, { picked: quantity });
    return taskView(task, after);
  });
}

/** Units go to a task's parts in their order. @returns the parts as they are now */
export async function growPicked(
  { trx }: Command,
  parts: readonly PartRow[],
  units: number,
): Promise<PartRow[]> {
  const grown = new Map(allot(parts, units).map(({ part, units: own }) => [part.id, own]));
  const after = parts.map((part) => {
    const own = grown.get(part.id);
    return own === undefined ? part : { ...part, picked: part.picked + own };
  });
  for (const part of after) if (grown.has(part.id)) await writePart(trx, part);
  return after;
}

/** Puts a task's picked units back. @throws NOT_FOUND; CONFLICT `nothingPicked`, `shortPicked`, `alreadyPacked`, `notPicking` */
export function undoPick(ctx: AppContext, key: TaskKey): Promise<PickTaskView> {
  return runCommand(ctx, 'picking.undoPick', async (command) => {
    const { list, task, parts } = await knownTask(command, key);
    if (parts.some(({ short }) => short > 0)) {
      throw conflict(
        `Units of ${task.sku} were missing and are sourced again: that cannot be taken back here.`,
        'shortPicked',
        'Correct the stock, and source the order by hand.',
      );
    }
    const picked = parts.filter((part) => part.picked > 0);
    if (picked.length === 0) throw conflict(`Nothing of ${task.sku} is picked.`, 'nothingPicked');
    const packed = picked.find(
      ({ shipmentStatus }) => !['planned', 'picked', 'cancelled'].includes(shipmentStatus),
    );
    if (packed) {
      throw conflict(`Shipment ${packed.shipment} is packed.`, 'alreadyPacked', 'Unpack it first.');
    }
    const to = { status: 'picking' as const, finishedAt: null };
    if (!(await moveList(command.trx, list.id, ['picking', 'picked'], to, command.at)))
      throw notPicking(list);
    for (const part of picked) await writePart(command.trx, { ...part, picked: 0 });
    await settlePicked(
      command,
      picked.map(({ shipmentId }) => shipmentId),
    );
    const units = picked.reduce((sum, part) => sum + part.picked, 0);
    recordPick(command, { list, task, parts }, { putBack: units });
    return taskView(
      task,
      parts.map((part) => ({ ...part, picked: 0 })),
    );
  });
}

/** A task of a list that is being picked, with units to fetch. @throws as confirming does */
export async function openTask(command: Command, key: TaskKey): Promise<TaskInHand> {
  const hand = await knownTask(command, key);
  if (hand.list.status !== 'picking') throw notPicking(hand.list);
  if (hand.parts.some((part) => openUnits(part) > 0)) return hand;
  throw conflict(
    `Nothing more is to be picked of ${hand.task.sku} at stop ${hand.task.position}.`,
    'taskOver',
    'Go on to the next stop.',
  );
}

async function knownTask(command: Command, { id, taskId }: TaskKey): Promise<TaskInHand> {
  const list = await knownList(command, id);
  const [task] = await findTasks(command.trx, { taskId });
  if (task?.listId !== id) throw notFound('pick task', String(taskId));
  return { list, task, parts: await findParts(command.trx, { taskId }) };
}

function wrongScan(scanned: string, { sku, bin }: TaskRow) {
  const where = bin === null ? '' : ` in ${bin}`;
  return conflict(
    `${scanned.trim()} was scanned, but ${sku}${where} is to be picked.`,
    'wrongScan',
    'Put it back, and scan the product or its bin.',
  );
}

/** Writes into the journal what happened at a stop, and tells the stations. */
export function recordPick(command: Command, { list, task }: TaskInHand, after: object): void {
  command.record({
    entity: 'pickList',
    id: list.id,
    key: list.number,
    before: null,
    after: { stop: task.position, sku: task.sku, ...after },
  });
  command.publish({ type: 'picking.changed', facility: list.facility });
}
