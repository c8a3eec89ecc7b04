import { z } from 'zod';
import type { Delivery, Message } from '../../../connector.ts';
import { returnReference } from '../parse/returns.ts';
import { TrytonUserError, TrytonUserWarning } from '../rpc/errors.ts';
import type { TrytonClient } from '../rpc/tryton-client.ts';
import { type Row, toDecimal } from '../rpc/values.ts';
import { idOf, refusal, text } from './target.ts';

const RETURN = 'stock.shipment.out.return';

const returnPayload = z.object({
  returnNumber: z.string().min(1),
  orderNumber: z.string().nullish(),
  orderUpstream: z.string().nullish(),
  facilityCode: z.string().nullish(),
  facilityUpstream: z.string().nullish(),
  reason: z.string().nullish(),
  lines: z
    .array(z.object({ sku: z.string(), quantity: z.number().positive(), upstream: z.string().nullish() }))
    .min(1),
});
type ReturnPayload = z.infer<typeof returnPayload>;

/** Announces a customer's return. Creating is not safe to repeat, so our key stands in its reference and is looked for first. */
export async function createReturn(client: TrytonClient, message: Message): Promise<Delivery> {
  const parsed = returnPayload.safeParse(message.payload);
  if (!parsed.success)
    return refusal('badMessage', 'The return is not complete: number and lines are needed.');
  const payload = parsed.data;
  const reference = returnReference(payload.returnNumber, message.idempotencyKey);
  const known = await findReturn(client, reference);
  if (known) return known;
  const values = await valuesOf(client, payload, reference);
  if ('done' in values) return values as Delivery;
  try {
    await client.create(RETURN, values);
  } catch (error) {
    if (error instanceof TrytonUserError || error instanceof TrytonUserWarning) {
      return refusal(error.code, error.message, error.action);
    }
    throw error;
  }
  return (
    (await findReturn(client, reference)) ??
    refusal('noEffect', `Tryton took return ${payload.returnNumber} and does not show it.`)
  );
}

async function findReturn(client: TrytonClient, reference: string): Promise<Delivery | null> {
  const fields = ['number', 'state'];
  const [row] = await client.search(RETURN, [['reference', '=', reference]], fields, { limit: 1 });
  if (!row) return null;
  const response = { upstream: `${RETURN},${row.id}`, number: text(row.number), state: text(row.state) };
  return { done: true, response };
}

async function valuesOf(
  client: TrytonClient,
  payload: ReturnPayload,
  reference: string,
): Promise<Row | Delivery> {
  const { context } = await client.session();
  const sale = await findSale(client, payload);
  if (!sale) {
    return refusal(
      'unknownOrder',
      `Tryton has no sale ${payload.orderNumber ?? payload.orderUpstream ?? ''}: whose goods come back is not known.`,
      'Announce the return in Tryton.',
    );
  }
  const warehouse = await findWarehouse(client, payload);
  if (!warehouse) {
    return refusal(
      'unknownFacility',
      `Tryton has no warehouse ${payload.facilityCode ?? payload.facilityUpstream ?? ''}.`,
      'Choose a warehouse that Tryton knows.',
    );
  }
  const from = (sale['shipment_party.'] ?? sale['party.']) as Row | null;
  const moves: Row[] = [];
  for (const line of payload.lines) {
    const product = await findProduct(client, line);
    if (!product) return refusal('unknownProduct', `Tryton has no product ${line.sku}.`);
    moves.push({
      product: product.id,
      quantity: line.quantity,
      uom: product.default_uom,
      from_location: from?.customer_location ?? null,
      to_location: warehouse.input_location,
      company: context.company ?? null,
      unit_price: priceOf(sale, product),
      currency: sale.currency,
    });
  }
  return {
    reference,
    customer: from?.id ?? null,
    delivery_address: sale.shipment_address,
    warehouse: warehouse.id,
    company: context.company ?? null,
    incoming_moves: [['create', moves]],
  };
}

async function findSale(client: TrytonClient, payload: ReturnPayload): Promise<Row | undefined> {
  const id = idOf(payload.orderUpstream, 'sale.sale');
  if (id === null && !payload.orderNumber) return undefined;
  const fields = [
    ...[
      'number',
      'currency',
      'shipment_address',
      'party.customer_location',
      'shipment_party.customer_location',
    ],
    ...['lines.product', 'lines.unit_price', 'lines.unit.factor', 'lines.product.default_uom.factor'],
  ];
  const condition = id === null ? ['number', '=', payload.orderNumber] : ['id', '=', id];
  return (await client.search('sale.sale', [condition], fields, { limit: 1 }))[0];
}

async function findWarehouse(client: TrytonClient, payload: ReturnPayload): Promise<Row | undefined> {
  const id = idOf(payload.facilityUpstream, 'stock.location');
  if (id === null && !payload.facilityCode) return undefined;
  const condition = id === null ? ['code', '=', payload.facilityCode] : ['id', '=', id];
  const domain = [['type', '=', 'warehouse'], condition];
  return (await client.search('stock.location', domain, ['input_location'], { limit: 1 }))[0];
}

async function findProduct(
  client: TrytonClient,
  line: { sku: string; upstream?: string | null | undefined },
) {
  const id = idOf(line.upstream, 'product.product');
  const condition = id === null ? ['code', '=', line.sku] : ['id', '=', id];
  const fields = ['default_uom', 'list_price'];
  return (await client.search('product.product', [condition], fields, { limit: 1 }))[0];
}

const PRICE_DIGITS = 4;

/** What the customer paid for a unit; without it the list price. Tryton takes four decimals. */
function priceOf(sale: Row, product: Row): Row {
  const line = ((sale['lines.'] as Row[] | null) ?? []).find((one) => one.product === product.id);
  const factor = (of: unknown) => Number((of as Row | null)?.factor ?? 1) || 1;
  const own = (line?.['product.'] as Row | null | undefined)?.['default_uom.'];
  const price = decimalOf(line?.unit_price) ?? decimalOf(product.list_price) ?? 0;
  const unit = line ? (price * factor(own)) / factor(line['unit.']) : price;
  return toDecimal(unit.toFixed(PRICE_DIGITS));
}

function decimalOf(value: unknown): number | null {
  const number = Number((value as { decimal?: unknown } | null | undefined)?.decimal ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
}
