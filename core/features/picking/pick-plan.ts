import type { PickMethod } from '../../contract/picking.ts';
import { type Batch, batchesByAffinity, type OrderToPick, type PickingLabour } from '../waves/index.ts';
import { type Spot, walkOrder } from './walk-order.ts';

/** A reservation that is to be fetched. */
export interface PartToPick extends Spot {
  allocationId: number;
  shipmentId: number;
  orderId: number;
  productId: number;
  quantity: number;
  /** 1 is the most urgent, 9 the least. */
  priority: number;
  orderedAt: number;
  promisedAt: number | null;
}

export interface PickProblem {
  parts: readonly PartToPick[];
  method: PickMethod;
  labour: PickingLabour;
  cutOffAt: number;
}

export interface PlannedPart {
  allocationId: number;
  shipmentId: number;
  compartment: number | null;
  quantity: number;
}

/** A stop of a walk: a product, for the orders that want it, the most urgent first. */
export interface PlannedTask extends Spot {
  productId: number;
  parts: PlannedPart[];
}

/** One walk. */
export interface PlannedList {
  orders: number;
  tasks: PlannedTask[];
}

/**
 * Puts what a wave has to fetch on lists, each in walking order: an order a list (`single`), orders that share places in sums
 * (`batch`), the same with a compartment for each order (`cluster`), or so for each zone (`zone`). What is due first comes
 * first. Pure.
 */
export function planLists({ parts, method, labour, cutOffAt }: PickProblem): PlannedList[] {
  if (method === 'zone') {
    const zones = [...Map.groupBy(parts, ({ zone }) => zone)].sort(([a], [b]) => (a < b ? -1 : 1));
    return zones.flatMap(([, own]) => listsOf(own, batchesOf(own, labour, cutOffAt), false));
  }
  const mostOrdersPerBatch = method === 'single' ? 1 : labour.mostOrdersPerBatch;
  const batches = batchesOf(parts, { ...labour, mostOrdersPerBatch }, cutOffAt);
  return listsOf(parts, batches, method === 'cluster');
}

function batchesOf(parts: readonly PartToPick[], labour: PickingLabour, cutOffAt: number): Batch[] {
  const orders = [...Map.groupBy(parts, ({ orderId }) => orderId).values()].map(toOrder);
  return batchesByAffinity(orders, labour, cutOffAt);
}

function toOrder(parts: readonly PartToPick[]): OrderToPick {
  const { orderId, orderedAt, priority, promisedAt } = parts[0] as PartToPick;
  const lines = parts.map(({ productId, zone, quantity }) => ({ productId, zone, quantity }));
  return { orderId, orderedAt, priority, leavesBy: promisedAt, carrierCode: null, parcels: 1, lines };
}

function listsOf(parts: readonly PartToPick[], batches: readonly Batch[], compartments: boolean) {
  const ofOrder = Map.groupBy(parts, ({ orderId }) => orderId);
  return batches.map(({ orders }): PlannedList => {
    const tasks = new Map<number, PlannedTask>();
    orders.forEach(({ orderId }, i) => {
      for (const part of ofOrder.get(orderId) ?? []) {
        const { productId, allocationId, shipmentId, quantity, bin, zone, aisle, bay, level } = part;
        const task = tasks.get(productId) ?? { productId, bin, zone, aisle, bay, level, parts: [] };
        task.parts.push({ allocationId, shipmentId, quantity, compartment: compartments ? i + 1 : null });
        tasks.set(productId, task);
      }
    });
    return { orders: orders.length, tasks: walkOrder([...tasks.values()]) };
  });
}
