import {
  type AllocationChange,
  broughtBack,
  endedByShipping,
  type LineAllocation,
} from './end-reservations.ts';
import { type OrderFacts, orderStatusOf } from './order-progress.ts';
import {
  bringBack,
  endAllocations,
  findAllocations,
  findLines,
  findOrders,
  findShipmentLines,
  findShipmentsOfOrders,
  writeLines,
  writeOrderStatuses,
} from './settle.queries.ts';
import type { SettleCommand } from './settle-shipments.ts';
import { hasLeft } from './shipment.ts';

type Order = Awaited<ReturnType<typeof findOrders>>[number];
type Line = Awaited<ReturnType<typeof findLines>>[number];
type Shipment = Awaited<ReturnType<typeof findShipmentsOfOrders>>[number];
type Part = { quantity: number; shipment: Shipment };

export interface SettledOrders {
  changed: Set<number>;
  /** Products of which reservations ended or came back. */
  productIds: Set<number>;
}

/** What a source says of an order line; its shipments' lines, where there are any, tell better what was shipped. */
export interface StatedLine {
  shipped: number | null;
  cancelled: number | null;
}
const NOTHING_STATED: StatedLine = { shipped: null, cancelled: null };
/** By the line's id. */
export type StatedLines = ReadonlyMap<number, StatedLine>;

/** A line with what it should hold. */
interface LinePlan {
  line: Line;
  shipped: number;
  cancelled: number;
  leftFrom: (number | null)[];
  /** The order is cancelled: whatever is still reserved for it is given back. */
  freed: boolean;
}

interface OrderPlan {
  order: Order;
  facts: OrderFacts;
  status: string;
}

interface Plans {
  lines: LinePlan[];
  statuses: OrderPlan[];
}

/**
 * Brings orders in line with their shipments: what has left counts as shipped and is reserved no more; what turns out not to
 * have left is taken back. Always the same for the same facts, however often it is done.
 */
export async function settleOrders(
  command: SettleCommand,
  orderIds: readonly number[],
  stated: StatedLines = new Map(),
): Promise<SettledOrders> {
  const settled: SettledOrders = { changed: new Set(), productIds: new Set() };
  if (orderIds.length === 0) return settled;
  const { trx, tools, at } = command;
  const plans = await planOrders(command, orderIds, stated);
  const lines = plans.lines.filter(
    ({ line, shipped, cancelled, freed }) =>
      shipped !== line.quantity_shipped ||
      cancelled !== line.quantity_cancelled ||
      (freed && line.quantity_allocated > 0),
  );
  const back = await moveLines(command, lines, settled);
  await restate(command, plans.statuses, back);
  for (const { line } of lines) settled.changed.add(line.order_id);
  const statuses = plans.statuses.filter(({ order, status }) => order.status !== status);
  for (const { order } of statuses) settled.changed.add(order.id);
  const touched = plans.statuses.filter(({ order }) => settled.changed.has(order.id));
  await writeOrderStatuses(
    trx,
    tools,
    touched.map(({ order, status }) => [order.id, status, at]),
  );
  return settled;
}

async function planOrders(
  { trx }: SettleCommand,
  orderIds: readonly number[],
  stated: StatedLines,
): Promise<Plans> {
  const orders = await findOrders(trx, orderIds);
  const linesOf = Map.groupBy(await findLines(trx, orderIds), (line) => line.order_id);
  const shipments = await findShipmentsOfOrders(trx, orderIds);
  const shipmentsOf = Map.groupBy(shipments, (shipment) => shipment.order_id);
  const parts = await partsOfLines(trx, shipments);
  const plans: Plans = { lines: [], statuses: [] };
  for (const order of orders) {
    const own = { lines: linesOf.get(order.id) ?? [], shipments: shipmentsOf.get(order.id) ?? [] };
    const { lines, facts, status } = planOrder(order, own, parts, stated);
    plans.lines.push(...lines);
    plans.statuses.push({ order, facts, status });
  }
  return plans;
}

/** What each order line has in shipments that are not cancelled, and which shipments have lines at all. */
async function partsOfLines(
  trx: SettleCommand['trx'],
  shipments: readonly Shipment[],
): Promise<{ ofLine: Map<number, Part[]>; withLines: Set<number> }> {
  const byId = new Map(shipments.map((shipment) => [shipment.id, shipment]));
  const ofLine = new Map<number, Part[]>();
  const withLines = new Set<number>();
  for (const row of await findShipmentLines(trx, [...byId.keys()])) {
    const shipment = byId.get(row.shipment_id);
    if (!shipment) continue;
    withLines.add(shipment.id);
    const parts = ofLine.get(row.order_line_id);
    const part = { quantity: row.quantity, shipment };
    if (parts) parts.push(part);
    else ofLine.set(row.order_line_id, [part]);
  }
  return { ofLine, withLines };
}

function planOrder(
  order: Order,
  { lines, shipments }: { lines: readonly Line[]; shipments: readonly Shipment[] },
  parts: { ofLine: ReadonlyMap<number, readonly Part[]>; withLines: ReadonlySet<number> },
  stated: StatedLines,
): Omit<OrderPlan, 'order'> & { lines: LinePlan[] } {
  const whole = lines.map((line) =>
    planLine(line, parts.ofLine.get(line.id) ?? [], stated.get(line.id) ?? NOTHING_STATED),
  );
  const facts = factsOf(order, whole, shipments, parts.withLines);
  const status = orderStatusOf(facts);
  const ends = order.said_status === 'cancelled' || (status === 'cancelled' && order.status !== 'cancelled');
  if (!ends) return { lines: whole, facts, status };
  const rest = whole.map((plan) => ({ ...plan, cancelled: plan.line.quantity - plan.shipped, freed: true }));
  const left = factsOf(order, rest, shipments, parts.withLines);
  return { lines: rest, facts: left, status: orderStatusOf(left) };
}

function factsOf(
  order: Order,
  plans: readonly LinePlan[],
  shipments: readonly Shipment[],
  withLines: ReadonlySet<number>,
): OrderFacts {
  const goods = plans.filter(({ line }) => line.stocked === 1);
  const sum = (of: (plan: LinePlan) => number) => goods.reduce((total, plan) => total + of(plan), 0);
  return {
    current: order.status,
    said: order.said_status,
    held: order.hold_codes !== null,
    workedOn: order.worked_on_at !== null,
    units: sum(({ line, cancelled }) => line.quantity - cancelled),
    unitsShipped: sum(({ shipped }) => shipped),
    unitsAllocated: sum(({ line }) => line.quantity_allocated),
    shipments: shipments.map(({ id, ...shipment }) => ({ ...shipment, hasLines: withLines.has(id) })),
  };
}

function planLine(line: Line, parts: readonly Part[], told: StatedLine): LinePlan {
  const left = parts.filter(({ shipment }) => hasLeft(shipment));
  const units = left.reduce((sum, { quantity }) => sum + quantity, 0);
  const shippedUnits = parts.length > 0 ? units : (told.shipped ?? line.quantity_shipped);
  const shipped = Math.min(shippedUnits, line.quantity);
  const cancelled = Math.min(told.cancelled ?? line.quantity_cancelled, line.quantity - shipped);
  return {
    line,
    shipped,
    cancelled,
    leftFrom: left.map(({ shipment }) => shipment.facilityId),
    freed: false,
  };
}

/** The status of an order whose reservations came back follows from what it now holds. */
async function restate(
  { trx }: SettleCommand,
  plans: readonly OrderPlan[],
  orderIds: ReadonlySet<number>,
): Promise<void> {
  if (orderIds.size === 0) return;
  const lines = Map.groupBy(await findLines(trx, [...orderIds]), (line) => line.order_id);
  for (const plan of plans) {
    const held = lines.get(plan.order.id);
    if (!held) continue;
    const unitsAllocated = held.reduce((sum, line) => sum + line.quantity_allocated, 0);
    plan.status = orderStatusOf({ ...plan.facts, unitsAllocated });
  }
}

/**
 * Reservations end before lines say that their units are shipped, and come back after: the database allows no other order.
 * Returns the orders to which some came back.
 */
async function moveLines(
  { trx, tools, at }: SettleCommand,
  plans: readonly LinePlan[],
  settled: SettledOrders,
): Promise<Set<number>> {
  const broughtBackTo = new Set<number>();
  if (plans.length === 0) return broughtBackTo;
  const allocations = await findAllocations(
    trx,
    plans.map(({ line }) => line.id),
  );
  const byId = new Map(allocations.map((allocation) => [allocation.id, allocation]));
  const ofLine = Map.groupBy(allocations, (allocation) => allocation.order_line_id);
  const ended: AllocationChange[] = [];
  const back: AllocationChange[] = [];
  for (const plan of plans) {
    const move = { ...moveOf(plan), allocations: ofLine.get(plan.line.id) ?? [] };
    ended.push(...(plan.freed ? freed(move.allocations) : endedByShipping(move)));
    const returning = broughtBack(move);
    back.push(...returning);
    if (returning.length > 0) broughtBackTo.add(plan.line.order_id);
  }
  await endAllocations(trx, ended, at);
  const rows = plans.map(({ line, shipped, cancelled }) => [line.id, shipped, cancelled]);
  await writeLines(trx, tools, rows);
  for (const change of back) {
    const allocation = byId.get(change.id);
    if (!allocation) continue;
    await bringBack(trx, change, { productId: allocation.product_id, facilityId: allocation.facilityId }, at);
  }
  for (const { id } of [...ended, ...back]) {
    const productId = byId.get(id)?.product_id;
    if (productId !== undefined) settled.productIds.add(productId);
  }
  return broughtBackTo;
}

function moveOf({ line, shipped, cancelled, leftFrom }: LinePlan) {
  return {
    quantity: line.quantity,
    cancelled,
    shippedBefore: line.quantity_shipped,
    shippedAfter: shipped,
    leftFrom,
  };
}

function freed(allocations: readonly LineAllocation[]): AllocationChange[] {
  return allocations
    .filter(({ status }) => status === 'reserved' || status === 'released')
    .map(({ id, quantity }) => ({ id, quantity, whole: true, status: 'cancelled' as const }));
}
