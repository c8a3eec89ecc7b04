import type { FacilityDetail, FacilityMark, ShipmentColumns } from '../../contract/tower.ts';
import type { Row } from '../../db/tables.ts';
import type { AppContext } from '../context.ts';
import { findShipments } from '../orders/index.ts';
import { notFound } from '../procedures.ts';
import type { FacilityStock } from '../stock/index.ts';
import {
  activeFacilities,
  facilityShipments,
  findFacility,
  findShipmentHead,
  lowestPositions,
  openOrdersByFacility,
  productsInboundToday,
  shipmentsUnderWay,
} from './tower.queries.ts';
import { isShipmentLate, travelledShare } from './under-way.ts';

type Health = FacilityMark['health'];
type StockCounts = Pick<FacilityStock, 'positions' | 'belowSafety' | 'outOfStock' | 'totals'>;

/** From this share of positions with nothing available on, a facility is out. */
const OUT_SHARE = 0.2;

/** @see STOCK_HEALTH */
export function stockHealth({ positions, belowSafety, outOfStock, totals }: StockCounts): Health {
  if (positions === 0 || totals.onHand <= 0) return 'none';
  if (outOfStock >= positions * OUT_SHARE) return 'out';
  return belowSafety > 0 ? 'low' : 'good';
}

const NO_STOCK: StockCounts = {
  positions: 0,
  belowSafety: 0,
  outOfStock: 0,
  totals: {
    onHand: 0,
    reserved: 0,
    available: 0,
    safetyStock: 0,
    inbound: 0,
    dailyDemand: 0,
    daysOfCover: null,
  },
};

function facilityMark(row: Row<'facility'>, stock: StockCounts, openOrders: number): FacilityMark {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind as FacilityMark['kind'],
    city: row.city,
    country: row.country,
    latitude: row.latitude ?? 0,
    longitude: row.longitude ?? 0,
    health: stockHealth(stock),
    positions: stock.positions,
    belowSafety: stock.belowSafety,
    outOfStock: stock.outOfStock,
    openOrders,
  };
}

/** Facilities in use that have a place on the map, and how many have none. */
export async function mapFacilities({
  db,
  grids,
}: AppContext): Promise<{ facilities: FacilityMark[]; withoutPosition: number }> {
  const [rows, stock, openOrders] = await Promise.all([
    activeFacilities(db),
    grids.stock.facilityStock({}),
    openOrdersByFacility(db),
  ]);
  const stockOf = new Map(stock.map((one) => [one.facility.id, one]));
  const placed = rows.filter((row) => row.latitude !== null && row.longitude !== null);
  return {
    facilities: placed.map((row) =>
      facilityMark(row, stockOf.get(row.id) ?? NO_STOCK, openOrders.get(row.id) ?? 0),
    ),
    withoutPosition: rows.length - placed.length,
  };
}

/** Shipments with the carrier at their estimated place, and how many cannot be placed. */
export async function mapShipments({
  db,
  clock,
}: AppContext): Promise<{ shipments: ShipmentColumns; at: number; withoutPosition: number }> {
  const at = clock();
  const ids: number[] = [];
  const late: number[] = [];
  const lanes: [number[], number[], number[], number[]] = [[], [], [], []];
  const fractions: number[] = [];
  let withoutPosition = 0;
  for await (const rows of shipmentsUnderWay(db)) {
    for (const [id, shippedAt, etaP50At, promisedAt, ...lane] of rows) {
      if (lane.some((degrees) => degrees === null)) {
        withoutPosition++;
        continue;
      }
      const travel = { shippedAt, etaP50At, promisedAt };
      ids.push(id);
      for (const [index, degrees] of lane.entries()) lanes[index]?.push(degrees ?? 0);
      fractions.push(travelledShare(travel, at));
      late.push(isShipmentLate(travel, at) ? 1 : 0);
    }
  }
  const shipments: ShipmentColumns = {
    ids: Int32Array.from(ids),
    originLatitudes: Float32Array.from(lanes[0]),
    originLongitudes: Float32Array.from(lanes[1]),
    destinationLatitudes: Float32Array.from(lanes[2]),
    destinationLongitudes: Float32Array.from(lanes[3]),
    fractions: Float32Array.from(fractions),
    late: Int32Array.from(late),
  };
  return { shipments, at, withoutPosition };
}

/** What the side pane of a facility shows. @throws NOT_FOUND */
export async function facilityDetail(
  { db, grids, clock }: AppContext,
  code: string,
): Promise<FacilityDetail> {
  const row = await findFacility(db, code);
  if (!row) throw notFound('facility', code);
  const [stock, openOrders, shipments, inboundToday, lowest] = await Promise.all([
    grids.stock.facilityStock({}),
    openOrdersByFacility(db),
    facilityShipments(db, row.id, clock()),
    productsInboundToday(db, row.id, clock()),
    lowestPositions(db, row.id),
  ]);
  const own = stock.find((one) => one.facility.id === row.id) ?? NO_STOCK;
  return {
    facility: facilityMark(row, own, openOrders.get(row.id) ?? 0),
    address: {
      street: row.street,
      city: row.city,
      postalCode: row.postal_code,
      region: row.region,
      country: row.country,
      latitude: row.latitude,
      longitude: row.longitude,
    },
    timeZone: row.time_zone,
    cutOffMinutes: row.cut_off_minutes,
    dailyCapacityOrders: row.daily_capacity_orders,
    locationPrecision: row.location_precision,
    totals: own.totals,
    inboundToday,
    shipmentsUnderWay: shipments.underWay,
    lateShipments: shipments.late,
    lowest,
  };
}

/** What the side pane of a shipment shows. @throws NOT_FOUND */
export async function shipmentDetail({ db, clock }: AppContext, id: number) {
  const [head, [shipment]] = await Promise.all([
    findShipmentHead(db, id),
    findShipments(db, { shipmentId: id }),
  ]);
  if (!head || !shipment) throw notFound('shipment', String(id));
  const now = clock();
  return {
    shipment,
    orderNumber: head.order_number,
    customer: head.customer_name ?? head.ship_to_name,
    destination: {
      street: head.street,
      city: head.city,
      postalCode: head.postal_code,
      region: head.region,
      country: head.country,
      latitude: head.latitude,
      longitude: head.longitude,
    },
    late: shipment.deliveredAt === null && isShipmentLate(shipment, now),
    fraction: shipment.deliveredAt === null ? travelledShare(shipment, now) : 1,
  };
}
