import type { AppContext } from '../../features/context.ts';
import type { Command } from '../../features/journal/index.ts';
import { cancelOrdersWithin } from '../../features/orders/index.ts';
import type { RecordFields } from '../record.ts';
import { applyChosen, type Chosen, thingId } from './apply-chosen.ts';
import { reservedUnits, workedOnOrders } from './chosen.queries.ts';
import type { CurrentFacts } from './compare.ts';
import type { ComparedKind } from './fields.ts';
import { keyFields } from './key-fields.ts';

/** Something that a source no longer has, with the feed that says so. */
export interface Retired {
  kind: ComparedKind;
  key: string;
  feedId: number;
  current: CurrentFacts | undefined;
}

/** What a thing becomes that is no longer there: nothing is erased. Null: it stays. */
const RETIRED: Record<ComparedKind, RecordFields | null> = {
  facilities: { active: false },
  products: { active: false },
  customers: null,
  stock: { onHand: 0, reserved: 0 },
  inbound: { inboundStatus: 'cancelled' },
  orders: { orderStatus: 'cancelled' },
  shipments: { shipmentStatus: 'cancelled' },
  returns: { returnStatus: 'cancelled' },
};

const NOT_LEFT = ['planned', 'picked', 'packed'];
const GOODS_LEFT = ['partiallyShipped', 'shipped', 'delivered', 'returned'];

/** Retires things that a source no longer has; returns why some cannot be, by their ids. */
export async function retireThings(
  ctx: AppContext,
  command: Command,
  things: readonly Retired[],
): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  const reserved = await reservedUnits(
    command.trx,
    things.filter(({ kind }) => kind === 'stock').map(({ key }) => positionOf(key)),
  );
  const possible: Retired[] = [];
  for (const thing of things) {
    const reason = whyNot(thing, reserved.get(thing.key) ?? 0);
    if (reason) refused.set(thingId(thing), reason);
    else possible.push(thing);
  }
  const numbers = possible.filter(({ kind }) => kind === 'orders').map(({ key }) => key);
  const workedOn = await workedOnOrders(command.trx, numbers);
  const isOurs = ({ kind, key }: Retired) => kind === 'orders' && workedOn.has(key);
  const cancelled = await cancelOrdersWithin(command, [...workedOn], 'No longer in the source');
  for (const { number, reason } of cancelled.refused)
    refused.set(thingId({ kind: 'orders', key: number }), reason);
  const chosen = possible.filter((thing) => !isOurs(thing)).map(toChosen);
  for (const [id, reason] of await applyChosen(ctx, command, chosen)) refused.set(id, reason);
  return refused;
}

function positionOf(key: string): { sku: string; facilityCode: string } {
  const { sku, facilityCode } = keyFields('stock', key);
  return { sku: String(sku), facilityCode: String(facilityCode) };
}

function whyNot({ kind, key, current }: Retired, reserved: number): string | null {
  if (!RETIRED[kind]) return 'Customers are kept, since their orders are: accept the difference.';
  if (reserved > 0) return `${reserved} units of ${key} are reserved for orders: release them first.`;
  const status = String(current?.fields.shipmentStatus ?? current?.fields.orderStatus ?? '');
  if (kind === 'shipments' && !NOT_LEFT.includes(status) && status !== 'cancelled') {
    return `Shipment ${key} has left (${status}): find out where it is, or accept the difference.`;
  }
  if (kind === 'orders' && GOODS_LEFT.includes(status)) {
    return `Goods of order ${key} have left (${status}): make a return, or accept the difference.`;
  }
  return null;
}

function toChosen({ kind, key, feedId }: Retired): Chosen {
  return { kind, key, feedId, fields: RETIRED[kind] ?? {} };
}
