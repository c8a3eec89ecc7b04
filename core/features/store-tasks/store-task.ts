import { DateTime } from 'luxon';
import type { StoreTaskKind, StoreTaskStatus } from '../../contract/store-tasks.ts';
import { hasLeft } from '../shipments/index.ts';

/** What a task's status follows from. */
export interface TaskFacts {
  kind: StoreTaskKind;
  /** As it is kept. */
  status: StoreTaskStatus;
  shipmentStatus: string | null;
  shippedAt: number | null;
  orderStatus: string;
}

/** The status of a kept task: one whose parcel is packed lies ready, one whose parcel has left is sent. Pure. */
export function taskStatus(task: TaskFacts): StoreTaskStatus {
  const { kind, status, shipmentStatus, shippedAt, orderStatus } = task;
  if (status !== 'accepted' && status !== 'ready') return status;
  if (shipmentStatus === 'cancelled' || orderStatus === 'cancelled') return 'cancelled';
  if (shipmentStatus !== null && hasLeft({ status: shipmentStatus, shippedAt })) {
    return kind === 'ship' ? 'sent' : 'handedOver';
  }
  return kind === 'ship' && shipmentStatus === 'packed' ? 'ready' : status;
}

/** Whether a store keeps an order for its customer, or sends it. Pure. */
export function taskKind(order: {
  fulfilment: string;
  collectFacilityId: number | null;
  facilityId: number;
}): StoreTaskKind {
  return order.fulfilment === 'collect' && order.collectFacilityId === order.facilityId ? 'collect' : 'ship';
}

/** The end of the last day on which an order can be collected, by the store's clocks. Pure. */
export function expiryOf(readyAt: number, days: number, timeZone: string): number {
  return DateTime.fromMillis(readyAt, { zone: timeZone }).plus({ days }).endOf('day').toMillis();
}
