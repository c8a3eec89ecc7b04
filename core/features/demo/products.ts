import type { Random } from '../../kernel/random.ts';
import { CATEGORIES, type Category, COLLECTIONS, type Item, VARIANTS } from './data/catalogue.ts';
import type { DemoPlan } from './demo-options.ts';
import { CURRENCY } from './facilities.ts';
import type { RowBatch } from './row-batch.ts';

/** What burns or is under pressure: carried by road, not by everybody. */
const HAZARDOUS = new Set(['Candles and scents']);

const ZIPF_EXPONENT = 0.85;

/** What the generator remembers of each product; index = id - 1. */
export interface ProductBook {
  readonly count: number;
  readonly categoryIndex: Uint8Array;
  readonly weightGrams: Int32Array;
  readonly priceMinor: Int32Array;
  /** Share of all units sold; sums to 1. */
  readonly demandShare: Float64Array;
  /** Running sum of `demandShare`, to draw by. */
  readonly cumulativeShare: Float64Array;
  /** 0 = sells best, towards 1 = sells least. */
  readonly popularityRank: Float64Array;
}

/** Names, weights, prices and a demand that follows Zipf's law. Rows go to `batch`; it is drained by the caller when full. */
export function* generateProducts(
  random: Random,
  plan: DemoPlan,
  batch: RowBatch,
): Generator<void, ProductBook> {
  const book = emptyBook(plan.products);
  const counters = CATEGORIES.map(() => 0);
  const shares = CATEGORIES.map((category) => category.share);
  for (let i = 0; i < plan.products; i++) {
    const categoryIndex = random.weightedIndex(shares);
    const category = CATEGORIES[categoryIndex] as Category;
    const nth = counters[categoryIndex] ?? 0;
    counters[categoryIndex] = nth + 1;
    const item = category.items[nth % category.items.length] as Item;
    const weightGrams = roundTo(logUniform(random, item.weightGrams), 10);
    const priceMinor = shopPrice(random, logUniform(random, item.priceMinor));
    book.categoryIndex[i] = categoryIndex;
    book.weightGrams[i] = weightGrams;
    book.priceMinor[i] = priceMinor;
    batch.add('product', {
      id: i + 1,
      sku: `${category.code}-${String(10_000 + nth * 7 + (nth % 5)).padStart(5, '0')}`,
      name: productName(category, item, nth),
      category: category.name,
      weight_grams: weightGrams,
      volume_millilitres: Math.round(weightGrams * category.litresPerKilogram),
      price_minor: priceMinor,
      cost_minor: Math.round(priceMinor * (0.36 + random.next() * 0.24)),
      currency: CURRENCY,
      stocked: 1,
      hazardous: HAZARDOUS.has(category.name) ? 1 : 0,
      active: 1,
      updated_at: plan.now - random.integer(1, 200) * 86_400_000,
    });
    if (batch.full) yield;
  }
  shareDemand(random, book);
  return book;
}

function emptyBook(count: number): ProductBook {
  return {
    count,
    categoryIndex: new Uint8Array(count),
    weightGrams: new Int32Array(count),
    priceMinor: new Int32Array(count),
    demandShare: new Float64Array(count),
    cumulativeShare: new Float64Array(count),
    popularityRank: new Float64Array(count),
  };
}

function productName(category: Category, item: Item, nth: number): string {
  const round = Math.floor(nth / category.items.length);
  const collection = COLLECTIONS[(round * 7 + (nth % category.items.length) * 11) % COLLECTIONS.length];
  const variants = VARIANTS[item.language][item.variants];
  const variant = variants[(Math.floor(round / COLLECTIONS.length) + round * 3) % variants.length];
  return item.language === 'fr'
    ? `${item.name} ${collection}, ${variant}`
    : `${collection} ${item.name}, ${variant}`;
}

function shareDemand(random: Random, book: ProductBook): void {
  const order = random.shuffle(Array.from({ length: book.count }, (_, i) => i));
  order.forEach((product, rank) => {
    const pull = CATEGORIES[book.categoryIndex[product] as number]?.pull ?? 1;
    book.demandShare[product] = pull / (rank + 4) ** ZIPF_EXPONENT;
    book.popularityRank[product] = rank / book.count;
  });
  const total = book.demandShare.reduce((sum, share) => sum + share, 0);
  let running = 0;
  for (let i = 0; i < book.count; i++) {
    const share = (book.demandShare[i] as number) / total;
    book.demandShare[i] = share;
    running += share;
    book.cumulativeShare[i] = running;
  }
}

/** A product's index, drawn by demand. */
export function drawProduct(random: Random, book: ProductBook): number {
  const draw = random.next();
  let low = 0;
  let high = book.count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((book.cumulativeShare[middle] as number) > draw) high = middle;
    else low = middle + 1;
  }
  return low;
}

function logUniform(random: Random, [from, to]: readonly [number, number]): number {
  return from * (to / from) ** random.next();
}

function roundTo(value: number, step: number): number {
  return Math.max(step, Math.round(value / step) * step);
}

/** Prices end as in a shop: 12,90; 149,00. */
function shopPrice(random: Random, minor: number): number {
  if (minor >= 20_000) return Math.round(minor / 1_000) * 1_000 - (random.chance(0.6) ? 100 : 0);
  return Math.max(100, Math.floor(minor / 100) * 100) + random.pick([0, 50, 90, 90, 95]);
}
