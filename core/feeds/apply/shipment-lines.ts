import type { RecordFields } from '../record.ts';
import { numberOf } from './prepare.ts';

/** A line of the order that a shipment is for. */
export interface LineToShip {
  id: number;
  lineNumber: number;
  productId: number;
  quantity: number;
}

/** What of which order line is in a shipment. */
export interface ShippedPart {
  line: LineToShip;
  quantity: number;
}

/**
 * Finds the order lines that a shipment's lines are about: by line number, else by product, the line with the same quantity
 * first. Never more than the line's quantity. `unmatched` are the positions of lines that the order does not have.
 */
export function matchShipmentLines(
  lines: readonly { fields: RecordFields; productId: number | null }[],
  orderLines: readonly LineToShip[],
): { parts: ShippedPart[]; unmatched: number[] } {
  const units = new Map<LineToShip, number>();
  const unmatched: number[] = [];
  const put = (line: LineToShip, quantity: number): number => {
    const before = units.get(line) ?? 0;
    const after = Math.min(line.quantity, before + quantity);
    if (after > 0) units.set(line, after);
    return quantity - (after - before);
  };
  lines.forEach(({ fields, productId }, index) => {
    const quantity = numberOf(fields, 'quantity') ?? 0;
    const number = numberOf(fields, 'lineNumber');
    const numbered = number === null ? undefined : orderLines.find((line) => line.lineNumber === number);
    if (numbered && (productId === null || numbered.productId === productId)) {
      put(numbered, quantity);
      return;
    }
    const candidates = orderLines.filter((line) => line.productId === productId);
    if (candidates.length === 0) unmatched.push(index);
    const same = candidates.find((line) => line.quantity === quantity && !units.has(line));
    let left = quantity;
    for (const line of same ? [same, ...candidates] : candidates) if (left > 0) left = put(line, left);
  });
  return { parts: [...units].map(([line, quantity]) => ({ line, quantity })), unmatched };
}
