import {
  applyImported,
  applyImportedOrders,
  type Directory,
  type ImportedLine,
  type ImportedOrder,
  type ImportedOutcome,
  type ImportedRow,
  matchLines,
  openDirectory,
} from '../../features/import/index.ts';
import type { StatedLine } from '../../features/shipments/index.ts';
import { toMinor } from '../../kernel/money.ts';
import type { RecordFields } from '../record.ts';
import type { Batch } from './apply-network.ts';
import { stateLines } from './order-lines.ts';
import {
  findStoredLines,
  findStoredOrders,
  type StoredOrder,
  type StoredOrderLine,
  writeSourceFacts,
} from './orders.queries.ts';
import { refusal } from './outcome.ts';
import { isSound, numberOf, type Prepared, textOf, type Verdict } from './prepare.ts';

/** A line of a record with its number in the order. */
interface NumberedLine extends ImportedLine {
  lineNumber: number;
  stated: StatedLine;
}

export interface OrderPlan {
  row: number;
  one: Prepared;
  number: string;
  stored: StoredOrder | null;
  storedLines: readonly StoredOrderLine[];
  /** Null when the record does not speak of lines. */
  lines: NumberedLine[] | null;
}

/** Stages after which a source's deletion of an order cannot be followed. */
const UNDER_WAY = new Set(['partiallyShipped', 'shipped', 'delivered', 'returned']);

/**
 * Brings orders with their lines into the workspace. Lines that a newer record no longer has are removed, or cancelled where
 * something refers to them. An order that Vigie works on keeps its header and lines, as in an import; what only its source can
 * know reaches it all the same: payment, shipped units, and a stated status that lies further on (shipped, delivered, cancelled).
 * Returns what the sources state of lines, for settling.
 */
export async function applyOrders(
  batch: Batch,
  prepared: readonly Prepared[],
): Promise<{ verdicts: Verdict[]; stated: Map<number, StatedLine> }> {
  const verdicts = prepared.map((): Verdict => ({ changed: false, problems: [] }));
  const plans = await planOrders(batch, prepared, verdicts);
  const { directory, currency } = plans;
  const own = plans.orders.filter(({ stored }) => stored?.workedOnAt == null);
  const options = { directory, currency };
  const withLines = own.flatMap((plan) => (plan.lines?.length ? [toImported(plan, plan.lines, batch)] : []));
  const bare = own.filter(({ lines }) => !lines?.length).map((plan) => toHeader(plan, batch));
  take(verdicts, await applyImportedOrders(batch.command, withLines, options));
  take(verdicts, await applyImported(batch.command, 'orders', bare, options));
  await tellWorkedOn(batch, plans.orders, verdicts);
  return { verdicts, stated: await stateLines(batch, plans.orders, verdicts) };
}

function take(verdicts: Verdict[], outcome: ImportedOutcome): void {
  for (const { row, code, reason, field, value } of outcome.refused) {
    verdicts[row]?.problems.push(refusal(code, reason, field, value));
  }
  for (const row of outcome.changed) {
    const verdict = verdicts[row];
    if (verdict) verdict.changed = true;
  }
}

async function planOrders(
  batch: Batch,
  prepared: readonly Prepared[],
  verdicts: Verdict[],
): Promise<{ orders: OrderPlan[]; directory: Directory; currency: string }> {
  const { trx } = batch.command;
  const numbers = prepared
    .map(({ fields }) => textOf(fields, 'orderNumber'))
    .filter((number) => number !== null);
  const stored = new Map((await findStoredOrders(trx, numbers)).map((order) => [order.number, order]));
  const ids = [...stored.values()].map(({ id }) => id);
  const linesOf = Map.groupBy(await findStoredLines(trx, ids), ({ orderId }) => orderId);
  const skus = new Set(
    prepared.flatMap(({ lines }) => (lines ?? []).map((line) => textOf(line, 'sku') ?? '')),
  );
  skus.delete('');
  const directory = await openDirectory(batch.ctx, trx, {
    skus: [...skus],
    facilityCodes: prepared.flatMap(({ fields }) => textOf(fields, 'collectFacility') ?? []),
    services: false,
  });
  const orders: OrderPlan[] = [];
  for (const [row, one] of prepared.entries()) {
    const verdict = verdicts[row] as Verdict;
    const number = textOf(one.fields, 'orderNumber');
    if (number === null || !isSound(one)) continue;
    const order = stored.get(number) ?? null;
    if (one.deleted && !follows(one, order, verdict)) continue;
    const storedLines = order ? (linesOf.get(order.id) ?? []) : [];
    const currency = textOf(one.fields, 'currency') ?? order?.currency ?? batch.currency;
    const lines =
      one.deleted || !one.lines ? null : readLines(one.lines, storedLines, directory, currency, verdict);
    if (verdict.problems.some(({ severity }) => severity !== 'warning')) continue;
    orders.push({ row, one, number, stored: order, storedLines, lines });
  }
  return { orders, directory, currency: batch.currency };
}

/** Whether an order that its source no longer has is cancelled here; where it is too late, a person decides. */
function follows(one: Prepared, order: StoredOrder | null, verdict: Verdict): boolean {
  if (!order || !one.known) return false;
  if (order.workedOnAt === null && !UNDER_WAY.has(order.status)) return true;
  const why = order.workedOnAt === null ? 'goods have left' : 'it has been worked on here';
  verdict.problems.push({
    severity: 'warning',
    code: 'deletedThere',
    reason: `The source no longer has order ${order.number}, but ${why}: cancel it here, or keep it.`,
    place: null,
    value: order.number,
  });
  return false;
}

/** The lines of a record by their numbers; what is wrong with them is told in the verdict. */
function readLines(
  lines: readonly RecordFields[],
  stored: readonly StoredOrderLine[],
  directory: Directory,
  currency: string,
  verdict: Verdict,
): NumberedLine[] {
  const drafts = lines.flatMap((line, index) => {
    const sku = textOf(line, 'sku');
    const product = sku === null ? undefined : directory.product(sku);
    if (!product) {
      const code = sku === null ? 'missingValue' : 'unknownProduct';
      const reason =
        sku === null
          ? `Line ${index + 1} names no product.`
          : `No product has the code ${sku} yet: the order is applied as soon as there is one.`;
      verdict.problems.push(refusal(code, reason, `lines[${index + 1}].sku`, sku));
      return [];
    }
    if (numberOf(line, 'quantity') === 0) return [];
    const price = numberOf(line, 'unitPrice');
    const unitPriceMinor = price === null ? Number.NaN : toMinor(price, currency);
    const quantity = numberOf(line, 'quantity') ?? Number.NaN;
    const lineNumber = numberOf(line, 'lineNumber');
    const draft = { row: 0, raw: '', sku: product.sku, quantity, unitPriceMinor, lineNumber };
    return [{ draft, productId: product.id, line, index }];
  });
  const lineOf = new Map(drafts.map(({ draft, line, index }) => [draft, { line, index }]));
  const byNumber = new Map(stored.map((line) => [line.lineNumber, line]));
  return matchLines(drafts, stored).flatMap(({ draft, lineNumber }) => {
    const told = lineOf.get(draft);
    const before = byNumber.get(lineNumber);
    const asked = Number.isNaN(draft.quantity) ? before?.quantity : draft.quantity;
    if (asked === undefined || !told) {
      const place = `lines[${(told?.index ?? 0) + 1}].quantity`;
      verdict.problems.push(refusal('missingValue', `Line ${lineNumber} has no quantity.`, place, null));
      return [];
    }
    const stated = {
      shipped: numberOf(told.line, 'quantityShipped'),
      cancelled: numberOf(told.line, 'quantityCancelled'),
    };
    const spoken = before ? before.quantityAllocated + before.quantityShipped + (stated.cancelled ?? 0) : 0;
    const unitPriceMinor = Number.isNaN(draft.unitPriceMinor)
      ? (before?.unitPriceMinor ?? 0)
      : draft.unitPriceMinor;
    return [{ sku: draft.sku, quantity: Math.max(asked, spoken), unitPriceMinor, lineNumber, stated }];
  });
}

function toImported(plan: OrderPlan, lines: readonly NumberedLine[], batch: Batch): ImportedOrder {
  return { ...toHeader(plan, batch), lines: lines.map(({ stated: _stated, ...line }) => line) };
}

/** An order that is there gets its status in the end, from what its source states and what has been shipped. */
function toHeader({ row, one, number, stored }: OrderPlan, batch: Batch): ImportedRow {
  if (one.deleted)
    return {
      row,
      record: { orderNumber: number, saidStatus: 'cancelled', currency: stored?.currency ?? null },
    };
  const { fields } = one;
  const saidStatus = textOf(fields, 'orderStatus');
  const record = {
    ...fields,
    currency: fields.currency ?? stored?.currency ?? batch.currency,
    saidStatus,
    orderStatus: stored ? null : saidStatus,
    orderedAt: fields.orderedAt ?? (stored ? null : (one.version ?? batch.command.at)),
  };
  return { row, record };
}

/** Tells orders that Vigie works on what only their source can know. */
async function tellWorkedOn(batch: Batch, plans: readonly OrderPlan[], verdicts: Verdict[]): Promise<void> {
  const rows: unknown[][] = [];
  for (const { row, one, stored } of plans) {
    if (!stored || stored.workedOnAt === null) continue;
    const said = textOf(one.fields, 'orderStatus') ?? stored.saidStatus;
    const payment = textOf(one.fields, 'paymentState') ?? stored.paymentState;
    if (said === stored.saidStatus && payment === stored.paymentState) continue;
    rows.push([stored.id, said, payment, batch.command.at]);
    (verdicts[row] as Verdict).changed = true;
  }
  await writeSourceFacts(batch.command.trx, batch.command.tools, rows);
}
