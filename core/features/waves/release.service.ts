import type { WriteTransaction } from '../../db/database.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import { chooseWithin } from '../carriers/index.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { destinationsFor, enqueue, type NewMessage } from '../outbox/index.ts';
import { conflict } from '../procedures.ts';
import { findReservedOrders } from '../shipments/index.ts';
import { WAREHOUSE_ORDER, warehouseFeeds, warehouseOrders } from '../warehouse-orders/index.ts';
import { partFacts, type WaveFacility } from './day.service.ts';
import { findAllocatedLines, findFacility } from './day-orders.queries.ts';
import { type OrderPart, orderParts } from './order-parts.ts';
import {
  assignWaiting,
  countShipments,
  findAddresses,
  findWaitingShipments,
  insertShipmentLines,
  insertShipments,
  type NewShipment,
  releaseAllocations,
  writeOrders,
  writeReleasedOrders,
} from './release.queries.ts';
import {
  type OrderToRelease,
  partKey,
  planRelease,
  type Refusal,
  type WaitingShipment,
} from './release-plan.ts';
import { findWaveServices } from './templates.queries.ts';
import { deleteWaveOrders, findWaveOrders, findWaves, moveWaves, type WaveRow } from './waves.queries.ts';
import { facilityOf, plannedWaves } from './waves.service.ts';

export interface ReleaseOutcome {
  waves: number;
  orders: number;
  shipments: number;
  messages: number;
  refused: Refusal[];
}

type ReleaseTools = Pick<JobTools, 'progress' | 'signal'>;

/**
 * Gives waves to the floor, all or none: every order is checked again, its reservation released, its shipment made or assigned, and
 * the shipment's owner told, in one transaction. @throws CONFLICT `notPlanned`, `changedMeanwhile`
 */
export function releaseWaves(
  ctx: AppContext,
  waveIds: readonly number[],
  tools: ReleaseTools,
): Promise<ReleaseOutcome> {
  return runCommand(ctx, 'waves.release', async (command) => {
    const { outcome } = await releaseWithin(ctx, command, waveIds, tools);
    return outcome;
  });
}

/** The same within a command that may yet be taken back. */
export async function releaseWithin(
  ctx: AppContext,
  command: Command,
  waveIds: readonly number[],
  tools: ReleaseTools,
): Promise<{ outcome: ReleaseOutcome; messages: NewMessage[] }> {
  const { trx, at } = command;
  const ids = [...new Set(waveIds)];
  tools.progress(0.1, { code: 'waves.checking', values: { waves: ids.length } });
  const waves = await plannedWaves(command.trx, ids);
  const moved = await moveWaves(trx, ids, 'planned', { status: 'released', releasedAt: at }, at);
  if (moved !== ids.length) throw conflict('One of the waves was released meanwhile.', 'notPlanned');
  const { release, refused } = await gatherRelease(ctx, trx, waves);
  tools.signal.throwIfAborted();
  tools.progress(0.4, { code: 'waves.releasing', values: { orders: release.length } });
  await deleteWaveOrders(
    trx,
    refused.map(({ rowId }) => rowId),
  );
  const assigning = await messagesFor(command, release);
  const { shipments, orders } = await giveToFloor(ctx, command, release, assigning);
  tools.progress(0.8, { code: 'waves.releasing', values: { orders: release.length } });
  const messages = [...assigning.values(), ...orders];
  const sent = await enqueue(trx, messages, ctx.actor, at);
  await moveOrdersOn(command, release, waves);
  tell(command, waves, release, messages);
  tools.signal.throwIfAborted();
  const outcome = {
    waves: waves.length,
    orders: release.length,
    shipments,
    messages: sent,
    refused: refused.map(({ number, code, reason }) => ({ number, code, reason })),
  };
  return { outcome, messages };
}

/** What releasing waves would do now; nothing is written. */
export async function previewRelease(ctx: AppContext, waveIds: readonly number[]) {
  const waves = await findWaves(ctx.db.read, { ids: waveIds });
  const { release, refused } = await gatherRelease(ctx, ctx.db.read, waves);
  const waiting = release.flatMap(({ shipment }) => shipment?.number ?? []);
  const destinations = await destinationsFor(ctx.db.read, 'shipments', waiting, 'shipment.assign');
  const owned = new Set(destinations.map(({ key }) => key));
  const untold = release.filter(({ shipment }) => !shipment || !owned.has(shipment.number));
  const sum = (of: (part: OrderPart) => number) => release.reduce((total, { part }) => total + of(part), 0);
  return {
    orders: release.length,
    lines: sum(({ lines }) => lines.length),
    units: sum(({ units }) => units),
    shipments: release.length,
    messages: [
      ...countByFeed('shipment.assign', destinations),
      ...countByFeed(WAREHOUSE_ORDER, await warehousesOf(ctx, waves, untold)),
    ],
    refused: refused.map(({ number, code, reason }) => ({ number, code, reason })),
  };
}

function countByFeed(kind: string, destinations: readonly { feed: string }[]) {
  const byFeed = Map.groupBy(destinations, ({ feed }) => feed);
  return [...byFeed].map(([feed, own]) => ({ feed, kind, count: own.length }));
}

/** The feed that tells the warehouse of each order, where one does. */
async function warehousesOf(ctx: AppContext, waves: readonly WaveRow[], release: readonly OrderToRelease[]) {
  const codes = new Map(waves.map(({ facilityId, facility }) => [facilityId, facility]));
  const feeds = await warehouseFeeds(ctx.db.read, new Set(codes.values()));
  return release.flatMap(({ row }) => feeds.get(codes.get(row.facilityId) ?? '') ?? []);
}

async function gatherRelease(
  ctx: AppContext,
  read: WriteTransaction | AppContext['db']['read'],
  waves: readonly WaveRow[],
) {
  const rows = await findWaveOrders(
    read,
    waves.map(({ id }) => id),
  );
  const parts = new Map<string, OrderPart>();
  for (const wave of waves) {
    const facility = (await findFacility(read, wave.facility)) as WaveFacility;
    const lines = await findAllocatedLines(read, facility.id, wave.id);
    for (const part of orderParts(lines, await partFacts(ctx, facility))) {
      parts.set(partKey({ orderId: part.orderId, facilityId: facility.id }), part);
    }
  }
  const waiting = new Map<string, WaitingShipment>();
  const orderIds = rows.map(({ orderId }) => orderId);
  for (const { facilityId, ...shipment } of await findWaitingShipments(read, orderIds)) {
    if (facilityId !== null) waiting.set(partKey({ orderId: shipment.orderId, facilityId }), shipment);
  }
  return planRelease(rows, parts, waiting);
}

/** What the owners of waiting shipments are told, by the shipment's number. */
async function messagesFor(
  { trx, at }: Command,
  release: readonly OrderToRelease[],
): Promise<Map<string, NewMessage>> {
  const waiting = release.flatMap(({ shipment }) => shipment?.number ?? []);
  const destinations = await destinationsFor(trx, 'shipments', waiting, 'shipment.assign');
  return new Map(
    destinations.map(({ key, feedId, upstream }) => [
      key,
      {
        feedId,
        kind: 'shipment.assign',
        subject: `shipment:${key}`,
        idempotencyKey: `shipment.assign:${feedId}:${key}:${at}`,
        payload: { shipmentNumber: key, upstream },
      },
    ]),
  );
}

/** Releases the reservations and has a shipment for every order; @returns how many were made, and what warehouses are told of theirs */
async function giveToFloor(
  ctx: AppContext,
  command: Command,
  release: readonly OrderToRelease[],
  messages: ReadonlyMap<string, NewMessage>,
): Promise<{ shipments: number; orders: NewMessage[] }> {
  const { trx, at } = command;
  const allocations = release.flatMap(({ part }) => part.allocations.map(({ allocationId }) => allocationId));
  if ((await releaseAllocations(trx, allocations, at)) !== allocations.length) {
    throw conflict('Reservations of the wave changed meanwhile.', 'changedMeanwhile', 'Release it again.');
  }
  const made = await makeShipments(
    ctx,
    command,
    release.filter(({ shipment }) => shipment === null),
  );
  const waiting = release.flatMap(({ shipment }) => (shipment ? [[shipment.id, at, at]] : []));
  await assignWaiting(trx, command, waiting);
  const placed = release.map(({ row, shipment }) => ({
    row,
    shipment,
    id: shipment?.id ?? made.get(row.id),
  }));
  const untold = placed.filter(({ shipment }) => !shipment || !messages.has(shipment.number));
  const orders = await warehouseOrders(
    trx,
    untold.flatMap(({ id }) => id ?? []),
    at,
  );
  await writeReleasedOrders(
    trx,
    command,
    placed.map(({ row, shipment, id }) => {
      const message = (shipment && messages.get(shipment.number)) ?? orders.get(id ?? 0);
      return [row.id, null, id ?? null, shipment ? 0 : 1, message?.idempotencyKey ?? null];
    }),
  );
  return { shipments: made.size, orders: [...orders.values()] };
}

/** Makes shipments and gives each the carrier that is best now, of those that its wave is for. @returns the shipment of each wave order, by its row's id */
async function makeShipments(
  ctx: AppContext,
  command: Command,
  release: readonly OrderToRelease[],
): Promise<Map<number, number>> {
  const { trx, at } = command;
  const orderIds = release.map(({ part }) => part.orderId);
  const addresses = new Map((await findAddresses(trx, orderIds)).map((address) => [address.id, address]));
  const counts = await countShipments(trx, orderIds);
  const shipments = release.map(({ row, part }): NewShipment => {
    const count = (counts.get(part.orderId) ?? 0) + 1;
    counts.set(part.orderId, count);
    const address = addresses.get(part.orderId) as NonNullable<ReturnType<typeof addresses.get>>;
    return {
      ...address,
      number: `SH-${part.number}-${count}`,
      facilityId: row.facilityId,
      promisedAt: part.promisedAt,
      serviceId: part.allocations[0]?.serviceId ?? null,
      weightGrams: part.allocations.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0),
      costMinor: part.allocations.reduce((sum, line) => sum + line.costMinor, 0),
    };
  });
  const ids = await insertShipments(trx, shipments, at);
  const made = release.map(({ row, part }, i) => ({
    rowId: row.id,
    part,
    shipmentId: ids.get(shipments[i]?.number ?? '') as number,
  }));
  await insertShipmentLines(command, made);
  const filters = await findWaveServices(trx, [...new Set(release.map(({ row }) => row.waveId))]);
  const waveOf = new Map(release.map(({ row }, i) => [shipments[i]?.number, row.waveId]));
  const servicesOf = (shipment: string) => filters.get(waveOf.get(shipment) ?? 0) ?? null;
  await chooseWithin(ctx, command, [...ids.keys()], { overrides: true, servicesOf });
  return new Map(made.map(({ rowId, shipmentId }) => [rowId, shipmentId]));
}

/** An order is released when all that was reserved for it is on a floor; a partly sourced one goes on waiting for its rest. */
async function moveOrdersOn(
  command: Command,
  release: readonly OrderToRelease[],
  waves: readonly WaveRow[],
): Promise<void> {
  const { trx, at } = command;
  const orders = new Map(release.map(({ row, part }) => [part.orderId, { part, waveId: row.waveId }]));
  const partly = await findReservedOrders(trx, [...orders.keys()]);
  const numbers = new Map(waves.map(({ id, number }) => [id, number]));
  const rows: unknown[][] = [];
  for (const [id, { part, waveId }] of orders) {
    const status = part.status === 'sourced' && !partly.has(id) ? 'released' : part.status;
    rows.push([id, status, at, at]);
    const wave = numbers.get(waveId) ?? null;
    const before = { status: part.status };
    command.record({ entity: 'order', id, key: part.number, before, after: { status, wave } });
  }
  await writeOrders(trx, command, rows);
}

function tell(
  command: Command,
  waves: readonly WaveRow[],
  release: readonly OrderToRelease[],
  messages: readonly NewMessage[],
): void {
  for (const { id, number } of waves) {
    const orders = release.filter(({ row }) => row.waveId === id).length;
    command.record({
      entity: 'wave',
      id,
      key: number,
      before: { status: 'planned' },
      after: { status: 'released', orders },
    });
  }
  command.publish({ type: 'waves.changed', ...facilityOf(waves) });
  command.publish({ type: 'orders.changed', ids: [...new Set(release.map(({ part }) => part.orderId))] });
  command.publish({ type: 'shipments.changed' });
  for (const feedId of new Set(messages.map((message) => message.feedId))) {
    command.publish({ type: 'feeds.changed', feedId });
  }
}
