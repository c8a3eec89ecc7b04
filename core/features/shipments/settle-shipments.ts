import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import type { Row } from '../../db/tables.ts';
import { forecastShipments } from '../eta/index.ts';
import {
  deriveFromScans,
  type SaidState,
  type ScanFacts,
  type ScannedState,
  type ShipmentFacts,
  shipmentFacts,
} from './derive-status.ts';
import { findScans, findShipmentsById, type SHIPMENT_COLUMNS, writeShipmentFacts } from './settle.queries.ts';

/** The transaction that something is settled in. */
export interface SettleCommand {
  trx: WriteTransaction;
  tools: WriteTools;
  at: number;
}

export type ShipmentRow = Pick<Row<'shipment'>, (typeof SHIPMENT_COLUMNS)[number]>;

export interface SettledShipments {
  changed: Set<number>;
  /** Orders whose own state may follow. */
  orderIds: Set<number>;
}

/** Brings shipments in line with what their owners say and what their carriers scanned. */
export async function settleShipments(
  command: SettleCommand,
  ids: readonly number[],
): Promise<SettledShipments> {
  const shipments = await findShipmentsById(command.trx, ids);
  const scans = Map.groupBy(await findScans(command.trx, ids), (scan) => scan.shipment_id);
  return settleLoaded(
    command,
    shipments.map((shipment) => ({ shipment, scans: scans.get(shipment.id) ?? [], before: null })),
  );
}

/** The same for shipments at hand; `before`: what their scans amounted to until now, where there are new ones. */
export async function settleLoaded(
  command: SettleCommand,
  shipments: readonly { shipment: ShipmentRow; scans: readonly ScanFacts[]; before: ScannedState | null }[],
): Promise<SettledShipments> {
  const settled: SettledShipments = { changed: new Set(), orderIds: new Set() };
  const rows: unknown[][] = [];
  for (const { shipment, scans, before } of shipments) {
    const current = factsOf(shipment);
    const facts = shipmentFacts(current, saidOf(shipment), deriveFromScans(scans), before);
    if (sameFacts(current, facts)) continue;
    const { status, shippedAt, deliveredAt, carrierEtaAt } = facts;
    rows.push([shipment.id, status, shippedAt, deliveredAt, carrierEtaAt, command.at]);
    settled.changed.add(shipment.id);
    const moved = status !== current.status || (shippedAt === null) !== (current.shippedAt === null);
    if (moved && shipment.order_id !== null) settled.orderIds.add(shipment.order_id);
  }
  await writeShipmentFacts(command.trx, command.tools, rows);
  const moved = shipments.filter(
    ({ shipment, before }) => before !== null || settled.changed.has(shipment.id),
  );
  await forecastShipments(
    command,
    moved.map(({ shipment }) => shipment.id),
  );
  return settled;
}

function factsOf(shipment: ShipmentRow): ShipmentFacts {
  return {
    status: shipment.status,
    shippedAt: shipment.shipped_at,
    deliveredAt: shipment.delivered_at,
    carrierEtaAt: shipment.carrier_eta_at,
  };
}

function saidOf(shipment: ShipmentRow): SaidState {
  return {
    status: shipment.said_status,
    shippedAt: shipment.said_shipped_at,
    deliveredAt: shipment.said_delivered_at,
    etaAt: shipment.said_eta_at,
  };
}

function sameFacts(a: ShipmentFacts, b: ShipmentFacts): boolean {
  return (
    a.status === b.status &&
    a.shippedAt === b.shippedAt &&
    a.deliveredAt === b.deliveredAt &&
    a.carrierEtaAt === b.carrierEtaAt
  );
}
