const DAY_MS = 86_400_000;
const DEFAULT_FACILITIES = 164;
const DEFAULT_PRODUCTS = 6_000;
/** Units a day: a store sells some 85; a longer catalogue sells more. */
const WALK_IN_PER_STORE = 85;
const WALK_IN_PER_PRODUCT = 2;
const DEFAULT_CELLS = DEFAULT_FACILITIES * DEFAULT_PRODUCTS;

export interface DemoOptions {
  seed: number;
  /** 100 to 500,000. */
  orders: number;
  /** 10 to 1,000; 164 when left out. */
  facilities?: number;
  /** 100 to 100,000; 6,000 when left out. */
  products?: number;
  /** The network's present, epoch ms; midnight UTC of the current day when left out. The same options and `now` give the same rows. */
  now?: number;
}

/** How many of each thing the network has. */
export interface DemoPlan {
  readonly seed: number;
  /** Epoch ms. */
  readonly now: number;
  readonly warehouses: number;
  readonly stores: number;
  readonly suppliers: number;
  readonly thirdParties: number;
  readonly facilities: number;
  readonly products: number;
  /** Stock positions aimed at; the outcome is within a few percent. */
  readonly positions: number;
  readonly customers: number;
  readonly orders: number;
  /** What all stores sell over the counter, beside the orders. */
  readonly walkInUnitsPerDay: number;
  /** Orders reach back so many days. */
  readonly historyDays: number;
}

/** Sizes everything from the few numbers asked for. @throws RangeError outside the bounds of `DemoOptions`. */
export function planDemo(options: DemoOptions, clock: () => number = Date.now): DemoPlan {
  const facilities = within('facilities', options.facilities ?? DEFAULT_FACILITIES, 10, 1_000);
  const products = within('products', options.products ?? DEFAULT_PRODUCTS, 100, 100_000);
  const orders = within('orders', options.orders, 100, 500_000);
  const scale = facilities / DEFAULT_FACILITIES;
  const warehouses = Math.max(2, Math.round(8 * scale ** 0.6));
  const suppliers = Math.max(2, Math.round(12 * scale ** 0.7));
  const thirdParties = Math.max(1, Math.round(4 * scale ** 0.6));
  const stores = facilities - warehouses - suppliers - thirdParties;
  return {
    seed: options.seed,
    now: options.now ?? Math.floor(clock() / DAY_MS) * DAY_MS,
    warehouses,
    suppliers,
    thirdParties,
    stores,
    facilities,
    products,
    positions: Math.round(facilities * products * density(facilities * products)),
    customers: Math.round(orders * 0.62) + 200,
    orders,
    walkInUnitsPerDay: Math.max(stores * WALK_IN_PER_STORE, products * WALK_IN_PER_PRODUCT),
    historyDays: 60,
  };
}

/** Share of the product × facility cells with a position: 17 % by default, 3 % at 1,000 facilities and 100,000 products. */
function density(cells: number): number {
  return Math.min(0.6, 0.17 * (DEFAULT_CELLS / cells) ** 0.375);
}

function within(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, not ${value}`);
}
