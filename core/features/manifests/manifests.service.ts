import type { ManifestDetail, ManifestParcelView, ManifestView } from '../../contract/manifests.ts';
import type { Database } from '../../db/database.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { dayOfText, toInstant, toLocal } from '../promise/index.ts';
import { type DockParcel, missingFor, nextCutOff } from './dock.ts';
import {
  countOfDay,
  findCarrier,
  findCutOffs,
  findFacility,
  findManifest,
  findManifestParcels,
  findManifests,
  findOpen,
  findWithoutScan,
  insertManifest,
  type ManifestRow,
} from './manifests.queries.ts';
import { findPacked } from './parcels.queries.ts';

type Read = Database['read'];
const MINUTES_A_DAY = 1440;
type ParcelRow = Awaited<ReturnType<typeof findManifestParcels>>[number];

/** A facility's dock on a day. @throws CONFLICT `unknownFacility` */
export async function showDock(ctx: AppContext, { facility: code, day }: { facility: string; day: string }) {
  const { read } = ctx.db;
  const facility = await knownFacility(read, code);
  const [rows, packed] = await Promise.all([
    findManifests(read, facility.id, day),
    findPacked(read, facility.id),
  ]);
  const parcels = await findManifestParcels(
    read,
    rows.map(({ id }) => id),
  );
  const ofManifest = Map.groupBy(parcels, ({ manifestId }) => manifestId);
  const dayNumber = dayOfText(day);
  const at = (minutes: number) => toInstant({ day: dayNumber, minutes }, facility.timeZone);
  const withoutScan = await findWithoutScan(
    read,
    { facilityId: facility.id, carrierIds: [...new Set(rows.map(({ carrierId }) => carrierId))] },
    { from: at(0), to: toInstant({ day: dayNumber + 1, minutes: 0 }, facility.timeZone) },
  );
  return {
    timeZone: facility.timeZone,
    manifests: rows.map((row) => manifestView(row, ofManifest.get(row.id) ?? [], packed)),
    waiting: waitingOf(packed, rows, at),
    withoutScan,
  };
}

/** What is packed for carriers of which no manifest is open, by carrier and cut-off. */
function waitingOf(
  packed: readonly DockParcel[],
  rows: readonly ManifestRow[],
  at: (minutes: number) => number,
) {
  const open = new Set(rows.flatMap(({ open, carrierId }) => (open === 1 ? [carrierId] : [])));
  const waiting = packed.filter(
    ({ carrierId, loadedOn }) => carrierId !== null && loadedOn === null && !open.has(carrierId),
  );
  const groups = Map.groupBy(waiting, ({ carrierId, cutOffMinutes }) => `${carrierId} ${cutOffMinutes}`);
  return [...groups.values()]
    .map((own) => {
      const [first] = own as [DockParcel];
      return {
        carrier: first.carrierCode ?? '',
        carrierName: first.carrier ?? '',
        cutOffAt: at(first.cutOffMinutes ?? 0),
        shipments: new Set(own.map(({ shipmentId }) => shipmentId)).size,
        weightGrams: own.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
      };
    })
    .sort((a, b) => a.cutOffAt - b.cutOffAt || (a.carrierName < b.carrierName ? -1 : 1));
}

/** A manifest with its loading list. @throws NOT_FOUND */
export async function showManifest(ctx: AppContext, id: number): Promise<ManifestDetail> {
  const { read } = ctx.db;
  const row = await knownManifest(read, id);
  const [parcels, packed] = await Promise.all([
    findManifestParcels(read, [id]),
    row.open === 1 ? findPacked(read, row.facilityId) : [],
  ]);
  const stayed = parcels.filter(({ loaded }) => loaded !== 1).map(parcelView);
  return {
    ...manifestView(row, parcels, packed),
    parcelRows: parcels.filter(({ loaded }) => loaded === 1).map(parcelView),
    missingRows: row.open === 1 ? missingOf(row, packed).map(parcelView) : stayed,
  };
}

export function manifestView(
  row: ManifestRow,
  parcels: readonly ParcelRow[],
  packed: readonly DockParcel[],
): ManifestView {
  const loaded = parcels.filter((parcel) => parcel.loaded === 1);
  const shipments = new Map(loaded.map((parcel) => [parcel.shipmentId, parcel]));
  const byCurrency = Map.groupBy(shipments.values(), ({ currency }) => currency);
  const { id, number, facility, facilityName, timeZone, carrier, carrierName, day, cutOffAt } = row;
  const { actor, createdAt, closedAt } = row;
  return {
    id,
    number,
    facility,
    facilityName,
    timeZone,
    carrier,
    carrierName,
    day,
    cutOffAt,
    status: row.open === 1 ? 'open' : 'closed',
    shipments: shipments.size,
    parcels: loaded.length,
    weightGrams: loaded.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
    costs: [...byCurrency].map(([currency, own]) => ({
      amountMinor: own.reduce((sum, { costMinor }) => sum + costMinor, 0),
      currency,
    })),
    missing: row.open === 1 ? missingOf(row, packed).length : parcels.length - loaded.length,
    actor,
    createdAt,
    closedAt,
  };
}

/** Parcels that an open manifest is still to take. */
export function missingOf(row: ManifestRow, packed: readonly DockParcel[]): DockParcel[] {
  const cutOff = toLocal(row.cutOffAt, row.timeZone);
  const cutOffMinutes = (cutOff.day - dayOfText(row.day)) * MINUTES_A_DAY + cutOff.minutes;
  return missingFor(packed, { carrierId: row.carrierId, cutOffMinutes });
}

/** A parcel as it is told; one that is not on a vehicle yet was loaded by nobody. */
export function parcelView(parcel: ParcelRow | DockParcel): ManifestParcelView {
  const { code, shipment, order, trackingNumber, service, city, postalCode, country } = parcel;
  const { weightGrams, promisedAt } = parcel;
  const { loadedAt, actor } = 'loadedAt' in parcel ? parcel : { loadedAt: null, actor: null };
  return {
    code,
    shipment,
    order,
    trackingNumber,
    service,
    city,
    postalCode,
    country,
    weightGrams,
    promisedAt,
    loadedAt,
    actor,
  };
}

/** The open manifest for a pick-up, made when there is none. @throws CONFLICT `unknownFacility`, `unknownCarrier` */
export async function openManifest(
  ctx: AppContext,
  input: { facility: string; carrier: string; day: string; cutOffMinutes?: number | undefined },
): Promise<ManifestDetail> {
  const id = await runCommand(ctx, 'manifests.open', (command) => openWithin(ctx, command, input));
  return showManifest(ctx, id);
}

async function openWithin(
  ctx: AppContext,
  command: Command,
  { facility: code, carrier: carrierCode, day, cutOffMinutes }: Parameters<typeof openManifest>[1],
): Promise<number> {
  const { trx, at } = command;
  const facility = await knownFacility(trx, code);
  const carrier = await findCarrier(trx, carrierCode);
  if (!carrier) throw conflict(`There is no carrier ${carrierCode}.`, 'unknownCarrier');
  const dayNumber = dayOfText(day);
  const now = toLocal(at, facility.timeZone);
  const cutOffs = await findCutOffs(trx, carrier.id);
  const own = cutOffs.map((minutes) => Math.min(minutes, facility.cutOffMinutes));
  const from = now.day === dayNumber ? now.minutes : 0;
  const minutes = cutOffMinutes ?? nextCutOff(own, from) ?? facility.cutOffMinutes;
  const cutOffAt = toInstant({ day: dayNumber, minutes }, facility.timeZone);
  const known = (await findOpen(trx, facility.id, carrier.id)).find(
    (open) => open.day === day && (cutOffMinutes === undefined || open.cutOffAt === cutOffAt),
  );
  if (known) return known.id;
  const prefix = `M-${day.replaceAll('-', '')}-`;
  const number = `${prefix}${(await countOfDay(trx, prefix)) + 1}`;
  const manifest = { number, facilityId: facility.id, carrierId: carrier.id, day, cutOffAt };
  const id = await insertManifest(trx, manifest, { actor: ctx.actor, at });
  const after = { facility: code, carrier: carrierCode, day, cutOffAt };
  command.record({ entity: 'manifest', id, key: number, before: null, after });
  command.publish({ type: 'manifests.changed', facility: code });
  return id;
}

async function knownFacility(read: Read, code: string) {
  const facility = await findFacility(read, code);
  if (!facility) throw conflict(`There is no facility ${code}.`, 'unknownFacility');
  return facility;
}

/** @throws NOT_FOUND */
export async function knownManifest(read: Read, id: number): Promise<ManifestRow> {
  const row = await findManifest(read, id);
  if (!row) throw notFound('manifest', String(id));
  return row;
}
