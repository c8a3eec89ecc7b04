import { createRandom } from '../../kernel/random.ts';
import { addBoxes } from './boxes.ts';
import { addCarrierTerms } from './carrier-terms.ts';
import { generateCustomers } from './customers.ts';
import type { DemoPlan } from './demo-options.ts';
import { generateFacilities } from './facilities.ts';
import { addFleet } from './fleet.ts';
import { generateInbound } from './inbound.ts';
import { generateOrders } from './orders.ts';
import { generateProducts } from './products.ts';
import { generateCarriers, RateCard } from './rate-card.ts';
import { type DemoChunk, RowBatch } from './row-batch.ts';
import { generateStock } from './stock.ts';
import { generateSubstitutes } from './substitutes.ts';
import { addWaveTemplates } from './wave-templates.ts';

/**
 * The demo network's rows in chunks of some thousands, in an order that satisfies the foreign keys. Pure: the same plan
 * gives the same rows. What is kept in memory is a few bytes for each product and stock position.
 */
export function* generateDemo(plan: DemoPlan): Generator<DemoChunk> {
  const random = createRandom(plan.seed);
  const batch = new RowBatch();
  const facilities = generateFacilities(random.fork('facilities'), plan);
  for (const facility of facilities) batch.add('facility', facility.row);
  addFleet(facilities, plan, batch);
  addWaveTemplates(facilities, plan, batch);
  addBoxes(facilities, plan, batch);
  const products = yield* drained(generateProducts(random.fork('products'), plan, batch), batch);
  yield* drained(generateSubstitutes(products, plan.now, batch), batch);
  const card = new RateCard();
  yield* drained(generateCarriers(card, batch), batch);
  addCarrierTerms(plan, batch);
  const stock = yield* drained(generateStock(random.fork('stock'), plan, facilities, products, batch), batch);
  yield* drained(generateInbound(random.fork('inbound'), plan, facilities, products, stock, batch), batch);
  yield* drained(generateCustomers(plan, batch), batch);
  const world = { plan, facilities, products, stock, card };
  yield* drained(generateOrders(random.fork('orders'), world, batch), batch);
}

/** Runs a step that fills the batch; hands its rows on whenever it pauses and when it ends. */
function* drained<T>(step: Generator<void, T>, batch: RowBatch): Generator<DemoChunk, T> {
  for (;;) {
    const next = step.next();
    yield* batch.drain();
    if (next.done) return next.value;
  }
}
