import type { PickListDetail, PickListStatus, PickListView } from '../../contract/picking.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { headOf, listDetails } from './list-views.ts';
import { findLists, findParts, findTasks, type ListRow } from './lists.queries.ts';
import { dropParts, findReleasedOrders, freeParts, moveList, writeOrderStatuses } from './pick.queries.ts';
import { unfetchedUnits } from './pick-list.ts';

interface Filter {
  facility?: string | undefined;
  waveId?: number | undefined;
  statuses: PickListStatus[];
  limit: number;
}

/** Lists without their walks, those of the earliest cut-off first. */
export async function listLists(ctx: AppContext, filter: Filter): Promise<PickListView[]> {
  const details = await detailsOf(ctx, await findLists(ctx.db.read, filter));
  return details.map(headOf);
}

/** A list with its walk. @throws NOT_FOUND */
export async function showList(ctx: AppContext, id: number): Promise<PickListDetail> {
  const [detail] = await showLists(ctx, [id]);
  if (!detail) throw notFound('pick list', String(id));
  return detail;
}

/** Lists with their walks, as far as they are there. */
export async function showLists(ctx: AppContext, ids: readonly number[]): Promise<PickListDetail[]> {
  return detailsOf(ctx, await findLists(ctx.db.read, { ids }));
}

async function detailsOf(ctx: AppContext, lists: readonly ListRow[]): Promise<PickListDetail[]> {
  const listIds = lists.map(({ id }) => id);
  const [tasks, parts] = await Promise.all([
    findTasks(ctx.db.read, { listIds }),
    findParts(ctx.db.read, { listIds }),
  ]);
  return listDetails(lists, tasks, parts);
}

/** Takes lists back that nobody has begun. @throws NOT_FOUND; CONFLICT `notOpen` */
export function discardLists(ctx: AppContext, ids: readonly number[]): Promise<{ discarded: number }> {
  return runCommand(ctx, 'picking.discard', async (command) => {
    const wanted = [...new Set(ids)];
    const lists = await findLists(command.trx, { ids: wanted });
    for (const list of lists) {
      const moved = await moveList(command.trx, list.id, ['open'], { status: 'cancelled' }, command.at);
      if (!moved) throw notOpen(list);
      recordMove(command, list, 'cancelled');
    }
    await freeParts(command.trx, wanted);
    return { discarded: lists.length };
  });
}

/**
 * Claims a list and begins: orders that are on the floor are being picked.
 * @throws NOT_FOUND; CONFLICT `claimed`, `notOpen`
 */
export async function startList(
  ctx: AppContext,
  { id, picker, takeOver }: { id: number; picker: string; takeOver: boolean },
): Promise<PickListDetail> {
  await runCommand(ctx, 'picking.start', async (command) => {
    const { trx, at } = command;
    const list = await knownList(command, id);
    if (list.status === 'picking' && list.picker !== picker && !takeOver) {
      throw conflict(
        `List ${list.number} is being picked by ${list.picker}.`,
        'claimed',
        'Take another list, or take this one over.',
      );
    }
    const to = { status: 'picking' as const, picker, startedAt: list.startedAt ?? at };
    if (!(await moveList(trx, id, ['open', 'picking'], to, at))) throw notOpen(list);
    await beginOrders(command, id);
    recordMove(command, list, 'picking', { picker });
    command.publish({ type: 'waves.changed', facility: list.facility });
  });
  return showList(ctx, id);
}

async function beginOrders(command: Command, listId: number): Promise<void> {
  const { trx, at } = command;
  const parts = await findParts(trx, { listIds: [listId] });
  const live = parts.filter((part) => part.live && !part.held).map(({ orderId }) => orderId);
  const orders = await findReleasedOrders(trx, [...new Set(live)]);
  if (orders.length === 0) return;
  await writeOrderStatuses(
    trx,
    command,
    orders.map(({ id }) => [id, 'picking', at]),
  );
  for (const { id, number } of orders) {
    const [before, after] = [{ status: 'released' }, { status: 'picking' }];
    command.record({ entity: 'order', id, key: number, before, after });
  }
  command.publish({ type: 'orders.changed', ids: orders.map(({ id }) => id) });
}

/** The trolley is handed over; what held orders still want can go onto a later list. @throws NOT_FOUND; CONFLICT `openTasks`, `notPicking` */
export async function finishList(ctx: AppContext, id: number): Promise<PickListDetail> {
  const { tasks, tasksDone } = await showList(ctx, id);
  await runCommand(ctx, 'picking.finish', async (command) => {
    const list = await knownList(command, id);
    if (tasksDone < tasks) {
      throw conflict(
        `List ${list.number} has ${tasks - tasksDone} of ${tasks} stops to go.`,
        'openTasks',
        'Pick them, or say what is missing.',
      );
    }
    const to = { status: 'picked' as const, finishedAt: command.at };
    if (!(await moveList(command.trx, id, ['picking'], to, command.at))) throw notPicking(list);
    await letGoOfHeld(command, id);
    recordMove(command, list, 'picked');
  });
  return showList(ctx, id);
}

/** A part that was begun goes back to its shelf: the next list fetches it whole. */
async function letGoOfHeld({ trx }: Command, listId: number): Promise<void> {
  const parts = await findParts(trx, { listIds: [listId] });
  const unfetched = parts.filter((part) => part.held && unfetchedUnits(part) > 0);
  await dropParts(
    trx,
    unfetched.map(({ id }) => id),
  );
}

/** @throws NOT_FOUND */
export async function knownList({ trx }: Command, id: number): Promise<ListRow> {
  const [list] = await findLists(trx, { ids: [id] });
  if (!list) throw notFound('pick list', String(id));
  return list;
}

function recordMove(command: Command, list: ListRow, status: PickListStatus, more: object = {}): void {
  command.record({
    entity: 'pickList',
    id: list.id,
    key: list.number,
    before: { status: list.status },
    after: { status, ...more },
  });
  command.publish({ type: 'picking.changed', facility: list.facility });
}

function notOpen({ number, status }: ListRow) {
  return conflict(`List ${number} is ${status}.`, 'notOpen', 'Choose a list that nobody has begun.');
}

/** For a list that nobody is picking now. */
export function notPicking({ number, status }: ListRow) {
  return conflict(`List ${number} is ${status}.`, 'notPicking', 'Begin it first.');
}
