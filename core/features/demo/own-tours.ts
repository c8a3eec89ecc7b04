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
const DELIVERIES = 480;
const COLLECTIONS = 30;
const CUSTOMERS = 900;
const LARGEST_SHARE = 0.6;
/** Orders are taken by their place counted from the newest (0) to the oldest (1): so many of all orders lie there and are delivered. */
const DELIVERY_AGES = { from: 0.1, to: 0.22, delivered: 0.058 };
const COLLECTION_AGES = { from: 0.22, to: 0.4, delivered: 0.166 };
const TRIES = 12;
/** Stores hold fewer products than warehouses. */
const TRIES_OF_HUB = 80;
/** UTC hours; some customers were promised the morning. */
const MORNING_SHARE = 0.3;
const [MORNING_HOUR, EVENING_HOUR] = [12, 20];

/** Reserved orders may still come from elsewhere: the tours can choose. */
const DELIVERED_AS = ['picking', 'packed', 'released', 'sourced'] as const;
const DELIVERED_SHARES = [0.32, 0.5, 0.09, 0.09];

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
  /** A store with vans of its own, and who lives nearer to it. */
  readonly #hub: DemoFacility | undefined;
  readonly #customersOfHub: readonly DemoCustomer[];
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
    const hub = storesAround(facilities)[0];
    this.#hub = hub;
    this.#customersOfHub = this.#customers.filter(
      ({ address }) => hub && distanceMetres(address, hub) < distanceMetres(address, this.#home),
    );
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
    const status = DELIVERED_AS[this.#random.weightedIndex(DELIVERED_SHARES)] as OrderDraft['status'];
    const movable = status === 'sourced' && this.#customersOfHub.length > 0;
    const lines = this.#linesInStock(draft.lines, movable ? this.#hub : undefined);
    if (lines.length === 0) return;
    const hour = this.#random.chance(MORNING_SHARE) ? MORNING_HOUR : EVENING_HOUR;
    const tomorrow = Math.floor(this.#plan.now / DAY_MS) * DAY_MS + DAY_MS;
    const customer = this.#random.pick(movable ? this.#customersOfHub : this.#customers);
    Object.assign(draft, { status, customer, shipTo: customer, lines, shipComplete: true });
    draft.ownTour = { facility: this.#home, promisedAt: tomorrow + hour * HOUR_MS };
  }

  #collect(draft: OrderDraft): void {
    const customer = this.#random.pick(this.#customers);
    Object.assign(draft, { customer, shipTo: customer, returnAnnounced: true });
  }

  /** The lines with products that the home depot has (and another one), others drawn for those that it has not. */
  #linesInStock(lines: readonly DraftLine[], also?: DemoFacility): DraftLine[] {
    const result: DraftLine[] = [];
    const at = (product: number, facility: DemoFacility) => {
      const position = this.#stock.find(product, facility.id);
      return position < 0 ? 0 : this.#stock.available(position);
    };
    const free = (product: number) => {
      if (result.some((line) => line.product === product)) return 0;
      return Math.min(at(product, this.#home), also ? at(product, also) : Number.POSITIVE_INFINITY);
    };
    const tries = also ? TRIES_OF_HUB : TRIES;
    for (const line of lines) {
      let candidate = line;
      for (let i = 0; i < tries && free(candidate.product) < candidate.quantity; i++) {
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
