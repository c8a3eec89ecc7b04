import type { Command } from '../journal/index.ts';
import { settleShipments } from '../shipments/index.ts';
import { takeBackAllocations } from './release.queries.ts';
import {
  endLists,
  endParts,
  findOnFloor,
  type findWaveParts,
  sayPicked,
  splitBack,
  writeContent,
} from './take-back.queries.ts';
import type { WaveOrderRow } from './waves.queries.ts';

export type WavePart = Awaited<ReturnType<typeof findWaveParts>>[number];
type OnFloor = Awaited<ReturnType<typeof findOnFloor>>[number];

/** An order's shipment has at least been begun: it stays, with what was picked. */
export function isBegun(row: WaveOrderRow, picked: ReadonlySet<number>): boolean {
  return row.shipmentStatus !== 'planned' || (row.shipmentId !== null && picked.has(row.shipmentId));
}

/** Shipments of which something is in a trolley. */
export function pickedShipments(parts: readonly WavePart[]): Set<number> {
  return new Set(parts.filter(({ picked }) => picked > 0).map(({ shipmentId }) => shipmentId));
}

/**
 * Reserves what was not picked of begun shipments as before the release; they are picked with what there is.
 * @returns their orders
 */
export async function takeRemainderBack(
  command: Command,
  rows: readonly WaveOrderRow[],
  parts: readonly WavePart[],
): Promise<{ id: number; number: string; status: string }[]> {
  const { trx, at } = command;
  const begun = rows.flatMap(({ shipmentId, shipmentStatus }) =>
    shipmentStatus === 'planned' && shipmentId !== null ? [shipmentId] : [],
  );
  if (begun.length === 0) return [];
  const partOf = new Map(parts.map((part) => [part.allocationId, part]));
  const held = (await findOnFloor(trx, begun)).filter(({ id, shipmentId }) => {
    const part = partOf.get(id);
    return part === undefined || part.shipmentId === shipmentId;
  });
  for (const [shipmentId, own] of Map.groupBy(held, (row) => row.shipmentId)) {
    await closeShipment(command, shipmentId, own, partOf);
  }
  await settleShipments({ trx, tools: command, at }, begun);
  return [
    ...new Map(
      held.map(({ orderId, number, status }) => [orderId, { id: orderId, number, status }]),
    ).values(),
  ];
}

async function closeShipment(
  { trx, at }: Command,
  shipmentId: number,
  held: readonly OnFloor[],
  partOf: ReadonlyMap<number, WavePart>,
): Promise<void> {
  let weightGrams = held[0]?.shipmentGrams ?? 0;
  const left = new Map(
    held.flatMap(({ lineId, lineQuantity }) => (lineId === null ? [] : [[lineId, lineQuantity ?? 0]])),
  );
  for (const { id, quantity, lineId, weightGrams: unitGrams } of held) {
    const back = quantity - (partOf.get(id)?.picked ?? 0);
    if (back <= 0) continue;
    if (back === quantity) await takeBackAllocations(trx, [id], at);
    else await splitBack(trx, { id, back }, at);
    weightGrams -= back * unitGrams;
    if (lineId !== null) left.set(lineId, (left.get(lineId) ?? 0) - back);
  }
  for (const [lineId, quantity] of left) await writeContent(trx, lineId, quantity);
  await sayPicked(trx, shipmentId, weightGrams, at);
}

/** Ends a wave's lists, and lets go of what was not picked: it can be put on other lists. */
export async function endPicking(
  { trx, at, publish }: Command,
  { id, facility }: { id: number; facility: string },
  parts: readonly WavePart[],
): Promise<void> {
  const idsOf = (touched: boolean) =>
    parts.filter(({ picked, short }) => picked + short > 0 === touched).map((part) => part.id);
  await endParts(trx, { untouched: idsOf(false), begun: idsOf(true) });
  const withGoods = parts.filter(({ picked }) => picked > 0).map(({ listId }) => listId);
  await endLists(trx, id, [...new Set(withGoods)], at);
  publish({ type: 'picking.changed', facility });
}
