import type { OrderPart } from './order-parts.ts';
import { RELEASABLE } from './wave.ts';
import type { WaveOrderRow } from './waves.queries.ts';

export interface Refusal {
  number: string;
  code: string;
  reason: string;
}

/** A planned shipment that is there already, with its owner's message where a system owns it. */
export interface WaitingShipment {
  id: number;
  number: string;
  orderId: number;
}

/** An order of a wave that goes to the floor. `shipment`: one that waits already; null = one is made. */
export interface OrderToRelease {
  row: WaveOrderRow;
  part: OrderPart;
  shipment: WaitingShipment | null;
}

/** Decides which orders of waves can go now, and says why the others cannot. Pure. */
export function planRelease(
  rows: readonly WaveOrderRow[],
  parts: ReadonlyMap<string, OrderPart>,
  shipments: ReadonlyMap<string, WaitingShipment>,
): { release: OrderToRelease[]; refused: (Refusal & { rowId: number })[] } {
  const release: OrderToRelease[] = [];
  const refused: (Refusal & { rowId: number })[] = [];
  for (const row of rows) {
    const key = partKey(row);
    const part = parts.get(key);
    const refusal = part ? refuse(part) : NOTHING_RESERVED;
    if (part && !refusal) release.push({ row, part, shipment: shipments.get(key) ?? null });
    else {
      const [code, why] = refusal ?? NOTHING_RESERVED;
      refused.push({ rowId: row.id, number: row.number, code, reason: `Order ${row.number} ${why}.` });
    }
  }
  return { release, refused };
}

/** Names what a facility ships of an order. */
export function partKey({ orderId, facilityId }: { orderId: number; facilityId: number }): string {
  return `${orderId}@${facilityId}`;
}

const NOTHING_RESERVED = ['nothingReserved', 'has nothing reserved there any more'] as const;

function refuse({ held, status, shipComplete }: OrderPart): readonly [code: string, why: string] | null {
  if (held) return ['held', 'is held'];
  if (shipComplete && status === 'partiallySourced') {
    return ['incomplete', 'is to be shipped complete, and part of it is not sourced'];
  }
  if (!RELEASABLE.includes(status)) {
    return ['notSourced', `is ${status}`];
  }
  return null;
}
