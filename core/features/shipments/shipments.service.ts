import type { MessageKind } from '../../contract/feed-records.ts';
import type { ShipmentCommandResult } from '../../contract/shipments.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { destinationsFor, enqueue, type NewMessage } from '../outbox/index.ts';
import {
  findContents,
  findShipmentsForCommand,
  findUnits,
  reserve,
  type ShipmentForCommand,
  takeOffShelf,
  writeCommanded,
} from './commands.queries.ts';
import { confirmOrders } from './confirm-orders.ts';
import { settlePackedOrders } from './packed-orders.ts';
import { findFree } from './settle.queries.ts';
import { settleOrders } from './settle-orders.ts';
import { settleShipments } from './settle-shipments.ts';
import { changeShelves } from './shelves.ts';
import { allowsShipment, type ShipmentAction } from './shipment.ts';

type StatusAction = Exclude<ShipmentAction, 'createReturn'>;
type Refusal = ShipmentCommandResult['refused'][number];

const NEEDS: Record<StatusAction, string> = {
  assign: 'only a planned shipment that is not assigned yet can be assigned',
  pack: 'it has to be assigned (or picked) first, and not packed yet',
  ship: 'it has to be packed first',
};

/** Takes the stock for planned shipments. */
export function assignShipments(ctx: AppContext, numbers: readonly string[]): Promise<ShipmentCommandResult> {
  return changeShipments(ctx, 'assign', numbers);
}

export function packShipments(ctx: AppContext, numbers: readonly string[]): Promise<ShipmentCommandResult> {
  return changeShipments(ctx, 'pack', numbers);
}

/** Says that shipments have left. */
export function shipShipments(ctx: AppContext, numbers: readonly string[]): Promise<ShipmentCommandResult> {
  return changeShipments(ctx, 'ship', numbers);
}

function changeShipments(
  ctx: AppContext,
  action: StatusAction,
  numbers: readonly string[],
): Promise<ShipmentCommandResult> {
  return runCommand(ctx, `shipments.${action}`, (command) => moveShipments(ctx, command, action, numbers));
}

/**
 * Moves shipments on, within a command. The system that owns one is told in the same transaction and has the last word: what it says
 * next of the shipment counts. A shipment that no system owns changes here alone.
 */
export async function moveShipments(
  ctx: AppContext,
  command: Command,
  action: StatusAction,
  numbers: readonly string[],
): Promise<ShipmentCommandResult> {
  const wanted = [...new Set(numbers)];
  const found = await findShipmentsForCommand(command.trx, wanted);
  const byNumber = new Map(found.map((shipment) => [shipment.number, shipment]));
  const messages = await messagesFor(command, action, found);
  const owned = new Set(messages.map(({ subject }) => subject));
  const refused: Refusal[] = [];
  const changed: ShipmentForCommand[] = [];
  for (const number of wanted) {
    const shipment = byNumber.get(number);
    const refusal =
      refuse(shipment, number, action) ??
      (action === 'assign' && shipment && !owned.has(subjectOf(number))
        ? await takeStock(command, shipment)
        : null);
    if (refusal) refused.push(refusal);
    else if (shipment) changed.push(shipment);
  }
  await applyChanges(command, action, changed);
  const told = new Set(changed.map(({ number }) => subjectOf(number)));
  const due = messages.filter(({ subject }) => told.has(subject));
  const sent = await enqueue(command.trx, due, ctx.actor, command.at);
  const confirmed = action === 'ship' ? await confirmOrders(command, ctx.actor, changed) : 0;
  for (const feedId of new Set(due.map((message) => message.feedId))) {
    command.publish({ type: 'feeds.changed', feedId });
  }
  return {
    commandId: command.commandId,
    changed: changed.map(({ number }) => number),
    messages: sent + confirmed,
    refused,
  };
}

function subjectOf(number: string): string {
  return `shipment:${number}`;
}

function refuse(
  shipment: ShipmentForCommand | undefined,
  number: string,
  action: StatusAction,
): Refusal | null {
  if (!shipment) return { number, code: 'notFound', reason: `There is no shipment ${number}.` };
  if (shipment.orderStatus === 'cancelled') {
    const reason = `Order ${shipment.order} is cancelled: shipment ${number} stays here, its goods go back to their place.`;
    return { number, code: 'orderCancelled', reason };
  }
  if (shipment.holdReason !== null) {
    const reason = `Order ${shipment.order} is held (${shipment.holdReason}): shipment ${number} stays as it is until the hold is released.`;
    return { number, code: 'held', reason };
  }
  if (allowsShipment(shipment, action)) return null;
  const state = shipment.status === 'planned' && shipment.assignedAt !== null ? 'assigned' : shipment.status;
  return {
    number,
    code: `${action}NotAllowed`,
    reason: `Shipment ${number} is ${state}: ${NEEDS[action]}.`,
  };
}

const MESSAGES: Record<StatusAction, MessageKind> = {
  assign: 'shipment.assign',
  pack: 'shipment.pack',
  ship: 'shipment.ship',
};

/**
 * What the owners of shipments are to be told. The key holds the state that the command found, so the same change is told once,
 * and told again only after the owner has taken it back.
 */
async function messagesFor(
  command: Command,
  action: StatusAction,
  shipments: readonly ShipmentForCommand[],
): Promise<NewMessage[]> {
  const byNumber = new Map(shipments.map((shipment) => [shipment.number, shipment]));
  const kind = MESSAGES[action];
  const destinations = await destinationsFor(command.trx, 'shipments', [...byNumber.keys()], kind);
  return destinations.map(({ key, feedId, upstream }) => ({
    feedId,
    kind,
    subject: subjectOf(key),
    idempotencyKey: `${kind}:${feedId}:${key}:${action === 'assign' ? command.at : (byNumber.get(key)?.assignedAt ?? command.at)}`,
    payload: { shipmentNumber: key, upstream },
  }));
}

/**
 * Reserves what a shipment that no other system owns will take. Units of its order reserved where it leaves from count. An owner
 * takes the stock in its own books and says so with its next figures: reserving here as well would count it twice.
 */
async function takeStock(command: Command, shipment: ShipmentForCommand): Promise<Refusal | null> {
  const { trx, at } = command;
  const { facilityId } = shipment;
  if (facilityId === null) return null;
  const contents = (await findContents(trx, [shipment.id])).filter(({ stocked }) => stocked === 1);
  const units = new Map(
    (
      await findUnits(
        trx,
        contents.map(({ lineId }) => lineId),
      )
    ).map((line) => [line.id, line]),
  );
  const missing = contents.flatMap((content) => {
    const line = units.get(content.lineId);
    const open = line ? line.quantity - line.allocated - line.shipped - line.cancelled : 0;
    const quantity = Math.min(open, content.quantity - (line?.allocated ?? 0));
    return quantity > 0 ? [{ ...content, facilityId, quantity }] : [];
  });
  const wanted = new Map<number, number>();
  for (const { productId, quantity } of missing)
    wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  for (const { productId, sku } of missing) {
    const free = Math.max(0, (await findFree(trx, productId, facilityId)) ?? 0);
    if (free >= (wanted.get(productId) ?? 0)) continue;
    const reason = `Only ${free} of ${sku} are available for shipment ${shipment.number}, which needs ${wanted.get(productId)}.`;
    return { number: shipment.number, code: 'insufficientStock', reason };
  }
  for (const unit of missing) await reserve(trx, unit, at);
  if (missing.length > 0) command.publish({ type: 'stock.changed', productIds: [...wanted.keys()] });
  return null;
}

async function applyChanges(
  command: Command,
  action: StatusAction,
  shipments: readonly ShipmentForCommand[],
): Promise<void> {
  if (shipments.length === 0) return;
  const { trx, at } = command;
  const settle = { trx, tools: command, at };
  await writeCommanded(
    trx,
    command,
    shipments.map((shipment) => [shipment.id, ...commanded(action, shipment, at), at]),
  );
  const ids = shipments.map(({ id }) => id);
  const settled = await settleShipments(settle, ids);
  const orders = await settleOrders(settle, [...settled.orderIds]);
  if (action === 'pack') await settlePackedOrders(command, [...settled.orderIds]);
  const taken = action === 'ship' ? await changeShelves(command, shipments, takeOffShelf) : [];
  for (const shipment of shipments) {
    command.record({
      entity: 'shipment',
      id: shipment.id,
      key: shipment.number,
      before: { status: shipment.status, assignedAt: shipment.assignedAt },
      after: { action },
    });
  }
  command.publish({ type: 'shipments.changed', ids });
  const orderIds = new Set([...orders.changed, ...shipments.flatMap(({ orderId }) => orderId ?? [])]);
  if (orderIds.size > 0) command.publish({ type: 'orders.changed', ids: [...orderIds] });
  const productIds = new Set([...orders.productIds, ...taken]);
  if (productIds.size > 0) command.publish({ type: 'stock.changed', productIds: [...productIds] });
}

/** Assigned, stated status, stated departure after an action. */
function commanded(action: StatusAction, shipment: ShipmentForCommand, at: number): unknown[] {
  if (action === 'assign') return [at, shipment.saidStatus, shipment.saidShippedAt];
  const assignedAt = shipment.assignedAt ?? at;
  if (action === 'pack') return [assignedAt, 'packed', null];
  return [assignedAt, 'inTransit', at];
}
