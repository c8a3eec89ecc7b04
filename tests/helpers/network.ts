import type { Database, WriteTransaction } from '../../core/db/database.ts';
import type { NewRow, Tables } from '../../core/db/tables.ts';

/** A fixed instant for tests: 2026-05-04T10:00:00Z, a Monday. */
export const NOW = 1_777_888_800_000;

const FACILITY = {
  kind: 'warehouse',
  street: null,
  city: 'Lyon',
  postal_code: '69007',
  region: null,
  country: 'FR',
  latitude: 45.75,
  longitude: 4.85,
  location_precision: 'given',
  time_zone: 'Europe/Paris',
  currency: 'EUR',
  handling_cost_minor: 100,
  daily_capacity_orders: null,
  cut_off_minutes: 960,
  active: 1,
  updated_at: NOW,
};
const PRODUCT = {
  category: 'Lamps',
  weight_grams: 500,
  volume_millilitres: 1000,
  price_minor: 2500,
  cost_minor: 1000,
  currency: 'EUR',
  stocked: 1,
  active: 1,
  updated_at: NOW,
};
const ORDER = {
  channel: 'web',
  customer_id: null,
  priority: 5,
  status: 'open',
  hold_reason: null,
  ordered_at: NOW - 3_600_000,
  promised_at: NOW + 3 * 86_400_000,
  ship_to_name: 'Camille Moreau',
  street: '1 rue de la Paix',
  city: 'Paris',
  postal_code: '75002',
  region: null,
  country: 'FR',
  latitude: 48.87,
  longitude: 2.33,
  currency: 'EUR',
  total_minor: 0,
  payment_state: 'paid',
  service_level: null,
  ship_complete: 0,
  worked_on_at: null,
  updated_at: NOW,
};

async function holdByHand(trx: WriteTransaction, orderId: number, reason: string): Promise<void> {
  await trx
    .insertInto('order_hold')
    .values({
      order_id: orderId,
      code: 'manual',
      mode: 'hold',
      active: 1,
      reason,
      fingerprint: null,
      since: NOW,
      placed_by: null,
      released_at: null,
      released_by: null,
      note: null,
    })
    .execute();
}

type Given<T extends keyof Tables> = Partial<NewRow<T>>;

/** Builds small networks in a database: everything left out has a believable value. */
export function networkBuilder(db: Database) {
  const write = <T>(work: (trx: WriteTransaction) => Promise<T>) => db.write(work);
  return {
    facility: (code: string, given: Given<'facility'> = {}) =>
      write((trx) =>
        trx
          .insertInto('facility')
          .values({ ...FACILITY, code, name: code, ...given })
          .returning('id')
          .executeTakeFirstOrThrow(),
      ).then((row) => row.id),
    product: (sku: string, given: Given<'product'> = {}) =>
      write((trx) =>
        trx
          .insertInto('product')
          .values({ ...PRODUCT, sku, name: sku, ...given })
          .returning('id')
          .executeTakeFirstOrThrow(),
      ).then((row) => row.id),
    stock: (productId: number, facilityId: number, onHand: number, given: Given<'stock_position'> = {}) =>
      write((trx) =>
        trx
          .insertInto('stock_position')
          .values({
            product_id: productId,
            facility_id: facilityId,
            on_hand: onHand,
            reserved_external: 0,
            safety_stock: 0,
            daily_demand: 0,
            updated_at: NOW,
            ...given,
          })
          .execute(),
      ),
    /** An order with one line for each `[productId, quantity]`; answers its id and its lines' ids. */
    order: (
      number: string,
      lines: readonly (readonly [number, number])[],
      given: Given<'sales_order'> = {},
    ) =>
      write(async (trx) => {
        const order = await trx
          .insertInto('sales_order')
          .values({ ...ORDER, number, hold_codes: given.hold_reason ? 'manual' : null, ...given })
          .returning('id')
          .executeTakeFirstOrThrow();
        if (given.hold_reason) await holdByHand(trx, order.id, given.hold_reason);
        const lineIds: number[] = [];
        for (const [i, [productId, quantity]] of lines.entries()) {
          const line = await trx
            .insertInto('order_line')
            .values({
              order_id: order.id,
              line_number: i + 1,
              product_id: productId,
              quantity,
              unit_price_minor: 2500,
              quantity_shipped: 0,
              quantity_cancelled: 0,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          lineIds.push(line.id);
        }
        return { id: order.id, lineIds };
      }),
    allocate: (orderId: number, lineId: number, productId: number, facilityId: number, quantity: number) =>
      write((trx) =>
        trx
          .insertInto('allocation')
          .values({
            order_id: orderId,
            order_line_id: lineId,
            product_id: productId,
            facility_id: facilityId,
            quantity,
            status: 'reserved',
            run_id: null,
            service_id: null,
            cost_minor: 0,
            currency: 'EUR',
            reason_json: null,
            created_at: NOW,
            updated_at: NOW,
          })
          .returning('id')
          .executeTakeFirstOrThrow(),
      ).then((row) => row.id),
  };
}
