import type { PickTaskState, ShortReason } from '../../contract/picking.ts';
import type { RejectionReason } from '../../contract/rejections.ts';

/** What a short pick does to the position, in the terms of a facility's rejection. */
export const EFFECT_OF_SHORT: Record<ShortReason, RejectionReason> = {
  notFound: 'mismatch',
  countedLess: 'mismatch',
  damaged: 'damaged',
  wrongPlace: 'damaged',
  noTime: 'noTime',
};

/** A part of a task as far as picking goes. */
export interface PartProgress {
  quantity: number;
  picked: number;
  short: number;
  /** Its reservation is on the floor and its shipment not packed yet. */
  live: boolean;
  /** Its order is held: its units stay where they are. */
  held: boolean;
}

/** Units of a part that are still to be fetched. */
export function openUnits(part: PartProgress): number {
  return part.held ? 0 : unfetchedUnits(part);
}

/** Units of a part that are on the floor and not in a trolley, those of held orders too. */
export function unfetchedUnits({ quantity, picked, short, live }: Omit<PartProgress, 'held'>): number {
  return live ? quantity - picked - short : 0;
}

/** How far a task is, as its parts tell it. */
export function taskState(parts: readonly PartProgress[]): PickTaskState {
  if (parts.some((part) => openUnits(part) > 0)) return 'open';
  if (parts.some((part) => unfetchedUnits(part) > 0)) return 'held';
  if (parts.some(({ short }) => short > 0)) return 'short';
  return parts.some(({ picked }) => picked > 0) ? 'picked' : 'cancelled';
}

/** Gives units to parts in their order, as far as each has room: by how many each grows. */
export function allot<T extends PartProgress>(
  parts: readonly T[],
  units: number,
): { part: T; units: number }[] {
  let left = units;
  return parts.flatMap((part) => {
    const own = Math.min(left, openUnits(part));
    left -= own;
    return own > 0 ? [{ part, units: own }] : [];
  });
}

/** What the scanner read is the product or its bin; neither case nor spaces around it count. */
export function isScanOf(scanned: string, { sku, bin }: { sku: string; bin: string | null }): boolean {
  const read = scanned.trim().toUpperCase();
  return read === sku.toUpperCase() || (bin !== null && read === bin.toUpperCase());
}
