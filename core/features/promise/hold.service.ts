import { createHash, randomBytes } from 'node:crypto';
import type { HoldRequest, PromiseHold, PromiseOption } from '../../contract/promise.ts';
import { promiseRequest } from '../../contract/promise.ts';
import { DatabaseError } from '../../db/errors.ts';
import { allocate, money } from '../../kernel/money.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import {
  endHeldPromises,
  endHoldLines,
  findHold,
  findOverdue,
  insertHold,
  insertHoldLines,
  insertInboundPromises,
  markEnded,
  type StoredHold,
} from './holds.queries.ts';
import { promiseNetwork } from './network-cache.ts';
import { quotePromise } from './quote.service.ts';
import { findProducts } from './supply.queries.ts';

const MINUTE_MS = 60_000;
/** Somebody may take the stock between our look and our hold; then we look again. */
const MOST_ATTEMPTS = 8;
const MOST_EXPIRED_AT_ONCE = 500;

/**
 * Takes the earliest promise of the level asked for (or of all) and reserves its stock and its inbound until it expires.
 * The same key with the same request answers the hold that was taken first.
 * @throws CONFLICT `noPromise`, `promiseMoved` (later than the day shown), `keyReused`
 */
export async function holdPromise(ctx: AppContext, request: HoldRequest): Promise<PromiseHold> {
  const hash = hashOf(request);
  for (let tries = 1; ; tries++) {
    const known = request.key ? await findHold(ctx.db.read, { key: request.key }) : null;
    if (known) return sameRequest(known, hash);
    try {
      return await takeHold(ctx, request, hash);
    } catch (error) {
      if (tries === MOST_ATTEMPTS || !isTakenMeanwhile(error)) throw error;
    }
  }
}

function sameRequest(known: StoredHold, hash: string): PromiseHold {
  if (known.requestHash === hash) return known.view;
  throw conflict(
    'Something else was held under this key before.',
    'keyReused',
    'Send a new key with a new request.',
  );
}

async function takeHold(ctx: AppContext, request: HoldRequest, hash: string): Promise<PromiseHold> {
  const { option, storeId } = await soonestOption(ctx, request);
  const { settings } = await promiseNetwork(ctx);
  const skus = [...new Set(request.lines.map(({ sku }) => sku))];
  const productOf = new Map((await findProducts(ctx.db, skus)).map(({ id, sku }) => [sku, id]));
  const reference = `H-${randomBytes(8).toString('hex').toUpperCase()}`;
  const minutes = request.minutes ?? settings.holdMinutes;
  return runCommand(ctx, 'promise.hold', async (command) => {
    await expireOverdue(command);
    const id = await insertHold(command.trx, {
      reference,
      idempotency_key: request.key ?? null,
      request_hash: hash,
      status: 'active',
      actor: ctx.actor,
      channel: request.channel,
      fulfilment: request.mode === 'delivery' ? 'delivery' : 'collect',
      collect_facility_id: storeId,
      level: option.level,
      promised_at: option.arriveByAt,
      cost_minor: option.cost.amountMinor,
      currency: option.cost.currency,
      request_json: JSON.stringify(promiseRequest.parse(request)),
      option_json: JSON.stringify(option),
      order_id: null,
      created_at: command.at,
      expires_at: command.at + minutes * MINUTE_MS,
      ended_at: null,
    });
    await reserve(command, id, option, productOf);
    const lines = request.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`);
    command.record({
      entity: 'promiseHold',
      id,
      key: reference,
      before: null,
      after: { status: 'active', lines, promisedAt: option.arriveByAt },
    });
    publishHolds(command, [...productOf.values()]);
    return (await existingHold(command, reference)).view;
  });
}

async function soonestOption(
  ctx: AppContext,
  request: HoldRequest,
): Promise<{ option: PromiseOption; storeId: number | null }> {
  const quote = await quotePromise(ctx, request);
  const options = quote.levels.flatMap(({ option }) => option ?? []);
  const [option] = options.sort(
    (a, b) => a.arriveByAt - b.arriveByAt || a.cost.amountMinor - b.cost.amountMinor,
  );
  if (!option) {
    const reason = quote.levels[0]?.none?.code ?? 'noService';
    throw conflict(
      'Nothing can be promised of this.',
      'noPromise',
      `Ask for a quote: it says why (${reason}).`,
    );
  }
  if (request.noLaterThanDay !== undefined && option.arriveByDay > request.noLaterThanDay) {
    throw conflict(
      `It can no longer be there by ${request.noLaterThanDay}, but by ${option.arriveByDay}.`,
      'promiseMoved',
      'Show the new day and hold that.',
    );
  }
  return { option, storeId: quote.store?.id ?? null };
}

/** Positions in one order for all, so that two holds never wait for each other. */
async function reserve(
  { trx, at }: Command,
  holdId: number,
  option: PromiseOption,
  productOf: ReadonlyMap<string, number>,
): Promise<void> {
  const units = option.parts.flatMap((part) => {
    const weights = part.lines.map(({ quantity }) => quantity);
    const cost = money(part.shippingMinor + part.handlingMinor, option.cost.currency);
    const shares = allocate(cost, weights);
    return part.lines.map((line, i) => ({
      ...line,
      productId: productOf.get(line.sku) ?? 0,
      facilityId: part.facility.id,
      serviceId: part.service?.id ?? null,
      costMinor: shares[i]?.minor ?? 0,
    }));
  });
  units.sort((a, b) => a.productId - b.productId || a.facilityId - b.facilityId);
  await insertHoldLines(
    trx,
    units
      .filter(({ onHand }) => onHand > 0)
      .map((line) => ({
        hold_id: holdId,
        product_id: line.productId,
        facility_id: line.facilityId,
        quantity: line.onHand,
        status: 'held',
        service_id: line.serviceId,
        cost_minor: line.costMinor,
      })),
  );
  await insertInboundPromises(
    trx,
    units.flatMap((line) =>
      line.inbound.map((use) => ({
        inbound_id: use.id,
        product_id: line.productId,
        facility_id: line.facilityId,
        quantity: use.quantity,
        quantity_allocated: 0,
        status: 'held',
        hold_id: holdId,
        order_id: null,
        order_line_id: null,
        service_id: line.serviceId,
        promised_at: option.arriveByAt,
        created_at: at,
        updated_at: at,
      })),
    ),
  );
}

/** Gives a hold back. One that has ended stays as it is. */
export async function releaseHold(ctx: AppContext, reference: string): Promise<PromiseHold> {
  return runCommand(ctx, 'promise.release', async (command) => {
    const hold = await existingHold(command, reference);
    await endHolds(command, [{ id: hold.id, reference }], 'released');
    return (await existingHold(command, reference)).view;
  });
}

/** Ends the holds whose time is over; returns how many. */
export async function expireOverdue(command: Command): Promise<number> {
  const overdue = await findOverdue(command.trx, command.at, MOST_EXPIRED_AT_ONCE);
  return endHolds(command, overdue, 'expired');
}

async function endHolds(
  command: Command,
  holds: readonly { id: number; reference: string }[],
  status: 'released' | 'expired',
): Promise<number> {
  if (holds.length === 0) return 0;
  const { trx, at } = command;
  const ended = new Set(
    await markEnded(
      trx,
      holds.map(({ id }) => id),
      { status, at },
    ),
  );
  const held = await endHoldLines(trx, [...ended]);
  const promised = await endHeldPromises(trx, [...ended], at);
  for (const { id, reference } of holds) {
    if (!ended.has(id)) continue;
    const [before, after] = [{ status: 'active' }, { status }];
    command.record({ entity: 'promiseHold', id, key: reference, before, after });
  }
  if (ended.size > 0) publishHolds(command, [...held.map(({ productId }) => productId), ...promised]);
  return ended.size;
}

async function existingHold(command: Command, reference: string): Promise<StoredHold> {
  const hold = await findHold(command.trx, { reference });
  if (!hold) throw notFound('hold', reference);
  return hold;
}

/** Tells the screens that holds and the stock of their products have changed. */
export function publishHolds(command: Pick<Command, 'publish'>, productIds: readonly number[]): void {
  command.publish({ type: 'promises.changed' });
  if (productIds.length > 0) command.publish({ type: 'stock.changed', productIds: [...new Set(productIds)] });
}

function isTakenMeanwhile(error: unknown): boolean {
  const same = DatabaseError.fromPostgres(error);
  return same instanceof DatabaseError && ['insufficient_stock', 'busy', 'constraint'].includes(same.code);
}

function hashOf(request: HoldRequest): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url');
}
