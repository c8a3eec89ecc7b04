import { type Kysely, sql } from 'kysely';
import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Row, Tables } from '../../db/tables.ts';
import { insertLine, insertReservation } from './cover.queries.ts';
import { NOT_OVER } from './incident-states.ts';
import type { OptionLine, Reship, ReshipPart } from './options/option-facts.ts';

type Read = Kysely<Tables>;

/** What is available of products, by `productId@FACILITY`. */
export async function findFree(read: Read, productIds: readonly number[]): Promise<Map<string, number>> {
  const rows = await inPieces(productIds, (piece) =>
    read
      .selectFrom('stock_position as k')
      .innerJoin('facility as f', 'f.id', 'k.facility_id')
      .select(['k.product_id as productId', 'f.code'])
      .select(
        sql<number>`k.on_hand - k.blocked - k.reserved_external - k.reserved_allocated - k.safety_stock`.as(
          'free',
        ),
      )
      .where('k.product_id', 'in', piece)
      .execute(),
  );
  return new Map(rows.map(({ productId, code, free }) => [`${productId}@${code}`, Number(free)]));
}

/** Gives a shipment another service. @returns what it had; null when it has left meanwhile */
export async function changeService(
  trx: WriteTransaction,
  shipmentId: number,
  to: { serviceId: number | null; costMinor: number; etaP50At: number | null; etaP90At: number | null },
  at: number,
) {
  const before = await trx
    .selectFrom('shipment')
    .select(['service_id as serviceId', 'cost_minor as costMinor'])
    .select(['eta_p50_at as etaP50At', 'eta_p90_at as etaP90At'])
    .where('id', '=', shipmentId)
    .where('status', 'in', ['planned', 'picked', 'packed'])
    .executeTakeFirst();
  if (!before) return null;
  await trx
    .updateTable('shipment')
    .set({
      service_id: to.serviceId,
      cost_minor: to.costMinor,
      eta_p50_at: to.etaP50At,
      eta_p90_at: to.etaP90At,
      updated_at: at,
    })
    .where('id', '=', shipmentId)
    .execute();
  return before;
}

export async function countReplacements(trx: WriteTransaction, number: string): Promise<number> {
  const row = await trx
    .selectFrom('sales_order')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('number', 'like', `${number.replace(/[%_\\]/g, '_')}-R%`)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** An order for the same goods at no price, to the same place, sourced where they are. @returns its id */
export async function insertReplacement(
  trx: WriteTransaction,
  original: { orderId: number; number: string },
  again: { reship: Reship; lines: readonly OptionLine[] },
  at: number,
): Promise<number> {
  const { id: _id, ...order } = await trx
    .selectFrom('sales_order')
    .selectAll()
    .where('id', '=', original.orderId)
    .executeTakeFirstOrThrow();
  const { id } = await trx
    .insertInto('sales_order')
    .values({
      ...order,
      number: original.number,
      priority: 1,
      status: 'sourced',
      hold_reason: null,
      hold_codes: null,
      said_hold: null,
      validated_at: at,
      closed_at: null,
      closed_by: null,
      ordered_at: at,
      promised_at: again.reship.arriveByAt,
      total_minor: 0,
      payment_state: 'none',
      worked_on_at: at,
      said_status: null,
      hold_reference: null,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  let lineNumber = 0;
  for (const part of again.reship.parts) {
    for (const line of part.lines) {
      lineNumber += 1;
      await insertReplacementLine(trx, { order: { ...order, id }, part, line, lineNumber }, at);
    }
  }
  return id;
}

async function insertReplacementLine(
  trx: WriteTransaction,
  given: {
    order: Pick<Row<'sales_order'>, 'id' | 'currency'>;
    part: ReshipPart;
    line: ReshipPart['lines'][number];
    lineNumber: number;
  },
  at: number,
): Promise<void> {
  const { order, part, line, lineNumber } = given;
  const { productId, quantity } = line;
  const orderId = order.id;
  const lineId = await insertLine(trx, { orderId, lineNumber, productId, quantity, unitPriceMinor: 0 });
  const costMinor = lineNumber === 1 ? part.costMinor : 0;
  const { facilityId, serviceId } = part;
  const { currency } = order;
  await insertReservation(
    trx,
    { orderId, lineId, productId, facilityId, quantity, serviceId, costMinor, currency },
    at,
  );
}

/** Cancels a replacement that nobody has begun to pick. @returns false when it is too late */
export async function cancelReplacement(
  trx: WriteTransaction,
  orderId: number,
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('sales_order')
    .set({ status: 'cancelled', updated_at: at })
    .where('id', '=', orderId)
    .where('status', 'in', ['sourced', 'open', 'partiallySourced'])
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  await trx
    .updateTable('allocation')
    .set({ status: 'cancelled', updated_at: at })
    .where('order_id', '=', orderId)
    .where('status', '=', 'reserved')
    .execute();
  await trx
    .updateTable('order_line')
    .set((eb) => ({ quantity_cancelled: eb.ref('quantity') }))
    .where('order_id', '=', orderId)
    .execute();
  return true;
}

export async function insertRefund(
  trx: WriteTransaction,
  refund: { orderId: number; amountMinor: number; currency: string; reference: string },
  at: number,
): Promise<number> {
  const { id } = await trx
    .insertInto('payment')
    .values({
      order_id: refund.orderId,
      kind: 'refund',
      state: 'pending',
      amount_minor: refund.amountMinor,
      currency: refund.currency,
      method: null,
      reference: refund.reference,
      occurred_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Takes a refund back that has not been paid. @returns false when it has */
export async function cancelRefund(trx: WriteTransaction, id: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('payment')
    .set({ state: 'failed' })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export async function insertComingBack(
  trx: WriteTransaction,
  given: { orderId: number; number: string; lines: readonly OptionLine[]; currency: string },
  at: number,
): Promise<number> {
  const order = await trx
    .selectFrom('sales_order')
    .select(['customer_id', 'channel'])
    .where('id', '=', given.orderId)
    .executeTakeFirstOrThrow();
  const { id } = await trx
    .insertInto('order_return')
    .values({
      number: given.number,
      order_id: given.orderId,
      ...order,
      status: 'announced',
      returned_at: at,
      currency: given.currency,
      total_minor: given.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0),
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('order_return_line')
    .values(
      given.lines.map((line) => ({
        return_id: id,
        line_number: line.lineNumber,
        product_id: line.productId,
        quantity: line.quantity,
        unit_price_minor: line.unitPriceMinor,
        reason: 'returnToSender',
      })),
    )
    .execute();
  return id;
}

export async function countReturnsOf(trx: WriteTransaction, orderId: number): Promise<number> {
  const row = await trx
    .selectFrom('order_return')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** @returns false when it has come back already */
export async function cancelComingBack(trx: WriteTransaction, id: number, at: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('order_return')
    .set({ status: 'cancelled', updated_at: at })
    .where('id', '=', id)
    .where('status', '=', 'announced')
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export async function insertAction(
  trx: WriteTransaction,
  action: {
    incidentId: number;
    option: string;
    actor: string;
    commandId: string;
    costMinor: number;
    currency: string;
    made: string | null;
    undo: unknown;
  },
  at: number,
): Promise<number> {
  const { id } = await trx
    .insertInto('incident_action')
    .values({
      incident_id: action.incidentId,
      option: action.option,
      at,
      actor: action.actor,
      command_id: action.commandId,
      cost_minor: action.costMinor,
      currency: action.currency,
      made: action.made,
      undo_json: JSON.stringify(action.undo),
      undone_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function findAction(read: Read, id: number) {
  return read.selectFrom('incident_action').selectAll().where('id', '=', id).executeTakeFirst();
}

/** @returns false when somebody else has undone it meanwhile */
export async function markUndone(trx: WriteTransaction, id: number, at: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('incident_action')
    .set({ undone_at: at })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** These incidents, and in place of shared causes those inside that are not over. */
export async function findActable(read: Read, ids: readonly number[]): Promise<Row<'incident'>[]> {
  return inPieces(ids, (piece) =>
    read
      .selectFrom('incident as i')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('i.id', 'in', piece).and('i.entity', '!=', 'cause'),
          eb('i.parent_id', 'in', piece).and('i.state', 'in', NOT_OVER),
        ]),
      )
      .orderBy('i.id')
      .execute(),
  );
}
