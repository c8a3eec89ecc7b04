import type { ProductDetail, StockFigures } from '../../contract/stock.ts';
import type { AppContext } from '../context.ts';
import { notFound } from '../procedures.ts';
import {
  findProduct,
  productHistory,
  productInbound,
  productPositions,
  waitingOrders,
} from './stock.queries.ts';
import { daysOfCover } from './stock-figures.ts';

/** Everything about one product. @throws NOT_FOUND */
export async function productDetail({ db }: AppContext, sku: string): Promise<ProductDetail> {
  const product = await findProduct(db, sku);
  if (!product) throw notFound('product', sku);
  const [positions, inbound, waiting, history] = await Promise.all([
    productPositions(db, product.id),
    productInbound(db, product.id),
    waitingOrders(db, product.id),
    productHistory(db, product.id),
  ]);
  return {
    id: product.id,
    sku: product.sku,
    name: product.name,
    category: product.category,
    weightGrams: product.weight_grams,
    volumeMillilitres: product.volume_millilitres,
    price: { amountMinor: product.price_minor, currency: product.currency },
    cost: { amountMinor: product.cost_minor, currency: product.currency },
    totals: totalsOf(positions, inbound),
    positions,
    inbound,
    ...waiting,
    history,
  };
}

/** What is expected counts wherever it is expected, also where the product has no position yet. */
function totalsOf(positions: ProductDetail['positions'], inbound: ProductDetail['inbound']): StockFigures {
  const total = (name: 'onHand' | 'reserved' | 'available' | 'safetyStock' | 'dailyDemand') =>
    positions.reduce((sum, position) => sum + position[name], 0);
  const onHand = total('onHand');
  const reserved = total('reserved');
  const dailyDemand = total('dailyDemand');
  return {
    onHand,
    reserved,
    available: total('available'),
    safetyStock: total('safetyStock'),
    inbound: inbound.reduce((sum, row) => sum + (row.status === 'expected' ? row.quantity : 0), 0),
    dailyDemand,
    daysOfCover: daysOfCover(onHand, reserved, dailyDemand),
  };
}
