import type { Random } from '../../kernel/random.ts';
import { BinBook } from './bins.ts';
import type { DemoPlan } from './demo-options.ts';
import type { DemoFacility, DemoFacilityKind } from './facilities.ts';
import type { ProductBook } from './products.ts';
import type { RowBatch } from './row-batch.ts';
import { StockBook } from './stock-book.ts';

const ONLINE_UNITS_PER_ORDER = 3.4;
/** Of what stores would sell of a product, so much is sold online when no store keeps it. */
const ONLINE_ONLY_SHARE = 0.4;
const STORE_DECAY = 2.2;
const MAX_STORE_SHARE = 0.95;

/** Median days of cover, days of safety stock and the least that is kept, by kind. */
const POLICIES: Readonly<Record<DemoFacilityKind, { cover: number; safety: number; least: number }>> = {
  warehouse: { cover: 34, safety: 5, least: 3 },
  thirdParty: { cover: 28, safety: 4, least: 2 },
  supplier: { cover: 60, safety: 0, least: 8 },
  store: { cover: 24, safety: 3, least: 1 },
};

/** How a product fares: well kept, below safety in places, sold out in the warehouses or everywhere, or hardly moving. */
type Condition = 'normal' | 'short' | 'warehousesOut' | 'soldOut' | 'slow';

interface Network {
  plan: DemoPlan;
  byKind: Readonly<Record<DemoFacilityKind, readonly DemoFacility[]>>;
  /** Stores where many positions have nothing to spare. */
  depleted: ReadonlySet<number>;
  warehouseFactor: number;
  /** Multiplies the share of stores that keep a product. */
  storeCoverage: number;
  largestStore: number;
  onlineUnitsPerDay: number;
}

interface Figures {
  onHand: number;
  reservedExternal: number;
  safety: number;
}

/** Stock positions, product by product; the book returned knows what is available for allocations. */
export function* generateStock(
  random: Random,
  plan: DemoPlan,
  facilities: readonly DemoFacility[],
  products: ProductBook,
  batch: RowBatch,
): Generator<void, StockBook> {
  const network = describeNetwork(random, plan, facilities);
  const book = new StockBook(plan.products, plan.positions);
  const bins = new BinBook(plan.now);
  for (let product = 0; product < products.count; product++) {
    const rank = products.popularityRank[product] as number;
    const condition = drawCondition(random, rank);
    const chosen = facilitiesOf(random, network, products.categoryIndex[product] as number, rank, condition);
    const demands = shareDemand(chosen, products.demandShare[product] as number, network);
    const coverFactor = condition === 'slow' ? 5 + random.next() * 6 : Math.exp(random.normal(0, 0.22));
    let shortLeft = 1 + random.integer(0, 2);
    for (let i = 0; i < chosen.length; i++) {
      const facility = chosen[i] as DemoFacility;
      const dailyDemand = demands[i] as number;
      const figures = drawFigures(random, facility, dailyDemand, coverFactor);
      if (spoil(random, condition, facility, figures, shortLeft > 0)) shortLeft--;
      else if (network.depleted.has(facility.id) && random.chance(0.28))
        figures.onHand = figures.safety + figures.reservedExternal;
      batch.add('stock_position', {
        product_id: product + 1,
        facility_id: facility.id,
        on_hand: figures.onHand,
        reserved_external: figures.reservedExternal,
        safety_stock: figures.safety,
        daily_demand: Math.round(dailyDemand * 1_000) / 1_000,
        updated_at: plan.now - random.integer(1, 1_440) * 60_000,
      });
      const bin = bins.take(facility, product + 1, products.categoryIndex[product] as number);
      if (bin) batch.add('bin', bin);
      book.add(facility.id, figures.onHand - figures.reservedExternal - figures.safety);
    }
    book.endProduct();
    if (batch.full) yield;
  }
  return book;
}

function describeNetwork(random: Random, plan: DemoPlan, facilities: readonly DemoFacility[]): Network {
  const ofKind = (kind: DemoFacilityKind) => facilities.filter((facility) => facility.kind === kind);
  const byKind = {
    warehouse: ofKind('warehouse'),
    store: ofKind('store'),
    supplier: ofKind('supplier'),
    thirdParty: ofKind('thirdParty'),
  };
  const warehouseFactor = Math.min(1, Math.sqrt(8 / plan.warehouses));
  const elsewhere =
    plan.warehouses * 0.75 * warehouseFactor + plan.thirdParties * thirdPartyShare(plan) + 0.39;
  const meanSize =
    byKind.store.reduce((sum, store) => sum + store.size, 0) / Math.max(1, byKind.store.length);
  const aimed = (plan.positions / plan.products - elsewhere) / Math.max(1, plan.stores * meanSize);
  return {
    plan,
    byKind,
    depleted: new Set(byKind.store.filter(() => random.chance(0.025)).map((store) => store.id)),
    warehouseFactor,
    storeCoverage: coverageFor(Math.max(0.002, aimed)),
    largestStore: Math.max(1, ...byKind.store.map((store) => store.size)),
    onlineUnitsPerDay: (plan.orders / plan.historyDays) * ONLINE_UNITS_PER_ORDER,
  };
}

function thirdPartyShare(plan: DemoPlan): number {
  return 0.22 * Math.sqrt(4 / Math.max(4, plan.thirdParties));
}

/** The factor for which the share of stores that keep a product is `mean` on average over all products. */
function coverageFor(mean: number): number {
  let low = 0;
  let high = 60;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (let i = 0; i < 200; i++) sum += storeShare(middle, (i + 0.5) / 200);
    if (sum / 200 < mean) low = middle;
    else high = middle;
  }
  return high;
}

function storeShare(coverage: number, rank: number): number {
  return Math.min(MAX_STORE_SHARE, coverage * (1 - rank) ** STORE_DECAY);
}

function drawCondition(random: Random, rank: number): Condition {
  const draw = random.next();
  if (draw < 0.022) return rank > 0.5 ? 'soldOut' : 'short';
  if (draw < 0.03) return 'warehousesOut';
  if (draw < 0.055) return 'short';
  return draw < 0.115 ? 'slow' : 'normal';
}

function facilitiesOf(
  random: Random,
  network: Network,
  categoryIndex: number,
  rank: number,
  condition: Condition,
): DemoFacility[] {
  const { byKind, plan } = network;
  const warehouseShare = (0.95 - 0.4 * rank) * network.warehouseFactor;
  const chosen = byKind.warehouse.filter(() => random.chance(warehouseShare));
  if (chosen.length === 0) chosen.push(random.pick(byKind.warehouse));
  const share = thirdPartyShare(plan);
  chosen.push(...byKind.thirdParty.filter(() => random.chance(share)));
  if (random.chance(0.3) && condition !== 'soldOut') {
    const first = (categoryIndex * 5 + random.integer(0, 2)) % byKind.supplier.length;
    chosen.push(byKind.supplier[first] as DemoFacility);
    if (random.chance(0.3) && byKind.supplier.length > 1) {
      chosen.push(byKind.supplier[(first + 1) % byKind.supplier.length] as DemoFacility);
    }
  }
  addStores(random, network, storeShare(network.storeCoverage, rank), chosen);
  return chosen;
}

/** Keeps each store with a probability in proportion to its size; skips ahead geometrically, as most are left out. */
function addStores(random: Random, network: Network, share: number, chosen: DemoFacility[]): void {
  const stores = network.byKind.store;
  const highest = Math.min(0.97, share * network.largestStore);
  const logMiss = Math.log(1 - highest);
  for (let i = skip(random, logMiss); i < stores.length; i += 1 + skip(random, logMiss)) {
    const store = stores[i] as DemoFacility;
    if (random.chance(Math.min(0.97, share * store.size) / highest)) chosen.push(store);
  }
}

function skip(random: Random, logMiss: number): number {
  return Math.floor(Math.log(1 - random.next()) / logMiss);
}

/** Units a day of each facility: stores by size, the sites that ship online orders and feed the stores in equal parts. */
function shareDemand(chosen: readonly DemoFacility[], demandShare: number, network: Network): number[] {
  const stores = chosen.filter((facility) => facility.kind === 'store');
  const totalSize = stores.reduce((sum, store) => sum + store.size, 0);
  const inTown = demandShare * network.plan.walkInUnitsPerDay;
  const walkIn = stores.length === 0 ? 0 : inTown;
  const online = demandShare * network.onlineUnitsPerDay + (inTown - walkIn) * ONLINE_ONLY_SHARE;
  const shipping = chosen.length - stores.length;
  return chosen.map((facility) => {
    if (facility.kind === 'store') return (walkIn * facility.size) / totalSize;
    const feeds = facility.kind === 'warehouse' ? 0.5 * walkIn : 0;
    return (online + feeds) / shipping;
  });
}

function drawFigures(
  random: Random,
  facility: DemoFacility,
  dailyDemand: number,
  coverFactor: number,
): Figures {
  const policy = POLICIES[facility.kind];
  const safety = Math.ceil(dailyDemand * policy.safety - 0.35);
  const cover = policy.cover * coverFactor * Math.exp(random.normal(0, 0.3));
  const least =
    Math.max(0, safety) + policy.least + (random.chance(0.4) ? random.integer(0, policy.least) : 0);
  const onHand = Math.max(least, Math.round(dailyDemand * cover));
  const free = onHand - safety;
  const reservedExternal = random.chance(0.04) ? random.integer(0, Math.floor(free * 0.2)) : 0;
  return { onHand, reservedExternal, safety: Math.max(0, safety) };
}

/** Takes stock away where the product's condition and the facility call for it; true when it did. */
function spoil(
  random: Random,
  condition: Condition,
  facility: DemoFacility,
  figures: Figures,
  wanted: boolean,
): boolean {
  if (condition === 'soldOut') {
    figures.onHand = random.chance(0.15) ? Math.min(1, figures.safety) : 0;
    figures.reservedExternal = 0;
    return true;
  }
  if (condition === 'warehousesOut' && (facility.kind === 'warehouse' || facility.kind === 'thirdParty')) {
    figures.onHand = random.chance(0.3) ? Math.min(random.integer(1, 4), figures.safety) : 0;
    figures.reservedExternal = 0;
    return true;
  }
  if (condition !== 'short' || !wanted || !facility.prone || !random.chance(0.6)) return false;
  figures.safety = Math.max(1, figures.safety);
  figures.onHand = Math.floor(figures.safety * random.next());
  figures.reservedExternal = 0;
  return true;
}
