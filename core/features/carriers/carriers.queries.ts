import { type CarrierTerms, type ChargeKind, carrierTerms } from '../../contract/carriers.ts';
import { bulkUpdate } from '../../db/bulk-update.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';

type Read = Database['read'];

export function findCarriers(read: Read) {
  return read.selectFrom('carrier').select(['id', 'code', 'name']).orderBy('name').execute();
}

/** Terms by carrier; a carrier without any is left out. */
export async function findTerms(read: Read): Promise<Map<number, CarrierTerms>> {
  const rows = await read.selectFrom('carrier_terms').selectAll().execute();
  return new Map(
    rows.map(({ carrier_id, terms_json }) => [carrier_id, carrierTerms.parse(JSON.parse(terms_json))]),
  );
}

export async function writeTerms(
  trx: WriteTransaction,
  carrierId: number,
  terms: CarrierTerms,
  at: number,
): Promise<void> {
  const values = { terms_json: JSON.stringify(terms), updated_at: at };
  await trx
    .insertInto('carrier_terms')
    .values({ carrier_id: carrierId, ...values })
    .onConflict((conflict) => conflict.column('carrier_id').doUpdateSet(values))
    .execute();
}

export async function knownFacilityCodes(read: Read, codes: readonly string[]): Promise<Set<string>> {
  const rows = await inPieces(codes, (piece) =>
    read.selectFrom('facility').select('code').where('code', 'in', piece).execute(),
  );
  return new Set(rows.map(({ code }) => code));
}

export type ShipmentRow = Awaited<ReturnType<typeof findShipments>>[number];

/** Shipments by number with what their choice depends on, as it stands. */
export function findShipments(read: Read, numbers: readonly string[]) {
  return inPieces(numbers, (piece) =>
    read
      .selectFrom('shipment as s')
      .leftJoin('sales_order as o', 'o.id', 's.order_id')
      .leftJoin('facility as f', 'f.id', 's.facility_id')
      .leftJoin('carrier_service as v', 'v.id', 's.service_id')
      .leftJoin('carrier as r', 'r.id', 'v.carrier_id')
      .leftJoin('carrier_choice as c', 'c.shipment_id', 's.id')
      .select(['s.id', 's.number', 's.status', 's.facility_id as facilityId', 's.service_id as serviceId'])
      .select(['s.weight_grams as weightGrams', 's.promised_at as promisedAt', 's.cost_minor as costMinor'])
      .select(['s.currency', 's.country', 's.postal_code as postalCode', 'f.code as facility'])
      .select(['o.channel', 'o.fulfilment', 'o.collect_facility_id as collectFacilityId', 'o.priority'])
      .select(['o.service_level as serviceLevel', 'o.currency as orderCurrency'])
      .select(['v.code as service', 'r.code as carrier'])
      .select(['c.reason', 'c.actor as chooser', 'c.chosen_at as chosenAt'])
      .where('s.number', 'in', piece)
      .execute(),
  );
}

/** Volume, weight and value of what shipments hold. */
export async function findContents(read: Read, shipmentIds: readonly number[]) {
  const rows = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('shipment_line as l')
      .innerJoin('product as p', 'p.id', 'l.product_id')
      .innerJoin('order_line as o', 'o.id', 'l.order_line_id')
      .select('l.shipment_id as shipmentId')
      .select((eb) => [
        eb.fn.sum<number>(eb('l.quantity', '*', eb.ref('p.volume_millilitres'))).as('volumeMillilitres'),
        eb.fn.sum<number>(eb('l.quantity', '*', eb.ref('p.weight_grams'))).as('weightGrams'),
        eb.fn.sum<number>(eb('l.quantity', '*', eb.ref('o.unit_price_minor'))).as('valueMinor'),
      ])
      .where('l.shipment_id', 'in', piece)
      .groupBy('l.shipment_id')
      .execute(),
  );
  return new Map(
    rows.map(({ shipmentId, volumeMillilitres, weightGrams, valueMinor }) => [
      shipmentId,
      {
        volumeMillilitres: Number(volumeMillilitres),
        weightGrams: Number(weightGrams),
        valueMinor: Number(valueMinor),
      },
    ]),
  );
}

/** Parcels that shipments are packed in, by shipment. */
export async function findParcels(read: Read, shipmentIds: readonly number[]) {
  const rows = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('parcel')
      .select(['shipment_id as shipmentId', 'weight_grams as weightGrams'])
      .select(['length_mm as length', 'width_mm as width', 'height_mm as height'])
      .where('shipment_id', 'in', piece)
      .where('active', '=', 1)
      .execute(),
  );
  return Map.groupBy(rows, ({ shipmentId }) => shipmentId);
}

export type ParcelRow = Awaited<ReturnType<typeof findParcels>> extends Map<number, (infer P)[]> ? P : never;

/** Which of these have a parcel on a vehicle. */
export async function findLoaded(read: Read, shipmentIds: readonly number[]): Promise<Set<number>> {
  const rows = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('manifest_parcel')
      .select('shipment_id as id')
      .distinct()
      .where('shipment_id', 'in', piece)
      .where('loaded', '=', 1)
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

export async function findCharges(read: Read, shipmentIds: readonly number[]) {
  const rows = await inPieces(shipmentIds, (piece) =>
    read
      .selectFrom('shipment_charge')
      .select(['shipment_id as shipmentId', 'kind', 'amount_minor as minor'])
      .where('shipment_id', 'in', piece)
      .execute(),
  );
  return Map.groupBy(
    rows.map((row) => ({ ...row, kind: row.kind as ChargeKind })),
    ({ shipmentId }) => shipmentId,
  );
}

/** Shipments that carriers take from facilities on local days from `day` on, those of `without` not counted. */
export async function countDepartures(read: Read, day: number, without: ReadonlySet<number>) {
  const rows = await read
    .selectFrom('carrier_choice as c')
    .innerJoin('shipment as s', 's.id', 'c.shipment_id')
    .select(['c.shipment_id as id', 'c.carrier_id as carrierId', 'c.facility_id as facilityId'])
    .select('c.departs_on as day')
    .where('c.departs_on', '>=', day)
    .where('s.status', '!=', 'cancelled')
    .execute();
  return rows.filter(({ id }) => !without.has(id));
}

/** Shipments that carriers take from one facility on a local day, by carrier. */
export async function countDeparturesOn(
  read: Read,
  facilityId: number,
  day: number,
): Promise<Map<number, number>> {
  const rows = await read
    .selectFrom('carrier_choice as c')
    .innerJoin('shipment as s', 's.id', 'c.shipment_id')
    .select('c.carrier_id as carrierId')
    .select((eb) => eb.fn.countAll<number>().as('shipments'))
    .where('c.facility_id', '=', facilityId)
    .where('c.departs_on', '=', day)
    .where('s.status', '!=', 'cancelled')
    .groupBy('c.carrier_id')
    .execute();
  return new Map(rows.map(({ carrierId, shipments }) => [carrierId, Number(shipments)]));
}

/** How many shipments each carrier was given since an instant, those of `without` not counted. */
export async function countGiven(
  read: Read,
  since: number,
  without: ReadonlySet<number>,
): Promise<Map<number, number>> {
  const rows = await read
    .selectFrom('carrier_choice as c')
    .innerJoin('shipment as s', 's.id', 'c.shipment_id')
    .select(['c.shipment_id as id', 'c.carrier_id as carrierId'])
    .where('c.chosen_at', '>=', since)
    .where('s.status', '!=', 'cancelled')
    .execute();
  const given = new Map<number, number>();
  for (const { id, carrierId } of rows) {
    if (!without.has(id)) given.set(carrierId, (given.get(carrierId) ?? 0) + 1);
  }
  return given;
}

/** What was chosen for a shipment, ready to be written. */
export interface ChosenRow {
  shipmentId: number;
  serviceId: number;
  carrierId: number;
  facilityId: number;
  departsOn: number;
  costMinor: number;
  charges: readonly { kind: ChargeKind; minor: number }[];
}

/** Writes services, costs and charges of shipments. */
export async function writeChosen(
  trx: WriteTransaction,
  tools: WriteTools,
  chosen: readonly ChosenRow[],
  said: { currency: string; at: number; actor: string; reason: string | null },
): Promise<void> {
  const { currency, at, actor, reason } = said;
  const ids = chosen.map(({ shipmentId }) => shipmentId);
  await inPieces(ids, async (piece) => {
    await trx.deleteFrom('shipment_charge').where('shipment_id', 'in', piece).execute();
    await trx.deleteFrom('carrier_choice').where('shipment_id', 'in', piece).execute();
    return [];
  });
  const columns = {
    service_id: 'bigint',
    cost_minor: 'bigint',
    currency: 'text',
    updated_at: 'bigint',
  } as const;
  await bulkUpdate(
    trx,
    tools,
    { table: 'shipment', columns },
    chosen.map(({ shipmentId, serviceId, costMinor }) => [shipmentId, serviceId, costMinor, currency, at]),
  );
  await tools.bulkInsert(
    'carrier_choice',
    ['shipment_id', 'carrier_id', 'facility_id', 'departs_on', 'chosen_at', 'reason', 'actor'],
    chosen.map((row) => [row.shipmentId, row.carrierId, row.facilityId, row.departsOn, at, reason, actor]),
  );
  await tools.bulkInsert(
    'shipment_charge',
    ['shipment_id', 'kind', 'amount_minor'],
    chosen.flatMap(({ shipmentId, charges }) => charges.map(({ kind, minor }) => [shipmentId, kind, minor])),
  );
}
