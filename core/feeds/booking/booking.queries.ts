import type { WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { findParcels, type KeptParcel } from '../../features/packing/index.ts';
import { type BookableShipment, type BookingLine, type BookingParcel, boxFor } from './booking.ts';

/** Shipments with all that a booking tells, by number. */
export async function bookableShipments(
  trx: WriteTransaction,
  numbers: readonly string[],
): Promise<Map<string, BookableShipment & { id: number }>> {
  const rows = await shipmentRows(trx, numbers);
  const ids = rows.map(({ id }) => id);
  const lines = await linesOf(trx, ids);
  const parcels = Map.groupBy(await findParcels(trx, ids), ({ shipmentId }) => shipmentId);
  return new Map(
    rows.map((row) => {
      const own = lines.get(row.id) ?? [];
      const packed = (parcels.get(row.id) ?? []).map((parcel) => toParcel(parcel, own));
      return [row.number, toShipment(row, own, packed)];
    }),
  );
}

function shipmentRows(trx: WriteTransaction, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    trx
      .selectFrom('shipment')
      .leftJoin('sales_order', 'sales_order.id', 'shipment.order_id')
      .leftJoin('facility', 'facility.id', 'shipment.facility_id')
      .leftJoin('carrier_service', 'carrier_service.id', 'shipment.service_id')
      .leftJoin('carrier', 'carrier.id', 'carrier_service.carrier_id')
      .select([
        'shipment.id',
        'shipment.number',
        'shipment.status',
        'shipment.tracking_number as trackingNumber',
        'shipment.weight_grams as weightGrams',
        'shipment.promised_at as promisedAt',
        'shipment.city',
        'shipment.postal_code as postalCode',
        'shipment.country',
        'shipment.latitude',
        'shipment.longitude',
        'sales_order.number as orderNumber',
        'sales_order.ship_to_name as name',
        'sales_order.street',
        'sales_order.region',
        'facility.code as fromCode',
        'facility.name as fromName',
        'facility.street as fromStreet',
        'facility.postal_code as fromPostalCode',
        'facility.city as fromCity',
        'facility.region as fromRegion',
        'facility.country as fromCountry',
        'facility.latitude as fromLatitude',
        'facility.longitude as fromLongitude',
        'facility.time_zone as fromTimeZone',
        'facility.cut_off_minutes as fromCutOff',
        'carrier.code as carrierCode',
        'carrier.name as carrierName',
        'carrier_service.code as serviceCode',
        'carrier_service.name as serviceName',
        'carrier_service.level as serviceLevel',
      ])
      .where('shipment.number', 'in', piece)
      .execute(),
  );
}

type ShipmentRow = Awaited<ReturnType<typeof shipmentRows>>[number];

function toShipment(
  row: ShipmentRow,
  lines: BookingLine[],
  parcels: BookingParcel[],
): BookableShipment & { id: number } {
  const { name, street, postalCode, city, region, country, latitude, longitude } = row;
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    orderNumber: row.orderNumber,
    trackingNumber: row.trackingNumber,
    weightGrams: row.weightGrams,
    promisedAt: row.promisedAt,
    shipFrom: shipFromOf(row),
    shipTo: { name, street, postalCode, city, region, country, latitude, longitude },
    carrier:
      row.carrierCode === null ? null : { code: row.carrierCode, name: row.carrierName ?? row.carrierCode },
    service:
      row.serviceCode === null
        ? null
        : { code: row.serviceCode, name: row.serviceName ?? row.serviceCode, level: row.serviceLevel ?? '' },
    lines,
    parcels,
  };
}

function toParcel(parcel: KeptParcel, lines: readonly BookingLine[]): BookingParcel {
  const { number, sscc, weightGrams, lengthMillimetres, widthMillimetres, heightMillimetres } = parcel;
  const bySku = new Map(lines.map((line) => [line.sku, line]));
  const contents = parcel.lines.flatMap(({ sku, quantity }) => {
    const line = bySku.get(sku);
    return line ? [{ ...line, quantity }] : [];
  });
  const volumeMillilitres = contents.reduce((sum, line) => sum + line.volumeMillilitres * line.quantity, 0);
  return {
    number,
    sscc,
    weightGrams,
    volumeMillilitres,
    dimensions:
      lengthMillimetres && widthMillimetres && heightMillimetres
        ? { lengthMillimetres, widthMillimetres, heightMillimetres, estimated: false }
        : boxFor(volumeMillilitres),
    lines: contents,
  };
}

function shipFromOf(row: ShipmentRow): BookableShipment['shipFrom'] {
  if (row.fromCode === null) return null;
  return {
    code: row.fromCode,
    name: row.fromName,
    street: row.fromStreet,
    postalCode: row.fromPostalCode,
    city: row.fromCity,
    region: row.fromRegion,
    country: row.fromCountry,
    latitude: row.fromLatitude,
    longitude: row.fromLongitude,
    timeZone: row.fromTimeZone ?? 'UTC',
    cutOffMinutes: row.fromCutOff ?? 0,
  };
}

async function linesOf(
  trx: WriteTransaction,
  shipmentIds: readonly number[],
): Promise<Map<number, BookingLine[]>> {
  const rows = await inPieces(shipmentIds, (piece) =>
    trx
      .selectFrom('shipment_line')
      .innerJoin('product', 'product.id', 'shipment_line.product_id')
      .select([
        'shipment_line.shipment_id as shipmentId',
        'shipment_line.quantity',
        'product.sku',
        'product.name',
        'product.weight_grams as weightGrams',
        'product.volume_millilitres as volumeMillilitres',
        'product.price_minor as priceMinor',
        'product.currency',
      ])
      .where('shipment_line.shipment_id', 'in', piece)
      .orderBy('shipment_line.id')
      .execute(),
  );
  const lines = new Map<number, BookingLine[]>();
  for (const { shipmentId, ...line } of rows) {
    const known = lines.get(shipmentId);
    if (known) known.push(line);
    else lines.set(shipmentId, [line]);
  }
  return lines;
}
