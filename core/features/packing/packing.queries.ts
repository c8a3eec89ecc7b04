import type { NoBoxReason } from '../../contract/packing.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { LineToPack, PlannedParcel } from './packing-plan.ts';

type Read = Database['read'];

export type ShipmentToPack = NonNullable<Awaited<ReturnType<typeof findShipments>>[number]>;

/** Shipments as a packing station needs them. */
export function findShipments(read: Read, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    read
      .selectFrom('shipment as s')
      .leftJoin('sales_order as o', 'o.id', 's.order_id')
      .leftJoin('facility as f', 'f.id', 's.facility_id')
      .leftJoin('carrier_service as v', 'v.id', 's.service_id')
      .leftJoin('carrier as c', 'c.id', 'v.carrier_id')
      .select(['s.id', 's.number', 's.status', 's.order_id as orderId', 's.facility_id as facilityId'])
      .select(['s.assigned_at as assignedAt', 's.shipped_at as shippedAt', 's.promised_at as promisedAt'])
      .select([
        's.tracking_number as trackingNumber',
        's.currency',
        'o.number as order',
        'o.ship_to_name as customer',
      ])
      .select(['o.fulfilment', 'f.code as facility', 'f.name as facilityName'])
      .select(['c.name as carrier', 'v.name as service'])
      .where('s.number', 'in', piece)
      .execute(),
  );
}

const READY = ['planned', 'picked'];

/** The shipments that a scan may mean: by number, parcel, tracking number, or order; those of an order only as far as they are there. */
export async function findScanned(read: Read, scanned: string, sscc: string | null): Promise<string[]> {
  const rows = await read
    .selectFrom('shipment as s')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .select(['s.number', 's.status', 'o.number as order'])
    .where((eb) =>
      eb.or([
        eb('s.number', '=', scanned),
        eb('s.tracking_number', '=', scanned),
        eb('o.number', '=', scanned),
        ...(sscc === null
          ? []
          : [eb('s.id', 'in', eb.selectFrom('parcel').select('shipment_id').where('sscc', '=', sscc))]),
      ]),
    )
    .execute();
  const direct = rows.filter(({ number }) => number === scanned);
  if (direct.length > 0) return direct.map(({ number }) => number);
  const there = rows.filter(
    ({ status, order }) => order !== scanned || [...READY, 'packed'].includes(status),
  );
  const ready = there.filter(({ status }) => READY.includes(status));
  return (ready.length > 0 ? ready : there).map(({ number }) => number);
}

const PRODUCT = [
  'p.id as productId',
  'p.sku',
  'p.name',
  'p.weight_grams as weightGrams',
  'p.volume_millilitres as volumeMillilitres',
  'z.length_mm as lengthMillimetres',
  'z.width_mm as widthMillimetres',
  'z.height_mm as heightMillimetres',
] as const;

/** What shipments hold, line by line; one without lines holds what its facility has on the floor for its order. */
export async function findLinesToPack(
  read: Read,
  shipments: readonly Pick<ShipmentToPack, 'id' | 'orderId' | 'facilityId'>[],
): Promise<Map<number, LineToPack[]>> {
  const rows = await inPieces(
    shipments.map(({ id }) => id),
    (piece) =>
      read
        .selectFrom('shipment_line as s')
        .innerJoin('order_line as l', 'l.id', 's.order_line_id')
        .innerJoin('product as p', 'p.id', 's.product_id')
        .leftJoin('product_size as z', 'z.product_id', 'p.id')
        .select([
          's.shipment_id as shipmentId',
          'l.id as lineId',
          'l.line_number as lineNumber',
          's.quantity',
        ])
        .select(PRODUCT)
        .where('s.shipment_id', 'in', piece)
        .where('p.stocked', '=', 1)
        .where('s.quantity', '>', 0)
        .orderBy('s.id')
        .execute(),
  );
  const lines = Map.groupBy(rows, ({ shipmentId }) => shipmentId);
  const found = new Map([...lines].map(([id, own]) => [id, joined(own)]));
  for (const { id, orderId, facilityId } of shipments) {
    if (found.has(id) || orderId === null || facilityId === null) continue;
    found.set(id, joined(await findOnFloor(read, orderId, facilityId)));
  }
  return found;
}

function findOnFloor(read: Read, orderId: number, facilityId: number) {
  return read
    .selectFrom('allocation as a')
    .innerJoin('order_line as l', 'l.id', 'a.order_line_id')
    .innerJoin('product as p', 'p.id', 'a.product_id')
    .leftJoin('product_size as z', 'z.product_id', 'p.id')
    .select(['l.id as lineId', 'l.line_number as lineNumber', 'a.quantity'])
    .select(PRODUCT)
    .where('a.order_id', '=', orderId)
    .where('a.facility_id', '=', facilityId)
    .where('a.status', '=', 'released')
    .where('p.stocked', '=', 1)
    .orderBy('a.id')
    .execute();
}

function joined(rows: readonly LineToPack[]): LineToPack[] {
  const lines = new Map<number, LineToPack>();
  for (const row of rows) {
    const known = lines.get(row.lineId);
    if (known) known.quantity += row.quantity;
    else lines.set(row.lineId, { ...row });
  }
  return [...lines.values()];
}

export type KeptParcel = Awaited<ReturnType<typeof findParcels>>[number];

/** Parcels that shipments are in. */
export async function findParcels(read: Read, shipmentIds: readonly number[]) {
  const parcels = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('parcel')
      .select(['id', 'shipment_id as shipmentId', 'number', 'sscc', 'box_code as boxCode'])
      .select(['box_name as boxName', 'no_box as noBox', 'weight_grams as weightGrams'])
      .select(['length_mm as lengthMillimetres', 'width_mm as widthMillimetres'])
      .select(['height_mm as heightMillimetres', 'most_weight_grams as mostWeightGrams'])
      .select(['cost_minor as costMinor', 'currency', 'actor', 'packed_at as packedAt'])
      .where('shipment_id', 'in', piece)
      .where('active', '=', 1)
      .orderBy('shipment_id')
      .orderBy('number')
      .execute(),
  );
  const lines = await inPieces(
    parcels.map(({ id }) => id),
    (piece) =>
      read
        .selectFrom('parcel_line as k')
        .innerJoin('order_line as l', 'l.id', 'k.order_line_id')
        .innerJoin('product as p', 'p.id', 'k.product_id')
        .leftJoin('product_size as z', 'z.product_id', 'p.id')
        .select(['k.parcel_id as parcelId', 'l.id as lineId', 'l.line_number as lineNumber', 'k.quantity'])
        .select(PRODUCT)
        .where('k.parcel_id', 'in', piece)
        .orderBy('l.line_number')
        .execute(),
  );
  const linesOf = Map.groupBy(lines, ({ parcelId }) => parcelId);
  return parcels.map((parcel) => ({
    ...parcel,
    noBox: parcel.noBox as NoBoxReason | null,
    lines: linesOf.get(parcel.id) ?? [],
  }));
}

/** Takes the units of shipments out of their parcels. */
export async function voidParcels(trx: WriteTransaction, shipmentId: number): Promise<void> {
  await trx
    .updateTable('parcel')
    .set({ active: null })
    .where('shipment_id', '=', shipmentId)
    .where('active', '=', 1)
    .execute();
}

/** Keeps a parcel with its contents; `ssccOf` names it by its serial number. */
export async function insertParcel(
  trx: WriteTransaction,
  parcel: PlannedParcel,
  head: {
    shipmentId: number;
    number: number;
    actor: string;
    at: number;
    currency: string;
    ssccOf: (serial: number) => string;
  },
): Promise<void> {
  const { box, noBox, weightGrams, lines } = parcel;
  const { id } = await trx
    .insertInto('parcel')
    .values({
      shipment_id: head.shipmentId,
      number: head.number,
      sscc: null,
      box_code: box?.code ?? null,
      box_name: box?.name ?? null,
      no_box: noBox,
      length_mm: box?.lengthMillimetres ?? null,
      width_mm: box?.widthMillimetres ?? null,
      height_mm: box?.heightMillimetres ?? null,
      weight_grams: weightGrams,
      most_weight_grams: box?.mostWeightGrams ?? null,
      cost_minor: box?.costMinor ?? 0,
      currency: box?.currency ?? head.currency,
      actor: head.actor,
      packed_at: head.at,
      active: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('parcel')
    .set({ sscc: head.ssccOf(id) })
    .where('id', '=', id)
    .execute();
  await inPieces(lines, async (piece) => {
    await trx
      .insertInto('parcel_line')
      .values(
        piece.map(({ line, quantity }) => ({
          parcel_id: id,
          order_line_id: line.lineId,
          product_id: line.productId,
          quantity,
        })),
      )
      .execute();
    return [];
  });
}

export async function writeWeight(
  trx: WriteTransaction,
  shipmentId: number,
  weightGrams: number,
  at: number,
): Promise<void> {
  await trx
    .updateTable('shipment')
    .set({ weight_grams: weightGrams, updated_at: at })
    .where('id', '=', shipmentId)
    .execute();
}

/** Whether a parcel of a shipment is on a vehicle. */
export async function isLoaded(trx: WriteTransaction, shipmentId: number): Promise<boolean> {
  const row = await trx
    .selectFrom('manifest_parcel')
    .select('id')
    .where('shipment_id', '=', shipmentId)
    .where('loaded', '=', 1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Shipments to pack at a facility, the most urgent first; then those that are packed and still there. */
export async function findWaiting(read: Read, facilityId: number, limit: number) {
  const rows = await read
    .selectFrom('shipment as s')
    .leftJoin('sales_order as o', 'o.id', 's.order_id')
    .leftJoin('carrier_service as v', 'v.id', 's.service_id')
    .leftJoin('carrier as c', 'c.id', 'v.carrier_id')
    .select(['s.id', 's.number as shipment', 'o.number as order', 'o.ship_to_name as customer', 's.status'])
    .select(['c.name as carrier', 's.promised_at as promisedAt'])
    .select((eb) => [
      eb
        .selectFrom('shipment_line as l')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('l.shipment_id', '=', 's.id')
        .as('lines'),
      eb
        .selectFrom('shipment_line as l')
        .select((sum) => sum.fn.sum<number>('l.quantity').as('units'))
        .whereRef('l.shipment_id', '=', 's.id')
        .as('units'),
      eb
        .selectFrom('parcel as k')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('k.shipment_id', '=', 's.id')
        .where('k.active', '=', 1)
        .as('parcels'),
    ])
    .where('s.facility_id', '=', facilityId)
    .where('s.assigned_at', 'is not', null)
    .where('s.status', 'in', ['picked', 'planned', 'packed'])
    .orderBy((eb) =>
      eb
        .case()
        .when('s.status', '=', 'picked')
        .then(0)
        .when('s.status', '=', 'planned')
        .then(1)
        .else(2)
        .end(),
    )
    .orderBy((eb) => eb.case().when('s.promised_at', 'is', null).then(1).else(0).end())
    .orderBy('s.promised_at')
    .orderBy('s.id')
    .limit(limit)
    .execute();
  return rows.map(({ id: _id, ...row }) => ({
    ...row,
    lines: Number(row.lines ?? 0),
    units: Number(row.units ?? 0),
    parcels: Number(row.parcels ?? 0),
  }));
}
