import { defineLifeCycle } from '../../kernel/state-machine.ts';

export const SHIPMENT_STATUSES = [
  'planned',
  'picked',
  'packed',
  'inTransit',
  'delivered',
  'exception',
  'returned',
  'cancelled',
] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** The life of a shipment. Being assigned (its stock taken) is no state: a planned shipment is assigned or not. */
export const shipmentLifeCycle = defineLifeCycle<ShipmentStatus>('planned', {
  planned: ['picked', 'packed', 'cancelled'],
  picked: ['packed', 'cancelled'],
  packed: ['inTransit', 'cancelled'],
  inTransit: ['delivered', 'exception', 'returned'],
  exception: ['inTransit', 'delivered', 'returned'],
  delivered: ['returned'],
  returned: [],
  cancelled: [],
});

/** What a planner may do to a shipment in its present state. */
export type ShipmentAction = 'assign' | 'pack' | 'ship' | 'createReturn';

export interface ShipmentState {
  status: string;
  assignedAt: number | null;
  shippedAt: number | null;
}

const RULES: Record<ShipmentAction, (shipment: ShipmentState) => boolean> = {
  assign: ({ status, assignedAt }) => status === 'planned' && assignedAt === null,
  pack: ({ status, assignedAt }) => status === 'picked' || (status === 'planned' && assignedAt !== null),
  ship: ({ status }) => status === 'packed',
  createReturn: ({ status }) => status === 'delivered' || status === 'inTransit' || status === 'exception',
};

const ACTIONS = Object.keys(RULES) as ShipmentAction[];

export function allowsShipment(shipment: ShipmentState, action: ShipmentAction): boolean {
  return RULES[action](shipment);
}

export function shipmentActions(shipment: ShipmentState): ShipmentAction[] {
  return ACTIONS.filter((action) => allowsShipment(shipment, action));
}

/** The goods have left their facility, whatever happened since. Trouble before the departure leaves them there. */
export function hasLeft({ status, shippedAt }: Pick<ShipmentState, 'status' | 'shippedAt'>): boolean {
  if (status === 'exception') return shippedAt !== null;
  return status === 'inTransit' || status === 'delivered' || status === 'returned';
}
