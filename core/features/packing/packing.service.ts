import type { PackingView, ParcelDraft } from '../../contract/packing.ts';
import type { Database } from '../../db/database.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { moveShipments, shipmentActions, unpackShipment } from '../shipments/index.ts';
import { knownFacility } from '../waves/index.ts';
import { findBoxes } from './boxes.queries.ts';
import { readPackingSettings } from './boxes.service.ts';
import {
  findLinesToPack,
  findParcels,
  findScanned,
  findShipments,
  findWaiting,
  insertParcel,
  isLoaded,
  type ShipmentToPack,
  voidParcels,
  writeWeight,
} from './packing.queries.ts';
import { type LineToPack, type PlannedParcel, parcelsByHand, suggestParcels } from './packing-plan.ts';
import { keptViews, packingView } from './packing-views.ts';
import { readSscc, ssccOf } from './sscc.ts';

type Read = Database['read'];

/** What is to be packed at a facility. @throws CONFLICT `unknownFacility` */
export async function waitingShipments(
  ctx: AppContext,
  { facility: code, limit }: { facility: string; limit: number },
) {
  const facility = await knownFacility(ctx, code);
  return findWaiting(ctx.db.read, facility.id, limit);
}

/** A shipment with the parcels that it should go in, or is in. @throws NOT_FOUND; CONFLICT `severalShipments`, `noFacility` */
export async function showPacking(ctx: AppContext, scanned: string): Promise<PackingView> {
  const { read } = ctx.db;
  return viewOf(read, await scannedShipment(read, scanned));
}

async function viewOf(read: Read, shipment: ShipmentToPack & { facility: string }): Promise<PackingView> {
  if (!['planned', 'picked'].includes(shipment.status)) {
    return packingView(shipment, keptViews(await findParcels(read, [shipment.id])));
  }
  const { lines, boxes } = await contentsOf(read, shipment);
  const parcels = suggestParcels(lines, boxes);
  return packingView(shipment, { parcels, kept: null });
}

async function contentsOf(read: Read, shipment: ShipmentToPack & { facility: string }) {
  const [lines, boxes] = await Promise.all([
    findLinesToPack(read, [shipment]),
    findBoxes(read, shipment.facility),
  ]);
  return { lines: lines.get(shipment.id) ?? [], boxes };
}

async function scannedShipment(read: Read, scanned: string): Promise<ShipmentToPack & { facility: string }> {
  const numbers = await findScanned(read, scanned, readSscc(scanned));
  const [number] = numbers;
  if (number === undefined) throw notFound('shipment', scanned);
  if (numbers.length > 1) {
    throw conflict(
      `${scanned} has several shipments: ${numbers.slice(0, 5).join(', ')}.`,
      'severalShipments',
      'Scan the shipment that lies here.',
    );
  }
  return knownShipment(read, number);
}

async function knownShipment(read: Read, number: string): Promise<ShipmentToPack & { facility: string }> {
  const [shipment] = await findShipments(read, [number]);
  if (!shipment) throw notFound('shipment', number);
  const { facility } = shipment;
  if (facility === null) {
    throw conflict(
      `Shipment ${number} leaves from no known facility.`,
      'noFacility',
      'Say where it leaves from.',
    );
  }
  return { ...shipment, facility };
}

/**
 * Packs a shipment, as suggested or by hand; its owner is told in the same transaction.
 * @throws NOT_FOUND; CONFLICT as the contract tells
 */
export async function packShipment(
  ctx: AppContext,
  { shipment: number, parcels: drafts }: { shipment: string; parcels?: ParcelDraft[] | undefined },
): Promise<PackingView & { messages: number }> {
  const messages = await runCommand(ctx, 'packing.pack', async (command) => {
    const { trx } = command;
    const shipment = await knownShipment(trx, number);
    if (!shipmentActions(shipment).includes('pack')) throw packNotAllowed(shipment);
    const { lines, boxes } = await contentsOf(trx, shipment);
    if (lines.length === 0) {
      throw conflict(
        `Shipment ${number} holds nothing to pack.`,
        'packNotAllowed',
        'Look at the order again.',
      );
    }
    const planned = drafts ? parcelsByHand(drafts, lines, boxes) : suggestParcels(lines, boxes);
    if ('code' in planned)
      throw conflict(planned.message, planned.code, 'Correct the parcels and pack again.');
    await keepParcels(command, ctx.actor, shipment, planned);
    const moved = await moveShipments(ctx, command, 'pack', [number]);
    const [refused] = moved.refused;
    if (refused) {
      const action = refused.code === 'held' ? 'Set it aside until the hold is released.' : undefined;
      throw conflict(refused.reason, refused.code, action);
    }
    command.publish({ type: 'packing.changed', facility: shipment.facility });
    return moved.messages;
  });
  return { ...(await showPacking(ctx, number)), messages };
}

function packNotAllowed({ number, status }: ShipmentToPack) {
  return conflict(
    `Shipment ${number} is ${status}: it cannot be packed.`,
    'packNotAllowed',
    'Release and pick it first; once packed, unpack it to change its parcels.',
  );
}

async function keepParcels(
  command: Command,
  actor: string,
  shipment: ShipmentToPack,
  parcels: readonly PlannedParcel[],
): Promise<void> {
  const { trx, at } = command;
  const { gs1CompanyPrefix } = await readPackingSettings(trx);
  await voidParcels(trx, shipment.id);
  for (const [i, parcel] of parcels.entries()) {
    await insertParcel(trx, parcel, {
      shipmentId: shipment.id,
      number: i + 1,
      actor,
      at,
      currency: shipment.currency,
      ssccOf: (serial) => ssccOf(gs1CompanyPrefix, serial),
    });
  }
  const weightGrams = parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0);
  await writeWeight(trx, shipment.id, weightGrams, at);
  command.record({
    entity: 'shipment',
    id: shipment.id,
    key: shipment.number,
    before: { parcels: null },
    after: {
      weightGrams,
      parcels: parcels.map(({ box, weightGrams: grams, lines }) => ({
        box: box?.code ?? null,
        weightGrams: grams,
        lines: lines.map(({ line, quantity }) => `${quantity} × ${line.sku}`),
      })),
    },
  });
}

/** Takes a shipment's units out of its parcels. @throws NOT_FOUND; CONFLICT `notPacked`, `alreadySent`, `loaded` */
export async function unpackParcels(ctx: AppContext, number: string): Promise<PackingView> {
  await runCommand(ctx, 'packing.unpack', async (command) => {
    const { trx, at } = command;
    const shipment = await knownShipment(trx, number);
    if (await isLoaded(trx, shipment.id)) {
      throw conflict(
        `A parcel of ${number} is on a vehicle already.`,
        'loaded',
        'Take it off the manifest first.',
      );
    }
    await unpackShipment(command, number);
    await voidParcels(trx, shipment.id);
    const lines = (await findLinesToPack(trx, [shipment])).get(shipment.id) ?? [];
    await writeWeight(trx, shipment.id, weightOfGoods(lines), at);
    command.publish({ type: 'packing.changed', facility: shipment.facility });
  });
  return showPacking(ctx, number);
}

const weightOfGoods = (lines: readonly LineToPack[]) =>
  lines.reduce((sum, { weightGrams, quantity }) => sum + weightGrams * quantity, 0);
