import { MERGE, mergeRows, openDirectory } from '../../features/import/index.ts';
import { toMinor } from '../../kernel/money.ts';
import type { RecordFields } from '../record.ts';
import type { Batch } from './apply-network.ts';
import { findStoredOrders, type StoredOrder } from './orders.queries.ts';
import { refusal } from './outcome.ts';
import { isSound, numberOf, type Prepared, textOf, type Verdict } from './prepare.ts';
import { findCustomerIds, findReturns } from './returns.queries.ts';

interface ReturnPlan {
  row: number;
  number: string;
  header: unknown[];
  lines: unknown[][];
}

/** Brings returns with their lines into the workspace. One whose order or product is not here yet waits. */
export async function applyReturns(batch: Batch, prepared: readonly Prepared[]): Promise<Verdict[]> {
  const { trx, tools, at } = batch.command;
  const verdicts = prepared.map((): Verdict => ({ changed: false, problems: [] }));
  const plans = await planReturns(batch, prepared, verdicts);
  const tell = (rows: readonly number[]) => (index: number) => {
    const verdict = verdicts[rows[index] ?? -1];
    if (verdict) verdict.changed = true;
  };
  const headers = plans.map(({ header }) => header);
  const told = plans.map(({ row }) => row);
  await mergeRows(trx, tools, MERGE.orderReturn, headers, { dryRun: false, at, onChanged: tell(told) });
  const ids = new Map(
    (
      await findReturns(
        trx,
        plans.map(({ number }) => number),
      )
    ).map(({ id, number }) => [number, id]),
  );
  const lines = plans.flatMap(({ row, number, lines: own }) =>
    own.map((line) => ({ row, line: [ids.get(number), ...line] })),
  );
  const rowOf = lines.map(({ row }) => row);
  const values = lines.map(({ line }) => line);
  await mergeRows(trx, tools, MERGE.orderReturnLine, values, { dryRun: false, at, onChanged: tell(rowOf) });
  for (const { row, header } of plans) {
    const orderId = header[1];
    if (verdicts[row]?.changed && typeof orderId === 'number') batch.book.orderIds.add(orderId);
  }
  return verdicts;
}

async function planReturns(
  batch: Batch,
  prepared: readonly Prepared[],
  verdicts: readonly Verdict[],
): Promise<ReturnPlan[]> {
  const { trx } = batch.command;
  const pick = (field: string) => [
    ...new Set(prepared.map(({ fields }) => textOf(fields, field)).filter((code) => code !== null)),
  ];
  const orders = new Map(
    (await findStoredOrders(trx, pick('orderNumber'))).map((order) => [order.number, order]),
  );
  const customers = new Map(
    (await findCustomerIds(trx, pick('customerCode'))).map(({ id, code }) => [code, id]),
  );
  const stored = new Map((await findReturns(trx, pick('returnNumber'))).map((row) => [row.number, row]));
  const skus = new Set(
    prepared.flatMap(({ lines }) => (lines ?? []).map((line) => textOf(line, 'sku') ?? '')),
  );
  skus.delete('');
  const directory = await openDirectory(batch.ctx, trx, {
    skus: [...skus],
    facilityCodes: [],
    services: false,
  });
  return prepared.flatMap((one, row): ReturnPlan[] => {
    const { fields } = one;
    const number = textOf(fields, 'returnNumber');
    if (number === null || !isSound(one) || (one.deleted && !one.known)) return [];
    const before = stored.get(number) ?? null;
    if (one.deleted)
      return [{ row, number, header: cancelled(number, before?.currency ?? batch.currency), lines: [] }];
    const problems = verdicts[row]?.problems ?? [];
    const order = orderOf(fields, orders, problems);
    const currency = textOf(fields, 'currency') ?? before?.currency ?? order?.currency ?? batch.currency;
    const lines = one.lines
      ? numbered(one.lines, (sku) => directory.product(sku)?.id, currency, problems)
      : [];
    if (problems.length > 0) return [];
    const customer = customers.get(textOf(fields, 'customerCode') ?? '') ?? order?.customerId ?? null;
    const returnedAt = numberOf(fields, 'returnedAt') ?? (before ? null : (one.version ?? batch.command.at));
    const header = [
      number,
      order?.id ?? null,
      customer,
      order?.channel ?? null,
      textOf(fields, 'returnStatus') ?? (before ? null : 'announced'),
      returnedAt,
      currency,
      one.lines ? lines.reduce((sum, line) => sum + Number(line[2]) * Number(line[3] ?? 0), 0) : null,
    ];
    return [{ row, number, header, lines }];
  });
}

function cancelled(number: string, currency: string): unknown[] {
  return [number, null, null, null, 'cancelled', null, currency, null];
}

function orderOf(
  fields: RecordFields,
  orders: ReadonlyMap<string, StoredOrder>,
  problems: Verdict['problems'],
): StoredOrder | null {
  const number = textOf(fields, 'orderNumber');
  const order = number === null ? null : orders.get(number);
  if (order !== undefined) return order;
  const reason = `No order has the number ${number} yet: the return is applied as soon as there is one.`;
  problems.push(refusal('unknownOrder', reason, 'orderNumber', number));
  return null;
}

/** Lines as line number, product, quantity, price, reason; lines without a number are numbered as they come. */
function numbered(
  lines: readonly RecordFields[],
  productId: (sku: string) => number | undefined,
  currency: string,
  problems: Verdict['problems'],
): unknown[][] {
  const byNumber = new Map<number, unknown[]>();
  for (const [index, line] of lines.entries()) {
    const sku = textOf(line, 'sku');
    const quantity = numberOf(line, 'quantity');
    if (sku === null || quantity === null || quantity === 0) {
      const reason = `Line ${index + 1} needs a product and a quantity above 0.`;
      problems.push(refusal('missingValue', reason, `lines[${index + 1}]`, null));
      continue;
    }
    const product = productId(sku);
    if (product === undefined) {
      const reason = `No product has the code ${sku} yet: the return is applied as soon as there is one.`;
      problems.push(refusal('unknownProduct', reason, `lines[${index + 1}].sku`, sku));
      continue;
    }
    const price = numberOf(line, 'unitPrice');
    const number = numberOf(line, 'lineNumber') ?? index + 1;
    const priceMinor = price === null ? null : toMinor(price, currency);
    byNumber.set(number, [number, product, quantity, priceMinor, textOf(line, 'reason')]);
  }
  return [...byNumber.values()];
}
