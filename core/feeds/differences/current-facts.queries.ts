import { type Kysely, type RawBuilder, sql } from 'kysely';
import { inPieces } from '../../db/in-pieces.ts';
import type { Tables } from '../../db/tables.ts';
import { toMajor } from '../../kernel/money.ts';
import type { RecordFields } from '../record.ts';
import type { CurrentFacts } from './compare.ts';
import { type ComparedKind, linesText } from './fields.ts';
import { keyParts } from './key-fields.ts';

export type Reader = Kysely<Tables>;
type Facts = Map<string, CurrentFacts>;

const NONE: ReadonlySet<string> = new Set();
const MOST_FACILITIES = 400;

type Column = 'facility.code' | 'product.sku';
/** How the codes of a table are compared: as they stand, or all in capitals. */
type Fold = (column: Column) => RawBuilder<string>;

const asIs: Fold = (column) => sql.ref<string>(column);
const inCapitals: Fold = (column) => sql<string>`upper(${sql.ref(column)})`;

const BY_KIND: Record<ComparedKind, (db: Reader, keys: readonly string[], fold: Fold) => Promise<Facts>> = {
  facilities,
  products,
  customers,
  stock,
  inbound,
  orders,
  shipments,
  returns,
};

/** Kinds whose codes sources may write in small letters and mean the same thing. */
const ANY_CASE: ReadonlySet<ComparedKind> = new Set(['facilities', 'products', 'stock']);

/** What the workspace holds of things, by their keys, in the import's field keys. */
export async function currentFacts(db: Reader, kind: ComparedKind, keys: readonly string[]): Promise<Facts> {
  const facts = await BY_KIND[kind](db, keys, asIs);
  const missing = keys.filter((key) => !facts.has(key));
  if (missing.length === 0 || !ANY_CASE.has(kind)) return facts;
  const capitals = [...new Set(missing.map((key) => key.toUpperCase()))];
  const folded = await BY_KIND[kind](db, capitals, inCapitals);
  for (const key of missing) {
    const found = folded.get(key.toUpperCase());
    if (found) facts.set(key, found);
  }
  return facts;
}

interface Address {
  street?: string | null;
  city: string | null;
  postal_code: string | null;
  region?: string | null;
  country: string | null;
}

const addressOf = ({ street, city, postal_code, region, country }: Address): RecordFields => ({
  street: street ?? null,
  city,
  postalCode: postal_code,
  region: region ?? null,
  country,
});

async function facilities(db: Reader, keys: readonly string[], fold: Fold): Promise<Facts> {
  const rows = await inPieces(keys, (piece) =>
    db.selectFrom('facility').selectAll().where(fold('facility.code'), 'in', piece).execute(),
  );
  return new Map(
    rows.map((row) => [
      fold === asIs ? row.code : row.code.toUpperCase(),
      {
        alive: row.active === 1,
        updatedAt: row.updated_at,
        fields: {
          facilityName: row.name,
          facilityKind: row.kind,
          ...addressOf(row),
          latitude: row.latitude,
          longitude: row.longitude,
          timeZone: row.time_zone,
          handlingCost: toMajor(row.handling_cost_minor, row.currency),
          currency: row.currency,
          dailyCapacity: row.daily_capacity_orders,
          cutOff: row.cut_off_minutes,
          active: row.active === 1,
        },
      },
    ]),
  );
}

async function products(db: Reader, keys: readonly string[], fold: Fold): Promise<Facts> {
  const rows = await inPieces(keys, (piece) =>
    db.selectFrom('product').selectAll().where(fold('product.sku'), 'in', piece).execute(),
  );
  return new Map(
    rows.map((row) => [
      fold === asIs ? row.sku : row.sku.toUpperCase(),
      {
        alive: row.active === 1,
        updatedAt: row.updated_at,
        fields: {
          productName: row.name,
          category: row.category,
          weight: row.weight_grams,
          volume: row.volume_millilitres,
          price: toMajor(row.price_minor, row.currency),
          cost: toMajor(row.cost_minor, row.currency),
          currency: row.currency,
          stocked: row.stocked === 1,
          active: row.active === 1,
        },
      },
    ]),
  );
}

async function customers(db: Reader, keys: readonly string[]): Promise<Facts> {
  const rows = await inPieces(keys, (piece) =>
    db.selectFrom('customer').selectAll().where('code', 'in', piece).execute(),
  );
  return new Map(
    rows.map((row) => [
      row.code,
      {
        alive: true,
        updatedAt: row.updated_at,
        fields: {
          customerName: row.name,
          segment: row.segment,
          email: row.email,
          phone: row.phone,
          ...addressOf(row),
        },
      },
    ]),
  );
}

async function stock(db: Reader, keys: readonly string[], fold: Fold): Promise<Facts> {
  const wanted = new Set(keys);
  const parts = keys.map((key) => keyParts(key, 2));
  const codes = [...new Set(parts.map(([, facility]) => facility ?? ''))];
  const rows = await inPieces([...new Set(parts.map(([sku]) => sku ?? ''))], (piece) => {
    const query = db
      .selectFrom('product')
      .innerJoin('stock_position as s', 's.product_id', 'product.id')
      .innerJoin('facility', 'facility.id', 's.facility_id')
      .select([
        'product.sku',
        'facility.code',
        's.on_hand',
        's.reserved_external',
        's.safety_stock',
        's.updated_at',
      ])
      .where(fold('product.sku'), 'in', piece);
    return (
      codes.length <= MOST_FACILITIES ? query.where(fold('facility.code'), 'in', codes) : query
    ).execute();
  });
  const facts: Facts = new Map();
  for (const row of rows) {
    const exact = `${row.sku}|${row.code}`;
    const key = fold === asIs ? exact : exact.toUpperCase();
    if (!wanted.has(key)) continue;
    facts.set(key, {
      alive: row.on_hand !== 0,
      updatedAt: row.updated_at,
      fields: { onHand: row.on_hand, reserved: row.reserved_external, safetyStock: row.safety_stock },
    });
  }
  return facts;
}

async function inbound(db: Reader, keys: readonly string[]): Promise<Facts> {
  const wanted = new Set(keys);
  const references = [...new Set(keys.map((key) => keyParts(key, 3)[0] ?? ''))];
  const rows = await inPieces(references, (piece) =>
    db
      .selectFrom('inbound')
      .innerJoin('product', 'product.id', 'inbound.product_id')
      .innerJoin('facility', 'facility.id', 'inbound.facility_id')
      .selectAll('inbound')
      .select(['product.sku', 'facility.code'])
      .where('inbound.reference', 'in', piece)
      .execute(),
  );
  const facts: Facts = new Map();
  for (const row of rows) {
    const key = `${row.reference}|${row.sku}|${row.code}`;
    if (!wanted.has(key)) continue;
    facts.set(key, {
      alive: row.status !== 'cancelled',
      updatedAt: row.updated_at,
      fields: {
        quantity: row.quantity,
        expectedAt: row.expected_at,
        inboundKind: row.kind,
        inboundStatus: row.status,
        origin: row.origin,
      },
    });
  }
  return facts;
}

interface LineRow {
  parent: number;
  sku: string;
  quantity: number;
}

/** Lines by what they belong to. */
function byParent(rows: readonly LineRow[]): Map<number, RecordFields[]> {
  const lines = new Map<number, RecordFields[]>();
  for (const { parent, sku, quantity } of rows) {
    const known = lines.get(parent);
    if (known) known.push({ sku, quantity });
    else lines.set(parent, [{ sku, quantity }]);
  }
  return lines;
}

async function orders(db: Reader, keys: readonly string[]): Promise<Facts> {
  const rows = await inPieces(keys, (piece) =>
    db
      .selectFrom('sales_order')
      .leftJoin('customer', 'customer.id', 'sales_order.customer_id')
      .selectAll('sales_order')
      .select('customer.code as customerCode')
      .where('number', 'in', piece)
      .execute(),
  );
  const lines = byParent(
    await inPieces(
      rows.map(({ id }) => id),
      (piece) =>
        db
          .selectFrom('order_line')
          .innerJoin('product', 'product.id', 'order_line.product_id')
          .select(['order_id as parent', 'product.sku', 'quantity'])
          .where('order_id', 'in', piece)
          .where('product.stocked', '=', 1)
          .execute(),
    ),
  );
  return new Map(
    rows.map((row) => [
      row.number,
      {
        alive: row.status !== 'cancelled',
        updatedAt: row.updated_at,
        fields: {
          channel: row.channel,
          customerCode: row.customerCode,
          priority: row.priority,
          orderStatus: row.status,
          orderedAt: row.ordered_at,
          promisedAt: row.promised_at,
          shipToName: row.ship_to_name,
          ...addressOf(row),
          orderTotal: toMajor(row.total_minor, row.currency),
          currency: row.currency,
          paymentState: row.payment_state,
          serviceLevel: row.service_level,
          shipComplete: row.ship_complete === 1,
          lines: linesText(lines.get(row.id), NONE),
        },
      },
    ]),
  );
}

async function shipments(db: Reader, keys: readonly string[]): Promise<Facts> {
  const rows = await inPieces(keys, (piece) =>
    db
      .selectFrom('shipment')
      .leftJoin('sales_order', 'sales_order.id', 'shipment.order_id')
      .leftJoin('facility', 'facility.id', 'shipment.facility_id')
      .leftJoin('carrier_service', 'carrier_service.id', 'shipment.service_id')
      .leftJoin('carrier', 'carrier.id', 'carrier_service.carrier_id')
      .selectAll('shipment')
      .select([
        'sales_order.number as orderNumber',
        'facility.code as facilityCode',
        'carrier_service.code as serviceCode',
        'carrier.code as carrierCode',
      ])
      .where('shipment.number', 'in', piece)
      .execute(),
  );
  const lines = byParent(
    await inPieces(
      rows.map(({ id }) => id),
      (piece) =>
        db
          .selectFrom('shipment_line')
          .innerJoin('product', 'product.id', 'shipment_line.product_id')
          .select(['shipment_id as parent', 'product.sku', 'quantity'])
          .where('shipment_id', 'in', piece)
          .execute(),
    ),
  );
  return new Map(
    rows.map((row) => [
      row.number,
      {
        alive: row.status !== 'cancelled',
        updatedAt: row.updated_at,
        fields: {
          orderNumber: row.orderNumber,
          facilityCode: row.facilityCode,
          carrierCode: row.carrierCode,
          serviceCode: row.serviceCode,
          trackingNumber: row.tracking_number,
          shipmentStatus: row.status,
          shippedAt: row.shipped_at,
          promisedAt: row.promised_at,
          deliveredAt: row.delivered_at,
          ...addressOf(row),
          weight: row.weight_grams,
          cost: toMajor(row.cost_minor, row.currency),
          currency: row.currency,
          lines: linesText(lines.get(row.id), NONE),
        },
      },
    ]),
  );
}

async function returns(db: Reader, keys: readonly string[]): Promise<Facts> {
  const rows = await inPieces(keys, (piece) =>
    db
      .selectFrom('order_return')
      .leftJoin('sales_order', 'sales_order.id', 'order_return.order_id')
      .leftJoin('customer', 'customer.id', 'order_return.customer_id')
      .selectAll('order_return')
      .select(['sales_order.number as orderNumber', 'customer.code as customerCode'])
      .where('order_return.number', 'in', piece)
      .execute(),
  );
  const lines = byParent(
    await inPieces(
      rows.map(({ id }) => id),
      (piece) =>
        db
          .selectFrom('order_return_line')
          .innerJoin('product', 'product.id', 'order_return_line.product_id')
          .select(['return_id as parent', 'product.sku', 'quantity'])
          .where('return_id', 'in', piece)
          .execute(),
    ),
  );
  return new Map(
    rows.map((row) => [
      row.number,
      {
        alive: row.status !== 'cancelled',
        updatedAt: row.updated_at,
        fields: {
          orderNumber: row.orderNumber,
          customerCode: row.customerCode,
          channel: row.channel,
          returnStatus: row.status,
          returnedAt: row.returned_at,
          lines: linesText(lines.get(row.id), NONE),
        },
      },
    ]),
  );
}
