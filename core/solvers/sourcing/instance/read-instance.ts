import { floatColumn, intColumn } from '../optimise/columns.ts';
import { INSTANCE_FORMAT, type InstanceShipping, type SourcingInstance } from './instance.ts';

/** Something in an instance cannot be understood; the message begins with its place, `orders[3].lines[0].quantity`. */
export class InstanceError extends Error {
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
    this.name = 'InstanceError';
  }
}

/** Lists of an instance, in the names of the format. */
export const INSTANCE_LISTS = ['facilities', 'products', 'stock', 'orders'] as const;
export type InstanceList = (typeof INSTANCE_LISTS)[number];

type Fields = Record<string, unknown>;
const UNLIMITED_SHIPMENTS = 0x7fffffff;

/** Gathers an instance part by part, in whatever order the parts come; says where something is wrong. */
export class InstanceReader {
  private readonly facilityIds = new Ids('facilities');
  private readonly productIds = new Ids('products');
  private readonly orderIds = new Ids('orders');
  private readonly facilities = columns('latitude', 'longitude', 'orderCapacity', 'perShipment', 'perUnit');
  private readonly products = columns('weightGrams');
  private readonly stock = columns('facility', 'product', 'available', 'unitOpportunityCost');
  private readonly orders = columns('latitude', 'longitude', 'maxShipments', 'shipComplete');
  private readonly lines = columns('product', 'quantity', 'unitMargin', 'unitShortPenalty');
  private readonly lineStart = intColumn();
  private readonly counts: Record<InstanceList, number> = { facilities: 0, products: 0, stock: 0, orders: 0 };
  private shipping: InstanceShipping | null = null;
  private format: unknown;
  private currency = 'EUR';

  /** One element of a list. */
  element(list: InstanceList, value: unknown): void {
    const place = `${list}[${this.counts[list]}]`;
    this.counts[list] += 1;
    const fields = record(value, place);
    if (list === 'facilities') this.facility(fields, place);
    else if (list === 'products') this.product(fields, place);
    else if (list === 'stock') this.position(fields, place);
    else this.order(fields, place);
  }

  /** Anything beside the lists. Names that the format does not know are skipped. */
  property(name: string, value: unknown): void {
    if (name === 'format') this.format = value;
    else if (name === 'currency' && typeof value === 'string') this.currency = value;
    else if (name === 'shipping') this.shipping = readShipping(record(value, 'shipping'));
    else if (INSTANCE_LISTS.some((list) => list === name)) throw new InstanceError(name, 'must be a list');
  }

  finish(): SourcingInstance {
    if (this.format !== INSTANCE_FORMAT) {
      throw new InstanceError('format', `must be "${INSTANCE_FORMAT}", not ${JSON.stringify(this.format)}`);
    }
    if (!this.shipping) throw new InstanceError('shipping', 'is missing');
    this.facilityIds.checkAllDefined();
    this.productIds.checkAllDefined();
    this.checkStockOnce();
    const { facilities, products, stock, orders, lines } = this;
    this.lineStart.push(lines.product.length);
    return {
      currency: this.currency,
      shipping: this.shipping,
      facilities: { ids: this.facilityIds.names, ...this.facilityIds.sorted(facilities) },
      products: { ids: this.productIds.names, ...this.productIds.sorted(products) },
      stock: {
        facility: Int32Array.from(stock.facility.finish()),
        product: Int32Array.from(stock.product.finish()),
        available: Int32Array.from(stock.available.finish()),
        unitOpportunityCost: stock.unitOpportunityCost.finish(),
      },
      orders: {
        ids: this.orderIds.names,
        latitude: orders.latitude.finish(),
        longitude: orders.longitude.finish(),
        maxShipments: Int32Array.from(orders.maxShipments.finish()),
        shipComplete: Uint8Array.from(orders.shipComplete.finish()),
        lineStart: this.lineStart.finish(),
        product: Int32Array.from(lines.product.finish()),
        quantity: Int32Array.from(lines.quantity.finish()),
        unitMargin: lines.unitMargin.finish(),
        unitShortPenalty: lines.unitShortPenalty.finish(),
      },
    };
  }

  private facility(fields: Fields, place: string): void {
    this.facilityIds.define(identifier(fields, 'id', place), place);
    const { facilities } = this;
    readPoint(fields, place, facilities);
    const capacity = fields.orderCapacity ?? null;
    const limit = capacity === null ? Number.POSITIVE_INFINITY : amount(fields, 'orderCapacity', place);
    facilities.orderCapacity.push(Math.floor(limit));
    facilities.perShipment.push(amount(fields, 'perShipment', place, 0));
    facilities.perUnit.push(number(fields, 'perUnit', place, 0));
  }

  private product(fields: Fields, place: string): void {
    this.productIds.define(identifier(fields, 'id', place), place);
    this.products.weightGrams.push(amount(fields, 'weightGrams', place, 0));
  }

  private position(fields: Fields, place: string): void {
    const { stock } = this;
    stock.facility.push(this.facilityIds.mention(identifier(fields, 'facility', place), `${place}.facility`));
    stock.product.push(this.productIds.mention(identifier(fields, 'product', place), `${place}.product`));
    stock.available.push(Math.min(0x7fffffff, Math.max(0, Math.floor(number(fields, 'available', place)))));
    stock.unitOpportunityCost.push(number(fields, 'unitOpportunityCost', place, 0));
  }

  private order(fields: Fields, place: string): void {
    const { orders } = this;
    this.orderIds.define(identifier(fields, 'id', place), place);
    readPoint(fields, place, orders);
    const unlimited = (fields.maxShipments ?? null) === null;
    const most = unlimited ? UNLIMITED_SHIPMENTS : wholeNumber(fields, 'maxShipments', place);
    orders.maxShipments.push(Math.min(most, UNLIMITED_SHIPMENTS));
    orders.shipComplete.push(flag(fields, 'shipComplete', place) ? 1 : 0);
    this.lineStart.push(this.lines.product.length);
    const lines = fields.lines ?? [];
    if (!Array.isArray(lines)) throw new InstanceError(`${place}.lines`, 'must be a list');
    for (let i = 0; i < lines.length; i++) this.line(lines[i], place, i);
  }

  private line(value: unknown, orderPlace: string, index: number): void {
    const place = `${orderPlace}.lines[${index}]`;
    const fields = record(value, place);
    const { lines } = this;
    lines.product.push(this.productIds.mention(identifier(fields, 'product', place), `${place}.product`));
    lines.quantity.push(wholeNumber(fields, 'quantity', place));
    lines.unitMargin.push(number(fields, 'unitMargin', place, 0));
    lines.unitShortPenalty.push(number(fields, 'unitShortPenalty', place, 0));
  }

  private checkStockOnce(): void {
    const seen = new Map<number, number>();
    const { facility, product } = this.stock;
    for (let i = 0; i < facility.length; i++) {
      const key = product.at(i) * this.facilityIds.names.length + facility.at(i);
      const before = seen.get(key);
      if (before !== undefined) {
        throw new InstanceError(
          `stock[${i}]`,
          `is the same product in the same facility as stock[${before}]`,
        );
      }
      seen.set(key, i);
    }
  }
}

/** Reads a whole document that is in memory. @throws InstanceError */
export function readInstance(document: unknown): SourcingInstance {
  const reader = new InstanceReader();
  for (const [name, value] of Object.entries(record(document, 'instance'))) {
    const list = INSTANCE_LISTS.find((known) => known === name);
    if (list && Array.isArray(value)) for (const element of value) reader.element(list, element);
    else reader.property(name, value);
  }
  return reader.finish();
}

/** Ids and the numbers they stand for; an id may be mentioned before it is defined. */
class Ids {
  readonly names: string[] = [];
  private readonly list: string;
  private readonly indices = new Map<string, number>();
  private readonly mentions: string[] = [];
  private readonly definedAs: number[] = [];
  private defined = 0;

  constructor(list: string) {
    this.list = list;
  }

  define(id: string, place: string): void {
    const index = this.mention(id, '');
    if (this.definedAs[index] !== undefined) throw new InstanceError(`${place}.id`, `${id} occurs twice`);
    this.definedAs[index] = this.defined;
    this.defined += 1;
  }

  mention(id: string, place: string): number {
    const known = this.indices.get(id);
    if (known !== undefined) return known;
    const index = this.names.length;
    this.indices.set(id, index);
    this.names.push(id);
    if (place !== '') this.mentions[index] = place;
    return index;
  }

  checkAllDefined(): void {
    if (this.defined === this.names.length) return;
    const index = this.names.findIndex((_, i) => this.definedAs[i] === undefined);
    throw new InstanceError(this.mentions[index] ?? this.list, `${this.names[index]} is not in ${this.list}`);
  }

  /** Columns written in the order of definition, put into the order of the indices. */
  sorted<K extends string>(written: Columns<K>): Record<K, Float64Array> {
    const entries = Object.entries(written) as [K, Columns<K>[K]][];
    const sorted = entries.map(([name, column]) => {
      return [name, Float64Array.from(this.definedAs, (at) => column.at(at))];
    });
    return Object.fromEntries(sorted) as Record<K, Float64Array>;
  }
}

type Columns<K extends string> = Record<K, ReturnType<typeof floatColumn>>;

function columns<K extends string>(...names: K[]): Columns<K> {
  return Object.fromEntries(names.map((name) => [name, floatColumn()])) as Columns<K>;
}

function readShipping(fields: Fields): InstanceShipping {
  const unlimited = (fields.maxKm ?? null) === null;
  return {
    perShipment: amount(fields, 'perShipment', 'shipping', 0),
    perKm: amount(fields, 'perKm', 'shipping', 0),
    perKg: number(fields, 'perKg', 'shipping', 0),
    maxKm: unlimited ? Number.POSITIVE_INFINITY : amount(fields, 'maxKm', 'shipping'),
  };
}

function readPoint(fields: Fields, place: string, into: Columns<'latitude' | 'longitude'>): void {
  const latitude = number(fields, 'lat', place);
  const longitude = number(fields, 'lon', place);
  if (Math.abs(latitude) > 90)
    throw new InstanceError(`${place}.lat`, `${latitude} is not between -90 and 90`);
  if (Math.abs(longitude) > 360) throw new InstanceError(`${place}.lon`, `${longitude} is no longitude`);
  into.latitude.push(latitude);
  into.longitude.push(longitude);
}

function record(value: unknown, place: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new InstanceError(place, 'must be an object');
}

function identifier(fields: Fields, name: string, place: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw new InstanceError(`${place}.${name}`, value === undefined ? 'is missing' : 'must be a text');
}

function number(fields: Fields, name: string, place: string, fallback?: number): number {
  const value = fields[name] ?? fallback;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const problem = value === undefined ? 'is missing' : `must be a number, not ${JSON.stringify(value)}`;
  throw new InstanceError(`${place}.${name}`, problem);
}

function amount(fields: Fields, name: string, place: string, fallback?: number): number {
  const value = number(fields, name, place, fallback);
  if (value >= 0) return value;
  throw new InstanceError(`${place}.${name}`, `must be 0 or more, not ${value}`);
}

function wholeNumber(fields: Fields, name: string, place: string): number {
  const value = amount(fields, name, place);
  if (Number.isInteger(value) && value <= 0x7fffffff) return value;
  throw new InstanceError(`${place}.${name}`, `must be a whole number, not ${value}`);
}

function flag(fields: Fields, name: string, place: string): boolean {
  const value = fields[name] ?? false;
  if (typeof value === 'boolean') return value;
  throw new InstanceError(`${place}.${name}`, 'must be true or false');
}
