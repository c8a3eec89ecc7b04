import type { Random } from '../../kernel/random.ts';
import type { DemoPlan } from './demo-options.ts';
import type { DemoFacility } from './facilities.ts';
import { draftOrder, orderInstants } from './order-drafts.ts';
import { OrderWriter } from './order-writer.ts';
import { OwnTours } from './own-tours.ts';
import { ParcelPicker } from './parcel-picker.ts';
import { packOrder } from './parcels.ts';
import type { ProductBook } from './products.ts';
import type { RateCard } from './rate-card.ts';
import type { RowBatch } from './row-batch.ts';
import type { StockBook } from './stock-book.ts';
import { timeOrder } from './timelines.ts';

export interface OrderWorld {
  plan: DemoPlan;
  facilities: readonly DemoFacility[];
  products: ProductBook;
  stock: StockBook;
  card: RateCard;
}

/** Orders of the last sixty days, oldest first, each with its payments, allocations, shipments, scans and returns. */
export function* generateOrders(random: Random, world: OrderWorld, batch: RowBatch): Generator<void> {
  const { plan, products, stock } = world;
  const picker = new ParcelPicker(world.facilities, stock);
  const soldOut = productsSoldOut(products, stock);
  const ownTours = new OwnTours(random.fork('own tours'), world);
  const writer = new OrderWriter(random, plan.now, batch);
  let id = 1;
  for (const orderedAt of orderInstants(random.fork('rhythm'), plan)) {
    const draft = draftOrder(random, plan, products, soldOut, id++, orderedAt);
    ownTours.adopt(draft);
    const parcels = packOrder(random, draft, picker, world.card);
    const timeline = timeOrder(random, draft, parcels, plan.now);
    writer.write(draft, timeline);
    if (batch.full) yield;
  }
}

function productsSoldOut(products: ProductBook, stock: StockBook): number[] {
  const result: number[] = [];
  for (let product = 0; product < products.count; product++) {
    let available = 0;
    for (let position = stock.start(product); position < stock.end(product); position++) {
      available += Math.max(0, stock.available(position));
    }
    if (available === 0) result.push(product);
  }
  return result;
}
