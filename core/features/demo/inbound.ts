import type { Random } from '../../kernel/random.ts';
import type { DemoPlan } from './demo-options.ts';
import type { DemoFacility } from './facilities.ts';
import { homeDepot, storesAround } from './own-tours.ts';
import { drawProduct, type ProductBook } from './products.ts';
import type { RowBatch } from './row-batch.ts';
import type { StockBook } from './stock-book.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LARGEST_INBOUND = 60_000;
const REPLENISHED_STORES = 6;
const REPLENISHED_PRODUCTS = 12;

type InboundKind = 'purchase' | 'transfer' | 'return';
interface Consignment {
  kind: InboundKind;
  facility: DemoFacility;
  origin: string | null;
  expectedAt: number;
  status: 'expected' | 'received' | 'cancelled';
}

const PREFIXES: Readonly<Record<InboundKind, string>> = { purchase: 'PO', transfer: 'TR', return: 'RC' };
const LINES: Readonly<Record<InboundKind, readonly [number, number]>> = {
  purchase: [3, 16],
  transfer: [2, 8],
  return: [1, 4],
};

/** Purchases, transfers and returns on their way over the next weeks; a few due today, a few overdue, some already in. */
export function* generateInbound(
  random: Random,
  plan: DemoPlan,
  facilities: readonly DemoFacility[],
  products: ProductBook,
  stock: StockBook,
  batch: RowBatch,
): Generator<void> {
  const wanted = Math.min(LARGEST_INBOUND, Math.round(plan.products * 0.75));
  const year = new Date(plan.now).getUTCFullYear();
  let id = 1;
  for (let nth = 1; id <= wanted && nth <= wanted * 2; nth++) {
    const consignment = drawConsignment(random, plan, facilities);
    const [fewest, most] = LINES[consignment.kind];
    const lines = random.integer(fewest, most);
    const seen = new Set<number>();
    for (let line = 0; line < lines; line++) {
      const product = findProduct(random, products, stock, consignment.facility.id);
      if (product < 0 || seen.has(product)) continue;
      seen.add(product);
      batch.add('inbound', {
        id: id++,
        reference: `${PREFIXES[consignment.kind]}-${year}-${String(10_000 + nth)}`,
        product_id: product + 1,
        facility_id: consignment.facility.id,
        kind: consignment.kind,
        quantity: quantityOf(random, consignment.kind, products.demandShare[product] as number, plan),
        expected_at: consignment.expectedAt,
        status: consignment.status,
        origin: consignment.origin,
        updated_at: Math.min(plan.now, consignment.expectedAt) - random.integer(1, 48) * HOUR_MS,
      });
    }
    if (batch.full) yield;
  }
  addReplenishment(random.fork('replenishment'), plan, { facilities, products, stock, firstId: id }, batch);
}

/** What the home depot sends to stores around it tomorrow, with its own vehicles. */
function addReplenishment(
  random: Random,
  plan: DemoPlan,
  {
    facilities,
    products,
    stock,
    firstId,
  }: { facilities: readonly DemoFacility[]; products: ProductBook; stock: StockBook; firstId: number },
  batch: RowBatch,
): void {
  const origin = homeDepot(facilities).row.name;
  const tomorrow = Math.floor(plan.now / DAY_MS) * DAY_MS + DAY_MS;
  const year = new Date(plan.now).getUTCFullYear();
  let id = firstId;
  storesAround(facilities)
    .slice(0, REPLENISHED_STORES)
    .forEach((store, nth) => {
      const chosen = new Set<number>();
      for (let i = 0; i < REPLENISHED_PRODUCTS; i++) {
        const product = findProduct(random, products, stock, store.id);
        if (product >= 0) chosen.add(product);
      }
      for (const product of chosen) {
        batch.add('inbound', {
          id: id++,
          reference: `TR-${year}-${90_001 + nth}`,
          product_id: product + 1,
          facility_id: store.id,
          kind: 'transfer',
          quantity: random.integer(4, 24),
          expected_at: tomorrow + 12 * HOUR_MS,
          status: 'expected',
          origin,
          updated_at: plan.now - random.integer(1, 12) * HOUR_MS,
        });
      }
    });
}

function drawConsignment(random: Random, plan: DemoPlan, facilities: readonly DemoFacility[]): Consignment {
  const kind =
    (['purchase', 'transfer', 'return'] as const)[random.weightedIndex([0.62, 0.3, 0.08])] ?? 'purchase';
  const firstStore = plan.facilities - plan.stores;
  const hubs = facilities.slice(0, plan.warehouses + plan.thirdParties);
  const suppliers = facilities.slice(plan.warehouses + plan.thirdParties, firstStore);
  const facility =
    kind === 'transfer' && plan.stores > 0 ? random.pick(facilities.slice(firstStore)) : random.pick(hubs);
  const origins = { purchase: suppliers, transfer: hubs, return: facilities.slice(firstStore) }[kind];
  const { days, status } = drawDue(random);
  const dayStart = Math.floor(plan.now / DAY_MS) * DAY_MS;
  return {
    kind,
    facility,
    origin: origins.length > 0 ? random.pick(origins).row.name : null,
    expectedAt: dayStart + days * DAY_MS + random.integer(6, 16) * HOUR_MS,
    status,
  };
}

/** Days from today: mostly ahead, 5 % today, 4 % overdue, the rest history. */
function drawDue(random: Random): { days: number; status: Consignment['status'] } {
  const draw = random.next();
  if (draw < 0.05) return { days: 0, status: 'expected' };
  if (draw < 0.09) return { days: -random.integer(1, 7), status: 'expected' };
  if (draw < 0.3) return { days: -random.integer(1, 30), status: 'received' };
  if (draw < 0.32) return { days: random.integer(-5, 20), status: 'cancelled' };
  return { days: 1 + Math.floor(random.next() ** 1.4 * 44), status: 'expected' };
}

/** A product that the facility keeps, drawn by demand; -1 when none was met in a few tries. */
function findProduct(random: Random, products: ProductBook, stock: StockBook, facilityId: number): number {
  for (let attempt = 0; attempt < 24; attempt++) {
    const product = random.chance(0.5)
      ? drawProduct(random, products)
      : random.integer(0, products.count - 1);
    if (stock.find(product, facilityId) >= 0) return product;
  }
  return -1;
}

function quantityOf(random: Random, kind: InboundKind, demandShare: number, plan: DemoPlan): number {
  if (kind === 'return') return random.integer(1, 5);
  const daily = demandShare * plan.walkInUnitsPerDay;
  if (kind === 'transfer')
    return Math.max(2, Math.round((daily / Math.max(1, plan.stores)) * 10 * (0.5 + random.next())));
  const cases = Math.max(1, Math.round(((daily / plan.warehouses) * 14 * (0.5 + random.next())) / 6));
  return cases * 6;
}
