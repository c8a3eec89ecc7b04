import type { LineDraft } from '../lines/order-group.ts';

/** A line of an order or return as the database has it. */
export interface StoredLine {
  lineNumber: number;
  productId: number;
  quantity: number;
  unitPriceMinor: number;
}

export interface NumberedLine {
  draft: LineDraft;
  productId: number;
  lineNumber: number;
}

/**
 * Gives each line of a file its number. Where the file has none, the lines of one product are matched with the stored lines
 * of that product, the same figures first and then in order; what is left over gets the next free numbers. So the same file
 * again finds its own lines, and a changed quantity changes its line instead of adding one. `onlySame` is for lines that come
 * without the rest of their order: they never change another line of the same product.
 */
export function matchLines(
  lines: readonly { draft: LineDraft; productId: number }[],
  stored: readonly StoredLine[],
  options: { onlySame: boolean } = { onlySame: false },
): NumberedLine[] {
  const free = groupByProduct(stored);
  const taken = new Set(stored.map((line) => line.lineNumber));
  for (const { draft } of lines) if (draft.lineNumber !== null) taken.add(draft.lineNumber);
  const numbers = new Map<LineDraft, number>();
  const claim = (draft: LineDraft, productId: number, fits: (line: StoredLine) => boolean) => {
    const candidates = free.get(productId) ?? [];
    const index = candidates.findIndex(fits);
    const [match] = index < 0 ? [] : candidates.splice(index, 1);
    if (match) numbers.set(draft, match.lineNumber);
  };
  const open = stored.length > 0 ? lines.filter(({ draft }) => draft.lineNumber === null) : [];
  for (const { draft, productId } of open) {
    claim(
      draft,
      productId,
      (line) => line.quantity === draft.quantity && line.unitPriceMinor === draft.unitPriceMinor,
    );
  }
  if (!options.onlySame) {
    for (const { draft, productId } of open) if (!numbers.has(draft)) claim(draft, productId, () => true);
  }
  let next = 1;
  return lines.map(({ draft, productId }) => {
    let lineNumber = draft.lineNumber ?? numbers.get(draft);
    if (lineNumber === undefined) {
      while (taken.has(next)) next++;
      lineNumber = next;
      taken.add(next);
    }
    return { draft, productId, lineNumber };
  });
}

function groupByProduct(lines: readonly StoredLine[]): Map<number, StoredLine[]> {
  const groups = new Map<number, StoredLine[]>();
  for (const line of lines) {
    const known = groups.get(line.productId);
    if (known) known.push(line);
    else groups.set(line.productId, [line]);
  }
  return groups;
}
