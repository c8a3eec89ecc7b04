import { applyImported, type Directory, openDirectory } from '../../features/import/index.ts';
import { hasLeft, type ShipmentRow, settleShipments } from '../../features/shipments/index.ts';
import type { RecordFields } from '../record.ts';
import type { Batch } from './apply-network.ts';
import { refusal } from './outcome.ts';
import { isSound, numberOf, type Prepared, takenBack, textOf, type Verdict } from './prepare.ts';
import { matchShipmentLines } from './shipment-lines.ts';
import {
  findLinesOfShipments,
  findLinesToShip,
  findShipmentsByNumber,
  takeBackDates,
  writeShipmentLines,
} from './shipments.queries.ts';

interface ShipmentPlan {
  row: number;
  one: Prepared;
  number: string;
  stored: ShipmentRow | null;
  saidStatus: string | null;
}

/**
 * Brings shipments with their lines into the workspace. What the source says is kept beside what follows: the status and the
 * dates come from it and from the carrier's scans together.
 */
export async function applyShipments(batch: Batch, prepared: readonly Prepared[]): Promise<Verdict[]> {
  const { trx } = batch.command;
  const verdicts = prepared.map((): Verdict => ({ changed: false, problems: [] }));
  const numbers = named(prepared, 'shipmentNumber');
  const stored = new Map((await findShipmentsByNumber(trx, numbers)).map((row) => [row.number, row]));
  const skus = new Set(
    prepared.flatMap(({ lines }) => (lines ?? []).map((line) => textOf(line, 'sku') ?? '')),
  );
  skus.delete('');
  const directory = await openDirectory(batch.ctx, trx, {
    skus: [...skus],
    facilityCodes: named(prepared, 'facilityCode'),
    services: true,
  });
  const plans = prepared.flatMap((one, row) => {
    const plan = isSound(one) ? planOf(one, row, stored, verdicts[row] as Verdict) : null;
    return plan ? [plan] : [];
  });
  const rows = plans.map((plan) => ({ row: plan.row, record: recordOf(plan) }));
  const outcome = await applyImported(batch.command, 'shipments', rows, {
    directory,
    currency: batch.currency,
  });
  for (const { row, code, reason, field, value } of outcome.refused) {
    const words = reason.replace(/: import \w+ first\.$/, ' yet: this is applied as soon as there is one.');
    verdicts[row]?.problems.push(refusal(code, words, field, value));
  }
  for (const row of outcome.changed) (verdicts[row] as Verdict).changed = true;
  await takeBack(batch, plans, verdicts);
  await finish(batch, plans, verdicts, directory);
  return verdicts;
}

function named(prepared: readonly Prepared[], field: string): string[] {
  return [...new Set(prepared.map(({ fields }) => textOf(fields, field)).filter((code) => code !== null))];
}

function planOf(
  one: Prepared,
  row: number,
  stored: ReadonlyMap<string, ShipmentRow>,
  verdict: Verdict,
): ShipmentPlan | null {
  const number = textOf(one.fields, 'shipmentNumber');
  if (number === null) return null;
  const before = stored.get(number) ?? null;
  if (!one.deleted) return { row, one, number, stored: before, saidStatus: saidStatusOf(one.fields) };
  if (!before || !one.known) return null;
  if (!hasLeft({ status: before.status, shippedAt: before.shipped_at })) {
    return { row, one, number, stored: before, saidStatus: 'cancelled' };
  }
  verdict.problems.push({
    severity: 'warning',
    code: 'deletedThere',
    reason: `The source no longer has shipment ${number}, but it has left: find out which is right.`,
    place: null,
    value: number,
  });
  return null;
}

function saidStatusOf(fields: RecordFields): string | null {
  const stated = textOf(fields, 'shipmentStatus');
  if (stated !== null) return stated;
  if (numberOf(fields, 'deliveredAt') !== null) return 'delivered';
  return numberOf(fields, 'shippedAt') === null ? null : 'inTransit';
}

function recordOf({ one, number, stored, saidStatus }: ShipmentPlan): RecordFields {
  if (one.deleted) return { shipmentNumber: number, saidStatus };
  const { fields } = one;
  return {
    ...fields,
    shipmentStatus: stored ? null : (saidStatus ?? 'planned'),
    saidStatus,
    shippedAt: null,
    saidShippedAt: fields.shippedAt ?? null,
    deliveredAt: null,
    saidDeliveredAt: fields.deliveredAt ?? null,
    saidEtaAt: fields.etaAt ?? null,
  };
}

/** A source that says that a shipment has not left (or is not assigned) takes back what it said before. */
async function takeBack(batch: Batch, plans: readonly ShipmentPlan[], verdicts: Verdict[]): Promise<void> {
  const rows: unknown[][] = [];
  for (const { row, one, stored } of plans) {
    const back = one.deleted ? ['shippedAt', 'deliveredAt'] : takenBack(one.fields);
    if (!stored || back.length === 0 || refused(verdicts[row])) continue;
    const keep = (name: string, value: number | null) =>
      back.includes(name) ? null : (numberOf(one.fields, name) ?? value);
    const shippedAt = keep('shippedAt', stored.said_shipped_at);
    const deliveredAt = keep('deliveredAt', stored.said_delivered_at);
    const assignedAt = keep('assignedAt', stored.assigned_at);
    const same =
      shippedAt === stored.said_shipped_at &&
      deliveredAt === stored.said_delivered_at &&
      assignedAt === stored.assigned_at;
    if (same) continue;
    rows.push([stored.id, shippedAt, deliveredAt, assignedAt]);
    (verdicts[row] as Verdict).changed = true;
  }
  await takeBackDates(batch.command.trx, batch.command.tools, rows);
}

function refused(verdict: Verdict | undefined): boolean {
  return verdict?.problems.some(({ severity }) => severity !== 'warning') ?? true;
}

async function finish(
  batch: Batch,
  plans: readonly ShipmentPlan[],
  verdicts: Verdict[],
  directory: Directory,
): Promise<void> {
  const good = plans.filter(({ row }) => !refused(verdicts[row]));
  const now = await findShipmentsByNumber(
    batch.command.trx,
    good.map(({ number }) => number),
  );
  const byNumber = new Map(now.map((shipment) => [shipment.number, shipment]));
  const placed = good.flatMap((plan) => {
    const shipment = byNumber.get(plan.number);
    return shipment ? [{ ...plan, shipment }] : [];
  });
  await writeLinesOf(batch, placed, verdicts, directory);
  const rowOf = new Map(placed.map(({ shipment, row }) => [shipment.id, row]));
  const settled = await settleShipments(batch.command, [...rowOf.keys()]);
  for (const id of settled.changed) (verdicts[rowOf.get(id) ?? -1] as Verdict).changed = true;
  for (const id of settled.orderIds) batch.ordersToSettle.add(id);
  for (const { row, shipment, stored } of placed) {
    if (!verdicts[row]?.changed) continue;
    batch.book.shipmentIds.add(shipment.id);
    for (const orderId of [shipment.order_id, stored?.order_id]) {
      if (orderId != null) batch.ordersToSettle.add(orderId);
    }
  }
}

async function writeLinesOf(
  batch: Batch,
  plans: readonly (ShipmentPlan & { shipment: ShipmentRow })[],
  verdicts: Verdict[],
  directory: Directory,
): Promise<void> {
  const { trx, tools } = batch.command;
  const spoken = plans.filter(({ one, shipment }) => one.lines && !one.deleted && shipment.order_id !== null);
  const orderIds = new Set(spoken.map(({ shipment }) => shipment.order_id as number));
  const orderLines = Map.groupBy(await findLinesToShip(trx, [...orderIds]), ({ orderId }) => orderId);
  const ids = spoken.map(({ shipment }) => shipment.id);
  const linesOf = Map.groupBy(await findLinesOfShipments(trx, ids), ({ shipmentId }) => shipmentId);
  const change = { inserted: [] as unknown[][], updated: [] as unknown[][], deleted: [] as number[] };
  for (const { row, one, number, shipment } of spoken) {
    const verdict = verdicts[row] as Verdict;
    const lines = (one.lines ?? []).map((fields) => {
      const sku = textOf(fields, 'sku');
      return { fields, productId: sku === null ? null : (directory.product(sku)?.id ?? -1) };
    });
    const { parts, unmatched } = matchShipmentLines(lines, orderLines.get(shipment.order_id as number) ?? []);
    for (const index of unmatched) verdict.problems.push(unknownLine(number, index, one));
    const before = new Map((linesOf.get(shipment.id) ?? []).map((line) => [line.orderLineId, line]));
    const changes = change.inserted.length + change.updated.length + change.deleted.length;
    for (const { line, quantity } of parts) {
      const known = before.get(line.id);
      before.delete(line.id);
      if (!known) change.inserted.push([shipment.id, line.id, line.productId, quantity]);
      else if (known.quantity !== quantity) change.updated.push([known.id, quantity]);
    }
    change.deleted.push(...[...before.values()].map(({ id }) => id));
    if (change.inserted.length + change.updated.length + change.deleted.length > changes)
      verdict.changed = true;
  }
  await writeShipmentLines(trx, tools, change);
}

function unknownLine(number: string, index: number, one: Prepared) {
  const line = one.lines?.[index] ?? {};
  const what = textOf(line, 'sku') ?? String(numberOf(line, 'lineNumber') ?? index + 1);
  return {
    severity: 'warning' as const,
    code: 'unknownOrderLine',
    reason: `The order of shipment ${number} has no line of ${what}: the rest of the shipment is used.`,
    place: `lines[${index + 1}]`,
    value: what,
  };
}
