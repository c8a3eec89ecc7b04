import type { RecordRow } from '../rows/chunks.ts';
import {
  type ApplyContext,
  type ApplyResult,
  addDetail,
  addEntity,
  addressOf,
  currencyOf,
  emptyResult,
  finish,
  flagOf,
  minorOf,
  missingReference,
  numberOf,
  pointOf,
  Staging,
  textOf,
} from './apply-context.ts';
import { facilitiesByCode, productsBySku } from './lookups.queries.ts';
import { MERGE } from './merge-specs.ts';

export async function applyFacilities(
  rows: readonly RecordRow[],
  context: ApplyContext,
): Promise<ApplyResult> {
  const result = emptyResult();
  const staging = new Staging(MERGE.facility);
  const fresh: string[] = [];
  for (const { row, record } of rows) {
    const given = textOf(record, 'facilityCode') ?? '';
    const known = context.directory.facility(given);
    const code = known?.code ?? given;
    const point =
      known?.precision === 'given' && record.latitude == null ? null : pointOf(record, context.directory);
    if (point && point.precision !== 'given') addDetail(result, 'locatedPlaces', 1);
    if (!point && !known) addDetail(result, 'placesWithoutPosition', 1);
    if (!known) {
      fresh.push(code);
      context.directory.addFacility(code, point?.precision ?? null);
    }
    const currency = currencyOf(record, context);
    staging.add(
      [
        code,
        textOf(record, 'facilityName') ?? (known ? null : code),
        textOf(record, 'facilityKind'),
        ...addressOf(record, point),
        point?.precision ?? null,
        textOf(record, 'timeZone') ?? (point ? context.directory.timeZoneAt(point) : null),
        textOf(record, 'currency') ?? (known ? null : currency),
        minorOf(record, 'handlingCost', currency),
        numberOf(record, 'dailyCapacity'),
        numberOf(record, 'cutOff'),
        flagOf(record, 'active'),
      ],
      row,
    );
  }
  const counts = await staging.merge(context);
  if (!context.dryRun) {
    for (const { id, code } of await facilitiesByCode(context.trx, fresh)) {
      context.directory.addFacility(code, context.directory.facility(code)?.precision ?? null, id);
    }
  }
  return finish(result, 'facilities', counts, staging);
}

export async function applyProducts(rows: readonly RecordRow[], context: ApplyContext): Promise<ApplyResult> {
  const staging = new Staging(MERGE.product);
  const fresh: string[] = [];
  for (const { row, record } of rows) {
    const given = textOf(record, 'sku') ?? '';
    const known = context.directory.product(given);
    const sku = known?.sku ?? given;
    if (!known) {
      fresh.push(sku);
      context.directory.addProduct(sku);
    }
    const currency = currencyOf(record, context);
    const priced = record.price != null || record.cost != null;
    staging.add(
      [
        sku,
        textOf(record, 'productName') ?? (known ? null : sku),
        textOf(record, 'category'),
        numberOf(record, 'weight'),
        numberOf(record, 'volume'),
        minorOf(record, 'price', currency),
        minorOf(record, 'cost', currency),
        priced || !known ? currency : null,
        flagOf(record, 'stocked'),
        flagOf(record, 'hazardous'),
        flagOf(record, 'active'),
      ],
      row,
    );
  }
  const counts = await staging.merge(context);
  if (!context.dryRun) {
    for (const { id, sku } of await productsBySku(context.trx, fresh)) context.directory.addProduct(sku, id);
  }
  return finish(emptyResult(), 'products', counts, staging);
}

/** Of a flat file: products and facilities that its rows name and that are not there yet. */
async function applyCompanions(
  rows: readonly RecordRow[],
  context: ApplyContext,
  result: ApplyResult,
): Promise<void> {
  const { kinds } = context.mapping;
  if (kinds.includes('products')) {
    const fresh = firstOfEach(rows, (row) => textOf(row.record, 'sku')).filter(
      (row) => !context.directory.product(textOf(row.record, 'sku') ?? ''),
    );
    addEntity(result, 'products', (await applyProducts(fresh, context)).rows);
  }
  if (kinds.includes('facilities')) {
    const fresh = firstOfEach(rows, (row) => textOf(row.record, 'facilityCode')).filter(
      (row) => !context.directory.facility(textOf(row.record, 'facilityCode') ?? ''),
    );
    addEntity(result, 'facilities', (await applyFacilities(fresh, context)).rows);
  }
}

function firstOfEach(rows: readonly RecordRow[], keyOf: (row: RecordRow) => string | null): RecordRow[] {
  const found = new Map<string, RecordRow>();
  for (const row of rows) {
    const key = keyOf(row)?.toUpperCase();
    if (key && !found.has(key)) found.set(key, row);
  }
  return [...found.values()];
}

/** Product and facility of a row; puts the row among the refused when one is not known. */
function resolvePosition(
  row: RecordRow,
  context: ApplyContext,
  result: ApplyResult,
): { productId: number; facilityId: number } | null {
  const product = context.directory.product(textOf(row.record, 'sku') ?? '');
  const facility = context.directory.facility(textOf(row.record, 'facilityCode') ?? '');
  if (!product) {
    const reason = `No product has the code ${row.record.sku}: import products first.`;
    result.refused.push(missingReference(context, row, 'sku', 'unknownProduct', reason));
    return null;
  }
  if (!facility) {
    const reason = `No facility has the code ${row.record.facilityCode}: import facilities first.`;
    result.refused.push(missingReference(context, row, 'facilityCode', 'unknownFacility', reason));
    return null;
  }
  return { productId: product.id, facilityId: facility.id };
}

/** What was rejected as damaged here counts as seen once the source counts the position anew. */
const UNBLOCKED = 0;

export async function applyStock(rows: readonly RecordRow[], context: ApplyContext): Promise<ApplyResult> {
  const result = emptyResult();
  await applyCompanions(rows, context, result);
  const staging = new Staging(MERGE.stock);
  for (const row of rows) {
    const position = resolvePosition(row, context, result);
    if (!position) continue;
    const { record } = row;
    staging.add(
      [
        position.productId,
        position.facilityId,
        record.onHand ?? null,
        record.reserved ?? null,
        record.safetyStock ?? null,
        record.dailyDemand ?? null,
        record.onHand == null ? null : UNBLOCKED,
      ],
      row.row,
    );
  }
  return finish(result, 'stock', await staging.merge(context), staging);
}

export async function applyInbound(rows: readonly RecordRow[], context: ApplyContext): Promise<ApplyResult> {
  const result = emptyResult();
  await applyCompanions(rows, context, result);
  const staging = new Staging(MERGE.inbound);
  for (const row of rows) {
    const { record } = row;
    if (Number(record.quantity) <= 0) {
      const reason = 'The quantity must be above 0.';
      result.refused.push(missingReference(context, row, 'quantity', 'notAboveZero', reason));
      continue;
    }
    const position = resolvePosition(row, context, result);
    if (!position) continue;
    staging.add(
      [
        textOf(record, 'inboundReference'),
        position.productId,
        position.facilityId,
        textOf(record, 'inboundKind'),
        record.quantity ?? null,
        record.expectedAt ?? null,
        textOf(record, 'inboundStatus'),
        textOf(record, 'origin'),
      ],
      row.row,
    );
  }
  return finish(result, 'inbound', await staging.merge(context), staging);
}

export async function applyCustomers(
  rows: readonly RecordRow[],
  context: ApplyContext,
): Promise<ApplyResult> {
  const staging = new Staging(MERGE.customer);
  for (const { row, record } of rows) {
    staging.add(
      [
        textOf(record, 'customerCode'),
        textOf(record, 'customerName'),
        textOf(record, 'segment'),
        textOf(record, 'email'),
        textOf(record, 'phone'),
        ...addressOf(record, pointOf(record, context.directory)),
        minorOf(record, 'creditLimit', currencyOf(record, context)),
        flagOf(record, 'creditStop'),
        minorOf(record, 'overdue', currencyOf(record, context)),
      ],
      row,
    );
  }
  return finish(emptyResult(), 'customers', await staging.merge(context), staging);
}
