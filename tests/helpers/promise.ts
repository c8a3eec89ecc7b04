import type { z } from 'zod';
import { holdRequest, promiseRequest } from '../../core/contract/promise.ts';
import type { Database } from '../../core/db/database.ts';
import type { AppContext } from '../../core/features/context.ts';
import { holdPromise, quotePromise } from '../../core/features/promise/index.ts';

export type QuoteInput = z.input<typeof promiseRequest>;

/** 9 o'clock in Paris on Monday 4 May 2026. */
export const MONDAY_9 = Date.UTC(2026, 4, 4, 7, 0);
export const HOUR_MS = 3_600_000;
export const PARIS = { country: 'FR', postalCode: '75002' };

/** The core as it would act at another time. */
export function at(ctx: AppContext, instant: number): AppContext {
  return { ...ctx, clock: () => instant };
}

export function quote(ctx: AppContext, input: QuoteInput) {
  return quotePromise(ctx, promiseRequest.parse(input));
}

export function hold(ctx: AppContext, input: z.input<typeof holdRequest>) {
  return holdPromise(ctx, holdRequest.parse(input));
}

/** A carrier with a service of each level, two days in the country by standard, the next by express. */
export async function carrier(db: Database, code: string): Promise<void> {
  await db.write(async (trx) => {
    const { id } = await trx
      .insertInto('carrier')
      .values({ code, name: code })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [level, days, price] of [
      ['standard', 2, 600],
      ['express', 1, 1500],
    ] as const) {
      const service = await trx
        .insertInto('carrier_service')
        .values({
          carrier_id: id,
          code: `${code}-${level}`,
          name: `${code} ${level}`,
          level,
          cut_off_minutes: 900,
          max_weight_grams: 30_000,
          active: 1,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('rate')
        .values({
          service_id: service.id,
          origin_country: 'FR',
          destination_country: 'FR',
          destination_postal_prefix: '',
          up_to_weight_grams: 30_000,
          price_minor: price,
          currency: 'EUR',
          transit_days_min: 1,
          transit_days_max: days,
        })
        .execute();
    }
  });
}

/** What is on its way to a facility. */
export async function inbound(
  db: Database,
  reference: string,
  productId: number,
  facilityId: number,
  quantity: number,
  expectedAt: number,
): Promise<number> {
  const row = await db.write((trx) =>
    trx
      .insertInto('inbound')
      .values({
        reference,
        product_id: productId,
        facility_id: facilityId,
        kind: 'purchase',
        quantity,
        expected_at: expectedAt,
        status: 'expected',
        origin: null,
        updated_at: expectedAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return row.id;
}

/** Positions and inbounds where what is promised is not what promises add up to, or is more than there is. */
export async function brokenPromises(db: Database): Promise<unknown[]> {
  const [positions, allocations, lines, inbounds, promises] = await Promise.all([
    db.read.selectFrom('stock_position').selectAll().execute(),
    db.read.selectFrom('allocation').selectAll().where('status', 'in', ['reserved', 'released']).execute(),
    db.read.selectFrom('promise_hold_line').selectAll().where('status', '=', 'held').execute(),
    db.read.selectFrom('inbound').selectAll().execute(),
    db.read.selectFrom('inbound_promise').selectAll().where('status', 'in', ['held', 'waiting']).execute(),
  ]);
  const taken = new Map<string, number>();
  for (const { product_id, facility_id, quantity } of [...allocations, ...lines]) {
    const key = `${product_id}@${facility_id}`;
    taken.set(key, (taken.get(key) ?? 0) + quantity);
  }
  const spoken = new Map<number, number>();
  for (const { inbound_id, quantity } of promises)
    spoken.set(inbound_id, (spoken.get(inbound_id) ?? 0) + quantity);
  return [
    ...positions.filter((p) => {
      const units = taken.get(`${p.product_id}@${p.facility_id}`) ?? 0;
      const free = p.on_hand - p.reserved_external - p.safety_stock - p.blocked;
      return units !== p.reserved_allocated || units > Math.max(0, free);
    }),
    ...inbounds.filter((i) => {
      const units = spoken.get(i.id) ?? 0;
      return units !== i.promised || units > i.quantity;
    }),
  ];
}
