import type { ManifestParcelView, ManifestView } from '../../contract/manifests.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { moveShipments, unshipShipments } from '../shipments/index.ts';
import { judgeScan, readScan } from './dock.ts';
import {
  deleteParcel,
  deleteStayed,
  findManifestParcels,
  findOpen,
  insertParcels,
  type ManifestRow,
  moveManifest,
} from './manifests.queries.ts';
import { knownManifest, manifestView, missingOf, parcelView, showManifest } from './manifests.service.ts';
import { findPacked, findParcelsOf, findScanned } from './parcels.queries.ts';

/** A scanned parcel goes onto a manifest's vehicle. @throws CONFLICT as the contract tells */
export async function loadParcel(ctx: AppContext, { id, scanned }: { id: number; scanned: string }) {
  return runCommand(ctx, 'manifests.load', async (command) => {
    const { trx, at } = command;
    const manifest = await openManifestOf(command, id);
    const scan = readScan(scanned);
    const found = await findScanned(trx, scan);
    const judged = judgeScan(scan, found, manifest);
    if ('refusal' in judged) {
      const { code, message, action } = judged.refusal;
      throw conflict(message, code, action);
    }
    const { parcel } = judged;
    await insertParcels(trx, id, [parcel], { actor: ctx.actor, at });
    tell(command, manifest, { loaded: parcel.code, shipment: parcel.shipment });
    const view: ManifestParcelView = { ...parcelView(parcel), loadedAt: at, actor: ctx.actor };
    const left = found.filter(({ code, loadedOn }) => loadedOn === null && code !== parcel.code).length;
    return { parcel: view, left, manifest: await viewWithin(command, manifest) };
  });
}

/** Takes a parcel off a vehicle again. @throws CONFLICT `notLoaded`, `notOpen` */
export async function unloadParcel(ctx: AppContext, { id, scanned }: { id: number; scanned: string }) {
  return runCommand(ctx, 'manifests.unload', async (command) => {
    const { trx } = command;
    const manifest = await openManifestOf(command, id);
    const scan = readScan(scanned);
    const parcels = await findManifestParcels(trx, [id]);
    const parcel = parcels.find(({ code, shipment, trackingNumber }) =>
      [code, shipment, trackingNumber].includes(scan),
    );
    if (!parcel)
      throw conflict(`${scanned} is not on ${manifest.number}.`, 'notLoaded', 'Scan its label again.');
    await deleteParcel(trx, parcel.id);
    tell(command, manifest, { unloaded: parcel.code, shipment: parcel.shipment });
    return { manifest: await viewWithin(command, manifest) };
  });
}

/** The vehicle leaves with what is on it. @throws CONFLICT `notOpen`, `nothingLoaded`, `partlyLoaded`, `shipmentChanged` */
export async function closeManifest(
  ctx: AppContext,
  id: number,
): Promise<{ manifest: ManifestView; shipped: number; messages: number; stayed: ManifestParcelView[] }> {
  return runCommand(ctx, 'manifests.close', async (command) => {
    const { trx, at } = command;
    const manifest = await openManifestOf(command, id);
    const loaded = await findManifestParcels(trx, [id]);
    if (loaded.length === 0) {
      throw conflict(`Nothing is loaded on ${manifest.number}.`, 'nothingLoaded', 'Scan its parcels first.');
    }
    await refusePartlyLoaded(command, manifest, [...new Set(loaded.map(({ shipmentId }) => shipmentId))]);
    const numbers = [...new Set(loaded.map(({ shipment }) => shipment))];
    const { changed, messages, refused } = await moveShipments(ctx, command, 'ship', numbers);
    const left = new Set(loaded.flatMap((row) => (LEFT.has(row.status) ? [row.shipment] : [])));
    const wrong = refused.find(({ number }) => !left.has(number));
    if (wrong) throw conflict(wrong.reason, 'shipmentChanged', 'Take it off the vehicle first.');
    const stayed = missingOf(manifest, await findPacked(trx, manifest.facilityId));
    await insertParcels(trx, id, stayed, null);
    await moveManifest(trx, id, { open: false, closedAt: at });
    tell(command, manifest, { status: 'closed', shipments: numbers.length, stayed: stayed.length });
    const view = await viewWithin(command, { ...manifest, open: null, closedAt: at });
    return { manifest: view, shipped: changed.length, messages, stayed: stayed.map(parcelView) };
  });
}

const LEFT = new Set(['inTransit', 'delivered', 'exception', 'returned']);

async function refusePartlyLoaded(
  { trx }: Command,
  { number }: ManifestRow,
  shipmentIds: readonly number[],
): Promise<void> {
  const byShipment = Map.groupBy(await findParcelsOf(trx, shipmentIds), ({ shipment }) => shipment);
  for (const [shipment, parcels] of byShipment) {
    const absent = parcels.filter(({ loadedOn }) => loadedOn !== number);
    if (absent.length === 0) continue;
    throw conflict(
      `${shipment} is on ${number} with ${parcels.length - absent.length} of ${parcels.length} parcels; ${absent.map(({ code }) => code).join(', ')} ${absent.length === 1 ? 'is' : 'are'} missing.`,
      'partlyLoaded',
      'Load the rest, or take all of it off.',
    );
  }
}

/** The vehicle has not left after all. @throws CONFLICT `notClosed`, `anotherOpen`, `carrierScanned`, `alreadySent` */
export async function reopenManifest(ctx: AppContext, id: number) {
  await runCommand(ctx, 'manifests.reopen', async (command) => {
    const { trx } = command;
    const manifest = await knownManifest(trx, id);
    if (manifest.open === 1) throw conflict(`${manifest.number} is open.`, 'notClosed');
    const others = await findOpen(trx, manifest.facilityId, manifest.carrierId);
    const another = others.find(({ cutOffAt }) => cutOffAt === manifest.cutOffAt);
    if (another) {
      throw conflict(
        `${another.number} is open for the same pick-up.`,
        'anotherOpen',
        'Load what is missing there.',
      );
    }
    const loaded = (await findManifestParcels(trx, [id])).filter((parcel) => parcel.loaded === 1);
    await unshipShipments(command, [...new Set(loaded.map(({ shipment }) => shipment))]);
    await deleteStayed(trx, id);
    await moveManifest(trx, id, { open: true, closedAt: null });
    tell(command, manifest, { status: 'open' });
  });
  return showManifest(ctx, id);
}

async function openManifestOf({ trx }: Command, id: number): Promise<ManifestRow> {
  const manifest = await knownManifest(trx, id);
  if (manifest.open === 1) return manifest;
  throw conflict(`${manifest.number} is closed.`, 'notOpen', 'Open it again, or use the next one.');
}

async function viewWithin({ trx }: Command, manifest: ManifestRow): Promise<ManifestView> {
  const parcels = await findManifestParcels(trx, [manifest.id]);
  return manifestView(
    manifest,
    parcels,
    manifest.open === 1 ? await findPacked(trx, manifest.facilityId) : [],
  );
}

function tell(command: Command, { id, number, facility }: ManifestRow, after: object): void {
  command.record({ entity: 'manifest', id, key: number, before: null, after });
  command.publish({ type: 'manifests.changed', facility });
}
