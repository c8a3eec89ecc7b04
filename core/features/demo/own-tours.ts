import { distanceMetres } from '../../kernel/geo.ts';
import type { Random } from '../../kernel/random.ts';
import { customerAt, type DemoCustomer } from './customers.ts';
import type { DemoPlan } from './demo-options.ts';
import type { DemoFacility } from './facilities.ts';
import { type DraftLine, lineOf, type OrderDraft } from './order-drafts.ts';
import { drawProduct, type ProductBook } from './products.ts';
import type { StockBook } from './stock-book.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Its own vehicles deliver around it: towns lie close together there. */
const HOME_CITY = 'Duisburg';
const REACH_METRES = 62_000;
const DELIVERIES = 440;
const COLLECTIONS = 30;
const CUSTOMERS = 900;
const LARGEST_SHARE = 0.6;
/** Orders are taken by their place counted from the newest (0) to the oldest (1): so many of all orders lie there and are delivered. */
const DELIVERY_AGES = { from: 0.1, to: 0.22, delivered: 0.058 };
const COLLECTION_AGES = { from: 0.22, to: 0.4, delivered: 0.166 };
const TRIES = 12;
/** UTC hours; some customers were promised the morning. */
const MORNING_SHARE = 0.3;
const [MORNING_HOUR, EVENING_HOUR] = [12, 20];

/** How an order is delivered that the retailer's own vehicles bring. */
export interface OwnTour {
  facility: DemoFacility;
  promisedAt: number;
}

/** The warehouse whose own vehicles deliver around it. */
export function homeDepot(facilities: readonly DemoFacility[]): DemoFacility {
  const warehouses = facilities.filter(({ kind }) => kind === 'warehouse');
  return warehouses.find(({ city }) => city.name === HOME_CITY) ?? (warehouses[0] as DemoFacility);
}

/** Stores that the home depot replenishes, the farthest first. */
export function storesAround(facilities: readonly DemoFacility[]): DemoFacility[] {
  const home = homeDepot(facilities);
  const metres = (store: DemoFacility) => distanceMetres(store, home);
  return facilities
    .filter((facility) => facility.kind === 'store' && metres(facility) <= REACH_METRES)
    .sort((a, b) => metres(b) - metres(a) || a.id - b.id);
}

/** Makes some orders local: due tomorrow from the home depot, or delivered there and about to come back. */
export class OwnTours {
  readonly #random: Random;
  readonly #plan: DemoPlan;
  readonly #home: DemoFacility;
  readonly #customers: readonly DemoCustomer[];
  readonly #products: ProductBook;
  readonly #stock: StockBook;

  constructor(
    random: Random,
    {
      plan,
      facilities,
      products,
      stock,
    }: { plan: DemoPlan; facilities: readonly DemoFacility[]; products: ProductBook; stock: StockBook },
  ) {
    this.#random = random;
    this.#plan = plan;
    this.#home = homeDepot(facilities);
    this.#customers = customersAround(plan, this.#home);
    this.#products = products;
    this.#stock = stock;
  }

  /** Turns some of the delivered orders into local ones; leaves the others as they are. */
  adopt(draft: OrderDraft): void {
    if (draft.status !== 'delivered' || draft.channel === 'pos' || this.#customers.length === 0) return;
    const newerShare = (this.#plan.orders - draft.id) / this.#plan.orders;
    if (this.#isTaken(newerShare, DELIVERY_AGES, DELIVERIES)) this.#deliver(draft);
    else if (this.#isTaken(newerShare, COLLECTION_AGES, COLLECTIONS)) this.#collect(draft);
  }

  #isTaken(newerShare: number, ages: typeof DELIVERY_AGES, wanted: number): boolean {
    if (newerShare < ages.from || newerShare >= ages.to) return false;
    return this.#random.chance(Math.min(LARGEST_SHARE, wanted / (ages.delivered * this.#plan.orders)));
  }

  #deliver(draft: OrderDraft): void {
    const lines = this.#linesInStock(draft.lines);
    if (lines.length === 0) return;
    const hour = this.#random.chance(MORNING_SHARE) ? MORNING_HOUR : EVENING_HOUR;
    const tomorrow = Math.floor(this.#plan.now / DAY_MS) * DAY_MS + DAY_MS;
    const customer = this.#random.pick(this.#customers);
    Object.assign(draft, { customer, shipTo: customer, lines, shipComplete: true });
    draft.status = (['picking', 'packed', 'released'] as const)[
      this.#random.weightedIndex([0.35, 0.55, 0.1])
    ] as OrderDraft['status'];
    draft.ownTour = { facility: this.#home, promisedAt: tomorrow + hour * HOUR_MS };
  }

  #collect(draft: OrderDraft): void {
    const customer = this.#random.pick(this.#customers);
    Object.assign(draft, { customer, shipTo: customer, returnAnnounced: true });
  }

  /** The lines with products that the home depot has, others drawn for those that it has not. */
  #linesInStock(lines: readonly DraftLine[]): DraftLine[] {
    const result: DraftLine[] = [];
    const free = (product: number) => {
      const position = this.#stock.find(product, this.#home.id);
      return position < 0 || result.some((line) => line.product === product)
        ? 0
        : this.#stock.available(position);
    };
    for (const line of lines) {
      let candidate = line;
      for (let i = 0; i < TRIES && free(candidate.product) < candidate.quantity; i++) {
        candidate = lineOf(this.#products, drawProduct(this.#random, this.#products), 1);
      }
      if (free(candidate.product) >= candidate.quantity) result.push(candidate);
    }
    return result;
  }
}

function customersAround(plan: DemoPlan, home: DemoFacility): DemoCustomer[] {
  const found: DemoCustomer[] = [];
  for (let id = 1; id <= plan.customers && found.length < CUSTOMERS; id++) {
    const customer = customerAt(plan.seed, id);
    if (distanceMetres(customer.address, home) <= REACH_METRES) found.push(customer);
  }
  return found;
}
