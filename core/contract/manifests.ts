import { z } from 'zod';
import { byId, instant, money, reads, writes } from './base.ts';
import { day } from './route-plans.ts';

const integer = z.number().int();
const code = z.string().trim().min(1).max(60);

/** A manifest's life: parcels join it until it is closed, which says that they have left; it may be opened again. */
export const MANIFEST_STATUSES = ['open', 'closed'] as const;
export type ManifestStatus = (typeof MANIFEST_STATUSES)[number];

export const manifestView = z.object({
  id: integer,
  /** `M-20261127-4`; also its barcode. */
  number: z.string(),
  facility: z.string(),
  facilityName: z.string(),
  timeZone: z.string(),
  carrier: z.string(),
  carrierName: z.string(),
  day: z.string(),
  cutOffAt: instant,
  status: z.enum(MANIFEST_STATUSES),
  shipments: integer,
  parcels: integer,
  weightGrams: integer,
  costs: z.array(money),
  /** Packed for it and not loaded: while it is open, what is still to come; once closed, what stayed behind. */
  missing: integer,
  actor: z.string(),
  createdAt: instant,
  closedAt: instant.nullable(),
});
export type ManifestView = z.infer<typeof manifestView>;

/** A parcel on a manifest, or one that is missing there. */
export const manifestParcelView = z.object({
  /** What its label says: SSCC, tracking number or, without either, the shipment's number. */
  code: z.string(),
  shipment: z.string(),
  order: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  service: z.string().nullable(),
  city: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  weightGrams: integer,
  promisedAt: instant.nullable(),
  /** Null for a missing one. */
  loadedAt: instant.nullable(),
  actor: z.string().nullable(),
});
export type ManifestParcelView = z.infer<typeof manifestParcelView>;

export const manifestDetail = manifestView.extend({
  parcelRows: z.array(manifestParcelView),
  missingRows: z.array(manifestParcelView),
});
export type ManifestDetail = z.infer<typeof manifestDetail>;

export const manifestsContract = {
  /** A facility's dock on a day: its manifests, and what is packed for carriers that have none open; by cut-off. */
  list: reads('orders:read')
    .input(z.object({ facility: code, day }))
    .output(
      z.object({
        timeZone: z.string(),
        manifests: z.array(manifestView),
        waiting: z.array(
          z.object({
            carrier: z.string(),
            carrierName: z.string(),
            /** The next pick-up that they are packed for; it has passed for late ones. */
            cutOffAt: instant,
            shipments: integer,
            weightGrams: integer,
          }),
        ),
        /** Left the facility on that day, as carriers or feeds say, without having been loaded on any manifest. */
        withoutScan: z.array(
          z.object({
            shipment: z.string(),
            order: z.string().nullable(),
            carrier: z.string().nullable(),
            trackingNumber: z.string().nullable(),
            shippedAt: instant,
            status: z.string(),
          }),
        ),
      }),
    ),
  manifest: reads('orders:read').input(byId).output(manifestDetail),
  /**
   * The open manifest of a facility for a carrier's pick-up; made when there is none. Without minutes: the next cut-off of the
   * carrier's services there. @throws CONFLICT `unknownFacility`, `unknownCarrier`
   */
  open: writes('orders:write')
    .input(
      z.object({ facility: code, carrier: code, day, cutOffMinutes: integer.min(0).max(1440).optional() }),
    )
    .output(manifestDetail),
  /**
   * A scanned parcel goes onto the vehicle: SSCC, tracking or shipment number. `left`: parcels of its shipment not loaded yet.
   * @throws CONFLICT `unknownParcel`, `severalParcels`, `wrongCarrier`, `wrongFacility`, `notPacked`, `alreadyLoaded`, `hasLeft`, `notOpen`
   */
  load: writes('orders:write')
    .input(byId.extend({ scanned: z.string().trim().min(1).max(200) }))
    .output(z.object({ parcel: manifestParcelView, left: integer, manifest: manifestView })),
  /** Takes a parcel off again. @throws CONFLICT `notLoaded`, `notOpen` */
  unload: writes('orders:write')
    .input(byId.extend({ scanned: z.string().trim().min(1).max(200) }))
    .output(z.object({ manifest: manifestView })),
  /**
   * The vehicle leaves: its shipments have left, their owners are told, all in one transaction; `stayed` names what was packed for it
   * and not loaded. @throws CONFLICT `notOpen`, `nothingLoaded`, `shipmentChanged`, `partlyLoaded` when only some parcels of a shipment are on it
   */
  close: writes('orders:write')
    .input(byId)
    .output(
      z.object({
        manifest: manifestView,
        shipped: integer,
        messages: integer,
        stayed: z.array(manifestParcelView),
      }),
    ),
  /**
   * The vehicle has not left after all: its shipments are packed again.
   * @throws CONFLICT `notClosed`, `carrierScanned`, `alreadySent`, `anotherOpen`
   */
  reopen: writes('orders:write').input(byId).output(manifestDetail),
  /**
   * Starts a job (kind `manifests.file`): the manifest with its loading list, as PDF with barcodes (Code 128) or as CSV; outcome
   * `{fileId, fileName, bytes}`, to be fetched as exports are.
   */
  file: writes('orders:read')
    .input(byId.extend({ format: z.enum(['csv', 'pdf']), language: z.enum(['en', 'fr']) }))
    .output(z.object({ jobId: z.string() })),
};
