import type { RecordRow } from '../rows/chunks.ts';
import {
  type ApplyContext,
  type ApplyResult,
  addEntity,
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
import { carriersByCode, ordersByNumber, shipmentsByNumber, shipmentsByTracking } from './lookups.queries.ts';
import { MERGE } from './merge-specs.ts';

export async function applyCarriers(rows: readonly RecordRow[], context: ApplyContext): Promise<ApplyResult> {
  const result = emptyResult();
  const carriers = new Staging(MERGE.carrier);
  const names = new Map<string, string | null>();
  const rowOf = new Map<string, number>();
  for (const { row, record } of rows) {
    const code = textOf(record, 'carrierCode') ?? '';
    names.set(code, names.get(code) ?? textOf(record, 'carrierName'));
    rowOf.set(code, row);
  }
  const known = new Map(
    (await carriersByCode(context.trx, [...names.keys()])).map(({ id, code }) => [code, id]),
  );
  for (const [code, name] of names) {
    carriers.add([code, name ?? (known.has(code) ? null : code)], rowOf.get(code));
  }
  addEntity(result, 'carriers', await carriers.merge(context));
  const ids = new Map(
    (await carriersByCode(context.trx, [...names.keys()])).map(({ id, code }) => [code, id]),
  );
  for (const code of names.keys()) if (!ids.has(code)) ids.set(code, -1 - ids.size);
  const services = new Staging(MERGE.carrierService);
  for (const { row, record } of rows) {
    const carrierCode = textOf(record, 'carrierCode') ?? '';
    const code = textOf(record, 'serviceCode') ?? '';
    const fresh = context.directory.servicesOf(code, carrierCode).length === 0;
    services.add(
      [
        ids.get(carrierCode),
        code,
        textOf(record, 'serviceName') ?? (fresh ? code : null),
        textOf(record, 'serviceLevel'),
        numberOf(record, 'cutOff'),
        numberOf(record, 'maxWeight'),
        flagOf(record, 'active'),
      ],
      row,
    );
    if (fresh) context.directory.addService(code, carrierCode);
  }
  return finish(result, 'services', await services.merge(context), services);
}

/** The one service that a row names; puts the row among the refused when there is none or more than one. */
function resolveService(row: RecordRow, context: ApplyContext, result: ApplyResult): number | null {
  const code = textOf(row.record, 'serviceCode') ?? '';
  const found = context.directory.servicesOf(code, textOf(row.record, 'carrierCode'));
  if (found.length === 1 && found[0]) return found[0].id;
  const reason =
    found.length === 0
      ? `No carrier service has the code ${code}: import carriers first.`
      : `Several carriers have a service ${code}: name the carrier too.`;
  result.refused.push(
    missingReference(
      context,
      row,
      'serviceCode',
      found.length === 0 ? 'unknownService' : 'ambiguousService',
      reason,
    ),
  );
  return null;
}

export async function applyRates(rows: readonly RecordRow[], context: ApplyContext): Promise<ApplyResult> {
  const result = emptyResult();
  const staging = new Staging(MERGE.rate);
  for (const row of rows) {
    const { record } = row;
    const serviceId = resolveService(row, context, result);
    if (serviceId === null) continue;
    const currency = currencyOf(record, context);
    const slowest = numberOf(record, 'transitDaysMax');
    const fastest = numberOf(record, 'transitDaysMin') ?? slowest;
    if (slowest !== null && fastest !== null && fastest > slowest) {
      const reason = `At least ${fastest} days and at most ${slowest}: the first cannot be more than the second.`;
      result.refused.push(missingReference(context, row, 'transitDaysMin', 'daysReversed', reason));
      continue;
    }
    staging.add(
      [
        serviceId,
        textOf(record, 'originCountry') ?? '*',
        textOf(record, 'destinationCountry') ?? '*',
        textOf(record, 'postalPrefix') ?? '',
        numberOf(record, 'upToWeight'),
        minorOf(record, 'price', currency),
        currency,
        fastest,
        slowest ?? fastest,
      ],
      row.row,
    );
  }
  return finish(result, 'rates', await staging.merge(context), staging);
}

export async function applyShipments(
  rows: readonly RecordRow[],
  context: ApplyContext,
): Promise<ApplyResult> {
  const result = emptyResult();
  const numbers = [
    ...new Set(rows.map((row) => textOf(row.record, 'orderNumber')).filter((number) => number !== null)),
  ];
  const orders = new Map(
    (await ordersByNumber(context.trx, numbers)).map((order) => [order.number, order.id]),
  );
  const staging = new Staging(MERGE.shipment);
  for (const row of rows) {
    const staged = resolveShipment(row, orders, context, result);
    if (staged) staging.add(staged, row.row);
  }
  return finish(result, 'shipments', await staging.merge(context), staging);
}

function resolveShipment(
  row: RecordRow,
  orders: ReadonlyMap<string, number>,
  context: ApplyContext,
  result: ApplyResult,
): unknown[] | null {
  const { record } = row;
  const orderNumber = textOf(record, 'orderNumber');
  if (orderNumber !== null && !orders.has(orderNumber)) {
    const reason = `No order has the number ${orderNumber}: import orders first.`;
    result.refused.push(missingReference(context, row, 'orderNumber', 'unknownOrder', reason));
    return null;
  }
  const facilityCode = textOf(record, 'facilityCode');
  const facility = facilityCode === null ? null : context.directory.facility(facilityCode);
  if (facility === undefined) {
    const reason = `No facility has the code ${facilityCode}: import facilities first.`;
    result.refused.push(missingReference(context, row, 'facilityCode', 'unknownFacility', reason));
    return null;
  }
  const serviceId = textOf(record, 'serviceCode') === null ? null : resolveService(row, context, result);
  if (serviceId === null && textOf(record, 'serviceCode') !== null) return null;
  const point = pointOf(record, context.directory);
  const currency = currencyOf(record, context);
  return [
    textOf(record, 'shipmentNumber'),
    orderNumber === null ? null : (orders.get(orderNumber) ?? null),
    facility?.id ?? null,
    serviceId,
    textOf(record, 'trackingNumber'),
    textOf(record, 'shipmentStatus') ?? (record.deliveredAt == null ? null : 'delivered'),
    numberOf(record, 'shippedAt'),
    numberOf(record, 'promisedAt'),
    numberOf(record, 'deliveredAt'),
    textOf(record, 'city'),
    textOf(record, 'postalCode'),
    textOf(record, 'country'),
    point?.latitude ?? null,
    point?.longitude ?? null,
    numberOf(record, 'weight'),
    minorOf(record, 'cost', currency),
    record.cost == null ? null : currency,
    numberOf(record, 'assignedAt'),
    textOf(record, 'saidStatus') ?? textOf(record, 'shipmentStatus'),
    numberOf(record, 'saidShippedAt') ?? numberOf(record, 'shippedAt'),
    numberOf(record, 'saidDeliveredAt') ?? numberOf(record, 'deliveredAt'),
    numberOf(record, 'saidEtaAt'),
  ];
}

export async function applyTracking(rows: readonly RecordRow[], context: ApplyContext): Promise<ApplyResult> {
  const result = emptyResult();
  const pick = (field: string) => [
    ...new Set(rows.map((row) => textOf(row.record, field)).filter((number) => number !== null)),
  ];
  const byNumber = new Map(
    (await shipmentsByNumber(context.trx, pick('shipmentNumber'))).map(({ number, id }) => [number, id]),
  );
  const byTracking = new Map(
    (await shipmentsByTracking(context.trx, pick('trackingNumber'))).map(({ number, id }) => [number, id]),
  );
  const staging = new Staging(MERGE.tracking);
  for (const row of rows) {
    const { record } = row;
    const shipmentId =
      byNumber.get(textOf(record, 'shipmentNumber') ?? '') ??
      byTracking.get(textOf(record, 'trackingNumber') ?? '');
    if (shipmentId === undefined) {
      const field = textOf(record, 'shipmentNumber') === null ? 'trackingNumber' : 'shipmentNumber';
      const reason = `No shipment has the number ${record[field] ?? ''}: import shipments first.`;
      result.refused.push(missingReference(context, row, field, 'unknownShipment', reason));
      continue;
    }
    const point = pointOf(record, context.directory);
    staging.add([
      shipmentId,
      record.occurredAt,
      textOf(record, 'milestone'),
      textOf(record, 'eventDescription'),
      textOf(record, 'city'),
      textOf(record, 'country'),
      point?.latitude ?? null,
      point?.longitude ?? null,
      null,
      textOf(record, 'exceptionKind'),
    ]);
  }
  return finish(result, 'trackingEvents', await staging.merge(context), staging);
}
