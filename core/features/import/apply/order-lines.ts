import type { LineDraft } from '../lines/order-group.ts';
import type { ApplyContext } from './apply-context.ts';
import type { StoredLine } from './match-lines.ts';

/** An order as the database has it. */
export interface StoredOrder {
  id: number;
  workedOnAt: number | null;
}

/** In minor units. */
export function amountOf(lines: readonly LineDraft[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
}

/** Stored lines by the order or return that they belong to. */
export const linesByParent = (lines: readonly (StoredLine & { parentId: number })[]) =>
  Map.groupBy(lines, (line) => line.parentId);

export function withProducts(lines: readonly LineDraft[], context: ApplyContext) {
  return lines.map((draft) => ({ draft, productId: context.directory.product(draft.sku)?.id ?? 0 }));
}
