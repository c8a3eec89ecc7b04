import { CATEGORIES, type Category } from './data/catalogue.ts';
import type { ProductBook } from './products.ts';
import type { RowBatch } from './row-batch.ts';

/** What costs about as much stands for the other. */
const CLOSEST = 0.8;

/** The same thing in another collection may be sent instead, where both cost about as much. Without chance. */
export function* generateSubstitutes(products: ProductBook, now: number, batch: RowBatch): Generator<void> {
  const counters = CATEGORIES.map(() => 0);
  const lastOfItem = new Map<string, number>();
  for (let i = 0; i < products.count; i++) {
    const categoryIndex = products.categoryIndex[i] as number;
    const nth = counters[categoryIndex] ?? 0;
    counters[categoryIndex] = nth + 1;
    const key = `${categoryIndex} ${nth % (CATEGORIES[categoryIndex] as Category).items.length}`;
    const other = lastOfItem.get(key);
    lastOfItem.set(key, i);
    if (other === undefined || !costsAsMuch(products, i, other)) continue;
    for (const [product, substitute] of [
      [i, other],
      [other, i],
    ] as const) {
      batch.add('product_substitute', {
        product_id: product + 1,
        substitute_id: substitute + 1,
        units: 1,
        rank: 1,
        note: null,
        updated_at: now,
      });
    }
    if (batch.full) yield;
  }
}

function costsAsMuch({ priceMinor }: ProductBook, one: number, other: number): boolean {
  const [a, b] = [priceMinor[one] as number, priceMinor[other] as number];
  return Math.min(a, b) >= CLOSEST * Math.max(a, b);
}
