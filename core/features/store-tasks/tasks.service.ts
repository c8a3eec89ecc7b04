import {
  type CollectSettings,
  collectSettings,
  type StoreTaskKind,
  type StoreTaskStatus,
  type StoreTaskView,
} from '../../contract/store-tasks.ts';
import type { Database } from '../../db/database.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { notFound } from '../procedures.ts';
import { findCollectSettings, writeCollectSettings } from './commands.queries.ts';
import { knownStore, type TaskKey } from './known-store.ts';
import { type StoreFacts, taskView, waitingView } from './task-views.ts';
import { findReservedLines, findShipmentLines, findTasks, findWaiting } from './tasks.queries.ts';

type Read = Database['read'];

const GOING_ON: readonly StoreTaskStatus[] = ['accepted', 'ready'];
const ENDED: readonly StoreTaskStatus[] = ['sent', 'handedOver', 'declined', 'expired', 'cancelled'];

/** What a store has to do, then what it has done. @throws CONFLICT `unknownFacility` */
export async function listTasks(
  ctx: AppContext,
  {
    facility,
    kind,
    statuses,
    limit,
  }: {
    facility: string;
    kind?: StoreTaskKind | undefined;
    statuses: readonly StoreTaskStatus[];
    limit: number;
  },
): Promise<StoreTaskView[]> {
  const { read } = ctx.db;
  const store = await knownStore(read, facility);
  const wanted = new Set(statuses);
  const waiting = wanted.has('waiting') ? await waitingViews(read, store, { limit }) : [];
  const kept = await keptViews(read, store, { statuses: GOING_ON, limit });
  const ended = ENDED.some((status) => wanted.has(status))
    ? await keptViews(read, store, { statuses: ENDED, limit })
    : [];
  return [...waiting, ...kept, ...ended]
    .filter((task) => wanted.has(task.status) && (kind === undefined || task.kind === kind))
    .slice(0, limit);
}

async function waitingViews(
  read: Read,
  store: StoreFacts,
  by: { order?: string; limit: number },
): Promise<StoreTaskView[]> {
  const rows = await findWaiting(read, store.id, by);
  const lines = Map.groupBy(
    await findReservedLines(
      read,
      store.id,
      rows.map(({ orderId }) => orderId),
    ),
    ({ orderId }) => orderId,
  );
  return rows.map((row) => waitingView(store, row, lines.get(row.orderId) ?? []));
}

async function keptViews(
  read: Read,
  store: StoreFacts,
  by: { order?: string; statuses?: readonly StoreTaskStatus[]; limit: number },
): Promise<StoreTaskView[]> {
  const rows = await findTasks(read, { facilityId: store.id, ...by });
  const shipmentIds = rows.flatMap(({ shipmentId }) => shipmentId ?? []);
  const lines = Map.groupBy(await findShipmentLines(read, shipmentIds), ({ shipmentId }) => shipmentId);
  return rows.map((row) => taskView(store, row, lines.get(row.shipmentId ?? -1) ?? []));
}

/** A store's task for an order as it is now. @throws NOT_FOUND */
export async function showTask(ctx: AppContext, { facility, order }: TaskKey): Promise<StoreTaskView> {
  const { read } = ctx.db;
  const store = await knownStore(read, facility);
  const [kept] = await keptViews(read, store, { order, limit: 1 });
  if (kept && kept.endedAt === null) return kept;
  const [waiting] = await waitingViews(read, store, { order, limit: 1 });
  const task = kept ?? waiting;
  if (!task) throw notFound('store task', order);
  return task;
}

/** How a store keeps orders for collection. @throws CONFLICT `unknownFacility` */
export async function readCollectSettings(ctx: AppContext, facility: string): Promise<CollectSettings> {
  const store = await knownStore(ctx.db.read, facility);
  return (await findCollectSettings(ctx.db.read, store.id)) ?? collectSettings.parse({});
}

/** @throws CONFLICT `unknownFacility` */
export async function saveCollectSettings(
  ctx: AppContext,
  { facility, ...after }: CollectSettings & { facility: string },
): Promise<CollectSettings> {
  const store = await knownStore(ctx.db.read, facility);
  const before = await readCollectSettings(ctx, facility);
  await runCommand(ctx, 'storeTasks.saveSettings', async (command) => {
    await writeCollectSettings(command.trx, store.id, after, command.at);
    command.record({
      entity: 'facility',
      id: store.id,
      key: facility,
      before: { collect: before },
      after: { collect: after },
    });
    command.publish({ type: 'storeTasks.changed', facility });
  });
  return after;
}
