import { toMinor } from '../../../kernel/money.ts';
import { type CustomerDraft, customerCodeOf } from '../lines/customers.ts';
import type { LineDraft, OrderGroup } from '../lines/order-group.ts';
import type { ProductDraft } from '../lines/product-book.ts';
import type { RecordRow } from '../rows/chunks.ts';
import type { RowRecord } from '../rows/row-reader.ts';
import {
  type ApplyContext,
  type ApplyResult,
  addCounts,
  addDetail,
  addEntity,
  addressOf,
  emptyResult,
  finish,
  flagOf,
  numberOf,
  pointOf,
  Staging,
  textOf,
} from './apply-context.ts';
import {
  customersByCode,
  linesOfOrders,
  ordersAtReception,
  ordersByNumber,
  productsBySku,
  sumTotals,
} from './lookups.queries.ts';
import { matchLines } from './match-lines.ts';
import { MERGE } from './merge-specs.ts';
import { amountOf, linesByParent, type StoredOrder, withProducts } from './order-lines.ts';
import { mergeReturns } from './returns-of-orders.ts';

export interface OrdersChunk {
  groups: readonly OrderGroup[];
  products: readonly ProductDraft[];
  customers: readonly CustomerDraft[];
}

/** An order tells nothing of what its customer may owe: limit, stop, overdue. */
const CREDIT_UNSAID = [null, null, null];

/** Orders, returns and their lines, with the products and customers that they bring along. */
export async function applyOrders(chunk: OrdersChunk, context: ApplyContext): Promise<ApplyResult> {
  const result = emptyResult();
  const withHeaders = context.mapping.kinds.includes('orders');
  if (context.mapping.kinds.includes('products')) await addNewProducts(chunk.products, context, result);
  const customers = await addNewCustomers(chunk.customers, chunk.groups, context, result);
  const groups = chunk.groups
    .map((group) => refuseUnknownProducts(group, context, result))
    .filter((group) => group.sales.length > 0 || group.returns.length > 0);
  const sold = groups.filter((group) => group.sales.length > 0);
  if (withHeaders) await mergeOrderHeaders(sold, customers, context, result);
  const related = groups.flatMap((group) =>
    group.returnOf ? [group.number, group.returnOf] : [group.number],
  );
  const stored = new Map((await ordersByNumber(context.trx, related)).map((order) => [order.number, order]));
  const known = withHeaders ? sold : sold.filter((group) => knowsOrder(group, stored, context, result));
  await mergeSales(known, stored, context, result);
  await mergeReturns(
    groups.filter((group) => group.returns.length > 0),
    stored,
    customers,
    context,
    result,
  );
  return result;
}

/** Orders whose rows stand for themselves: a header a row. */
export async function applyOrderHeaders(
  rows: readonly RecordRow[],
  context: ApplyContext,
): Promise<ApplyResult> {
  const result = emptyResult();
  const groups = rows.map((row) => headerGroup(row, context));
  const drafts = groups
    .map((group) => ({ code: customerCodeOf(group.header), record: group.header }))
    .filter((draft): draft is CustomerDraft => draft.code !== null);
  const first = new Map(drafts.map((draft) => [draft.code, draft]));
  const customers = await addNewCustomers([...first.values()], groups, context, result);
  const staging = new Staging(MERGE.order);
  const waiting = await ordersAtReception(
    context.trx,
    groups.map(({ number }) => number),
  );
  for (const group of groups) staging.add(orderRow(group, customers, waiting, context), group.firstRow);
  const counts = await staging.merge(context);
  addDetail(result, 'ordersKeptAsWorkedOn', counts.kept);
  return finish(result, 'orders', counts, staging);
}

function headerGroup(row: RecordRow, context: ApplyContext): OrderGroup {
  const currency = textOf(row.record, 'currency') ?? context.mapping.options.currency;
  const number = textOf(row.record, 'orderNumber') ?? '';
  return { number, firstRow: row.row, header: row.record, currency, sales: [], returns: [], returnOf: null };
}

async function addNewProducts(
  products: readonly ProductDraft[],
  context: ApplyContext,
  result: ApplyResult,
): Promise<void> {
  const staging = new Staging(MERGE.product);
  const fresh: string[] = [];
  let known = 0;
  for (const { sku, name, category, stocked } of products) {
    if (context.directory.product(sku)) {
      known++;
      continue;
    }
    fresh.push(sku);
    context.directory.addProduct(sku);
    const currency = context.mapping.options.currency;
    staging.add([sku, name ?? sku, category, null, null, null, null, currency, Number(stocked), null, null]);
    if (!stocked) addDetail(result, 'chargeCodes', 1);
  }
  const counts = await staging.merge(context);
  addEntity(result, 'products', { ...counts, unchanged: counts.unchanged + known });
  if (context.dryRun) return;
  for (const { id, sku } of await productsBySku(context.trx, fresh)) context.directory.addProduct(sku, id);
}

/** Makes the customers that are not there yet; those that are keep what they have. Returns ids by code. */
async function addNewCustomers(
  drafts: readonly CustomerDraft[],
  groups: readonly OrderGroup[],
  context: ApplyContext,
  result: ApplyResult,
): Promise<Map<string, number>> {
  const codes = [
    ...new Set(groups.map((group) => customerCodeOf(group.header)).filter((code) => code !== null)),
  ];
  const idsOf = async () =>
    new Map((await customersByCode(context.trx, codes)).map(({ id, code }): [string, number] => [code, id]));
  const before = await idsOf();
  const staging = new Staging(MERGE.customer);
  let known = 0;
  for (const { code, record } of drafts) {
    if (before.has(code)) {
      known++;
      continue;
    }
    staging.add([
      code,
      textOf(record, 'customerName') ?? code,
      textOf(record, 'segment'),
      textOf(record, 'email'),
      textOf(record, 'phone'),
      ...addressOf(record, pointOf(record, context.directory)),
      ...CREDIT_UNSAID,
    ]);
  }
  const counts = await staging.merge(context);
  if (drafts.length > 0) addEntity(result, 'customers', { ...counts, unchanged: counts.unchanged + known });
  return staging.size > 0 && !context.dryRun ? idsOf() : before;
}

/** Takes out the lines whose product is not known. */
function refuseUnknownProducts(group: OrderGroup, context: ApplyContext, result: ApplyResult): OrderGroup {
  const keep = (line: LineDraft): boolean => {
    if (context.directory.product(line.sku)) return true;
    result.refused.push({
      row: line.row,
      raw: line.raw,
      issue: {
        field: 'sku',
        column: context.columnOf('sku'),
        value: line.sku,
        code: 'unknownProduct',
        reason: `No product has the code ${line.sku}: import products first.`,
      },
    });
    return false;
  };
  return { ...group, sales: group.sales.filter(keep), returns: group.returns.filter(keep) };
}

function knowsOrder(
  group: OrderGroup,
  stored: ReadonlyMap<string, StoredOrder>,
  context: ApplyContext,
  result: ApplyResult,
): boolean {
  if (stored.has(group.number) || context.pendingOrders.has(group.number)) return true;
  for (const line of group.sales) {
    result.refused.push({
      row: line.row,
      raw: line.raw,
      issue: {
        field: 'orderNumber',
        column: context.columnOf('orderNumber'),
        value: group.number,
        code: 'unknownOrder',
        reason: `No order has the number ${group.number}: import orders first.`,
      },
    });
  }
  return false;
}

async function mergeOrderHeaders(
  groups: readonly OrderGroup[],
  customers: ReadonlyMap<string, number>,
  context: ApplyContext,
  result: ApplyResult,
): Promise<void> {
  const numbers = groups.map((group) => group.number);
  const there = new Set(
    context.partial ? (await ordersByNumber(context.trx, numbers)).map((order) => order.number) : [],
  );
  const staging = new Staging(MERGE.order);
  const waiting = await ordersAtReception(context.trx, numbers);
  for (const group of groups) {
    if (!there.has(group.number)) staging.add(orderRow(group, customers, waiting, context), group.firstRow);
  }
  const counts = await staging.merge(context);
  addEntity(result, 'orders', { ...counts, unchanged: counts.unchanged + there.size });
  addDetail(result, 'ordersKeptAsWorkedOn', counts.kept);
}

function orderRow(
  group: OrderGroup,
  customers: ReadonlyMap<string, number>,
  waiting: ReadonlySet<string>,
  context: ApplyContext,
): unknown[] {
  const { header } = group;
  const status = textOf(header, 'orderStatus') ?? (onlyCharges(group, context) ? 'delivered' : null);
  const code = customerCodeOf(header);
  const priority = numberOf(header, 'priority');
  const store = context.directory.facility(textOf(header, 'collectFacility') ?? '');
  return [
    group.number,
    textOf(header, 'channel'),
    code === null ? null : (customers.get(code) ?? null),
    priority === null ? null : Math.min(9, Math.max(1, priority)),
    status === 'open' && waiting.has(group.number) ? null : status,
    textOf(header, 'holdReason'),
    numberOf(header, 'orderedAt'),
    numberOf(header, 'promisedAt'),
    textOf(header, 'shipToName') ?? textOf(header, 'customerName'),
    ...addressOf(header, pointOf(header, context.directory)),
    group.currency,
    totalOf(group, header),
    textOf(header, 'paymentState'),
    textOf(header, 'serviceLevel'),
    flagOf(header, 'shipComplete'),
    textOf(header, 'saidStatus') ?? textOf(header, 'orderStatus'),
    store ? 'collect' : null,
    store?.id ?? null,
    textOf(header, 'holdReference'),
  ];
}

/** Nothing of such an order can be shipped, so it is not left open. */
function onlyCharges(group: OrderGroup, context: ApplyContext): boolean {
  return group.sales.length > 0 && group.sales.every((line) => context.isCharge(line.sku));
}

function totalOf(group: OrderGroup, header: RowRecord): number | null {
  if (typeof header.orderTotal === 'number') return toMinor(header.orderTotal, group.currency);
  if (group.sales.length === 0) return null;
  return amountOf(group.sales);
}

async function mergeSales(
  groups: readonly OrderGroup[],
  stored: ReadonlyMap<string, StoredOrder>,
  context: ApplyContext,
  result: ApplyResult,
): Promise<void> {
  const ids = groups.map((group) => stored.get(group.number)?.id).filter((id) => id !== undefined);
  const lines = linesByParent(await linesOfOrders(context.trx, ids));
  const staging = new Staging(MERGE.orderLine);
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  for (const group of groups) {
    const order = stored.get(group.number);
    if (order && order.workedOnAt !== null) {
      counts.unchanged += group.sales.length;
      addDetail(result, 'linesOfOrdersWorkedOn', group.sales.length);
      continue;
    }
    if (!order) {
      counts.inserted += group.sales.length;
      continue;
    }
    for (const line of matchLines(withProducts(group.sales, context), lines.get(order.id) ?? [], {
      onlySame: context.partial,
    })) {
      staging.add(
        [order.id, line.lineNumber, line.productId, line.draft.quantity, line.draft.unitPriceMinor],
        line.draft.row,
      );
    }
  }
  addCounts(counts, await staging.merge(context));
  if (context.partial && !context.mapping.columns.orderTotal) await sumTotals(context.trx, ids);
  finish(result, 'orderLines', counts, staging);
}
